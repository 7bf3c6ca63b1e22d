import type { InlineKeyboardButton } from '@grammyjs/types'
import { z } from 'zod'
import type { EnrolmentState } from '../../../generated/prisma/client.ts'
import { button } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { spanWords } from '../../../shared/trainings/words.ts'

const id = z.coerce.bigint()
/** "Daftar": wants a place. */
export const enrolButton = button('training.enrol', { id })
/** "Hadir": comes, and takes a place where they have none. */
export const comeButton = button('training.come', { id })
/** "Berhalangan". */
export const declineButton = button('training.decline', { id })
/** Leaves the waiting list, or takes back what was asked of the head. */
export const leaveButton = button('training.leave', { id })
/** Sends the calendar file. */
export const fileButton = button('training.file', { id })

/** Sessions that are named in a message. */
const mostSessions = 6
const longest = { title: 120, text: 500, place: 200 }

/** What a training is called, on a button or in a sentence. */
export function titleOf({ title }: Pick<Whole, 'title'>): string {
  return cut(title, longest.title)
}

/** What a training is, when and where. `brief`: what fits below a file. */
export function detailsText(voice: Voice, training: Whole, timeZone: string, brief = false): Html {
  const { provider, description, contact, materials, competence, seats } = training
  const line = (
    key: 'trainings:contactLine' | 'trainings:materialsLine' | 'trainings:competenceLine',
    text: string | null,
  ) => (text === null || text === '' ? undefined : voice.t(key, { text: cut(text, longest.text) }))
  return joinHtml([
    joinHtml(
      [
        voice.t('trainings:titleLine', { title: titleOf(training) }),
        provider === '' ? undefined : voice.t('trainings:providerLine', { provider: cut(provider, longest.title) }),
      ],
      '\n',
    ),
    sessionsText(voice, training, timeZone),
    brief || description === '' ? undefined : voice.t('trainings:textLine', { text: cut(description, longest.text) }),
    brief
      ? undefined
      : joinHtml(
          [
            seats === null ? undefined : voice.t('trainings:seatsLine', { seats }),
            line('trainings:competenceLine', competence),
            line('trainings:materialsLine', materials),
            line('trainings:contactLine', contact),
          ],
          '\n',
        ),
  ])
}

/** When and where each session is. */
export function sessionsText(voice: Voice, { sessions }: Pick<Whole, 'sessions'>, timeZone: string): Html {
  const left = sessions.length - mostSessions
  const lines = sessions.slice(0, mostSessions).map((session) => sessionLine(voice, session, timeZone))
  return joinHtml([...lines, left > 0 ? voice.t('trainings:moreSessions', { count: left }) : undefined], '\n')
}

/** When and where a session is. */
export function sessionLine(voice: Voice, session: Whole['sessions'][number], timeZone: string): Html {
  const values = { span: spanWords(voice, session, timeZone), place: cut(session.place, longest.place) }
  return voice.t('trainings:sessionLine', values)
}

/** What somebody can answer, in the state in which they are. */
export function answerButtons(
  voice: Voice,
  trainingId: bigint,
  state: EnrolmentState | null,
): InlineKeyboardButton[][] {
  const values = { id: trainingId }
  const come = comeButton.with(voice.label('trainings:come'), values)
  const decline = declineButton.with(voice.label('trainings:decline'), values)
  switch (state) {
    case null:
    case 'declined':
      return [[enrolButton.with(voice.label('trainings:enrol'), values)]]
    case 'invited':
    case 'enrolled':
      return [[come, decline]]
    case 'confirmed':
      return [[decline]]
    case 'waiting':
      return [[leaveButton.with(voice.label('trainings:leaveList'), values)]]
    case 'asked':
      return [[leaveButton.with(voice.label('trainings:takeBack'), values)]]
    case 'refused':
      return []
  }
}

/** What can be said to a change, whatever somebody said before. */
export function changeButtons(voice: Voice, trainingId: bigint): InlineKeyboardButton[][] {
  const values = { id: trainingId }
  return [
    [
      trainingButton.with(voice.label('trainings:showCard'), values),
      declineButton.with(voice.label('trainings:decline'), values),
    ],
  ]
}

/** "Berkas kalender". */
export function fileRow(voice: Voice, trainingId: bigint): InlineKeyboardButton[] {
  return [fileButton.with(voice.label('trainings:file'), { id: trainingId })]
}
