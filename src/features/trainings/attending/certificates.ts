import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { newsSubject, tell } from '../enrolling/telling.ts'
import { certifyAllButton, certifyButton } from './buttons.ts'
import { personView } from './people.ts'

const longestNumber = 80
/** Letters of a list that is typed: what a message holds. */
const longestList = 4000

export const onCertify = press(certifyButton, 'planner', (turn, { id, person }) =>
  turn.open(certifying, { training: String(id), person: String(person) }),
)

export const onCertifyAll = press(certifyAllButton, 'planner', (turn, { id }) =>
  turn.open(certifyingAll, { training: String(id) }),
)

/** The number of somebody's certificate. */
export const certifying = dialog({
  name: 'trainings.certifying',
  title: 'trainings:certifying',
  right: 'planner',
  brief: true,
  apart: true,
  opening: z.object({ training: z.string(), person: z.string() }),
  answers: z.object({ number: z.string() }),
  steps: [{ key: 'number', ask: (turn) => turn.t('trainings:askCertificate'), read: words(1, longestNumber) }],
  async done(turn, { number }, { training, person }) {
    if (number === undefined) throw new Refusal('platform:dialogGone')
    await certify(turn, BigInt(training), [{ personId: BigInt(person), number }])
    turn.answer(await personView(turn, BigInt(training), BigInt(person), turn.t('trainings:certified')))
  },
})

/** The numbers of several certificates, by NIP. */
export const certifyingAll = dialog({
  name: 'trainings.certifyingAll',
  title: 'trainings:certifying',
  right: 'planner',
  brief: true,
  apart: true,
  opening: z.object({ training: z.string() }),
  answers: z.object({ list: z.string() }),
  steps: [
    {
      key: 'list',
      ask: (turn) => turn.t('trainings:askCertificates'),
      read: async (turn, message, _sofar, { training }) => {
        const list = words(3, longestList)(turn, message)
        // What is wrong with it is said while it can still be mended.
        await readList(turn.db, BigInt(training), list)
        return list
      },
    },
  ],
  async done(turn, { list }, { training }) {
    if (list === undefined) throw new Refusal('platform:dialogGone')
    const id = BigInt(training)
    const numbers = await readList(turn.db, id, list)
    await certify(turn, id, numbers)
    turn.answer({ text: turn.t('trainings:certifiedAll', { count: numbers.length }) })
  },
})

interface Certificate {
  personId: bigint
  number: string
}

/** Notes numbers of certificates, and tells those whose they are, each number once. */
async function certify(turn: Turn, id: bigint, certificates: Certificate[]): Promise<void> {
  const { db, now } = turn
  const training = await findTraining(db, id)
  for (const { personId, number } of certificates) {
    const { count } = await db.enrolment.updateMany({
      where: { trainingId: id, personId },
      data: { certificate: number },
    })
    if (count === 0) throw new Refusal('trainings:personGone')
    const news = {
      subject: newsSubject(id),
      key: `training:${id}:certificate:${number}:`,
      view: (voice: Turn['voice']) => ({
        text: voice.t('trainings:certificateNews', { title: titleOf(training), number }),
      }),
    }
    await tell(db, [personId], news, turn, now)
  }
  turn.wake('outbox')
}

/** Reads lines of a NIP and a number; refuses lines that are none, and whoever did not take part. */
async function readList(db: Db, trainingId: bigint, list: string): Promise<Certificate[]> {
  const lines = list.split('\n').filter((line) => line.trim() !== '')
  const found = lines.map((line) => /^\s*(\d[\d .]{3,30}\d)\s*[;,:=\t]\s*(\S.*?)\s*$/.exec(line))
  const wrong = lines.find((_, index) => found[index] === null)
  if (wrong !== undefined) throw new Refusal('trainings:certificateLine', { line: wrong.slice(0, 60) })
  const given = found.flatMap((parts) => {
    const [, nip = '', number = ''] = parts ?? []
    return [{ nip: nip.replaceAll(/\D/g, ''), number: number.slice(0, longestNumber) }]
  })
  const enrolments = await db.enrolment.findMany({
    where: { trainingId, person: { rosterEntry: { nip: { in: given.map(({ nip }) => nip) } } } },
    select: { personId: true, person: { select: { rosterEntry: { select: { nip: true } } } } },
  })
  const byNip = new Map(enrolments.map(({ personId, person }) => [person.rosterEntry?.nip, personId]))
  const unknown = given.filter(({ nip }) => !byNip.has(nip)).map(({ nip }) => nip)
  if (unknown.length > 0) throw new Refusal('trainings:certificateUnknown', { nips: unknown.slice(0, 10).join(', ') })
  return given.flatMap(({ nip, number }) => {
    const personId = byNip.get(nip)
    return personId === undefined ? [] : [{ personId, number }]
  })
}
