import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Command } from '../../../platform/feature.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import { newestVersion } from '../../../shared/questionnaires/readymade.ts'
import { endRound } from '../../../shared/questionnaires/rounds.ts'
import { waitingFor } from '../../../shared/questionnaires/waiting.ts'
import * as button from './buttons.ts'
import { linking } from './linking.ts'
import { cardOf, listQuestionnaires, questionnaireOf, roundsOf, unusedReadymades } from './shelf.ts'
import { starting } from './starting.ts'
import { listView, questionnaireView, roundCardView, seriesView, sureView } from './views.ts'
import { waitingView } from './waitingView.ts'

/** "/kuesioner": what waits for one's answers, and for planners what can be asked, and what is being asked. */
export const questionnairesCommand: Command = {
  name: 'kuesioner',
  alias: 'questionnaires',
  right: 'member',
  summary: 'questionnaires:commandSummary',
  async run(turn) {
    const waiting = await waitingFor(turn)
    const isPlanner = turn.may('planner')
    if (waiting.length > 0 || !isPlanner) turn.answer(waitingView(turn.voice, waiting))
    if (isPlanner) turn.answer(await shelfView(turn, 0))
  },
}

export const roundPresses: Press[] = [
  press(button.listButton, 'planner', async (turn, { page }) => turn.replace(await shelfView(turn, page))),
  press(button.questionnaireButton, 'planner', (turn, { questionnaire }) => showQuestionnaire(turn, questionnaire)),
  press(button.readymadeButton, 'planner', async (turn, { key }) => {
    const { id } = await newestVersion(turn.db, key, turn.now)
    const version = await turn.db.questionnaireVersion.findUniqueOrThrow({ where: { id } })
    await showQuestionnaire(turn, version.questionnaireId)
  }),
  press(button.startButton, 'planner', async (turn, { questionnaire }) => {
    const { isWithdrawn, definition } = await questionnaireOf(turn.db, questionnaire)
    if (isWithdrawn) throw new Refusal('questionnaires:isWithdrawn')
    const hasAudience = definition.audience !== null
    await turn.open(starting, { questionnaire: String(questionnaire), hasAudience })
  }),
  press(button.withdrawButton, 'planner', async (turn, { questionnaire, sure }) => {
    const { definition, isWithdrawn } = await questionnaireOf(turn.db, questionnaire)
    if (isWithdrawn) return showQuestionnaire(turn, questionnaire)
    if (sure === 'n') {
      const text = turn.t('questionnaires:askWithdraw', { title: said(definition.title, turn.voice.language) })
      return turn.replace(
        sureView(
          text,
          button.withdrawButton.with(turn.label('questionnaires:yesWithdraw'), { questionnaire, sure: 'y' }),
          button.questionnaireButton.with(turn.label('platform:back'), { questionnaire }),
        ),
      )
    }
    await turn.db.questionnaire.update({ where: { id: questionnaire }, data: { withdrawnAt: turn.now } })
    const deed = { action: 'withdrewQuestionnaire', object: `questionnaire:${questionnaire}` } as const
    await record(turn.db, turn.who.telegramId, deed, turn.now)
    await showQuestionnaire(turn, questionnaire)
  }),
  press(button.roundButton, 'planner', (turn, { round }) => showRound(turn, round)),
  press(button.endRoundButton, 'planner', async (turn, { round, sure }) => {
    const { state } = await cardOf(turn.db, round, turn.now)
    if (sure === 'n' && (state === 'planned' || state === 'open'))
      return turn.replace(
        sureView(
          turn.t(state === 'open' ? 'questionnaires:askEndOpen' : 'questionnaires:askEndPlanned'),
          button.endRoundButton.with(turn.label('questionnaires:yesEnd'), { round, sure: 'y' }),
          button.roundButton.with(turn.label('platform:back'), { round }),
        ),
      )
    const isEnded = await endRound(turn.db, round, turn.now)
    if (isEnded)
      await record(turn.db, turn.who.telegramId, { action: 'endedRound', object: `round:${round}` }, turn.now)
    await showRound(turn, round, isEnded && state === 'open' ? turn.t('questionnaires:endsSoon') : undefined)
  }),
  press(button.linkButton, 'planner', async (turn, { round }) => {
    const { isPublic, definition } = await cardOf(turn.db, round, turn.now)
    if (!isPublic) throw new Refusal('platform:buttonOld')
    const { language } = turn.voice
    const link = `https://t.me/${turn.botName}?start=k-${round}`
    turn.answer({ text: turn.t('questionnaires:linkText', { title: said(definition.title, language), link }) })
    await turn.begin(linking, { chatId: String(turn.chatId), language, link, title: said(definition.title, language) })
  }),
  press(button.seriesButton, 'planner', (turn, { series }) => showSeries(turn, series)),
  press(button.endSeriesButton, 'planner', async (turn, { series, sure }) => {
    const { endedAt } = await seriesOf(turn, series)
    if (endedAt === null && sure === 'n')
      return turn.replace(
        sureView(
          turn.t('questionnaires:askEndSeries'),
          button.endSeriesButton.with(turn.label('questionnaires:yesEnd'), { series, sure: 'y' }),
          button.seriesButton.with(turn.label('platform:back'), { series }),
        ),
      )
    if (endedAt === null) {
      await turn.db.roundSeries.update({ where: { id: series }, data: { endedAt: turn.now, nextAt: null } })
      await record(turn.db, turn.who.telegramId, { action: 'endedSeries', object: `series:${series}` }, turn.now)
    }
    await showSeries(turn, series)
  }),
]

async function shelfView(turn: Turn, page: number) {
  return listView(turn.voice, await listQuestionnaires(turn.db), await unusedReadymades(turn.db), page)
}

async function showQuestionnaire(turn: Turn, id: bigint): Promise<void> {
  const shelved = await questionnaireOf(turn.db, id)
  turn.replace(questionnaireView(turn.voice, shelved, await roundsOf(turn.db, id, turn.now)))
}

async function showRound(turn: Turn, id: bigint, note?: Html): Promise<void> {
  turn.replace(roundCardView(turn.voice, await cardOf(turn.db, id, turn.now), note))
}

async function seriesOf({ db }: Turn, id: bigint) {
  const series = await db.roundSeries.findUnique({ where: { id } })
  if (series === null) throw new Refusal('questionnaires:gone')
  return series
}

async function showSeries(turn: Turn, id: bigint): Promise<void> {
  const series = await seriesOf(turn, id)
  const { definition } = await questionnaireOf(turn.db, series.questionnaireId)
  turn.replace(seriesView(turn.voice, series, Bilingual.parse(definition.title)))
}
