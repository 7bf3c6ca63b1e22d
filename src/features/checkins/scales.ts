import type { Question } from '../../shared/questionnaires/definition.ts'
import type { TextKey } from '../../platform/texts.ts'

/** What of a check-in is drawn as a line. */
export const lineRoles = ['mood', 'progress'] as const
export type LineRole = (typeof lineRoles)[number]

/** Where a scale begins and ends. */
export interface Scale {
  least: number
  most: number
}

export const roleKey: Record<LineRole, TextKey> = { mood: 'checkins:mood', progress: 'checkins:progress' }
export const roleColor: Record<LineRole, string> = { mood: '#376bb0', progress: '#1f9d6b' }

/** The scale on which the answers to a question are drawn. */
export function scaleOf({ kind, min, max, options = [] }: Question): Scale {
  if (kind === 'scale10') return { least: 0, most: 10 }
  if (kind === 'number') return { least: min ?? 0, most: max ?? 100 }
  const values = options.flatMap(({ value }) => value ?? [])
  if (kind === 'one' && values.length > 1) return { least: Math.min(...values), most: Math.max(...values) }
  return { least: 1, most: 5 }
}
