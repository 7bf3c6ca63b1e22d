import type { MessageEntity } from '@grammyjs/types'
import type { Child } from 'hono/jsx'
import { nest, type Piece } from './nesting.ts'
import { placeValues, verbOf, type View } from './view.ts'
import type { Place } from './showing.ts'

interface Props {
  view: View
  place: Place
  text: string
  entities?: readonly MessageEntity[] | undefined
}

const plainTags: Partial<Record<MessageEntity['type'], 'strong' | 'em' | 'u' | 's' | 'blockquote'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  blockquote: 'blockquote',
}
const blocks = new Set<MessageEntity['type']>(['blockquote', 'expandable_blockquote', 'pre'])

/** Text with Telegram's entities, every character escaped by JSX. */
export function Formatted({ view, place, text, entities }: Props) {
  return <span class="text">{drawn(nest(text, entities), view, place)}</span>
}

function drawn(pieces: Piece[], view: View, place: Place): Child[] {
  return pieces.map((piece, index) => {
    if (typeof piece !== 'string') return entityOf(piece, view, place)
    // A block starts and ends its own line: the line break beside it would show as an empty line.
    const isAfterBlock = isBlock(pieces[index - 1])
    const isBeforeBlock = isBlock(pieces[index + 1])
    const start = isAfterBlock && piece.startsWith('\n') ? 1 : 0
    const end = isBeforeBlock && piece.length > start && piece.endsWith('\n') ? -1 : undefined
    return piece.slice(start, end)
  })
}

function isBlock(piece: Piece | undefined): boolean {
  return typeof piece === 'object' && blocks.has(piece.entity.type)
}

function entityOf({ entity, children }: Exclude<Piece, string>, view: View, place: Place): Child {
  const inner = drawn(children, view, place)
  const Tag = plainTags[entity.type]
  if (Tag) return <Tag>{inner}</Tag>
  const plain = textOf(children)
  if (entity.type === 'spoiler')
    return (
      <span class="spoiler" role="button" tabindex={0} aria-label={view.words.spoiler} data-spoiler>
        {inner}
      </span>
    )
  if (entity.type === 'code')
    return (
      <code data-copy={plain} title={view.words.copy}>
        {inner}
      </code>
    )
  if (entity.type === 'pre')
    return (
      <pre data-language={entity.language} tabindex={0}>
        {inner}
      </pre>
    )
  if (entity.type === 'expandable_blockquote')
    return (
      <blockquote class="expandable">
        <span class="clamp">{inner}</span>
        <button type="button" data-expand aria-expanded="false" data-less={view.words.collapse}>
          {view.words.expand}
        </button>
      </blockquote>
    )
  if (entity.type === 'text_link') return <Link address={entity.url} view={view} place={place} inner={inner} />
  if (entity.type === 'url') return <Link address={withScheme(plain)} view={view} place={place} inner={inner} />
  if (entity.type === 'email') return <a href={`mailto:${plain}`}>{inner}</a>
  if (entity.type === 'phone_number') return <a href={`tel:${plain}`}>{inner}</a>
  if (entity.type === 'bot_command')
    return (
      <button
        type="button"
        class="link"
        hx-post={verbOf(place.person, 'say')}
        hx-swap="none"
        hx-vals={JSON.stringify({ ...placeValues(place), text: plain })}
      >
        {inner}
      </button>
    )
  if (
    entity.type === 'mention' ||
    entity.type === 'text_mention' ||
    entity.type === 'hashtag' ||
    entity.type === 'cashtag'
  )
    return <span class="mention">{inner}</span>
  return <>{inner}</>
}

/** A link that opens in a new tab, or, when it is the bot's own deep link, presses Start for this person. */
function Link({ address, view, place, inner }: { address: string; view: View; place: Place; inner: Child }) {
  const payload = deepLink(address, view.world.bot.username)
  if (payload !== undefined)
    return (
      <button
        type="button"
        class="link"
        hx-post={verbOf(place.person, 'open')}
        hx-swap="none"
        hx-vals={JSON.stringify({ payload })}
      >
        {inner}
      </button>
    )
  // Telegram also knows tg:// links; a browser has nothing to open them with, and javascript: must never be one.
  if (!/^https?:\/\//i.test(address)) return <span class="mention">{inner}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  )
}

/** The payload of the bot's own `https://t.me/<bot>?start=…`, or undefined for any other address. */
export function deepLink(address: string, bot: string | undefined): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.hostname !== 't.me' || url.pathname.slice(1).toLowerCase() !== bot?.toLowerCase()) return undefined
  return url.searchParams.get('start') ?? ''
}

function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`
}

function textOf(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.children))).join('')
}
