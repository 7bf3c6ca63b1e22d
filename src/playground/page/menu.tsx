import { Icon } from './icons.tsx'
import { Hidden } from './poll.tsx'
import { addressOf, withoutPerson, type Place, type Showing } from './showing.ts'
import { fill } from './texts.ts'
import { nameOf, placeValues, verbOf, type View } from './view.ts'

/** What a person can do beside writing: share, open a deep link, block the bot, leave a group. */
export function ColumnMenu({ view, showing, place }: { view: View; showing: Showing; place: Place }) {
  const { words } = view
  const persona = view.world.person(place.person)
  const isPrivate = place.chat === place.person
  return (
    <details class="menu">
      <summary class="icon" aria-label={words.menu}>
        <Icon name="dots" />
      </summary>
      <div class="sheet">
        <form hx-post={verbOf(place.person, 'contact')} hx-swap="none" data-closes>
          <Hidden values={placeValues(place)} />
          <button class="item">👤 {words.shareContact}</button>
        </form>
        <form class="item-form" hx-post={verbOf(place.person, 'location')} hx-swap="none" data-closes>
          <Hidden values={placeValues(place)} />
          <label>
            {words.latitude}{' '}
            <input name="latitude" type="number" step="any" min="-90" max="90" value="-1.61012" required />
          </label>
          <label>
            {words.longitude}{' '}
            <input name="longitude" type="number" step="any" min="-180" max="180" value="103.61312" required />
          </label>
          <button class="item">📍 {words.shareLocation}</button>
        </form>
        <form class="item-form" hx-post={verbOf(place.person, 'open')} hx-swap="none" data-closes>
          <label>
            {words.openLink}
            <input
              name="payload"
              placeholder={words.payload}
              pattern="[A-Za-z0-9_\-]{0,64}"
              maxlength={64}
              autocomplete="off"
            />
          </label>
          <button class="item">🔗 {words.open}</button>
        </form>
        {isPrivate ? (
          <button
            type="button"
            class="item danger"
            hx-post={verbOf(place.person, persona.blocked ? 'unblock' : 'block')}
            hx-swap="none"
            data-closes
          >
            🚫 {persona.blocked ? words.unblock : words.block}
          </button>
        ) : (
          <button
            type="button"
            class="item danger"
            hx-post={verbOf(place.person, 'leave')}
            hx-vals={JSON.stringify({ chat: place.chat })}
            hx-swap="none"
            data-closes
          >
            🚪 {words.leave}
          </button>
        )}
        {showing.places.length > 1 && (
          <a class="item" href={addressOf(withoutPerson(showing, place.person))}>
            ✕ {fill(words.hide, { name: nameOf(persona.user) })}
          </a>
        )}
      </div>
    </details>
  )
}
