import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)

/** One's own page. */
export const homeButton = button('checkin.home', {})
/** One's own trend as a picture. */
export const ownChartButton = button('checkin.chart', {})
/** What one answered last. */
export const lastButton = button('checkin.last', {})
export const targetButton = button('checkin.target', {})

/** Obstacles that were shared with who speaks, and one of them. */
export const obstaclesButton = button('obstacle.list', { page })
export const obstacleButton = button('obstacle.open', { id })
export const resolveButton = button('obstacle.resolve', { id })

/** The people of one's units, and the notes with one of them, the newest on page 0. */
export const teamButton = button('coach.team', { page })
export const findButton = button('coach.find', {})
export const notesButton = button('coach.notes', { person: id, page })
export const noteButton = button('coach.write', { person: id })
/** The notes of one's own heads, and those of the head who wrote this one. */
export const ownNotesButton = button('coach.mine', {})
export const ownLineButton = button('coach.line', { note: id, page })
export const answerButton = button('coach.answer', { note: id })

export const appreciateButton = button('thanks.give', {})
/** Whether others see it; from its message, or from the page of a list. */
export const showButton = button('thanks.show', { id, isShown: z.enum(['y', 'n']), page: page.or(z.literal('m')) })
export const receivedButton = button('thanks.mine', { page })
export const wallButton = button('thanks.wall', { of: z.enum(['unit', 'all']), page })

/** Figures of a unit with its sub-units, 0: of all that somebody may see; of a questionnaire, 0: the one asked last. */
const place = { unit: id, asked: id }
export const figuresButton = button('checkin.figures', { ...place, page })
export const unitChartButton = button('checkin.unitChart', place)
