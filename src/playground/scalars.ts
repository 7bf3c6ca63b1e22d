import { wrongType, type Kind } from './parameters.ts'

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
