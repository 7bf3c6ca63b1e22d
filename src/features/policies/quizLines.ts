import type { TailLine } from './blocks.ts'
import type { Paragraph, Question } from './document.ts'
import type { Fault } from './findings.ts'
import { lineOf } from '../../platform/pieces.ts'

const mostQuestions = 10
const longestQuestion = 500
const fewestOptions = 2
const mostOptions = 6
const longestOption = 200

interface Draft {
  line: number
  text: string
  options: { line: number; text: string; isRight: boolean }[]
}

/** Reads the questions of a quiz, "? question -> paragraph", each with its options, of which the right one ends in a star. */
export function readQuiz(tail: TailLine[], paragraphs: Paragraph[], faults: Fault[]): Question[] {
  const drafts: Draft[] = []
  for (const { line, part, mark, pieces } of tail) {
    if (part !== 'quiz') continue
    const text = lineOf(pieces)
    const open = drafts.at(-1)
    if (mark === 'question' || (mark !== 'item' && splitQuestion(text) !== undefined))
      drafts.push({ line, text, options: [] })
    else if (mark !== 'none' && open !== undefined) open.options.push({ line, ...readOption(text) })
    else faults.push({ line, reason: 'quizShape', value: text, other: '' })
  }
  const excess = drafts[mostQuestions]
  if (excess !== undefined)
    faults.push({ line: excess.line, reason: 'quizMany', value: String(drafts.length), other: String(mostQuestions) })
  return drafts.flatMap((draft) => readQuestion(draft, paragraphs, faults) ?? [])
}

const arrow = /-{1,2}>|→|⇒|⟶/g

/** A question and, after its last arrow, how the paragraph that answers it is called; undefined: there is no arrow. */
function splitQuestion(written: string): { text: string; target: string } | undefined {
  const last = [...written.matchAll(arrow)].at(-1)
  if (last === undefined) return undefined
  return { text: written.slice(0, last.index).trim(), target: written.slice(last.index + last[0].length).trim() }
}

/** A star at the end marks the right one. */
function readOption(text: string): { text: string; isRight: boolean } {
  let end = text.length
  while (text[end - 1] === '*') end--
  return { text: text.slice(0, end).trim(), isRight: end < text.length }
}

function readQuestion(draft: Draft, paragraphs: Paragraph[], faults: Fault[]): Question | undefined {
  const { line } = draft
  const count = faults.length
  const fault = (reason: Fault['reason'], value: string, other = '', at = line) =>
    faults.push({ line: at, reason, value, other })
  const { text, target } = splitQuestion(draft.text) ?? { text: draft.text, target: '' }
  if (text === '') fault('questionEmpty', target)
  if (text.length > longestQuestion) fault('questionLong', text, String(longestQuestion))
  const found = target === '' ? [] : findParagraphs(target, paragraphs)
  const [paragraph] = found
  if (target === '') fault('targetMissing', text)
  else if (paragraph === undefined) fault('targetUnknown', target)
  else if (found.length > 1) fault('targetUnclear', target)
  judgeOptions(draft, text, fault)
  if (paragraph === undefined || faults.length > count) return undefined
  return {
    line,
    text,
    paragraph,
    options: draft.options.map((option) => ({ text: option.text, isRight: option.isRight })),
  }
}

/** The places of the paragraphs that are called so, by their anchor, else by their number. */
function findParagraphs(target: string, paragraphs: Paragraph[]): number[] {
  const wanted = fold(target.replace(/^\{?#(.*?)\}?$/, '$1'))
  const places = (matches: (paragraph: Paragraph) => boolean) =>
    paragraphs.flatMap((paragraph, place) => (matches(paragraph) ? place : []))
  const anchored = places(({ anchor }) => anchor !== null && fold(anchor) === wanted)
  return anchored.length > 0 ? anchored.slice(0, 1) : places(({ label }) => label !== '' && fold(label) === wanted)
}

type Report = (reason: Fault['reason'], value: string, other?: string, at?: number) => void

function judgeOptions({ options }: Draft, question: string, fault: Report) {
  if (options.length < fewestOptions) return fault('optionsFew', question, String(fewestOptions))
  if (options.length > mostOptions) fault('optionsMany', question, String(mostOptions))
  const seen = new Map<string, number>()
  for (const { line, text } of options) {
    const first = seen.get(fold(text))
    if (text === '') fault('optionEmpty', question, '', line)
    else if (first !== undefined) fault('optionTwice', text, String(first), line)
    else seen.set(fold(text), line)
    if (text.length > longestOption) fault('optionLong', text, String(longestOption), line)
  }
  const right = options.filter(({ isRight }) => isRight)
  if (right.length === 0) fault('rightNone', question)
  if (right.length > 1) fault('rightMany', question)
}

const fold = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
