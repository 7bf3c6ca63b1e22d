import type { Mode } from '../../shared/policies/buttons.ts'
import type { Task } from './readings.ts'
import type { Heading } from '../../shared/policies/versions.ts'

/** The paragraphs that somebody goes through, in their order: identities of the version's, and then of those removed. */
export interface Route {
  mode: Mode
  stops: number[]
}

/** All of a version, or what has changed for a reader. */
export function routeOf(mode: Mode, headings: Heading[], task: Task | undefined): Route {
  if (mode === 'c' && task !== undefined) return { mode, stops: [...task.required, ...task.removed] }
  return { mode: 'a', stops: headings.map(({ identity }) => identity) }
}

/** What comes before and after a stop; null: the beginning or the end. A stop that is not on the route: its beginning. */
export function around({ stops }: Route, at: number): { before: number | null; after: number | null; place: number } {
  const index = stops.indexOf(at)
  return { before: stops[index - 1] ?? null, after: stops[index + 1] ?? null, place: index + 1 }
}

/** A bar of ten squares. */
export function bar(place: number, places: number): string {
  const full = places === 0 ? 0 : Math.round((10 * place) / places)
  return '▰'.repeat(full) + '▱'.repeat(10 - full)
}
