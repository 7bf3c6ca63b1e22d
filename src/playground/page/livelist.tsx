import { blocksOf, windowSize } from './blocks.ts'
import { MessageList } from './list.tsx'
import { MessageBlock } from './message.tsx'
import type { Place } from './showing.ts'
import { htmlOf, Swap } from './swap.tsx'
import type { View } from './view.ts'

/** What one column's list has been sent so far. */
export interface SentList {
  place: Place
  newest: number
  /** Entries sent since the whole list was; when many, the list is sent anew so that the page does not grow for ever. */
  count: number
}

const tooMany = 300

/** The swaps for changed messages: new ones are added below, others replaced where they are. */
export function messageSwaps(view: View, sent: SentList, changed: Set<number>): string {
  const { place } = sent
  const blocks = blocksOf(view.world, place)
  const fresh = blocks.filter((block) => block.id > sent.newest).length
  if (fresh > windowSize || sent.count + fresh > tooMany) return wholeList(view, sent)
  const html: string[] = []
  blocks.forEach((block, index) => {
    const isFresh = block.id > sent.newest
    if (!isFresh && !block.items.some((item) => changed.has(item.message.message_id))) return
    const message = <MessageBlock view={view} place={place} block={block} previous={blocks[index - 1]} />
    html.push(
      htmlOf(
        isFresh ? (
          <Swap target={`#messages-${place.person}`} how="beforeend">
            {message}
          </Swap>
        ) : (
          <Swap target={`#m-${place.person}-${block.id}`} how="outerMorph">
            {message}
          </Swap>
        ),
      ),
    )
  })
  sent.newest = blocks.at(-1)?.id ?? 0
  sent.count += fresh
  return html.join('')
}

/** The swap that draws the newest entries anew. */
export function wholeList(view: View, sent: SentList): string {
  sent.newest = blocksOf(view.world, sent.place).at(-1)?.id ?? 0
  sent.count = 0
  return htmlOf(
    <Swap target={`#messages-${sent.place.person}`}>
      <MessageList view={view} place={sent.place} />
    </Swap>,
  )
}
