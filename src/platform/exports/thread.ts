// What a thread does to write tables: rows come through a port, files come out.
import { on } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import { openDelimited } from './delimited.ts'
import type { Plan, Step, WrittenFile } from './tables.ts'
import { openWorkbook } from './workbook.ts'

/** Writes what it is told through the port, answering each time; null: there was more than the plan allows. */
export async function write({ plan, port }: { plan: Plan; port: MessagePort }): Promise<WrittenFile[] | null> {
  const sink = plan.format === 'xlsx' ? openWorkbook(plan) : openDelimited(plan)
  for await (const [told] of on(port, 'message')) {
    const step: Step = told
    if (step.kind === 'end') {
      const files = await sink.close(step.explanation)
      return sum(files) > plan.limit ? null : files
    }
    if (step.kind === 'table') sink.open(step.table)
    else await sink.add(step.rows)
    if (sink.size() > plan.limit) return null
    port.postMessage('more')
  }
  return null
}

function sum(files: WrittenFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes.length, 0)
}
