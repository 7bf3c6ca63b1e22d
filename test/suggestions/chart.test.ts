// The picture of how tickets are answered reaches to the limit that most of them have.
import { expect, test } from 'vitest'
import { figuresChart } from '../../src/features/suggestions/figures/chart.ts'
import type { Tally } from '../../src/features/suggestions/figures/tallies.ts'
import { openTexts } from '../../src/platform/texts.ts'
import { survivalOf } from '../../src/shared/statistics/survival.ts'

const voices = await openTexts({ strict: true, timeZone: 'Asia/Jakarta' })
const responseDays = { first: 3, question: 5, appreciation: 5, suggestion: 14, complaint: 14, inspection: 60 }
const counts = { n: 2, open: 0, overdue: 0, ended: 2, inTime: 2, reopened: 0, suggestions: 0, withOutcome: 0 }
const soon: Omit<Tally, 'limit'> = { ...counts, survival: survivalOf([{ time: 2, ended: 2, censored: 0 }]) }

test.each([
  { name: 'of questions alone', limit: 5, most: 6 },
  { name: 'of complaints that were answered soon', limit: 14, most: 16 },
])('the axis $name', ({ limit, most }) => {
  const tallies = { total: { ...soon, limit }, parts: [] }
  const { option } = figuresChart(voices('id'), { title: 'Usulan', under: '' }, tallies, responseDays)
  expect([option.xAxis].flat()[0]).toMatchObject({ max: most })
})
