import type { CallRecord } from '../types.ts'
import { instantOf } from './moments.ts'
import type { View } from './view.ts'

/** How many calls the panel lists. */
export const callsShown = 60

const longest = 6000

/** The newest calls of the Bot API, newest first. */
export function Calls({ view }: { view: View }) {
  return (
    <>
      <li class="empty faint">{view.words.noCalls}</li>
      {view.world
        .calls()
        .slice(-callsShown)
        .toReversed()
        .map((call) => (
          <Call view={view} call={call} />
        ))}
    </>
  )
}

/** One call: a line, and behind it what was asked and answered. */
export function Call({ view, call }: { view: View; call: CallRecord }) {
  return (
    <li
      id={`call-${call.number}`}
      class={!call.ok ? 'call failed' : call.method === 'getUpdates' ? 'call polling' : 'call'}
    >
      <details>
        <summary>
          <span class="call-method">{call.method}</span>
          <span class="call-chat">{chatOf(call)}</span>
          <span class="call-time">
            {instantOf(call.at, view.language)} · {Math.round(call.milliseconds)} ms
          </span>
          <span class="call-mark" aria-label={call.ok ? 'ok' : 'error'}>
            {call.ok ? '✓' : '✗'}
          </span>
        </summary>
        <h3>{view.words.parameters}</h3>
        <pre tabindex={0}>{pretty(call.parameters)}</pre>
        <h3>{view.words.answer}</h3>
        <pre tabindex={0}>{pretty(call.answer)}</pre>
      </details>
    </li>
  )
}

function chatOf(call: CallRecord): string {
  const chat = call.parameters['chat_id']
  return typeof chat === 'number' || typeof chat === 'string' ? String(chat) : ''
}

function pretty(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2) ?? ''
  return text.length > longest ? `${text.slice(0, longest)}\n…` : text
}
