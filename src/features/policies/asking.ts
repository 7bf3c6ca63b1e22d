import { z } from 'zod'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog, words } from '../../platform/dialog/dialog.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { TextKey } from '../../platform/texts.ts'
import { demandReadable } from '../../shared/policies/access.ts'
import { planners } from './planners.ts'
import { ask, questionSubjectOf } from './questions.ts'
import { askedView } from './questionViews.ts'
import { atButton } from '../../shared/policies/buttons.ts'
import type { askButton } from './readingButtons.ts'
import { paragraphOf } from '../../shared/policies/versions.ts'
import { placeOf } from '../../shared/policies/places.ts'

const Opening = z.object({ paragraph: z.string(), mode: z.enum(['a', 'c']) })
type Opening = z.infer<typeof Opening>

/** A question about a paragraph: it goes to the policy's planners, without a name. */
export const asking = dialog({
  name: 'policies.asking',
  title: 'policies:asking',
  right: 'member',
  apart: true,
  opening: Opening,
  answers: z.object({ text: z.string() }),
  steps: [
    { key: 'text', ask: (turn, _, opening) => askText(turn, opening, 'policies:askQuestion'), read: words(5, 1000) },
  ],
  async done(turn, { text }, opening) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    const { db, now } = turn
    const { edition } = await askedOf(turn, opening)
    const asked = { paragraphId: BigInt(opening.paragraph), telegramId: turn.who.telegramId, text }
    const question = await ask(db, asked, now)
    for (const { telegramId, language, quiet, personId } of await planners(turn, edition.policyId)) {
      const subject = questionSubjectOf(question.id)
      await turn.post({
        lane: 'notice',
        chatId: telegramId,
        method: 'sendMessage',
        payload: parameters(askedView(turn.voiceIn(language), question)),
        subject,
        dedupeKey: `${subject}:${personId}`,
        quiet,
      })
    }
    turn.wake('outbox')
    await sayKept(turn, opening, 'policies:questionKept')
  },
})

/** "Tanya". */
export function onAsk(kind: typeof askButton): Press {
  return press(kind, 'member', async (turn, { paragraph, mode }) => {
    const opening = { paragraph: String(paragraph), mode }
    await askedOf(turn, opening)
    await turn.open(asking, opening)
  })
}

/** The paragraph; refused when they may not read it, or nothing is asked about it any more. */
async function askedOf(turn: Turn, { paragraph }: Opening) {
  const { passage, edition } = await paragraphOf(turn.db, BigInt(paragraph))
  await demandReadable(turn, edition)
  if (edition.policy.withdrawnAt !== null) throw new Refusal('policies:withdrawnClosed')
  return { passage, edition }
}

async function askText(turn: Turn, opening: Opening, key: TextKey) {
  const { edition, passage } = await askedOf(turn, opening)
  return turn.t(key, placeOf(turn.voice, { ...passage, version: edition }))
}

async function sayKept(turn: Turn, { paragraph, mode }: Opening, key: TextKey) {
  const { passage, edition } = await paragraphOf(turn.db, BigInt(paragraph))
  const at = { version: edition.id, at: passage.identity, part: 0, mode }
  turn.answer({
    text: turn.t(key),
    buttons: [[atButton.with(turn.label('policies:backToReading'), at)]],
  })
}
