// Check-ins as they come back, with those who are asked and what they answer.
import { randomUUID } from 'node:crypto'
import { eventsChannel } from '../../src/platform/events/events.ts'
import type { Answers } from '../../src/shared/questionnaires/answers.ts'
import { newestVersion } from '../../src/shared/questionnaires/readymade.ts'
import { sendAnswers } from '../../src/shared/questionnaires/sending.ts'
import type { openStaffedCity } from '../support/city.ts'

export type City = Awaited<ReturnType<typeof openStaffedCity>>

export const dbOf = (city: City) => city.app.work.database.client

/** The person with this account. */
export const personOf = (city: City, { id }: { id: number | bigint }) =>
  dbOf(city).person.findUniqueOrThrow({ where: { telegramId: BigInt(id) }, include: { rosterEntry: true } })

/** An open round of the weekly check-in that asks these people, who count under their units unless `under` says otherwise. */
export async function openCheckin(
  city: City,
  asked: { id: number | bigint }[],
  { isAnonymous = false, under }: { isAnonymous?: boolean; under?: bigint } = {},
) {
  const db = dbOf(city)
  const now = city.clock.now()
  const version = await newestVersion(db, 'checkin_mingguan', now)
  const round = await db.round.create({
    data: {
      versionId: version.id,
      isAnonymous,
      audience: { kind: 'employees' },
      audienceText: { id: 'pegawai', en: 'employees' },
      state: 'open',
      opensAt: now,
      closesAt: new Date(now.getTime() + 3 * 86_400_000),
      reminders: 0,
      createdAt: now,
    },
  })
  for (const one of asked) {
    const { id: personId, rosterEntry } = await personOf(city, one)
    const unitId = under ?? rosterEntry?.unitId ?? null
    await db.participation.create({ data: { roundId: round.id, personId, unitId } })
  }
  return round
}

/** Somebody's answers in a round, and all that follows from them. */
export async function answers(
  city: City,
  round: Awaited<ReturnType<typeof openCheckin>>,
  who: { id: number | bigint },
  given: Answers,
) {
  const { id } = await personOf(city, who)
  const { settings, database } = city.app.work
  await database.client.$transaction((tx) => sendAnswers(tx, round, id, given, settings, city.clock.now()))
  database.wake(eventsChannel)
  await city.settled()
}

/** People of a unit who have joined elsewhere: accounts with an entry of the roster. */
export async function enlist(city: City, unit: string, accounts: number[]) {
  const db = dbOf(city)
  const { id: unitId } = await db.unit.findFirstOrThrow({ where: { name: unit } })
  for (const account of accounts) {
    const now = city.clock.now()
    const person = await db.person.create({
      data: {
        telegramId: account,
        subject: randomUUID(),
        language: 'id',
        kind: 'employee',
        consentAt: now,
        createdAt: now,
      },
    })
    const nip = `9${String(account).padStart(17, '0')}`
    await db.rosterEntry.create({ data: { nip, name: `Pegawai ${account}`, unitId, personId: person.id } })
  }
  return accounts.map((id) => ({ id }))
}
