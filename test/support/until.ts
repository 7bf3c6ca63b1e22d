import { setTimeout as pause } from 'node:timers/promises'

const interval = 10

/** Resolves as soon as it is so; throws, naming `what` was waited for, when it is not within `milliseconds`. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
  const last = performance.now() + milliseconds
  while (!(await isSo())) {
    if (performance.now() > last) throw new Error(`Not within ${milliseconds} ms: ${what}`)
    await pause(interval)
  }
}
