import type { List, Node } from './markdownTree.ts'
import { joinPieces } from '../../platform/pieces.ts'
import type { Piece } from '../../platform/pieces.ts'
import { tableText } from '../../platform/tables.ts'

/** Where the links of a text lead that are named and defined elsewhere in it. */
type Links = Map<string, string>

/** What parts of a Markdown text say, with their formatting; HTML as it stands. */
export function flow(nodes: Node[], links: Links, depth = 0): Piece[] {
  return nodes.flatMap((node) => flowOne(node, links, depth))
}

/** The parts of an item, a quotation or the like: paragraphs apart, lists close to what they belong to. */
export function flowBlocks(nodes: Node[], links: Links, depth = 0): Piece[] {
  return nodes.reduce<Piece[]>((before, node) => {
    const pieces = flowOne(node, links, depth)
    return joinPieces([before, pieces], node.type === 'list' || depth > 0 ? '\n' : '\n\n')
  }, [])
}

function flowOne(node: Node, links: Links, depth: number): Piece[] {
  const inside =
    'children' in node ? (style: Partial<Piece> = {}) => restyle(flow(node.children, links), style) : () => []
  switch (node.type) {
    case 'text':
      return [{ text: unwrap(node.value) }]
    case 'break':
      return [{ text: '\n' }]
    case 'html':
      return [{ text: node.value }]
    case 'inlineCode':
      return [{ text: node.value, code: true }]
    case 'code':
      return [{ text: node.value, pre: true }]
    case 'strong':
      return inside({ bold: true })
    case 'emphasis':
      return inside({ italic: true })
    case 'delete':
      return inside({ strikethrough: true })
    case 'link':
      return inside(leadTo(node.url))
    case 'linkReference':
      return inside(leadTo(links.get(node.identifier)))
    case 'image':
    case 'imageReference':
      return [{ text: node.alt ?? '' }]
    case 'list':
      return flowList(node, links, depth)
    case 'listItem':
    case 'blockquote':
      return flowBlocks(node.children, links, depth)
    case 'table':
      return tableText(node.children.map((row) => row.children.map((cell) => flow(cell.children, links))))
    case 'tableRow':
    case 'tableCell':
    case 'paragraph':
    case 'heading':
      return inside()
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'thematicBreak':
    case 'yaml':
      return []
  }
}

function flowList(list: List, links: Links, depth: number): Piece[] {
  const items = list.children.map((item, index) => {
    const mark = list.ordered === true ? `${(list.start ?? 1) + index}. ` : depth === 0 ? '• ' : '◦ '
    return [{ text: mark }, ...flowBlocks(item.children, links, depth + 1)]
  })
  return joinPieces(items, '\n')
}

/** A line end is where the text is wrapped, unless the next line begins with a letter or a number of its own. */
function unwrap(text: string): string {
  const [first = '', ...rest] = text.split('\n')
  return rest.reduce((before, line) => {
    const next = line.trimStart()
    const isOwn = /^(?:[a-z]{1,2}[.)]|\([a-z\d]{1,3}\))\s/.test(next)
    return `${before.trimEnd()}${isOwn ? '\n' : ' '}${next}`
  }, first)
}

function restyle(pieces: Piece[], style: Partial<Piece>): Piece[] {
  return pieces.map((piece) => ({ ...piece, ...style }))
}

/** A link that Telegram opens; of any other one only the words remain. */
function leadTo(url = ''): Partial<Piece> {
  return /^(?:https?|tg):/i.test(url) ? { url } : {}
}
