import type { Bilingual, Condition, Definition, Question } from '../definition.ts'
import type { WrittenAudience } from '../../audiences/written.ts'

/** A questionnaire as the file that one would write by hand, in YAML: reading it gives the same. */
export async function writeYaml(definition: Definition): Promise<string> {
  const { Document, isMap, isSeq, visit } = await import('yaml')
  const document = new Document(plainOf(definition))
  // Texts in both languages, and lists of words, on one line.
  visit(document, {
    Map: (_, node) => {
      if (node.items.every(({ key }) => String(key) === 'id' || String(key) === 'en')) node.flow = true
    },
    Seq: (_, node) => {
      if (node.items.every((item) => !isMap(item) && !isSeq(item))) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

const audienceWord = { all: 'semua', employees: 'pegawai', public: 'masyarakat' } as const
const roleWord = { head: 'kepala', planner: 'perencana', admin: 'admin' } as const

/** How long a round stays open, as a file says it. */
export function writeMinutes(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} hari`
  return minutes % 60 === 0 ? `${minutes / 60} jam` : `${minutes} menit`
}

/** Conditions, as a file says them. */
export function writeConditions(when: Condition[]): string {
  return when
    .map(({ key, operator, value }) => {
      if (value === '') return `${key} dijawab`
      return `${key} ${operator} ${typeof value === 'boolean' ? writeYes(value) : value}`
    })
    .join(' dan ')
}

export function writeYes(answer: boolean): string {
  return answer ? 'ya' : 'tidak'
}

/** Whom it is for, as a file says it on one line. */
export function writeAudience(audience: WrittenAudience): string {
  if (audience.kind === 'units') return `unit: ${audience.units.join(', ')}`
  if (audience.kind === 'roles') return `peran: ${audience.roles.map((role) => roleWord[role]).join(', ')}`
  return audienceWord[audience.kind]
}

function plainOf({ key, title, use, isAnonymous, audience, schedule, openMinutes, ...rest }: Definition) {
  return {
    ...(key !== null && { key }),
    title: textOf(title),
    use,
    anonymous: writeYes(isAnonymous),
    ...(audience !== null && { audience: audienceOf(audience) }),
    ...(schedule !== null && { schedule: schedule.words }),
    open: writeMinutes(openMinutes),
    reminders: rest.reminders,
    ...(rest.index !== undefined && { index: rest.index }),
    questions: rest.questions.map(questionOf),
  }
}

function audienceOf(audience: WrittenAudience) {
  if (audience.kind === 'units') return { unit: audience.units }
  if (audience.kind === 'roles') return { peran: audience.roles.map((role) => roleWord[role]) }
  return audienceWord[audience.kind]
}

function questionOf({ key, kind, role, text, help, ends, options, ...rest }: Question) {
  const { min, max, unit, mayNotApply, isOptional, when, right, points } = rest
  return {
    key,
    kind,
    ...(role !== undefined && { role }),
    text: textOf(text),
    ...(help !== undefined && { help: textOf(help) }),
    ...(ends !== undefined && { ends: ends.map(textOf) }),
    ...(options !== undefined && {
      options: options.map((option) => ({
        key: option.key,
        text: textOf(option.text),
        ...(option.value !== undefined && { value: option.value }),
        ...(option.isRight === true && { right: 'ya' }),
      })),
    }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(unit !== undefined && { unit: textOf(unit) }),
    ...(mayNotApply && { notApplicable: 'ya' }),
    ...(isOptional && { optional: 'ya' }),
    ...(when.length > 0 && { when: writeConditions(when) }),
    ...(right !== undefined && { right: typeof right === 'boolean' ? writeYes(right) : right }),
    ...(points !== undefined && { points }),
  }
}

function textOf({ id, en }: Bilingual) {
  return en === undefined ? id : { id, en }
}
