import type {
  BotCommand,
  CallbackQuery,
  InlineKeyboardButton,
  Message as TelegramMessage,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
  Update,
  User,
} from '@grammyjs/types'
import type { Db } from '../database/database.ts'
import type { Dialog } from '../dialog/dialog.ts'
import type { Archive, Export, Group, Portion, ProfilePart, Publishable, Report } from '../feature.ts'
import type { Html } from '../html.ts'
import type { Envelope } from '../outbox/outbox.ts'
import type { Task } from '../tasks/tasks.ts'
import type { Language, TextKey, Values, Voice } from '../texts.ts'
import type { Right, Visitor } from '../visitor.ts'
import type { Settings } from '../work.ts'

/** What a person sees: text and, below it, buttons. */
export interface View {
  text: Html
  buttons?: InlineKeyboardButton[][]
  /** A keyboard in place of the letters; not together with buttons. */
  keyboard?: ReplyKeyboardMarkup | ReplyKeyboardRemove
  /** Shows the message as a reply to this one. */
  replyTo?: number
}

/**
 * One update being handled: who speaks, what they said, and how to answer. Everything in it happens in one transaction
 * (`db`), which also marks the update handled; answers are written in it and go out after the commit.
 */
export interface Turn {
  db: Db
  now: Date
  update: Update
  /** The message said, or the message whose button was pressed. */
  message: TelegramMessage | undefined
  pressed: CallbackQuery | undefined
  settings: Settings
  /** The bot's own account, whose file_ids it can use, and its name without "@". */
  botId: bigint
  botName: string
  groups: readonly Group[]
  reports: readonly Report[]
  exports: readonly Export[]
  archives: readonly Archive[]
  publishes: readonly Publishable[]
  chatId: bigint
  isPrivate: boolean
  /** The topic of a group in which it was said, as the Bot API wants it; what is answered stands there, too. */
  topic: { message_thread_id: number } | undefined
  user: User
  who: Visitor
  voice: Voice
  t(key: TextKey, values?: Values): Html
  label(key: TextKey, values?: Values): string
  may(right: Right): boolean
  /** The voice in which someone else is told something. */
  voiceIn(language: Language): Voice
  /** Goes on in another language, in this turn. */
  speak(language: Language): void
  /** Says something in this chat; `once`: not again for what shares this name. */
  answer(view: View, once?: string): void
  /** Puts something in the place of the message whose button was pressed; said anew when nothing was pressed. */
  replace(view: View): void
  /** Takes the buttons off the pressed message, for they have done their work. */
  settle(): void
  /** Writes any message to this chat as part of the answer, after those said so far; gives its row. */
  post(envelope: Omit<Envelope, 'lane' | 'chatId'> & Partial<Pick<Envelope, 'lane' | 'chatId'>>): Promise<bigint>
  /** A refused press: a box to close if the press can still be answered so, else a message. */
  alert(key: TextKey, values?: Values): void
  /** No row stays of what is said in this turn, once it has been sent. */
  hush(): void
  /**
   * Starts a dialog; an unfinished one of the same name is offered first, or gone on with. `tapped`: an option of its first
   * question, on the message that brought it.
   */
  open<Opening extends object>(dialog: Dialog<Opening>, opening: Opening, tapped?: string): Promise<void>
  /** Begins a task once this turn is committed. */
  begin<Payload extends object>(task: Task<Payload>, payload: Payload): Promise<void>
  /** Opens what a deep link names; false: nothing that this person may open by its name. */
  start(payload: string): Promise<boolean>
  /** Tells every instance, once this turn is committed, that there is something to do on the channel. */
  wake(channel: string): void
  /** Lays the open dialog aside and says so. */
  leave(): Promise<void>
  /** What every feature adds to the person's own profile. */
  profile(): Promise<ProfilePart>
  /** Everything stored about the person, by every feature and the platform. */
  collect(): Promise<Portion[]>
  /** Removes everything stored about the person, in every feature. */
  erase(): Promise<void>
  /** Asks anew who the person is, after something about them was changed in this turn. */
  meet(): Promise<void>
  /** The commands they may use, in their language. */
  commands(): BotCommand[]
}

/** Message parameters of a view, without the chat. */
export function parameters(view: View): Record<string, unknown> {
  return {
    text: view.text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(view.buttons && { reply_markup: { inline_keyboard: view.buttons } }),
    ...(view.keyboard && { reply_markup: view.keyboard }),
    ...(view.replyTo !== undefined && {
      reply_parameters: { message_id: view.replyTo, allow_sending_without_reply: true },
    }),
  }
}
