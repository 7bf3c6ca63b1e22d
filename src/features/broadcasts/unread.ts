import { z } from 'zod'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { languages } from '../../platform/texts.ts'
import { handOver, tellFault } from '../../shared/people/handing.ts'
import { unitsLedBy } from '../../shared/people/leading.ts'
import { mostNames } from '../../shared/people/namelist.ts'
import { countReaders, listUnread } from './readings.ts'
import type { Scope } from './readings.ts'
import { unreadFile, unreadView } from './unreadViews.ts'
import type { ownUnreadButton, ownUnreadFileButton, unreadButton, unreadFileButton } from './unreadViews.ts'

const Order = z.object({
  id: z.string(),
  chatId: z.string(),
  language: z.enum(languages),
  /** Only of the units that they lead. */
  own: z.boolean(),
})

/** Makes the whole list of who has not read a broadcast, which may be long. */
export const listing = task({
  name: 'broadcasts.unread',
  payload: Order,
  async run(work, { id, chatId, language, own }) {
    const db = work.database.client
    const telegramId = BigInt(chatId)
    const scope = own ? await unitsLedBy(db, telegramId) : null
    const made = unreadFile(work.voice(language), BigInt(id), await listUnread(db, BigInt(id), scope))
    return handOver(telegramId, made)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Planners see who has not read it. */
export function onUnread(kind: typeof unreadButton, file: typeof unreadFileButton): Press {
  return press(kind, 'planner', (turn, { id }) => show(turn, id, null, file))
}

/** Heads see who in their units has not read it. */
export function onOwnUnread(kind: typeof ownUnreadButton, file: typeof ownUnreadFileButton): Press {
  return press(kind, 'head', async (turn, { id }) =>
    show(turn, id, await unitsLedBy(turn.db, turn.who.telegramId), file),
  )
}

/** The same as a file. */
export function onUnreadFile(kind: typeof unreadFileButton): Press {
  return press(kind, 'planner', (turn, { id }) => order(turn, id, false))
}

/** The same as a file, for heads. */
export function onOwnUnreadFile(kind: typeof ownUnreadFileButton): Press {
  return press(kind, 'head', (turn, { id }) => order(turn, id, true))
}

async function show(turn: Turn, id: bigint, scope: Scope, file: typeof unreadFileButton) {
  await demandAsking(turn, id)
  const readership = await countReaders(turn.db, id, scope)
  turn.answer(unreadView(turn.voice, id, readership, await listUnread(turn.db, id, scope, mostNames), file))
}

async function order(turn: Turn, id: bigint, own: boolean) {
  await demandAsking(turn, id)
  const { chatId, voice } = turn
  await turn.begin(listing, { id: String(id), chatId: String(chatId), language: voice.language, own })
  turn.alert('broadcasts:unreadMaking')
}

/** There is a list only of what asked its readers to say so. */
async function demandAsking({ db }: Turn, id: bigint) {
  const found = await db.broadcast.findUnique({ where: { id }, select: { asksReading: true } })
  if (found?.asksReading !== true) throw new Refusal('broadcasts:gone')
}
