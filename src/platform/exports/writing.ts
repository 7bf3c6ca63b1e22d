import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { z } from 'zod'
import type { Cell } from '../feature.ts'
import { inThread } from '../thread.ts'
import type { Explanation, Plan, Step, WrittenFile } from './tables.ts'

const module = new URL('./thread.ts', import.meta.url)
const bytes = z.instanceof(Uint8Array).transform((given) => new Uint8Array(given))
const output = z.array(z.object({ name: z.string(), type: z.string(), bytes })).nullable()

/** What a plan is filled with. */
interface Filling {
  /** The rows of a table, by its place in the plan, in batches. */
  rowsOf(index: number): AsyncIterable<Cell[][]>
  /** What is said about all of them, once it is known how many rows each has. */
  explain(rows: number[]): Explanation
  /** Called after each batch with how many rows have been written so far. */
  advanced(rows: number): Promise<void>
}

/** The files, and how many rows each table has. */
interface Written {
  files: WrittenFile[]
  rows: number[]
}

/**
 * Writes tables in a thread, so that nobody waits for it; a batch is read when the one before has been written, so that
 * no more than that is in memory beside the files. Null: they need more bytes than the plan allows.
 */
export async function writeTables(plan: Plan, filling: Filling, signal: AbortSignal): Promise<Written | null> {
  const { port1: port, port2 } = new MessageChannel()
  const ending = new AbortController()
  const writing = inThread(
    { module, run: 'write', input: { plan, port: port2 }, transfer: [port2], output, memory: 512 },
    AbortSignal.any([signal, ending.signal]),
  )
  // It may fail while a batch is being read; who tells it something next throws it.
  writing.catch(() => {})
  const isOver = writing.then(() => true)
  /** False: it takes no more. */
  const tell = async (step: Step) => {
    const answer = once(port, 'message').then(() => false)
    port.postMessage(step)
    return !(await Promise.race([answer, isOver]))
  }
  const rows: number[] = []
  try {
    let all = 0
    for (const [index, table] of plan.tables.entries()) {
      rows.push(0)
      if (!(await tell({ kind: 'table', table }))) return null
      for await (const batch of filling.rowsOf(index)) {
        signal.throwIfAborted()
        if (batch.length === 0) continue
        if (!(await tell({ kind: 'rows', rows: batch }))) return null
        rows[index] = (rows[index] ?? 0) + batch.length
        all += batch.length
        await filling.advanced(all)
      }
    }
    await tell({ kind: 'end', explanation: filling.explain(rows) })
    const files = await writing
    return files && { files, rows }
  } finally {
    ending.abort()
    port.close()
  }
}
