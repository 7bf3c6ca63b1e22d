import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { objectButton } from '../../../shared/policies/buttons.ts'
import { demandMaySubmit } from './limits.ts'
import { objectedOf } from './paragraphs.ts'
import { submitting } from './submitting.ts'

/** "Keberatan/usul", at a paragraph of a policy. */
export function onObject(kind: typeof objectButton): Press {
  return press(kind, 'member', async (turn, { paragraph, mode }) => {
    await demandMaySubmit(turn)
    await objectedOf(turn, String(paragraph))
    await turn.open(submitting, { paragraph: String(paragraph), mode })
  })
}
