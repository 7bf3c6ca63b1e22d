import type { WrittenAudience } from './document.ts'
import type { Fault } from './findings.ts'

/** Names of something, such as units. */
export interface Names {
  of: string
  names: string[]
}

export type Report = (reason: Fault['reason'], value: string, other?: string) => void

const everyone: Record<string, 'all' | 'employees' | 'public'> = {
  semua: 'all',
  all: 'all',
  everyone: 'all',
  pegawai: 'employees',
  employees: 'employees',
  employee: 'employees',
  asn: 'employees',
  masyarakat: 'public',
  public: 'public',
  publik: 'public',
  warga: 'public',
  citizens: 'public',
}

/** What a role that is appointed is called. */
export const appointed: Record<string, 'head' | 'planner' | 'admin'> = {
  kepala: 'head',
  'kepala unit': 'head',
  head: 'head',
  heads: 'head',
  perencana: 'planner',
  planner: 'planner',
  planners: 'planner',
  admin: 'admin',
  admins: 'admin',
}

const groups: Record<string, 'units' | 'roles'> = {
  unit: 'units',
  units: 'units',
  peran: 'roles',
  role: 'roles',
  roles: 'roles',
}

/** Reads whom a policy is for: "pegawai", "unit: DINKES, DISHUB"; null: nobody yet, or there is a fault. */
export function readAudience(value: string | Names | null, fault: Report): WrittenAudience | null {
  if (value === '') return null
  const names = typeof value === 'string' ? readNames(value) : value
  if (names === null) {
    const kind = typeof value === 'string' ? find(everyone, value) : undefined
    if (kind === undefined) fault('audienceUnknown', typeof value === 'string' ? value : '')
    return kind === undefined ? null : { kind }
  }
  const kind = find(groups, names.of)
  const given = names.names.map((name) => name.replaceAll(/\s+/g, ' ').trim()).filter((name) => name !== '')
  if (kind === undefined) fault('audienceUnknown', names.of)
  else if (given.length === 0) fault('audienceEmpty', names.of)
  else if (kind === 'units') return { kind, units: [...new Set(given)] }
  else {
    const roles = given.flatMap((name) => {
      const role = find(appointed, name)
      if (role === undefined) fault('roleUnknown', name)
      return role ?? []
    })
    if (roles.length === given.length) return { kind, roles: [...new Set(roles)] }
  }
  return null
}

/** A group of people with the names that follow it, as in "unit: DINKES, DISHUB"; null: no group. */
function readNames(text: string): Names | null {
  const found = /^(units?|peran|roles?)\s*(?::\s*|\s)(.*)$/is.exec(text.trim())
  if (found === null) return null
  const [, of = '', list = ''] = found
  return {
    of,
    names: list
      .replaceAll(/^\s*\[|\]\s*$/g, '')
      .split(/[,;]/)
      .map(unquote),
  }
}

/** What a word means, whatever its letters' case. */
export function find<Value>(words: Record<string, Value>, word: string): Value | undefined {
  const key = word.replaceAll(/\s+/g, ' ').trim().toLowerCase()
  return Object.hasOwn(words, key) ? words[key] : undefined
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2')
}
