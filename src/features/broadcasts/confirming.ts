import { z } from 'zod'
import type { Option } from '../../platform/dialog/dialog.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { quietEnd } from '../../platform/outbox/quietHours.ts'
import { Refusal } from '../../platform/refusal.ts'
import { count } from '../../shared/audiences/audience.ts'
import type { Audience, Size } from '../../shared/audiences/audience.ts'
import { audienceText, kindKey } from '../../shared/audiences/words.ts'
import type { Content } from './content.ts'
import { preview } from './preview.ts'
import { quietNow } from './rules.ts'
import { clockTime, durationText, quietText } from './views.ts'

/** How an announcement goes out: whether it asks for a reading, and when; null: not decided. */
export const Plan = z.object({
  reads: z.boolean(),
  when: z.enum(['now', 'anyway', 'morning', 'later', 'urgent']).nullable(),
})
export type Plan = z.infer<typeof Plan>

/** In a box, whose end says what to do: Telegram shows 200 characters. */
const longestNamed = 50

/** The last question: to how many, and how long it takes; refused when there is nobody. */
export async function askPlan(turn: Turn, chosen: Audience | undefined, plan: Plan | undefined): Promise<Html> {
  const { audience, size } = await measure(turn, chosen)
  const { voice, settings } = turn
  const quiet = quietNow(turn.now, settings)
  return turn.t('broadcasts:askConfirm', {
    audience,
    count: size.reachable,
    lost: size.lost > 0 ? turn.label('broadcasts:lost', { count: size.lost }) : '',
    muted: size.muted > 0 ? turn.label('broadcasts:muted', { count: size.muted }) : '',
    duration: durationText(voice, size.reachable, settings.sendRate),
    quiet: quiet ? turn.label('broadcasts:quiet', quietText(voice, quiet)) : '',
    reads: plan?.reads ? turn.label('broadcasts:withRead') : '',
  })
}

/** What can be done at the last question. */
export function planOptions(turn: Turn, content: Content, plan: Plan | undefined): Option<Plan>[][] {
  const reads = plan?.reads ?? false
  const option = (when: NonNullable<Plan['when']>, label: string) => ({ id: when, label, value: { reads, when } })
  const read = turn.label('broadcasts:askReading')
  const mark: Option<Plan> = {
    id: 'reads',
    label: reads ? turn.label('platform:chosen', { label: read }) : read,
    value: { reads: !reads, when: null },
    stays: true,
  }
  const test: Option<Plan> = {
    id: 'test',
    label: turn.label('broadcasts:test'),
    act: () => preview(turn, content, { reads, isTest: true }),
  }
  return [
    ...nowOptions(turn, option),
    [option('later', turn.label('broadcasts:schedule')), test],
    [mark, ...(turn.may('admin') ? [option('urgent', turn.label('broadcasts:urgent'))] : [])],
  ]
}

/** What an emergency ignores, and whom it reaches beyond the others. */
export async function askUrgent(turn: Turn, chosen: Audience | undefined): Promise<Html> {
  const { audience, size } = await measure(turn, chosen)
  return turn.t('broadcasts:askUrgent', {
    audience,
    count: size.reachable + size.muted,
    muted: size.muted > 0 ? turn.label('broadcasts:mutedToo', { count: size.muted }) : '',
  })
}

function nowOptions(
  turn: Turn,
  option: (when: NonNullable<Plan['when']>, label: string) => Option<Plan>,
): Option<Plan>[][] {
  const { timeZone } = turn.settings
  const quiet = quietNow(turn.now, turn.settings)
  if (quiet === null) return [[option('now', turn.label('broadcasts:sendNow'))]]
  const time = clockTime(turn.voice, quietEnd(turn.now, timeZone, quiet), timeZone)
  return [
    [option('anyway', turn.label('broadcasts:sendNowAnyway'))],
    [option('morning', turn.label('broadcasts:sendAt', { time }))],
  ]
}

/** The audience in words and in figures; refused when nobody of it can be reached, so that another can be chosen. */
async function measure(turn: Turn, chosen: Audience | undefined): Promise<{ audience: string; size: Size }> {
  if (chosen === undefined) throw new Refusal('platform:dialogGone')
  const { db, voice, now } = turn
  const audience = (await audienceText(db, voice, chosen, turn, now)) ?? turn.label(kindKey[chosen.kind])
  const size = await count(db, chosen, turn, 'announcements')
  // In an emergency an admin reaches those as well who stopped announcements.
  if (size.reachable > 0 || (size.muted > 0 && turn.may('admin'))) return { audience, size }
  const named = audience.length > longestNamed ? `${audience.slice(0, longestNamed)}…` : audience
  if (size.muted > 0) throw new Refusal('broadcasts:nobodyListens', { count: size.muted, audience: named })
  throw new Refusal(size.lost === 0 ? 'broadcasts:nobody' : 'broadcasts:nobodyReachable', {
    count: size.lost,
    audience: named,
  })
}
