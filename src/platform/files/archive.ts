import { inflateRawSync } from 'node:zlib'

/** No archive, or a damaged one. */
class BadArchive extends Error {
  override name = 'BadArchive'
}

/** An archive that unpacks to more than allowed. */
export class ArchiveTooLarge extends Error {
  override name = 'ArchiveTooLarge'
}

const endMark = 0x06_05_4b_50
const entryMark = 0x02_01_4b_50
const endSize = 22
const longestComment = 0xff_ff
const entrySize = 46
const headSize = 30
const stored = 0
const deflated = 8

/**
 * Unpacks every part of a ZIP archive to nowhere, to be sure that a small file does not become a huge one: what the archive
 * itself says about sizes may be a lie. Throws ArchiveTooLarge when there are more than `limit` bytes, and any error when it
 * is none or damaged.
 */
export function tryUnpacking(bytes: Uint8Array, limit: number): void {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = findEnd(archive)
  let left = limit
  let at = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(at) !== entryMark) throw new BadArchive('no entry')
    left -= unpackEntry(archive, at, left)
    if (left < 0) throw new ArchiveTooLarge()
    at += entrySize + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

/** The place of the archive's end, which tells where its list of entries begins. */
function findEnd(bytes: Buffer): number {
  const last = bytes.length - endSize
  for (let at = last; at >= Math.max(0, last - longestComment); at--) if (bytes.readUInt32LE(at) === endMark) return at
  throw new BadArchive('no end')
}

/** How many bytes an entry unpacks to. */
function unpackEntry(bytes: Buffer, entry: number, limit: number): number {
  const method = bytes.readUInt16LE(entry + 10)
  const size = bytes.readUInt32LE(entry + 20)
  const head = bytes.readUInt32LE(entry + 42)
  const from = head + headSize + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
  if (method === stored) return size
  if (method !== deflated) throw new BadArchive('unknown method')
  try {
    return inflateRawSync(bytes.subarray(from, from + size), { maxOutputLength: Math.max(1, limit) }).length
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new ArchiveTooLarge()
    throw error
  }
}
