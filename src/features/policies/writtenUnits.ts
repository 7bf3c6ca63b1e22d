import type { Document } from './document.ts'
import type { WrittenUnit } from './findings.ts'

/** The units that a file names, by their lines. */
export function writtenUnits({ audience, relevance }: Pick<Document, 'audience' | 'relevance'>): WrittenUnit[] {
  return [
    ...(audience?.value.kind === 'units' ? audience.value.units.map((unit) => ({ unit, line: audience.line })) : []),
    ...relevance.flatMap(({ to, line }) => (to.kind === 'unit' ? [{ unit: to.unit, line }] : [])),
  ]
}
