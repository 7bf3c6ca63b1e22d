import { batchesById } from '../../platform/exports/batches.ts'
import type { Export, ExportOrder } from '../../platform/feature.ts'
import { stateKey } from './listViews.ts'
import { overviews } from './figures.ts'
import { wordsOf } from './recent.ts'
import { audienceName } from './views.ts'

const batch = 200

/** What became of each announcement at its recipients, as numbers. */
export const deliveriesExport: Export = {
  name: 'deliveries',
  title: 'broadcasts:exportDeliveries',
  right: 'planner',
  columns: [
    { name: 'broadcast', title: 'broadcasts:exportNumber', about: 'broadcasts:exportNumberAbout', type: 'number' },
    { name: 'created_at', title: 'broadcasts:exportCreated', about: 'broadcasts:exportCreatedAbout', type: 'moment' },
    { name: 'started_at', title: 'broadcasts:exportStarted', about: 'broadcasts:exportStartedAbout', type: 'moment' },
    { name: 'state', title: 'broadcasts:exportState', about: 'broadcasts:exportStateAbout', type: 'text' },
    { name: 'words', title: 'broadcasts:exportWords', about: 'broadcasts:exportWordsAbout', type: 'text' },
    { name: 'audience', title: 'broadcasts:exportAudience', about: 'broadcasts:exportAudienceAbout', type: 'text' },
    { name: 'recipients', title: 'broadcasts:exportTotal', about: 'broadcasts:exportTotalAbout', type: 'number' },
    { name: 'told', title: 'broadcasts:exportTold', about: 'broadcasts:exportToldAbout', type: 'number' },
    {
      name: 'unreachable',
      title: 'broadcasts:exportUnreachable',
      about: 'broadcasts:exportUnreachableAbout',
      type: 'number',
    },
    { name: 'failed', title: 'broadcasts:exportFailed', about: 'broadcasts:exportFailedAbout', type: 'number' },
    { name: 'waiting', title: 'broadcasts:exportWaiting', about: 'broadcasts:exportWaitingAbout', type: 'number' },
    {
      name: 'withdrawn',
      title: 'broadcasts:exportWithdrawn',
      about: 'broadcasts:exportWithdrawnAbout',
      type: 'number',
    },
    { name: 'erased', title: 'broadcasts:exportErased', about: 'broadcasts:exportErasedAbout', type: 'number' },
    { name: 'read', title: 'broadcasts:exportRead', about: 'broadcasts:exportReadAbout', type: 'number' },
    {
      name: 'recalled_at',
      title: 'broadcasts:exportRecalled',
      about: 'broadcasts:exportRecalledAbout',
      type: 'moment',
    },
  ],
  count: (db, order) => db.broadcast.count({ where: made(order) }),
  async *rows(db, order) {
    const readBatch = (after: bigint) =>
      db.broadcast.findMany({ where: { ...made(order), id: { gt: after } }, orderBy: { id: 'asc' }, take: batch })
    for await (const found of batchesById(readBatch)) {
      const words = await wordsOf(db, found)
      const seen = await overviews(db, found, order.now)
      yield seen.map(({ broadcast, fates, erased, read }, n) => [
        Number(broadcast.id),
        broadcast.createdAt,
        broadcast.startedAt,
        order.voice.label(stateKey[broadcast.state]),
        words[n] ?? '',
        audienceName(order.voice, broadcast),
        broadcast.startedAt === null ? null : broadcast.total,
        fates.sent,
        fates.unreachable,
        fates.failed,
        fates.left + fates.held,
        fates.withdrawn,
        erased,
        broadcast.asksReading ? read : null,
        broadcast.recalledAt,
      ])
    }
  },
}

function made({ from, until }: ExportOrder) {
  return { createdAt: { gte: from, lt: until } }
}
