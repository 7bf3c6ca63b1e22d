import { Worker } from 'node:worker_threads'
import type { z } from 'zod'

/** What is run in a thread: a function of a module, whose input and output can be cloned. */
interface Job<Output> {
  /** The module, as new URL('./counting.ts', import.meta.url). */
  module: URL
  /** The name under which the module exports the function. */
  run: string
  input: unknown
  output: z.ZodType<Output>
  /** Most megabytes of objects and texts; buffers are not counted. */
  memory: number
}

/** The thread needed more memory than it may have. */
export class ThreadFull extends Error {
  override name = 'ThreadFull'
}

/** Begins with the loader of TypeScript: a thread has it from its process only where that has it, which a test has not. */
const beginning = `import('${import.meta.resolve('tsx/esm/api')}')
  .then(({ register }) => register())
  .then(() => import('${new URL('threadBody.ts', import.meta.url).href}'))`

/**
 * Runs a function in a thread of its own, so that nobody waits for it, and gives what it returns. Throws ThreadFull, what
 * the function throws, and the signal's reason once that ends the thread.
 */
export async function inThread<Output>(job: Job<Output>, signal: AbortSignal): Promise<Output> {
  signal.throwIfAborted()
  const thread = new Worker(beginning, {
    eval: true,
    workerData: { module: job.module.href, run: job.run, input: job.input },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: job.memory },
  })
  let abort = () => {}
  try {
    const given = await new Promise<unknown>((done, fail) => {
      abort = () => fail(signal.reason)
      signal.addEventListener('abort', abort)
      thread.once('message', done)
      thread.once('error', (error) => fail(isFull(error) ? new ThreadFull() : error))
      thread.once('exit', () => fail(new Error('The thread ended without a word')))
    })
    return job.output.parse(given)
  } finally {
    signal.removeEventListener('abort', abort)
    await thread.terminate()
  }
}

/** The same, for at most so many milliseconds; undefined: it took longer, or needed more memory than it may have. */
export async function inThreadWithin<Output>(
  job: Job<Output>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Output | undefined> {
  const tooLong = AbortSignal.timeout(milliseconds)
  try {
    return await inThread(job, AbortSignal.any([signal, tooLong]))
  } catch (error) {
    if (error instanceof ThreadFull || (tooLong.aborted && !signal.aborted)) return undefined
    throw error
  }
}

function isFull(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
