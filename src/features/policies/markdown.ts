import { partOf } from './blocks.ts'
import type { Block, Source } from './blocks.ts'
import type { Fault, Reading } from './findings.ts'
import { readFrontMatter } from './frontMatter.ts'
import { interpret, longestParagraph } from './interpreting.ts'
import { readTail } from './markdownTail.ts'
import { flow, flowBlocks } from './markdownText.ts'
import { lineAt, openMarkdown, walk } from './markdownTree.ts'
import type { ListItem, Node } from './markdownTree.ts'
import { lineOf, slice, textOf } from '../../platform/pieces.ts'

/** Reads a policy in Markdown. */
export async function readMarkdown(text: string): Promise<Reading> {
  const faults: Fault[] = []
  const lines = text.split(/\r\n|\r|\n/)
  const { entries, length, isClosed } = await readFrontMatter(lines, faults)
  // Which of the rest is text, nobody knows.
  if (!isClosed) return { kind: 'faulty', format: 'markdown', faults, units: [] }
  // Its lines stay, empty, so that those after it keep their numbers.
  const body = lines.map((line, index) => (index < length ? '' : line))
  findLongLines(body, faults)
  // Formatting would be looked for in them for minutes.
  if (faults.some(({ reason }) => reason === 'paragraphLong'))
    return { kind: 'faulty', format: 'markdown', faults, units: [] }
  const grammar = await openMarkdown()
  const { nodes, links } = grammar.parse(body.join('\n'))
  const end = nodes.find((node) => node.type === 'heading' && partOf(lineOf(flow(node.children, links))) !== undefined)
  const above = end === undefined ? nodes : nodes.slice(0, nodes.indexOf(end))
  findHiddenNumbers(above, body, faults)
  const late: Source['late'] = []
  const tail = end === undefined ? [] : readTail(body, lineAt(end), grammar, late)
  const blocks = readBlocks(above, { text: body.join('\n'), links }, '')
  return interpret({ format: 'markdown', entries, blocks, tail, late, notes: 0 }, faults)
}

/** Lines that are too long for a paragraph, also without the marks in them. */
function findLongLines(lines: string[], faults: Fault[]) {
  for (const [index, text] of lines.entries())
    if (text.length > 2 * longestParagraph)
      faults.push({ line: index + 1, reason: 'paragraphLong', value: text.trim(), other: String(longestParagraph) })
}

interface Written {
  text: string
  links: Map<string, string>
}

/** The headings and clauses of parts of a text; `path` is the number of the item that they are in. */
function readBlocks(nodes: Node[], written: Written, path: string): Block[] {
  return nodes.flatMap((node): Block[] => {
    const line = lineAt(node)
    if (node.type === 'heading' && path === '')
      return [{ kind: 'heading', line, level: node.depth, pieces: flow(node.children, written.links) }]
    if (node.type === 'blockquote') return readBlocks(node.children, written, path)
    if (node.type === 'list' && node.ordered === true)
      return node.children.flatMap((item) => readItem(item, written, path))
    // Bullets of which one has a name are paragraphs of their own.
    const items =
      node.type === 'list' ? node.children.map((item) => ({ item, pieces: flow([item], written.links) })) : []
    if (items.some(({ pieces }) => textOf(pieces).startsWith('{#')))
      return items.map(({ item, pieces }) => ({ kind: 'clause', line: lineAt(item), label: '', pieces }))
    const pieces = flow([node], written.links)
    if (lineOf(pieces) === '') return []
    const number = node.type === 'paragraph' ? /^\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s+/.exec(textOf(pieces)) : null
    const [head = '', label = ''] = number ?? []
    return [{ kind: 'clause', line, label, pieces: slice(pieces, head.length) }]
  })
}

/** A numbered item is a clause with what it says up to the numbered items in it, which are clauses below it. */
function readItem(item: ListItem, written: Written, path: string): Block[] {
  const number = /^\d+/.exec(written.text.slice(item.position?.start.offset))?.[0] ?? ''
  const label = path === '' ? number : `${path}.${number}`
  const inner = item.children.findIndex((node) => node.type === 'list' && node.ordered === true)
  const own = inner === -1 ? item.children : item.children.slice(0, inner)
  const rest = inner === -1 ? [] : item.children.slice(inner)
  const pieces = flowBlocks(own, written.links)
  return [{ kind: 'clause', line: lineAt(item), label, pieces }, ...readBlocks(rest, written, label)]
}

/** Numbers at the beginning of a line that Markdown takes for words of the paragraph above. */
function findHiddenNumbers(nodes: Node[], lines: string[], faults: Fault[]) {
  walk(nodes, (node) => {
    if (node.type !== 'paragraph' || node.position === undefined) return
    const { start, end } = node.position
    const isNumbered = /^\d{1,2}(?:\.\d{1,2})+\.?\s/.test((lines[start.line - 1] ?? '').trim())
    for (let line = start.line; line <= end.line; line++) {
      const text = (lines[line - 1] ?? '').slice(line === start.line ? start.column - 1 : 0).trim()
      const tight = /^(\d{1,3}[.)])\p{L}/u.exec(text)
      const below = /^(\d{1,3}[.)])\s/.exec(text) ?? (isNumbered ? /^(\d{1,2}(?:\.\d{1,2})+)\.?\s/.exec(text) : null)
      const found = tight ?? (line === start.line ? null : below)
      if (found !== null) faults.push({ line, reason: 'numberHidden', value: found[1] ?? '', other: '' })
    }
  })
}
