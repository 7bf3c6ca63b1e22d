import type { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import { AuditCounts, auditActions, AuditRole } from '../../shared/audit/record.ts'
import type { AuditAction } from '../../shared/audit/record.ts'

const perPage = 10

/** Someone as the record can still name them: by the roster only. */
export type Named =
  | { kind: 'entry'; name: string; unit: string }
  | { kind: 'unit'; name: string | undefined }
  | { kind: 'account' | 'gone'; number: string }

/** One line of the record, with what its numbers stand for today. */
export interface Line {
  at: Date
  action: AuditAction
  who: Named
  /** The number of what it was done to. */
  number: string
  /** Whom it was done to; absent when it was done to no person. */
  whom?: Named
  role?: { name: 'head' | 'planner' | 'admin'; unit: string | undefined }
  /** How many people a roster has made what. */
  counts?: z.infer<typeof AuditCounts>
}

export interface Page {
  lines: Line[]
  page: number
  hasOlder: boolean
}

/** A page of what was done, the newest first; page 0 is the newest. */
export async function readPage(db: Db, page: number): Promise<Page> {
  const rows = await db.audit.findMany({ orderBy: { id: 'desc' }, skip: page * perPage, take: perPage + 1 })
  const shown = rows.slice(0, perPage).map(({ object, ...row }) => {
    const [kind = '', number = ''] = object.split(':')
    const [detail, counts] = [AuditRole.safeParse(row.detail).data, AuditCounts.safeParse(row.detail).data]
    return { ...row, kind, number, detail, counts }
  })
  const numbers = (wanted: string) => shown.filter(({ kind }) => kind === wanted).map(({ number }) => number)
  const bySubject = await peopleOf(db, [...shown.map(({ subject }) => subject), ...numbers('subject')])
  const byEntry = await entriesOf(db, numbers('entry').map(BigInt))
  const named = numbers('unit').flatMap((number) => (number === 'all' ? [] : [BigInt(number)]))
  const units = await db.unit.findMany({
    where: { id: { in: [...named, ...shown.flatMap(({ detail }) => (detail?.unit ? [BigInt(detail.unit)] : []))] } },
    select: { id: true, name: true },
  })
  const known = (subject: string): Named => bySubject.get(subject) ?? { kind: 'gone', number: subject.slice(0, 8) }
  const whomOf = (kind: string, number: string): Named | undefined => {
    if (kind === 'entry') return byEntry.get(number) ?? { kind: 'gone', number }
    if (kind === 'subject') return known(number)
    if (kind === 'unit') return { kind: 'unit', name: units.find(({ id }) => String(id) === number)?.name }
    // A role that waits for an account of which nothing else is known.
    return kind === 'role' ? { kind: 'account', number } : undefined
  }
  const lines = shown.flatMap(({ createdAt, action, subject, kind, number, detail, counts }): Line[] => {
    const done = auditActions.find((name) => name === action)
    if (done === undefined) return []
    const whom = whomOf(kind, number)
    const unit = units.find(({ id }) => String(id) === detail?.unit)?.name
    return [
      {
        at: createdAt,
        action: done,
        who: known(subject),
        number,
        ...(whom && { whom }),
        ...(detail && { role: { name: detail.role, unit } }),
        ...(counts && { counts }),
      },
    ]
  })
  return { lines, page, hasOlder: rows.length > perPage }
}

async function peopleOf(db: Db, subjects: string[]): Promise<Map<string, Named>> {
  const people = await db.person.findMany({
    where: { subject: { in: subjects } },
    select: { subject: true, rosterEntry: { select: { name: true, unit: { select: { name: true } } } } },
  })
  return new Map(
    people.map(({ subject, rosterEntry: entry }) => [
      subject,
      entry
        ? { kind: 'entry', name: entry.name, unit: entry.unit.name }
        : { kind: 'account', number: subject.slice(0, 8) },
    ]),
  )
}

async function entriesOf(db: Db, ids: bigint[]): Promise<Map<string, Named>> {
  const entries = await db.rosterEntry.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, unit: { select: { name: true } } },
  })
  return new Map(entries.map(({ id, name, unit }) => [String(id), { kind: 'entry', name, unit: unit.name }]))
}
