import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { demandReadable } from '../../shared/policies/access.ts'
import type { originalButton } from './readingButtons.ts'
import { editionOf } from '../../shared/policies/versions.ts'

const type = 'application/pdf'

/** "Naskah asli": the file as the planner sent it. */
export function onOriginal(kind: typeof originalButton): Press {
  return press(kind, 'all', async (turn, { version }) => {
    const { db } = turn
    const edition = await editionOf(db, version)
    await demandReadable(turn, edition)
    const { originalId: fileId, title, number } = edition
    if (fileId === null) throw new Refusal('platform:buttonOld')
    const caption = turn.t('policies:originalCaption', { title, number })
    // All who ask for it share one content, so that it is uploaded once.
    const found = await db.content.findFirst({ where: { fileId }, select: { id: true } })
    const { id: contentId } =
      found ??
      (await db.content.create({ data: { method: 'sendDocument', payload: {}, fileId }, select: { id: true } }))
    await turn.post({ method: 'sendDocument', contentId, payload: { caption, parse_mode: 'HTML' } })
  })
}

/** Refuses an original that has not come, could not be fetched, or is no PDF. */
export async function demandPdf(db: Db, fileId: bigint | null): Promise<void> {
  if (fileId === null) return
  const file = await db.file.findUnique({ where: { id: fileId }, select: { state: true, type: true } })
  if (file?.state === 'pending') throw new Refusal('policies:originalPending')
  if (file?.state !== 'stored') throw new Refusal('policies:originalLost')
  if (file.type !== type) throw new Refusal('policies:originalOther')
}
