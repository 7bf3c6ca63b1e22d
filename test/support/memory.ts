import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'

/** Where folders of tests lie: in memory where there is room for it, for a database has over a thousand files. */
export const base =
  existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 4 * 2 ** 30 ? memory : tmpdir()
