import type { Ticket, TicketTemplate } from '../../../generated/prisma/client.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { unitNameOf } from './telling.ts'

/** Letters of a template's title: it goes on a button. */
export const longestTitle = 40
const mostTemplates = 50

/** All templates by their titles. */
export async function listTemplates(db: Db): Promise<TicketTemplate[]> {
  return db.ticketTemplate.findMany({ orderBy: { title: 'asc' } })
}

/** A template; refused when somebody has removed it. */
export async function templateOf(db: Db, id: bigint): Promise<TicketTemplate> {
  const found = await db.ticketTemplate.findUnique({ where: { id } })
  if (found === null) throw new Refusal('suggestions:deskTemplateGone')
  return found
}

/** Keeps words as a template, in the place of one of the same title. */
export async function keepTemplate(
  db: Db,
  { title, text }: Pick<TicketTemplate, 'title' | 'text'>,
  by: bigint,
  now: Date,
): Promise<void> {
  if ((await db.ticketTemplate.count()) >= mostTemplates)
    throw new Refusal('suggestions:deskTemplatesFull', { most: mostTemplates })
  const create = { title, text, createdAt: now }
  const { id } = await db.ticketTemplate.upsert({ where: { title }, create, update: { text } })
  await record(db, by, { action: 'savedTemplate', object: `template:${id}` }, now)
}

/** Removes a template. */
export async function dropTemplate(db: Db, id: bigint, by: bigint, now: Date): Promise<void> {
  const { count } = await db.ticketTemplate.deleteMany({ where: { id } })
  if (count > 0) await record(db, by, { action: 'removedTemplate', object: `template:${id}` }, now)
}

/** A template's words with {kode}, {unit} and {tanggal} filled in. */
export async function fillTemplate({ db, now, settings, voice }: Turn, ticket: Ticket, text: string): Promise<string> {
  const unit = (await unitNameOf(db, ticket)) ?? voice.label('suggestions:deskOurs')
  const day = writeDay(dayOf(now, settings.timeZone), voice.language)
  return text
    .replaceAll('{kode}', () => codeOf(ticket))
    .replaceAll('{unit}', () => unit)
    .replaceAll('{tanggal}', () => day)
}
