// Telegram, as little of it as a sender and talking people can see, in a process of its own: it answers after a fixed
// latency, and refuses with 429 what arrives beyond its limit. It notes when what arrived and how long answers took.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { z } from 'zod'
import { Crowded, openCrowd } from './crowd.ts'
import type { Shown } from './crowd.ts'
import { listen } from './line.ts'
import { admin, announcement } from './scene.ts'
import { openVoting, Voters } from './voters.ts'

const Parameters = z.looseObject({
  chat_id: z.coerce.number().optional(),
  message_id: z.number().optional(),
  text: z.string().optional(),
  offset: z.number().optional(),
  timeout: z.number().optional(),
  callback_query_id: z.string().optional(),
  reply_markup: z
    .looseObject({
      inline_keyboard: z.array(z.array(z.looseObject({ text: z.string(), callback_data: z.string().optional() }))),
    })
    .optional()
    .catch(undefined),
})
type Parameters = z.infer<typeof Parameters>

interface Update {
  update_id: number
}

const second = 1000
const bot = { id: 123_456, is_bot: true, first_name: 'Bench', username: 'bench_bot' }

/** Whether it counts against the limit: new messages, and changes of messages. */
const isCounted = (method: string) => /^(?:send(?!ChatAction)|copy|forward|edit)/.test(method)
const isNew = (method: string) => isCounted(method) && !method.startsWith('edit')

let limit = Number.POSITIVE_INFINITY
let latency = 0
let lastId = 1
/** A bot that is started again on its database has seen those of the stand-in before. */
let lastUpdate = Math.floor(Date.now() / 10) % 1e9
let updates: Update[] = []
let wakePoller = () => {}
/** Arrivals of what was counted in the last second. */
let arrivals: number[] = []
let calls: { at: number; person: number; announced: boolean; accepted: boolean; isNew: boolean }[] = []
let answers: { asked: number; milliseconds: number }[] = []
/** When what each person said last, and was not answered. */
const open = new Map<number, number[]>()
let talking: NodeJS.Timeout | undefined
let shown: { id: number; text: string; buttons: Shown[] }[] = []

const now = () => performance.now()
const user = (id: number) => ({ id, is_bot: false, first_name: `Warga${id}`, language_code: 'id' })
const chat = (id: number) => ({ id, type: 'private', first_name: `Warga${id}` })
const date = () => Math.floor(Date.now() / second)

function say(person: number, text: string) {
  const length = text.split(' ')[0]?.length ?? 0
  const entities = text.startsWith('/') ? { entities: [{ type: 'bot_command', offset: 0, length }] } : undefined
  const message = { message_id: ++lastId, date: date(), from: user(person), chat: chat(person), text, ...entities }
  happen({ message })
}

function press(label: string): boolean {
  for (const { id, text, buttons } of shown.toReversed()) {
    const button = buttons.find((candidate) => candidate.text === label)
    if (button === undefined) continue
    pressed(admin, id, button.data, text)
    return true
  }
  return false
}

/** Gives the name of the press. */
function pressed(person: number, id: number, data: string, text = ''): string {
  const message = { message_id: id, date: date(), from: bot, chat: chat(person), text }
  const query = { id: String(++lastId), from: user(person), chat_instance: '1', message, data }
  happen({ callback_query: query })
  return query.id
}

const crowd = openCrowd(pressed, now)
const voting = openVoting(pressed, now)

function happen(update: object) {
  updates.push({ update_id: ++lastUpdate, ...update })
  wakePoller()
}

/** Someone says something `perSecond` times a second, never quite in step with anything. */
function talk(people: number[], words: string[], perSecond: number) {
  const began = now()
  const next = (n: number) => {
    // The golden ratio spreads the moments evenly and the same in every run.
    const at = began + ((n + ((n * 0.618_034) % 1)) * second) / perSecond
    talking = setTimeout(
      () => {
        const person = people[(n * 7) % people.length] ?? admin
        open.set(person, [...(open.get(person) ?? []), now()])
        say(person, words[n % words.length] ?? '')
        next(n + 1)
      },
      Math.max(0, at - now()),
    )
  }
  next(0)
}

/** Whether there is room now for one more; else the seconds to wait, as Telegram says them. */
function refusal(at: number): number | undefined {
  arrivals = arrivals.filter((before) => before > at - second)
  const first = arrivals[arrivals.length - limit]
  if (first !== undefined) return Math.max(1, Math.ceil((first + second - at) / second))
  if (limit !== Number.POSITIVE_INFINITY) arrivals.push(at)
  return undefined
}

