import type { TailLine } from './blocks.ts'
import type { Relevance } from './document.ts'
import { appointed, find } from '../../shared/audiences/written.ts'
import type { Fault } from './findings.ts'
import { compose, lineOf, slice, textOf } from '../../platform/pieces.ts'

const longest = 1000

type Role = Extract<Relevance['to'], { kind: 'role' }>['role']

const roles: Record<string, Role> = {
  ...appointed,
  pegawai: 'employee',
  employee: 'employee',
  employees: 'employee',
  asn: 'employee',
  warga: 'citizen',
  masyarakat: 'citizen',
  publik: 'citizen',
  public: 'citizen',
  citizen: 'citizen',
  citizens: 'citizen',
}

/** Reads why a policy concerns somebody: items such as "peran kepala: …" and "unit DINKES: …". */
export function readRelevance(tail: TailLine[], faults: Fault[]): Relevance[] {
  return tail.flatMap(({ line, part, mark, pieces }) => {
    if (part !== 'relevance') return []
    const fault = (reason: Fault['reason'], value: string, other = ''): [] => {
      faults.push({ line, reason, value, other })
      return []
    }
    const found = /^\s*(?:(peran|roles?|units?)(?:\s+|\s*:\s*(?=[^:]*:)))?([^:]*):/is.exec(textOf(pieces))
    if ((mark !== 'item' && mark !== 'numbered') || found === null) return fault('relevanceShape', lineOf(pieces))
    const [head, word = '', written = ''] = found
    const name = written.replaceAll(/\s+/g, ' ').trim()
    const body = compose(slice(pieces, head.length))
    const isUnit = /^unit/i.test(word)
    const role = isUnit ? undefined : find(roles, name)
    if (name === '') return fault('relevanceShape', lineOf(pieces))
    if (!isUnit && role === undefined) return fault('relevanceRole', name)
    if (body.text === '') return fault('relevanceEmpty', name)
    if (body.text.length > longest) return fault('paragraphLong', body.text, String(longest))
    return { line, to: role === undefined ? { kind: 'unit', unit: name } : { kind: 'role', role }, body }
  })
}
