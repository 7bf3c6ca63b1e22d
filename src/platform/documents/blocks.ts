/** A part of a document, from which it is written as a Word file or as a page to print. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; isSmall?: boolean }
  | { kind: 'list'; items: string[]; isNumbered?: boolean }
  /** Rows below a head of as many cells. */
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** A PNG, as wide as `width` points or the page; `alt` says in words what it shows. */
  | { kind: 'picture'; bytes: Uint8Array<ArrayBuffer>; width: number; height: number; alt: string }

/** A whole document. */
export interface Composed {
  title: string
  /** "id" or "en", for readers that speak and break words. */
  language: string
  /** Stands at the foot of every page. */
  foot: string
  blocks: Block[]
}
