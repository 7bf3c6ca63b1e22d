import { readFile } from 'node:fs/promises'
import type { Sample } from '../../../platform/feature.ts'
import { addSeeds } from './plan.ts'
import { readForumFile, templateOf } from './source.ts'

const code = 'PASAR2'
const day = 86_400_000
const days = 14

/** Opens the forum of the sample file for everyone; nobody is told, and nothing is said of it. */
export async function makeSample({ db, now }: Sample): Promise<undefined> {
  if ((await db.forum.count({ where: { code } })) > 0) return undefined
  const { written } = await readForumFile(new Uint8Array(await readFile(templateOf('id'))), now, 'Asia/Jakarta')
  if (written === null) throw new Error('The sample file has a fault')
  const { title, question, background, seeds } = written
  const { id } = await db.forum.create({
    data: {
      code,
      title,
      question,
      background,
      audience: { kind: 'all' },
      audienceText: { id: 'semua orang', en: 'everyone' },
      isPublic: true,
      isNamed: false,
      moderation: 'after',
      sharesRows: false,
      state: 'open',
      opensAt: now,
      openedAt: now,
      closesAt: new Date(now.getTime() + days * day),
      createdAt: now,
    },
  })
  await addSeeds(db, id, seeds, now)
  return undefined
}
