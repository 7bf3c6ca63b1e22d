import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openLine } from './line.ts'
import type { Ask } from './line.ts'

/** A process of its own, of which one can ask things. */
export interface Child {
  ask: Ask
  /** What it has printed so far. */
  output(): string
  stop(): Promise<void>
}

const children = new Set<ChildProcess>()
const patience = 10_000

/** Starts a file of TypeScript, with the meter, in an environment that holds nothing but these settings. */
export function startChild(entry: URL, name: string, settings: Record<string, string> = {}, folder?: string): Child {
  const { PATH = '', HOME = '' } = process.env
  const meter = new URL('meter.ts', import.meta.url).href
  const running = fork(entry, [], {
    execArgv: ['--import', import.meta.resolve('tsx'), '--import', meter],
    ...(folder !== undefined && { cwd: folder }),
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  children.add(running)
  let output = ''
  running.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  running.once('exit', () => children.delete(running))
  return {
    ask: openLine(running, name),
    output: () => output,
    async stop() {
      if (!children.has(running)) return
      const gone = once(running, 'exit')
      running.kill('SIGTERM')
      const timer = setTimeout(() => running.kill('SIGKILL'), patience)
      await gone
      clearTimeout(timer)
    },
  }
}

/** Ends what is still running. */
export function killChildren(): void {
  for (const child of children) child.kill('SIGKILL')
}
