import type { RosterImport } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Fact, Portion } from '../../platform/feature.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { Summary } from './comparing.ts'

/** An import that waits for a word. */
export interface Ready {
  id: bigint
  basis: string
  summary: Summary
}

/** What somebody's import came to, in words. */
const stateKey: Record<RosterImport['state'], TextKey> = {
  reading: 'roster:stateReading',
  faulty: 'roster:stateFaulty',
  ready: 'roster:stateReady',
  applied: 'roster:stateApplied',
  dropped: 'roster:stateDropped',
}

/** The author's import, and nobody else takes it meanwhile; refused, with the reason, when it does not wait for a word. */
export async function takeReady(db: Db, id: bigint, authorChat: bigint): Promise<Ready> {
  await db.$queryRaw`SELECT id FROM roster_import WHERE id = ${id} FOR UPDATE`
  const found = await db.rosterImport.findFirst({ where: { id, authorChat } })
  if (found?.state === 'applied') throw new Refusal('roster:appliedAlready')
  if (found?.state === 'dropped') throw new Refusal('roster:droppedAlready')
  if (found?.state !== 'ready' || found.basis === null) throw new Refusal('platform:buttonOld')
  return { id, basis: found.basis, summary: Summary.parse(found.summary) }
}

/** Ends imports, at a time that may be nobody's business; nothing that names anybody is left of them. */
export async function end(
  db: Db,
  ids: bigint[],
  state: 'faulty' | 'applied' | 'dropped',
  now: Date | null,
): Promise<void> {
  await db.rosterImportRow.deleteMany({ where: { importId: { in: ids } } })
  await db.file.deleteMany({ where: { rosterImports: { some: { id: { in: ids } } } } })
  await db.rosterImport.updateMany({ where: { id: { in: ids } }, data: { state, finishedAt: now } })
}

/** Takes the author off their imports; what they had not applied is gone. */
export async function disown(db: Db, telegramId: bigint): Promise<void> {
  const open = await db.rosterImport.findMany({
    where: { authorChat: telegramId, state: { in: ['reading', 'ready'] } },
    select: { id: true },
  })
  await end(
    db,
    open.map(({ id }) => id),
    'dropped',
    null,
  )
  await db.rosterImport.updateMany({
    where: { authorChat: telegramId },
    data: { authorChat: null, shownId: null },
  })
}

/** The lists that somebody has sent. */
export async function collect(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const imports = await db.rosterImport.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const rows = imports.map(({ createdAt, finishedAt, state, summary }): Fact[] => {
    const figures = Summary.safeParse(summary).data
    return [
      { name: 'sent', label: voice.label('roster:importSent'), value: createdAt },
      { name: 'state', label: voice.label('roster:importState'), value: voice.label(stateKey[state]) },
      { name: 'rows', label: voice.label('roster:importRows'), value: figures?.rows ?? null },
      { name: 'finished', label: voice.label('roster:importFinished'), value: finishedAt },
    ]
  })
  return [{ name: 'imports', title: voice.label('roster:imports'), rows }]
}
