import { fromColumn, startOf } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Envelope } from '../../platform/outbox/outbox.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import type { Settings } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { isOnLeave } from '../../shared/people/leave.ts'
import { quietOf } from '../../shared/people/quiet.ts'

/** What telling depends on beside the rows; a turn has it. */
export interface Around {
  settings: Pick<Settings, 'timeZone'>
  voiceIn(language: Language): Voice
  now: Date
}

/** What somebody is told, under a subject by which it is found again. */
export interface News {
  subject: string
  view(voice: Voice): View
  /** They began what it is about: it comes also when they have stopped check-ins. */
  isAwaited: boolean
  /** It holds words of others, of which no copy is kept. */
  isFleeting: boolean
  dedupeKey?: string
}

/**
 * The message that tells somebody; none to who has stopped check-ins, for all of it can be read under "/checkin", too. To
 * who is on leave it comes when they are back.
 */
export async function newsFor(db: Db, telegramId: bigint, news: News, around: Around): Promise<Envelope[]> {
  const { settings, voiceIn, now } = around
  const person = await db.person.findUnique({
    where: { telegramId },
    select: { language: true, muted: true, leaveUntil: true, consentAt: true },
  })
  if (person === null || person.consentAt === null) return []
  if (!news.isAwaited && person.muted.includes('checkins')) return []
  const { leaveUntil } = person
  return [
    {
      lane: 'notice',
      chatId: telegramId,
      method: 'sendMessage',
      payload: parameters(news.view(voiceIn(spoken(person.language)))),
      subject: news.subject,
      dedupeKey: news.dedupeKey,
      fleeting: news.isFleeting,
      quiet: await quietOf(db, telegramId, settings),
      ...(leaveUntil !== null &&
        isOnLeave(leaveUntil, now, settings.timeZone) && {
          dueAt: startOf(fromColumn(leaveUntil), settings.timeZone, 1),
        }),
    },
  ]
}

/** Tells somebody in a turn. */
export async function tell(turn: Turn, telegramId: bigint, news: News): Promise<void> {
  for (const envelope of await newsFor(turn.db, telegramId, news, turn)) await turn.post(envelope)
  turn.wake('outbox')
}
