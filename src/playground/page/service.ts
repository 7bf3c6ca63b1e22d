import type { Message } from '@grammyjs/types'
import { fill, type Words } from './texts.ts'
import { nameOf } from './view.ts'

/** The sentence for a message nobody wrote ("Budi bergabung"), or undefined for a message someone did. */
export function serviceText(message: Message, words: Words): string | undefined {
  if (message.new_chat_members) return fill(words.joined, { name: message.new_chat_members.map(nameOf).join(', ') })
  if (message.left_chat_member) return fill(words.left, { name: nameOf(message.left_chat_member) })
  if (message.group_chat_created || message.supergroup_chat_created)
    return fill(words.groupCreated, { name: message.chat.title ?? '' })
  if (message.forum_topic_created) return fill(words.topicCreated, { name: message.forum_topic_created.name })
  if (message.new_chat_title !== undefined) return message.new_chat_title
  if (message.pinned_message) return words.pinned
  if (message.forum_topic_edited || message.forum_topic_closed || message.forum_topic_reopened) return words.service
  return undefined
}
