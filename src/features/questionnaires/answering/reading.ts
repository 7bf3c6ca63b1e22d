import type { Message } from '@grammyjs/types'
import { words } from '../../../platform/dialog/dialog.ts'
import { keepSent } from '../../../platform/files/sent.ts'
import { plainText } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { readDay, writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { languages } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { tapsOf } from '../../../shared/questionnaires/taps.ts'
import { mostLetters, rangeText } from '../../../shared/questionnaires/wording.ts'
import type { Given } from './flow.ts'
import { readNumber } from './numbers.ts'

/** Reads an answer that was typed or sent; throws a Refusal that says what is wrong with it. */
export async function readGiven(turn: Turn, question: Question, message: Message): Promise<Given> {
  switch (question.kind) {
    case 'text':
    case 'longtext':
      return words(1, mostLetters[question.kind])(turn, message)
    case 'number':
      return numberIn(turn, question, textOf(message))
    case 'date':
      return dayIn(turn, textOf(message))
    case 'file':
      return keepSent(turn, message)
    case 'scale5':
    case 'scale10':
    case 'one':
    case 'yesno':
      return tapNamed(turn, question, textOf(message))
    case 'several':
      throw new Refusal('platform:chooseButton')
  }
}

/** A button's answer can be typed as well, as it is called. */
function tapNamed({ voice }: Turn, question: Question, text: string): Given {
  const named = tapsOf(voice, question)
    .flat()
    .find(({ label }) => label.toLowerCase() === text.toLowerCase())
  if (named === undefined) throw new Refusal('platform:chooseButton')
  return named.answer
}

function numberIn({ voice }: Turn, question: Question, text: string): Given {
  const units = languages.flatMap((language) => (question.unit ? [said(question.unit, language)] : []))
  const value = readNumber(text, units, voice.language)
  if (value === null) throw new Refusal('questionnaires:numberExpected', { text })
  const { min = -Infinity, max = Infinity } = question
  if (value >= min && value <= max) return value
  const range = plainText(rangeText(voice, question) ?? '')
  throw new Refusal('questionnaires:numberOutside', { value, range })
}

function dayIn({ now, settings, voice }: Turn, text: string): Given {
  const reading = readDay(text, now, settings.timeZone)
  switch (reading.kind) {
    case 'day':
    case 'past':
      return reading.day
    case 'otherDay':
      throw new Refusal('questionnaires:dayOther', { day: writeDay(reading.day, voice.language) })
    case 'noSuchDate':
      throw new Refusal('questionnaires:dayNone')
    case 'unknown':
      throw new Refusal('questionnaires:dayUnknown')
  }
}

function textOf({ text }: Message): string {
  if (text === undefined) throw new Refusal('platform:wordsExpected')
  return text.trim()
}