function take(method: string, parameters: Parameters, at: number) {
  const { chat_id: person = 0, message_id: changed, text = '', reply_markup: keyboard } = parameters
  if (method === 'getMe') return { ok: true, result: { ...bot, can_join_groups: true, supports_inline_queries: false } }
  if (!isCounted(method)) return { ok: true, result: true }
  const wait = refusal(at)
  calls.push({
    at,
    person,
    announced: isAnnouncement(person, text),
    accepted: wait === undefined,
    isNew: isNew(method),
  })
  if (wait !== undefined) {
    const description = `Too Many Requests: retry after ${wait}`
    return { ok: false, error_code: 429, description, parameters: { retry_after: wait } }
  }
  const id = changed ?? ++lastId
  if (person === admin) shown = [...shown, { id, text, buttons: buttonsOf(keyboard) }].slice(-100)
  return { ok: true, result: { message_id: id, date: date(), from: bot, chat: chat(person), text } }
}

function buttonsOf(keyboard: Parameters['reply_markup']): Shown[] {
  return keyboard?.inline_keyboard.flat().map((one) => ({ text: one.text, data: one.callback_data ?? '' })) ?? []
}

function isAnnouncement(person: number, text: string) {
  return person !== admin && text === announcement
}

/** The person has it: what they asked first is answered. */
function noteAnswer(person: number) {
  const [asked, ...others] = open.get(person) ?? []
  if (asked === undefined) return
  answers.push({ asked, milliseconds: now() - asked })
  if (others.length > 0) open.set(person, others)
  else open.delete(person)
}

async function poll({ offset = 0, timeout = 0 }: Parameters) {
  updates = updates.filter((update) => update.update_id >= offset)
  if (updates.length === 0 && timeout > 0)
    await new Promise<void>((done) => {
      const timer = setTimeout(done, timeout * second)
      wakePoller = () => (clearTimeout(timer), done())
    })
  return { ok: true, result: updates.slice(0, 100) }
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  const at = now()
  const method = request.url?.split('/').at(-1) ?? ''
  const body = await readText(request)
  const parameters = Parameters.parse(body === '' ? {} : JSON.parse(body))
  if (parameters.callback_query_id !== undefined) voting.acknowledge(parameters.callback_query_id)
  const reply = method === 'getUpdates' ? await poll(parameters) : take(method, parameters, at)
  const respond = () => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
    const { chat_id: person = 0, text = '' } = parameters
    if (reply.ok && isNew(method) && !isAnnouncement(person, text)) noteAnswer(person)
    const { result } = reply
    if (text === '' || typeof result !== 'object' || !('message_id' in result) || result.message_id === undefined)
      return
    const buttons = buttonsOf(parameters.reply_markup)
    crowd.see(person, result.message_id, buttons)
    voting.see(person, result.message_id, buttons, isNew(method))
  }
  const left = at + latency - now()
  if (left > 0) setTimeout(respond, left)
  else respond()
}

const server = createServer((request, response) => void serve(request, response))
// A client that reuses a connection just as it is closed for idleness would see a fault of this stand-in.
server.keepAliveTimeout = 0

listen({
  async open(given) {
    const asked = z.object({ limit: z.number().nullable(), latency: z.number() }).parse(given)
    limit = asked.limit ?? Number.POSITIVE_INFINITY
    latency = asked.latency
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  },
  say(given) {
    const { person, text } = z.object({ person: z.number(), text: z.string() }).parse(given)
    say(person, text)
  },
  press: (given) => press(z.string().parse(given)),
  isShown(given) {
    const words = z.string().parse(given)
    return shown.some(({ text }) => text.includes(words))
  },
  talk(given) {
    const asked = z.object({ people: z.array(z.number()), words: z.array(z.string()), perSecond: z.number() })
    const { people, words, perSecond } = asked.parse(given)
    talk(people, words, perSecond)
  },
  hush: () => clearTimeout(talking),
  gather: (given) => crowd.gather(Crowded.parse(given)),
  begin: () => crowd.begin(),
  note: () => crowd.note(),
  seat(given) {
    const { says, ...voters } = Voters.parse(given)
    voting.gather(voters)
    for (const person of voters.people) say(person, says)
  },
  vote: () => voting.begin(),
  hall: () => voting.note(),
  /** Gives what was noted since the last time. */
  record() {
    const unanswered = [...open.values()].flat()
    const noted = { calls, answers, unanswered }
    calls = []
    answers = []
    shown = []
    return noted
  },
})
