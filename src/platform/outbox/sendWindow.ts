/**
 * How many sends may start when. Never more than `rate` start in any 1000 ms. Paced sends start evenly, so that an
 * answer, which is not paced but counted, finds room within one gap. All times are milliseconds of a monotonic clock.
 */
export interface SendWindow {
  /** Milliseconds until a send may start; 0: now. An ending send may shorten the wait. */
  wait(paced: boolean, now: number): number
  /** Counts a send that starts now; give it back when the response is there. */
  begin(now: number): StartedSend
  end(send: StartedSend, now: number): void
}

/** A send as the window remembers it. */
export interface StartedSend {
  start: number
  /** When its response came; null while under way. */
  end: number | null
}

/** What Telegram allows in a second without payment: beyond it come 429s. */
const freeLimit = 30
const second = 1000
/** Strictly more than a second, also for a server whose clock counts whole milliseconds. */
const beyond = 1
/** A response later than this over the fastest one tells of a slow answer rather than of a late arrival. */
const longestDelay = 1000
/** The fastest response so far may still have been a little slow. */
const trust = 0.9
/** A late timer is caught up, so that the average stays the rate: so many gaps, and at least so many milliseconds. */
const lateGaps = 3
const lateMilliseconds = 50
const remembered = 100

/** A window for `rate` sends a second. */
export function openSendWindow(rate: number): SendWindow {
  const gap = second / rate
  const late = Math.max(lateGaps * gap, lateMilliseconds)
  /** In the order of their starts; those before `first` can no longer matter. */
  let sends: StartedSend[] = []
  let first = 0
  let pace = Number.NEGATIVE_INFINITY
  const fastest = openFastest()

  const fromLast = (n: number) => (sends.length - first >= n ? sends[sends.length - n] : undefined)

  const forget = (before: number) => {
    while (sends.length - first > freeLimit && (sends[first]?.start ?? before) < before) first++
    if (first <= remembered || first * 2 <= sends.length) return
    sends = sends.slice(first)
    first = 0
  }

  /**
   * Telegram counts arrivals, we know starts: a send may have arrived later than it should by what its response took
   * longer than the fastest. Without this, one delay of the network pushes 31 arrivals into one second.
   */
  const delay = ({ start, end }: StartedSend) =>
    end === null ? longestDelay : Math.min(longestDelay, end - start - trust * fastest.duration())

  return {
    wait(paced, now) {
      const full = fromLast(rate)
      let at = full === undefined ? now : full.start + second + beyond
      const limiting = rate <= freeLimit ? fromLast(freeLimit) : undefined
      if (limiting !== undefined) at = Math.max(at, limiting.start + second + beyond + Math.max(0, delay(limiting)))
      if (paced) at = Math.max(at, pace)
      return Math.max(0, at - now)
    },
    begin(now) {
      const send = { start: now, end: null }
      sends.push(send)
      // A longer pause is not caught up: what starts at once now leaves a hole, and no room for answers, a second later.
      pace = (now - pace > late ? now : pace) + gap
      forget(now - 2 * second)
      return send
    },
    end(send, now) {
      send.end = now
      fastest.note(now - send.start)
    },
  }
}

/** The shortest duration among the last one or two hundred. */
function openFastest() {
  let before = Number.POSITIVE_INFINITY
  let current = Number.POSITIVE_INFINITY
  let noted = 0
  return {
    note(duration: number) {
      current = Math.min(current, duration)
      if (++noted < remembered) return
      before = current
      current = Number.POSITIVE_INFINITY
      noted = 0
    },
    duration: () => Math.min(before, current),
  }
}
