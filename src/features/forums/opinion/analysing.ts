import { z } from 'zod'
import { inThread } from '../../../platform/thread.ts'
import type { Opinion, OpinionInput } from './analysis.ts'

const module = new URL('./analysis.ts', import.meta.url)
/** Megabytes of objects; the votes and what is found are buffers, which do not count. */
const memory = 192

/** What the thread gives back is ours: only that it is whole is looked at, not each of its numbers. */
const opinion = z.custom<Opinion>(
  (given) => typeof given === 'object' && given !== null && 'groups' in given && 'earlier' in given,
)

/** Finds the groups of opinion, as analyse does, in a thread: whoever talks with the bot meanwhile does not wait for it. */
export async function analyseInThread(input: OpinionInput, signal: AbortSignal): Promise<Opinion> {
  return inThread({ module, run: 'analyse', input, output: opinion, memory }, signal)
}
