import { partOf } from './blocks.ts'
import type { Source, TailPart } from './blocks.ts'
import type { Reading } from './findings.ts'
import { interpret } from './interpreting.ts'
import { lineOf } from '../../platform/pieces.ts'
import { tableText } from '../../platform/tables.ts'
import { openClauses, readMark } from './wordClauses.ts'
import { completeFront, takeFront } from './wordFront.ts'
import type { Front } from './wordFront.ts'
import { headingOf, isName } from './wordHeadings.ts'
import type { WordHeading } from './wordHeadings.ts'
import { readLines } from '../../platform/word/lines.ts'
import type { WordLine, WordParagraph } from '../../platform/word/lines.ts'
import { unpackWord } from '../../platform/word/parts.ts'
import { descendants } from '../../platform/word/xml.ts'
import { readTailLines } from './wordTail.ts'

/** Reads a policy in Word. Throws Unreadable, and ArchiveTooLarge. */
export async function readWord(bytes: Uint8Array): Promise<Reading> {
  const parts = await unpackWord(bytes)
  const lines = readLines(parts)
  if (lines.length === 0)
    return {
      kind: 'faulty',
      format: 'word',
      faults: [{ line: null, reason: 'fileEmpty', value: '', other: '' }],
      units: [],
    }
  const front: Front = { entries: [], title: [], subtitle: [] }
  const notes = ['footnoteReference', 'endnoteReference'].flatMap((name) => descendants(parts.body, name)).length
  const source = sort(lines, front, notes)
  return interpret(completeFront(front, parts.title, source), [])
}

/** Tells headings, clauses, what is said about the document, and the parts after the clauses from each other. */
function sort(lines: WordLine[], front: Front, notes: number): Source {
  const source: Source = { format: 'word', entries: [], blocks: [], tail: [], late: [], notes }
  const clauses = openClauses(source.blocks)
  let place: 'front' | 'text' | 'late' | TailPart = 'front'
  /** "BAB I", whose name is still to come. */
  let bare: WordHeading | undefined

  for (const line of lines) {
    if (line.kind === 'table') addTable(line.line, tableText(line.rows))
    else addParagraph(line)
  }
  flush()
  return source

  function addTable(line: number, pieces: ReturnType<typeof tableText>) {
    flush()
    if (place === 'front' || place === 'text') clauses.addTable(line, pieces)
    else if (place !== 'late') source.tail.push({ line, part: place, mark: 'none', pieces })
  }

  function addParagraph(line: WordParagraph) {
    const mark = readMark(line)
    const [marker] = mark.markers
    const isPasal = marker?.kind === 'pasal'
    const isNamed = isPasal && line.outline !== null && lineOf(mark.pieces) !== ''
    const heading = isPasal && !isNamed ? undefined : headingOf(line)
    if (bare !== undefined && heading?.isBare !== true && mark.kind === 'none' && isName(line)) {
      const named = { ...bare, text: `${bare.text} ${lineOf(line.pieces)}` }
      bare = undefined
      return enter(named)
    }
    flush()
    if (place === 'front' && takeFront(line, front)) return
    if (heading !== undefined) {
      clauses.head(line, mark)
      if (heading.isBare) bare = heading
      else enter(heading)
      if (isNamed && place === 'text') clauses.open(line, marker)
    } else if (place === 'front' || place === 'text') {
      if (clauses.add(line, mark)) place = 'text'
    } else if (place !== 'late') source.tail.push(...readTailLines(line, place))
  }

  function flush() {
    if (bare !== undefined) enter(bare)
    bare = undefined
  }

  function enter({ line, level, text }: WordHeading) {
    const part = partOf(text.replace(/^\(?(?:\d{1,2}|[A-Za-z]|[IVX]+)[.)]\s+/, ''))
    if (part !== undefined) place = part
    else if (place === 'front' || place === 'text') {
      place = 'text'
      source.blocks.push({ kind: 'heading', line, level, pieces: [{ text }] })
    } else {
      place = 'late'
      source.late.push({ line, text })
    }
  }
}
