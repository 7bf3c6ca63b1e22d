import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { obstacleButton, obstaclesButton, resolveButton } from '../buttons.ts'
import { leads } from '../../../shared/people/leading.ts'
import { colleaguesOf } from '../people.ts'
import { tell } from '../telling.ts'
import { demandObstacle, openObstacles } from './obstacles.ts'
import type { Obstacle } from './obstacles.ts'
import { obstaclesView, obstacleView } from './views.ts'

/** Letters that are told of it. */
const longest = 300

/** "Hambatan di unit saya". */
const onObstacles = press(obstaclesButton, 'head', async (turn, { page }) =>
  turn.replace(obstaclesView(turn, await openObstacles(turn.db, turn.who.telegramId), page)),
)

const onObstacle = press(obstacleButton, 'head', async (turn, { id }) =>
  show(turn, await demandObstacle(turn.db, turn.who.telegramId, id)),
)

/** "Sudah ditangani": whoever shared it is told once. */
const onResolve = press(resolveButton, 'head', async (turn, { id }) => {
  const { db, now, who } = turn
  const obstacle = await demandObstacle(db, who.telegramId, id)
  const { count } = await db.sharedBlocker.updateMany({ where: { id, resolvedAt: null }, data: { resolvedAt: now } })
  if (count > 0)
    await tell(turn, obstacle.person.telegramId, {
      subject: `resolved:${id}`,
      isAwaited: true,
      isFleeting: true,
      view: (voice) => ({
        text:
          obstacle.text === ''
            ? voice.t('checkins:helpResolvedNews')
            : voice.t('checkins:resolvedNews', { text: cut(obstacle.text, longest) }),
      }),
    })
  await show(turn, count > 0 ? { ...obstacle, resolvedAt: now } : obstacle)
})

/** Every button of what was shared. */
export const obstaclePresses: Press[] = [onObstacles, onObstacle, onResolve]

async function show(turn: Turn, obstacle: Obstacle) {
  const [author] = await colleaguesOf(turn.db, [obstacle.personId])
  const mayWrite = author !== undefined && (await leads(turn.db, turn.who.telegramId, author.unitId))
  turn.replace(obstacleView(turn, obstacle, mayWrite))
}
