import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import { accountIn, accountOf, ownedBy, ownerAccount } from '../../../shared/tickets/authors.ts'

/**
 * Makes a merged ticket's author and supporters supporters of the other one, each once, and not its author; who supported
 * the merged one stays there until they have been told (see supporterTelling.ts). Wherever they can be, all are sealed, and
 * anew: no two rows show that they are of the same person, nor whether an author gave their name.
 */
export async function moveSupport(
  db: Db,
  from: Ticket,
  into: Ticket,
  settings: Pick<Settings, 'sealing'>,
): Promise<void> {
  const supportsOf = async ({ id: ticketId }: Ticket) =>
    db.ticketSupport.findMany({ where: { ticketId }, orderBy: { id: 'asc' }, include: ownerAccount })
  const there = await supportsOf(into)
  const known = new Set([await accountOf(db, settings, into), ...there.map((one) => accountIn(settings, one))])
  const moved = new Map<bigint, bigint | null>()
  const move = (account: bigint | null, personId: bigint | null) => {
    if (account !== null && !known.has(account) && !moved.has(account)) moved.set(account, personId)
  }
  move(await accountOf(db, settings, from), from.personId)
  for (const support of await supportsOf(from)) move(accountIn(settings, support), support.personId)
  const data = []
  for (const [telegramId, personId] of moved) {
    const owner =
      settings.sealing === null
        ? { personId, sealedAuthor: null }
        : await ownedBy(db, settings, { telegramId, isAnonymous: true })
    data.push({ ...owner, ticketId: into.id })
  }
  await db.ticketSupport.createMany({ data })
}
