import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Portion } from '../../../platform/feature.ts'
import type { Voice } from '../../../platform/texts.ts'

const stateKey = {
  draft: 'forums:isDraft',
  planned: 'forums:isPlanned',
  open: 'forums:isOpenNow',
  closed: 'forums:isOver',
  published: 'forums:isPublished',
} as const satisfies Record<Forum['state'], string>

/** The forums that somebody has made. */
export async function collectMade(db: Db, telegramId: bigint, { label }: Voice): Promise<Portion[]> {
  const made = await db.forum.findMany({ where: { author: { telegramId } }, orderBy: { id: 'asc' } })
  return [
    {
      name: 'forumsMade',
      title: label('forums:factsMade'),
      rows: made.map(({ title, question, state, createdAt }) => [
        { name: 'forum', label: label('forums:factForum'), value: title },
        { name: 'question', label: label('forums:factAsked'), value: question },
        { name: 'at', label: label('forums:factAt'), value: createdAt },
        { name: 'state', label: label('forums:factState'), value: state, words: label(stateKey[state]) },
      ]),
    },
  ]
}

/** Takes somebody out of the forums that they have made, which stay. */
export async function forgetMade(db: Db, telegramId: bigint): Promise<void> {
  await db.forum.updateMany({ where: { author: { telegramId } }, data: { authorId: null } })
}
