import { readFile } from 'node:fs/promises'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { Definition } from './definition.ts'
import { readQuestionnaire } from './source/reading.ts'

/** Questionnaires that come with Rembuk, by their keys. */
export const readymadeKeys = [
  'checkin_mingguan',
  'iklim_unit',
  'reaksi_pelatihan',
  'tes_pelatihan',
  'kebutuhan_pelatihan',
  'kepuasan_masyarakat',
] as const
export type ReadymadeKey = (typeof readymadeKeys)[number]

/** A version of a questionnaire. */
export interface NewestVersion {
  id: bigint
  number: number
  definition: Definition
}

const read = new Map<string, Promise<Definition>>()

/**
 * The newest version of the questionnaire with this key, withdrawn or not; one that comes with Rembuk is published the first
 * time somebody wants it. Refused when there is none.
 */
export async function newestVersion(db: Db, key: string, now: Date): Promise<NewestVersion> {
  const found = await findNewest(db, key)
  if (found !== undefined) return found
  const readymade = readymadeKeys.find((one) => one === key)
  if (readymade === undefined) throw new Refusal('questionnaires:gone')
  return publishReadymade(db, await readymadeOf(readymade), now)
}

/** The newest version of a questionnaire with this key; undefined: none has been published. */
export async function findNewest(db: Db, key: string): Promise<NewestVersion | undefined> {
  const row = await db.questionnaireVersion.findFirst({
    where: { questionnaire: { key } },
    orderBy: { number: 'desc' },
    select: { id: true, number: true, definition: true },
  })
  return row === null ? undefined : { ...row, definition: Definition.parse(row.definition) }
}

/** What a questionnaire asks that comes with Rembuk. */
export function readymadeOf(key: ReadymadeKey): Promise<Definition> {
  const known = read.get(key)
  if (known !== undefined) return known
  const reading = readReadymade(key)
  read.set(key, reading)
  return reading
}

/** Its file, as it comes with Rembuk. */
export async function readymadeFile(key: ReadymadeKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`readymade/${key}.yaml`, import.meta.url)))
}

async function readReadymade(key: ReadymadeKey): Promise<Definition> {
  const reading = await readQuestionnaire(await readymadeFile(key))
  if (reading.kind !== 'definition') throw new Error(`The questionnaire ${key} has faults`)
  return reading.definition
}

async function publishReadymade(db: Db, definition: Definition, now: Date): Promise<NewestVersion> {
  const { key, use } = definition
  // Two may want it for the first time at once: the second waits for the first, and finds what that has published.
  await db.questionnaire.createMany({ data: { key, use, createdAt: now }, skipDuplicates: true })
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT id FROM questionnaire WHERE key = ${key} FOR UPDATE`
  if (row === undefined) throw new Refusal('questionnaires:gone')
  const data = { questionnaireId: row.id, number: 1, definition, createdAt: now }
  await db.questionnaireVersion.createMany({ data, skipDuplicates: true })
  const where = { questionnaireId_number: { questionnaireId: row.id, number: 1 } }
  const { id } = await db.questionnaireVersion.findUniqueOrThrow({ where, select: { id: true } })
  return { id, number: 1, definition }
}
