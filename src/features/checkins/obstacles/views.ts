import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { homeButton, noteButton, obstacleButton, obstaclesButton, resolveButton } from '../buttons.ts'
import type { Obstacle } from './obstacles.ts'

const perPage = 8
/** Letters on a button, and of the obstacle itself: a long text has up to 4000. */
const longest = { label: 60, text: 3000 }

/** What is open, a button for each. */
export function obstaclesView(turn: Turn, open: Obstacle[], wanted: number): View {
  const pages = Math.max(1, Math.ceil(open.length / perPage))
  const { page, turning } = leaf(turn, { wanted, pages }, (to, label) => obstaclesButton.with(label, { page: to }))
  const rows = open.slice(page * perPage, (page + 1) * perPage).map((one) => [
    obstacleButton.with(
      cut(
        `${nameIn(turn.voice, one)}: ${one.text === '' ? turn.label('checkins:wantsHelp') : one.text}`,
        longest.label,
      ),
      {
        id: one.id,
      },
    ),
  ])
  return {
    text: joinHtml([
      turn.t('checkins:obstaclesTitle'),
      open.length === 0 ? turn.t('checkins:obstaclesNone') : turn.t('checkins:obstaclesOpen', { count: open.length }),
      turn.t('checkins:obstaclesNote'),
    ]),
    buttons: [
      ...rows,
      ...turning,
      ...(turn.may('employee') ? [[homeButton.with(turn.label('platform:back'), {})]] : []),
    ],
  }
}

/** One of them, with what can be done; `mayWrite`: who shared it is still in a unit of the head. */
export function obstacleView(turn: Turn, obstacle: Obstacle, mayWrite: boolean): View {
  const { id, personId, unit, text, wantsHelp, createdAt, resolvedAt } = obstacle
  return {
    text: joinHtml([
      turn.t('checkins:obstacle', { name: nameIn(turn.voice, obstacle), unit: unit?.name ?? '', at: createdAt }),
      text === '' ? undefined : turn.t('checkins:quoted', { text: cut(text, longest.text) }),
      wantsHelp ? turn.t('checkins:obstacleHelp') : undefined,
      resolvedAt === null ? undefined : turn.t('checkins:obstacleResolved', { at: resolvedAt }),
    ]),
    buttons: [
      ...(resolvedAt === null ? [[resolveButton.with(turn.label('checkins:resolve'), { id })]] : []),
      ...(mayWrite ? [[noteButton.with(turn.label('checkins:writeNote'), { person: personId })]] : []),
      [obstaclesButton.with(turn.label('checkins:allObstacles'), { page: 0 })],
    ],
  }
}

function nameIn(voice: Voice, { person }: Obstacle): string {
  return person.rosterEntry?.name ?? voice.label('checkins:somebody')
}
