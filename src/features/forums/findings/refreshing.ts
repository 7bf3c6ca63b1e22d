import { z } from 'zod'
import { task } from '../../../platform/tasks/tasks.ts'

/** Brings a forum's opinion groups and cards up to date. */
export const refreshing = task({
  name: 'forums.refreshing',
  payload: z.object({ forumId: z.string() }),
  run: async () => async () => [],
  failed: () => async () => [],
})
