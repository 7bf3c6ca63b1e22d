import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import type { Span } from './spans.ts'
import { mostSessions } from './written.ts'

/** Those noted so far, and asks for the next. */
export function askSessions({ t, voice, settings }: Turn, sessions: Span[] = []): Html {
  if (sessions.length === 0) return t('trainings:askSession')
  const lines = sessions.map(({ startsAt, endsAt }) => {
    const span = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
    return t('trainings:sessionNoted', { span: spanWords(voice, span, settings.timeZone) })
  })
  return joinHtml([joinHtml(lines, '\n'), t('trainings:askNextSession')])
}

/** "Selesai", and takes the last one back, once there is one. */
export function sessionOptions({ label }: Turn, sessions: Span[] = []): Option<Span[]>[][] {
  if (sessions.length === 0) return []
  return [
    [
      { id: 'ready', label: label('audiences:ready'), value: sessions },
      { id: 'less', label: label('trainings:dropSession'), value: sessions.slice(0, -1), stays: true },
    ],
  ]
}

/** Those noted so far with another one, in order; refused where one begins at the same time. */
export function addSession(sessions: Span[] = [], span: Span): Span[] {
  if (sessions.length >= mostSessions) throw new Refusal('trainings:sessionsMany', { max: mostSessions })
  if (sessions.some(({ startsAt }) => startsAt === span.startsAt)) throw new Refusal('trainings:sessionTwice')
  return [...sessions, span].toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
}
