import type { MenuButton } from '@grammyjs/types'
import { custom, isRecord, list } from '../objects.ts'
import { integer, string } from '../scalars.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import type { State } from '../state/index.ts'
import { checkLink } from '../text/links.ts'
import { botCommand } from './kinds.ts'
import { commandScope, type Scope } from './scopes.ts'
import { method, type Method } from './method.ts'

const scoped = { scope: optional(commandScope), language_code: optional(string) }

export const setMyCommands = method({ commands: required(list(botCommand)), ...scoped }, (state, values) => {
  if (values.commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of values.commands) {
    const name = command.replace(/^\//, '')
    if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID')
    if (description.trim() === '' || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  const commands = values.commands.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description,
  }))
  state.profile.setCommands(checkedScope(state, values.scope), language(values.language_code), commands)
  state.announce({ kind: 'commands' })
  return true
})

export const deleteMyCommands = method(scoped, (state, values) => {
  state.profile.setCommands(checkedScope(state, values.scope), language(values.language_code), [])
  state.announce({ kind: 'commands' })
  return true
})

export const getMyCommands = method(scoped, (state, values) =>
  state.profile.commands(checkedScope(state, values.scope), language(values.language_code)),
)

const texts = {
  name: [64, 'BOT_TITLE_INVALID'],
  description: [512, 'BOT_DESCRIPTION_INVALID'],
  short_description: [120, 'BOT_SHORT_DESCRIPTION_INVALID'],
} as const

export const setMyName = setter('name', { name: optional(string), language_code: optional(string) })
export const getMyName = getter('name')
export const setMyDescription = setter('description', {
  description: optional(string),
  language_code: optional(string),
})
export const getMyDescription = getter('description')
export const setMyShortDescription = setter('short_description', {
  short_description: optional(string),
  language_code: optional(string),
})
export const getMyShortDescription = getter('short_description')

const menuButton: Kind<MenuButton> = custom(['MenuButton'], (value) => {
  const button = isRecord(value) ? value : {}
  const { type, text, web_app: app } = button
  if (type === 'commands' || type === 'default') return { type }
  if (type !== 'web_app') throw badRequest("can't parse MenuButton: Unsupported type specified")
  const url = isRecord(app) ? app['url'] : undefined
  if (typeof text !== 'string' || typeof url !== 'string')
    throw badRequest(`can't parse MenuButton: Can't find field "text"`)
  const checked = checkLink(url)
  const reason =
    'reason' in checked ? checked.reason : !checked.url.startsWith('https:') && 'Only HTTPS links are allowed'
  if (reason) throw badRequest(`menu button Web App URL '${url}' is invalid: ${reason}`)
  return { type, text, web_app: { url } }
})

export const setChatMenuButton = method(
  { chat_id: optional(integer), menu_button: optional(menuButton) },
  (state, values) => {
    if (values.chat_id !== undefined) state.chats.known(values.chat_id)
    state.profile.setMenuButton(values.chat_id, values.menu_button ?? { type: 'default' })
    return true
  },
)

export const getChatMenuButton = method({ chat_id: optional(integer) }, (state, values) =>
  state.profile.menuButton(values.chat_id),
)

type TextKind = keyof typeof texts

function setter(kind: TextKind, parameters: Record<string, ReturnType<typeof optional<string>>>): Method {
  return method(parameters, (state, values) => {
    const [longest, refusal] = texts[kind]
    const text = values[kind] ?? ''
    if (text.length > longest) throw badRequest(refusal)
    state.profile.setText(kind, language(values['language_code']), text)
    return true
  })
}

function getter(kind: TextKind): Method {
  return method({ language_code: optional(string) }, (state, values) => {
    const { profile, people } = state
    const fallback = kind === 'name' ? people.bot.first_name : ''
    return { [kind]: profile.text(kind, language(values.language_code)) ?? profile.text(kind, '') ?? fallback }
  })
}

/** The scope with its chat checked; without one, everywhere. */
function checkedScope(state: State, scope: Scope | undefined): Scope {
  if (!scope) return { type: 'default' }
  if (scope.chatId === undefined) return scope
  const room = state.chats.known(scope.chatId)
  if (room.type === 'private' && scope.type !== 'chat') throw badRequest("can't change commands for this chat type")
  return { type: scope.type, chatId: room.id, userId: scope.userId }
}

function language(code: string | undefined): string {
  if (code !== undefined && !/^(?:[a-z]{2})?$/.test(code)) throw badRequest('invalid language code specified')
  return code ?? ''
}
