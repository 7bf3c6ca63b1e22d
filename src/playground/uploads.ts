import { wrongType, type Kind, type Source } from './parameters.ts'
import { badRequest } from './refusal.ts'
import { string } from './scalars.ts'
import type { SentFile } from './types.ts'

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

function attached(value: string, source: Source): SentFile | string {
  if (!value.startsWith('attach://')) return value
  const file = source.files.get(value.slice('attach://'.length))
  if (!file) throw badRequest(`file "${value.slice('attach://'.length)}" is not attached to the request`)
  return file
}
