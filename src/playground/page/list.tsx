import { blocksOf, windowSize, type Block } from './blocks.ts'
import { MessageBlock } from './message.tsx'
import type { Place } from './showing.ts'
import { placeValues, verbOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
}

/** The newest entries of a chat, with a button for older ones above them. */
export function MessageList({ view, place }: Props) {
  const { words } = view
  const blocks = blocksOf(view.world, place)
  return (
    <>
      <li class="empty">
        <strong>{words.empty}</strong>
        {place.chat === place.person && (
          <>
            <span>{words.emptyAbout}</span>
            <button type="button" class="primary" hx-post={verbOf(place.person, 'open')} hx-swap="none">
              {words.start}
            </button>
          </>
        )}
      </li>
      <Entries view={view} place={place} blocks={blocks} from={Math.max(0, blocks.length - windowSize)} />
    </>
  )
}

/** The entries before message `before`: a hundred, or as many as it takes to reach message `reach`. */
export function OlderMessages({ view, place, before, reach }: Props & { before: number; reach: number | undefined }) {
  const blocks = blocksOf(view.world, place)
  const found = blocks.findIndex((block) => block.id >= before)
  const end = found < 0 ? blocks.length : found
  const first = blocks[end]
  const reached = reach === undefined ? end : blocks.findIndex((block) => block.items.some(isMessage(reach)))
  const from = Math.max(0, Math.min(end - windowSize, reached < 0 ? end : reached - 10))
  return (
    <>
      <Entries view={view} place={place} blocks={blocks.slice(0, end)} from={from} />
      {first && (
        // What was the first entry told its day; now that its predecessor is shown, perhaps it need not.
        <hx-partial hx-target={`#m-${place.person}-${first.id}`} hx-swap="outerMorph">
          <MessageBlock view={view} place={place} block={first} previous={blocks[end - 1]} />
        </hx-partial>
      )}
    </>
  )
}

function Entries({ view, place, blocks, from }: Props & { blocks: Block[]; from: number }) {
  const first = blocks[from]
  return (
    <>
      {from > 0 && first && (
        <li class="older" id={`older-${place.person}`}>
          <button
            type="button"
            class="small"
            hx-get="/playground/older"
            hx-vals={JSON.stringify({ ...placeValues(place), person: place.person, before: first.id })}
            hx-target="closest li"
            hx-swap="outerHTML"
          >
            {view.words.older}
          </button>
        </li>
      )}
      {blocks.slice(from).map((block, index) => (
        <MessageBlock
          view={view}
          place={place}
          block={block}
          previous={blocks[from + index - 1]}
          isFirst={index === 0}
        />
      ))}
    </>
  )
}

function isMessage(id: number): (item: Block['items'][number]) => boolean {
  return (item) => item.message.message_id === id
}
