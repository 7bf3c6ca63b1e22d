import { find, readAudience } from '../../audiences/written.ts'
import type { Names } from '../../audiences/written.ts'
import type { Definition } from '../definition.ts'
import { readSchedule } from '../schedule.ts'
import { longest, readBilingual, readLine, readMinutes, readNumber, readYes } from './fields.ts'
import type { Place, Report } from './findings.ts'
import { isWholeKey, keyOf, longestKey } from './naming.ts'
import { itemsOf } from './nodes.ts'
import type { Node } from './nodes.ts'
import { anonymity, useNames } from './vocabulary.ts'
import type { settingNames } from './vocabulary.ts'

export type Settings = Partial<Record<(typeof settingNames)[keyof typeof settingNames], Node>>
/** What a file says beside the questions; without a use where it says none. */
export type Head = Omit<Definition, 'questions' | 'use'> & { use: Definition['use'] | undefined }

/** How long a round stays open, and how often people are reminded, where a file says nothing. */
export const usual = { openMinutes: 7 * 1440, reminders: 1 } as const

/** Reads what a questionnaire begins with; undefined: it has no title. `at`: where the file begins. */
export function readHead(settings: Settings, at: Place, report: Report): Head | undefined {
  if (settings.title === undefined) report(at, 'titleMissing')
  const title = settings.title && readBilingual(settings.title, longest.title, report)
  const given = settings.key && readLine(settings.key, report)
  if (settings.key !== undefined && given !== undefined && !isWholeKey(given))
    report(settings.key.at, 'nameWrong', given)
  const isAnonymous = settings.anonymous && readYes(settings.anonymous, anonymity, report)
  const openMinutes = settings.open && readMinutes(settings.open, report)
  const head = {
    use: readUse(settings, report),
    isAnonymous: isAnonymous ?? false,
    audience: readWhom(settings.audience, report),
    schedule: readTimes(settings, report),
    openMinutes: openMinutes ?? usual.openMinutes,
    reminders: readReminders(settings, report),
    ...readIndex(settings, report),
  }
  return title && { key: given ?? wholeKey(title.id), title, ...head }
}

/** What a questionnaire without a key is called: by its title, so that it is known again in its next version. */
function wholeKey(title: string): string | null {
  const key = keyOf(title.replace(/^[^a-zA-Z]+/, ''), longestKey.whole)
  return key === '' ? null : key
}

function readUse({ use: node }: Settings, report: Report): Definition['use'] | undefined {
  const word = node && readLine(node, report)
  if (node === undefined || word === undefined) return undefined
  const use = find(useNames, word)
  if (use === undefined) report(node.at, 'useUnknown', word)
  return use
}

/** Whom a file says something is for; null: it does not say, or there is a fault. */
export function readWhom(node: Node | undefined, report: Report): Definition['audience'] {
  if (node === undefined) return null
  const value = namesOf(node, report)
  return value === undefined ? null : readAudience(value, (reason, word) => report(node.at, reason, word))
}

/** "pegawai", "unit: DINKES, DISHUB", or the same as a name with a list. */
function namesOf(node: Node, report: Report): string | Names | undefined {
  if (node.kind === 'text') return node.text.trim()
  const entry = node.kind === 'map' ? node.entries[0] : undefined
  if (entry === undefined || (node.kind === 'map' && node.entries.length > 1))
    return void report(node.at, 'audienceUnknown')
  const items = entry.value.kind === 'text' ? entry.value.text.split(/[,;]/) : itemsOf(entry.value, report)
  if (items === undefined) return undefined
  const names = items.map((item) => (typeof item === 'string' ? item : readLine(item, report)))
  return { of: entry.name, names: names.flatMap((name) => name ?? []) }
}

function readTimes({ schedule: node }: Settings, report: Report): Definition['schedule'] {
  const words = node && readLine(node, report)
  if (node === undefined || words === undefined) return null
  const schedule = readSchedule(words)
  if (schedule === null) report(node.at, 'scheduleUnknown', words)
  return schedule
}

function readReminders({ reminders: node }: Settings, report: Report): number {
  const count = node && readNumber(node, report)
  if (node === undefined || count === undefined) return usual.reminders
  if (!Number.isInteger(count) || count < 0 || count > 3) report(node.at, 'remindersWrong', String(count))
  return count
}

function readIndex({ index: node }: Settings, report: Report): Pick<Definition, 'index'> {
  const word = node && readLine(node, report)
  if (node === undefined || word === undefined) return {}
  if (word.toLowerCase() === 'skm') return { index: 'skm' }
  report(node.at, 'indexUnknown', word)
  return {}
}
