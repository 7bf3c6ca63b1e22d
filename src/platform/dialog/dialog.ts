import type { Message as TelegramMessage } from '@grammyjs/types'
import type { z } from 'zod'
import type { Html } from '../html.ts'
import { Refusal } from '../refusal.ts'
import type { TextKey } from '../texts.ts'
import type { Turn, View } from '../inbox/turn.ts'
import type { Right } from '../visitor.ts'

/** One answer offered as a button, or something that the button does while the question stays open. */
export type Option<Value> = Choice<Value> | Act

interface Offered {
  /** What the button carries (≤ 20 characters). */
  id: string
  label: string
  /** Its row stands on every page of a long question, below the others; the first button of a row decides. */
  pinned?: boolean
}

interface Choice<Value> extends Offered {
  value: Value
  /** The value is stored, and the same question asked again in its place: for choosing several, and for switches. */
  stays?: boolean
}

interface Act extends Offered {
  /** Does something below the question; nothing is answered, and the question is not asked again. */
  act(turn: Turn): Promise<void>
}

/** One question. Its answer is checked by the dialog's schema under the same key. */
interface Step<Opening, Answers, Key extends keyof Answers> {
  key: Key & string
  ask(turn: Turn, sofar: Partial<Answers>, opening: Opening): Html | Promise<Html>
  /** Answers to tap, in rows. */
  options?(
    turn: Turn,
    sofar: Partial<Answers>,
    opening: Opening,
  ): Option<Answers[Key]>[][] | Promise<Option<Answers[Key]>[][]>
  /** How many rows of options stand on one page; eight when empty. */
  rows?: number
  /** Reads an answer that was typed or sent; throws a Refusal that says what is wrong with it. */
  read?(
    turn: Turn,
    message: TelegramMessage,
    sofar: Partial<Answers>,
    opening: Opening,
  ): Answers[Key] | Promise<Answers[Key]>
  /** After what was read the same question is asked again, as after an option that stays. */
  readStays?: boolean
  /** May be skipped: the answer is then absent. */
  optional?: boolean
  /** Asked only if this holds for the answers so far, and for what the dialog was opened with. */
  when?(sofar: Partial<Answers>, opening: Opening): boolean
  /** Shows something above the question, which is then asked below it rather than in the place of the last one. */
  show?(turn: Turn, sofar: Partial<Answers>, opening: Opening): Promise<void>
  /** Runs when the answer has been taken, before the next question, or the same one again. */
  heard?(turn: Turn, answer: Answers[Key]): void | Promise<void>
}

/** A step for any of the questions, each with its own answer's type. */
type AnyStep<Opening, Answers> = { [Key in keyof Answers]: Step<Opening, Answers, Key> }[keyof Answers]

/** A dialog as its feature writes it: questions, each asked until it is answered, and what happens at the end. */
export interface DialogPlan<Opening, Answers> {
  name: string
  /** What the person is doing, for "you were in the middle of …". */
  title: TextKey
  right: Right
  opening: z.ZodType<Opening>
  answers: z.ZodObject<{ [Key in keyof Answers]: z.ZodType<Answers[Key]> }>
  steps: AnyStep<Opening, Answers>[]
  /** Begins anew each time, without progress and "Batal": for what is over in a few taps and cannot be cancelled. */
  brief?: boolean
  /** What is said when a brief one is left; that it is discarded where there is none. */
  left?: TextKey
  /** Asked below the message whose button opened it, which stays as it is: for who still wants to look at it. */
  apart?: boolean
  /** Consumes the answers, in the transaction that also removes the dialog. */
  done(turn: Turn, answers: Partial<Answers>, opening: Opening): Promise<void>
}

/** A question as it is shown. */
export interface Question {
  text: Html
  /** What stays of it in the chat with what was tapped, where the next thing is said below it; the text when empty. */
  lasting?: Html
  options: { id: string; label: string; pinned: boolean }[][]
  /** How many rows of options stand on one page; eight when empty. */
  rows?: number
  optional: boolean
  /** Place among the questions that are asked as things stand, from 1. */
  place: number
  places: number
}

/** What came of a tap or a word: the answers with it, and whether the question is asked again. */
export interface Taken {
  answers: Json
  stays: boolean
  /** Where it goes on; the next step when empty. */
  next?: string
}

/**
 * A dialog with its types closed: what the engine works with. Answers are JSON between the steps. Its questions are known
 * beforehand, as those of a plan are, or come out of the database by what it was opened with.
 */
