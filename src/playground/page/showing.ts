import { personas } from '../personas.ts'
import type { World } from '../types.ts'

/** What one column shows: a person's chat, and the topic in it when one is chosen (0 is the general topic). */
export interface Place {
  person: number
  chat: number
  thread: number | undefined
}

/** What the page shows, as its address says it. */
export interface Showing {
  places: Place[]
  panel: boolean
}

/** Reads `show` ("101,102:-5,103:-5:7") and `panel` from an address; unknown people and chats fall away. */
export function readShowing(world: World, query: { show?: string | undefined; panel?: string | undefined }): Showing {
  const people = new Set(world.people().map((persona) => persona.user.id))
  const wanted = query.show ?? firstShown([...people]).join(',')
  const places = new Map<number, Place>()
  for (const part of wanted.split(',').slice(0, 24)) {
    const match = /^(\d{1,16})(?::(-?\d{1,16})(?::(\d{1,16}))?)?$/.exec(part)
    if (!match || !people.has(Number(match[1]))) continue
    const person = Number(match[1])
    const chat = match[2] === undefined ? person : Number(match[2])
    const isMember = world.chatsOf(person).some((known) => known.id === chat)
    const thread = match[3] === undefined ? undefined : Number(match[3])
    places.set(person, isMember || chat === person ? { person, chat, thread } : privately(person))
  }
  return { places: [...places.values()], panel: query.panel === '1' }
}

/** A person's private chat with the bot. */
export function privately(person: number): Place {
  return { person, chat: person, thread: undefined }
}

/** The query that `readShowing` reads back. */
export function showingQuery(showing: Showing): string {
  const show = showing.places.map((place) =>
    [
      place.person,
      ...(place.chat === place.person ? [] : [place.chat]),
      ...(place.thread === undefined ? [] : [place.thread]),
    ].join(':'),
  )
  return `show=${show.join(',')}${showing.panel ? '&panel=1' : ''}`
}

/** The page's address for what is to be shown. */
export function addressOf(showing: Showing): string {
  return `/playground?${showingQuery(showing)}`
}

/** The same page with this place in its person's column, which is added when it is not there. */
export function withPlace(showing: Showing, place: Place): Showing {
  const isShown = showing.places.some((shown) => shown.person === place.person)
  const places = isShown
    ? showing.places.map((shown) => (shown.person === place.person ? place : shown))
    : [...showing.places, place]
  return { ...showing, places }
}

/** The same page without this person's column. */
export function withoutPerson(showing: Showing, person: number): Showing {
  return { ...showing, places: showing.places.filter((place) => place.person !== person) }
}

/** Who is shown before anyone has been chosen: the citizen and the admin, between whom everything happens. */
function firstShown(people: number[]): number[] {
  const seeds = personas.filter(({ key, id }) => (key === 'citizen' || key === 'admin') && people.includes(id))
  return seeds.length === 2 ? seeds.map(({ id }) => id) : people.slice(0, 2)
}
