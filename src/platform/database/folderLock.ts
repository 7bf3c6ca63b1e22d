import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { Halt } from '../halt.ts'

/**
 * Makes this process the only one that uses `folder`, until the returned function is called or the process dies. A
 * listening socket in the folder is the lock: unlike a pid file it dies with its owner and is seen from other containers
 * that share the folder; the folder is made if there is none. Throws Halt when another process has it, or nobody can.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => Promise.reject(unusable(folder, error)))
  const path = socketPath(folder)
  const name = randomUUID()
  const taken = new Halt(
    `DATA_DIR: the data folder ${resolve(folder)} is in use by another Rembuk. Stop that one, or set DATA_DIR to another folder.`,
  )
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = createServer((socket) => socket.on('error', () => {}).end(name))
    const listening = await new Promise<boolean>((done, fail) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? done(false) : fail(unusable(folder, error)),
      )
      server.listen(path, () => done(true))
    })
    if (listening) {
      server.unref()
      // Another process may have taken our fresh socket for a dead one and removed it: then the path leads to theirs.
      if ((await owner(path)) === name) return () => new Promise((done) => void server.close(() => done()))
      server.close()
      throw taken
    }
    if ((await owner(path)) !== undefined) throw taken
    await rm(path, { force: true })
  }
  throw taken
}

function unusable(folder: string, error: unknown): Halt {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new Halt(
    `DATA_DIR: nothing can be written in ${resolve(folder)} (${reason}). Set DATA_DIR to a folder this user may write to, for example DATA_DIR=./data`,
  )
}

/** The name that the owner of the socket answers with; undefined when nobody listens. */
function owner(path: string): Promise<string | undefined> {
  return new Promise((done) => {
    let said = ''
    const socket = connect(path)
    socket.setEncoding('utf8').on('data', (text: string) => (said += text))
    socket.on('end', () => done(said))
    socket.on('error', () => done(undefined))
  })
}

function socketPath(folder: string) {
  const full = join(resolve(folder), 'lock.sock')
  const short = full.length < 100 ? full : relative(process.cwd(), full)
  const hash = createHash('sha256').update(full).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\rembuk-${hash}`
  // A socket's path may have about 100 characters; a longer one falls back to a name of the machine.
  return short.length < 100 ? short : join(tmpdir(), `rembuk-${hash}.sock`)
}
