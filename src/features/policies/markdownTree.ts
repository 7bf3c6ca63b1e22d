import type { fromMarkdown as parseMarkdown } from 'mdast-util-from-markdown'

type Tree = ReturnType<typeof parseMarkdown>
/** A part of a Markdown text, from a list down to a word. */
export type Node = Tree['children'][number]
export type List = Extract<Node, { type: 'list' }>
export type ListItem = List['children'][number]

export interface Grammar {
  /** The parts of a text, and where the links lead that are defined in it. */
  parse(text: string): { nodes: Node[]; links: Map<string, string> }
  /** The parts of one line, which is no list or heading whatever it begins with. */
  parseLine(text: string): Node[]
}

/** What makes a line more than words. */
const blocks = [
  'blockQuote',
  'codeFenced',
  'codeIndented',
  'definition',
  'headingAtx',
  'htmlFlow',
  'list',
  'setextUnderline',
  'thematicBreak',
]

/** Makes ready to read Markdown with tables. */
export async function openMarkdown(): Promise<Grammar> {
  const [{ fromMarkdown }, { gfmTable }, { gfmTableFromMarkdown }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('micromark-extension-gfm-table'),
    import('mdast-util-gfm-table'),
  ])
  // Nobody means code by an indented line: it is the second level of something.
  const text = { extensions: [gfmTable(), { disable: { null: ['codeIndented'] } }] }
  const line = { extensions: [{ disable: { null: blocks } }] }
  return {
    parse: (source) => {
      const { children } = fromMarkdown(source, { ...text, mdastExtensions: [gfmTableFromMarkdown()] })
      const links = new Map<string, string>()
      walk(children, (node) => {
        if (node.type === 'definition' && !links.has(node.identifier)) links.set(node.identifier, node.url)
      })
      return { nodes: children, links }
    },
    parseLine: (source) => fromMarkdown(source, line).children,
  }
}

/** Looks at every part of a text and at the parts of those. */
export function walk(nodes: Node[], look: (node: Node) => void) {
  for (const node of nodes) {
    look(node)
    if ('children' in node) walk(node.children, look)
  }
}

/** The line in which a part begins. */
export function lineAt({ position }: Node): number {
  return position?.start.line ?? 1
}
