import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The secret kept in `file`; made of fresh randomness the first time, readable by its owner only. */
export async function keptSecret(file: string, make: (random: string) => string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  const secret = make(randomBytes(32).toString('base64url'))
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return readFile(file, 'utf8')
}
