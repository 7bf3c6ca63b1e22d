import { Icon } from './icons.tsx'
import { Composer } from './composer.tsx'
import { ColumnMenu } from './menu.tsx'
import { MessageList } from './list.tsx'
import { topicsOf } from './blocks.ts'
import { addressOf, withPlace, type Place, type Showing } from './showing.ts'
import { fill, type Words } from './texts.ts'
import { chatName, initialsOf, nameOf, tintOf, type View } from './view.ts'

interface Props {
  view: View
  showing: Showing
  place: Place
}

/** One person's phone. */
export function Column({ view, showing, place }: Props) {
  const { words } = view
  const { person } = place
  const name = nameOf(view.world.person(person).user)
  return (
    <section class="column" id={`column-${person}`} data-person={person} data-chat={place.chat} aria-label={name}>
      <header class="head" id={`head-${person}`}>
        <ColumnHead view={view} showing={showing} place={place} />
      </header>
      <div class="chat">
        <div class="scroll" role="log" aria-label={fill(words.messages, { name })} aria-live="polite" tabindex={0}>
          <ol class="messages" id={`messages-${person}`}>
            <MessageList view={view} place={place} />
          </ol>
        </div>
        <button type="button" class="icon to-bottom" aria-label={words.toBottom} data-bottom hidden>
          <Icon name="down" />
        </button>
        <div class="toasts" id={`toasts-${person}`} role="status" />
      </div>
      <div class="foot" id={`foot-${person}`}>
        <Composer view={view} place={place} />
      </div>
    </section>
  )
}

/** Who holds this phone, which chat it shows, and how the bot is. */
export function ColumnHead({ view, showing, place }: Props) {
  const { words, world } = view
  const persona = world.person(place.person)
  const name = nameOf(persona.user)
  const chats = world.chatsOf(place.person)
  const chat = chats.find((known) => known.id === place.chat)
  const topics = place.chat === place.person ? [] : topicsOf(world, place.chat)
  const title = place.chat === place.person ? world.bot.first_name : chat ? chatName(chat, words) : ''
  return (
    <>
      <div class="owner">
        <span class={`avatar ${tintOf(place.person)}`} aria-hidden="true">
          {initialsOf(name)}
        </span>
        <span class="owner-words">
          <strong>{name}</strong>
          <span class="faint">{persona.note}</span>
        </span>
        <ColumnMenu view={view} showing={showing} place={place} />
      </div>
      <div class="with">
        <span class={`avatar mini ${place.chat === place.person ? 'bot' : tintOf(place.chat)}`} aria-hidden="true">
          {initialsOf(title)}
        </span>
        <strong>{title}</strong>
        <span class="status" id={`status-${place.person}`} aria-live="polite">
          <Status words={words} isTyping={false} />
        </span>
      </div>
      {chats.length > 1 && (
        <nav class="tabs" aria-label={words.chats} hx-boost:inherited="swap:innerMorph">
          {chats.map((known) => (
            <a
              href={addressOf(withPlace(showing, { person: place.person, chat: known.id, thread: undefined }))}
              aria-current={known.id === place.chat ? 'page' : undefined}
            >
              {chatName(known, words)}
            </a>
          ))}
        </nav>
      )}
      {topics.length > 0 && (
        <nav class="tabs topics" aria-label={words.topics} hx-boost:inherited="swap:innerMorph">
          {[{ id: undefined, name: words.allTopics }, { id: 0, name: words.generalTopic }, ...topics].map((topic) => (
            <a
              href={addressOf(withPlace(showing, { ...place, thread: topic.id }))}
              aria-current={topic.id === place.thread ? 'page' : undefined}
            >
              {topic.name}
            </a>
          ))}
        </nav>
      )}
    </>
  )
}

/** "online", or "typing…" with moving dots. */
export function Status({ words, isTyping }: { words: Words; isTyping: boolean }) {
  return isTyping ? <span class="typing">{words.typing}</span> : <span class="online">{words.online}</span>
}
