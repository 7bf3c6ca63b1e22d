import type { Draft } from './matching.ts'
import { assign, similarities } from './similarity.ts'

/** Which old paragraph a new one was; a score where only similarity says so. */
export interface Link {
  from: number
  score: number | null
}

/** How far pairing has come: the links of new paragraphs, and the old ones that are free. */
interface Work {
  old: Draft[]
  now: Draft[]
  links: Map<number, Link>
  free: Set<number>
}

/** Pairs paragraphs, whose texts are normal, by anchor, then by text, then by similarity of at least `least`. */
export function pairUp(old: Draft[], now: Draft[], least: number, placeBonus: number): Map<number, Link> {
  const work: Work = { old, now, links: new Map(), free: new Set(old.keys()) }
  pairByAnchor(work)
  pairByText(work)
  pairBySimilarity(work, least, placeBonus)
  return work.links
}

function link({ links, free }: Work, at: number, from: number, score: number | null = null): void {
  links.set(at, { from, score })
  free.delete(from)
}

function pairByAnchor(work: Work): void {
  const anchors = new Map(work.old.map(({ anchor }, from) => [anchor, from]))
  for (const [at, { anchor }] of work.now.entries()) {
    const from = anchor === null ? undefined : anchors.get(anchor)
    if (from !== undefined && work.free.has(from)) link(work, at, from)
  }
}

/** Of several with the same text those in the same place are paired first, and what is left in its order. */
function pairByText(work: Work): void {
  const { old, now, links, free } = work
  const known = groupByText(old, [...free])
  const drafts = groupByText(
    now,
    [...now.keys()].filter((at) => !links.has(at)),
  )
  for (const [text, places] of drafts)
    for (const isNear of [isSamePlace, isSameSection, isSameLabel, () => true])
      for (const at of places) {
        const draft = now[at]
        if (draft === undefined || links.has(at)) continue
        const from = known.get(text)?.find((place) => {
          const candidate = old[place]
          return candidate !== undefined && free.has(place) && isPossible(candidate, draft) && isNear(candidate, draft)
        })
        if (from !== undefined) link(work, at, from)
      }
}

function pairBySimilarity(work: Work, least: number, placeBonus: number): void {
  const { old, now, links, free } = work
  const olds = [...free].flatMap((from) => (old[from] === undefined ? [] : [{ ...old[from], from }]))
  const expected = expectedPlaces(work)
  const news = now.flatMap((draft, at) => (links.has(at) ? [] : [{ ...draft, expected: expected[at] ?? at, at }]))
  const texts = similarities(
    olds.map(({ text }) => text),
    news.map(({ text }) => text),
  )
  const scores = texts.map((row, at) => row.map((score, from) => weigh(score, olds[from], news[at], placeBonus)))
  const distance = (row: number, column: number) => Math.abs((news[row]?.expected ?? 0) - (olds[column]?.from ?? 0))
  for (const { at: row, from: column, score } of assign(scores, least, distance, old.length + now.length + 1)) {
    const [draft, known] = [news[row], olds[column]]
    if (draft !== undefined && known !== undefined) link(work, draft.at, known.from, score)
  }
}

function weigh(score: number, known: Draft | undefined, draft: Draft | undefined, placeBonus: number): number {
  if (score === 0 || known === undefined || draft === undefined || !isPossible(known, draft)) return 0
  // No label is not the same label.
  return known.label !== '' && isSamePlace(known, draft) ? Math.min(1, score + placeBonus) : score
}

/** Where in the old version each new paragraph would have stood, going by the last one above it that is paired. */
function expectedPlaces({ now, links }: Work): number[] {
  let shift = 0
  return now.map((_, at) => {
    shift = (links.get(at)?.from ?? at + shift) - at
    return at + shift
  })
}

/** Those with anchors first, for they have less choice. */
function groupByText(paragraphs: Draft[], places: number[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  const isAnchored = (place: number) => Number((paragraphs[place]?.anchor ?? null) !== null)
  for (const place of places.toSorted((a, b) => isAnchored(b) - isAnchored(a) || a - b)) {
    const text = paragraphs[place]?.text ?? ''
    groups.set(text, [...(groups.get(text) ?? []), place])
  }
  return groups
}

/** An anchor says which paragraph it is: two of them, two paragraphs. */
function isPossible(a: Draft, b: Draft): boolean {
  return a.anchor === null || b.anchor === null || a.anchor === b.anchor
}

function isSamePlace(a: Draft, b: Draft): boolean {
  return isSameLabel(a, b) && isSameSection(a, b)
}

function isSameLabel(a: Draft, b: Draft): boolean {
  return a.label === b.label
}

function isSameSection(a: Draft, b: Draft): boolean {
  return a.section.length === b.section.length && a.section.every((heading, depth) => heading === b.section[depth])
}
