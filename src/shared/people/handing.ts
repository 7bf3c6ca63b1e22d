import type { Db } from '../../platform/database/database.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { postFile } from '../../platform/files/documents.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Conclusion } from '../../platform/tasks/tasks.ts'
import type { Voice } from '../../platform/texts.ts'

/** Ends a task by which somebody ordered a file: they get it, unless they have erased themselves meanwhile. */
export function handOver(telegramId: bigint, made: MadeFile): Conclusion {
  return async (tx, now) => ((await isHere(tx, telegramId)) ? postFile(tx, telegramId, made, now) : [])
}

/** Ends a task that was given up: who ordered it reads the reference under which it is logged, unless they have erased themselves. */
export function tellFault(voice: Voice, telegramId: bigint, reference: string): Conclusion {
  const payload = parameters({ text: voice.t('platform:fault', { reference }) })
  return async (tx, now) =>
    (await isHere(tx, telegramId))
      ? post(tx, [{ lane: 'answer', chatId: telegramId, method: 'sendMessage', payload }], now)
      : []
}

async function isHere(tx: Db, telegramId: bigint): Promise<boolean> {
  return (await tx.person.count({ where: { telegramId, consentAt: { not: null } } })) > 0
}
