import type { Fault } from '../types.ts'
import { fill, type Words } from './texts.ts'
import type { View } from './view.ts'

const kinds: {
  kind: Fault['kind']
  label: keyof Words
  amount?: { name: string; value: number; unit: keyof Words }
}[] = [
  { kind: 'too-many', label: 'tooMany', amount: { name: 'seconds', value: 5, unit: 'seconds' } },
  { kind: 'bad-gateway', label: 'badGateway' },
  { kind: 'slow', label: 'slow', amount: { name: 'milliseconds', value: 2000, unit: 'milliseconds' } },
  { kind: 'drop', label: 'drop' },
]

/** A switch for each way in which Telegram can fail. */
export function Faults({ view }: { view: View }) {
  const { words } = view
  const active = view.world.faults()
  return (
    <>
      {kinds.map(({ kind, label, amount }) => {
        const fault = active.find((known) => known.kind === kind)
        return (
          <form class={fault ? 'fault on' : 'fault'} id={`fault-${kind}`} hx-post="/playground/faults" hx-swap="none">
            <input type="hidden" name="kind" value={kind} />
            <span class="fault-name">
              {words[label]} {fault && <em>{stateOf(fault, words)}</em>}
            </span>
            {!fault && amount && (
              <label>
                <input type="number" name="amount" min={1} max={600000} value={amount.value} required />{' '}
                {words[amount.unit]}
              </label>
            )}
            {!fault && (
              <label>
                <input type="number" name="times" min={1} max={100000} placeholder="∞" /> {words.times}
              </label>
            )}
            <button
              class="small"
              name="turn"
              value={fault ? 'off' : 'on'}
              role="switch"
              aria-checked={String(Boolean(fault))}
            >
              {fault ? words.turnOff : words.turnOn}
              <span class="unseen"> {words[label]}</span>
            </button>
          </form>
        )
      })}
    </>
  )
}

function stateOf(fault: Fault, words: Words): string {
  return fault.times === undefined ? words.on : fill(words.onTimes, { n: fault.times })
}
