import type { User, UserFromGetMe } from '@grammyjs/types'
import { personas, phoneOf } from '../personas.ts'
import type { Persona } from '../types.ts'
import type { Counters } from './counters.ts'
import type { Ledger } from './ledger.ts'

/** A person with what Telegram remembers of them and the bot. */
interface KeptPerson extends Persona {
  /** True after the first word in the private chat: only then may the bot write there. */
  started: boolean
}

/** Everyone who uses the stand-in, and the bot. */
export interface People {
  readonly bot: UserFromGetMe
  all(): KeptPerson[]
  find(id: number): KeptPerson | undefined
  /** Throws for an id nobody has: a mistake of the caller, not of the bot. */
  get(id: number): KeptPerson
  change(id: number, change: Partial<KeptPerson>): KeptPerson
  add(input: { id?: number; firstName: string; lastName?: string; note?: string; language?: string }): KeptPerson
}

/** Opens the people kept in the ledger, the six personas among them. */
export function openPeople(ledger: Ledger, counters: Counters, token: string): People {
  const shelf = ledger.shelf<KeptPerson>('person')
  for (const { id, firstName, lastName, username, phone, note } of personas) {
    if (shelf.get(id)) continue
    const user: User = { id, is_bot: false, first_name: firstName, last_name: lastName, username, language_code: 'id' }
    shelf.put(id, { user, phone, note, blocked: false, started: false })
  }

  function get(id: number): KeptPerson {
    const person = shelf.get(id)
    if (!person) throw new Error(`the playground has no person with id ${id}`)
    return person
  }

  return {
    bot: {
      id: Number(token.split(':')[0]),
      is_bot: true,
      first_name: 'Rembuk',
      username: 'rembuk_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_guest_queries: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    },
    all: () => [...shelf.values()],
    find: (id) => shelf.get(id),
    get,
    change(id, change) {
      const person = { ...get(id), ...change }
      shelf.put(id, person)
      return person
    },
    add({ id = counters.next('person', 1007), firstName, lastName, note = '', language = 'id' }) {
      if (shelf.get(id)) throw new Error(`somebody of the playground has the id ${id}`)
      const user: User = { id, is_bot: false, first_name: firstName, last_name: lastName, language_code: language }
      const person = { user, phone: phoneOf(id), note, blocked: false, started: false }
      shelf.put(id, person)
      return person
    },
  }
}
