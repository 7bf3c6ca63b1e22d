// Rembuk as the operator runs it: a process of its own, which can be killed.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../src/platform/root.ts'
import type { TestDatabase } from './database.ts'
import { token } from './standIn.ts'
import { until } from './until.ts'

/** A Rembuk that runs, or has run. */
export interface Child {
  /** Its address, once it is ready. */
  url: string
  /** What it has printed so far, and logged. */
  output(): string
  log(): string
  /** As "kill -9" does; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it to end; gives its exit code and how long that took. */
  terminate(): Promise<{ code: number | null; milliseconds: number }>
  /** Resolves with the exit code when it has ended by itself. */
  ended: Promise<number | null>
}

type Environment = Record<string, string>

const children = new Set<ChildProcess>()

/** Settings of a Rembuk on this database that talks with the stand-in at `apiRoot`; no hour is quiet. */
export function settingsOf(place: TestDatabase['place'], apiRoot: string): Environment {
  return {
    BOT_TOKEN: token,
    BOT_API_ROOT: apiRoot,
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
    ADMIN_IDS: '1006',
    PORT: '0',
    QUIET_HOURS: '',
  }
}

/** Starts Rembuk and waits until it is ready. */
export async function start(settings: Environment, patience = 60_000): Promise<Child> {
  const child = launch(settings)
  let isOver = false
  void child.ended.then(() => (isOver = true))
  await until('Rembuk is ready', () => isOver || child.output().includes('Rembuk is ready.'), patience)
  const url = /Address: +(\S+)/.exec(child.output())?.[1]
  if (url === undefined) throw new Error(`Rembuk did not start:\n${child.output()}${child.log()}`)
  return Object.assign(child, { url })
}

/** Starts Rembuk, in an environment that holds nothing but these settings, in a folder without an .env. */
export function launch(settings: Environment): Child {
  const { PATH = '', HOME = '' } = process.env
  const running = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(root, 'src', 'main.ts')], {
    // Away from the project's folder, whose .env is none of this test's business.
    cwd: tmpdir(),
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(running)
  let output = ''
  let log = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  running.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  // All it printed has been read by then, which is not so when it exits.
  const ended = once(running, 'close').then(() => {
    children.delete(running)
    return running.exitCode
  })
  const end = async (signal: NodeJS.Signals) => {
    running.kill(signal)
    return ended
  }
  return {
    url: '',
    output: () => output,
    log: () => log,
    async kill() {
      await end('SIGKILL')
    },
    async terminate() {
      const began = performance.now()
      return { code: await end('SIGTERM'), milliseconds: performance.now() - began }
    },
    ended,
  }
}

/** Ends what a failed test left running. */
export async function killAll(): Promise<void> {
  await Promise.all(
    [...children].map(async (child) => {
      const gone = once(child, 'close')
      child.kill('SIGKILL')
      await gone
    }),
  )
}
