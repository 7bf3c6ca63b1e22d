import { Hono, type Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Fault, Hooks, TurnableClock, World } from '../types.ts'
import { Clock, type NextDue } from './panel.tsx'
import { addressOf, readShowing, withPlace } from './showing.ts'
import { languageOf } from './texts.ts'
import type { View } from './view.ts'

interface Parts {
  world: World
  clock: TurnableClock
  hooks: () => Hooks | undefined
  viewOf: (c: Context) => View
  nextDue: () => Promise<NextDue>
}

const hour = 60 * 60 * 1000
const optionalCount = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number().int().min(1).optional(),
)
const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([])
const back = z
  .string()
  .regex(/^\/playground(?:\?[\w=&:,-]*)?$/)
  .catch('/playground')
const switched = z.object({
  kind: z.enum(['too-many', 'bad-gateway', 'slow', 'drop']),
  turn: z.enum(['on', 'off']),
  amount: optionalCount,
  times: optionalCount,
})
const added = z.object({
  first: z.string().trim().min(1).max(64),
  last: z.string().trim().max(64).default(''),
  note: z.string().trim().max(64).default(''),
  language: z.enum(['id', 'en']).default('id'),
  back,
})
const grouped = z.object({
  title: z.string().trim().min(1).max(128),
  members: many,
  topics: z.string().default(''),
  back,
})

/** Serves the page's own controls: clock, faults, sample city, people, groups, language. */
export function controlRoutes({ world, clock, hooks, viewOf, nextDue }: Parts): Hono {
  return new Hono()
    .post('/clock', async (c) => {
      const { turn } = z.object({ turn: z.enum(['hour', 'day', 'due']) }).parse(await c.req.parseBody())
      const due = turn === 'due' ? await hooks()?.nextDue() : undefined
      if (turn !== 'due') await clock.advance(turn === 'hour' ? hour : 24 * hour)
      else if (due) await clock.advance(Math.max(1, due.getTime() - clock.now().getTime()))
      return c.html(<Clock view={viewOf(c)} clock={clock} nextDue={await nextDue()} />)
    })
    .post('/faults', async (c) => {
      const { kind, turn, amount, times } = switched.parse(await c.req.parseBody())
      if (turn === 'on') world.setFault(faultOf(kind, amount, times))
      else {
        const others = world.faults().filter((fault) => fault.kind !== kind)
        world.clearFaults()
        for (const fault of others) world.setFault(fault)
      }
      return c.body(null, 204)
    })
    .post('/sample', async (c) => {
      const sentence = await hooks()?.loadSample(world.people())
      return c.html(<>{sentence ?? viewOf(c).words.noHooks}</>)
    })
    .post('/people', async (c) => {
      const input = added.parse(await c.req.parseBody())
      const persona = world.addPerson({
        firstName: input.first,
        ...(input.last === '' ? {} : { lastName: input.last }),
        note: input.note,
        language: input.language,
      })
      const showing = showingOf(world, input.back)
      const { id } = persona.user
      return c.redirect(addressOf(withPlace(showing, { person: id, chat: id, thread: undefined })), 303)
    })
    .post('/groups', async (c) => {
      const input = grouped.parse(await c.req.parseBody({ all: true }))
      const members = input.members.map(Number)
      const topics = input.topics
        .split(',')
        .map((topic) => topic.trim())
        .filter(Boolean)
      const chat = await world.createsGroup(input.title, members, topics.length > 0 ? { topics } : {})
      let showing = showingOf(world, input.back)
      const shown = showing.places.map((place) => place.person).filter((person) => members.includes(person))
      for (const person of shown.length > 0 ? shown : members.slice(0, 1))
        showing = withPlace(showing, { person, chat: chat.id, thread: undefined })
      return c.redirect(addressOf(showing), 303)
    })
    .post('/language', async (c) => {
      const input = z.object({ language: z.string(), back }).parse(await c.req.parseBody())
      setCookie(c, 'playground-language', languageOf(input.language), {
        path: '/playground',
        sameSite: 'Lax',
        httpOnly: true,
        maxAge: 365 * 24 * 60 * 60,
      })
      return c.redirect(input.back, 303)
    })
}

function showingOf(world: World, address: string) {
  const query = new URL(address, 'http://playground').searchParams
  return readShowing(world, { show: query.get('show') ?? undefined, panel: query.get('panel') ?? undefined })
}

function faultOf(kind: Fault['kind'], amount: number | undefined, times: number | undefined): Fault {
  const limit = times === undefined ? {} : { times }
  if (kind === 'too-many') return { kind, retryAfter: amount ?? 5, ...limit }
  if (kind === 'slow') return { kind, milliseconds: amount ?? 2000, ...limit }
  return { kind, ...limit }
}
