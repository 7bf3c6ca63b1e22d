import type { Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Settings } from '../../platform/work.ts'
import { audienceText } from '../audiences/words.ts'
import type { Audience, Scope } from '../audiences/audience.ts'
import type { Language, TextKey, Voice } from '../../platform/texts.ts'
import type { Bilingual, Definition } from './definition.ts'
import { definitionOf } from './versions.ts'

/** A sending of a questionnaire to come. */
export interface RoundPlan {
  versionId: bigint
  audience: Audience
  /** In words, where its group does not offer it to everybody. */
  audienceText?: Bilingual
  /** Never changed afterwards. Refused without a key that keeps the promise, and for questions that cannot keep it. */
  isAnonymous: boolean
  /** Whoever opens its link may answer, also who was not asked. */
  isPublic?: boolean
  opensAt: Date
  closesAt: Date
  /** How often those are reminded who have not finished: 0 to 3. */
  reminders: number
  seriesId?: bigint
  authorId?: bigint | null
}

/** What planning depends on beside the rows; a turn and a job's work have it. */
export interface Around extends Scope {
  settings: Pick<Settings, 'timeZone' | 'adminIds' | 'sealing'>
  voiceIn(language: Language): Voice
}

/** Plans a round; it opens by the clock, when its audience is asked. */
export async function planRound(db: Db, plan: RoundPlan, around: Around, now: Date): Promise<Round> {
  const { versionId, audience, isAnonymous, opensAt, closesAt, reminders, seriesId, authorId } = plan
  if (closesAt <= opensAt) throw new Refusal('questionnaires:closesFirst')
  const named = isAnonymous ? onlyNamed(await definitionOf(db, versionId), around.settings) : null
  if (named !== null) throw new Refusal(named)
  const words = async (language: Language) => {
    const voice = around.voiceIn(language)
    return (await audienceText(db, voice, audience, around, now)) ?? voice.label('questionnaires:audienceGone')
  }
  return db.round.create({
    data: {
      versionId,
      audience,
      audienceText: plan.audienceText ?? { id: await words('id'), en: await words('en') },
      isAnonymous,
      isPublic: plan.isPublic ?? false,
      opensAt,
      closesAt,
      reminders,
      createdAt: now,
      ...(seriesId !== undefined && { seriesId }),
      ...(authorId !== undefined && { authorId }),
    },
  })
}

/** Why a questionnaire cannot be asked without names; null: it can. */
export function onlyNamed(
  { questions }: Pick<Definition, 'questions'>,
  { sealing }: Pick<Settings, 'sealing'>,
): TextKey | null {
  if (sealing === null) return 'questionnaires:noAnonymity'
  if (questions.some(({ kind }) => kind === 'file')) return 'questionnaires:filesName'
  return questions.some(({ role }) => role === 'share' || role === 'help') ? 'questionnaires:sharingNames' : null
}

/** Calls off a round that has not opened; one that is open closes with what was answered. Gives whether there was one. */
export async function endRound(db: Db, id: bigint, now: Date): Promise<boolean> {
  const { count } = await db.round.updateMany({ where: { id, state: 'planned' }, data: { state: 'cancelled' } })
  if (count > 0) return true
  const closing = await db.round.updateMany({
    where: { id, state: 'open', closesAt: { gt: now } },
    data: { closesAt: now },
  })
  return closing.count > 0
}
