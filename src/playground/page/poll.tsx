import type { Poll as TelegramPoll } from '@grammyjs/types'
import type { Place } from './showing.ts'
import { fill } from './texts.ts'
import { placeValues, verbOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
  messageId: number
  poll: TelegramPoll
}

/** A poll one can vote in, with what others chose so far. */
export function Poll({ view, place, messageId, poll }: Props) {
  const { words } = view
  const kind = poll.type === 'quiz' ? words.quiz : poll.is_anonymous ? words.anonymousPoll : words.poll
  return (
    <form class="poll" hx-post={verbOf(place.person, 'vote')} hx-swap="none">
      <Hidden values={{ ...placeValues(place), message: String(messageId) }} />
      <strong>{poll.question}</strong>
      <span class="faint">{poll.is_closed ? words.pollClosed : kind}</span>
      {poll.options.map((option, index) => (
        <Option poll={poll} index={index} text={option.text} votes={option.voter_count} />
      ))}
      <span class="poll-foot">
        <span class="faint">{fill(words.votes, { n: poll.total_voter_count })}</span>
        {!poll.is_closed && poll.allows_multiple_answers && <button class="small">{words.vote}</button>}
        {!poll.is_closed && poll.type !== 'quiz' && poll.total_voter_count > 0 && (
          <button class="small quiet" name="retract" value="1">
            {words.retract}
          </button>
        )}
      </span>
    </form>
  )
}

/** Hidden fields for a form. */
export function Hidden({ values }: { values: Record<string, string> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function Option({ poll, index, text, votes }: { poll: TelegramPoll; index: number; text: string; votes: number }) {
  const share = poll.total_voter_count === 0 ? 0 : Math.round((votes / poll.total_voter_count) * 100)
  const isRight = poll.correct_option_ids?.includes(index) === true && poll.is_closed
  const label = isRight ? `${text} ✓` : text
  const result = (
    <>
      <meter min={0} max={100} value={share} aria-hidden="true" />
      <span class="faint">{share}%</span>
    </>
  )
  if (poll.is_closed)
    return (
      <span class="option">
        <span>{label}</span>
        {result}
      </span>
    )
  if (poll.allows_multiple_answers)
    return (
      <label class="option">
        <span>
          <input type="checkbox" name="option" value={String(index)} /> {label}
        </span>
        {result}
      </label>
    )
  return (
    <button class="option" name="option" value={String(index)} aria-label={text}>
      <span>{label}</span>
      {result}
    </button>
  )
}
