import type { InlineKeyboardButton, Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import type { Right } from '../visitor.ts'
import type { Turn } from '../inbox/turn.ts'

const limit = 64

/** A kind of inline button: its name, and the values it carries. */
export interface Button<Shape extends z.ZodRawShape> {
  name: string
  /** The button with a label and its values; throws when they do not fit in Telegram's 64 bytes. */
  with(label: string, values: z.input<z.ZodObject<Shape>>): InlineKeyboardButton.CallbackButton
  /** The values in a pressed button's data; undefined when an older version, or someone else, packed them. */
  read(data: string): z.output<z.ZodObject<Shape>> | undefined
}

/** Declares a kind of button once. Values are read with zod from strings: use z.coerce for numbers. */
export function button<Shape extends z.ZodRawShape>(name: string, shape: Shape): Button<Shape> {
  const schema = z.object(shape)
  const keys = Object.keys(shape)
  return {
    name,
    with(label, values) {
      const given = new Map<string, unknown>(Object.entries(values))
      const data = [name, ...keys.map((key) => encodeURIComponent(String(given.get(key))))].join('|')
      if (Buffer.byteLength(data) > limit)
        throw new RangeError(`The values of button ${name} need more than ${limit} bytes`)
      return { text: label, callback_data: data }
    },
    read(data) {
      const [found, ...texts] = data.split('|')
      if (found !== name || texts.length !== keys.length) return undefined
      const values = z.array(z.string().transform(unescape)).safeParse(texts)
      if (!values.success) return undefined
      const read = schema.safeParse(Object.fromEntries(keys.map((key, i) => [key, values.data[i]]))).data
      // What no row can have as its number is no button of ours.
      return read !== undefined && Object.values<unknown>(read).some(isBeyondRows) ? undefined : read
    },
  }
}

function isBeyondRows(value: unknown): boolean {
  return typeof value === 'bigint' && (value < 0n || value > 9_223_372_036_854_775_807n)
}

function unescape(text: string, context: z.RefinementCtx): string {
  try {
    return decodeURIComponent(text)
  } catch {
    context.addIssue('not percent-encoded')
    return z.NEVER
  }
}

/** What a press of one kind of button does, and who may press it. */
export interface Press {
  name: string
  right: Right
  /** False when the data is not one of this version's buttons. */
  run(turn: Turn, data: string): Promise<boolean>
  /** Takes what was said in reply to a message of ours with such a button; absent: such a reply is like any other word. */
  reply?: (turn: Turn, data: string, message: TelegramMessage) => Promise<boolean>
}

/** Binds a kind of button to what it does, and to what a reply to its message does. The right is checked each time. */
export function press<Shape extends z.ZodRawShape>(
  kind: Button<Shape>,
  right: Right,
  handler: (turn: Turn, values: z.output<z.ZodObject<Shape>>) => Promise<void>,
  replied?: (turn: Turn, values: z.output<z.ZodObject<Shape>>, message: TelegramMessage) => Promise<void>,
): Press {
  return {
    name: kind.name,
    right,
    async run(turn, data) {
      const values = kind.read(data)
      if (values === undefined) return false
      await handler(turn, values)
      return true
    },
    ...(replied && {
      async reply(turn, data, message) {
        const values = kind.read(data)
        if (values === undefined) return false
        await replied(turn, values, message)
        return true
      },
    }),
  }
}
