import type { Chat, Update, User } from '@grammyjs/types'
import type { Acknowledgements } from '../telegram/acknowledge.ts'
import type { Database, Db } from '../database/database.ts'
import { scouring } from '../database/scouring.ts'
import type { Dialogs } from '../dialog/dialogs.ts'
import type { Feature, Portion, ProfilePart } from '../feature.ts'
import type { Log } from '../log.ts'
import type { Menus } from '../telegram/menus.ts'
import { withheldChannel } from '../outbox/holding.ts'
import { post } from '../outbox/outbox.ts'
import type { Envelope, Posted } from '../outbox/outbox.ts'
import { collectOwn } from '../personal/collecting.ts'
import { eraseOwn } from '../personal/erasing.ts'
import { Refusal } from '../refusal.ts'
import { begin, tasksChannel } from '../tasks/tasks.ts'
import type { Language, Voice } from '../texts.ts'
import { parameters } from './turn.ts'
import type { Turn } from './turn.ts'
import type { Reception } from '../visitor.ts'
import type { Settings } from '../work.ts'

/** A turn, and what ends it: writes its answers, and gives what to do after the commit. */
export interface Turned {
  turn: Turn
  close(): Promise<() => void>
}

/** Opens the turn of an update in a transaction; undefined when nobody speaks in it. */
export type OpenTurn = (db: Db, update: Update, now: Date) => Promise<Turned | undefined>

/** Gives what opens turns: finds out who speaks and in which language, and collects what is answered. */
export function openTurning(options: {
  database: Database
  log: Log
  settings: Settings
  botId: bigint
  botName: string
  features: Feature[]
  reception: Reception
  voice(language: Language): Voice
  menus: Menus
  dialogs: Dialogs
  acknowledgements: Acknowledgements
  /** The lane in which a private chat's updates are handled. */
  laneOf(chatId: bigint): string
  handOver(posted: Posted[]): void
}): OpenTurn {
  const { reception, menus, dialogs, acknowledgements } = options
  const groups = options.features.flatMap((feature) => feature.groups ?? [])
  const reports = options.features.flatMap((feature) => feature.reports ?? [])
  const exports = options.features.flatMap((feature) => feature.exports ?? [])
  const archives = options.features.flatMap((feature) => feature.archives ?? [])
  const publishes = options.features.flatMap((feature) => feature.publishes ?? [])
  const titles = new Map(
    options.features.flatMap((feature) => feature.dialogs ?? []).map(({ name, title }) => [name, title]),
  )
  const starts = new Map(
    options.features.flatMap((feature) => feature.starts ?? []).map((start) => [start.name, start]),
  )

  return async (db, update, now) => {
    const source = sourceOf(update)
    if (source === undefined) return undefined
    const { user, chat } = source
    const pressed = update.callback_query
    const message = update.message ?? update.edited_message ?? accessible(pressed?.message)
    const chatId = BigInt(chat.id)
    const own = { chatId, lane: options.laneOf(chatId) }
    const isPrivate = chat.type === 'private'
    const topic = topicOf(message)
    // Nothing is stored about a stranger: nor, once they have read it, what they were told.
    let hushed = false
    const answers = collect(db, chatId, now, () => turn.who.stranger || hushed)
    let refusal: string | undefined
    // The pressed message can be changed once; what comes after it is said below it.
    let replaceable = pressed?.message?.message_id

    let erased = false
    const wakes = new Set<string>()
    const who = await reception.identify(db, user, now, { isPrivate })
    const turn: Turn = {
      db,
      now,
      update,
      message,
      pressed,
      settings: options.settings,
      botId: options.botId,
      botName: options.botName,
      groups,
      reports,
      exports,
      archives,
      publishes,
      chatId,
      isPrivate,
      topic,
      user,
      who,
      voice: options.voice(who.language ?? (user.language_code === 'en' ? 'en' : 'id')),
      t: (key, values) => turn.voice.t(key, values),
      label: (key, values) => turn.voice.label(key, values),
      may: (right) => right === 'all' || turn.who.rights.has(right),
      voiceIn: options.voice,
      speak(language) {
        turn.voice = options.voice(language)
      },
      answer(view, once) {
        const dedupeKey = once === undefined ? undefined : `once:${chatId}:${once}`
        answers.add({ method: 'sendMessage', payload: { ...parameters(view), ...topic }, dedupeKey })
      },
      replace(view) {
        if (replaceable === undefined || view.keyboard) return turn.answer(view)
        answers.add({ method: 'editMessageText', payload: { ...parameters(view), message_id: replaceable } })
        replaceable = undefined
      },
      settle() {
        if (replaceable === undefined) return
        answers.add({ method: 'editMessageReplyMarkup', payload: { message_id: replaceable } })
        replaceable = undefined
      },
      post: answers.post,
      alert(key, values) {
        const text = turn.label(key, values).replaceAll(/<[^>]*>/g, '')
        if (pressed && acknowledgements.open(pressed.id)) refusal = text
        else turn.answer({ text: turn.t(key, values) })
      },
      hush: () => void (hushed = true),
      open: (dialog, opening, tapped) => dialogs.open(turn, dialog, opening, tapped),
      async begin(what, payload) {
        await begin(db, what, payload, now)
        wakes.add(tasksChannel)
      },
      wake: (channel) => void wakes.add(channel),
      async start(payload) {
        const [, name = '', argument = ''] = /^([A-Za-z]+)(?:-([\w-]*))?$/.exec(payload) ?? []
        const found = starts.get(name)
        // Who is not known yet is asked who they are first, and then brought here.
        if (found === undefined || (turn.who.stranger && !turn.may(found.right))) return false
        if (!turn.may(found.right)) throw new Refusal('platform:notAllowed')
        return (await found.run(turn, argument)) !== false
      },
      leave: () => dialogs.leave(turn),
      async profile() {
        const whole: ProfilePart = { lines: [], buttons: [] }
        for (const feature of options.features) {
          const part = await feature.profile?.(turn)
          whole.lines.push(...(part?.lines ?? []))
          whole.buttons.push(...(part?.buttons ?? []))
        }
        return whole
      },
      async collect() {
        const portions: Portion[] = []
        for (const { personal } of options.features)
          portions.push(...((await personal?.collect?.(db, chatId, turn.voice, turn.settings)) ?? []))
        return [...portions, ...(await collectOwn(db, own, turn.voice, (name) => titles.get(name), turn.settings))]
      },
      async erase() {
        for (const { personal } of options.features) await personal?.erase?.(db, chatId, turn)
        await eraseOwn(db, own, now)
        await turn.begin(scouring, { since: now.toISOString() })
        // The leader may have one of them in hand.
        wakes.add(withheldChannel)
        // Others may see a message change.
        wakes.add('outbox')
        await turn.meet()
        erased = true
      },
      async meet() {
        turn.who = await reception.identify(db, user, now, { isPrivate })
        if (turn.who.language !== undefined) turn.speak(turn.who.language)
      },
      commands: () => menus.commands(turn.who.rights, turn.voice.language),
    }
    return {
      turn,
      async close() {
        await answers.flush()
        return () => {
          options.handOver(answers.posted)
          for (const channel of wakes) options.database.wake(channel)
          if (pressed) acknowledgements.finish(pressed.id, refusal)
          if (erased || (turn.isPrivate && !turn.who.stranger)) keepMenu(turn, erased)
        }
      },
    }
  }

  function keepMenu({ who, user }: Turn, always: boolean) {
    const digest = menus.digest(who, user.language_code)
    if (digest === who.menu && !always) return
    const work = async () => {
      await menus.show(who, user.language_code)
      await reception.showsMenu(options.database.client, who.telegramId, digest)
    }
    // Tried again at the person's next word: until then their chat shows the menu it had.
    work().catch((error: unknown) => options.log.warn({ err: error }, 'A menu was not set'))
  }
}

