import { z } from 'zod'
import type { Language } from '../../platform/texts.ts'
import { WrittenAudience } from '../audiences/written.ts'

/** A text in both languages; where the English one is missing, the Indonesian one stands in. */
export const Bilingual = z.object({ id: z.string(), en: z.string().optional() })
export type Bilingual = z.infer<typeof Bilingual>

/** Kinds of question, by the names that files use. */
export const questionKinds = [
  'scale5',
  'scale10',
  'one',
  'several',
  'yesno',
  'number',
  'date',
  'text',
  'longtext',
  'file',
] as const
export type QuestionKind = (typeof questionKinds)[number]

const operators = ['<=', '>=', '!=', '<', '>', '='] as const

/** A condition on an earlier answer, such as "pekan <= 2"; of "several", "=" asks whether the option is among those chosen. */
export const Condition = z.object({
  key: z.string(),
  operator: z.enum(operators),
  value: z.union([z.number(), z.string(), z.boolean()]),
})
export type Condition = z.infer<typeof Condition>

export const Option = z.object({
  /** Of small letters, digits and "_", at most 16. */
  key: z.string(),
  text: Bilingual,
  /** What it counts in means and in an index. */
  value: z.number().optional(),
  isRight: z.boolean().optional(),
})
export type Option = z.infer<typeof Option>

/** What a question means to check-ins; a questionnaire has at most one of each. */
export const questionRoles = ['mood', 'progress', 'blocker', 'share', 'help'] as const

export const Question = z.object({
  /** Of small letters, digits and "_", beginning with a letter, at most 16; unique in its questionnaire. */
  key: z.string(),
  kind: z.enum(questionKinds),
  text: Bilingual,
  help: Bilingual.optional(),
  /** Words at both ends of a scale. */
  ends: z.tuple([Bilingual, Bilingual]).optional(),
  /** Of "one" and "several": from 2 to 12. */
  options: z.array(Option).optional(),
  /** Of a number: the least and the most that can be said. */
  min: z.number().optional(),
  max: z.number().optional(),
  unit: Bilingual.optional(),
  /** "Tidak berlaku" can be said. */
  mayNotApply: z.boolean(),
  /** May be skipped. */
  isOptional: z.boolean(),
  /** All have to hold for it to be asked. */
  when: z.array(Condition),
  /** The right answer of "yesno" and "number"; those of options stand with them. */
  right: z.union([z.number(), z.boolean()]).optional(),
  /** What a right answer counts; 1 where nothing is said. */
  points: z.number().positive().optional(),
  role: z.enum(questionRoles).optional(),
  /** What it is about, such as a paragraph's identity in its policy. */
  about: z.number().int().optional(),
})
export type Question = z.infer<typeof Question>

export const questionnaireUses = [
  'checkin',
  'survey',
  'test',
  'reaction',
  'followup',
  'needs',
  'satisfaction',
  'quiz',
] as const

/** A list of questions with what a round of it begins with unless its author says otherwise. */
export const Definition = z.object({
  /** What it is called in files; null: written in chat, or a quiz. */
  key: z.string().nullable(),
  title: Bilingual,
  use: z.enum(questionnaireUses),
  isAnonymous: z.boolean(),
  /** Whom it is for, as a file says it: units by their names or codes. */
  audience: WrittenAudience.nullable(),
  /** "setiap Jumat 15.00", as it was written, and as five fields. */
  schedule: z.object({ words: z.string(), cron: z.string() }).nullable(),
  /** How long a round stays open. */
  openMinutes: z.number().int().positive(),
  reminders: z.number().int().min(0).max(3),
  /** An index over its "one" questions with values, by its mean: such as that of the Survei Kepuasan Masyarakat. */
  index: z.literal('skm').optional(),
  questions: z.array(Question).min(1),
})
export type Definition = z.infer<typeof Definition>

/** At most so many questions. */
export const mostQuestions = 50

/** A text in a language. */
export function said(text: Bilingual, language: Language): string {
  return text[language] ?? text.id
}
