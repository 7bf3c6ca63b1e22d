import { find } from '../../audiences/written.ts'
import type { Place, Reason, Report } from './findings.ts'

/** What a file says, whatever its format: texts, lists of something, and names with something. */
export type Node = TextNode | ListNode | MapNode

export interface TextNode {
  kind: 'text'
  at: Place
  text: string
}

export interface ListNode {
  kind: 'list'
  at: Place
  items: Node[]
}

export interface MapNode {
  kind: 'map'
  at: Place
  entries: Entry[]
}

interface Entry {
  /** Where the name stands. */
  at: Place
  name: string
  value: Node
}

/** What stands under each of the names that are known; others, for the reason given, and those that come twice are faults. */
export function fieldsOf<Key extends string>(
  { entries }: MapNode,
  names: Record<string, Key>,
  report: Report,
  unknown: Reason = 'keyUnknown',
): Partial<Record<Key, Node>> {
  const fields: Partial<Record<Key, Node>> = {}
  const lines = new Map<Key, number>()
  for (const { at, name, value } of entries) {
    const key = find(names, name)
    const before = key === undefined ? undefined : lines.get(key)
    if (key === undefined) report(at, unknown, name, writtenNames(names))
    else if (before !== undefined) report(at, 'keyTwice', name, String(before))
    else {
      lines.set(key, at.line)
      // What is left empty is as if it was not there.
      if (value.kind !== 'text' || value.text.trim() !== '') fields[key] = value
    }
  }
  return fields
}

/** The names as they are written, those of the same thing together. */
function writtenNames(names: Record<string, string>): string {
  const together = new Map<string, string[]>()
  for (const [name, same] of Object.entries(names)) together.set(same, [...(together.get(same) ?? []), name])
  return [...together.values()].map((written) => written.join('/')).join(', ')
}

/** The items of a list; a text is one whose items stand on lines, or between semicolons. */
export function itemsOf(node: Node, report: Report): Node[] | undefined {
  if (node.kind === 'list') return node.items
  if (node.kind === 'text')
    return node.text
      .split(/[\n;]/)
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text): TextNode => ({ kind: 'text', at: node.at, text }))
  report(node.at, 'listWanted')
  return undefined
}
