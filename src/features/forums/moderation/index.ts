import type { Feature } from '../../../platform/feature.ts'

export const moderationParts = {} satisfies Partial<Feature>
