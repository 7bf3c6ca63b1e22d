import type { PolicyQuestion, Prisma } from '../../generated/prisma/client.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import { askedButton, cardButton, toggleButton } from './buttons.ts'
import { addAll, drop } from './card.ts'
import { takeOutcome } from './outcomes.ts'
import { paragraph } from './sources.ts'

const perPage = 6
/** Letters that are shown of a question. */
const longest = 300

const onAsked = press(askedButton, 'planner', async (turn, { outcome, page }) => showAsked(turn, outcome, page))

/** Adds a question, or takes it out again. */
const onToggle = press(toggleButton, 'planner', async (turn, { outcome: id, question, page }) => {
  const { db } = turn
  const { policyId } = await takeOutcome(db, id)
  const known = await db.policyQuestion.count({ where: { id: question, ...askedAbout(policyId) } })
  if (known === 0) throw new Refusal('outcomes:sourceGone')
  const source = await db.outcomeSource.findFirst({ where: { outcomeId: id, questionId: question } })
  if (source === null) await addAll(turn, id, [{ kind: 'question', id: question }])
  else await drop(turn, id, source.id)
  await showAsked(turn, id, page)
})

export const askedPresses: Press[] = [onAsked, onToggle]

/** The questions about an outcome's policy, those that are part of it marked. */
async function showAsked(turn: Turn, id: bigint, wanted: number): Promise<void> {
  const { db, voice } = turn
  const { policyId } = await takeOutcome(db, id)
  const where = askedAbout(policyId)
  const pages = Math.max(1, Math.ceil((await db.policyQuestion.count({ where })) / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    askedButton.with(label, { outcome: id, page: to }),
  )
  const rows = await db.policyQuestion.findMany({
    where,
    orderBy: { id: 'desc' },
    include: { paragraph, outcomes: { where: { outcomeId: id }, select: { id: true } } },
    skip: page * perPage,
    take: perPage,
  })
  const number = (index: number) => page * perPage + index + 1
  const toggle = ({ id: question, outcomes }: PolicyQuestion & { outcomes: unknown[] }, at: number) => {
    const label = voice.label('outcomes:question', { number: number(at) })
    return toggleButton.with(outcomes.length > 0 ? voice.label('platform:chosen', { label }) : label, {
      outcome: id,
      question,
      page,
    })
  }
  turn.replace({
    text: joinHtml([
      voice.t(rows.length === 0 ? 'outcomes:askedNone' : 'outcomes:askedHow'),
      ...rows.map(({ text, publicText, paragraph: about }, at) =>
        voice.t('outcomes:sourceQuestion', {
          number: number(at),
          label: paragraphName(voice, about),
          text: cut(text ?? publicText ?? '', longest),
        }),
      ),
    ]),
    buttons: [
      ...rows.map((row, at) => [toggle(row, at)]),
      ...turning,
      [cardButton.with(voice.label('platform:back'), { outcome: id, page: 0 })],
    ],
  })
}

/** What was asked about a policy and is still there; without one nothing was. */
function askedAbout(policyId: bigint | null) {
  return {
    paragraph: { version: { policyId: policyId ?? -1n } },
    OR: [{ text: { not: null } }, { publicText: { not: null } }],
  } satisfies Prisma.PolicyQuestionWhereInput
}
