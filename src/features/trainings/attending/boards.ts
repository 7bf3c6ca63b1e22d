import { press } from '../../../platform/dialog/button.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Start } from '../../../platform/feature.ts'
import { record } from '../../../shared/audit/record.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import { spanWords } from '../../../shared/trainings/words.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { boardView, doorView, perPage, rollView } from './boardViews.ts'
import { admitButton, boardButton, doorButton, keyButton, listButton, tickButton } from './buttons.ts'
import { trainerStart } from './codes.ts'
import { admit, note, turnAway } from './presence.ts'
import { countPresent, readRoll } from './rolls.ts'
import { becomeTrainer, refuseMending, renewKey, sittingOf } from './sessions.ts'

/** The link that a trainer opens, whoever they are. */
export const trainerLink: Start = {
  name: trainerStart,
  right: 'member',
  async run(turn, secret) {
    const id = await becomeTrainer(turn.db, secret, turn.who.telegramId)
    const sitting = await sittingOf(turn, id)
    turn.answer(boardView(turn, sitting, await countPresent(turn.db, sitting), turn.t('trainings:youTrain')))
  },
}

/** "Kehadiran" on a training's card. */
export const onDoor = press(doorButton, 'planner', async (turn, { id }) => {
  const training = await findTraining(turn.db, id)
  const present = new Map<bigint, number>()
  for (const session of training.sessions)
    present.set(session.id, (await countPresent(turn.db, { session, training })).present)
  turn.replace(doorView(turn, training, present))
})

/** "Tautan pelatih". */
export const onKey = press(keyButton, 'planner', async (turn, { session: id }) => {
  const { session, training } = await sittingOf(turn, id)
  const link = await renewKey(turn.db, id, turn.botName)
  const span = spanWords(turn.voice, session, turn.settings.timeZone)
  turn.answer({ text: turn.t('trainings:trainerLinkMade', { title: titleOf(training), span, link }) })
})

export const onBoard = press(boardButton, 'member', (turn, { session }) => showBoard(turn, session))

export const onRoll = press(listButton, 'member', (turn, { session, which, page }) =>
  showRoll(turn, session, which, page),
)

/** Notes by hand that somebody is there, or is not. */
export const onTick = press(tickButton, 'member', async (turn, { session: id, person, which, page, on }) => {
  const { db, now, who } = turn
  const sitting = await sittingOf(turn, id)
  refuseMending(sitting.session, turn.may('planner'), now)
  if (on === 'n') await db.attendance.deleteMany({ where: { sessionId: id, personId: person } })
  else if (which === 'others') await admit(db, sitting, { personId: person, byCode: false }, turn, now)
  else if (await isKnown(turn, sitting.training.id, person))
    await note(db, { sessionId: id, personId: person, byCode: false }, now)
  await record(db, who.telegramId, { action: 'notedAttendance', object: `session:${id}` }, now)
  await showRoll(turn, id, which, page)
})

/** The trainer's word on somebody who came without a place. */
export const onAdmit = press(admitButton, 'member', async (turn, { session: id, person, yes }) => {
  const { db, now, who } = turn
  const sitting = await sittingOf(turn, id)
  refuseMending(sitting.session, turn.may('planner'), now)
  if (yes === 'y') await admit(db, sitting, { personId: person, byCode: true }, turn, now)
  else await turnAway(db, sitting, person, turn, now)
  await record(db, who.telegramId, { action: 'notedAttendance', object: `session:${id}` }, now)
  turn.wake('outbox')
  await showBoard(turn, id, turn.t(yes === 'y' ? 'trainings:youAdmitted' : 'trainings:youTurnedAway'))
})

async function isKnown({ db }: Turn, trainingId: bigint, personId: bigint): Promise<boolean> {
  return (await db.enrolment.count({ where: { trainingId, personId } })) > 0
}

async function showBoard(turn: Turn, id: bigint, noted?: Html): Promise<void> {
  const sitting = await sittingOf(turn, id)
  turn.replace(boardView(turn, sitting, await countPresent(turn.db, sitting), noted))
}

async function showRoll(turn: Turn, id: bigint, which: 'placed' | 'others', wanted: number): Promise<void> {
  const sitting = await sittingOf(turn, id)
  const first = await readRoll(turn.db, sitting, which, { skip: wanted * perPage, take: perPage })
  const pages = Math.max(1, Math.ceil(first.total / perPage))
  const page = Math.min(wanted, pages - 1)
  const { rows, total } =
    page === wanted ? first : await readRoll(turn.db, sitting, which, { skip: page * perPage, take: perPage })
  turn.replace(rollView(turn.voice, sitting, which, { rows, page, pages, total }))
}
