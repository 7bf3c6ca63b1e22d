import type { InlineKeyboardButton, Message } from '@grammyjs/types'
import type { StandIn } from './standIn.ts'
import { until } from './until.ts'

/** Somebody who talks with a Rembuk that runs as a process of its own: each press waits for its button. */
export interface Someone {
  id: number
  says(text: string): Promise<Message>
  /** Presses the newest button of that label as soon as it is shown; gives the press's id. */
  presses(label: string): Promise<string>
  /** Resolves when the bot's messages, as they stand now, say this. */
  sees(words: string, milliseconds?: number): Promise<void>
}

const patience = 60_000

export function someone({ world }: StandIn, id: number): Someone {
  const shown = () => world.messages(id).filter(({ fromBot, deleted }) => fromBot && !deleted)
  const find = (label: string) =>
    shown()
      .flatMap(({ message }) =>
        (world.inlineKeyboard(id, message.message_id)?.inline_keyboard.flat() ?? [])
          .filter((button) => button.text === label)
          .map((button) => ({ message, data: dataOf(button) })),
      )
      .at(-1)
  return {
    id,
    says: (text) => world.says(id, text),
    async presses(label) {
      await until(`${id} is shown "${label}"`, () => find(label) !== undefined, patience)
      const found = find(label)
      if (found === undefined) throw new Error(`"${label}" is gone`)
      return world.presses(id, id, found.message.message_id, found.data)
    },
    sees: (words, milliseconds = patience) =>
      until(`${id} sees "${words}"`, () => shown().some(({ message }) => message.text?.includes(words)), milliseconds),
  }
}

/** Announces these words to everyone. */
export async function announce(admin: Someone, words: string): Promise<void> {
  await admin.says('/umumkan')
  await admin.sees('Kirim isinya')
  await admin.says(words)
  await admin.presses('Semua')
  await admin.presses('Kirim sekarang')
}

function dataOf(button: InlineKeyboardButton): string {
  if (!('callback_data' in button)) throw new Error(`"${button.text}" is no callback button`)
  return button.callback_data
}
