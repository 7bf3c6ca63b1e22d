import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { SayOptions, SentFile, World } from '../types.ts'
import { readMarks } from './marks.ts'
import { send } from './sending.ts'

const largestUpload = 50 * 1024 * 1024
const id = z.coerce.number().int()
const optionalId = z.preprocess((value) => (value === '' ? undefined : value), id.optional())
const place = z.object({ chat: optionalId, thread: optionalId })
const said = place.extend({
  text: z.string().default(''),
  reply: optionalId,
  edit: optionalId,
  as_file: z.string().optional(),
})
const pressed = z.object({ chat: id, message: id, data: z.string().min(1) })
const voted = z.object({
  chat: id,
  message: id,
  option: z.union([id.transform((one) => [one]), z.array(id)]).default([]),
  retract: z.string().optional(),
})
const located = place.extend({
  latitude: z.coerce.number().min(-90).max(90).default(-1.61012),
  longitude: z.coerce.number().min(-180).max(180).default(103.61312),
})
const opened = z.object({
  payload: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .default(''),
})

/** Serves what people do: POST /people/:person/<verb>, each answered 204 (the stream shows what came of it). */
export function actRoutes(world: World, refuseLarge: (c: Context) => Response | Promise<Response>): Hono {
  const routes = new Hono()
  routes.use('/people/:person/*', bodyLimit({ maxSize: largestUpload + 1024 * 1024, onError: refuseLarge }))
  return routes.post('/people/:person/:verb', async (c) => {
    const person = id.parse(c.req.param('person'))
    const form = await c.req.parseBody({ all: true })
    const verb = Object.hasOwn(verbs, c.req.param('verb')) ? verbs[c.req.param('verb')] : undefined
    if (!verb) return c.notFound()
    await verb(world, person, form)
    return c.body(null, 204)
  })
}

type Form = Record<string, unknown>

const verbs: Record<string, (world: World, person: number, form: Form) => Promise<unknown>> = {
  async say(world, person, form) {
    const { text, edit, reply, as_file, ...where } = said.parse(form)
    if (edit !== undefined) {
      const written = readMarks(text)
      return world.edits(person, where.chat ?? person, edit, written.text, written.entities)
    }
    const options: SayOptions = { ...placed(where), ...(reply === undefined ? {} : { replyTo: reply }) }
    return send(world, person, { text, files: await filesOf(form['files']), asFile: as_file === '1', options })
  },
  press(world, person, form) {
    const { chat, message, data } = pressed.parse(form)
    return world.presses(person, chat, message, data)
  },
  vote(world, person, form) {
    const { chat, message, option, retract } = voted.parse(form)
    return world.answersPoll(person, chat, message, retract === undefined ? option : [])
  },
  contact: (world, person, form) => world.sharesContact(person, undefined, placed(place.parse(form))),
  location(world, person, form) {
    const { latitude, longitude, ...where } = located.parse(form)
    return world.sharesLocation(person, latitude, longitude, placed(where))
  },
  open: (world, person, form) => world.opens(person, opened.parse(form).payload || undefined),
  block: (world, person) => world.blocks(person),
  unblock: (world, person) => world.unblocks(person),
  leave: (world, person, form) => world.leavesGroup(person, z.object({ chat: id }).parse(form).chat),
}

function placed({ chat, thread }: z.infer<typeof place>): SayOptions {
  // The general topic has no thread of its own: Telegram sends its messages without one.
  return {
    ...(chat === undefined ? {} : { chatId: chat }),
    ...(thread === undefined || thread === 0 ? {} : { threadId: thread }),
  }
}

async function filesOf(field: unknown): Promise<SentFile[]> {
  const files = (Array.isArray(field) ? field : [field]).filter(
    (entry): entry is File => entry instanceof File && entry.size > 0,
  )
  return Promise.all(
    files.map(async (file) => ({
      bytes: new Uint8Array(await file.arrayBuffer()),
      name: file.name,
      type: file.type === '' ? 'application/octet-stream' : file.type,
    })),
  )
}
