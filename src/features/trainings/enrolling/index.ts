import type { Feature } from '../../../platform/feature.ts'
import { onApprove, onRefuse, refusing } from './deciding.ts'
import { declining, onCome, onDecline, onEnrol, onFile, onLeave } from './pressing.ts'

/** Who comes, waits, declines, and what their heads say to it. */
export const enrolling = {
  buttons: [onEnrol, onCome, onDecline, onLeave, onFile, onApprove, onRefuse],
  dialogs: [declining, refusing],
} satisfies Partial<Feature>
