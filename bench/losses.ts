import type { Database } from '../src/platform/database/database.ts'
import { openSealing } from '../src/platform/sealing.ts'
import { Answers } from '../src/shared/questionnaires/answers.ts'
import { expectedOf, within } from './form.ts'
import type { Place } from './places.ts'
import { anonKey } from './scene.ts'

/** How many of the people lack an answer, or have another one than they gave. */
export async function countLost(place: Place, kind: 'named' | 'anonymous' | 'peer', people: number[]): Promise<number> {
  return within(place, async (database) => {
    if (kind === 'anonymous') return countApart(database, people)
    const stored = kind === 'named' ? await responsesOf(database) : await triesOf(database)
    return people.filter((person, n) => {
      const given = stored.get(person)
      return !Object.entries(expectedOf(n)).every(([key, value]) => given?.[key] === value)
    }).length
  })
}

type Stored = Map<number, Record<string, unknown>>

async function responsesOf({ client }: Database): Promise<Stored> {
  const rows = await client.$queryRaw<{ person: bigint; answers: Record<string, unknown> }[]>`
    SELECT telegram_id AS person, answers FROM response JOIN person ON person.id = person_id`
  return new Map(rows.map(({ person, answers }) => [Number(person), answers]))
}

async function triesOf({ client }: Database): Promise<Stored> {
  const rows = await client.$queryRaw<{ person: bigint; answers: Record<string, unknown> }[]>`
    SELECT telegram_id AS person, jsonb_object_agg(key, answer) AS answers
    FROM question_try JOIN person ON person.id = person_id GROUP BY telegram_id`
  return new Map(rows.map(({ person, answers }) => [Number(person), answers]))
}

/** Nobody is told whose answers those of an anonymous round are: they are counted, also those that still wait, sealed. */
async function countApart({ client }: Database, people: number[]): Promise<number> {
  const finished = await client.participation.count({ where: { isFinished: true } })
  const published = await client.anonymousAnswer.findMany({ select: { key: true, value: true } })
  const sealing = openSealing(anonKey)
  const waiting = (await client.pooledAnswers.findMany()).flatMap(({ sealed }) =>
    Object.entries(Answers.parse(JSON.parse(sealing.unseal(sealed)))).map(([key, value]) => ({ key, value })),
  )
  const left = new Map<string, number>()
  const add = (key: string, value: unknown, count: number) => {
    const name = JSON.stringify([key, value])
    left.set(name, (left.get(name) ?? 0) + count)
  }
  for (const n of people.keys()) for (const [key, value] of Object.entries(expectedOf(n))) add(key, value, 1)
  for (const { key, value } of [...published, ...waiting]) add(key, value, -1)
  return Math.max(people.length - finished, ...[...left.values()].map(Math.abs))
}
