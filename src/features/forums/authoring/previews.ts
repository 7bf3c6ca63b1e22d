import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { writeMoment } from '../../../platform/moments.ts'
import { count } from '../../../shared/audiences/audience.ts'
import { audienceText } from '../../../shared/audiences/words.ts'
import { aboutOf, aboutText } from '../about.ts'
import { isForEverybody } from '../forums.ts'
import type { ForumPlan } from './plan.ts'

/** What a forum will be like, before it is made. */
export async function previewText(turn: Turn, plan: ForumPlan): Promise<Html> {
  const { db, voice, settings, now } = turn
  const at = (date: string) => writeMoment(new Date(date), settings.timeZone, voice.language)
  const size = await count(db, plan.audience, turn, 'announcements')
  const policyId = plan.policyId === null ? null : BigInt(plan.policyId)
  const about = await aboutOf(db, { policyId, paragraphs: plan.paragraphs })
  const audience = (await audienceText(db, voice, plan.audience, turn, now)) ?? ''
  return joinHtml([
    turn.t('forums:card', { title: plan.title, question: plan.question }),
    plan.background === null ? undefined : turn.t('forums:cardBackground', { background: plan.background }),
    about === null ? undefined : aboutText(voice, about),
    about !== null && !about.edition.isPublic && isForEverybody(plan) ? turn.t('forums:previewPolicyStaff') : undefined,
    joinHtml(
      [
        turn.t('forums:previewAudience', { audience, count: size.reachable + size.muted }),
        turn.t(plan.isPublic ? 'forums:previewLink' : 'forums:previewNoLink'),
        turn.t('forums:previewTimes', { from: at(plan.opensAt), until: at(plan.closesAt) }),
        turn.t(plan.moderation === 'before' ? 'forums:previewBefore' : 'forums:previewAfter'),
        turn.t('forums:previewSeeds', { count: plan.seeds.length }),
        plan.reasons.length === 0 ? undefined : turn.t('forums:previewReasons', { reasons: plan.reasons.join('; ') }),
      ],
      '\n',
    ),
    turn.t(plan.isNamed ? 'forums:cardNamed' : 'forums:cardAnonymous'),
    plan.sharesRows ? turn.t('forums:cardShares') : undefined,
  ])
}
