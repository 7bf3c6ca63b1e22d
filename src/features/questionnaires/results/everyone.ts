import { leaf, pagesOf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { spreadsOf } from '../../../shared/questionnaires/distribution.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import { everyoneButton } from './buttons.ts'
import { blocksOf, isByQuestion, unitLine } from './lines.ts'
import type { AskedRound } from './reports.ts'
import { headText, longestPage } from './views.ts'

/**
 * What whoever was asked may see of a closed round: the figures of all together, and those of the unit with which they were
 * counted. Refused to others, unless the round is open to everybody, or they lead a unit.
 */
export async function everyoneView(turn: Turn, round: AskedRound, wanted: number): Promise<View> {
  const { db, voice, settings, now } = turn
  const { definition, id } = round
  const asked = await db.participation.findFirst({
    where: { roundId: id, person: { telegramId: turn.who.telegramId } },
    select: { unitId: true },
  })
  if (asked === null && !round.isPublic && !turn.may('overseer')) throw new Refusal('questionnaires:notAsked')
  const figures = await unitFigures(db, round, definition, null, settings)
  const whole = figures.find(({ unit }) => unit === null) ?? null
  const own = figures.find(({ unit }) => unit !== null && unit.id === asked?.unitId)
  const spreads = await spreadsOf(db, round, definition, settings, now)
  const known = { figures: whole, spreads: spreads?.spreads ?? [], past: [] }
  const pages = pagesOf(blocksOf(voice, definition, known), longestPage, '\n\n')
  const { page, turning } = leaf(turn, { wanted, pages: pages.length }, (to, label) =>
    everyoneButton.with(label, { round: id, page: to }),
  )
  return {
    text: joinHtml([
      headText(turn, round),
      whole === null
        ? turn.t('questionnaires:resFew', { min: settings.minGroup })
        : turn.t('questionnaires:resPeople', { count: whole.people }),
      own === undefined
        ? undefined
        : turn.t(isByQuestion(definition, own) ? 'questionnaires:resOwnByQuestion' : 'questionnaires:resUnit', {
            unit: own.unit?.name ?? '',
            count: own.people,
            people: own.people,
            values: unitLine(voice, definition, own),
          }),
      pages[page],
      whole === null ? undefined : turn.t('questionnaires:resNote', { min: settings.minGroup }),
    ]),
    buttons: turning,
  }
}
