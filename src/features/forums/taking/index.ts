import type { Feature } from '../../../platform/feature.ts'
import { onForum } from './cards.ts'
import { forumCommand, forumOpened, onList } from './listing.ts'
import { onOwn } from './own.ts'
import { personal } from './personal.ts'
import { onBack, onJoin, onVote } from './voting.ts'
import { onWrite, writing } from './writing.ts'

/** How people take part: joining, voting, writing. */
export const takingParts = {
  commands: [forumCommand],
  buttons: [onForum, onList, onJoin, onVote, onBack, onWrite, onOwn],
  dialogs: [writing],
  starts: [forumOpened],
  personal,
} satisfies Partial<Feature>
