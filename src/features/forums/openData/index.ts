import type { Feature } from '../../../platform/feature.ts'
import { onData, openDataArchive } from './archive.ts'
import { packing } from './packing.ts'

/** A forum's votes for those who want to reckon with them. */
export const openDataParts = {
  buttons: [onData],
  tasks: [packing],
  archives: [openDataArchive],
} satisfies Partial<Feature>
