import { find } from '../../audiences/written.ts'
import type { Condition, Question } from '../definition.ts'
import { numberIn, readLine } from './fields.ts'
import type { Place, Report } from './findings.ts'
import type { Node } from './nodes.ts'
import { yesNo } from './vocabulary.ts'

/** The questions of a file as far as they are known while one of them is read. */
export interface Known {
  /** The keys of all questions of the file. */
  keys: ReadonlySet<string>
  /** Those before it, by their keys; undefined: there is something wrong with that one. */
  earlier: ReadonlyMap<string, Question | undefined>
}

/** "pekan <= 2", or "hambatan dijawab". */
const shape = /^([a-z][a-z0-9_]*)\s*(?:(<=|>=|!=|<|>|=)\s*(.+)|\s(?:dijawab|terjawab|answered))$/is
/** "dan" only where another condition follows, for an option's text may hold it. */
const and = /\s+(?:dan|and|&&)\s+(?=[a-z][a-z0-9_]*\s*(?:<=|>=|!=|<|>|=|\s(?:dijawab|terjawab|answered)\b))/i

const operatorOf: Record<string, Condition['operator']> = {
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

/** Reads when a question is asked: conditions on earlier answers, all of which have to hold. */
export function readConditions(node: Node, known: Known, report: Report): Condition[] {
  const text = readLine(node, report)
  if (text === undefined) return []
  return text.split(and).flatMap((part) => readCondition(part.trim(), node.at, known, report) ?? [])
}

function readCondition(text: string, at: Place, { keys, earlier }: Known, report: Report): Condition | undefined {
  const found = shape.exec(text)
  if (found === null) return void report(at, 'whenUnreadable', text)
  const [, name = '', sign, value] = found
  const key = name.toLowerCase()
  if (!keys.has(key)) return void report(at, 'whenUnknown', name)
  if (!earlier.has(key)) return void report(at, 'whenLater', name)
  // Any answer at all differs from an empty text.
  if (sign === undefined || value === undefined) return { key, operator: '!=', value: '' }
  const question = earlier.get(key)
  const operator = operatorOf[sign]
  if (question === undefined || operator === undefined) return undefined
  const fault = (reason: 'whenUnfit' | 'whenValue', other = '') => void report(at, reason, text, other)
  return judge(question, { key, operator, value: unquote(value) }, fault)
}

/** The condition with a value that the question's answers can have. */
function judge(
  { kind, options = [] }: Question,
  { key, operator, value }: Condition & { value: string },
  fault: (reason: 'whenUnfit' | 'whenValue', other?: string) => undefined,
): Condition | undefined {
  const isEqual = operator === '=' || operator === '!='
  switch (kind) {
    case 'scale5':
    case 'scale10':
    case 'number': {
      const number = numberIn(value)
      const [least, most] = kind === 'number' ? [-Infinity, Infinity] : kind === 'scale5' ? [1, 5] : [0, 10]
      if (number === undefined || number < least || number > most)
        return fault('whenValue', kind === 'number' ? '' : `${least}–${most}`)
      return { key, operator, value: number }
    }
    case 'yesno': {
      if (!isEqual) return fault('whenUnfit')
      const answer = find(yesNo, value)
      return answer === undefined ? fault('whenValue', 'ya, tidak') : { key, operator, value: answer }
    }
    case 'one':
    case 'several': {
      if (!isEqual) return fault('whenUnfit')
      const option = options.find((one) => isCalled(one, value))
      if (option === undefined) return fault('whenValue', options.map(({ text }) => text.id).join(', '))
      return { key, operator, value: option.key }
    }
    case 'date':
    case 'text':
    case 'longtext':
    case 'file':
      return fault('whenUnfit')
  }
}

/** Whether an option is meant by its key, or by its text in one of the languages. */
export function isCalled({ key, text }: NonNullable<Question['options']>[number], word: string): boolean {
  const plain = (one: string | undefined) => one?.replaceAll(/\s+/g, ' ').trim().toLowerCase()
  return [key, text.id, text.en].some((name) => plain(name) === plain(word))
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'“])(.*)["'”]$/s, '$2')
}
