import { Worker } from 'node:worker_threads'
import type { TransferListItem } from 'node:worker_threads'
import type { z } from 'zod'

/** What is run in a thread: a function of a module, whose input and output can be cloned. */
interface Job<Output> {
  /** The module, as new URL('./counting.ts', import.meta.url). */
  module: URL
  /** The name under which the module exports the function. */
  run: string
  input: unknown
  /** What of the input goes over to the thread rather than being cloned, such as a port to speak with it. */
  transfer?: TransferListItem[]
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

/** A thread waits so long for another job: to load what most of them need takes longer than the job. */
const patience = 30_000
/** A thread does so many jobs, so that what one of them leaves behind does not stay for ever. */
const most = 100

interface Idle {
  thread: Worker
  /** The jobs it has done. */
  done: number
  leaving: NodeJS.Timeout
  leave: () => void
}

/** A thread that has nothing to do, by the megabytes it may have. */
const idle = new Map<number, Idle>()

/**
 * Runs a function in a thread, where it is alone, so that nobody waits for it, and gives what it returns. Throws ThreadFull,
 * what the function throws, and the signal's reason; each of them ends the thread, which otherwise waits for another job.
 */
export async function inThread<Output>(job: Job<Output>, signal: AbortSignal): Promise<Output> {
  signal.throwIfAborted()
  const { thread, done } = take(job.memory)
  const { module, run, input, transfer = [] } = job
  let forget = () => {}
  try {
    const given = await new Promise<unknown>((resolve, reject) => {
      const abort = () => reject(signal.reason)
      const fail = (error: Error) => reject(isFull(error) ? new ThreadFull() : error)
      const exit = () => reject(new Error('The thread ended without a word'))
      signal.addEventListener('abort', abort)
      thread.once('message', resolve).once('error', fail).once('exit', exit)
      forget = () => {
        signal.removeEventListener('abort', abort)
        thread.off('message', resolve).off('error', fail).off('exit', exit)
      }
      thread.postMessage({ module: module.href, run, input }, transfer)
    })
    const read = job.output.parse(given)
    forget()
    keep(job.memory, { thread, done: done + 1 })
    return read
  } catch (error) {
    forget()
    await thread.terminate()
    throw error
  }
}

/** One that waits, or a new one. */
function take(memory: number): Pick<Idle, 'thread' | 'done'> {
  const waiting = idle.get(memory)
  if (waiting === undefined)
    return {
      thread: new Worker(beginning, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memory } }),
      done: 0,
    }
  clearTimeout(waiting.leaving)
  waiting.thread.off('error', waiting.leave)
  idle.delete(memory)
  waiting.thread.ref()
  return waiting
}

function keep(memory: number, { thread, done }: Pick<Idle, 'thread' | 'done'>) {
  if (done === most || idle.has(memory)) return void thread.terminate()
  const leave = () => {
    idle.delete(memory)
    void thread.terminate()
  }
  thread.unref()
  // What breaks in it now is of a job whose outcome is known.
  thread.once('error', leave)
  idle.set(memory, { thread, done, leave, leaving: setTimeout(leave, patience).unref() })
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
