import { valueOf } from '../../../shared/questionnaires/answers.ts'
import type { Answers } from '../../../shared/questionnaires/answers.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import { lineRoles, scaleOf } from '../scales.ts'
import type { LineRole, Scale } from '../scales.ts'

/** What somebody answered in a check-in that bears their name. */
export interface Answered {
  at: Date
  answers: Answers
  definition: Pick<Definition, 'questions'>
}

/** How one's own answers to a question went on, the oldest first. */
export interface OwnLine extends Scale {
  role: LineRole
  points: { at: Date; value: number }[]
}

/** The lines that can be drawn of check-ins, the oldest first; what was asked on another scale than last is left out. */
export function ownLines(answered: Answered[]): OwnLine[] {
  return lineRoles.flatMap((role): OwnLine[] => {
    const found = answered.flatMap(({ at, answers, definition }) => {
      const question = definition.questions.find((one) => one.role === role)
      const answer = question && answers[question.key]
      const value = question === undefined || answer === undefined ? null : valueOf(question, answer)
      return question === undefined || value === null ? [] : [{ at, value, ...scaleOf(question) }]
    })
    const last = found.at(-1)
    if (last === undefined) return []
    const { least, most } = last
    const points = found
      .filter((one) => one.least === least && one.most === most)
      .map(({ at, value }) => ({ at, value }))
    return [{ role, least, most, points }]
  })
}

/** A difference of means of less than this share of a scale is none. */
const visible = 0.1
/** Of fewer values nobody can say where they go. */
const fewest = 4

/** Where a line goes: its later half against the earlier one; null: too little is known. */
export function tendencyOf({ points, least, most }: OwnLine): 'up' | 'down' | 'steady' | null {
  if (points.length < fewest) return null
  const half = Math.floor(points.length / 2)
  const mean = (some: OwnLine['points']) => some.reduce((sum, { value }) => sum + value, 0) / some.length
  const change = (mean(points.slice(-half)) - mean(points.slice(0, half))) / (most - least)
  if (Math.abs(change) < visible) return 'steady'
  return change > 0 ? 'up' : 'down'
}
