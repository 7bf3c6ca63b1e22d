import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import type { Db } from '../../platform/database/database.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { draftButton } from './draftViews.ts'
import type { Survey } from './surveying.ts'
import { passageOf } from '../../shared/policies/versions.ts'
import { cut, labelText } from '../../shared/policies/places.ts'

const number = z.coerce.number().int().min(0).max(1_000_000)
/** Whether a draft's paragraph, by its place from 0, is the old one of that identity. */
export const pairButton = button('policy.pair', {
  id: z.coerce.bigint(),
  place: number,
  old: number,
  same: z.enum(['y', 'n']),
})

const longest = 1500

/** The first pair of paragraphs that the author has to decide, one above the other; null: none. */
export async function pairView(db: Db, voice: Voice, { draft, previous, pairing }: Survey): Promise<View | null> {
  const [doubt] = pairing?.doubts ?? []
  if (previous === null || doubt === undefined) return null
  const { place, old } = doubt
  const before = await passageOf(db, previous.id, old)
  const now = draft.document.paragraphs[place]
  if (before === null || now === undefined) throw new Error('A pair is of two paragraphs')
  const answer = (same: 'y' | 'n', label: string) => pairButton.with(label, { id: draft.id, place, old, same })
  return {
    text: joinHtml([
      voice.t('policies:askPair', { count: pairing?.doubts.length ?? 0 }),
      voice.t('policies:pairBefore', {
        number: previous.number,
        label: labelText(voice, before.label, before.position),
        text: cut(before.body.text, longest),
      }),
      voice.t('policies:pairNow', {
        label: labelText(voice, now.label, place + 1),
        text: cut(now.body.text, longest),
      }),
    ]),
    buttons: [
      [answer('y', voice.label('policies:pairSame')), answer('n', voice.label('policies:pairNew'))],
      [draftButton.with(voice.label('platform:back'), { id: draft.id, page: 0 })],
    ],
  }
}
