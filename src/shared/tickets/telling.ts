import type { Db } from '../../platform/database/database.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Envelope } from '../../platform/outbox/outbox.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import type { Settings } from '../../platform/work.ts'
import { spoken } from '../people/admins.ts'
import { recipientsOf } from '../people/recipients.ts'
import type { Recipient } from '../people/recipients.ts'
import { accountIn, accountOf } from './authors.ts'
import type { Owned } from './authors.ts'

/** What telling somebody something depends on beside the rows; a turn has it, and a job can give it. */
export interface Around {
  settings: Pick<Settings, 'sealing' | 'timeZone'>
  voiceIn(language: Language): Voice
}

/** A row's account, and whether it is not to be kept who was told. */
interface Addressed {
  account: bigint | null
  isSealed: boolean
}

/**
 * News for whoever owns a row, in their language; none where nobody does, or they have gone. Of somebody who gave no name
 * no row is left once it is sent.
 */
export async function newsFor(db: Db, owned: Owned, view: (voice: Voice) => View, around: Around): Promise<Envelope[]> {
  const account = await accountOf(db, around.settings, owned)
  return address(db, [{ account, isSealed: owned.sealedAuthor !== null }], view, around)
}

/** The same for the owners of many rows, which were read with `ownerAccount`: in one statement, in the rows' order. */
export async function newsForMany(
  db: Db,
  rows: Parameters<typeof accountIn>[1][],
  view: (voice: Voice) => View,
  around: Around,
): Promise<Envelope[]> {
  const addressed = rows.map((row) => ({
    account: accountIn(around.settings, row),
    isSealed: row.sealedAuthor !== null,
  }))
  return address(db, addressed, view, around)
}

/** An unprompted message to somebody; fleeting: nothing of it is left once it is sent. */
export function noticeTo(
  { telegramId, quiet }: Pick<Recipient, 'telegramId' | 'quiet'>,
  view: View,
  { fleeting }: { fleeting: boolean },
): Envelope {
  return {
    lane: 'notice',
    chatId: telegramId,
    method: 'sendMessage',
    payload: parameters(view),
    quiet: quiet ?? undefined,
    fleeting,
  }
}

async function address(
  db: Db,
  addressed: Addressed[],
  view: (voice: Voice) => View,
  { settings, voiceIn }: Around,
): Promise<Envelope[]> {
  const accounts = addressed.flatMap(({ account }) => account ?? [])
  if (accounts.length === 0) return []
  const recipients = new Map((await recipientsOf(db, accounts, settings)).map((one) => [one.telegramId, one]))
  return addressed.flatMap(({ account, isSealed }) => {
    const recipient = account === null ? undefined : recipients.get(account)
    if (recipient === undefined) return []
    return noticeTo(recipient, view(voiceIn(spoken(recipient.language))), { fleeting: isSealed })
  })
}
