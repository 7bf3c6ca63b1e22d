import type { Message } from '@grammyjs/types'
import { fill } from './texts.ts'
import { initialsOf, nameOf, tintOf, type View } from './view.ts'

/** What a message answers, one line of it; pressing it goes there. */
export function Quote({ view, message }: { view: View; message: Message }) {
  const target = message.reply_to_message
  // In a topic every message answers the one that opened it; apps do not show that.
  if (!target || target.forum_topic_created) return <></>
  const text = message.quote?.text ?? target.text ?? target.caption
  return (
    <button type="button" class="quote" data-jump={target.message_id} title={view.words.jump}>
      <strong>{target.from ? nameOf(target.from) : ''}</strong>
      <span>{text ?? (target.photo ? view.words.photo : view.words.document)}</span>
    </button>
  )
}

/** Whose words a forwarded message carries. */
export function Origin({ message, view }: { message: Message; view: View }) {
  const origin = message.forward_origin
  const name =
    origin?.type === 'user' ? nameOf(origin.sender_user) : origin?.type === 'hidden_user' ? origin.sender_user_name : ''
  return <span class="faint">{fill(view.words.forwardedFrom, { name })}</span>
}

/** The face beside the first of someone's messages in a group. */
export function Author({ message, continues }: { message: Message; continues: boolean }) {
  const name = message.from ? nameOf(message.from) : ''
  return (
    <span class={`avatar mini ${continues ? 'blank' : tintOf(message.from?.id ?? 0)}`} aria-hidden="true">
      {continues ? '' : initialsOf(name)}
    </span>
  )
}
