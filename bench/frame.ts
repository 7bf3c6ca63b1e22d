import { killChildren } from './child.ts'
import { dropPlaces, makeEmbedded, makeServed } from './places.ts'
import type { Place } from './places.ts'
import { step, tell, tellVerdicts } from './progress.ts'
import type { Verdict } from './progress.ts'

/** Makes a database with these people; ends what is measured on this engine when there is none. */
export type Make = (people?: number[]) => Promise<Place>

/** What is measured on both engines, and what is said of it. */
interface Plan<Measured> {
  /** Measures on one engine; what it returns before there is no such engine is kept. */
  measure(make: Make, keep: (measured: Measured[]) => void): Promise<void>
  heading: string
  report(measured: Measured[]): string
  verdicts(measured: Measured[]): Verdict[]
}

class NoServer extends Error {
  override name = 'NoServer'
}

/** Conducts a benchmark on the embedded engine and on a server, and ends the process: with 0 when every verdict holds. */
export async function conduct<Measured>(plan: Plan<Measured>): Promise<never> {
  try {
    const measured: Measured[] = []
    for (const make of [makeEmbedded, makeServed])
      await plan.measure(orNone(make), (some) => void measured.push(...some)).catch(skip)
    tell(`\n${plan.heading}\n`)
    tell(plan.report(measured))
    const isGood = tellVerdicts(plan.verdicts(measured))
    step('Done')
    return await end(isGood ? 0 : 1)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return end(1)
  }
}

/** Ends the process, with what was started and made. */
export async function end(code: number): Promise<never> {
  killChildren()
  await dropPlaces()
  return process.exit(code)
}

/** Says that there is no server to measure on. */
export function sayNoServer(): void {
  step('PostgreSQL is skipped: none answers at TEST_DATABASE_URL, DATABASE_URL or 127.0.0.1:5432')
}

function orNone(make: (people: number[]) => Promise<Place | undefined>): Make {
  return async (people = []) => {
    const place = await make(people)
    if (place === undefined) throw new NoServer()
    return place
  }
}

function skip(error: unknown): void {
  if (!(error instanceof NoServer)) throw error
  sayNoServer()
}
