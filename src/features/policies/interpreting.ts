import { takeAnchor } from './anchors.ts'
import type { Block, Source } from './blocks.ts'
import { readEntries } from './entries.ts'
import type { Paragraph } from './document.ts'
import type { Fault, Reading } from './findings.ts'
import { compose, lineOf } from '../../platform/pieces.ts'
import { writtenUnits } from './writtenUnits.ts'
import { readQuiz } from './quizLines.ts'
import { readRelevance } from './relevanceLines.ts'

const mostParagraphs = 500
/** Characters of a paragraph. */
export const longestParagraph = 20_000
/** Characters of a heading: a longer one is a paragraph that was given the form of a heading. */
const longestHeading = 200
/** More than anybody mends by hand: a file that has them is no policy. */
const mostFaults = 1000

/** Makes a document of what was read, or all faults of it, by line; `faults` are those that were found while reading. */
export function interpret(source: Source, found: Fault[]): Reading {
  const { format, entries, blocks, tail, late, notes } = source
  const faults = [...found]
  const heading = entries === null ? undefined : readEntries(entries, format === 'markdown' ? 1 : null, faults)
  const paragraphs = readParagraphs(blocks, format, faults)
  for (const { line, text } of late) faults.push({ line, reason: 'partLate', value: text, other: '' })
  const relevance = readRelevance(tail, faults)
  const quiz = readQuiz(tail, paragraphs, faults)
  if (heading !== undefined && faults.length === 0)
    return { kind: 'document', format, document: { ...heading, paragraphs, relevance, quiz, notes } }
  const ordered = faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, mostFaults)
  return {
    kind: 'faulty',
    format,
    faults: ordered,
    units: writtenUnits({ audience: heading?.audience ?? null, relevance }),
  }
}

/** The paragraphs with the headings above them. */
function readParagraphs(blocks: Block[], format: Source['format'], faults: Fault[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const open: { level: number; text: string }[] = []
  const anchors = new Map<string, number>()
  let labels = new Map<string, number>()
  for (const block of giveTexts(blocks)) {
    const { line } = block
    const fault = (reason: Fault['reason'], value: string, other = '') => faults.push({ line, reason, value, other })
    if (block.kind === 'heading') {
      const text = lineOf(block.pieces)
      if (/\{#[^{}]*\}/.test(text)) fault('anchorPlace', text)
      if (text.length > longestHeading) fault('headingLong', text, String(longestHeading))
      while ((open.at(-1)?.level ?? 0) >= block.level) open.pop()
      if (text !== '') open.push({ level: block.level, text })
      labels = new Map()
      continue
    }
    const { label } = block
    const { anchor, pieces } = takeAnchor(block.pieces, fault)
    if (anchor !== null) once(anchors, anchor, line, (first) => fault('anchorTwice', anchor, first))
    // What Word counts may begin anew wherever its author likes; the address of a clause is given once.
    if (label !== '' && (format === 'markdown' || label.startsWith('Pasal ')))
      once(labels, label, line, (first) => fault('labelTwice', label, first))
    const body = compose(pieces)
    if (body.text === '') fault('paragraphEmpty', label || `{#${anchor}}`)
    if (body.text.length > longestParagraph) fault('paragraphLong', body.text, String(longestParagraph))
    if (/\{#[^{}\s]*\}/.test(body.text)) fault('anchorPlace', body.text)
    paragraphs.push({ line, section: open.map(({ text }) => text), label, anchor, body })
  }
  const excess = paragraphs[mostParagraphs]
  if (excess !== undefined)
    faults.push({
      line: excess.line,
      reason: 'paragraphsMany',
      value: String(paragraphs.length),
      other: String(mostParagraphs),
    })
  if (paragraphs.length === 0) faults.push({ line: null, reason: 'paragraphsMissing', value: '', other: '' })
  return paragraphs
}

/**
 * Without numbers that stand alone: under such a one there are clauses, of which it is the beginning of the address, or,
 * under a Pasal, a text, which is then its own.
 */
function giveTexts(blocks: Block[]): Block[] {
  const given: Block[] = []
  let bare: (Block & { kind: 'clause' }) | undefined
  for (const block of blocks) {
    if (bare !== undefined) {
      const { label, line } = bare
      const isAbove =
        block.kind === 'clause' && (block.label.startsWith(`${label} `) || block.label.startsWith(`${label}.`))
      if (block.kind === 'clause' && block.label === '' && label.startsWith('Pasal ')) {
        given.push({ ...block, line, label })
        bare = undefined
        continue
      }
      if (!isAbove) given.push(bare)
      bare = undefined
    }
    if (block.kind === 'clause' && block.label !== '' && lineOf(block.pieces) === '') bare = block
    else given.push(block)
  }
  return bare === undefined ? given : [...given, bare]
}

function once(seen: Map<string, number>, value: string, line: number, tell: (first: string) => void) {
  const first = seen.get(value)
  if (first === undefined) seen.set(value, line)
  else tell(String(first))
}
