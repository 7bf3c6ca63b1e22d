import { existsSync } from 'node:fs'
import { readConfig, warnings } from './config.ts'
import { Halt } from './platform/halt.ts'
import { openLog } from './platform/log.ts'
import { summary } from './summary.ts'

/** A process manager waits this long before it kills. */
const deadline = 9000

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  for (const warning of warnings(config)) log.warn(warning)
  const ending = new AbortController()
  const ended = new Promise<void>((done) => ending.signal.addEventListener('abort', () => done()))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort())

  // Loading the rest takes seconds: a setting that is wrong is said before.
  const { openRembuk } = await import('./rembuk.ts')
  const rembuk = await openRembuk(config, log, ending.signal)
  if (rembuk !== undefined) {
    process.stdout.write(summary(config, rembuk))
    await ended
    // Whatever hangs must not keep the process: what is not done by then is done at the next start.
    setTimeout(() => process.exit(1), deadline + 500).unref()
    await rembuk.stop(deadline)
  }
  process.exit(0)
} catch (error) {
  if (!(error instanceof Halt)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
