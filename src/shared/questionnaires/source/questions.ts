import { find } from '../../audiences/written.ts'
import type { Question, QuestionKind } from '../definition.ts'
import { mostQuestions } from '../definition.ts'
import { readConditions } from './conditions.ts'
import type { Known } from './conditions.ts'
import { longest, readBilingual, readLine, readMap, readYes } from './fields.ts'
import type { Place, Report } from './findings.ts'
import { readOwn } from './kinds.ts'
import type { Fields } from './kinds.ts'
import { freeKey, isKey } from './naming.ts'
import { fieldsOf } from './nodes.ts'
import type { MapNode, Node } from './nodes.ts'
import { kindNames, meaningNames, questionNames, yesNo } from './vocabulary.ts'

/** A question that was read, and where it stands. */
export interface Placed {
  at: Place
  question: Question
}

/** Kinds of question by what they mean to check-ins. */
const meant: Record<NonNullable<Question['role']>, readonly QuestionKind[]> = {
  mood: ['scale5'],
  progress: ['scale10'],
  blocker: ['text', 'longtext'],
  share: ['yesno'],
  help: ['yesno'],
}

/** Reads the questions of a file; without those with which something is wrong. */
export function readQuestions(node: Node, report: Report): Placed[] {
  if (node.kind !== 'list') {
    report(node.at, 'listWanted')
    return []
  }
  if (node.items.length === 0) report(node.at, 'questionsMissing')
  const tooMany = node.items[mostQuestions]
  if (tooMany !== undefined) report(tooMany.at, 'questionsMany', String(node.items.length), String(mostQuestions))
  const written = node.items.slice(0, mostQuestions).flatMap((item) => {
    const map = readMap(item, report)
    return map === undefined ? [] : [{ map, fields: fieldsOf(map, questionNames, report) }]
  })
  const keys = nameAll(
    written.map(({ fields }) => fields),
    report,
  )
  const earlier = new Map<string, Question | undefined>()
  return written.flatMap(({ map, fields }, index) => {
    const key = keys[index] ?? ''
    const question = readQuestion(map, fields, key, { keys: new Set(keys), earlier }, report)
    earlier.set(key, question)
    return question === undefined ? [] : [{ at: map.at, question }]
  })
}

/** The key of each question: its own, or one made of its text. */
function nameAll(all: Fields[], report: Report): string[] {
  const given = all.map(({ key }) => (key === undefined ? undefined : readLine(key, report)?.toLowerCase()))
  const lines = new Map<string, number>()
  for (const [index, { key: node }] of all.entries()) {
    const key = given[index]
    if (node === undefined || key === undefined) continue
    const before = lines.get(key)
    if (!isKey(key)) report(node.at, 'nameWrong', key)
    else if (before !== undefined) report(node.at, 'nameTwice', key, String(before))
    lines.set(key, node.at.line)
  }
  const taken = new Set(given.flatMap((key) => key ?? []))
  return all.map(({ text }, index) => {
    const known = given[index]
    if (known !== undefined) return known
    const words = text === undefined ? undefined : readBilingual(text, longest.question, () => {})
    const name = words?.id.replace(/^[^a-zA-Z]+/, '') ?? ''
    const key = freeKey(name, `p${index + 1}`, taken)
    taken.add(key)
    return key
  })
}

function readQuestion(map: MapNode, fields: Fields, key: string, known: Known, report: Report): Question | undefined {
  let isFaulty = false
  const fault: Report = (...what) => {
    isFaulty = true
    report(...what)
  }
  const kind = readKind(map, fields, fault)
  if (fields.text === undefined) fault(map.at, 'textMissing')
  const text = fields.text && readBilingual(fields.text, longest.question, fault)
  const help = fields.help && readBilingual(fields.help, longest.help, fault)
  const mayNotApply = fields.notApplicable && readYes(fields.notApplicable, yesNo, fault)
  const isOptional = fields.optional && readYes(fields.optional, yesNo, fault)
  const when = fields.when === undefined ? [] : readConditions(fields.when, known, fault)
  if (kind === undefined) return undefined
  const role = fields.role && readRole(fields.role, kind, fault)
  const own = readOwn(kind, fields, map.at, fault)
  if (isFaulty || text === undefined) return undefined
  return {
    key,
    kind,
    text,
    ...(help && { help }),
    ...own,
    mayNotApply: mayNotApply ?? false,
    isOptional: isOptional ?? false,
    when,
    ...(role && { role }),
  }
}

function readKind({ at }: MapNode, { kind: node }: Fields, report: Report): QuestionKind | undefined {
  if (node === undefined) return void report(at, 'kindMissing')
  const word = readLine(node, report)
  if (word === undefined) return undefined
  const kind = find(kindNames, word)
  if (kind === undefined) report(node.at, 'kindUnknown', word)
  return kind
}

function readRole(node: Node, kind: QuestionKind, report: Report): Question['role'] {
  const word = readLine(node, report)
  if (word === undefined) return undefined
  const role = find(meaningNames, word)
  if (role === undefined) report(node.at, 'meaningUnknown', word)
  else if (!meant[role].includes(kind)) report(node.at, 'meaningUnfit', word, meant[role].join(', '))
  return role
}
