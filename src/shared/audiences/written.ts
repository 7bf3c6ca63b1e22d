import { z } from 'zod'

/** Whom a file says something is for; units as they are written, by their code or their name. */
export const WrittenAudience = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['all', 'employees', 'public']) }),
  z.object({ kind: z.literal('units'), units: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('roles'), roles: z.array(z.enum(['head', 'planner', 'admin'])).min(1) }),
])
export type WrittenAudience = z.infer<typeof WrittenAudience>

/** Names of something, such as units. */
export interface Names {
  of: string
  names: string[]
}

/** Why it cannot be read. */
type Reason = 'audienceUnknown' | 'audienceEmpty' | 'roleUnknown'
type Report = (reason: Reason, value: string) => void

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

/** Reads whom something is for: "pegawai", "unit: DINKES, DISHUB"; null: nobody yet, or there is a fault. */
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

/** "audience: unit: [DINKES]" is no YAML, but what one writes after having read "audience: pegawai": made YAML of. */
export function wrapGroup(line: string): string {
  return line.replace(
    /^(audience|sasaran)(\s*:\s+)((?:units?|peran|roles?)\s*:\s*\[[^\]#]*\])(\s*(?:#.*)?)$/i,
    '$1$2{ $3 }$4',
  )
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
