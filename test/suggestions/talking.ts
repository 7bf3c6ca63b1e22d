// How somebody submits something through the city, in as few words as a test needs; and what officers do, without their chat.
import { happen } from '../../src/shared/tickets/log.ts'
import type { Deed } from '../../src/shared/tickets/log.ts'
import { newsFor } from '../../src/shared/tickets/telling.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { newsView } from '../../src/features/suggestions/citizen/newsViews.ts'
import type { openStaffedCity } from '../support/city.ts'

export type City = Awaited<ReturnType<typeof openStaffedCity>>

/** What is submitted, and the six letters by which it is found again. */
export interface Submitted {
  id: bigint
  code: string
  secret: string
}

/** Submits something with the fewest answers. */
export async function submits(
  city: City,
  who: City['ani'],
  text: string,
  { kind = 'Aduan', name = 'Dengan nama' }: { kind?: string; name?: string } = {},
): Promise<Submitted> {
  await who.says('/usul')
  await who.presses(kind)
  await who.presses('Tidak tahu')
  await who.says(text)
  for (const label of ['Lewati', 'Lewati', name, 'Kirim']) await who.presses(label)
  return submitted(city, who)
}

/** What the last message about something submitted says. */
export async function submitted({ app }: City, who: City['ani']): Promise<Submitted> {
  const said = who.saw.findLast((text) => text.startsWith('Terkirim')) ?? ''
  const [, code = '', year = '', number = ''] = /(SG-(\d{4})-(\d{6}))/.exec(said) ?? []
  const [, secret = ''] = /Huruf rahasia: ([A-Z]{6})/.exec(said) ?? []
  const where = { year: Number(year), number: Number(number) }
  const { id } = await app.work.database.client.ticket.findFirstOrThrow({ where })
  return { id, code, secret }
}

/** Does what an officer does, and tells its author. */
export async function officially({ app, settled }: City, id: bigint, deed: Omit<Deed, 'by'>, officer: City['ani']) {
  const { database, settings, clock, voice } = app.work
  const posted = await database.client.$transaction(async (tx) => {
    const by = { officer: BigInt(officer.id) }
    const { ticket, event } = await happen(tx, id, { ...deed, by }, settings, clock.now())
    const unit = ticket.unitId === null ? null : await tx.unit.findUnique({ where: { id: ticket.unitId } })
    const around = { settings, voiceIn: voice }
    const news = await newsFor(tx, ticket, (said) => newsView(said, ticket, event, unit?.name ?? null), around)
    return post(tx, news, clock.now())
  })
  app.work.handOver(posted)
  await settled()
}
