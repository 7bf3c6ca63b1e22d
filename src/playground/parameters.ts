import { badRequest, Refused } from './refusal.ts'
import type { SentFile } from './types.ts'

/** A request as it came: values as JSON gave them, or as strings when they came in a form, and the files beside them. */
export interface Source {
  values: Record<string, unknown>
  form: boolean
  files: ReadonlyMap<string, SentFile>
}

/** One type of the Bot API: its names in Telegram's table, and how a value of it is read. */
export interface Kind<T> {
  types: readonly string[]
  /** Throws what Telegram answers to a value of another type; `name` is the field's. */
  read(value: unknown, source: Source, name: string): T
}

/** A field of a method or an object. `missing` replaces the general words when a required one is absent. */
export interface Parameter<T, R extends boolean = boolean> {
  kind: Kind<T>
  required: R
  missing?: string | undefined
}

/** The fields of a method or an object by name. */
export type Table = Record<string, Parameter<unknown>>

/** What reading a table gives. */
export type Values<P extends Table> = {
  [K in keyof P]: P[K] extends Parameter<infer T, true> ? T : P[K] extends Parameter<infer T> ? T | undefined : never
}

/** A field that must be there. */
export function required<T>(kind: Kind<T>, missing?: string): Parameter<T, true> {
  return { kind, required: true, missing }
}

/** A field that may be left out. */
export function optional<T>(kind: Kind<T>): Parameter<T, false> {
  return { kind, required: false }
}

/** Reads exactly the fields of the table: others, missing ones and those of a wrong type are refused. */
export function read<P extends Table>(table: P, source: Source, owner: string): Values<P> {
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(source.values)) {
    if (!Object.hasOwn(table, name)) throw badRequest(`unknown field "${name}" in ${owner}`)
  }
  for (const [name, { kind, required: isRequired, missing }] of Object.entries(table)) {
    const given = source.values[name] ?? undefined
    const value = given === undefined && kind.types.includes('InputFile') ? source.files.get(name) : given
    if (value !== undefined) result[name] = kind.read(value, source, name)
    else if (isRequired) throw badRequest(missing ?? `parameter "${name}" is required`)
  }
  // The loop has just filled exactly the names of the table with what their kinds returned.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return result as Values<P>
}

/** Integer */
export const integer: Kind<number> = {
  types: ['Integer'],
  read(value, source, name) {
    const number = source.form && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw wrongType(name, 'Integer')
    return number
  },
}

/** Float */
export const float: Kind<number> = {
  types: ['Float'],
  read(value, source, name) {
    const number = source.form && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongType(name, 'Float')
    return number
  },
}

/** Boolean */
export const boolean: Kind<boolean> = {
  types: ['Boolean'],
  read(value, source, name) {
    if (typeof value === 'boolean') return value
    if (source.form && typeof value === 'string' && /^(?:true|false|1|0)$/i.test(value))
      return /^(?:true|1)$/i.test(value)
    throw wrongType(name, 'Boolean')
  },
}

/** String */
export const string: Kind<string> = {
  types: ['String'],
  read(value, _source, name) {
    if (typeof value !== 'string') throw wrongType(name, 'String')
    return value
  },
}

/** Integer or String: a chat by its id, also written as a string, or by its @name. */
export const chatId: Kind<number | string> = {
  types: ['Integer', 'String'],
  read(value, _source, name) {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    if (typeof value !== 'string') throw wrongType(name, 'Integer or String')
    return /^-?\d{1,16}$/.test(value) ? Number(value) : value
  },
}

/** A file sent with the request, or the string that names one Telegram already has. */
export const inputFile: Kind<SentFile | string> = {
  types: ['InputFile', 'String'],
  read(value, source, name) {
    if (typeof value === 'object' && value !== null && 'bytes' in value) return source.files.get(name) ?? ''
    if (typeof value !== 'string') throw wrongType(name, 'InputFile or String')
    return attached(value, source)
  },
}

/** A file that can only be sent with the request. */
export const upload: Kind<SentFile> = {
  types: ['InputFile'],
  read(value, source, name) {
    const file = typeof value === 'string' ? attached(value, source) : source.files.get(name)
    if (file === undefined || typeof file === 'string') throw wrongType(name, 'InputFile')
    return file
  },
}

/** A String inside an object that may name a file sent with the request as `attach://name`. */
export const attachment: Kind<SentFile | string> = {
  types: ['String'],
  read: (value, source, name) => attached(string.read(value, source, name), source),
}

/** Array of … */
export function list<T>(kind: Kind<T>): Kind<T[]> {
  return {
    types: kind.types.map((type) => `Array of ${type}`),
    read(value, source, name) {
      const items = json(value, name)
      if (!Array.isArray(items)) throw wrongType(name, 'Array')
      return items.map((item: unknown) => kind.read(item, inner(source), name))
    },
  }
}

/** An object of the Bot API with its own table of fields. `refusal` begins what is said of a broken one. */
export function shape<P extends Table>(
  type: string,
  table: P,
  refusal = `can't parse ${type}`,
): Kind<Values<P>> & { table: P } {
  return {
    types: [type],
    table,
    read(value, source, name) {
      const object = json(value, name)
      if (!isRecord(object)) throw wrongType(name, type)
      return wording(refusal, () => readInside(table, { ...inner(source), values: object }, type))
    },
  }
}

/** A value whose rules are written out by hand. */
export function custom<T>(
  types: readonly string[],
  parse: (object: unknown, source: Source, name: string) => T,
): Kind<T> {
  return { types, read: (value, source, name) => parse(json(value, name), inner(source), name) }
}

/** An object that is taken as it is: the stand-in has no use for it. */
export function ignored(...types: string[]): Kind<unknown> {
  return custom(types, (object, _source, name) => {
    if (!isRecord(object)) throw wrongType(name, types.join(' or '))
    return object
  })
}

/** True for what JSON calls an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readInside<P extends Table>(table: P, source: Source, type: string): Values<P> {
  for (const [name, parameter] of Object.entries(table)) {
    if (parameter.required && source.values[name] === undefined) throw badRequest(`Can't find field "${name}"`)
  }
  return read(table, source, type)
}

/** Says whose field was broken: `Bad Request: can't parse X: Field "y" must be …`. */
function wording<T>(refusal: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 400) throw error
    const reason = error.message.replace(/^Bad Request: /, '')
    throw badRequest(reason.startsWith(refusal) || /^[A-Z_]+$/.test(reason) ? reason : `${refusal}: ${reason}`)
  }
}

function attached(value: string, source: Source): SentFile | string {
  if (!value.startsWith('attach://')) return value
  const file = source.files.get(value.slice('attach://'.length))
  if (!file) throw badRequest(`file "${value.slice('attach://'.length)}" is not attached to the request`)
  return file
}

/** Objects may come as JSON or as a string of JSON, in every form of request. */
function json(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}

function inner(source: Source): Source {
  return source.form ? { ...source, form: false } : source
}

function wrongType(name: string, type: string): Refused {
  return badRequest(`Field "${name}" must be of type ${type}`)
}
