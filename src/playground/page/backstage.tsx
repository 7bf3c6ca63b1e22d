import type { TurnableClock } from '../types.ts'
import { Call, Calls, callsShown } from './calls.tsx'
import type { Changes } from './changes.ts'
import { Faults } from './faults.tsx'
import { Clock, type NextDue } from './panel.tsx'
import { People } from './people.tsx'
import type { Showing } from './showing.ts'
import { htmlOf, Swap } from './swap.tsx'
import type { View } from './view.ts'

export interface LiveBackstage {
  /** The swaps for everything around the columns: people, and the panel when it is open. */
  swaps(changes: Changes, now: number, isWhole?: boolean): Promise<string>
}

const callsEvery = 500
const clockEvery = 2000

/** Follows the panel of one open page; calls are told twice a second at most, however many there are. */
export function liveBackstage(
  view: View,
  showing: Showing,
  clock: TurnableClock,
  nextDue: () => Promise<NextDue>,
): LiveBackstage {
  let callsAt = 0
  let clockAt = 0
  let lastCall = 0
  let listed = 0
  let isCallWaiting = false
  let isClockOld = false
  return {
    async swaps(changes, now, isWhole = false) {
      const html: string[] = []
      if (changes.people || isWhole)
        html.push(
          htmlOf(
            <Swap target="#people">
              <People view={view} showing={showing} />
            </Swap>,
          ),
        )
      if (!showing.panel) return html.join('')
      if (changes.faults || isWhole)
        html.push(
          htmlOf(
            <Swap target="#faults">
              <Faults view={view} />
            </Swap>,
          ),
        )
      // What is due next may be another thing after any message, also after the last one of many.
      isClockOld ||= changes.messages.size > 0
      if (changes.clock || (isClockOld && now - clockAt > clockEvery) || isWhole) {
        clockAt = now
        isClockOld = false
        html.push(
          htmlOf(
            <Swap target="#clock">
              <Clock view={view} clock={clock} nextDue={await nextDue()} />
            </Swap>,
          ),
        )
      }
      isCallWaiting ||= changes.calls.length > 0
      if ((isCallWaiting && now - callsAt >= callsEvery) || isWhole) {
        callsAt = now
        isCallWaiting = false
        html.push(callSwaps(isWhole))
      }
      return html.join('')
    },
  }

  function callSwaps(isWhole: boolean): string {
    const fresh = view.world.calls().filter((call) => call.number > lastCall)
    lastCall = fresh.at(-1)?.number ?? lastCall
    listed += fresh.length
    if (isWhole || fresh.length >= callsShown || listed > callsShown * 3) {
      listed = 0
      return htmlOf(
        <Swap target="#calls">
          <Calls view={view} />
        </Swap>,
      )
    }
    return htmlOf(
      <Swap target="#calls" how="afterbegin">
        {fresh.toReversed().map((call) => (
          <Call view={view} call={call} />
        ))}
      </Swap>,
    )
  }
}
