import type { Option, Question, QuestionKind } from '../definition.ts'
import { longest, readBilingual, readNumber, readTexts, readYes } from './fields.ts'
import type { Place, Report } from './findings.ts'
import type { Node } from './nodes.ts'
import { markRight, readOptions } from './options.ts'
import { questionNames, yesNo } from './vocabulary.ts'
import type { QuestionField } from './vocabulary.ts'

/** What is written of a question. */
export type Fields = Partial<Record<QuestionField, Node>>

/** Fields that only some kinds have. */
const fitting: Partial<Record<QuestionField, readonly QuestionKind[]>> = {
  ends: ['scale5', 'scale10'],
  options: ['one', 'several'],
  min: ['number'],
  max: ['number'],
  unit: ['number'],
  right: ['one', 'several', 'yesno', 'number'],
  points: ['one', 'several', 'yesno', 'number'],
}
const questionFields = [...new Set(Object.values(questionNames))]

/** What only questions of this kind have. */
export function readOwn(kind: QuestionKind, fields: Fields, at: Place, report: Report): Partial<Question> {
  for (const field of questionFields) {
    const node = fields[field]
    if (node !== undefined && fitting[field]?.includes(kind) === false) report(node.at, 'unfitting', field, kind)
  }
  switch (kind) {
    case 'scale5':
    case 'scale10':
      return readEnds(fields, report)
    case 'one':
    case 'several':
      return readChoice(kind, fields, at, report)
    case 'number':
      return { ...readRange(fields, report), ...readAnswer(kind, fields, report) }
    case 'yesno':
      return readAnswer(kind, fields, report)
    case 'date':
    case 'text':
    case 'longtext':
    case 'file':
      return {}
  }
}

function readEnds({ ends: node }: Fields, report: Report): Partial<Question> {
  const texts = node && readTexts(node, longest.ends, report)
  if (node === undefined || texts === undefined) return {}
  const [low, high] = texts
  if (texts.length !== 2) report(node.at, 'endsTwo', String(texts.length))
  return low === undefined || high === undefined ? {} : { ends: [low, high] }
}

function readRange({ min: minNode, max: maxNode, unit: unitNode }: Fields, report: Report): Partial<Question> {
  const min = minNode && readNumber(minNode, report)
  const max = maxNode && readNumber(maxNode, report)
  const unit = unitNode && readBilingual(unitNode, longest.unit, report)
  if (maxNode !== undefined && min !== undefined && max !== undefined && min >= max)
    report(maxNode.at, 'rangeWrong', String(max), String(min))
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...(unit && { unit }) }
}

function readChoice(kind: 'one' | 'several', fields: Fields, at: Place, report: Report): Partial<Question> {
  if (fields.options === undefined) report(at, 'optionsFew', '0', '2')
  const read = fields.options && readOptions(fields.options, report)
  if (read === undefined) return {}
  const options: Option[] = fields.right === undefined ? read : markRight(read, fields.right, report)
  const rights = options.filter(({ isRight }) => isRight === true).length
  if (kind === 'one' && rights > 1) report((fields.right ?? fields.options)?.at ?? at, 'rightMany', String(rights))
  return { options, ...readPoints(fields, rights > 0, report) }
}

/** The right answer where it is no option. */
function readAnswer(kind: 'yesno' | 'number', fields: Fields, report: Report): Partial<Question> {
  const { right: node, min, max } = fields
  const points = readPoints(fields, node !== undefined, report)
  if (node === undefined) return points
  const right = kind === 'yesno' ? readYes(node, yesNo, report) : readNumber(node, report)
  const [least, most] = [min && readNumber(min, () => {}), max && readNumber(max, () => {})]
  if (typeof right === 'number' && (right < (least ?? -Infinity) || right > (most ?? Infinity)))
    report(node.at, 'rightOutside', String(right), `${least ?? ''}–${most ?? ''}`)
  return right === undefined ? points : { right, ...points }
}

function readPoints({ points: node }: Fields, hasRight: boolean, report: Report): Partial<Question> {
  const points = node && readNumber(node, report)
  if (node === undefined || points === undefined) return {}
  if (points <= 0 || points > 1000) report(node.at, 'pointsWrong', String(points))
  if (!hasRight) report(node.at, 'pointsAlone', String(points))
  return { points }
}
