import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { partName } from '../../../shared/units/parted.ts'
import type { Part } from './tallies.ts'

/** What a part is called, in so many letters at most: a unit, what is directly in it, or what waits for a unit. */
export function nameOf(voice: Voice, part: Pick<Part, 'id' | 'name' | 'isOwn'>, most: number): string {
  return cut(part.id === null ? voice.label('suggestions:figuresUnassigned') : partName(voice, part), most)
}
