import type { Language } from '../../../platform/texts.ts'
import type { Work } from '../../../platform/work.ts'
import { openListeners } from './listeners.ts'
import type { Listeners } from './listeners.ts'
import { drawParts, layoutOf } from './parts.tsx'
import type { Entrance, Layout, Parts } from './parts.tsx'
import { openReading } from './state.ts'
import type { LiveState } from './state.ts'

/** A forum as its page shows it. */
export interface Drawn {
  title: string
  layout: Layout
  parts: Parts
}

/** One forum, watched for all who have its page open. */
export interface Watch {
  /** As it is now, or was less than a second ago. */
  draw(language: Language): Promise<Drawn>
  /** What happens from now on, as server-sent events, the whole state first; null: too many follow it. */
  follow(language: Language): Promise<ReadableStream<Uint8Array> | null>
}

/** Those who follow it in one language, what they were last shown, and all of that as it is written to who comes. */
interface Room {
  listeners: Listeners
  drawn: Drawn
  parts: string
}

/** At least so many milliseconds lie between two looks, and nine times as many as a look takes: it is a tenth of the work. */
const pause = 1000
const pauses = 9
const heartbeat = 15_000
/** How far the clock may be off before that is told: it was turned. */
const tolerance = 1500
/** A hall has 2,000 seats; what is far beyond is no hall. */
const mostListeners = 5000

/**
 * Looks at the database once for however many have the page open, as long as somebody has, and sends all of them what has
 * changed; there is no timer but this one.
 */
export function openWatch(
  { database, clock, log, voice }: Pick<Work, 'database' | 'clock' | 'log' | 'voice'>,
  forumId: bigint,
  entrance: Entrance,
  most = mostListeners,
): Watch {
  const read = openReading(database.client, forumId)
  const rooms = new Map<Language, Room>()
  let newest: LiveState | undefined
  let looked = -Infinity
  let looking: Promise<LiveState> | undefined
  let timer: NodeJS.Timeout | undefined
  /** When all were last told the time, by how much the clock was ahead of the machine's, and until when the timer ran. */
  let told: { at: number; ahead: number; until: number | null } = { at: 0, ahead: 0, until: null }

  const listening = () => [...rooms.values()].reduce((sum, { listeners }) => sum + listeners.size, 0)

  /** Everybody who asks at once gets the same answer. */
  function look(): Promise<LiveState> {
    if (newest !== undefined && clock.monotonic() - looked < pause) return Promise.resolve(newest)
    looking ??= read(clock.now())
      .then((found) => {
        looked = clock.monotonic()
        newest = found
        return found
      })
      .finally(() => (looking = undefined))
    return looking
  }

  async function pass() {
    const began = clock.monotonic()
    try {
      tell(await look())
    } catch (error) {
      if (listening() > 0) log.warn({ err: error }, 'A hall could not be looked at; tried again')
    }
    if (listening() === 0) timer = undefined
    else timer = setTimeout(() => void pass(), Math.max(pause, pauses * (clock.monotonic() - began))).unref()
  }

  function tell(found: LiveState) {
    const moment = momentOf(found)
    const at = clock.monotonic()
    const isTurned = Math.abs(moment.now - at - told.ahead) > tolerance
    const isNews = isTurned || moment.until !== told.until || at - told.at >= heartbeat
    for (const [language, room] of rooms) {
      if (room.listeners.size === 0) {
        rooms.delete(language)
        continue
      }
      const drawn = drawIn(language, found)
      const changes = changesFrom(room.drawn, drawn)
      if (changes !== null) Object.assign(room, { drawn, parts: JSON.stringify(drawn.parts) })
      const whole = lazily(() => writeState(moment, room))
      if (changes !== null) {
        room.listeners.send(writeState(moment, { drawn, parts: JSON.stringify(changes) }), whole)
      } else if (isNews) room.listeners.send(write('here', JSON.stringify(moment)), whole)
    }
    if (isNews) told = { at, ahead: moment.now - at, until: moment.until }
  }

  const drawIn = (language: Language, found: LiveState): Drawn => ({
    title: found.title,
    layout: layoutOf(found),
    parts: drawParts(voice(language), found, entrance),
  })

  /** Server time and the end of the timer, by which a screen counts down on its own. */
  const momentOf = ({ until }: LiveState) => ({ now: clock.now().getTime(), until: until?.getTime() ?? null })

  return {
    draw: async (language) => drawIn(language, await look()),
    async follow(language) {
      const found = await look()
      if (listening() >= most) return null
      const room = rooms.get(language) ?? enter(drawIn(language, found))
      rooms.set(language, room)
      const stream = room.listeners.add(writeState(momentOf(found), room))
      timer ??= setTimeout(() => void pass(), pause).unref()
      return stream
    },
  }
}

/** The pieces that differ; null: none does. */
function changesFrom(before: Drawn, after: Drawn): Partial<Parts> | null {
  const was = new Map(Object.entries(before.parts))
  const changed = Object.entries(after.parts).filter(([id, html]) => was.get(id) !== html)
  return changed.length === 0 && before.layout === after.layout ? null : Object.fromEntries(changed)
}

const enter = (drawn: Drawn): Room => ({ listeners: openListeners(), drawn, parts: JSON.stringify(drawn.parts) })

function writeState(moment: { now: number; until: number | null }, { drawn, parts }: Pick<Room, 'drawn' | 'parts'>) {
  return write('state', `${JSON.stringify({ ...moment, layout: drawn.layout }).slice(0, -1)},"parts":${parts}}`)
}

const encoder = new TextEncoder()

function write(event: 'state' | 'here', json: string): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${json}\n\n`)
}

function lazily(make: () => Uint8Array): () => Uint8Array {
  let made: Uint8Array | undefined
  return () => (made ??= make())
}
