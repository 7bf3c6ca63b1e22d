import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'
import { vanish } from '../outbox/fleeting.ts'
import { removeFiles, removeFreed } from '../scheduler/unused.ts'
import { forgetChat } from '../telegram/chats.ts'

/** Somebody as the platform knows them: their private chat, and the lane of their updates. */
export interface Own {
  chatId: bigint
  lane: string
}

/** Most files of an unfinished form that somebody discarded and that the nightly purge has not found yet. */
const manyFiles = 1000

/**
 * Removes what the platform keeps of somebody: open dialogs with the files in them, messages to them with what only they
 * were to get, texts of their updates that failed, that they blocked the bot or came back, and what was being made for them.
 */
export async function eraseOwn(db: Db, { chatId, lane }: Own, now: Date): Promise<void> {
  const files = await dialogFiles(db, chatId)
  await db.dialog.deleteMany({ where: { chatId } })
  await vanish(db, await ids(db, Prisma.sql`SELECT id FROM message WHERE chat_id = ${chatId} AND fleeting`))
  const contents = await ids(
    db,
    Prisma.sql`SELECT DISTINCT content_id AS id FROM message WHERE chat_id = ${chatId} AND content_id IS NOT NULL`,
  )
  await db.message.deleteMany({ where: { chatId } })
  await removeFreed(db, contents, files)
  // Nobody knows whose they were: theirs may be among them.
  await removeFiles(db, now, manyFiles)
  await db.inboxUpdate.updateMany({ where: { lane, fate: 'failed' }, data: { sealed: null, payload: Prisma.DbNull } })
  await forgetChat(db, chatId)
  // A task names the chat that it works for under this; one in hand then ends without a word.
  await db.task.deleteMany({ where: { payload: { path: ['chatId'], equals: String(chatId) } } })
}

/** The files that somebody has put into forms that are not finished; a form names a file under `fileId`. */
export function dialogFiles(db: Db, chatId: bigint): Promise<bigint[]> {
  return ids(
    db,
    Prisma.sql`
      SELECT DISTINCT (named #>> '{}')::bigint AS id FROM dialog,
        jsonb_path_query(jsonb_build_array(opening, answers), '$.**.fileId ? (@.type() == "string")') named
      WHERE chat_id = ${chatId} AND named #>> '{}' ~ '^[0-9]{1,18}$'`,
  )
}

async function ids(db: Db, query: Prisma.Sql): Promise<bigint[]> {
  return (await db.$queryRaw<{ id: bigint }[]>(query)).map(({ id }) => id)
}
