import type { Feature } from '../../../platform/feature.ts'
import { forumInGroup } from './calling.ts'
import { onGroupLost, onGroupMoved } from './moving.ts'

/** Forums in group chats and their topics: a card, and nothing else. */
export const groupParts = {
  groupCommands: [forumInGroup],
  listen: [onGroupLost, onGroupMoved],
} satisfies Partial<Feature>
