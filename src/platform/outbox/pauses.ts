import type { MessageLane } from '../../generated/prisma/client.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Log } from '../log.ts'

/** When lanes must not send: what Telegram demanded, kept over restarts, and while Telegram cannot be reached. */
export interface Pauses {
  /** Milliseconds until the lane may send; 0: now. */
  wait(lane: MessageLane): number
  /** Telegram demands a pause after a message of this lane. */
  demand(lane: MessageLane, seconds: number): Promise<void>
  /** Notes whether Telegram did its work on a call. */
  note(isWorking: boolean): void
  /** Telegram seems to be out of reach: one message at a time finds out. */
  isOut(): boolean
}

/** So many faults without anything in between that worked are not the fault of single messages. */
const manyFaults = 5
const longestPause = 30_000

/** Reads the pauses that are in force. */
export async function openPauses(options: { database: Database; clock: Clock; log: Log }): Promise<Pauses> {
  const { database, clock, log } = options
  const until = new Map((await readPauses(database)).map((pause) => [pause.lane, pause.until]))
  let faults = 0
  let outUntil = 0

  return {
    wait(lane) {
      if (lane === 'answer') return 0
      const demanded = (until.get(lane) ?? 0) - clock.wall().getTime()
      return Math.max(0, demanded, outUntil - clock.monotonic())
    },
    async demand(lane, seconds) {
      const end = clock.wall().getTime() + seconds * 1000
      const lanes = stoppedBy(lane).filter((stopped) => (until.get(stopped) ?? 0) < end)
      for (const stopped of lanes) until.set(stopped, end)
      if (lanes.length === 0) return
      log.warn({ lanes, seconds }, 'Telegram demands a pause')
      await writePauses(database, lanes, new Date(end)).catch((error: unknown) =>
        log.error({ err: error }, 'The pause that Telegram demands could not be written'),
      )
    },
    note(isWorking) {
      faults = isWorking ? 0 : faults + 1
      outUntil = faults < manyFaults ? 0 : clock.monotonic() + Math.min(longestPause, 1000 * 2 ** (faults - manyFaults))
    },
    isOut: () => faults >= manyFaults,
  }
}

/** One cannot tell whether Telegram means a chat or the bot: what is unprompted stops, the urgent last. */
function stoppedBy(lane: MessageLane): MessageLane[] {
  return lane === 'urgent' ? ['urgent', 'notice', 'reminder', 'broadcast'] : ['notice', 'reminder', 'broadcast']
}

function readPauses({ client }: Database) {
  return client.$queryRaw<{ lane: MessageLane; until: number }[]>`
    SELECT lane::text, extract(epoch FROM until)::float8 * 1000 AS until FROM sender_pause`
}

async function writePauses({ client }: Database, lanes: MessageLane[], until: Date) {
  await client.$executeRaw`
    INSERT INTO sender_pause (lane, until)
    SELECT lane, ${until.toISOString()}::timestamptz FROM unnest(${`{${lanes.join(',')}}`}::message_lane[]) AS l(lane)
    ON CONFLICT (lane) DO UPDATE SET until = greatest(sender_pause.until, excluded.until)`
}
