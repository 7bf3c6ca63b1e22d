import { read, wrongType, type Kind, type Source, type Table, type Values } from './parameters.ts'
import { Refused, badRequest } from './refusal.ts'

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
