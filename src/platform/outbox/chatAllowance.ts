/**
 * How much one chat may get: a person one message a second on average and 20 at once, a group (negative id) 20 in any
 * minute. All times are milliseconds of a monotonic clock.
 */
export interface ChatAllowance {
  /** Milliseconds until the chat may get a message; 0: now. */
  wait(chatId: bigint, now: number): number
  take(chatId: bigint, now: number): void
  /** Telegram wants the chat left alone until then. */
  hold(chatId: bigint, until: number): void
}

/** What Telegram takes at once. */
const telegramBurst = 20
const groupBurst = 20
const interval = 1000
const minute = 60_000
const manyChats = 10_000

/** An allowance in which no chat has got anything yet; `burst`: how many messages a person may get at once. */
export function openChatAllowance(burst = telegramBurst): ChatAllowance {
  /** When a person's allowance is whole again. */
  const people = new Map<bigint, number>()
  /** When a group's last messages began, at most `groupBurst`. */
  const groups = new Map<bigint, number[]>()
  const held = new Map<bigint, number>()
  let sweepAt = 0

  const sweep = (now: number) => {
    if (people.size + groups.size < manyChats || now < sweepAt) return
    sweepAt = now + burst * interval
    for (const [chat, whole] of people) if (whole <= now) people.delete(chat)
    for (const [chat, starts] of groups) if ((starts.at(-1) ?? 0) + minute < now) groups.delete(chat)
  }

  /** When the chat may get its next message. */
  const free = (chatId: bigint): number => {
    if (chatId >= 0n) return (people.get(chatId) ?? 0) - (burst - 1) * interval
    const starts = groups.get(chatId) ?? []
    return starts.length < groupBurst ? 0 : (starts[0] ?? 0) + minute + 1
  }

  return {
    wait: (chatId, now) => Math.max(0, free(chatId) - now, (held.get(chatId) ?? 0) - now),
    take(chatId, now) {
      sweep(now)
      held.delete(chatId)
      if (chatId >= 0n) people.set(chatId, Math.max(people.get(chatId) ?? 0, now) + interval)
      else groups.set(chatId, [...(groups.get(chatId) ?? []), now].slice(-groupBurst))
    },
    hold: (chatId, until) => void held.set(chatId, until),
  }
}
