import type { Feature } from '../../../platform/feature.ts'

export const groupParts = {} satisfies Partial<Feature>
