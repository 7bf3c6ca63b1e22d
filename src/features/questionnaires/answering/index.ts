import type { Feature } from '../../../platform/feature.ts'
import { beginButton, firstButton, goOnButton } from '../../../shared/questionnaires/buttons.ts'
import { answering } from './answering.ts'
import { onBegin, onFirst, onGoOn, roundStart } from './beginning.ts'
import { cleaning } from './cleaning.ts'
import { collectAnswers, forgetAnswers } from './personal.ts'

/** How people answer a round in chat. */
export const answeringParts = {
  buttons: [onBegin(beginButton), onFirst(firstButton), onGoOn(goOnButton)],
  dialogs: [answering],
  starts: [roundStart],
  tasks: [cleaning],
  personal: { collect: collectAnswers, erase: forgetAnswers },
} satisfies Partial<Feature>
