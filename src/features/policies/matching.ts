import { pairUp } from './pairing.ts'
import { similarities } from './similarity.ts'

/** A paragraph of a version that is being prepared. */
export interface Draft {
  anchor: string | null
  label: string
  section: string[]
  text: string
}

/** A paragraph of the version before, with the number by which it is known through all versions. */
export interface Known extends Draft {
  identity: number
}

/** What a new paragraph was before. */
export interface Pair {
  /** The same: nobody who has read it reads it again, wherever it stands now. */
  kind: 'same' | 'changed' | 'new'
  /** By its place in the old version, from 0; null: it is new. */
  old: number | null
  /** Doubtful: the planner says whether it is the same paragraph. */
  certainty: 'sure' | 'doubtful'
  /** How alike the texts are, from 0 to 1, the bonus for the same place included; 0: new, or the planner's word alone. */
  similarity: number
}

/** Pairs in the order of the new version; and the old ones that none of them has, by their places, from 0. */
export interface Matching {
  pairs: Pair[]
  removed: number[]
}

/** So similar texts are the same paragraph, changed. */
export const sureSimilarity = 0.75
/** So similar texts may be the same paragraph, changed; less similar ones are not. */
export const doubtfulSimilarity = 0.35
/** The same label in the same section counts as so much more similar. */
export const placeBonus = 0.05

const fresh: Pair = { kind: 'new', old: null, certainty: 'sure', similarity: 0 }

/** What of a text makes a difference to a reader: composed characters, white space as single spaces. */
export function normalText(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/**
 * Finds for each paragraph of a new version the one that it was in the old version: the one with the same anchor, else one
 * with the same text, else the most similar one. Of two with different anchors neither was the other.
 */
export function matchParagraphs(old: Known[], now: Draft[]): Matching {
  const [before, after] = [old.map(normal), now.map(normal)]
  const links = pairUp(before, after, doubtfulSimilarity, placeBonus)
  const pairs = after.map(({ text }, at): Pair => {
    const link = links.get(at)
    const known = link && before[link.from]
    if (link === undefined || known === undefined) return fresh
    if (known.text === text) return { kind: 'same', old: link.from, certainty: 'sure', similarity: 1 }
    const isSure = link.score === null || link.score >= sureSimilarity
    const similarity = link.score ?? similarities([known.text], [text])[0]?.[0] ?? 0
    return { kind: 'changed', old: link.from, certainty: isSure ? 'sure' : 'doubtful', similarity }
  })
  return { pairs, removed: leftOver(pairs, old) }
}

/** The new paragraphs about which the planner has to decide, by their places, from 0. */
export function doubtful(pairs: Pair[]): number[] {
  return pairs.flatMap(({ certainty }, at) => (certainty === 'doubtful' ? [at] : []))
}

/**
 * Decides doubtful pairs as the planner says: by the place of the new paragraph, the identity of the old one, or null: it
 * is new. What names a paragraph that another has for sure is no decision. Who loses theirs to a decision is new.
 */
export function applyDecisions({ pairs }: Matching, decisions: Record<string, number | null>, old: Known[]): Matching {
  const taken = new Set(pairs.flatMap((pair) => (pair.certainty === 'sure' && pair.old !== null ? [pair.old] : [])))
  const decided = new Map<number, Pair>()
  for (const at of doubtful(pairs)) {
    const [pair, decision] = [pairs[at], decisions[at]]
    if (pair === undefined || decision === undefined) continue
    const place = old.findIndex(({ identity }) => identity === decision)
    if (decision === null) decided.set(at, fresh)
    else if (place !== -1 && !taken.has(place)) {
      const similarity = place === pair.old ? pair.similarity : 0
      decided.set(at, { kind: 'changed', old: place, certainty: 'sure', similarity })
      taken.add(place)
    }
  }
  const result = pairs.map((pair, at) => {
    const isLost = pair.certainty === 'doubtful' && pair.old !== null && taken.has(pair.old)
    return decided.get(at) ?? (isLost ? fresh : pair)
  })
  return { pairs: result, removed: leftOver(result, old) }
}

/**
 * The identity of each new paragraph: that of the old one that it was, else the next number after `highest`, the highest
 * one that any version has ever had.
 */
export function identify(pairs: Pair[], old: Known[], highest: number): number[] {
  let last = Math.max(highest, ...old.map(({ identity }) => identity))
  return pairs.map((pair) => (pair.old === null ? undefined : old[pair.old]?.identity) ?? ++last)
}

function normal(paragraph: Draft): Draft {
  return { ...paragraph, text: normalText(paragraph.text) }
}

function leftOver(pairs: Pair[], old: Known[]): number[] {
  const taken = new Set(pairs.map((pair) => pair.old))
  return [...old.keys()].filter((from) => !taken.has(from))
}
