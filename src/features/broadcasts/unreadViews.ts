import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import type { Voice } from '../../platform/texts.ts'
import { namesByUnit } from '../../shared/people/namelist.ts'
import type { Readership, Unread } from './readings.ts'

const of = { id: z.coerce.bigint() }

/** Who has not read a broadcast: for planners everyone, as a file too. */
export const unreadButton = button('bc.unread', of)
export const unreadFileButton = button('bc.unreadFile', of)
/** The same for heads, of their own units. */
export const ownUnreadButton = button('bc.mine', of)
export const ownUnreadFileButton = button('bc.mineFile', of)

/** Who has not read a broadcast, by unit, and how to get all of them as a file. */
export function unreadView(
  voice: Voice,
  id: bigint,
  readership: Readership,
  unread: Unread[],
  file: typeof unreadFileButton,
): View {
  const { lines, count } = namesByUnit(unread, {
    unitLine: (unit) => voice.t('broadcasts:unreadUnit', { unit }),
    nameLine: ({ name }) => voice.t('broadcasts:unreadName', { name }),
  })
  const { sent, read, unnamed } = readership
  const missing = sent - read
  const more = missing - unnamed - count
  return {
    text: joinHtml([
      voice.t('broadcasts:unreadHead', { number: String(id), read, sent, missing }),
      missing === 0 ? voice.t('broadcasts:unreadNobody') : undefined,
      joinHtml(lines, '\n'),
      more > 0 ? voice.t('broadcasts:unreadMore', { count: more }) : undefined,
      unnamed > 0 ? voice.t('broadcasts:unreadUnnamed', { count: unnamed }) : undefined,
    ]),
    ...(missing > unnamed && { buttons: [[file.with(voice.label('broadcasts:unreadFile'), { id })]] }),
  }
}

/** All of them as a table. */
export function unreadFile(voice: Voice, id: bigint, unread: Unread[]): MadeFile {
  const heading = [
    voice.label('broadcasts:columnUnit'),
    voice.label('broadcasts:columnName'),
    voice.label('broadcasts:columnPosition'),
  ]
  const rows = unread.map(({ unit, name, position }) => [unit, name, position])
  return {
    name: voice.label('broadcasts:unreadFileName', { number: String(id) }),
    type: 'text/csv',
    bytes: toCsv([heading, ...rows]),
    caption: voice.t('broadcasts:unreadFileCaption', { number: String(id), count: unread.length }),
  }
}
