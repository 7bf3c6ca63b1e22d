import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Report } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { resultsButton } from '../../../shared/questionnaires/buttons.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import * as button from './buttons.ts'
import { everyoneView } from './everyone.ts'
import { askedRound, lastRoundOf, listAsked, resultsOf } from './reports.ts'
import { unitsView, writingsView } from './listViews.ts'
import { askedView, resultsView } from './views.ts'
import { writingsOf } from './writings.ts'

/** Results of everything that was asked. */
export const resultReport: Report = {
  name: 'questionnaires',
  label: 'questionnaires:resReport',
  right: 'overseer',
  open: async (turn) => turn.replace(askedView(turn, await listAsked(turn.db), 0)),
}

export const resultPresses: Press[] = [
  press(button.askedButton, 'overseer', async (turn, { page }) =>
    turn.replace(askedView(turn, await listAsked(turn.db), page)),
  ),
  press(button.lastButton, 'overseer', async (turn, { questionnaire }) =>
    show(turn, { round: await lastRoundOf(turn.db, questionnaire), unit: 0n, page: 0 }),
  ),
  press(button.roundResultsButton, 'overseer', show),
  press(button.unitsButton, 'overseer', async (turn, { round, unit, page }) =>
    turn.replace(unitsView(turn, await read(turn, round, unit), page)),
  ),
  press(button.wordsButton, 'overseer', async (turn, { round, unit, page }) => {
    const results = await read(turn, round, unit)
    turn.replace(writingsView(turn, results, await writingsOf(turn.db, results, turn.settings), page))
  }),
  // It stands below what must not be overwritten, such as the thanks: results come as a message of their own.
  press(resultsButton, 'all', async (turn, { round: id }) => {
    if (turn.may('planner')) return turn.answer(resultsView(turn, await read(turn, id, 0n), 0))
    const round = await askedRound(turn.db, id)
    // Heads see their own units while it goes on, as in their report; everyone else waits for the end.
    if (round.state === 'open' && turn.may('overseer'))
      return turn.answer(resultsView(turn, await read(turn, id, 0n), 0))
    if (round.state === 'open') return turn.alert('questionnaires:resultsLater', { at: round.closesAt })
    turn.answer(await everyoneView(turn, round, 0))
  }),
  press(button.everyoneButton, 'all', async (turn, { round: id, page }) => {
    const round = await askedRound(turn.db, id)
    if (round.state === 'open') return turn.alert('questionnaires:resultsLater', { at: round.closesAt })
    turn.replace(await everyoneView(turn, round, page))
  }),
]

async function show(turn: Turn, { round, unit, page }: { round: bigint; unit: bigint; page: number }): Promise<void> {
  turn.replace(resultsView(turn, await read(turn, round, unit), page))
}

async function read(turn: Turn, round: bigint, unit: bigint) {
  return resultsOf(turn.db, round, await placeOf(turn, unit), turn.settings, turn.now)
}
