import ICAL from 'ical.js'
import type { MadeFile } from '../../../platform/files/documents.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { groupName } from './ics.ts'

/** A session that is not a training's any more. */
export type Dropped = Pick<Whole['sessions'][number], 'id' | 'startsAt' | 'endsAt' | 'place'>

/**
 * A training as a file that calendar programs take: an event for each session, always known by the same name, so that a later
 * file changes it; those that were dropped, or all of a cancelled training, are called off.
 */
export function calendarFile(
  voice: Voice,
  training: Whole,
  now: Date,
  dropped: Dropped[] = [],
): Omit<MadeFile, 'caption' | 'isPhoto'> {
  const isCancelled = training.state === 'cancelled'
  const calendar = new ICAL.Component(['vcalendar', [], []])
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Rembuk//Pelatihan//ID')
  calendar.addPropertyWithValue('method', isCancelled ? 'CANCEL' : 'PUBLISH')
  for (const session of training.sessions) calendar.addSubcomponent(eventOf(training, session, isCancelled, now))
  for (const session of dropped) calendar.addSubcomponent(eventOf(training, session, true, now))
  const bytes = new TextEncoder().encode(`${calendar.toString()}\r\n`)
  const name = voice.label('trainings:calendarFile', { number: String(training.id) })
  return { name, type: 'text/calendar', bytes }
}

function eventOf(training: Whole, session: Dropped, isCancelled: boolean, now: Date): ICAL.Component {
  const { id, title, provider, description, contact, materials, competence, sequence, uid } = training
  const event = new ICAL.Component('vevent')
  const add = (name: string, value: unknown) => event.addPropertyWithValue(name, value)
  add('uid', `training-${id}-${session.id}@rembuk`)
  add('dtstamp', timeOf(now))
  add('sequence', sequence)
  add('status', isCancelled ? 'CANCELLED' : 'CONFIRMED')
  add('dtstart', timeOf(session.startsAt))
  add('dtend', timeOf(session.endsAt))
  add('summary', title)
  add('location', session.place)
  if (isAddress(session.place)) add('url', session.place)
  // Whoever holds it has a name, but no address here; without either there is nothing to say.
  if (provider !== '') add('organizer', 'invalid:nomail').setParameter('cn', provider.replaceAll('"', "'"))
  const about = [description, materials].filter((text) => text !== '').join('\n\n')
  if (about !== '') add('description', about)
  if (contact !== '') add('contact', contact)
  if (competence !== null) add('categories', competence)
  add(groupName, uid)
  return event
}

function timeOf(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true)
}

function isAddress(place: string): boolean {
  return /^https?:\/\/\S+$/i.test(place) && URL.canParse(place)
}
