import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Document } from './document.ts'
import type { ReadyDraft } from './drafts.ts'
import { applyDecisions, doubtful, identify, matchParagraphs } from './matching.ts'
import type { Draft, Known, Pair } from './matching.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** A draft's paragraphs beside those of the version before. */
export interface Pairing {
  /** What each paragraph is, in the order of the draft. */
  kinds: Pair['kind'][]
  /** The identity of each. */
  identities: number[]
  /** Those about which the author has to decide: the place in the draft, from 0, and the identity of the old one. */
  doubts: { place: number; old: number }[]
  /** Paragraphs that are no longer there. */
  removed: { label: string; section: string[] }[]
}

/** Compares a draft with the version before, as its author has decided so far. */
export async function pairDraft(db: Db, { document, decisions }: ReadyDraft, previous: Edition): Promise<Pairing> {
  const old = await db.policyParagraph.findMany({
    where: { versionId: previous.id },
    orderBy: { position: 'asc' },
    select: { identity: true, anchor: true, label: true, section: true, text: true },
  })
  const { _max } = await db.policyParagraph.aggregate({
    where: { version: { policyId: previous.policyId } },
    _max: { identity: true },
  })
  return pairOff(old, document, decisions, _max.identity ?? 0)
}

/** Keeps the author's word on a pair; refused when it is not the one that was asked about. */
export async function decidePair(
  db: Db,
  draft: ReadyDraft,
  pairing: Pairing | null,
  { place, old, same }: { place: number; old: number; same: boolean },
): Promise<void> {
  const isAsked = pairing?.doubts.some((doubt) => doubt.place === place && doubt.old === old) ?? false
  if (!isAsked) throw new Refusal('platform:buttonOld')
  const decisions = { ...draft.decisions, [String(place)]: same ? old : null }
  await db.policyDraft.update({ where: { id: draft.id }, data: { decisions } })
}

function pairOff(old: Known[], { paragraphs }: Document, decisions: ReadyDraft['decisions'], highest: number): Pairing {
  const now = paragraphs.map(({ anchor, label, section, body }): Draft => ({ anchor, label, section, text: body.text }))
  const { pairs, removed } = applyDecisions(matchParagraphs(old, now), decisions, old)
  const doubts = doubtful(pairs).flatMap((place) => {
    const from = pairs[place]?.old ?? null
    const known = from === null ? undefined : old[from]
    return known === undefined ? [] : [{ place, old: known.identity }]
  })
  return {
    kinds: pairs.map(({ kind }) => kind),
    identities: identify(pairs, old, highest),
    doubts,
    removed: removed.flatMap((from) => old[from] ?? []),
  }
}
