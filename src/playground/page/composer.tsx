import { Icon } from './icons.tsx'
import { ReplyKeyboard } from './keyboard.tsx'
import { Hidden } from './poll.tsx'
import type { Place } from './showing.ts'
import { fill } from './texts.ts'
import { nameOf, placeValues, verbOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
}

/** Everything under the messages: commands, what is attached or replied to, the input, and the bot's keyboard. */
export function Composer({ view, place }: Props) {
  const { words } = view
  const { person } = place
  const persona = view.world.person(person)
  const name = nameOf(persona.user)
  if (persona.blocked && place.chat === person)
    return (
      <div class="composer blocked">
        <span>{fill(words.blockedNote, { name })}</span>
        <button type="button" class="primary" hx-post={verbOf(person, 'unblock')} hx-swap="none">
          {words.unblock}
        </button>
      </div>
    )
  return (
    <div class="composer">
      <div class="commands" id={`commands-${person}`} role="listbox" aria-label={words.commands} hidden>
        <Commands view={view} place={place} />
      </div>
      <form
        hx-post={verbOf(person, 'say')}
        hx-swap="none"
        hx-sync="this:queue all"
        enctype="multipart/form-data"
        data-composer
      >
        <Hidden values={placeValues(place)} />
        <input type="hidden" name="reply" />
        <input type="hidden" name="edit" />
        <div class="context" hidden>
          <span class="context-words" data-reply={words.replyTo} data-edit={words.editing} />
          <button type="button" class="icon" aria-label={words.cancel} data-cancel>
            <Icon name="close" />
          </button>
        </div>
        <div class="attached" hidden>
          <span class="thumbs" aria-label={words.attach} />
          <label>
            <input type="checkbox" name="as_file" value="1" /> {words.asFile}
          </label>
          <button type="button" class="icon" aria-label={words.removeFiles} data-detach>
            <Icon name="close" />
          </button>
        </div>
        <div class="entry">
          <button
            type="button"
            class="icon"
            aria-label={words.commands}
            aria-expanded="false"
            aria-controls={`commands-${person}`}
            data-commands
          >
            <Icon name="slash" />
          </button>
          <label class="icon attach" title={words.attach}>
            <Icon name="clip" />
            <input type="file" name="files" multiple aria-label={words.attach} data-role="attach" />
          </label>
          <textarea
            id={`input-${person}`}
            name="text"
            rows={1}
            maxlength={8000}
            placeholder={words.message}
            data-default={words.message}
            data-caption={words.caption}
            aria-label={fill(words.writeAs, { name })}
            aria-controls={`commands-${person}`}
            aria-autocomplete="list"
            aria-describedby="format-hint"
            autocomplete="off"
            data-role="input"
          />
          <button type="button" class="icon" aria-label={words.keyboard} aria-pressed="true" data-keyboard hidden>
            <Icon name="keyboard" />
          </button>
          <button class="icon send" aria-label={words.send} data-role="send">
            <Icon name="send" />
          </button>
        </div>
      </form>
      <div class="keyboard-area" id={`keyboard-${person}`}>
        <ReplyKeyboard view={view} place={place} />
      </div>
    </div>
  )
}

/** The commands this person sees in this chat; pressing one sends it. */
export function Commands({ view, place }: Props) {
  return (
    <>
      {view.world.commandsFor(place.person, place.chat).map(({ command, description }) => (
        <button
          type="button"
          role="option"
          tabindex={-1}
          aria-selected="false"
          id={`command-${place.person}-${command}`}
          data-command={command}
          hx-post={verbOf(place.person, 'say')}
          hx-swap="none"
          hx-vals={JSON.stringify({ ...placeValues(place), text: `/${command}` })}
        >
          <strong>/{command}</strong> <span>{description}</span>
        </button>
      ))}
    </>
  )
}
