import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { awaitAnswer } from '../../platform/dialog/awaiting.ts'
import type { Command } from '../../platform/feature.ts'
import { enclose } from '../../platform/files/documents.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { listAdmins } from '../../shared/people/admins.ts'
import { apply, holdRoster } from './applying.ts'
import { basisOf } from './comparing.ts'
import { showCover } from './covering.ts'
import { changesFile, listChanges } from './details.ts'
import { faultsFile } from './faultViews.ts'
import { importing } from './importing.ts'
import { end, takeReady } from './imports.ts'
import type { Ready } from './imports.ts'
import { isExodus, judge } from './judging.ts'
import { waiting } from './reading.ts'
import { tell } from './telling.ts'
import { appliedView, exodusView, verdictView } from './views.ts'
import type { applyButton, detailsButton, dropButton } from './views.ts'

export const commands: Command[] = [
  {
    name: 'impor',
    alias: 'import',
    right: 'admin',
    summary: 'roster:importSummary',
    run: (turn) => turn.open(importing, {}),
  },
  {
    name: 'cakupan',
    alias: 'coverage',
    right: 'admin',
    summary: 'roster:coverageSummary',
    run: showCover,
  },
]

/** Applies a list, all of it or nothing; asked once more when many leave, and compared again when the roster has changed. */
export function onApply(kind: typeof applyButton): Press {
  return press(kind, 'admin', async (turn, { id, sure }) => {
    const { db, chatId, voice } = turn
    const ready = await takeReady(db, id, chatId)
    await holdRoster(db)
    if ((await basisOf(db)) !== ready.basis) return compareAgain(turn, ready)
    if (sure === 'n' && isExodus(ready.summary)) return turn.replace(exodusView(voice, id, ready.summary))
    await applyReady(turn, ready)
    turn.replace(appliedView(voice, ready.summary))
  })
}

/** Ends a list that is not wanted. */
export function onDrop(kind: typeof dropButton): Press {
  return press(kind, 'admin', async (turn, { id }) => {
    await takeReady(turn.db, id, turn.chatId)
    await end(turn.db, [id], 'dropped', turn.now)
    turn.replace({ text: turn.t('roster:dropped') })
  })
}

/** Sends who is concerned, as a table. */
export function onDetails(kind: typeof detailsButton): Press {
  return press(kind, 'admin', async (turn, { id }) => {
    const { db, now, voice } = turn
    const { summary } = await takeReady(db, id, turn.chatId)
    await turn.post(await enclose(db, changesFile(voice, id, await listChanges(db, id, summary)), now))
  })
}

async function applyReady(turn: Turn, { id, summary }: Ready) {
  const { db, now, settings } = turn
  const { left, back } = await apply(db, id, summary, now)
  if ((await listAdmins(db, settings.adminIds)).length === 0) throw new Refusal('roster:lastAdmin')
  await end(db, [id], 'applied', now)
  const { new: added, changed, moved } = summary
  const detail = { new: added, changed, moved, back: summary.back, left: summary.left }
  await record(db, turn.who.telegramId, { action: 'importedRoster', object: `import:${id}`, detail }, now)
  const how = { voiceIn: turn.voiceIn, timeZone: settings.timeZone }
  await tell(db, { key: 'roster:youLeft', affected: left, subject: `roster:${id}` }, how, now)
  await tell(db, { key: 'roster:youAreBack', affected: back, subject: `roster:${id}` }, how, now)
  turn.wake('outbox')
  // Their own entry may be among them.
  await turn.meet()
}

async function compareAgain(turn: Turn, { id, summary }: Ready) {
  const { db, now, voice, chatId } = turn
  const verdict = await judge(db, id, summary, [], now)
  turn.replace(verdictView(voice, id, verdict, true))
  if (verdict.kind !== 'faulty') return
  await awaitAnswer(db, waiting, { chatId, language: voice.language }, now)
  const file = faultsFile(voice, id, verdict.faults)
  if (file !== undefined) await turn.post(await enclose(db, file, now))
}
