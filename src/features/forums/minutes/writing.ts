import type { Block, Composed } from '../../../platform/documents/blocks.ts'
import { fromColumn } from '../../../platform/calendar.ts'
import { plainText } from '../../../platform/html.ts'
import { writeDay, writeMoment } from '../../../platform/moments.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { aboutText } from '../about.ts'
import type { Shares } from '../findings/published.ts'
import { sharesOf, shortWords } from '../findings/words.ts'
import type { AskedQuestion, GivenPromise, Proceedings } from './gathering.ts'

/** In which language, and by which clock and limits, minutes are written. */
export interface Manner {
  voice: Voice
  settings: Pick<Settings, 'timeZone' | 'minGroup'>
  now: Date
}

/** Minutes as a document; `findings`: what came of the votes, with its pictures; `shares`: what can be told of each statement. */
export function composeMinutes(
  proceedings: Proceedings,
  findings: Block[],
  shares: Shares[],
  { voice, settings, now }: Manner,
): Composed {
  const { statements, shown, questions, declined, promises } = proceedings
  const { label, language } = voice
  const at = (date: Date | null) => (date === null ? '–' : writeMoment(date, settings.timeZone, language))
  const foot = label('forums:minutesFoot', { at: at(now), minGroup: settings.minGroup })
  return {
    title: `${label('forums:minutesTitle')}: ${proceedings.forum.title}`,
    language,
    foot,
    blocks: [
      { kind: 'heading', level: 1, text: proceedings.forum.title },
      small(label('forums:minutesTitle')),
      ...aboutOf(proceedings, voice, at),
      { kind: 'heading', level: 2, text: label('forums:minutesAttendance') },
      attendanceOf(proceedings, voice),
      { kind: 'heading', level: 2, text: label('forums:minutesStatements') },
      paragraph(label('forums:minutesStatementCounts', { ...statements })),
      ...findings,
      ...(shown.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 2 as const, text: label('forums:minutesAll') },
            statementsOf(shown, shares, voice),
          ]),
      { kind: 'heading', level: 2, text: label('forums:minutesQuestions') },
      ...(questions.length === 0 ? [] : [questionsOf(questions, voice)]),
      ...(declined === 0 ? [] : [paragraph(label('forums:minutesDeclined', { count: declined }))]),
      ...(questions.length + declined === 0 ? [paragraph(label('forums:minutesNoQuestions'))] : []),
      { kind: 'heading', level: 2, text: label('forums:minutesPromises') },
      promises.length === 0 ? paragraph(label('forums:minutesNoPromises')) : promisesOf(promises, voice),
    ],
  }
}

function aboutOf({ forum, about }: Proceedings, voice: Voice, at: (date: Date | null) => string): Block[] {
  const { question, background, code, openedAt, closedAt, changeReason, isNamed } = forum
  const { label } = voice
  const held = { from: at(openedAt), until: at(closedAt), code }
  return [
    label('forums:minutesQuestion', { question }),
    ...(background === null ? [] : [background]),
    ...(about === null ? [] : [plainText(aboutText(voice, about))]),
    label('forums:minutesHeld', held),
    ...(changeReason === null ? [] : [label('forums:minutesReason', { reason: changeReason })]),
    label(isNamed ? 'forums:minutesNamed' : 'forums:minutesAnonymous'),
  ].map(paragraph)
}

function attendanceOf({ joined, people, votes }: Proceedings, { label, language }: Voice): Block {
  const written = (count: number) => count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  const rows = [
    [label('forums:minutesJoined'), written(joined)],
    [label('forums:minutesVoted'), written(people)],
    [label('forums:minutesVotes'), written(votes)],
  ]
  return { kind: 'table', head: ['', label('forums:minutesPeople')], rows }
}

function statementsOf(shown: Proceedings['shown'], shares: Shares[], voice: Voice): Block {
  const { label } = voice
  const head = [label('forums:agree'), label('forums:disagree'), label('forums:pass')]
  return {
    kind: 'table',
    head: ['#', label('forums:minutesStatement'), ...head],
    rows: shown.map(({ number, text }) => {
      const own = sharesOf(shares, number)
      const cells = [own?.agree, own?.disagree, own?.pass].map((share) => shortWords(voice, share) ?? '–')
      return [String(number), text, ...cells]
    }),
  }
}

function questionsOf(questions: AskedQuestion[], { label }: Voice): Block {
  const answerOf = ({ state, answer, ticket }: AskedQuestion) => {
    if (answer !== null) return answer
    if (state === 'answered') return label('forums:minutesAnswered')
    return ticket === null ? label('forums:minutesUnanswered') : label('forums:minutesTicket', { code: ticket })
  }
  return {
    kind: 'table',
    head: [label('forums:minutesAsked'), label('forums:minutesUpvotes'), label('forums:minutesAnswer')],
    rows: questions.map((one) => [one.text, String(one.upvotes), answerOf(one)]),
  }
}

function promisesOf(promises: GivenPromise[], { label, language }: Voice): Block {
  return {
    kind: 'table',
    head: [label('forums:minutesPromise'), label('forums:minutesKeeper'), label('forums:minutesDue')],
    rows: promises.map(({ text, keeper, dueOn }) => [
      text,
      keeper ?? '–',
      dueOn === null ? '–' : writeDay(fromColumn(dueOn), language),
    ]),
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const small = (text: string): Block => ({ kind: 'paragraph', text, isSmall: true })
