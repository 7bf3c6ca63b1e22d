import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog } from '../../../platform/dialog/dialog.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { chosenAudience } from '../../../shared/audiences/choosing.ts'
import { newForumButton } from './buttons.ts'
import { deskView } from './deskViews.ts'
import { faultOf, ForumPlan, makeForum } from './plan.ts'
import { previewText } from './previews.ts'
import { Answers, questions } from './questions.ts'
import type { Sofar } from './questions.ts'

const Opening = z.object({})
const Made = Answers.extend({ sure: z.literal(true) })

/** Makes a forum question by question; it is a draft until its author opens it. */
export const making = dialog<z.infer<typeof Opening>, z.infer<typeof Made>>({
  name: 'forums.making',
  title: 'forums:making',
  right: 'planner',
  opening: Opening,
  answers: Made,
  steps: [
    // The usual reasons to reject are well enough to begin with.
    ...questions.filter(({ key }) => key !== 'reasons'),
    {
      key: 'sure',
      ask: async (turn, sofar) => previewText(turn, planOf(sofar)),
      options: (turn) => [[{ id: 'go', label: turn.label('forums:makeDraft'), value: true }]],
    },
  ],
  async done(turn, answers) {
    const { db, now, who } = turn
    const plan = planOf(answers)
    const fault = faultOf(plan, turn)
    if (fault !== null) throw new Refusal(fault)
    const author = await db.person.findUnique({ where: { telegramId: who.telegramId }, select: { id: true } })
    const forum = await makeForum(db, plan, author?.id ?? null, turn, now)
    turn.replace(await deskView(turn, forum))
  },
})

export const onNew = press(newForumButton, 'planner', async (turn) => turn.open(making, {}))

function planOf(answers: Sofar): ForumPlan {
  const { title, question, background, policy, paragraphs, link, opens, closes, named, moderation, rows, seeds } =
    answers
  const read = ForumPlan.safeParse({
    title,
    question,
    background: background ?? null,
    policyId: policy ?? null,
    paragraphs: policy === undefined ? [] : (paragraphs ?? []),
    audience: chosenAudience(answers),
    isPublic: link,
    isNamed: named,
    moderation,
    sharesRows: rows,
    reasons: [],
    opensAt: opens,
    closesAt: closes,
    seeds: seeds ?? [],
  })
  if (!read.success) throw new Refusal('platform:dialogGone')
  return read.data
}
