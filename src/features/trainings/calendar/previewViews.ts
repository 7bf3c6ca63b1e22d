import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import type { Difference, Meeting } from '../enrolling/changing.ts'
import { applyButton, dropButton, listButton } from './buttons.ts'
import type { Change, Changes } from './comparing.ts'

/** Trainings that are named in a message, of each kind. */
const mostNamed = 8
const longest = { line: 90, place: 40, button: 50 }

/** What a calendar would change, and the buttons to do so. */
export function previewView(voice: Voice, importId: bigint, changes: Changes, timeZone: string): View {
  const { added, changed, same, past } = changes
  const isTold = changed.some(({ before, differences }) => before?.state === 'open' && differences.includes('times'))
  return {
    text: joinHtml([
      voice.t('trainings:calendarReady', { count: added.length + changed.length + same.length + past.length }),
      namedText(voice, 'trainings:calendarAdded', added, (one) => addedLine(voice, one, timeZone)),
      namedText(voice, 'trainings:calendarChanged', changed, (one) => changedLine(voice, one, timeZone)),
      same.length > 0 ? voice.t('trainings:calendarSame', { count: same.length }) : undefined,
      namedText(voice, 'trainings:calendarPast', past, (one) => titleLine(voice, one)),
      isTold ? voice.t('trainings:calendarTells') : undefined,
      added.length > 0 ? voice.t('trainings:calendarDrafts') : undefined,
    ]),
    buttons: [
      [
        applyButton.with(voice.label('trainings:apply'), { id: importId }),
        dropButton.with(voice.label('platform:cancel'), { id: importId }),
      ],
    ],
  }
}

/** A calendar that says what is known already. */
export function sameView(voice: Voice, { same, past }: Changes): View {
  return {
    text: voice.t('trainings:calendarKnown', { count: same.length + past.length }),
    buttons: [[listButton.with(voice.label('trainings:toAll'), { which: 'all', page: 0 })]],
  }
}

/** What has been applied, and the new drafts, which still have to be opened. */
export function appliedView(voice: Voice, { added, changed }: Changes, drafts: bigint[]): View {
  return {
    text: joinHtml([
      voice.t('trainings:calendarApplied', { added: added.length, changed: changed.length }),
      drafts.length > 0 ? voice.t('trainings:calendarOpen') : undefined,
    ]),
    buttons: [
      ...drafts
        .slice(0, mostNamed)
        .map((id, index) => [trainingButton.with(cut(added[index]?.wanted.title ?? '', longest.button), { id })]),
      [listButton.with(voice.label('trainings:toAll'), { which: 'all', page: 0 })],
    ],
  }
}

function namedText(
  voice: Voice,
  key: Extract<TextKey, `trainings:calendar${'Added' | 'Changed' | 'Past'}`>,
  all: Change[],
  line: (one: Change) => Html,
): Html | undefined {
  if (all.length === 0) return undefined
  const left = all.length - mostNamed
  return joinHtml(
    [
      voice.t(key, { count: all.length }),
      ...all.slice(0, mostNamed).map(line),
      left > 0 ? voice.t('trainings:calendarMore', { count: left }) : undefined,
    ],
    '\n',
  )
}

function addedLine(voice: Voice, { wanted }: Change, timeZone: string): Html {
  const [first] = wanted.sessions
  const title = cut(wanted.title, longest.line)
  if (first === undefined) return voice.t('trainings:calendarLine', { title })
  const span = spanWords(voice, first, timeZone)
  return voice.t('trainings:calendarNewLine', { title, span, count: wanted.sessions.length })
}

const differenceKey: Record<Difference, TextKey> = {
  times: 'trainings:differsTimes',
  seats: 'trainings:differsSeats',
  other: 'trainings:differsOther',
}

function changedLine(voice: Voice, change: Change, timeZone: string): Html {
  const { wanted, differences } = change
  const what = differences.map((one) => voice.label(differenceKey[one])).join(', ')
  const line = voice.t('trainings:calendarChangedLine', { title: cut(wanted.title, longest.line), what })
  return joinHtml([line, timesLine(voice, change, timeZone)], '\n')
}

/** When, or where, it was and shall be: the first session that is otherwise, and how many more are. */
function timesLine(voice: Voice, { before, wanted, differences }: Change, timeZone: string): Html | undefined {
  if (before === undefined || !differences.includes('times')) return undefined
  const [was, next] = [otherThan(before.sessions, wanted.sessions), otherThan(wanted.sessions, before.sessions)]
  const spans = [was[0], next[0]].map((one) => (one === undefined ? '–' : spanWords(voice, one, timeZone)))
  const isPlace = spans[0] === spans[1]
  const [from = '', to = ''] = isPlace ? [was[0], next[0]].map((one) => cut(one?.place ?? '', longest.place)) : spans
  const more = Math.max(was.length, next.length) - 1
  return voice.t(more > 0 ? 'trainings:calendarTimesMore' : 'trainings:calendarTimes', { from, to, count: more })
}

function otherThan(some: Meeting[], others: Meeting[]): Meeting[] {
  const keyOf = ({ startsAt, endsAt, place }: Meeting) => `${startsAt.getTime()} ${endsAt.getTime()} ${place}`
  const known = new Set(others.map(keyOf))
  return some.filter((one) => !known.has(keyOf(one)))
}

function titleLine(voice: Voice, { wanted }: Change): Html {
  return voice.t('trainings:calendarLine', { title: cut(wanted.title, longest.line) })
}
