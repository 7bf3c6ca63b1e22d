import type { Html } from '../../../platform/html.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { roleKey } from '../scales.ts'
import { tendencyOf } from './trend.ts'
import type { OwnLine } from './trend.ts'

const tendencyKey: Record<'up' | 'down' | 'steady', TextKey> = {
  up: 'checkins:tendsUp',
  down: 'checkins:tendsDown',
  steady: 'checkins:tendsSteady',
}

/** So many values stand in a line of words. */
const mostValues = 6

/** A line in words: "Suasana kerja: 3 → 4 → 4 dari 5, cenderung naik". */
export function lineText(voice: Voice, line: OwnLine): Html {
  const tendency = tendencyOf(line)
  const format = (value: number) => voice.label('checkins:value', { value })
  return voice.t(tendency === null ? 'checkins:line' : tendencyKey[tendency], {
    what: voice.label(roleKey[line.role]),
    values: line.points
      .slice(-mostValues)
      .map(({ value }) => format(value))
      .join(' → '),
    most: line.most,
  })
}
