import type { KeptMessage } from '../types.ts'
import type { Block } from './blocks.ts'
import { InlineKeyboard } from './buttons.tsx'
import { Formatted } from './formatted.tsx'
import { writeMarks } from './marks.ts'
import { Media } from './media.tsx'
import { dayOf, timeOf } from './moments.ts'
import { Author, Origin, Quote } from './origins.tsx'
import { serviceText } from './service.ts'
import type { Place } from './showing.ts'
import { nameOf, tintOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
  block: Block
  /** The entry before, of which the day and the sender matter. */
  previous: Block | undefined
  /** True for the first entry drawn, which always tells its day. */
  isFirst?: boolean
}

/** One entry of a chat: day, sender, bubble and keyboard. */
export function MessageBlock({ view, place, block, previous, isFirst = false }: Props) {
  const [first] = block.items
  if (!first) return <></>
  const { message } = first
  const day = dayOf(message.date, view.language)
  const before = previous?.items.at(-1)
  const isNewDay = isFirst || !before || dayOf(before.message.date, view.language) !== day
  const service = serviceText(message, view.words)
  const side = isMine(first, place) ? 'mine' : 'theirs'
  const continues = !isNewDay && before !== undefined && authorOf(before) === authorOf(first)
  const isGroup = place.chat !== place.person
  return (
    <li
      id={`m-${place.person}-${block.id}`}
      class={service === undefined ? `message ${side}${continues ? ' continues' : ''}` : 'message service'}
      data-message={block.id}
    >
      {isNewDay && <span class="day">{day}</span>}
      {service !== undefined && !first.deleted ? (
        <span class="notice">{service}</span>
      ) : (
        <span class="line">
          {isGroup && side === 'theirs' && <Author message={message} continues={continues} />}
          <span class="stack">
            <Bubble view={view} place={place} block={block} showsName={isGroup && side === 'theirs' && !continues} />
            <Keyboards view={view} place={place} block={block} />
          </span>
        </span>
      )}
    </li>
  )
}

function Bubble({ view, place, block, showsName }: { view: View; place: Place; block: Block; showsName: boolean }) {
  const { words } = view
  const items = block.items.filter((item) => !item.deleted)
  const [first] = items.length > 0 ? items : block.items
  if (!first) return <></>
  const { message } = first
  if (items.length === 0)
    return (
      <span class="bubble deleted">
        🗑 {words.deleted} <Meta view={view} item={first} place={place} />
      </span>
    )
  const worded = items.find((item) => (item.message.text ?? item.message.caption) !== undefined)?.message
  const text = worded?.text ?? worded?.caption
  const entities = worded?.entities ?? worded?.caption_entities
  const isPicture = items.every((item) => item.message.photo ?? item.message.video)
  const author = message.from ? nameOf(message.from) : ''
  return (
    <span class={`bubble${isPicture ? ' pictures' : ''}${text === undefined ? ' wordless' : ''}`}>
      {showsName && <span class={`author ${tintOf(message.from?.id ?? 0)}`}>{author}</span>}
      {message.forward_origin && <Origin message={message} view={view} />}
      {message.reply_to_message && <Quote view={view} message={message} />}
      {items.length > 1 ? (
        <span class={`album of-${Math.min(items.length, 10)}`}>
          {items.map((item) => (
            <span data-message={item.message.message_id === block.id ? undefined : item.message.message_id}>
              <Media view={view} place={place} message={item.message} />
            </span>
          ))}
        </span>
      ) : (
        <Media view={view} place={place} message={message} />
      )}
      {text !== undefined && <Formatted view={view} place={place} text={text} entities={entities} />}
      <Meta view={view} item={items.at(-1) ?? first} place={place} />
      <button
        type="button"
        class="dots"
        aria-label={words.messageMenu}
        aria-haspopup="menu"
        data-menu={message.message_id}
        data-author={author}
        data-source={isMine(first, place) && message.text ? writeMarks(message.text, entities) : undefined}
      >
        ⋯
      </button>
    </span>
  )
}

function Keyboards({ view, place, block }: { view: View; place: Place; block: Block }) {
  const last = block.items.at(-1)
  if (!last || last.deleted) return <></>
  const id = last.message.message_id
  const keyboard = view.world.inlineKeyboard(place.chat, id)
  if (!keyboard || keyboard.inline_keyboard.length === 0) return <></>
  return <InlineKeyboard view={view} place={place} messageId={id} keyboard={keyboard} />
}

function Meta({ view, item, place }: { view: View; item: KeptMessage; place: Place }) {
  const time = timeOf(item.message.date, view.language)
  return (
    <span class="meta">
      {item.edits > 0 && !item.deleted && `${view.words.edited} `}
      <time datetime={new Date(item.message.date * 1000).toISOString()}>{time}</time>
      {isMine(item, place) && <span aria-hidden="true"> ✓✓</span>}
    </span>
  )
}

function isMine(item: KeptMessage, place: Place): boolean {
  return !item.fromBot && item.message.from?.id === place.person
}

function authorOf(item: KeptMessage): number | undefined {
  return item.message.forum_topic_created ? undefined : item.message.from?.id
}
