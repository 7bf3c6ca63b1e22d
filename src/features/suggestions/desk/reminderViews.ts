import type { Db } from '../../../platform/database/database.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey } from '../../../shared/tickets/words.ts'
import { deedButton, queueButton } from './buttons.ts'
import { dueWords } from './dueWords.ts'
import type { Item } from './reminderLists.ts'

const heads: { why: Item['why']; key: TextKey }[] = [
  { why: 'late', key: 'suggestions:deskRemindLate' },
  { why: 'silent', key: 'suggestions:deskRemindSilent' },
  { why: 'soon', key: 'suggestions:deskRemindSoon' },
]
/** How many of each kind are named, and how many can be opened at once. */
const mostNamed = 8
const mostButtons = 6

/** What an officer is told of several tickets at once, what went wrong first. */
export async function reminderView(
  db: Db,
  voice: Voice,
  items: Item[],
  settings: Pick<Settings, 'timeZone'>,
  now: Date,
): Promise<View> {
  const ids = items.flatMap(({ ticket: { unitId } }) => unitId ?? [])
  const units = await db.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const lineOf = ({ ticket, why }: Item): Html => {
    const due = why === 'silent' ? ticket.firstDueAt : ticket.dueAt
    const unit = units.find(({ id }) => id === ticket.unitId)?.name ?? voice.label('suggestions:deskNoUnit')
    return voice.t('suggestions:deskRemindLine', {
      code: codeOf(ticket),
      kind: voice.label(kindKey[ticket.kind]),
      unit: cut(unit, 60),
      due: due === null ? '' : dueWords(voice, due, now, settings.timeZone),
    })
  }
  const sections = heads.flatMap(({ why, key }) => {
    const own = items.filter((item) => item.why === why)
    if (own.length === 0) return []
    const left = own.length - mostNamed
    const lines = own.slice(0, mostNamed).map(lineOf)
    const more = left > 0 ? [voice.t('suggestions:deskRemindMore', { count: left })] : []
    return [joinHtml([voice.t(key, { count: own.length }), ...lines, ...more], '\n')]
  })
  const urgent = heads.flatMap(({ why }) => items.filter((item) => item.why === why))
  const opened = urgent.filter(({ ticket }, index) => urgent.findIndex((one) => one.ticket.id === ticket.id) === index)
  return {
    text: joinHtml(sections),
    buttons: [
      ...opened
        .slice(0, mostButtons)
        .map(({ ticket }) => [deedButton.with(codeOf(ticket), { ticket: ticket.id, deed: 'open' })]),
      [queueButton.with(voice.label('suggestions:deskToQueue'), { filter: 'all', unit: 0n, page: 0 })],
    ],
  }
}
