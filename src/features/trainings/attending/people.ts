import type { EnrolmentState } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Db } from '../../../platform/database/database.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { nameOf, unnamed } from '../enrolling/names.ts'
import { standingWords } from '../standing.ts'
import { certifyAllButton, certifyButton, peopleButton, personButton } from './buttons.ts'

const perPage = 10
const longest = 40

/** "Peserta" on a training's card. */
export const onPeople = press(peopleButton, 'planner', async (turn, { id, page }) =>
  turn.replace(await peopleView(turn, id, page)),
)

/** One of them. */
export const onPerson = press(personButton, 'planner', async (turn, { id, person }) =>
  turn.replace(await personView(turn, id, person)),
)

interface Listed {
  personId: bigint
  name: string | null
  state: EnrolmentState
  attended: number
  certificate: string | null
}

async function peopleView(turn: Turn, id: bigint, wanted: number): Promise<View> {
  const { db, voice } = turn
  const training = await findTraining(db, id)
  const total = await db.enrolment.count({ where: { trainingId: id } })
  const to = (page: number, label: string) => peopleButton.with(label, { id, page })
  const { page, turning } = leaf(voice, { wanted, pages: Math.ceil(total / perPage) }, to)
  const rows = await readPeople(db, id, page * perPage)
  return {
    text: joinHtml([
      voice.t('trainings:peopleHead', { title: titleOf(training), total }),
      total === 0 ? voice.t('trainings:rollEmpty') : undefined,
    ]),
    buttons: [
      ...rows.map((row) => {
        const name = cut(row.name ?? unnamed(voice, row.personId), longest)
        const label = `${row.attended > 0 ? '✅ ' : ''}${name} · ${standingWords(voice, training, row)}`
        return [personButton.with(label, { id, person: row.personId })]
      }),
      ...turning,
      ...(total === 0 ? [] : [[certifyAllButton.with(voice.label('trainings:certifyAll'), { id })]]),
      [trainingButton.with(voice.label('trainings:showCard'), { id })],
    ],
  }
}

/** Who has a place comes first, then by name. */
async function readPeople(db: Db, trainingId: bigint, skip: number): Promise<Listed[]> {
  return db.$queryRaw<Listed[]>`
    SELECT enrolment.person_id AS "personId", roster_entry.name, enrolment.state::text AS state, enrolment.certificate, (
        SELECT count(*)::int FROM attendance JOIN training_session session ON session.id = attendance.session_id
        WHERE session.training_id = enrolment.training_id AND attendance.person_id = enrolment.person_id
      ) AS attended
    FROM enrolment LEFT JOIN roster_entry ON roster_entry.person_id = enrolment.person_id
    WHERE enrolment.training_id = ${trainingId}
    ORDER BY enrolment.state IN ('enrolled', 'confirmed') DESC, roster_entry.name, enrolment.person_id
    OFFSET ${skip} LIMIT ${perPage}`
}

/** Somebody whom a training knows. `note`: what has just been done. */
export async function personView(turn: Turn, id: bigint, personId: bigint, note?: Html): Promise<View> {
  const { db, voice } = turn
  const training = await findTraining(db, id)
  const own = await db.enrolment.findUnique({ where: { trainingId_personId: { trainingId: id, personId } } })
  if (own === null) throw new Refusal('trainings:personGone')
  const attended = await db.attendance.count({ where: { personId, session: { trainingId: id } } })
  return {
    text: joinHtml([
      note,
      joinHtml(
        [
          voice.t('trainings:personHead', { name: (await nameOf(db, personId))(voice), title: titleOf(training) }),
          voice.t('trainings:personState', { state: standingWords(voice, training, { state: own.state, attended }) }),
          own.reason === null ? undefined : voice.t('trainings:ownReason', { reason: own.reason }),
          training.state === 'held'
            ? undefined
            : voice.t('trainings:personAttended', { attended, sessions: training.sessions.length }),
          own.certificate === null ? undefined : voice.t('trainings:ownCertificate', { number: own.certificate }),
        ],
        '\n',
      ),
    ]),
    buttons: [
      [certifyButton.with(voice.label('trainings:certify'), { id, person: personId })],
      [peopleButton.with(voice.label('trainings:people'), { id, page: 0 })],
    ],
  }
}
