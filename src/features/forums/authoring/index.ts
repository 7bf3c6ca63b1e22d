import type { Feature } from '../../../platform/feature.ts'

export const authoringParts = {} satisfies Partial<Feature>
