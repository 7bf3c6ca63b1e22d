import type { InlineKeyboardButton } from '@grammyjs/types'
import type { z } from 'zod'
import type { RoundSeries, RoundState } from '../../../generated/prisma/client.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { resultsButton } from '../../../shared/questionnaires/buttons.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import { useKey } from '../words.ts'
import * as button from './buttons.ts'
import type { RoundCard, RoundLine, Shelved } from './shelf.ts'

const perPage = 8

export const stateKey: Record<RoundState, TextKey> = {
  planned: 'questionnaires:roundPlanned',
  open: 'questionnaires:roundOpen',
  closed: 'questionnaires:roundClosed',
  cancelled: 'questionnaires:roundCancelled',
}

/** The questionnaires that rounds can be begun of, those that come with Rembuk last. */
export function listView(voice: Voice, own: Shelved[], readymade: Definition[], wanted: number): View {
  const all = [
    ...own.map(({ id, definition, isWithdrawn }) => {
      const title = said(definition.title, voice.language)
      const label = isWithdrawn ? voice.label('questionnaires:withdrawnTitle', { title }) : title
      return button.questionnaireButton.with(cutLabel(label), { questionnaire: id })
    }),
    ...readymade.map(({ key, title }) =>
      button.readymadeButton.with(
        cutLabel(voice.label('questionnaires:readymadeTitle', { title: said(title, voice.language) })),
        { key: key ?? '' },
      ),
    ),
  ]
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) => button.listButton.with(label, { page: to }))
  return {
    text: voice.t('questionnaires:listText'),
    buttons: [...all.slice(page * perPage, (page + 1) * perPage).map((one) => [one]), ...turning],
  }
}

/** A questionnaire with its rounds. `note`: what has just been done. */
export function questionnaireView(
  voice: Voice,
  shelved: Shelved,
  { rounds, series }: { rounds: RoundLine[]; series: RoundSeries[] },
  note?: Html,
): View {
  const { id, number, definition, isWithdrawn } = shelved
  const head = voice.t('questionnaires:questionnaireHead', {
    title: said(definition.title, voice.language),
    use: voice.label(useKey[definition.use]),
    number,
  })
  return {
    text: joinHtml([
      note,
      head,
      voice.t('questionnaires:draftCount', { count: definition.questions.length }),
      isWithdrawn ? voice.t('questionnaires:isWithdrawn') : undefined,
      rounds.length === 0 && series.length === 0 ? voice.t('questionnaires:noRounds') : undefined,
    ]),
    buttons: [
      ...(isWithdrawn
        ? []
        : [[button.startButton.with(voice.label('questionnaires:startRound'), { questionnaire: id })]]),
      ...series.map(({ id: one, words }) => [
        button.seriesButton.with(cutLabel(voice.label('questionnaires:seriesLine', { words })), { series: one }),
      ]),
      ...rounds.map((round) => [
        button.roundButton.with(
          voice.label('questionnaires:roundLine', {
            number: String(round.id),
            state: voice.label(stateKey[round.state]),
            at: round.opensAt,
          }),
          { round: round.id },
        ),
      ]),
      [
        button.listButton.with(voice.label('platform:back'), { page: 0 }),
        ...(isWithdrawn
          ? []
          : [button.withdrawButton.with(voice.label('questionnaires:withdraw'), { questionnaire: id, sure: 'n' })]),
      ],
    ],
  }
}

/** A round: whom it asks, until when, and how many have finished; never who. */
export function roundCardView(voice: Voice, round: RoundCard, note?: Html): View {
  const { id, state, definition, opensAt, closesAt, reminders, isAnonymous, isPublic, invited, finished } = round
  const isOver = state === 'closed' || state === 'cancelled'
  const rows: InlineKeyboardButton[][] = []
  if (state === 'open' || state === 'closed')
    rows.push([resultsButton.with(voice.label('questionnaires:toResults'), { round: id })])
  if (!isOver && isPublic) rows.push([button.linkButton.with(voice.label('questionnaires:link'), { round: id })])
  if (!isOver) rows.push([button.endRoundButton.with(voice.label('questionnaires:endRound'), { round: id, sure: 'n' })])
  rows.push([button.questionnaireButton.with(voice.label('platform:back'), { questionnaire: round.questionnaireId })])
  return {
    text: joinHtml([
      note,
      voice.t('questionnaires:roundHead', {
        number: String(id),
        title: said(definition.title, voice.language),
        state: voice.label(stateKey[state]),
      }),
      joinHtml(
        [
          voice.t(isAnonymous ? 'questionnaires:draftAnonymous' : 'questionnaires:draftNamed'),
          voice.t('questionnaires:draftAudience', {
            audience: said(Bilingual.parse(round.audienceText), voice.language),
          }),
          voice.t('questionnaires:roundTimes', { opens: opensAt, closes: closesAt }),
          voice.t('questionnaires:draftReminders', { count: reminders }),
        ],
        '\n',
      ),
      state === 'planned' ? undefined : voice.t('questionnaires:roundCounts', { invited, finished }),
    ]),
    buttons: rows,
  }
}

/** A series: how often, and when next. */
export function seriesView(voice: Voice, series: RoundSeries, title: z.infer<typeof Bilingual>, note?: Html): View {
  const { id, words, nextAt, endedAt, isAnonymous, audienceText, reminders, questionnaireId } = series
  return {
    text: joinHtml([
      note,
      voice.t('questionnaires:seriesHead', { title: said(title, voice.language), words }),
      joinHtml(
        [
          voice.t(isAnonymous ? 'questionnaires:draftAnonymous' : 'questionnaires:draftNamed'),
          voice.t('questionnaires:draftAudience', { audience: said(Bilingual.parse(audienceText), voice.language) }),
          voice.t('questionnaires:draftReminders', { count: reminders }),
          nextAt === null || endedAt !== null
            ? voice.t('questionnaires:seriesOver')
            : voice.t('questionnaires:seriesNext', { at: nextAt }),
        ],
        '\n',
      ),
    ]),
    buttons: [
      ...(endedAt === null
        ? [[button.endSeriesButton.with(voice.label('questionnaires:endSeries'), { series: id, sure: 'n' })]]
        : []),
      [button.questionnaireButton.with(voice.label('platform:back'), { questionnaire: questionnaireId })],
    ],
  }
}

/** Asks once more before something that cannot be taken back. */
export function sureView(text: Html, yes: InlineKeyboardButton, no: InlineKeyboardButton): View {
  return { text, buttons: [[yes, no]] }
}

/** Longer titles are cut on buttons. */
function cutLabel(text: string): string {
  const letters = Array.from(text)
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : text
}
