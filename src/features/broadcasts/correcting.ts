import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { exchange, withdraw } from '../../platform/outbox/holding.ts'
import { reviseMany } from '../../platform/outbox/revisions.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { subjectOf } from './actions.ts'
import { Content, longestCaption } from './content.ts'
import { correctionSubject } from './figures.ts'
import { take } from './running.ts'
import type { Actor } from './running.ts'

/** How many messages a correction concerns. */
export interface Corrected {
  /** They have it already: it is edited there. */
  edited: number
  /** They do not have it yet: they get the new words. */
  unsent: number
}

const mediaTypes = {
  sendPhoto: 'photo',
  sendVideo: 'video',
  sendAnimation: 'animation',
  sendAudio: 'audio',
  sendDocument: 'document',
} as const

/** What a broadcast says now; refused when it can no longer be corrected. */
export async function contentToCorrect(db: Db, broadcast: Broadcast): Promise<Content> {
  if (broadcast.startedAt === null || broadcast.recalledAt !== null) throw new Refusal('broadcasts:cannotCorrect')
  return readContent(db, broadcast.contentId)
}

/** The new content of a message that has the old one: words in the place of words, the same kind of file of a file. */
export function replacement(old: Content, given: Content): Content {
  if (given.method === old.method) return given
  // Words alone go below the file that is there.
  const { text, entities } = given.payload
  if (given.method !== 'sendMessage' || typeof text !== 'string') throw new Refusal('broadcasts:otherKind')
  if (text.length > longestCaption) throw new Refusal('broadcasts:captionLong', { max: longestCaption })
  const { caption: _caption, caption_entities: _entities, ...same } = old.payload
  const caption = { caption: text, ...(entities !== undefined && { caption_entities: entities }) }
  return { ...old, payload: { ...same, ...caption } }
}

/**
 * Gives a broadcast another content: who does not have it yet gets the new one, at the others it is edited, with the
 * buttons that are below it. An earlier correction that is still under way ends where it is.
 */
export async function correct(db: Db, id: bigint, given: Content, actor: Actor, now: Date): Promise<Corrected> {
  const broadcast = await take(db, id, actor)
  const content = replacement(await contentToCorrect(db, broadcast), given)
  const { method, payload, fileId } = content
  const kept = await db.content.create({ data: { method, payload, fileId: fileId === null ? null : BigInt(fileId) } })
  const unsent = await exchange(db, subjectOf(id), kept.id)
  await withdraw(db, correctionSubject(broadcast), now)
  const corrected = { ...broadcast, contentId: kept.id, revisedAt: now }
  await db.broadcast.update({ where: { id }, data: { contentId: kept.id, revisedAt: now } })
  const isFirst = broadcast.revisedAt === null
  const edited = await edit(db, corrected, isFirst && fileId === (await fileOf(db, broadcast.contentId)), now)
  if (edited + unsent === 0) throw new Refusal('broadcasts:nothingToCorrect')
  await record(db, actor.telegramId, { action: 'revised', object: subjectOf(id) }, now)
  return { edited, unsent }
}

/** Edits also what came through with an old content when the broadcast had just been corrected. */
export async function correctStrays(db: Db, broadcast: Broadcast, now: Date): Promise<number> {
  return edit(db, broadcast, false, now)
}

/** Writes the edits that are not written yet; `words`: only those, for the file is the one that all have. */
async function edit(db: Db, broadcast: Broadcast, words: boolean, now: Date): Promise<number> {
  const { id, contentId } = broadcast
  const { method, ...change } = changeTo(await readContent(db, contentId), words)
  const { id: changeId } = await db.content.create({ data: { method, ...change }, select: { id: true } })
  const as = correctionSubject(broadcast)
  return reviseMany(db, { subject: subjectOf(id), as, method, contentId: changeId, unless: contentId }, now)
}

/** The change that makes a message what this content would be if it were sent now. */
function changeTo({ method, payload, fileId }: Content, words: boolean) {
  if (method === 'sendMessage') return { method: 'editMessageText', payload }
  if (words) return { method: 'editMessageCaption', payload }
  const media = { type: mediaTypes[method], ...payload }
  return { method: 'editMessageMedia', payload: { media }, fileId: fileId === null ? null : BigInt(fileId) }
}

async function readContent(db: Db, id: bigint): Promise<Content> {
  const { method, payload, fileId } = await db.content.findUniqueOrThrow({ where: { id } })
  return Content.parse({ method, payload, fileId: fileId === null ? null : String(fileId) })
}

async function fileOf(db: Db, contentId: bigint): Promise<string | null> {
  return (await readContent(db, contentId)).fileId
}
