import { postFile } from '../../platform/files/documents.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post, revise } from '../../platform/outbox/outbox.ts'
import { writeTables } from '../../platform/exports/writing.ts'
import type { ExportOrder } from '../../platform/feature.ts'
import type { Html } from '../../platform/html.ts'
import { task } from '../../platform/tasks/tasks.ts'
import type { Conclusion } from '../../platform/tasks/tasks.ts'
import type { Work } from '../../platform/work.ts'
import { record } from '../../shared/audit/record.ts'
import { explain, planOf } from './describing.ts'
import { grant, isSame, Order } from './orders.ts'
import type { Granted } from './orders.ts'
import { momentsOf, periodText } from './periods.ts'

/** The progress is not shown more often, in milliseconds of real time. */
const pace = 2000
/** Tables with fewer rows are there before anybody has read how far they are. */
const manyRows = 5000

/** Writes the files of an order and sends them, of what who ordered may see by then. */
export const preparing = task({
  name: 'planning.export',
  payload: Order,
  async run(work, order, signal) {
    const { database, clock, settings } = work
    const db = database.client
    const voice = work.voice(order.language)
    const granted = await grant(work, db, order)
    if (granted === null) return say(order, voice.t('planning:exportRefused'))
    const { exports, units } = granted
    const moments = momentsOf(order.period, settings.timeZone)
    const asked: ExportOrder = { ...moments, units, voice, settings, now: clock.now() }
    let all = 0
    for (const one of exports) all += await one.count(db, asked)
    const plan = planOf(voice, settings, { order, exports, rows: all, now: asked.now })
    const advanced = openProgress(work, order, all)
    await advanced(0)
    const person = await db.person.findUnique({
      where: { telegramId: BigInt(order.chatId) },
      select: { rosterEntry: { select: { name: true } } },
    })
    const facts = { order, exports, units, by: person?.rosterEntry?.name, now: asked.now, timeZone: settings.timeZone }
    const made = await writeTables(
      plan,
      {
        rowsOf: (index) => exports[index]?.rows(db, asked) ?? none(),
        explain: (rows) => explain(voice, facts, rows),
        advanced,
      },
      signal,
    )
    if (made === null) return say(order, voice.t('planning:exportTooLarge'))
    return async (tx, now) => {
      if (!isSame(granted, await grant(work, tx, order))) return say(order, voice.t('planning:exportRefused'))(tx, now)
      const rows = made.rows.reduce((sum, count) => sum + count, 0)
      const chatId = BigInt(order.chatId)
      const values = { tables: namesOf(voice.label, granted), period: periodText(voice, order.period), count: rows }
      const posted = await say(order, voice.t('planning:exportReady', { count: rows }))(tx, now)
      for (const [n, file] of made.files.entries()) {
        const caption = n === 0 ? { caption: voice.t('planning:exportCaption', values) } : {}
        posted.push(...(await postFile(tx, chatId, { ...file, ...caption }, now)))
      }
      await record(tx, chatId, { action: 'exported', object: `export:${rows}` }, now)
      return posted
    }
  },
  failed(work, order, reference) {
    return say(order, work.voice(order.language).t('platform:fault', { reference }))
  },
})

async function* none() {}

function namesOf(label: (key: Granted['exports'][number]['title']) => string, { exports }: Granted): string {
  return exports.map(({ title }) => label(title)).join(', ')
}

/** Puts words in the place of the progress; said anew where that is gone, and to nobody who has erased themselves. */
function say({ chatId: ordered, shownId }: Order, text: Html): Conclusion {
  return async (tx, now) => {
    const chatId = BigInt(ordered)
    const asks = await tx.person.findUnique({ where: { telegramId: chatId, consentAt: { not: null } } })
    if (asks === null) return []
    const payload = parameters({ text })
    const revised = await revise(tx, { target: BigInt(shownId), payload }, now)
    if (revised.length > 0) return revised
    return post(tx, [{ lane: 'answer', chatId, method: 'sendMessage', payload }], now)
  }
}

/** Shows how many rows have been written, at most every two seconds. */
function openProgress(work: Work, order: Order, all: number): (done: number) => Promise<void> {
  const { database, clock } = work
  const voice = work.voice(order.language)
  let last = Number.NEGATIVE_INFINITY
  return async (done) => {
    const at = clock.monotonic()
    if (all < manyRows || at - last < pace) return
    last = at
    const text = voice.t('planning:exportProgress', { done: Math.min(done, all), all })
    const target = BigInt(order.shownId)
    work.handOver(await revise(database.client, { target, payload: parameters({ text }) }, clock.now()))
  }
}
