import { z } from 'zod'
import type { RoundState } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'

/** What a dialog of answers is opened with. */
export const Opening = z.object({ round: z.string() })
export type Opening = z.infer<typeof Opening>

/** A round as it is for who speaks. */
export interface Desk {
  round: {
    id: bigint
    versionId: bigint
    isAnonymous: boolean
    isPublic: boolean
    state: RoundState
    closesAt: Date
  }
  definition: Definition
  personId: bigint | null
  /** Whether they have finished; null: they are not asked. */
  isFinished: boolean | null
  /** What they have set out to do, which stands with the question how far they have got. */
  target: string | null
}

type Row = Desk['round'] & Omit<Desk, 'round' | 'definition'> & { definition: unknown }

const desks = new WeakMap<Turn, Map<bigint, Promise<Desk>>>()

/** The round, read once a turn; refused when there is none. */
export function deskOf(turn: Turn, round: bigint): Promise<Desk> {
  const held = desks.get(turn) ?? new Map<bigint, Promise<Desk>>()
  desks.set(turn, held)
  const found = held.get(round) ?? readDesk(turn, round)
  held.set(round, found)
  return found
}

/** Refused, in words, for whoever cannot answer it now. */
export function demandOpen({ settings, now }: Turn, { round, isFinished }: Desk): void {
  if (round.state === 'planned') throw new Refusal('questionnaires:notOpenYet')
  if (isFinished === true) throw new Refusal('questionnaires:answeredAlready')
  if (isOver(round, now)) throw new Refusal('questionnaires:closed')
  if (isFinished === null) throw new Refusal('questionnaires:notAsked')
  if (round.isAnonymous && settings.sealing === null) throw new Refusal('questionnaires:noAnonymity')
}

/** Whether it takes no more answers. */
export function isOver({ state, closesAt }: Desk['round'], now: Date): boolean {
  return state !== 'open' || closesAt <= now
}

/** One statement, for it stands before every answer of everybody. */
async function readDesk({ db, who }: Turn, id: bigint): Promise<Desk> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT round.id, round.version_id AS "versionId", round.is_anonymous AS "isAnonymous", round.is_public AS "isPublic",
      round.state::text, round.closes_at AS "closesAt", questionnaire_version.definition, person.id AS "personId",
      participation.is_finished AS "isFinished", checkin_target.text AS target
    FROM round JOIN questionnaire_version ON questionnaire_version.id = round.version_id
    LEFT JOIN person ON person.telegram_id = ${who.telegramId}
    LEFT JOIN participation ON participation.round_id = round.id AND participation.person_id = person.id
    LEFT JOIN checkin_target ON checkin_target.person_id = person.id
    WHERE round.id = ${id}`
  if (row === undefined) throw new Refusal('questionnaires:gone')
  const { definition, personId, isFinished, target, ...round } = row
  return { round, definition: Definition.parse(definition), personId, isFinished, target }
}
