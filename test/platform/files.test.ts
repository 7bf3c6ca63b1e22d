import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/platform/clock.ts'
import { download } from '../../src/platform/files/download.ts'
import { FileTooLarge, filesChannel, keep, maxFileSize, openFiles, read } from '../../src/platform/files/files.ts'
import type { Files } from '../../src/platform/files/files.ts'
import { openLog } from '../../src/platform/log.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const token = '123:abc'
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
const now = new Date('2026-07-03T03:00:00Z')

let test: TestDatabase
let wall: Date
let opened: Files[]
let lines: string[]
let server: Server
let apiRoot: string
/** What the server gives for a file's path, and how often it was asked. */
let contents: Map<string, Buffer | ((response: ServerResponse) => void)>
let asked: string[]
let answer: (fileId: string) => object

const clock: Clock = { now: () => now, wall: () => wall, monotonic: () => 0, onTurn: () => () => {} }

beforeAll(async () => {
  test = await openTestDatabase()
  server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const place = server.address()
  apiRoot = `http://127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => void server.close(done))
  await test.drop()
})
beforeEach(async () => {
  await emptyTables(test.database)
  wall = now
  contents = new Map()
  ;[opened, lines, asked] = [[], [], []]
  answer = (fileId) => ({
    ok: true,
    result: { file_id: fileId, file_unique_id: fileId, file_path: `documents/${fileId}` },
  })
})
afterEach(() => Promise.all(opened.map((files) => files.stop())))

async function serve(request: IncomingMessage, response: ServerResponse) {
  const path = request.url ?? ''
  asked.push(path)
  if (path === `/bot${token}/getFile`) {
    let body = ''
    for await (const piece of request) body += String(piece)
    const reply = answer(JSON.parse(body).file_id)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
    return
  }
  const content = contents.get(path.replace(`/file/bot${token}/documents/`, ''))
  if (typeof content === 'function') content(response)
  else response.writeHead(content === undefined ? 404 : 200).end(content)
}

function open(): Files {
  const log = openLog('silent')
  log.warn = log.error = (...words: unknown[]) => void lines.push(JSON.stringify(words))
  const api = new Api(token, { apiRoot })
  const files = openFiles({ database: test.database, clock, log, api, apiRoot, token })
  opened.push(files)
  return files
}

const sent = (telegramFileId: string, name: string | null = null, size: number | null = null) =>
  test.database.client.$transaction((tx) => keep(tx, { telegramFileId, botId: 123n, name, size }, now))

const row = (id: bigint) => test.database.client.file.findUniqueOrThrow({ where: { id }, include: { chunks: true } })

/** Bytes that differ from place to place. */
const bytes = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) % 251))

describe('a file somebody sent', () => {
  it('is fetched, and read as it was', async () => {
    contents.set('photo', Buffer.concat([png, bytes(100)]))
    const id = await sent('photo', 'lampu.jpg')
    expect(await read(test.database.client, id)).toBeUndefined()
    await open().idle()
    const stored = await read(test.database.client, id)
    // Named .jpg by its sender, and still a PNG.
    expect(stored).toMatchObject({ name: 'lampu.jpg', type: 'image/png' })
    expect(Buffer.from(stored?.bytes ?? [])).toEqual(contents.get('photo'))
    const sha256 = new Uint8Array(
      createHash('sha256')
        .update(stored?.bytes ?? '')
        .digest(),
    )
    expect(await row(id)).toMatchObject({ state: 'stored', size: png.length + 100, sha256, restUntil: null })
  })

  it('is kept in chunks of 256 KiB', async () => {
    for (const size of [1, 256 * 1024, 256 * 1024 + 1, 1_000_000])
      contents.set(`of ${size}`.replace(' ', '-'), bytes(size))
    const ids = [await sent('of-1'), await sent('of-262144'), await sent('of-262145'), await sent('of-1000000')]
    await open().idle()
    const rows = await Promise.all(ids.map(row))
    expect(rows.map(({ chunks }) => chunks.length)).toEqual([1, 1, 2, 4])
    for (const [i, id] of ids.entries())
      expect(Buffer.from((await read(test.database.client, id))?.bytes ?? []).equals(bytes(rows[i]?.size ?? 0))).toBe(
        true,
      )
  })

  it('has no type when its bytes show none', async () => {
    contents.set('text', Buffer.from('nip,nama\n1,Ani\n'))
    const id = await sent('text', 'pegawai.pdf')
    await open().idle()
    expect(await read(test.database.client, id)).toMatchObject({ name: 'pegawai.pdf', type: null })
  })

  it('is fetched when somebody wakes the channel', async () => {
    contents.set('later', png)
    const files = open()
    await files.idle()
    const id = await sent('later')
    test.database.wake(filesChannel)
    await expect.poll(() => row(id)).toMatchObject({ state: 'stored' })
  })

  it('over 20 MB is refused at once', async () => {
    await expect(sent('big', null, maxFileSize + 1)).rejects.toThrow(FileTooLarge)
    expect(await sent('big', null, maxFileSize)).toBe(1n)
  })

  it('keeps its name as data, whatever it is', async () => {
    const id = await sent('odd', `../../etc/passwd\0\n${'x'.repeat(300)}`)
    expect((await row(id)).name).toBe(`../../etc/passwd${'x'.repeat(239)}`)
  })
})

describe('a fetch that fails', () => {
  it('is tried again after growing pauses, and given up after five times', async () => {
    const id = await sent('missing')
    const files = open()
    const pauses: number[] = []
    for (let i = 0; i < 5; i++) {
      await files.idle()
      await files.idle()
      const { restUntil } = await row(id)
      if (restUntil === null) break
      pauses.push((restUntil.getTime() - wall.getTime()) / 1000)
      wall = restUntil
    }
    expect(pauses).toEqual([5, 30, 120, 600])
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'HTTP 404', attempts: 5, chunks: [] })
    expect(asked.filter((path) => path.includes('getFile'))).toHaveLength(5)
  })

  it('half-way begins anew', async () => {
    let attempts = 0
    contents.set('cut', (response) => {
      response.writeHead(200, { 'content-length': 600_000 })
      if (attempts++ === 0) response.write(bytes(300_000), () => response.destroy())
      else response.end(bytes(600_000))
    })
    const id = await sent('cut')
    const files = open()
    await files.idle()
    expect(await row(id)).toMatchObject({ state: 'pending', attempts: 1, chunks: [] })
    wall = new Date(wall.getTime() + 5000)
    await files.idle()
    expect(await row(id)).toMatchObject({ state: 'stored', attempts: 2, size: 600_000 })
    expect(Buffer.from((await read(test.database.client, id))?.bytes ?? []).equals(bytes(600_000))).toBe(true)
  })

  it('is final when Telegram does not give the file out', async () => {
    answer = () => ({ ok: false, error_code: 400, description: 'Bad Request: file is too big' })
    const id = await sent('big')
    await open().idle()
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'Bad Request: file is too big', attempts: 1 })
  })

  it('waits as long as Telegram asks', async () => {
    answer = () => ({ ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 77 } })
    const id = await sent('any')
    await open().idle()
    expect((await row(id)).restUntil).toEqual(new Date(wall.getTime() + 77_000))
  })

  it('is final when there is more than 20 MB', async () => {
    contents.set('big', (response) => response.writeHead(200, { 'content-length': maxFileSize + 1 }).flushHeaders())
    const id = await sent('big')
    await open().idle()
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'too large', chunks: [] })
  })

  it('is final when the file was sent to another bot', async () => {
    const file = { telegramFileId: 'theirs', botId: 999n, name: null, size: null }
    const id = await keep(test.database.client, file, now)
    await open().idle()
    expect(await row(id)).toMatchObject({ state: 'failed', error: 'sent to another bot' })
    expect(asked).toEqual([])
  })

  it('never has the token logged', async () => {
    contents.set('moved', (response) => response.writeHead(302, { location: `${apiRoot}/elsewhere` }).end())
    await sent('moved')
    await sent('missing')
    await open().idle()
    expect(lines).toHaveLength(2)
    expect(lines.join()).not.toContain('abc')
    expect(asked).not.toContain('/elsewhere')
  })
})

describe('several instances', () => {
  it('fetch each file once between them', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `file-${i}`)
    for (const name of names) {
      contents.set(name, png)
      await sent(name)
    }
    const both = [open(), open()]
    await Promise.all(both.map((files) => files.idle()))
    expect(asked.filter((path) => path.includes('/documents/')).toSorted((a, b) => a.localeCompare(b))).toEqual(
      names.map((name) => `/file/bot${token}/documents/${name}`).toSorted((a, b) => a.localeCompare(b)),
    )
  })

  it('take over what a crashed one was at, and not before its lease is over', async () => {
    contents.set('half', png)
    const id = await sent('half')
    const data = { attempts: 1, restUntil: new Date(wall.getTime() + 90_000) }
    await test.database.client.file.update({ where: { id }, data })
    await test.database.client.fileChunk.create({ data: { fileId: id, index: 0, bytes: new Uint8Array(9) } })
    const files = open()
    await files.idle()
    expect(asked).toEqual([])
    wall = data.restUntil
    await files.idle()
    expect(Buffer.from((await read(test.database.client, id))?.bytes ?? [])).toEqual(png)
  })

  it('write nothing more once another one has begun', async () => {
    const id = await sent('slow')
    const slow = open()
    const half = await new Promise<ServerResponse>((begun) => {
      contents.set('slow', (response) => response.write(bytes(10), () => begun(response)))
    })
    contents.set('slow', png)
    wall = new Date(wall.getTime() + 90_000)
    await open().idle()
    half.end(bytes(300_000))
    await slow.idle()
    expect(Buffer.from((await read(test.database.client, id))?.bytes ?? [])).toEqual(png)
    expect(await row(id)).toMatchObject({ state: 'stored', attempts: 2 })
  })
})

describe('a download', () => {
  it('ends at the limit, also when the size was not announced', async () => {
    contents.set('endless', (response) => {
      const more = () => response.writable && response.write(bytes(100_000), more)
      more()
    })
    const url = `${apiRoot}/file/bot${token}/documents/endless`
    const sizes: number[] = []
    const reading = async () => {
      for await (const chunk of download(url, 600_000, new AbortController().signal)) sizes.push(chunk.length)
    }
    await expect(reading()).rejects.toThrow('too large')
    expect(sizes).toEqual([262_144, 262_144])
  })
})

describe('a stop', () => {
  it('interrupts a fetch, which goes on at the next start as if it had not begun', async () => {
    const id = await sent('slow')
    const files = open()
    await new Promise<void>((begun) => {
      contents.set('slow', (response) => response.write(bytes(300_000), () => begun()))
    })
    await files.stop()
    expect(await row(id)).toMatchObject({ state: 'pending', attempts: 0, restUntil: null })
    contents.set('slow', png)
    await open().idle()
    expect(await row(id)).toMatchObject({ state: 'stored', attempts: 1, size: png.length })
  })
})
