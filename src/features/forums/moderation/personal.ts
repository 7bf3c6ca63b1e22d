import type { Db } from '../../../platform/database/database.ts'
import type { Portion } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { ownAmong } from '../../../shared/tickets/authors.ts'

const appealKey = {
  waiting: 'forums:appealIsWaiting',
  granted: 'forums:appealIsGranted',
  declined: 'forums:appealIsDeclined',
} as const

/** The appeals of somebody, with what became of them. */
export async function collectAppeals(db: Db, telegramId: bigint, voice: Voice, settings: Settings): Promise<Portion[]> {
  const appeals = await ownAppeals(db, settings, telegramId)
  const rows = appeals.map(({ text, appeal, appealState }) => [
    { name: 'statement', label: voice.label('forums:factStatement'), value: text },
    { name: 'appeal', label: voice.label('forums:factAppeal'), value: appeal },
    {
      name: 'state',
      label: voice.label('forums:factAppealState'),
      value: appealState,
      words: voice.label(appealKey[appealState ?? 'waiting']),
    },
  ])
  return [{ name: 'forumAppeals', title: voice.label('forums:factsAppeals'), rows }]
}

/** Takes back what somebody wrote against rejections; one that still waits waits no longer. */
export async function eraseAppeals(db: Db, telegramId: bigint, { settings }: Pick<Turn, 'settings'>): Promise<void> {
  const ids = (await ownAppeals(db, settings, telegramId)).map(({ id }) => id)
  await db.forumStatement.updateMany({ where: { id: { in: ids } }, data: { appeal: null } })
  const open = { id: { in: ids }, appealState: 'waiting' } as const
  await db.forumStatement.updateMany({ where: open, data: { appealState: 'declined' } })
}

async function ownAppeals(db: Db, settings: Pick<Settings, 'sealing'>, telegramId: bigint) {
  const appealed = { appeal: { not: null } }
  const named = await db.forumStatement.findMany({ where: { ...appealed, person: { telegramId } } })
  const sealed = await ownAmong(settings, telegramId, ({ where, ...some }) =>
    db.forumStatement.findMany({ ...some, where: { ...where, ...appealed } }),
  )
  return [...named, ...sealed]
}
