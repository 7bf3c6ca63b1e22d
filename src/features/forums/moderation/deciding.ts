import { press } from '../../../platform/dialog/button.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { moderateButton } from '../buttons.ts'
import { allButton, deedButton, mergeButton, oneButton, rejectButton, targetsButton, waitingButton } from './buttons.ts'
import { reasonsView } from './choiceViews.ts'
import { decide, mark } from './decisions.ts'
import { demandStatement, showAfter, showAll, showQueue, showStatement, showTargets, takeAsSeen } from './queue.ts'
import { reasonsOf } from './reasons.ts'
import { rejecting } from './rejecting.ts'
import type { Moderated } from './statements.ts'

/** What planners press as moderators. */
export const moderatorPresses = [
  press(moderateButton, 'planner', (turn, { forum }) => showQueue(turn, forum)),
  press(waitingButton, 'planner', (turn, { forum, from, to }) => showQueue(turn, forum, { from, to })),
  press(allButton, 'planner', (turn, { forum, page }) => showAll(turn, forum, page)),
  press(oneButton, 'planner', async (turn, { statement }) =>
    showStatement(turn, await demandStatement(turn, statement)),
  ),
  press(targetsButton, 'planner', async (turn, { statement: id, was, page }) => {
    const statement = await takeAsSeen(turn, id, was)
    if (statement !== null) await showTargets(turn, statement, page)
  }),
  press(mergeButton, 'planner', async (turn, { statement: id, was, into }) => {
    const statement = await takeAsSeen(turn, id, was)
    if (statement === null) return
    const merged = await decide(turn, statement, { kind: 'merged', into })
    await showAfter(turn, was, merged, leadOf(turn, merged))
  }),
  press(rejectButton, 'planner', async (turn, { statement: id, was, reason: index }) => {
    const statement = await takeAsSeen(turn, id, was)
    if (statement === null) return
    const reason = reasonsOf(statement.forum)[index]
    if (reason === undefined) throw new Refusal('platform:buttonOld')
    const rejected = await decide(turn, statement, { kind: 'rejected', reason })
    await showAfter(turn, was, rejected, leadOf(turn, rejected))
  }),
  press(deedButton, 'planner', async (turn, { statement: id, was, deed }) => {
    const statement = await takeAsSeen(turn, id, was)
    if (statement === null) return
    switch (deed) {
      case 'reject':
        return turn.replace(reasonsView(turn.voice, statement))
      case 'words':
        return turn.open(rejecting, { statement: String(id), was })
      case 'meta':
      case 'seed':
        await mark(turn, statement, deed)
        return showStatement(turn, await demandStatement(turn, id))
      case 'accept': {
        const accepted = await decide(turn, statement, { kind: 'accepted' })
        return showAfter(turn, was, accepted, leadOf(turn, accepted))
      }
      case 'keep': {
        if (was !== 'p') throw new Refusal('platform:buttonOld')
        const kept = await decide(turn, statement, { kind: 'rejected', reason: statement.reason ?? '' })
        return showAfter(turn, was, kept, turn.t('forums:modKept', { number: kept.number }))
      }
    }
  }),
]

/** What has just been done, above what is shown next. */
function leadOf(turn: Turn, { number, state, mergedInto }: Moderated): Html {
  if (state === 'merged') return turn.t('forums:modMerged', { number, other: mergedInto?.number ?? 0 })
  return turn.t(state === 'accepted' ? 'forums:modAccepted' : 'forums:modRejected', { number })
}
