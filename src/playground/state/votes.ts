import type { Ledger } from './ledger.ts'

/** Where a poll is, and who chose what. */
interface Ballot {
  chatId: number
  messageId: number
  choices: Record<string, number[]>
}

/** The votes of every poll, which a poll's message itself does not tell. */
export interface Votes {
  find(pollId: string): Ballot | undefined
  put(pollId: string, ballot: Ballot): void
}

/** Opens the votes kept in the ledger. */
export function openVotes(ledger: Ledger): Votes {
  const shelf = ledger.shelf<Ballot>('ballot')
  return { find: (pollId) => shelf.get(pollId), put: (pollId, ballot) => shelf.put(pollId, ballot) }
}
