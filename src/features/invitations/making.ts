import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import { postFile } from '../../platform/files/documents.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import { qrPicture } from '../../platform/qr.ts'
import { task } from '../../platform/tasks/tasks.ts'
import type { Conclusion } from '../../platform/tasks/tasks.ts'
import { languages } from '../../platform/texts.ts'
import type { TextKey, Values, Voice } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { listAdmins } from '../../shared/people/admins.ts'
import { freshSecret, invite, inviteGuests, linkOf, listInvitees } from './actions.ts'
import type { PersonalLink } from './actions.ts'
import { qrSheet } from './sheet.ts'
import { listFile, linkCaption, sheetCaption, sheetTexts } from './views.ts'

/** A sheet of more codes than this is no longer handed out: then only the list is made. */
const mostCodes = 600
const day = 86_400_000

const Order = z.object({
  chatId: z.string(),
  language: z.enum(languages),
  botName: z.string(),
  kind: z.enum(['one', 'unit', 'guest']),
  days: z.number(),
  entry: z.string().optional(),
  unit: z.string().optional(),
  label: z.string().optional(),
})
type Order = z.infer<typeof Order>

/** Makes the links, the list and the QR sheet, and sends them to the admin who asked: nobody else ever sees the secrets. */
export const making = task({
  name: 'invitations.making',
  payload: Order,
  async run(work, order) {
    const expiresAt = new Date(work.clock.now().getTime() + order.days * day)
    return order.kind === 'guest' ? guestLink(work, order, expiresAt) : personalLinks(work, order, expiresAt)
  },
  failed: (work, { chatId, language }, reference) => say(work.voice(language), chatId, 'platform:fault', { reference }),
})

async function guestLink(work: Work, order: Order, expiresAt: Date): Promise<Conclusion> {
  const { label = '', botName, chatId } = order
  const voice = work.voice(order.language)
  const secret = freshSecret()
  const link = linkOf(botName, secret)
  const caption = linkCaption(voice, { link, label, expiresAt })
  const picture = { name: 'qr.png', type: 'image/png', bytes: await qrPicture(link), caption, isPhoto: true }
  return async (tx, now) => {
    if (!(await isAdmin(tx, work, chatId))) return []
    await inviteGuests(tx, { by: BigInt(chatId), label, secret, expiresAt }, now)
    return postFile(tx, BigInt(chatId), picture, now)
  }
}

async function personalLinks(work: Work, order: Order, expiresAt: Date): Promise<Conclusion> {
  const { botName, chatId, kind } = order
  const voice = work.voice(order.language)
  const of = { entry: bigintOf(order.entry), unit: bigintOf(order.unit) }
  const invitees = await listInvitees(work.database.client, of)
  if (invitees.length === 0) return say(voice, chatId, 'invitations:nobodyLeft', {})
  const links = invitees.map((invitee) => ({ ...invitee, secret: freshSecret() }))
  const files =
    kind === 'one'
      ? await oneFile(voice, links, botName, expiresAt)
      : await unitFiles(work, voice, links, botName, expiresAt)
  const object = of.entry !== undefined ? `entry:${of.entry}` : `unit:${of.unit ?? 'all'}`
  return async (tx, now) => {
    if (!(await isAdmin(tx, work, chatId))) return []
    await invite(tx, { by: BigInt(chatId), links, expiresAt, object }, now)
    const posted = []
    for (const file of files) posted.push(...(await postFile(tx, BigInt(chatId), file, now)))
    return posted
  }
}

async function oneFile(voice: Voice, links: PersonalLink[], botName: string, expiresAt: Date): Promise<MadeFile[]> {
  const files: MadeFile[] = []
  for (const { secret, name, unit } of links) {
    const link = linkOf(botName, secret)
    const caption = linkCaption(voice, { link, name, unit, expiresAt })
    files.push({ name: 'qr.png', type: 'image/png', bytes: await qrPicture(link), caption, isPhoto: true })
  }
  return files
}

async function unitFiles(
  work: Work,
  voice: Voice,
  links: PersonalLink[],
  botName: string,
  expiresAt: Date,
): Promise<MadeFile[]> {
  const list = listFile(voice, links, botName, expiresAt)
  if (links.length > mostCodes) return [list]
  const texts = sheetTexts(voice, botName, expiresAt)
  const cards = links.map((link) => ({ ...link, link: linkOf(botName, link.secret) }))
  const bytes = await qrSheet(cards, texts, work.clock.now())
  const name = voice.label('invitations:sheetFile')
  return [list, { name, type: 'application/pdf', bytes, caption: sheetCaption(voice, links.length) }]
}

/** Whether who asked may still have it, and is still there. */
async function isAdmin(tx: Db, { settings }: Work, chatId: string): Promise<boolean> {
  const admins = await listAdmins(tx, settings.adminIds)
  return admins.some(({ telegramId }) => telegramId === BigInt(chatId))
}

function say(voice: Voice, chatId: string, key: TextKey, values: Values): Conclusion {
  const payload = parameters({ text: voice.t(key, values) })
  return (tx, now) => post(tx, [{ lane: 'answer', chatId: BigInt(chatId), method: 'sendMessage', payload }], now)
}

function bigintOf(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : BigInt(text)
}
