import type { Element, Node } from '@xmldom/xmldom'

/** A document type, which may define what stands for gigabytes. */
export class HasEntities extends Error {
  override name = 'HasEntities'
}

/** The root of a part in XML. Throws HasEntities, and any error over a damaged one. */
export async function parseXml(bytes: Uint8Array): Promise<Element> {
  const { DOMParser } = await import('@xmldom/xmldom')
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new HasEntities()
  const parser = new DOMParser({
    locator: false,
    onError(level, message) {
      if (level !== 'warning') throw new Error(message)
    },
  })
  const root = parser.parseFromString(text, 'application/xml').documentElement
  if (root === null) throw new Error('no root')
  return root
}

/** Elements directly in another one, which may be absent. */
export function elements(parent: Node | null | undefined): Element[] {
  const found: Element[] = []
  for (let node = parent?.firstChild ?? null; node !== null; node = node.nextSibling)
    if (isElement(node)) found.push(node)
  return found
}

export function children(parent: Element | null | undefined, name: string): Element[] {
  return elements(parent).filter(({ localName }) => localName === name)
}

export function child(parent: Element | null | undefined, name: string): Element | undefined {
  return children(parent, name)[0]
}

/** An attribute by its name without prefix, for every program has prefixes of its own. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return Array.from(element?.attributes ?? []).find(({ localName }) => localName === name)?.value
}

/** The value of a property, as in <w:numId w:val="1"/>. */
export function value(parent: Element | null | undefined, name: string): string | undefined {
  return attribute(child(parent, name), 'val')
}

/** The same as a whole number; undefined: it is absent or none. */
export function number(parent: Element | null | undefined, name: string): number | undefined {
  const text = value(parent, name)
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Whether a property is on: there, and not said to be off. */
export function flag(parent: Element | null | undefined, name: string): boolean | undefined {
  const element = child(parent, name)
  return element === undefined ? undefined : !/^(?:0|false|off|none)$/.test(attribute(element, 'val') ?? '')
}

/** All elements of a name, however deep. */
export function descendants(parent: Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagNameNS('*', name))
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE
}
