import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const page = z.coerce.number().int().min(0).max(10_000)
/** `unit` 0: all that somebody may see. */
const at = { round: id, unit: id }

/** The questionnaires of which there is something to look at. */
export const askedButton = button('result.asked', { page })
/** The last round of a questionnaire. */
export const lastButton = button('result.last', { questionnaire: id })
/** The results of a round, for heads and planners. */
export const roundResultsButton = button('result.round', { ...at, page })
/** The same of each unit. */
export const unitsButton = button('result.units', { ...at, page })
/** What people wrote. */
export const wordsButton = button('result.words', { ...at, page })
/** The results as a picture. */
export const chartButton = button('result.chart', at)
/** Another page of what everyone may see of a round. */
export const everyoneButton = button('result.all', { round: id, page })
