import { addressOf, privately, withoutPerson, withPlace, type Showing } from './showing.ts'
import { fill } from './texts.ts'
import { initialsOf, nameOf, tintOf, type View } from './view.ts'

interface Props {
  view: View
  showing: Showing
}

/** Everyone there is; pressing one shows or hides their column (on a phone: shows theirs alone). */
export function People({ view, showing }: Props) {
  const { words } = view
  return (
    <>
      {view.world.people().map((persona) => {
        const { id } = persona.user
        const name = nameOf(persona.user)
        const isShown = showing.places.some((place) => place.person === id)
        const isLast = isShown && showing.places.length === 1
        const place = showing.places.find((shown) => shown.person === id) ?? privately(id)
        const toggled = isShown ? withoutPerson(showing, id) : withPlace(showing, place)
        const face = (
          <>
            <span class={`avatar mini ${tintOf(id)}`} aria-hidden="true">
              {initialsOf(name)}
            </span>
            <span class="chip-words">
              <span>{persona.user.first_name}</span>
              <span class="faint">{persona.note}</span>
            </span>
          </>
        )
        return (
          <>
            <a
              class={isShown ? 'chip many shown' : 'chip many'}
              href={addressOf(isLast ? showing : toggled)}
              aria-label={fill(isShown ? words.hide : words.show, { name })}
              aria-current={isShown ? 'true' : undefined}
            >
              {face}
            </a>
            <a
              class={showing.places[0]?.person === id ? 'chip one shown' : 'chip one'}
              href={addressOf({ ...showing, places: [place] })}
              aria-label={fill(words.show, { name })}
              aria-current={showing.places[0]?.person === id ? 'true' : undefined}
            >
              {face}
            </a>
          </>
        )
      })}
    </>
  )
}

/** The dialogs that add a person and create a group. */
export function PeopleDialogs({ view, showing }: Props) {
  const { words, world } = view
  const people = world.people()
  return (
    <>
      <dialog id="add-person" aria-labelledby="add-person-title">
        <form method="post" action="/playground/people">
          <h2 id="add-person-title">{words.addPerson}</h2>
          <input type="hidden" name="back" value={addressOf(showing)} />
          <label>
            {words.firstName} <input name="first" required maxlength={64} autocomplete="off" />
          </label>
          <label>
            {words.lastName} <input name="last" maxlength={64} autocomplete="off" />
          </label>
          <label>
            {words.note} <input name="note" maxlength={64} autocomplete="off" />
          </label>
          <label>
            {words.personLanguage}
            <select name="language">
              <option value="id">{words.indonesian}</option>
              <option value="en">{words.english}</option>
            </select>
          </label>
          <DialogFoot cancel={words.cancel} submit={words.add} />
        </form>
      </dialog>
      <dialog id="create-group" aria-labelledby="create-group-title">
        <form method="post" action="/playground/groups">
          <h2 id="create-group-title">{words.createGroup}</h2>
          <input type="hidden" name="back" value={addressOf(showing)} />
          <label>
            {words.groupTitle} <input name="title" required maxlength={128} autocomplete="off" />
          </label>
          <fieldset>
            <legend>{words.members}</legend>
            {people.map(({ user, note }) => (
              <label class="check">
                <input type="checkbox" name="members" value={String(user.id)} checked />
                {nameOf(user)} <span class="faint">{note}</span>
              </label>
            ))}
          </fieldset>
          <label>
            {words.topics} <input name="topics" maxlength={500} autocomplete="off" />
          </label>
          <DialogFoot cancel={words.cancel} submit={words.create} />
        </form>
      </dialog>
    </>
  )
}

function DialogFoot({ cancel, submit }: { cancel: string; submit: string }) {
  return (
    <div class="dialog-foot">
      <button type="button" class="small quiet" data-close-dialog>
        {cancel}
      </button>
      <button class="primary">{submit}</button>
    </div>
  )
}
