import type { KeptMessage, World } from '../types.ts'
import type { Place } from './showing.ts'

/** One entry of the list: a message, or the messages of one album. Its id is its first message's. */
export interface Block {
  id: number
  items: KeptMessage[]
}

/** How many entries are drawn at first, and with each "older". */
export const windowSize = 100

/** The entries of a place in order: its chat's messages, only its topic's when one is chosen, albums gathered. */
export function blocksOf(world: World, place: Place): Block[] {
  const blocks: Block[] = []
  for (const kept of world.messages(place.chat)) {
    if (place.thread !== undefined && (kept.message.message_thread_id ?? 0) !== place.thread) continue
    const last = blocks.at(-1)
    const album = kept.message.media_group_id
    if (last && album !== undefined && last.items[0]?.message.media_group_id === album) last.items.push(kept)
    else blocks.push({ id: kept.message.message_id, items: [kept] })
  }
  return blocks
}

/** The topics of a forum, found in its messages; none for any other chat. */
export function topicsOf(world: World, chat: number): { id: number; name: string }[] {
  const topics: { id: number; name: string }[] = []
  for (const { message } of world.messages(chat)) {
    const topic = message.forum_topic_created
    if (topic) topics.push({ id: message.message_thread_id ?? message.message_id, name: topic.name })
  }
  return topics
}
