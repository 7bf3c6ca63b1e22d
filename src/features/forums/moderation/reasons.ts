import type { Forum } from '../../../generated/prisma/client.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'

/** What statements are usually rejected for: what moderators and the log call it, and what the author reads. */
const usual = {
  offTopic: { label: 'forums:reasonOffTopic', text: 'forums:reasonOffTopicText' },
  several: { label: 'forums:reasonSeveral', text: 'forums:reasonSeveralText' },
  personal: { label: 'forums:reasonPersonal', text: 'forums:reasonPersonalText' },
  insulting: { label: 'forums:reasonInsulting', text: 'forums:reasonInsultingText' },
  repeats: { label: 'forums:reasonRepeats', text: 'forums:reasonRepeatsText' },
  unclear: { label: 'forums:reasonUnclear', text: 'forums:reasonUnclearText' },
} as const satisfies Record<string, { label: TextKey; text: TextKey }>

/** Of what nobody had decided on when the result was published: no moderator chooses it. */
export const tooLate = 'tooLate'
const all = {
  ...usual,
  [tooLate]: { label: 'forums:reasonLate', text: 'forums:reasonLateText' },
} as const satisfies typeof usual & Record<string, { label: TextKey; text: TextKey }>

/** The reasons of a forum as ForumStatement.reason has them: its own, or the names of the usual ones. */
export function reasonsOf({ reasons }: Pick<Forum, 'reasons'>): string[] {
  return reasons.length > 0 ? reasons : Object.keys(usual)
}

/** A reason in a few words. */
export function reasonLabel(voice: Voice, reason: string): string {
  const found = find(reason)
  return found === undefined ? reason : voice.label(found.label)
}

/** A reason as its author reads it. */
export function reasonText(voice: Voice, reason: string): string {
  const found = find(reason)
  return found === undefined ? reason : voice.label(found.text)
}

/** How often statements were rejected for each reason of a forum, the most frequent first; what was said in own words together. */
export function tallyReasons(
  forum: Pick<Forum, 'reasons'>,
  rejected: { reason: string | null }[],
): { reason: string | null; count: number }[] {
  const known = new Set([...reasonsOf(forum), ...Object.keys(all)])
  const counts = new Map<string | null, number>()
  for (const { reason } of rejected) {
    const name = reason !== null && known.has(reason) ? reason : null
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count)
}

const find = (reason: string) => Object.entries(all).find(([name]) => name === reason)?.[1]
