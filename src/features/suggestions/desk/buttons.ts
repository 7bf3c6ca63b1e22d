import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** Which tickets are listed; "late": what is past its limit. */
export const queueFilters = ['all', 'new', 'late', 'waiting', 'answered'] as const
export type QueueFilter = (typeof queueFilters)[number]
const filter = z.enum(queueFilters)

/** What those who work on a ticket can have done to it, or shown of it. */
export const deskDeeds = [
  'open',
  'more',
  'files',
  'verify',
  'take',
  'takeOver',
  'forward',
  'ask',
  'answer',
  'reject',
  'close',
  'merge',
  'inspect',
  'inspectNow',
  'publish',
  'unpublish',
  'mute',
  'unmute',
] as const
export type DeskDeed = (typeof deskDeeds)[number]

/** In the place of a unit, and the number of none: what has not been forwarded to any yet. */
export const noUnit = 9_223_372_036_854_775_807n

/** The queue; unit 0: all that one may see. */
export const queueButton = button('desk.queue', { filter, unit: id, page })
/** The units by which the queue can be narrowed. */
export const unitsButton = button('desk.units', { filter, page })
/** A deed; what is said in reply to a message with such a button may be an answer. */
export const deedButton = button('desk.do', { ticket: id, deed: z.enum(deskDeeds) })
/** What was said and done about a ticket. */
export const talkButton = button('desk.talk', { ticket: id, page })
/** The templates of answers, and what is done with one. */
export const templatesButton = button('desk.templates', { page })
export const templateButton = button('desk.template', { template: id, deed: z.enum(['show', 'drop']) })
/** Keeps an answer as a template; event 0: one that is still to be written. */
export const keepButton = button('desk.keep', { event: id })
