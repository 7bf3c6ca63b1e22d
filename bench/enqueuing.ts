// A process of its own that announces to everyone in a database, and tells how long that takes and how much it grows.
import { announce } from '../src/features/broadcasts/actions.ts'
import { readKeyboard } from '../src/features/broadcasts/views.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { openLog } from '../src/platform/log.ts'
import { Refusal } from '../src/platform/refusal.ts'
import { openTexts } from '../src/platform/texts.ts'
import type { Language } from '../src/platform/texts.ts'
import type { Audience } from '../src/shared/audiences/audience.ts'
import { listen } from './line.ts'
import { admin, announcement } from './scene.ts'

const { DATABASE_URL, DATA_DIR = '' } = process.env
const database = await openDatabase({ url: DATABASE_URL || undefined, folder: DATA_DIR, log: openLog('silent') })
const voice = await openTexts({ strict: true, timeZone: 'Asia/Jakarta' })

const highest = () => process.resourceUsage().maxRSS * 1024

listen({
  /** To nobody: loads what every announcement needs, and leaves nothing behind. */
  async warm() {
    await send({ kind: 'units', units: ['0'] }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  },
  async announce() {
    const before = highest()
    const start = performance.now()
    const { total } = await send({ kind: 'all' })
    return { total, milliseconds: performance.now() - start, grown: highest() - before }
  },
  async close() {
    await database.close()
  },
})

function send(audience: Audience) {
  const draft = {
    authorChat: BigInt(admin),
    language: 'id',
    content: { method: 'sendMessage', payload: { text: announcement }, fileId: null },
    audience,
    audienceText: 'Semua',
    keepsQuiet: true,
    asksReading: true,
  } as const
  const around = {
    settings: { timeZone: 'Asia/Jakarta', adminIds: [] },
    groups: [],
    readKeyboard: (language: Language, id: bigint) => readKeyboard(voice(language), id),
  }
  return database.client.$transaction((tx) => announce(tx, draft, around, new Date()))
}
