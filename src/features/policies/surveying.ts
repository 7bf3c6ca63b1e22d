import { fromColumn } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import { Audience, count } from '../../shared/audiences/audience.ts'
import type { Scope, Size } from '../../shared/audiences/audience.ts'
import { audienceText, kindKey } from '../../shared/audiences/words.ts'
import type { ReadyDraft } from './drafts.ts'
import { pairDraft } from './draftPairs.ts'
import type { Pairing } from './draftPairs.ts'
import { openUnits, ruleOf } from '../../shared/audiences/writtenUnits.ts'
import { newestEdition } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** Whom a draft is for. */
export interface Target {
  audience: Audience
  words: string
  size: Size
}

/** All that is told of a draft before it is published. */
export interface Survey {
  draft: ReadyDraft
  /** The version before; null: it is a new policy. */
  previous: Edition | null
  /** Its paragraphs beside those of the version before; null: it is a new policy. */
  pairing: Pairing | null
  /** null: not said yet, or a unit of it is gone. */
  target: Target | null
  /** From when it holds, as YYYY-MM-DD; null: from its publication. */
  effective: string | null
  /** Whether there are policies of which it could be a version. */
  hasOthers: boolean
}

/** Looks at a draft as it stands now. */
export async function surveyDraft(db: Db, voice: Voice, draft: ReadyDraft, scope: Scope, now: Date): Promise<Survey> {
  const previous = draft.policyId === null ? null : await newestEdition(db, draft.policyId)
  const audience = await audienceOfDraft(db, draft)
  return {
    draft,
    previous,
    pairing: previous && (await pairDraft(db, draft, previous)),
    target: audience && {
      audience,
      words: await wordsOf(db, voice, audience, scope, now),
      size: await count(db, audience, scope, 'announcements'),
    },
    effective: draft.effective === null ? draft.document.effective : fromColumn(draft.effective),
    hasOthers: (await db.policy.count({ where: { withdrawnAt: null } })) > 0,
  }
}

/** An audience in words of one language. */
async function wordsOf(db: Db, voice: Voice, audience: Audience, scope: Scope, now: Date): Promise<string> {
  return (await audienceText(db, voice, audience, scope, now)) ?? voice.label(kindKey[audience.kind])
}

/** The same in every language, for what is kept of a version. */
export async function allWordsOf(
  db: Db,
  voiceIn: (language: Language) => Voice,
  audience: Audience,
  scope: Scope,
  now: Date,
): Promise<Record<Language, string>> {
  return {
    id: await wordsOf(db, voiceIn('id'), audience, scope, now),
    en: await wordsOf(db, voiceIn('en'), audience, scope, now),
  }
}

/** What was chosen in chat, else what the file says. */
async function audienceOfDraft(db: Db, { audience, document }: ReadyDraft): Promise<Audience | null> {
  if (audience !== null) return Audience.safeParse(audience).data ?? null
  if (document.audience === null) return null
  return ruleOf(document.audience.value, await openUnits(db)) ?? null
}
