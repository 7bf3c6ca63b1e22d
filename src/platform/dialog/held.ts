import { z } from 'zod'
import type { Dialog as Row } from '../../generated/prisma/client.ts'
import type { Sealing } from '../sealing.ts'

type Json = Record<string, unknown>

/** A dialog's row as the engine works with it. */
export interface Held extends Omit<Row, 'opening' | 'answers'> {
  opening: ReturnType<typeof jsonIn>
  answers: Json
  /** What was answered, and which questions were asked, is sealed in the row: also the latter can tell the former. */
  isSealed: boolean
}

/** How far a dialog has got. */
export interface Progress {
  step: string
  answers: Json
  trail: string[]
}

/** What stands in a sealed row in the place of its step; no step is called so. */
const sealedStep = '*'
/** What is sealed is of a few lengths only, so that they tell little. */
const length = 1024

const Sealed = z.object({ sealed: z.base64() })
const Inner = z.object({ step: z.string(), answers: z.record(z.string(), z.unknown()), trail: z.array(z.string()) })

/** What a row holds; null: it was sealed with a key that there is no longer. */
export function heldIn(row: Row, sealing: Sealing | null): Held | null {
  const opening = jsonIn(row.opening)
  if (row.step !== sealedStep) return { ...row, opening, answers: record(row.answers), isSealed: false }
  const inner = sealing === null ? null : unsealed(row, sealing)
  return inner && { ...row, opening, ...inner, isSealed: true }
}

/** The columns in which it stays how far a dialog has got. */
export function columnsOf({ step, answers, trail }: Progress, isSealed: boolean, sealing: Sealing | null) {
  if (!isSealed) return { step, answers: jsonIn(answers), trail }
  if (sealing === null) throw new Error('Nothing can be sealed without a key')
  const text = JSON.stringify({ step, answers: jsonIn(answers), trail } satisfies Progress)
  const bytes = sealing.seal(text.padEnd(Math.ceil(text.length / length) * length))
  return { step: sealedStep, answers: { sealed: Buffer.from(bytes).toString('base64') }, trail: [] }
}

function unsealed({ answers }: Row, sealing: Sealing): Progress | null {
  try {
    const bytes = Buffer.from(Sealed.parse(answers).sealed, 'base64')
    return Inner.parse(JSON.parse(sealing.unseal(bytes).trimEnd()))
  } catch {
    return null
  }
}

const record = (value: unknown) => z.record(z.string(), z.unknown()).parse(value)

/** Checks that a value is one of JSON's, by names. */
export const jsonIn = (value: unknown) => z.record(z.string(), z.json()).parse(value)
