import { postFile } from '../../platform/files/documents.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { Work } from '../../platform/work.ts'
import { fatesByUnit } from '../../shared/deliveries/fates.ts'
import { spoken } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { subjectOf } from './actions.ts'
import { overview } from './figures.ts'
import { readersByUnit } from './readings.ts'
import { reportFile, reportText, unitLines } from './reportViews.ts'

const day = 86_400_000
/** What is older than this is no news. */
const oldest = 7 * day
/** From so many units on they are told in a file. */
const manyUnits = 25

/** A day after a broadcast was sent, its author is told what became of it, once. */
export const reporting: Job<Work> = {
  name: 'broadcasts.report',
  cron: '*/10 * * * *',
  async run(work) {
    const now = work.clock.now().getTime()
    const due = await work.database.client.broadcast.findMany({
      where: {
        state: { in: ['finished', 'stopped'] },
        reportedAt: null,
        startedAt: { lte: new Date(now - day), gt: new Date(now - oldest) },
      },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    for (const { id } of due) work.handOver(await report(work, id))
  },
}

async function report({ database, clock, voice, settings }: Work, id: bigint): Promise<Posted[]> {
  const db = database.client
  const now = clock.now()
  const broadcast = await db.broadcast.findUniqueOrThrow({ where: { id } })
  const seen = await overview(db, broadcast, now)
  const units = await fatesByUnit(db, subjectOf(id))
  const readers = await readersByUnit(db, id)
  return db.$transaction(async (tx) => {
    const { count } = await tx.broadcast.updateMany({ where: { id, reportedAt: null }, data: { reportedAt: now } })
    const { authorChat } = await tx.broadcast.findUniqueOrThrow({ where: { id }, select: { authorChat: true } })
    if (count === 0 || authorChat === null) return []
    const spoke = voice(spoken(broadcast.language))
    const isLong = units.length >= manyUnits
    const text = reportText(spoke, seen, isLong ? [] : unitLines(spoke, broadcast, units, readers))
    const quiet = await quietOf(tx, authorChat, settings)
    const common = { lane: 'notice' as const, subject: `${subjectOf(id)}:report`, quiet }
    const [said] = await post(
      tx,
      [{ ...common, chatId: authorChat, method: 'sendMessage', payload: parameters({ text }) }],
      now,
    )
    const file = isLong ? await postFile(tx, authorChat, reportFile(spoke, broadcast, units, readers), now, common) : []
    return [...(said === undefined ? [] : [said]), ...file]
  })
}
