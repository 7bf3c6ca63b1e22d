import { z } from 'zod'
import type { Forum, Prisma } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import { chosenAudience } from '../../../shared/audiences/choosing.ts'
import { noteActivity } from '../activity.ts'
import { demandForum } from '../forums.ts'
import * as button from './buttons.ts'
import type { Changed } from './buttons.ts'
import { editView, seedsView } from './changeViews.ts'
import { deskView } from './deskViews.ts'
import { addSeeds, audienceTexts, faultOf, takeForum } from './plan.ts'
import { Answers, questions } from './questions.ts'
import type { Sofar } from './questions.ts'

/** Which questions are asked again for each thing that can be changed. */
const asked: Record<Changed, (keyof typeof Answers.shape)[]> = {
  title: ['title'],
  question: ['question'],
  background: ['background'],
  subject: ['policy', 'paragraphs'],
  audience: ['audience', 'units', 'roles', 'group', 'link'],
  times: ['opens', 'closes'],
  names: ['named'],
  moderation: ['moderation'],
  rows: ['rows'],
  reasons: ['reasons'],
  seeds: ['seeds'],
}

/** What people have been told before they voted does not change under their votes. */
const whileOpen: Changed[] = ['seeds', 'moderation', 'reasons']

/** Changes one thing of a forum: anything of a draft; of an open one how it is moderated, and it gains statements. */
export const changing = dialog({
  name: 'forums.changing',
  title: 'forums:changing',
  right: 'planner',
  opening: z.object({ forum: z.string(), what: button.changed }),
  answers: Answers,
  steps: questions.map((step) => ({
    ...step,
    when: (sofar: Sofar, { what }: { what: Changed }) =>
      asked[what].includes(step.key) && (step.when?.(sofar, undefined) ?? true),
    async ask(turn: Turn, sofar: Sofar, { what }: { what: Changed }) {
      const isEmptied = step.optional === true && what !== 'seeds'
      return joinHtml([await step.ask(turn, sofar, undefined), isEmptied ? turn.t('forums:skipEmpties') : undefined])
    },
  })),
  async done(turn, answers, { forum: id, what }) {
    const { db, now } = turn
    const forum = await takeForum(db, BigInt(id), statesFor(what))
    if (what === 'seeds') {
      await addSeeds(db, forum.id, answers.seeds ?? [], now)
      await noteActivity(db, forum.id, now)
      turn.wake(tasksChannel)
      return turn.replace(forum.state === 'draft' ? await seedsView(turn, forum, 0) : await deskView(turn, forum))
    }
    const changed = await db.forum.update({ where: { id: forum.id }, data: await dataOf(turn, forum, what, answers) })
    turn.replace(await (forum.state === 'draft' ? editView : deskView)(turn, changed))
  },
})

export const changePresses = [
  press(button.editButton, 'planner', async (turn, { forum: id }) =>
    turn.replace(await editView(turn, await takeForum(turn.db, id, ['draft', 'open']))),
  ),
  press(button.changeButton, 'planner', async (turn, { forum, what }) => {
    await takeForum(turn.db, forum, statesFor(what))
    await turn.open(changing, { forum: String(forum), what })
  }),
  press(button.seedsButton, 'planner', async (turn, { forum, page }) =>
    turn.replace(await seedsView(turn, await demandForum(turn, forum), page)),
  ),
  press(button.unseedButton, 'planner', async (turn, { forum: id, statement, page }) => {
    const forum = await takeForum(turn.db, id, ['draft'])
    // A second press finds it gone already.
    await turn.db.forumStatement.deleteMany({ where: { id: statement, forumId: id, isSeed: true } })
    turn.replace(await seedsView(turn, forum, page))
  }),
]

const statesFor = (what: Changed): Forum['state'][] => (whileOpen.includes(what) ? ['draft', 'open'] : ['draft'])

async function dataOf(
  turn: Turn,
  forum: Forum,
  what: Exclude<Changed, 'seeds'>,
  answers: Sofar,
): Promise<Prisma.ForumUncheckedUpdateInput> {
  const { title, question, background, policy, paragraphs, link, opens, closes, named, moderation, rows, reasons } =
    answers
  const given = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Refusal('platform:dialogGone')
    return value
  }
  switch (what) {
    case 'title':
      return { title: given(title) }
    case 'question':
      return { question: given(question) }
    case 'background':
      return { background: background ?? null }
    case 'subject':
      return policy === undefined
        ? { policyId: null, paragraphs: [] }
        : { policyId: BigInt(policy), paragraphs: paragraphs ?? [] }
    case 'audience': {
      const audience = given(chosenAudience(answers))
      return { audience, audienceText: await audienceTexts(turn.db, audience, turn, turn.now), isPublic: given(link) }
    }
    case 'times': {
      const times = { opensAt: given(opens), closesAt: given(closes) }
      const fault = faultOf({ ...times, isNamed: forum.isNamed }, turn)
      if (fault === 'forums:closesEarly') throw new Refusal(fault)
      return times
    }
    case 'names':
      return { isNamed: given(named) }
    case 'moderation':
      return { moderation: given(moderation) }
    case 'rows':
      return { sharesRows: given(rows) }
    case 'reasons':
      return { reasons: reasons ?? [] }
  }
}
