// What a thread of thread.ts does: functions of modules, one after the other. What one of them throws ends the thread.
import { parentPort } from 'node:worker_threads'

interface Asked {
  module: string
  run: string
  input: unknown
}

parentPort?.on('message', async ({ module, run, input }: Asked) => {
  const { [run]: found }: Record<string, unknown> = await import(module)
  if (typeof found !== 'function') throw new TypeError(`${module} exports no function ${run}`)
  parentPort?.postMessage(await found(input), [])
})
