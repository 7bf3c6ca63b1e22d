// What a thread of thread.ts does: one function of one module.
import { parentPort, workerData } from 'node:worker_threads'

const { module, run, input }: { module: string; run: string; input: unknown } = workerData
const { [run]: found }: Record<string, unknown> = await import(module)
if (typeof found !== 'function') throw new TypeError(`${module} exports no function ${run}`)
parentPort?.postMessage(await found(input), [])
