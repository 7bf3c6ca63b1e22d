import type { Feature } from '../../../platform/feature.ts'

export const findingParts = {} satisfies Partial<Feature>
