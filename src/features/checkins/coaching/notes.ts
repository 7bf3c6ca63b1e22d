import type { CoachingNote } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { leads } from '../../../shared/people/leading.ts'
import { colleaguesOf, demandLed, nameOf, ownIdOf } from '../people.ts'
import type { Colleague } from '../people.ts'

/** The notes between a head, by account, and an employee; of heads who have erased themselves: null. */
export interface Line {
  personId: bigint
  headChat: bigint | null
}

/** Writes a note of a head to somebody whom they lead now; gives whom, and the note's number. Refused where they do not. */
export async function writeNote(
  db: Db,
  { head, personId, text }: { head: bigint; personId: bigint; text: string },
  now: Date,
): Promise<{ to: Colleague; id: bigint }> {
  const to = await demandLed(db, head, personId)
  const authorId = await ownIdOf(db, { telegramId: head })
  const { id } = await db.coachingNote.create({ data: { personId, authorId, headChat: head, text, createdAt: now } })
  return { to, id }
}

/** Writes an employee's reply to a head who still leads their unit; refused where they do not any more. */
export async function replyTo(
  db: Db,
  { line: { personId, headChat }, text }: { line: Line; text: string },
  now: Date,
): Promise<{ from: Colleague; head: bigint; id: bigint }> {
  const [from] = await colleaguesOf(db, [personId])
  if (headChat === null || from === undefined || !(await leads(db, headChat, from.unitId)))
    throw new Refusal('checkins:headGone')
  const { id } = await db.coachingNote.create({
    data: { personId, authorId: personId, headChat, text, createdAt: now },
  })
  return { from, head: headChat, id }
}

/** The notes of a line, the newest first. */
export async function notesOf(db: Db, { personId, headChat }: Line): Promise<CoachingNote[]> {
  return db.coachingNote.findMany({ where: { personId, headChat }, orderBy: { id: 'desc' } })
}

/** The line of a note that is an employee's own; refused to everyone else. */
export async function ownLineOf(db: Db, who: { telegramId: bigint }, noteId: bigint): Promise<Line> {
  const personId = await ownIdOf(db, who)
  const note = await db.coachingNote.findFirst({ where: { id: noteId, personId }, select: { headChat: true } })
  if (note === null) throw new Refusal('checkins:notYours')
  return { personId, headChat: note.headChat }
}

/** An employee's lines, the last used first: what each head is called, and a note by which it is found again. */
export async function ownLinesOf(db: Db, personId: bigint): Promise<{ note: bigint; name: string | null }[]> {
  const lines = await db.coachingNote.groupBy({
    by: ['headChat'],
    where: { personId },
    _max: { id: true },
    orderBy: { _max: { id: 'desc' } },
  })
  const found = []
  for (const { headChat, _max: max } of lines)
    found.push({ note: max.id ?? 0n, name: headChat === null ? null : await nameOf(db, headChat) })
  return found
}
