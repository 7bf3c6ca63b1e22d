import type { InlineKeyboardButton, Message as TelegramMessage, Update } from '@grammyjs/types'
import type { Db } from '../database/database.ts'
import type { Dialogs } from '../dialog/dialogs.ts'
import { eventsChannel } from '../events/events.ts'
import type { Command, Feature, GroupCommand } from '../feature.ts'
import { filesChannel } from '../files/files.ts'
import { Refusal } from '../refusal.ts'
import type { TextKey, Values } from '../texts.ts'
import type { Right } from '../visitor.ts'
import { noteChat } from './membership.ts'
import type { OpenTurn } from './turning.ts'
import type { Turn } from './turn.ts'

/** Decides who takes an update: a command, a button, whoever is replied to, the open dialog, or whoever takes plain words. */
export function openRouter(options: {
  botName: string
  features: Feature[]
  dialogs: Dialogs
  openTurn: OpenTurn
  wake(channel: string): void
}) {
  const { botName, features, dialogs } = options
  const commands = new Map<string, Command>()
  for (const command of features.flatMap((feature) => feature.commands ?? []))
    for (const name of [command.name, command.alias]) if (name !== undefined) commands.set(name, command)
  const groupCommands = new Map<string, GroupCommand>()
  for (const command of features.flatMap((feature) => feature.groupCommands ?? []))
    groupCommands.set(command.name, command)
  const presses = new Map(
    [...features.flatMap(({ buttons }) => buttons ?? []), ...dialogs.buttons].map((p) => [p.name, p]),
  )
  const words = features.find((feature) => feature.words)?.words
  const takers = features.flatMap(({ files }) => files ?? [])

  const handle = async (db: Db, update: Update, now: Date): Promise<() => void> => {
    if (await noteChat(db, update, now)) return () => options.wake(eventsChannel)
    const turned = await options.openTurn(db, update, now)
    if (turned === undefined) return () => {}
    await route(turned.turn)
    const after = await turned.close()
    return () => {
      after()
      if (carriesFile(update.message)) options.wake(filesChannel)
    }
  }
  const route = async (turn: Turn) => {
    const command = readCommand(turn.message, botName)
    if (!turn.isPrivate) return takeInGroup(turn, command)
    if (turn.pressed) return takePress(turn, turn.pressed.data ?? '')
    if (command !== undefined && turn.update.message) return takeCommand(turn, command)
    if (turn.update.message && (await takeReply(turn, turn.update.message))) return
    if (await dialogs.hears(turn)) return
    if (turn.update.message?.document) for (const takes of takers) if (await takes(turn)) return
    if (turn.update.message) await words?.(turn)
  }
  /** In a group everybody reads along: what is for one person only is refused there, and all else is not for us. */
  const takeInGroup = async (turn: Turn, called: Called | undefined) => {
    if (turn.pressed) throw new Refusal('platform:privateOnly')
    if (called === undefined || !turn.update.message) return
    const command = groupCommands.get(called.name)
    if (command !== undefined) return command.run(turn, called.argument)
    if (called.addressed) throw new Refusal('platform:privateOnly')
  }
  const takePress = async (turn: Turn, data: string) => {
    const found = presses.get(data.split('|')[0] ?? '')
    if (found === undefined) throw new Refusal('platform:buttonOld')
    demand(turn, found.right)
    if (!(await found.run(turn, data))) throw new Refusal('platform:buttonOld')
  }
  /** A reply to a message of ours belongs to that message, where one of its buttons says what to do with it. */
  const takeReply = async (turn: Turn, message: TelegramMessage) => {
    const replied = message.reply_to_message
    if (replied?.from?.id !== Number(turn.botId)) return false
    for (const data of replied.reply_markup?.inline_keyboard.flat().flatMap(dataOf) ?? []) {
      const found = presses.get(data.split('|')[0] ?? '')
      if (found?.reply === undefined) continue
      demand(turn, found.right)
      if (await found.reply(turn, data, message)) return true
    }
    return false
  }
  const takeCommand = async (turn: Turn, { name, argument }: Called) => {
    const command = commands.get(name)
    if (command === undefined) throw new Refusal('platform:unknownCommand')
    demand(turn, command.right)
    const suspended = !command.keepsDialog && (await dialogs.suspend(turn))
    await command.run(turn, argument)
    if (suspended) await dialogs.offer(turn)
  }
  /** What a refused turn leaves: nothing but the sentence that says why. */
  const refuse = async (db: Db, update: Update, refusal: Refusal, now: Date) => {
    const turned = await options.openTurn(db, update, now)
    if (turned === undefined) return () => {}
    const { turn } = turned
    await dialogs.hold(turn)
    if (turn.pressed) turn.alert(refusal.key, refusal.values)
    else turn.answer({ text: turn.t(refusal.key, refusal.values) }, refusal.once)
    return turned.close()
  }
  /** Says under which reference a fault of ours is logged. */
  const fail = (db: Db, update: Update, reference: string, now: Date) =>
    tell(db, update, now, 'platform:fault', { reference })
  /** Says, once, that somebody sends too much. */
  const overflow = (db: Db, update: Update, now: Date) => tell(db, update, now, 'platform:tooMuch')
  const tell = async (db: Db, update: Update, now: Date, key: TextKey, values?: Values) => {
    const turned = await options.openTurn(db, update, now)
    if (turned === undefined || !turned.turn.isPrivate) return () => {}
    await dialogs.hold(turned.turn)
    turned.turn.answer({ text: turned.turn.t(key, values) })
    return turned.close()
  }
  return { handle, refuse, fail, overflow }
}

/** Refuses whoever lacks a right; a person of whom nothing is stored is told how to begin. */
function demand(turn: Turn, right: Right) {
  if (turn.may(right)) return
  throw new Refusal(turn.who.stranger ? 'platform:startFirst' : 'platform:notAllowed')
}

interface Called {
  name: string
  argument: string
  /** Named with the bot's own name, as in "/menu@RembukBot". */
  addressed: boolean
}

function readCommand(message: TelegramMessage | undefined, botName: string): Called | undefined {
  const entity = message?.entities?.find(({ type, offset }) => type === 'bot_command' && offset === 0)
  if (entity === undefined || message?.text === undefined) return undefined
  const [name = '', bot] = message.text.slice(1, entity.length).split('@')
  if (bot !== undefined && bot.toLowerCase() !== botName.toLowerCase()) return undefined
  return { name: name.toLowerCase(), argument: message.text.slice(entity.length).trim(), addressed: bot !== undefined }
}

function dataOf(button: InlineKeyboardButton): string[] {
  return 'callback_data' in button ? [button.callback_data] : []
}

/** Whether there may be something to fetch; what is not thought of here is fetched a few seconds later. */
function carriesFile(message: TelegramMessage | undefined): boolean {
  const { photo, document, video, animation, audio } = message ?? {}
  return (photo ?? document ?? video ?? animation ?? audio) !== undefined
}
