import { createTask, validateDetailed } from 'node-cron'

/** When an expression such as "0 2 * * *" is due, to the minute. */
export interface Cron {
  /** The first time after `after`; null: none in the next nine years. */
  next(after: Date): Date | null
  /** The last time after `after` and not after `until`; null: none. */
  latest(after: Date, until: Date): Date | null
}

const minute = 60_000
const quarter = 15 * minute
const sixHours = 24 * quarter
/** How far back the last time is looked for, step by step. */
const spans = [4 * quarter, 4 * sixHours, 31 * 4 * sixHours, Infinity]
const horizon = 9 * 366 * 24 * 60 * minute

/**
 * Reads an expression of five fields in a time zone. Where clocks are set back, an hour that comes twice is due twice;
 * one that is left out is not due. Throws for an expression that node-cron does not take.
 */
export function readCron(expression: string, timezone: string): Cron {
  const fields = expression.trim().split(/\s+/)
  const { valid, errors } = validateDetailed(expression)
  if (!valid || fields.length !== 5)
    throw new Error(
      `"${expression}" is not a cron expression of five fields: ${errors.map((e) => e.message).join(', ')}`,
    )
  const [, hour = '*', ...day] = fields
  const matches = (pattern: string[]) => {
    const task = createTask(pattern.join(' '), () => {}, { timezone })
    void task.destroy()
    return (time: number) => task.match(new Date(time))
  }
  const onDay = matches(['*', '*', ...day])
  const inHour = matches(['*', hour, ...day])
  const exactly = matches(fields)

  // node-cron tells only whether a moment matches: large steps where the day or the hour is wrong. All zones change day and
  // hour at a quarter, and no day is shorter than the largest step.
  const next = (after: Date): Date | null => {
    let time = Math.floor(after.getTime() / minute) * minute + minute
    const last = time + horizon
    while (time < last) {
      if (!onDay(time)) time = onDay(time + sixHours) ? nextQuarter(time) : time + sixHours
      else if (!inHour(time)) time = nextQuarter(time)
      else for (const end = nextQuarter(time); time < end; time += minute) if (exactly(time)) return new Date(time)
    }
    return null
  }
  return {
    next,
    latest(after, until) {
      // What is due often was due a short while ago: then nobody goes through all the times before.
      for (const span of spans) {
        const from = new Date(Math.max(after.getTime(), until.getTime() - span))
        let found: Date | null = null
        for (let at = next(from); at !== null && at <= until; at = next(at)) found = at
        if (found !== null || from <= after) return found
      }
      return null
    },
  }
}

function nextQuarter(time: number): number {
  return Math.floor(time / quarter) * quarter + quarter
}
