import type { Node, ParsedNode } from 'yaml'
import { wrapGroup } from '../../shared/audiences/written.ts'
import type { Entry } from './entries.ts'
import type { Fault } from './findings.ts'

/** What stands before a Markdown file's text. */
export interface FrontMatter {
  /** null: it cannot be read, and the faults say why. */
  entries: Entry[] | null
  /** How many lines it takes, its fences included. */
  length: number
  /** Whether the text after it can be told from it. */
  isClosed: boolean
}

const fence = /^---\s*$/

/** Reads what a file says about itself: YAML between two lines of three dashes at its beginning. */
export async function readFrontMatter(lines: string[], faults: Fault[]): Promise<FrontMatter> {
  const first = lines.findIndex((line) => line.trim() !== '')
  if (!fence.test(lines[first] ?? '')) {
    faults.push({ line: 1, reason: 'frontMatterMissing', value: (lines[first] ?? '').trim(), other: '' })
    return { entries: null, length: 0, isClosed: true }
  }
  const end = lines.findIndex((line, index) => index > first && fence.test(line))
  if (end === -1) {
    faults.push({ line: first + 1, reason: 'frontMatterOpen', value: '', other: '' })
    return { entries: null, length: lines.length, isClosed: false }
  }
  const yaml = lines.slice(first + 1, end).map(wrapGroup)
  return { entries: await readYaml(yaml, first + 1, faults), length: end + 1, isClosed: true }
}

async function readYaml(lines: string[], skipped: number, faults: Fault[]): Promise<Entry[] | null> {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml')
  const counter = new LineCounter()
  // Everything is a text: a day does not become a moment, nor "no" a claim.
  const yaml = parseDocument(lines.join('\n'), { schema: 'failsafe', lineCounter: counter, uniqueKeys: false })
  const lineAt = (place: number) => skipped + Math.max(1, counter.linePos(place).line)
  if (yaml.errors.length > 0) {
    for (const line of new Set(yaml.errors.map(({ pos }) => lineAt(pos[0]))))
      faults.push({ line, reason: 'yamlWrong', value: (lines[line - skipped - 1] ?? '').trim(), other: '' })
    return null
  }
  const { contents } = yaml
  if (contents === null) return []
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) {
    faults.push({ line: skipped + 1, reason: 'yamlWrong', value: (lines[0] ?? '').trim(), other: '' })
    return null
  }
  const textOf = (node: Node | null): string | null =>
    isScalar(node) && typeof node.value === 'string' ? node.value : null
  const listOf = (node: Node | null): string[] | null => {
    if (!isSeq<Node | null>(node)) return textOf(node)?.split(/[,;]/) ?? null
    const names = node.items.map(textOf)
    return names.every((name) => name !== null) ? names : null
  }
  const valueOf = (node: Node | null): Entry['value'] => {
    if (node === null) return ''
    if (isMap<Node, Node | null>(node)) {
      const [pair, more] = node.items
      const of = pair === undefined ? null : textOf(pair.key)
      const names = pair === undefined ? null : listOf(pair.value)
      return of === null || names === null || more !== undefined ? null : { of, names }
    }
    return textOf(node)
  }
  return contents.items.map(({ key, value }) => ({
    line: lineAt(key.range[0]),
    key: textOf(key) ?? '',
    value: valueOf(value),
  }))
}
