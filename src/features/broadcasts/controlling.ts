import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { contentToCorrect } from './correcting.ts'
import { correcting } from './correctingDialog.ts'
import type { correctButton, deedButton, openButton, refreshButton } from './panelButtons.ts'
import { actorOf, panelOf, postPanel, tellChange } from './panels.ts'
import { doneText, questionView } from './questions.ts'
import { foresee } from './recalling.ts'
import { act, allows, take } from './running.ts'
import type { DeedName } from './running.ts'

/** Pauses, goes on, stops, takes back or sends again; what cannot be undone only after a second word. */
export function onDeed(kind: typeof deedButton): Press {
  return press(kind, 'planner', async (turn, { id, deed, sure }) => {
    if (sure === 'n') return turn.replace({ text: turn.t('broadcasts:unchanged') })
    if (sure === '' && (deed === 'stop' || deed === 'recall')) return ask(turn, id, deed)
    const moved = await act(turn.db, deed, id, actorOf(turn), turn.now)
    tellChange(turn)
    // The answer to a question stands below the message that it was asked about.
    turn.replace(sure === '' ? await panelOf(turn, id) : { text: doneText(turn, id, deed, moved) })
    if (moved === null && sure === '') turn.alert('broadcasts:passed')
  })
}

/** Shows a broadcast below, as it stands. */
export function onOpen(kind: typeof openButton): Press {
  return press(kind, 'planner', (turn, { id }) => postPanel(turn, id))
}

/** Shows it in the place of what was pressed. */
export function onRefresh(kind: typeof refreshButton): Press {
  return press(kind, 'planner', async (turn, { id }) => turn.replace(await panelOf(turn, id)))
}

/** Asks for another content. */
export function onCorrect(kind: typeof correctButton): Press {
  return press(kind, 'planner', async (turn, { id }) => {
    await contentToCorrect(turn.db, await take(turn.db, id, actorOf(turn)))
    // Drawn anew, for the question would take its place.
    turn.replace(await panelOf(turn, id))
    await turn.open(correcting, { id: String(id) })
  })
}

async function ask(turn: Turn, id: bigint, deed: DeedName) {
  const broadcast = await take(turn.db, id, actorOf(turn))
  const prospect = await foresee(turn.db, broadcast, turn.now)
  const isVain = prospect.unsent + (deed === 'recall' ? prospect.deletable : 0) === 0
  if (allows(broadcast, deed) && !isVain) return turn.answer(questionView(turn.voice, id, deed, prospect))
  turn.replace(await panelOf(turn, id))
  turn.alert(deed === 'recall' && allows(broadcast, deed) ? 'broadcasts:tooLate' : 'broadcasts:passed')
}
