import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()
const sure = z.enum(['y', 'n'])

export const listButton = button('round.list', { page: z.coerce.number().int().min(0) })
/** A questionnaire that comes with Rembuk. */
export const readymadeButton = button('round.use', { key: z.string() })
export const questionnaireButton = button('round.of', { questionnaire: id })
export const withdrawButton = button('round.withdraw', { questionnaire: id, sure })
export const startButton = button('round.start', { questionnaire: id })
export const roundButton = button('round.card', { round: id })
/** `sure`: asked once more. */
export const endRoundButton = button('round.end', { round: id, sure })
export const linkButton = button('round.link', { round: id })
export const seriesButton = button('round.series', { series: id })
export const endSeriesButton = button('round.endSeries', { series: id, sure })
