import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Column, Export, ExportOrder } from '../../../platform/feature.ts'
import { laters, readEffect } from '../figures/effects.ts'
import type { Later, NoEffect } from '../figures/effects.ts'
import { noneKey } from '../figures/effectWords.ts'
import type { Effect } from '../figures/scores.ts'
import { purposeKey } from '../measuring/purposes.ts'
import { chosen, fewAtOnce, scopeOf } from './scopes.ts'

const columns: Column[] = [
  { name: 'code', title: 'trainings:exCode', about: 'trainings:exCodeAbout', type: 'text' },
  { name: 'title', title: 'trainings:exTitle', about: 'trainings:exTitleAbout', type: 'text' },
  { name: 'measurement', title: 'trainings:exMeasurement', about: 'trainings:exMeasurementAbout', type: 'text' },
  { name: 'note', title: 'trainings:exNote', about: 'trainings:exNoteAbout', type: 'text' },
  { name: 'matched', title: 'trainings:exMatched', about: 'trainings:exMatchedAbout', type: 'number' },
  { name: 'only_before', title: 'trainings:exOnlyBefore', about: 'trainings:exOnlyBeforeAbout', type: 'number' },
  { name: 'only_later', title: 'trainings:exOnlyLater', about: 'trainings:exOnlyLaterAbout', type: 'number' },
  { name: 'most_points', title: 'trainings:exMost', about: 'trainings:exMostAbout', type: 'number' },
  { name: 'difference', title: 'trainings:exDifference', about: 'trainings:exDifferenceAbout', type: 'number' },
  { name: 'difference_low', title: 'trainings:exLow', about: 'trainings:exLowAbout', type: 'number' },
  { name: 'difference_high', title: 'trainings:exHigh', about: 'trainings:exHighAbout', type: 'number' },
  { name: 't', title: 'trainings:exT', about: 'trainings:exTAbout', type: 'number' },
  { name: 'df', title: 'trainings:exDf', about: 'trainings:exDfAbout', type: 'number' },
  { name: 'p', title: 'trainings:exP', about: 'trainings:exPAbout', type: 'number' },
  { name: 'd_z', title: 'trainings:exDz', about: 'trainings:exDzAbout', type: 'number' },
  { name: 'd_z_low', title: 'trainings:exDzLow', about: 'trainings:exLowAbout', type: 'number' },
  { name: 'd_z_high', title: 'trainings:exDzHigh', about: 'trainings:exHighAbout', type: 'number' },
  { name: 'g_z', title: 'trainings:exGz', about: 'trainings:exGAbout', type: 'number' },
  { name: 'd_av', title: 'trainings:exDav', about: 'trainings:exDavAbout', type: 'number' },
  { name: 'd_av_low', title: 'trainings:exDavLow', about: 'trainings:exLowAbout', type: 'number' },
  { name: 'd_av_high', title: 'trainings:exDavHigh', about: 'trainings:exHighAbout', type: 'number' },
  { name: 'g_av', title: 'trainings:exGav', about: 'trainings:exGAbout', type: 'number' },
]

/** A row for each training of the period and each test after it that was held against the one before. */
export const effectExport: Export = {
  name: 'effects',
  title: 'trainings:exEffects',
  right: 'overseer',
  columns,
  async count(db, order) {
    return db.training.count({ where: chosen(order, await scopeOf(db, order)) })
  },
  async *rows(db, order) {
    const where = chosen(order, await scopeOf(db, order))
    for await (const read of batchesById((after) => readBatch(db, where, after))) {
      const rows: Cell[][] = []
      for (const training of read)
        for (const later of laters) {
          const effect = await readEffect(db, training.id, later, order.settings)
          if (effect !== 'unmeasured') rows.push(cellsOf(training, later, effect, order))
        }
      yield rows
    }
  },
}

type Row = Awaited<ReturnType<typeof readBatch>>[number]

function readBatch(db: Db, where: Prisma.TrainingWhereInput, after: bigint) {
  return db.training.findMany({
    where: { ...where, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: fewAtOnce,
    select: { id: true, uid: true, title: true },
  })
}

/** In the order of the columns. */
function cellsOf(
  { uid, title }: Row,
  later: Later,
  effect: Effect | NoEffect,
  { voice, settings }: ExportOrder,
): Cell[] {
  const head = [uid, title, voice.label(purposeKey[later])]
  if (typeof effect === 'string') {
    const note = voice.label(noneKey[effect], { min: settings.minGroup })
    return [...head, note, ...Array.from({ length: columns.length - head.length - 1 }, () => null)]
  }
  const { matched, onlyBefore, onlyLater, most, figures } = effect
  const counts = [matched, onlyBefore, onlyLater, most]
  if (figures?.kind !== 'measured') {
    const rest = columns.length - head.length - counts.length - 2
    const note = figures?.kind === 'rounded' ? voice.label('trainings:exRounded', { step: figures.step }) : null
    return [...head, note, ...counts, figures?.difference ?? null, ...Array.from({ length: rest }, () => null)]
  }
  const { difference, t, df, p, dz, gz, dav, gav } = figures
  const values = [difference.value, difference.low, difference.high, t, df, p]
  const sizes = [dz.value, dz.low, dz.high, gz, dav.value, dav.low, dav.high, gav]
  return [...head, null, ...counts, ...values, ...sizes]
}
