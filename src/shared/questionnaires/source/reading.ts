import type { Definition } from '../definition.ts'
import type { Fault, Place, Reading, Report } from './findings.ts'
import { readHead } from './head.ts'
import type { Head, Settings } from './head.ts'
import { fieldsOf } from './nodes.ts'
import type { MapNode } from './nodes.ts'
import { readQuestions } from './questions.ts'
import type { Placed } from './questions.ts'
import { settingNames } from './vocabulary.ts'
import { readSheets } from './workbook.ts'
import { readYaml } from './yaml.ts'

/** Reads a questionnaire, YAML or XLSX. For a thread, unless it is a short text. */
export async function readQuestionnaire(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const faults: Fault[] = []
  const report: Report = (at, reason, value = '', other = '') => {
    faults.push({ at, reason, value: value.slice(0, mostShown), other: other.slice(0, mostShown) })
  }
  const isText = bytes[0] !== 0x50 || bytes[1] !== 0x4b
  const found = isText ? await readYaml(bytes, report) : await readSheets(bytes, report)
  if (found?.kind === 'unreadable') return found
  const read = found === undefined ? undefined : readWhole(found, report)
  const whom = read?.whom ?? null
  if (read?.definition !== undefined && faults.length === 0)
    return { kind: 'definition', definition: read.definition, whom }
  return { kind: 'faulty', faults: faults.toSorted(byPlace), whom }
}

/** Whether a question has a right answer. */
export function hasRight({ right, options }: Definition['questions'][number]): boolean {
  return right !== undefined || (options ?? []).some(({ isRight }) => isRight === true)
}

/** Letters of what was written that are kept of a fault. */
const mostShown = 500

function readWhole(map: MapNode, report: Report) {
  const settings = fieldsOf(map, settingNames, report)
  const head = readHead(settings, map.at, report)
  if (settings.questions === undefined) report(map.at, 'questionsMissing')
  const placed = settings.questions === undefined ? [] : readQuestions(settings.questions, report)
  const questions = placed.map(({ question }) => question)
  const audience = head?.audience ?? null
  const at = settings.audience?.at
  const whom = audience === null || at === undefined ? null : { at, audience }
  if (head === undefined) return { definition: undefined, whom }
  const definition: Definition = { ...head, use: head.use ?? useOf(head, placed), questions }
  judge(definition, settings, placed, report)
  return { definition, whom }
}

/** What it is for, where it does not say so: what comes back is a check-in, what has right answers a test. */
function useOf({ schedule }: Head, placed: Placed[]): Definition['use'] {
  if (schedule !== null) return 'checkin'
  return placed.some(({ question }) => hasRight(question)) ? 'test' : 'survey'
}

/** What only shows when all of it is known. */
function judge({ use, isAnonymous, index }: Definition, settings: Settings, placed: Placed[], report: Report) {
  const roles = new Map<string, number>()
  for (const { at, question } of placed) {
    const { kind, role } = question
    if (isAnonymous && kind === 'file') report(at, 'anonymousFile', question.key)
    if (isAnonymous && (role === 'share' || role === 'help')) report(at, 'anonymousSharing', question.key)
    const before = role === undefined ? undefined : roles.get(role)
    if (role !== undefined && before !== undefined) report(at, 'meaningTwice', role, String(before))
    if (role !== undefined) roles.set(role, before ?? at.line)
  }
  const { questions: node, index: indexNode } = settings
  if (use === 'test' && node !== undefined && placed.length > 0 && !placed.some(({ question }) => hasRight(question)))
    report(node.at, 'rightNone')
  if (index !== undefined && indexNode !== undefined) judgeIndex(indexNode.at, placed, report)
}

/** The index is a mean of values from 1 to 4. */
function judgeIndex(at: Place, placed: Placed[], report: Report) {
  const valued = placed.filter(({ question }) => question.options?.some(({ value }) => value !== undefined))
  if (!valued.some(({ question }) => question.kind === 'one')) report(at, 'indexValues')
  for (const { at: place, question } of valued)
    if (question.options?.some(({ value }) => value === undefined || value < 1 || value > 4))
      report(place, 'indexValues', question.key)
}

/** In the order of the file: a workbook's settings before its questions. */
function byPlace({ at: one }: Fault, { at: other }: Fault): number {
  const sheets = Number(one.sheet === 'questions') - Number(other.sheet === 'questions')
  const columns = typeof one.column === 'number' && typeof other.column === 'number' ? one.column - other.column : 0
  return sheets || one.line - other.line || columns
}