export interface Dialog<Opening> {
  name: string
  title: TextKey
  right: Right
  brief: boolean
  apart: boolean
  left: TextKey | undefined
  /** One that is not finished is gone on with, without a question whether. */
  goesOn: boolean
  /** The keys of its questions, as far as they are known beforehand. */
  steps: readonly string[]
  /** Whether there can be such a step: a deploy may have taken it away. */
  knows(step: string): boolean
  /** What the person is doing, where `title` does not say it well enough. */
  titled?(turn: Turn, opening: Json): Promise<string>
  /** Whether nobody who reads the database may learn what is answered in it while it is open; absent: no. */
  seals?(turn: Turn, opening: Json): Promise<boolean>
  /** With what it ends in the place of a question that there is no use in asking any more; null: there is. Absent: always. */
  over?(turn: Turn, answers: Json, opening: Json): Promise<View | null>
  /** The first step after `step` (null: from the beginning) that has to be asked; null: all are answered. */
  next(turn: Turn, step: string | null, answers: Json, opening: Json): Promise<string | null>
  question(turn: Turn, step: string, answers: Json, opening: Json): Promise<Question>
  /** Whether the question is asked below what it shows. */
  below(step: string): boolean
  /** Shows what belongs above the question. */
  show(turn: Turn, step: string, answers: Json, opening: Json): Promise<void>
  /** Takes the tapped option; null: it was no answer and has been done. Throws a Refusal when it is not offered. */
  picked(turn: Turn, step: string, option: string, answers: Json, opening: Json): Promise<Taken | null>
  /** Takes what was typed or sent; throws a Refusal when it cannot be an answer. */
  said(turn: Turn, step: string, message: TelegramMessage, answers: Json, opening: Json): Promise<Taken>
  /** The answers without one to this question; throws a Refusal when it cannot be skipped. */
  skipped(turn: Turn, step: string, answers: Json, opening: Json): Promise<Json>
  done(turn: Turn, answers: Json, opening: Json): Promise<void>
  /** Only for the compiler: what it is opened with. */
  readonly opens?: (opening: Opening) => void
}
/** Any dialog, whatever it is opened with. */
export type AnyDialog = Dialog<never>

type Json = Record<string, unknown>

/** Declares a dialog once, for its feature's door plate. */
export function dialog<Opening, Answers>(plan: DialogPlan<Opening, Answers>): Dialog<Opening> {
  const stepOf = (key: string) => {
    const found = plan.steps.find((step) => step.key === key)
    // A deploy may have taken the step away under a dialog that was waiting at it.
    if (found === undefined) throw new Refusal('platform:dialogGone')
    return found
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's type for part of a shape that is a parameter
  const sofar = (answers: Json): Partial<Answers> => plan.answers.partial().parse(answers) as Partial<Answers>
  const applies = (step: AnyStep<Opening, Answers>, answers: Json, opening: Opening) =>
    step.when?.(sofar(answers), opening) ?? true
  const take = async (
    turn: Turn,
    step: AnyStep<Opening, Answers>,
    { value, stays }: { value: Answers[keyof Answers]; stays: boolean },
    answers: Json,
  ): Promise<Taken> => {
    const checked = plan.answers.shape[step.key].parse(value)
    await step.heard?.(turn, checked)
    return { answers: { ...answers, [step.key]: checked }, stays }
  }
  return {
    name: plan.name,
    title: plan.title,
    right: plan.right,
    brief: plan.brief ?? false,
    apart: plan.apart ?? false,
    left: plan.left,
    goesOn: false,
    steps: plan.steps.map(({ key }) => key),
    knows: (step) => plan.steps.some(({ key }) => key === step),
    async next(_turn, step, answers, opening) {
      const from = step === null ? 0 : plan.steps.findIndex(({ key }) => key === step) + 1
      const begun = plan.opening.parse(opening)
      return plan.steps.slice(from).find((candidate) => applies(candidate, answers, begun))?.key ?? null
    },
    async question(turn, key, answers, opening) {
      const step = stepOf(key)
      const known = sofar(answers)
      const begun = plan.opening.parse(opening)
      const asked = plan.steps.filter((candidate) => candidate === step || applies(candidate, answers, begun))
      const options = (await step.options?.(turn, known, begun)) ?? []
      return {
        text: await step.ask(turn, known, begun),
        options: options.map((row) => row.map(({ id, label, pinned = false }) => ({ id, label, pinned }))),
        ...(step.rows !== undefined && { rows: step.rows }),
        optional: step.optional ?? false,
        place: asked.indexOf(step) + 1,
        places: asked.length,
      }
    },
    below: (key) => stepOf(key).show !== undefined,
    show: async (turn, key, answers, opening) => stepOf(key).show?.(turn, sofar(answers), plan.opening.parse(opening)),
    async picked(turn, key, option, answers, opening) {
      const step = stepOf(key)
      const options = (await step.options?.(turn, sofar(answers), plan.opening.parse(opening))) ?? []
      const found = options.flat().find(({ id }) => id === option)
      if (found === undefined) throw new Refusal('platform:buttonOld')
      if (!('act' in found)) return take(turn, step, { value: found.value, stays: found.stays ?? false }, answers)
      await found.act(turn)
      return null
    },
    async said(turn, key, message, answers, opening) {
      const step = stepOf(key)
      if (step.read === undefined) throw new Refusal('platform:chooseButton')
      const value = await step.read(turn, message, sofar(answers), plan.opening.parse(opening))
      return take(turn, step, { value, stays: step.readStays ?? false }, answers)
    },
    async skipped(_turn, key, answers) {
      if (!stepOf(key).optional) throw new Refusal('platform:buttonOld')
      return Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key))
    },
    done: (turn, answers, opening) => plan.done(turn, sofar(answers), plan.opening.parse(opening)),
  }
}

/**
 * Reads a typed answer of `min` characters to `max` UTF-16 units, by which Telegram counts what it is shown in (most emoji are
 * two); says which it is not.
 */
export function words(min: number, max: number): (turn: Turn, message: TelegramMessage) => string {
  return (_turn, message) => {
    const text = message.text?.trim()
    if (text === undefined) throw new Refusal('platform:wordsExpected')
    if (Array.from(text).length < min) throw new Refusal('platform:wordsShort', { count: min })
    if (text.length > max) throw new Refusal('platform:wordsLong', { count: text.length, max })
    return text
  }
}
