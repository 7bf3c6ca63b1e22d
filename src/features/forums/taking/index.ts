import type { Feature } from '../../../platform/feature.ts'

export const takingParts = {} satisfies Partial<Feature>
