import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Votes } from './matrix.ts'

/** A folder that cannot be read; the message says why, for who gave it. */
export class FolderFault extends Error {
  override name = 'FolderFault'
}

/** A statement as comments.csv has it. */
export interface FolderStatement {
  id: string
  text: string
  isRejected: boolean
  isMeta: boolean
  /** What was published as group-informed consensus; null: nothing. */
  consensus: number | null
}

/** Votes in the openData layout of Polis (compdemocracy/openData), statements and participants by their index. */
export interface Folder {
  topic: string
  statements: FolderStatement[]
  participants: string[]
  votes: Votes
  /** The votes are in the order in which they were cast. */
  isInOrder: boolean
  /** The group that was published of each participant; null: none. */
  published: (string | null)[]
}

type Row = Record<string, string>

/**
 * Reads a folder of comments.csv and votes.csv, or participants-votes.csv where that is all there is. Throws a FolderFault
 * that says what is missing or wrong.
 */
export async function readFolder(path: string): Promise<Folder> {
  if (!(await stat(path).catch(() => null))?.isDirectory()) throw new FolderFault(`There is no folder ${path}.`)
  const comments = await readTable(path, 'comments.csv')
  const log = await readTable(path, 'votes.csv')
  const rows = await readTable(path, 'participants-votes.csv')
  if (log === null && rows === null)
    throw new FolderFault(
      `${path} holds neither votes.csv nor participants-votes.csv: it is not in the openData layout of Polis.`,
    )
  const logged = castInLog(log ?? [])
  const cast = logged.length > 0 ? logged : castInRows(rows ?? [])
  if (cast.length === 0) throw new FolderFault(`${path} holds no votes.`)
  const isInOrder = cast.every(({ time }) => time > 0)
  // Stable: votes of the same moment stay as they stand.
  if (isInOrder) cast.sort((a, b) => a.time - b.time)
  const statements = statementsOf(comments ?? [], cast)
  const participants = sorted(
    new Set([...cast.map(({ voter }) => voter), ...(rows ?? []).map((row) => row['participant'] ?? '')]),
  )
  const groups = new Map((rows ?? []).map((row) => [row['participant'] ?? '', row['group-id'] ?? '']))
  return {
    topic: await topicOf(path),
    statements,
    participants,
    votes: arrangeLog(cast, participants, statements),
    isInOrder,
    published: participants.map((id) => groups.get(id)?.trim() || null),
  }
}

interface Cast {
  voter: string
  statement: string
  value: number
  /** 0: not known. */
  time: number
}

function castInLog(rows: Row[]): Cast[] {
  return rows.map((row, n) => ({
    voter: field(row, 'voter-id', 'votes.csv', n),
    statement: field(row, 'comment-id', 'votes.csv', n),
    value: voteOf(field(row, 'vote', 'votes.csv', n), 'votes.csv', n),
    time: Number(row['timestamp']) || 0,
  }))
}

/** Columns whose name is a number are statements. */
function castInRows(rows: Row[]): Cast[] {
  return rows.flatMap((row, n) =>
    Object.entries(row).flatMap(([statement, value]) =>
      /^\d+$/.test(statement) && value.trim() !== ''
        ? [
            {
              voter: field(row, 'participant', 'participants-votes.csv', n),
              statement,
              value: voteOf(value, 'participants-votes.csv', n),
              time: 0,
            },
          ]
        : [],
    ),
  )
}

function statementsOf(comments: Row[], cast: Cast[]): FolderStatement[] {
  const known = new Map(comments.map((row) => [(row['comment-id'] ?? '').trim(), row]))
  const ids = sorted(new Set([...known.keys(), ...cast.map(({ statement }) => statement)]))
  return ids
    .filter((id) => id !== '')
    .map((id) => {
      const row = known.get(id)
      const consensus = row?.['group-informed-consensus']?.trim()
      return {
        id,
        text: (row?.['comment-body'] ?? '').replaceAll(/\s+/g, ' ').trim(),
        isRejected: row?.['moderated']?.trim() === '-1',
        isMeta: isTrue(row?.['is-meta']),
        consensus:
          consensus === undefined || consensus === '' || !Number.isFinite(Number(consensus)) ? null : Number(consensus),
      }
    })
}

function arrangeLog(cast: Cast[], participants: string[], statements: FolderStatement[]): Votes {
  const rowOf = new Map(participants.map((id, index) => [id, index]))
  const columnOf = new Map(statements.map(({ id }, index) => [id, index]))
  return {
    participant: Int32Array.from(cast, ({ voter }) => rowOf.get(voter) ?? 0),
    statement: Int32Array.from(cast, ({ statement }) => columnOf.get(statement) ?? 0),
    value: Int8Array.from(cast, ({ value }) => value),
  }
}

async function topicOf(path: string): Promise<string> {
  const text = await readFile(join(path, 'summary.csv'), 'utf8').catch(() => '')
  const rows: string[][] = text === '' ? [] : parse(text, { bom: true, relax_column_count: true })
  return rows.find(([name]) => name === 'topic')?.[1] ?? ''
}

/** A CSV file's rows by the names of its columns; null: there is no such file. */
async function readTable(path: string, name: string): Promise<Row[] | null> {
  const bytes = await readFile(join(path, name)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (bytes === null) return null
  try {
    const columns = (head: string[]) => head.map((column) => column.trim().toLowerCase())
    return parse(bytes, { bom: true, columns, skip_empty_lines: true, relax_column_count: true, relax_quotes: true })
  } catch (error) {
    throw new FolderFault(`${name} cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

function field(row: Row, name: string, file: string, n: number): string {
  const found = row[name]?.trim()
  if (found === undefined || found === '') throw new FolderFault(`${file} has no "${name}" in row ${n + 2}.`)
  return found
}

function voteOf(text: string, file: string, n: number): number {
  const value = Number(text)
  if (value === 1 || value === 0 || value === -1) return value
  throw new FolderFault(`${file} has "${text}" as a vote in row ${n + 2}: 1, 0 and -1 are votes.`)
}

const isTrue = (text: string | undefined) => ['true', '1', 't', 'yes'].includes((text ?? '').trim().toLowerCase())

/** Numbers by their size, other names by the alphabet. */
function sorted(names: Set<string>): string[] {
  return [...names].toSorted((a, b) => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0))
}
