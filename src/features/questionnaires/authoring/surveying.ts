import type { Db } from '../../../platform/database/database.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Scope } from '../../../shared/audiences/audience.ts'
import { audienceText } from '../../../shared/audiences/words.ts'
import { openUnits, ruleOf } from '../../../shared/audiences/writtenUnits.ts'
import type { Survey } from './draftViews.ts'
import type { ReadyDraft } from './drafts.ts'
import { predecessorOf } from './publishing.ts'

/** Looks up what a draft's preview says beside what was written. */
export async function surveyDraft(db: Db, voice: Voice, draft: ReadyDraft, scope: Scope, now: Date): Promise<Survey> {
  const { audience: written } = draft.definition
  const rule = written === null ? undefined : ruleOf(written, await openUnits(db))
  const words = rule === undefined ? undefined : await audienceText(db, voice, rule, scope, now)
  return { draft, before: await predecessorOf(db, draft.definition), audience: words ?? null }
}