function collect(db: Db, chatId: bigint, now: Date, isFleeting: () => boolean) {
  let waiting: Envelope[] = []
  const posted: Posted[] = []
  const flush = async () => {
    if (waiting.length === 0) return
    const envelopes = waiting
    waiting = []
    const fleeting = isFleeting()
    posted.push(
      ...(await post(
        db,
        envelopes.map((envelope) => ({ ...envelope, fleeting })),
        now,
      )),
    )
  }
  return {
    posted,
    flush,
    add: (envelope: Pick<Envelope, 'method' | 'payload' | 'dedupeKey'>) =>
      void waiting.push({ lane: 'answer', chatId, ...envelope }),
    async post(envelope: Parameters<Turn['post']>[0]) {
      await flush()
      const fleeting = isFleeting() && (envelope.chatId ?? chatId) === chatId
      const [row] = await post(db, [{ lane: 'answer', chatId, fleeting, ...envelope }], now)
      if (row === undefined) throw new Error('A message with this key is written already')
      posted.push(row)
      return row.id
    },
  }
}

function sourceOf({ message, edited_message, callback_query }: Update): { user: User; chat: Chat } | undefined {
  const said = message ?? edited_message
  if (said?.from && !said.from.is_bot) return { user: said.from, chat: said.chat }
  if (callback_query?.message) return { user: callback_query.from, chat: callback_query.message.chat }
  return undefined
}

/** Where in a group with topics a message stands: in a group without them a thread is nothing but replies. */
function topicOf(message: Turn['message']): Turn['topic'] {
  const { is_topic_message: isInTopic, message_thread_id: thread } = message ?? {}
  return isInTopic && thread !== undefined ? { message_thread_id: thread } : undefined
}

/** A message too old for Telegram to give back comes with the date 0 and without its content. */
function accessible(message: NonNullable<Update['callback_query']>['message']): Turn['message'] {
  return message && message.date !== 0 ? message : undefined
}
