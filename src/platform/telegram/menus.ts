import type { BotCommand } from '@grammyjs/types'
import { createHash } from 'node:crypto'
import type { Api } from 'grammy'
import type { Command, GroupCommand } from '../feature.ts'
import { languages } from '../texts.ts'
import type { Language, Voice } from '../texts.ts'
import type { Visitor } from '../visitor.ts'

/** The command menus that Telegram shows: for everyone and for groups in each language, and a chat's own where that does not fit. */
export interface Menus {
  /** Sets the menus for everyone. */
  publish(): Promise<void>
  /** The digest of the menu that this person's chat should show; undefined: the one for everyone is right. */
  digest(visitor: Visitor, clientLanguage: string | undefined): string | undefined
  /** Makes the person's chat show their menu. */
  show(visitor: Visitor, clientLanguage: string | undefined): Promise<void>
  /** What they may do, as the menu and the help list it. */
  commands(rights: ReadonlySet<string>, language: Language): BotCommand[]
}

/** Rights of someone who has just joined as a citizen. */
const everyone: ReadonlySet<string> = new Set(['all', 'member'])

export function openMenus(
  { commands, groupCommands }: { commands: Command[]; groupCommands: GroupCommand[] },
  api: Api,
  voice: (language: Language) => Voice,
): Menus {
  const list = (rights: ReadonlySet<string>, language: Language): BotCommand[] =>
    commands
      .filter((command) => !command.hidden && rights.has(command.right))
      .map((command) => ({
        command: language === 'en' ? (command.alias ?? command.name) : command.name,
        description: voice(language).label(command.summary),
      }))
  const own = (visitor: Visitor, clientLanguage: string | undefined) => {
    const language = visitor.language ?? 'id'
    const wanted = list(visitor.stranger ? everyone : visitor.rights, language)
    const common = list(everyone, clientLanguage === 'en' ? 'en' : 'id')
    return JSON.stringify(wanted) === JSON.stringify(common) ? undefined : wanted
  }
  const digest = (visitor: Visitor, clientLanguage: string | undefined) => {
    const wanted = own(visitor, clientLanguage)
    return wanted && createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 16)
  }
  return {
    commands: list,
    digest,
    async publish() {
      for (const language of languages) {
        const inGroups = groupCommands.map(({ name, summary }) => ({
          command: name,
          description: voice(language).label(summary),
        }))
        const spoken = language !== 'id' && { language_code: language }
        await api.setMyCommands(list(everyone, language), { scope: { type: 'all_private_chats' }, ...spoken })
        await api.setMyCommands(inGroups, { scope: { type: 'all_group_chats' }, ...spoken })
      }
    },
    async show(visitor, clientLanguage) {
      const wanted = own(visitor, clientLanguage)
      const scope = { type: 'chat', chat_id: Number(visitor.telegramId) } as const
      if (wanted === undefined) await api.deleteMyCommands({ scope })
      else await api.setMyCommands(wanted, { scope })
    },
  }
}
