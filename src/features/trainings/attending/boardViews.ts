import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import { sessionLine, titleOf } from '../enrolling/detailViews.ts'
import { unnamed } from '../enrolling/names.ts'
import { boardButton, codeButton, keyButton, listButton, tickButton } from './buttons.ts'
import type { Row } from './rolls.ts'
import type { Sitting } from './sessions.ts'

export const perPage = 10
const longest = 40

/** What a trainer has of a session. */
export function boardView(
  { voice, settings, may }: Turn,
  { session, training }: Sitting,
  counts: { placed: number; present: number },
  note?: Html,
): View {
  const values = { session: session.id }
  return {
    text: joinHtml([
      note,
      joinHtml(
        [voice.t('trainings:boardHead', { title: titleOf(training) }), sessionLine(voice, session, settings.timeZone)],
        '\n',
      ),
      voice.t('trainings:boardCounts', counts),
      voice.t('trainings:boardHow'),
    ]),
    buttons: [
      [codeButton.with(voice.label('trainings:showCode'), values)],
      [
        listButton.with(voice.label('trainings:roll'), { ...values, which: 'placed', page: 0 }),
        listButton.with(voice.label('trainings:others'), { ...values, which: 'others', page: 0 }),
      ],
      ...(may('planner') ? [[trainingButton.with(voice.label('trainings:showCard'), { id: training.id })]] : []),
    ],
  }
}

/** A page of those who should be there, each with what notes that they are. */
export function rollView(
  voice: Voice,
  { session, training }: Sitting,
  which: 'placed' | 'others',
  { rows, page, pages, total }: { rows: Row[]; page: number; pages: number; total: number },
): View {
  const values = { session: session.id }
  const to = (wanted: number, label: string) => listButton.with(label, { ...values, which, page: wanted })
  const { turning } = leaf(voice, { wanted: page, pages }, to)
  const other = which === 'placed' ? 'others' : 'placed'
  return {
    text: joinHtml([
      voice.t(which === 'placed' ? 'trainings:rollHead' : 'trainings:othersHead', { title: titleOf(training), total }),
      total === 0 ? voice.t('trainings:rollEmpty') : undefined,
    ]),
    buttons: [
      ...rows.map((row) => [
        tickButton.with(labelOf(voice, row), {
          ...values,
          person: row.personId,
          which,
          page,
          on: row.isPresent ? 'n' : 'y',
        }),
      ]),
      ...turning,
      [
        listButton.with(voice.label(other === 'placed' ? 'trainings:roll' : 'trainings:others'), {
          ...values,
          which: other,
          page: 0,
        }),
        boardButton.with(voice.label('trainings:board'), values),
      ],
    ],
  }
}

/** A training's sessions for planners, each with its link for the trainer and its board. */
export function doorView({ voice, settings }: Turn, training: Whole, present: Map<bigint, number>): View {
  return {
    text: joinHtml([
      voice.t('trainings:doorHead', { title: titleOf(training) }),
      joinHtml(
        training.sessions.map((session) =>
          voice.t('trainings:doorLine', {
            span: spanWords(voice, session, settings.timeZone),
            count: present.get(session.id) ?? 0,
          }),
        ),
        '\n',
      ),
      voice.t('trainings:doorHow'),
    ]),
    buttons: [
      ...training.sessions.map((session) => [
        boardButton.with(voice.label('trainings:sessionNumber', { number: session.position }), { session: session.id }),
        keyButton.with(voice.label('trainings:trainerLink'), { session: session.id }),
      ]),
      [trainingButton.with(voice.label('trainings:showCard'), { id: training.id })],
    ],
  }
}

/** Not how far they have got with their enrolment, which is not for a trainer from elsewhere. */
function labelOf(voice: Voice, { personId, name, unit, isPresent }: Row): string {
  const who = cut(name ?? unnamed(voice, personId), longest)
  const mark = isPresent ? '✅' : '▫️'
  return unit === null ? `${mark} ${who}` : `${mark} ${who} · ${cut(unit, longest / 2)}`
}
