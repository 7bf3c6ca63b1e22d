import type { Feature } from '../../../platform/feature.ts'

export const hallParts = {} satisfies Partial<Feature>
