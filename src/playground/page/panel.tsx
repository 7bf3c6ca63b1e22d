import type { TurnableClock } from '../types.ts'
import { Calls } from './calls.tsx'
import { Faults } from './faults.tsx'
import { momentOf, zone } from './moments.ts'
import { fill } from './texts.ts'
import type { View } from './view.ts'

/** When the next thing is due: "absent" while the product gives no hooks. */
export type NextDue = Date | null | 'absent'

interface Props {
  view: View
  clock: TurnableClock
  nextDue: NextDue
}

/** Behind the scenes: the clock, the sample city, faults, and every call of the Bot API. */
export function Panel({ view, clock, nextDue }: Props) {
  const { words } = view
  return (
    <aside class="panel" id="panel" aria-label={words.panel}>
      <section aria-labelledby="clock-title">
        <h2 id="clock-title">{words.clock}</h2>
        <div id="clock">
          <Clock view={view} clock={clock} nextDue={nextDue} />
        </div>
      </section>
      <section aria-labelledby="sample-title" class="sample">
        <h2 id="sample-title">{words.sampleTitle}</h2>
        <p class="faint">{words.sampleAbout}</p>
        <button
          type="button"
          class="primary"
          hx-post="/playground/sample"
          hx-target="#sample-result"
          hx-disable="this"
          disabled={nextDue === 'absent'}
          title={nextDue === 'absent' ? words.noHooks : undefined}
        >
          {words.sample}
        </button>
        <output id="sample-result" />
      </section>
      <details class="folded" open={view.world.faults().length > 0}>
        <summary>
          <h2>{words.faults}</h2>
        </summary>
        <p class="faint">{words.faultsAbout}</p>
        <div id="faults">
          <Faults view={view} />
        </div>
      </details>
      <section aria-labelledby="calls-title" class="calls-section">
        <h2 id="calls-title">{words.calls}</h2>
        <input
          type="search"
          placeholder={words.filter}
          aria-label={words.filter}
          autocomplete="off"
          data-filter="calls"
        />
        <ol class="calls" id="calls">
          <Calls view={view} />
        </ol>
      </section>
    </aside>
  )
}

/** The product's time, and the buttons that turn it forward. */
export function Clock({ view, clock, nextDue }: Props) {
  const { words, language } = view
  const now = clock.now()
  const isDue = nextDue instanceof Date
  const due = isDue
    ? fill(words.nextAt, { time: momentOf(nextDue, language) })
    : nextDue === 'absent'
      ? words.noHooks
      : words.nothingDue
  return (
    <>
      <p class="now">
        <time datetime={now.toISOString()}>{momentOf(now, language)}</time> <span class="faint">{zone}</span>
      </p>
      <div class="buttons">
        <Turn turn="hour" label={words.plusHour} />
        <Turn turn="day" label={words.plusDay} />
        <Turn turn="due" label={words.toNext} isDisabled={!isDue} title={due} />
      </div>
      <p class="faint">{due}</p>
    </>
  )
}

function Turn(props: { turn: string; label: string; isDisabled?: boolean; title?: string }) {
  return (
    <button
      type="button"
      class="small"
      id={`turn-${props.turn}`}
      hx-post="/playground/clock"
      hx-vals={JSON.stringify({ turn: props.turn })}
      hx-target="#clock"
      hx-swap="innerMorph"
      disabled={props.isDisabled}
      title={props.title}
    >
      {props.label}
    </button>
  )
}
