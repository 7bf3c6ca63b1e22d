import type {
  BotCommand,
  Chat,
  ForceReply,
  InlineKeyboardMarkup,
  Message,
  ReplyKeyboardMarkup,
  Update,
  User,
} from '@grammyjs/types'

/** The product's clock as the playground sees it: it can be read, and turned forward only. */
export interface TurnableClock {
  now(): Date
  /** Turns the clock forward by `milliseconds` (> 0) and resolves when what became due has been started. */
  advance(milliseconds: number): Promise<void>
}

/** What Telegram limits; a test may raise the first two, never the rest. */
export interface Limits {
  /** Sends a second over all chats, counted in any window of 1000 ms. Default 30. */
  sendsPerSecond: number
  /** Messages a private chat takes in a burst, refilled at one a second. Default 20. */
  chatBurst: number
}

/** A person who uses the stand-in: what Telegram knows of a user, and what the page needs beside it. */
export interface Persona {
  user: User
  phone: string
  /** Short note for the page, such as "Warga" or "Kepala unit"; no meaning for the server. */
  note: string
  /** True after the person has blocked the bot. */
  blocked: boolean
}

/** A message as kept: Telegram's own message, and what happened to it. */
export interface KeptMessage {
  message: Message
  /** True when the bot (not a person) sent it. */
  fromBot: boolean
  deleted: boolean
  edits: number
}

/** One call of the Bot API with its answer, as the panel shows it. Never holds the token or file bytes. */
export interface CallRecord {
  number: number
  at: Date
  method: string
  parameters: Record<string, unknown>
  ok: boolean
  /** Telegram's result, or its error code and description. */
  answer: unknown
  milliseconds: number
}

/** A fault the page or a test can switch on; it stays until switched off or its `times` are used up. */
export type Fault =
  | { kind: 'too-many'; retryAfter: number; times?: number }
  | { kind: 'bad-gateway'; times?: number }
  | { kind: 'slow'; milliseconds: number; times?: number }
  | { kind: 'drop'; times?: number }

/** What changed, told to whoever watches (the page's event streams, waiting tests). */
export type Change =
  | { kind: 'message'; chatId: number; messageId: number }
  | { kind: 'typing'; chatId: number }
  | { kind: 'toast'; userId: number; text: string; alert: boolean }
  | { kind: 'call'; call: CallRecord }
  | { kind: 'people' }
  | { kind: 'commands' }
  | { kind: 'clock' }
  | { kind: 'faults' }
  | { kind: 'keyboard'; chatId: number }

/** What Telegram's apps play: files that come in a field of their own. */
export type Recording = 'video' | 'animation' | 'audio'

/** Bytes someone sends. */
export interface SentFile {
  bytes: Uint8Array
  name: string
  type: string
}

/**
 * Everything that stands for Telegram: people, chats, files, the bot's pending updates. What people do are its
 * verbs; the Bot API (api.ts) and the page (page.tsx) both work on it. All verbs return after the bot's update is queued.
 */
export interface World {
  readonly bot: User
  people(): Persona[]
  person(id: number): Persona
  /** Somebody new; with this id when one is given that nobody has. */
  addPerson(input: { id?: number; firstName: string; lastName?: string; note?: string; language?: string }): Persona
  /** Chats the person sees, their private chat with the bot first, then groups they are in. */
  chatsOf(userId: number): Chat[]
  /** Messages of a chat in order, deleted ones included and marked. */
  messages(chatId: number): KeptMessage[]
  /** The commands Telegram would show this person in this chat: the narrowest scope and language that is set. */
  commandsFor(userId: number, chatId: number): BotCommand[]
  /** The reply keyboard, "force reply", or nothing, that the chat shows now. */
  replyKeyboard(chatId: number): ReplyKeyboardMarkup | ForceReply | undefined
  inlineKeyboard(chatId: number, messageId: number): InlineKeyboardMarkup | undefined

  says(userId: number, text: string, options?: SayOptions): Promise<Message>
  sendsPhoto(userId: number, file: SentFile, options?: SayOptions & { caption?: string }): Promise<Message>
  sendsDocument(userId: number, file: SentFile, options?: SayOptions & { caption?: string }): Promise<Message>
  /** Something to be played; an animation is a film without sound. */
  sendsRecording(
    userId: number,
    kind: Recording,
    file: SentFile,
    options?: SayOptions & { caption?: string },
  ): Promise<Message>
  /** Several photos or documents sent as one album (a media group). */
  sendsAlbum(userId: number, files: SentFile[], options?: SayOptions & { caption?: string }): Promise<Message[]>
  /** Shares a contact: one's own unless another is given. */
  sharesContact(
    userId: number,
    contact?: { phone: string; firstName: string; userId?: number },
    options?: SayOptions,
  ): Promise<Message>
  sharesLocation(userId: number, latitude: number, longitude: number, options?: SayOptions): Promise<Message>
  edits(
    userId: number,
    chatId: number,
    messageId: number,
    text: string,
    entities?: Message['entities'],
  ): Promise<Message>
  /** Deletes one's own message, or any in a group that one has created; Telegram does not tell the bot. */
  deletes(userId: number, chatId: number, messageId: number): Promise<void>
  /** Presses an inline button by its callback data as sent by the client (forged data is possible on purpose). */
  presses(userId: number, chatId: number, messageId: number, data: string): Promise<string>
  answersPoll(userId: number, chatId: number, messageId: number, options: number[]): Promise<void>
  /** Opens `t.me/<bot>?start=<payload>`: sends /start with it. */
  opens(userId: number, payload?: string): Promise<Message>
  blocks(userId: number): Promise<void>
  unblocks(userId: number): Promise<void>
  /** Creates a group (a forum with topics, or a basic one, when asked) with these members and the bot in it. */
  createsGroup(title: string, members: number[], options?: { topics?: string[]; isBasic?: boolean }): Promise<Chat>
  leavesGroup(userId: number, chatId: number): Promise<void>
  /** Takes the bot out of a group, and back in. */
  removesBot(userId: number, chatId: number): Promise<void>
  addsBot(userId: number, chatId: number): Promise<void>
  /** Makes a supergroup of a basic group: another chat, with the same people and none of the messages. */
  upgradesGroup(userId: number, chatId: number): Promise<Chat>

  file(fileId: string): Promise<SentFile | undefined>
  calls(): CallRecord[]
  faults(): Fault[]
  setFault(fault: Fault): void
  clearFaults(): void
  /** Calls back for every change until the returned function is called. */
  watch(listener: (change: Change) => void): () => void
  /** Updates not yet confirmed by the bot. */
  pending(): Update[]
}

export interface SayOptions {
  /** Chat to speak in; the private chat with the bot unless given. */
  chatId?: number
  threadId?: number
  replyTo?: number
  entities?: Message['entities']
}

/** What the product gives the page so that its buttons can work: the playground itself imports nothing of it. */
export interface Hooks {
  /** The next moment at which the product has something to do, if any. */
  nextDue(): Promise<Date | null>
  /** Loads the sample city; resolves with one sentence that says what was loaded. */
  loadSample(personas: Persona[]): Promise<string>
}
