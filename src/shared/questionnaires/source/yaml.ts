import type { Node as YamlNode } from 'yaml'
import { wrapGroup } from '../../audiences/written.ts'
import type { Place, Report } from './findings.ts'
import type { MapNode, Node } from './nodes.ts'

/** Reads YAML into nodes; undefined: it cannot be read, and the faults say why. */
export async function readYaml(bytes: Uint8Array, report: Report): Promise<MapNode | undefined> {
  const text = decode(bytes)
  const lines = (text ?? '').split('\n')
  const top: Place = { line: 1, column: 1, sheet: null }
  if (text === undefined) return void report(top, 'notUtf8')
  if (text.trim() === '') return void report(top, 'fileEmpty')
  const { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml')
  const counter = new LineCounter()
  // Everything is a text: a day does not become a moment, nor "no" a claim.
  const options = { schema: 'failsafe', lineCounter: counter, uniqueKeys: false } as const
  const yaml = parseDocument(lines.map(wrapGroup).join('\n'), options)
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), sheet: null }
  }
  const seen = new Set<number>()
  for (const { pos, code } of yaml.errors) {
    const at = placeAt(pos[0])
    // One that is not closed is found wrong in several ways.
    if (seen.has(at.line)) continue
    seen.add(at.line)
    report(at, code === 'TAB_AS_INDENT' ? 'yamlTab' : 'yamlWrong', (lines[at.line - 1] ?? '').trim())
  }
  if (yaml.errors.length > 0) return undefined
  const toNode = (node: YamlNode | null, before: Place): Node => {
    const at = node?.range ? placeAt(node.range[0]) : before
    if (isScalar(node)) return { kind: 'text', at, text: typeof node.value === 'string' ? node.value : '' }
    if (isSeq<YamlNode | null>(node)) return { kind: 'list', at, items: node.items.map((item) => toNode(item, at)) }
    if (isMap<YamlNode, YamlNode | null>(node))
      return {
        kind: 'map',
        at,
        entries: node.items.map(({ key, value }) => {
          const named = toNode(key, at)
          if (named.kind !== 'text') report(named.at, 'textWanted')
          const name = named.kind === 'text' ? named.text : ''
          return { at: named.at, name, value: toNode(value, named.at) }
        }),
      }
    if (isAlias(node)) report(at, 'aliasUsed', `*${node.source}`)
    return { kind: 'text', at, text: '' }
  }
  const whole = toNode(yaml.contents, top)
  if (whole.kind === 'map') return whole
  report(whole.at, 'notSettings', (lines[whole.at.line - 1] ?? '').trim())
  return undefined
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch {
    return undefined
  }
}
