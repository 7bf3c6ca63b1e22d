import type { Db } from '../../platform/database/database.ts'
import type { Fact, Portion } from '../../platform/feature.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { thanksSubject } from './appreciations/appreciating.ts'
import { noteSubject } from './coaching/writing.ts'

/** One's target, what one shared with the head of one's unit, notes from and to heads, and thanks got and given. */
export async function collectCheckins(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const own = { person: { telegramId } }
  const target = await db.checkinTarget.findMany({ where: own })
  const shared = await db.sharedBlocker.findMany({ where: own, orderBy: { id: 'asc' } })
  const notes = await db.coachingNote.findMany({
    where: { OR: [own, { author: { telegramId } }] },
    orderBy: { id: 'asc' },
    include: { author: { select: { telegramId: true } } },
  })
  const got = await db.appreciation.findMany({ where: own, orderBy: { id: 'asc' } })
  const given = await db.appreciation.findMany({ where: { author: { telegramId } }, orderBy: { id: 'asc' } })
  const fact = (name: string, key: TextKey, value: Fact['value']): Fact => ({ name, label: voice.label(key), value })
  const text = (row: { text: string }) => fact('text', 'checkins:factText', row.text)
  const written = (row: { createdAt: Date }) => fact('createdAt', 'checkins:factAt', row.createdAt)
  const portion = <Row>(name: string, key: TextKey, rows: Row[], facts: (row: Row) => Fact[]): Portion => ({
    name,
    title: voice.label(key),
    rows: rows.map(facts),
  })
  return [
    portion('checkinTarget', 'checkins:factsTarget', target, (row) => [
      text(row),
      fact('updatedAt', 'checkins:factAt', row.updatedAt),
    ]),
    portion('sharedObstacles', 'checkins:factsShared', shared, (row) => [
      written(row),
      text(row),
      fact('wantsHelp', 'checkins:factHelp', row.wantsHelp),
      fact('resolvedAt', 'checkins:factResolved', row.resolvedAt),
    ]),
    portion('coachingNotes', 'checkins:factsNotes', notes, (row) => [
      written(row),
      fact('isOwn', 'checkins:factOwn', row.author?.telegramId === telegramId),
      text(row),
    ]),
    portion('appreciations', 'checkins:factsGot', got, (row) => [
      written(row),
      text(row),
      fact('isShown', 'checkins:factShown', row.isShown),
    ]),
    portion('appreciationsGiven', 'checkins:factsGiven', given, (row) => [written(row), text(row)]),
  ]
}

/**
 * Parts a person from what others keep: a head's notes and thanks given stay with whom they are for, without a name. What
 * was not told yet in their name never is. Their own rows go with the person.
 */
export async function eraseCheckins(db: Db, telegramId: bigint): Promise<void> {
  const notes = await db.coachingNote.findMany({ where: { author: { telegramId } }, select: { id: true } })
  const given = await db.appreciation.findMany({ where: { author: { telegramId } }, select: { id: true } })
  const subjects = [...notes.map(({ id }) => noteSubject(id)), ...given.map(({ id }) => thanksSubject(id))]
  await db.message.deleteMany({ where: { subject: { in: subjects }, finishedAt: null } })
  await db.coachingNote.updateMany({ where: { headChat: telegramId }, data: { headChat: null } })
}
