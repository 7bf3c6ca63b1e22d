import { dayIn } from '../../platform/calendar.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { eventsChannel } from '../../platform/events/events.ts'
import type { Command } from '../../platform/feature.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { noteOffice, readYear, readYears } from '../../shared/workdays/holidays.ts'
import { holdHolidays, removeYear, replaceYear } from './applying.ts'
import { compare, isSame, yearsOf } from './comparing.ts'
import { beginTemplate, importing } from './importing.ts'
import { end, takeReady } from './imports.ts'
import { appliedView } from './previewViews.ts'
import type { applyButton, dropButton } from './previewViews.ts'
import { removalView, yearView } from './yearViews.ts'
import type { importButton, removeButton, templateButton, yearButton } from './yearViews.ts'

export const commands: Command[] = [
  {
    name: 'libur',
    alias: 'holidays',
    right: 'admin',
    summary: 'holidays:summary',
    run: async (turn) => turn.answer(await viewOf(turn, thisYear(turn))),
  },
]

/** Turns to another year. */
export function onYear(kind: typeof yearButton): Press {
  return press(kind, 'admin', async (turn, { year }) => turn.replace(await viewOf(turn, year)))
}

/** Asks for a list. */
export function onImport(kind: typeof importButton): Press {
  return press(kind, 'admin', (turn) => turn.open(importing, {}))
}

/** Sends the days of a year as a list to be completed. */
export function onTemplate(kind: typeof templateButton): Press {
  return press(kind, 'admin', (turn, { year }) => beginTemplate(turn, year))
}

/** Applies a list, all of its years or nothing. */
export function onApply(kind: typeof applyButton): Press {
  return press(kind, 'admin', async (turn, { id }) => {
    const { db, chatId, voice, now, who } = turn
    const days = await takeReady(db, id, chatId)
    await holdHolidays(db)
    const changes = compare(days, await readYears(db, yearsOf(days))).filter((change) => !isSame(change))
    for (const change of changes) await replaceYear(db, change, who.telegramId, now)
    await end(db, [id])
    await noteOffice(db, turn.settings, now)
    turn.wake(eventsChannel)
    turn.replace(appliedView(voice, changes))
  })
}

/** Ends a list that is not wanted. */
export function onDrop(kind: typeof dropButton): Press {
  return press(kind, 'admin', async (turn, { id }) => {
    await takeReady(turn.db, id, turn.chatId)
    await end(turn.db, [id])
    turn.replace({ text: turn.t('holidays:dropped') })
  })
}

/** Goes back to what the package knows of a year; asks first. */
export function onRemove(kind: typeof removeButton): Press {
  return press(kind, 'admin', async (turn, { year, sure }) => {
    const { db, voice, now, who } = turn
    const found = await readYear(db, year)
    if (found.importedAt === null) throw new Refusal('holidays:notImported', { year: String(year) })
    if (sure === 'n') return turn.replace(removalView(voice, found))
    await holdHolidays(db)
    await removeYear(db, year, who.telegramId, now)
    await noteOffice(db, turn.settings, now)
    turn.wake(eventsChannel)
    turn.replace(await viewOf(turn, year, turn.t('holidays:removedYear', { year: String(year) })))
  })
}

async function viewOf(turn: Turn, year: number, note?: Html) {
  const today = thisYear(turn)
  const [found, next] = await readYears(turn.db, [year, today + 1])
  if (found === undefined) throw new RangeError('No year was read')
  return yearView(turn.voice, { found, next: year === today ? next : undefined, thisYear: today }, note)
}

function thisYear({ now, settings }: Turn): number {
  return dayIn(now, settings.timeZone).year
}
