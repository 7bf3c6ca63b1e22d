import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'

const Question = z.object({ id: z.number(), about: z.string(), given: z.unknown().optional() })
/** What a child says: an answer, or what can be asked of it from now on. */
const Said = z.union([
  z.object({ id: z.number(), answer: z.unknown().optional() }),
  z.object({ hears: z.array(z.string()) }),
])

/** Asks a child process by its channel, once it can be asked; throws when the child ends instead of answering. */
export type Ask = <T>(about: string, given: unknown, answer: z.ZodType<T>) => Promise<T>

interface Asked {
  about: string
  send: () => void
  take: (answer: unknown) => void
  fail: (error: Error) => void
}

/** The asking end. */
export function openLine(child: ChildProcess, name: string): Ask {
  const waiting = new Map<number, Asked>()
  const heard = new Set<string>()
  let last = 0
  let isOver = false
  child.on('message', (message) => {
    const said = Said.parse(message)
    if ('hears' in said) {
      for (const about of said.hears) heard.add(about)
      for (const { about, send } of waiting.values()) if (said.hears.includes(about)) send()
    } else {
      waiting.get(said.id)?.take(said.answer)
      waiting.delete(said.id)
    }
  })
  child.on('exit', (code, signal) => {
    isOver = true
    for (const { fail } of waiting.values()) fail(new Error(`${name} ended (${code ?? signal})`))
  })
  return async (about, given, schema) => {
    const id = ++last
    const told = await new Promise<unknown>((take, fail) => {
      if (isOver) return fail(new Error(`${name} has ended`))
      const send = () => void child.send({ id, about, given })
      waiting.set(id, { about, send, take, fail })
      if (heard.has(about)) send()
    })
    return schema.parse(told)
  }
}

/** The answering end, in the child: it ends with its parent. Several may listen, each to what it knows. */
export function listen(answers: Record<string, (given: unknown) => unknown>): void {
  const reply = async (message: unknown) => {
    const { id, about, given } = Question.parse(message)
    const found = answers[about]
    if (found !== undefined) process.send?.({ id, answer: await found(given) })
  }
  process.on('message', (message) => void reply(message))
  process.once('disconnect', () => process.exit())
  process.send?.({ hears: Object.keys(answers) })
}
