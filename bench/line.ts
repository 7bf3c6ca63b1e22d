import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'

const Question = z.object({ id: z.number(), about: z.string(), given: z.unknown().optional() })
const Answer = z.object({ id: z.number(), answer: z.unknown().optional() })

/** Asks a child process by its channel; throws when the child ends instead of answering. */
export type Ask = <T>(about: string, given: unknown, answer: z.ZodType<T>) => Promise<T>

/** The asking end. */
export function openLine(child: ChildProcess, name: string): Ask {
  const waiting = new Map<number, { take: (answer: unknown) => void; fail: (error: Error) => void }>()
  let last = 0
  let isOver = false
  child.on('message', (message) => {
    const { id, answer } = Answer.parse(message)
    waiting.get(id)?.take(answer)
    waiting.delete(id)
  })
  child.on('exit', (code, signal) => {
    isOver = true
    for (const { fail } of waiting.values()) fail(new Error(`${name} ended (${code ?? signal})`))
  })
  return async (about, given, schema) => {
    const id = ++last
    const answer = await new Promise<unknown>((take, fail) => {
      if (isOver) return fail(new Error(`${name} has ended`))
      waiting.set(id, { take, fail })
      child.send({ id, about, given })
    })
    return schema.parse(answer)
  }
}

/** The answering end, in the child: it ends with its parent. Several may answer, each what it knows. */
export function listen(answers: Record<string, (given: unknown) => unknown>): void {
  const reply = async (message: unknown) => {
    const { id, about, given } = Question.parse(message)
    const found = answers[about]
    if (found !== undefined) process.send?.({ id, answer: await found(given) })
  }
  process.on('message', (message) => void reply(message))
  process.once('disconnect', () => process.exit())
}
