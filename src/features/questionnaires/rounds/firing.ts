import type { Db } from '../../../platform/database/database.ts'
import { readCron } from '../../../platform/scheduler/cron.ts'
import type { Settings, Work } from '../../../platform/work.ts'
import { Audience } from '../../../shared/audiences/audience.ts'
import { planRound } from '../../../shared/questionnaires/rounds.ts'
import { onWorkingDay } from '../../../shared/questionnaires/times.ts'
import { readOffice } from '../../../shared/workdays/holidays.ts'

const minute = 60_000

/** When a schedule is due next, on the next working day where it falls on none; null: never. */
export async function nextTime(
  db: Db,
  cron: string,
  settings: Pick<Settings, 'timeZone' | 'officeHours'>,
  now: Date,
): Promise<Date | null> {
  const office = await readOffice(db, settings, now)
  const times = readCron(cron, settings.timeZone)
  // What was moved past a holiday may have been the time before this one.
  for (let at = times.next(now); at !== null; at = times.next(at)) {
    const moved = onWorkingDay(office, at, settings.timeZone)
    if (moved > now) return moved
  }
  return null
}

/** A series that is due gives rise to a round of its questionnaire's newest version, unless that is withdrawn by now. */
export async function fireSeries(work: Work, tx: Db, id: bigint, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT id FROM round_series WHERE id = ${id} FOR UPDATE`
  const series = await tx.roundSeries.findFirst({
    where: { id, nextAt: { lte: now } },
    include: { questionnaire: { include: { versions: { orderBy: { number: 'desc' }, take: 1 } } } },
  })
  if (series === null || series.nextAt === null) return
  const { questionnaire, nextAt, openMinutes, authorChat } = series
  const [version] = questionnaire.versions
  if (version === undefined || questionnaire.withdrawnAt !== null) {
    await tx.roundSeries.update({ where: { id }, data: { nextAt: null, endedAt: now } })
    return
  }
  await tx.roundSeries.update({
    where: { id },
    data: { nextAt: await nextTime(tx, series.cron, work.settings, now) },
  })
  const closesAt = new Date(nextAt.getTime() + openMinutes * minute)
  // After a long time without anybody to open it, the next one will do.
  if (closesAt <= now) return
  const author = authorChat === null ? null : await tx.person.findUnique({ where: { telegramId: authorChat } })
  const plan = {
    versionId: version.id,
    audience: Audience.parse(series.audience),
    isAnonymous: series.isAnonymous,
    opensAt: nextAt,
    closesAt,
    reminders: series.reminders,
    seriesId: id,
    authorId: author?.id ?? null,
  }
  await planRound(tx, plan, { settings: work.settings, groups: work.groups, voiceIn: work.voice }, now)
}
