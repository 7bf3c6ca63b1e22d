import type { Document, Message } from '@grammyjs/types'
import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'
import type { Publishable } from '../../platform/feature.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'

/** Takes the file that the message with this button is a reply to, as something of this kind. */
export const takeButton = button('publish.take', { kind: z.string().max(16) })

/** The kinds of publication whose files end like this one, of those that the person may publish. */
export function kindsOf(turn: Turn, { file_name: name = '' }: Document): Publishable[] {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  return turn.publishes.filter(
    ({ right, endings }) => ending !== undefined && endings.includes(ending) && turn.may(right),
  )
}

/** Hands a file on to the kind that takes such; where several do, asks which, and the file waits in the chat. False: none does. */
export async function handOn(turn: Turn, message: Message): Promise<boolean> {
  const { document, media_group_id: album, message_id: replyTo } = message
  const [kind, ...others] = document === undefined ? [] : kindsOf(turn, document)
  if (kind === undefined) return false
  if (album !== undefined) throw new Refusal('sheets:oneByOne', {}, `album:${album}`)
  if (others.length === 0) await kind.take(turn, message)
  else
    turn.answer({
      text: turn.t('planning:askKind'),
      buttons: [kind, ...others].map(({ name, label }) => [takeButton.with(turn.label(label), { kind: name })]),
      replyTo,
    })
  return true
}
