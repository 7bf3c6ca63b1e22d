import type { Message } from '@grammyjs/types'
import type { Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { keepSent } from '../../../platform/files/sent.ts'
import type { Sent } from '../../../platform/files/sent.ts'

/** Pictures and documents that can be sent with one message. */
export const mostEnclosures = 5

/** Takes one more picture or document; refused, once for each album, when there are enough. */
export async function readEnclosure(turn: Turn, message: Message, sofar: Sent[]): Promise<Sent[]> {
  const button = turn.label(sofar.length === 0 ? 'platform:skip' : 'suggestions:goOn')
  if (message.text !== undefined) throw new Refusal('suggestions:enclosureWanted', { button })
  const album = message.media_group_id
  const once = album === undefined ? undefined : `enclosures:${album}`
  if (sofar.length >= mostEnclosures) throw new Refusal('suggestions:enclosuresFull', { max: mostEnclosures }, once)
  return [...sofar, await keepSent(turn, message)]
}

/** How far one has got with them. */
export function askEnclosures(turn: Turn, sofar: Sent[]) {
  if (sofar.length === 0) return turn.t('suggestions:askEnclosures', { max: mostEnclosures })
  return turn.t('suggestions:askMoreEnclosures', { n: sofar.length, max: mostEnclosures })
}

/** To go on with what there is, or to begin again. */
export function enclosureOptions(turn: Turn, sofar: Sent[]): Option<Sent[]>[][] {
  if (sofar.length === 0) return [[{ id: 'none', label: turn.label('platform:skip'), value: [] }]]
  return [
    [{ id: 'ready', label: turn.label('suggestions:goOn'), value: sofar }],
    [{ id: 'clear', label: turn.label('suggestions:clearEnclosures'), value: [], stays: true }],
  ]
}
