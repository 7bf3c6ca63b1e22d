import type { Feature } from '../../platform/feature.ts'
import { adding, amendingPresses, rewording } from './amending.ts'
import { askedPresses } from './asked.ts'
import { cardPresses } from './card.ts'
import { choosingPresses } from './choosing.ts'
import { resuming } from './jobs.ts'
import { ledgerPresses } from './ledger.ts'
import { listingPresses } from './listing.ts'
import { collectOutcomes } from './personal.ts'
import { listener, telling } from './telling.ts'
import { writing } from './writing.ts'

/** "Anda usul, kami lakukan": what became of what people said, for them and for everyone. */
export const outcomes: Feature = {
  name: 'outcomes',
  buttons: [
    ...choosingPresses,
    ...cardPresses,
    ...amendingPresses,
    ...askedPresses,
    ...ledgerPresses,
    ...listingPresses,
  ],
  dialogs: [writing, adding, rewording],
  listen: [listener],
  jobs: [resuming],
  tasks: [telling],
  personal: { collect: collectOutcomes },
}
