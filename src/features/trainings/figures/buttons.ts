import { z } from 'zod'
import { button } from '../../../platform/dialog/button.ts'

const id = z.coerce.bigint()

/** Trainings to look at, the newest first. */
export const listButton = button('training.reports', { page: z.coerce.number().int().min(0).max(10_000) })
/** How one went. */
export const figuresButton = button('training.report', { id })
/** The same as a picture. */
export const chartButton = button('training.chart', { id })
