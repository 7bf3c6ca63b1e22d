import type { BotCommand, MenuButton } from '@grammyjs/types'
import type { Scope } from '../methods/scopes.ts'
import type { Group } from './chats.ts'
import type { Ledger } from './ledger.ts'

/** What the bot says of itself: its commands by scope and language, its name, descriptions and menu buttons. */
export interface Profile {
  commands(scope: Scope, language: string): BotCommand[]
  /** Sets the list; an empty one is as good as none, so that a wider scope holds. */
  setCommands(scope: Scope, language: string, commands: BotCommand[]): void
  /** What a person with this language sees: the narrowest scope that has a list, its own language first. */
  commandsFor(userId: number, language: string, group: Group | undefined): BotCommand[]
  text(kind: 'name' | 'description' | 'short_description', language: string): string | undefined
  setText(kind: 'name' | 'description' | 'short_description', language: string, text: string): void
  menuButton(chatId: number | undefined): MenuButton
  setMenuButton(chatId: number | undefined, button: MenuButton): void
}

/** Opens the bot's profile kept in the ledger. */
export function openProfile(ledger: Ledger): Profile {
  const lists = ledger.shelf<BotCommand[]>('commands')
  const texts = ledger.shelf<string>('profile')
  const buttons = ledger.shelf<MenuButton>('menu-button')

  return {
    commands: (scope, language) => lists.get(keyOf(scope, language)) ?? [],
    setCommands(scope, language, commands) {
      const key = keyOf(scope, language)
      if (commands.length === 0) lists.remove(key)
      else lists.put(key, commands)
    },
    commandsFor(userId, language, group) {
      for (const scope of scopesOf(userId, group)) {
        const list = lists.get(keyOf(scope, language)) ?? lists.get(keyOf(scope, ''))
        if (list) return list
      }
      return []
    },
    text: (kind, language) => texts.get(`${kind}:${language}`),
    setText(kind, language, text) {
      if (text === '') texts.remove(`${kind}:${language}`)
      else texts.put(`${kind}:${language}`, text)
    },
    menuButton: (chatId) => buttons.get(chatId ?? 'default') ?? buttons.get('default') ?? { type: 'commands' },
    setMenuButton: (chatId, button) => buttons.put(chatId ?? 'default', button),
  }
}

function keyOf({ type, chatId, userId }: Scope, language: string): string {
  return `${type}:${chatId ?? ''}:${userId ?? ''}:${language}`
}

/** The scopes Telegram asks in turn, narrowest first. */
function scopesOf(userId: number, group: Group | undefined): Scope[] {
  if (!group) return [{ type: 'chat', chatId: userId }, { type: 'all_private_chats' }, { type: 'default' }]
  const chatId = group.chat.id
  const isAdministrator = group.creator === userId
  return [
    { type: 'chat_member', chatId, userId },
    ...(isAdministrator ? [{ type: 'chat_administrators', chatId }] : []),
    { type: 'chat', chatId },
    ...(isAdministrator ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
}
