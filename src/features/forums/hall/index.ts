import type { Feature } from '../../../platform/feature.ts'
import { asking, onAsk } from './asking.ts'
import { controlPresses, timing } from './controls.ts'
import { answering, declining, onDeed } from './deciding.ts'
import { ending, nextEnding } from './ending.ts'
import { ticketing } from './leftovers.ts'
import { onQuestions, onUpvote } from './listing.ts'
import { liveRoutes } from '../live/routes.ts'
import { personal } from './personal.ts'
import { promisePresses, promising } from './promises.ts'
import { onQueue, onQueued } from './queue.ts'

/** Live halls: the facilitator's controls, questions, promises, and the page on the projector. */
export const hallParts = {
  buttons: [onAsk, onQuestions, onUpvote, ...controlPresses, onQueue, onQueued, onDeed, ...promisePresses],
  dialogs: [asking, timing, answering, declining, promising],
  tasks: [ticketing],
  jobs: [ending],
  due: nextEnding,
  web: liveRoutes,
  personal,
} satisfies Partial<Feature>
