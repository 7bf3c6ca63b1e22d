import { badRequest, type Refused } from './refusal.ts'
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

/** Telegram's refusal of a value that is not of its field's type. */
export function wrongType(name: string, type: string): Refused {
  return badRequest(`Field "${name}" must be of type ${type}`)
}
