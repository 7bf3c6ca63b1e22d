import { Prisma } from '../../../generated/prisma/client.ts'
import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { keepContent } from '../../../platform/outbox/contents.ts'
import { withdraw } from '../../../platform/outbox/holding.ts'
import { post, postToMany } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { writeMoment } from '../../../platform/moments.ts'
import { joinHtml } from '../../../platform/html.ts'
import { languages } from '../../../platform/texts.ts'
import type { Language, Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { Audience, recipients } from '../../../shared/audiences/audience.ts'
import type { Scope } from '../../../shared/audiences/audience.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { recipientsOf } from '../../../shared/people/recipients.ts'
import { noticeTo } from '../../../shared/tickets/telling.ts'
import { noteActivity, noteEnd } from '../activity.ts'
import { betweenVotes } from '../ballot.ts'
import { deskButton, forumButton, joinButton } from '../buttons.ts'
import { tellParticipants } from '../telling.ts'

/** What opening and closing depend on beside the rows; a turn has it, and a job can give it. */
export interface Around extends Scope {
  settings: Settings
  voiceIn(language: Language): Voice
}

/** What messages that announce a forum are about. */
const subjectOf = (forumId: bigint) => `forum:${forumId}`

/** Opens a planned forum and announces it to its audience. Wake 'outbox' after the commit. */
export async function openForum(tx: Db, forum: Forum, around: Around, now: Date): Promise<void> {
  const { settings } = around
  await tx.forum.update({ where: { id: forum.id }, data: { state: 'open', openedAt: now } })
  const people = recipients(Audience.parse(forum.audience), around, 'announcements')
  for (const language of languages) {
    const contentId = await keepContent(tx, announcement(around.voiceIn(language), forum, settings))
    const mailing = {
      lane: 'broadcast' as const,
      contentId,
      subject: subjectOf(forum.id),
      quiet: Prisma.sql`recipient.quiet`,
    }
    // Who has chosen no language is told in Indonesian.
    const speaks =
      language === spoken(null)
        ? Prisma.sql`told.language IS DISTINCT FROM 'en'`
        : Prisma.sql`told.language = ${language}`
    const some = Prisma.sql`
      SELECT told.chat_id, ${`${subjectOf(forum.id)}:`} || told.person_id AS dedupe_key, told.quiet
      FROM (${people}) told WHERE ${speaks}`
    await postToMany(tx, mailing, some, now)
  }
}

/** All reasons that participants were told, the first one first. */
const reasonsOf = ({ changeReason }: Forum, reason: string) =>
  [...(changeReason === null ? [] : [changeReason]), reason].join(' · ')

/** Closes an open forum and tells who took part; `reason`: why it ends before its time. Wake 'outbox', withheldChannel and tasksChannel. */
export async function closeForum(tx: Db, forum: Forum, around: Around, now: Date, reason?: string): Promise<Posted[]> {
  await betweenVotes(tx, forum.id)
  await tx.forum.update({
    where: { id: forum.id },
    data: {
      state: 'closed',
      closedAt: now,
      ...(reason !== undefined && { closesAt: now, changeReason: reasonsOf(forum, reason) }),
    },
  })
  await withdraw(tx, subjectOf(forum.id), now)
  await noteEnd(tx, forum.id, now)
  const { title } = forum
  const view = (voice: Voice): View => ({
    text: joinHtml([
      voice.t(reason === undefined ? 'forums:toldClosed' : 'forums:toldClosedEarly', { title, reason: reason ?? '' }),
    ]),
    buttons: [[forumButton.with(voice.label('forums:about'), { forum: forum.id })]],
  })
  return tellParticipants(tx, forum.id, view, around, now)
}

/** Leaves an open forum open for longer and tells who takes part why. Wake 'outbox' after the commit. */
export async function extendForum(
  tx: Db,
  forum: Forum,
  { closesAt, reason }: { closesAt: Date; reason: string },
  around: Around,
  now: Date,
): Promise<Posted[]> {
  await tx.forum.update({ where: { id: forum.id }, data: { closesAt, changeReason: reasonsOf(forum, reason) } })
  await noteActivity(tx, forum.id, now)
  const { title } = forum
  const view = (voice: Voice): View => {
    const at = writeMoment(closesAt, around.settings.timeZone, voice.language)
    return {
      text: voice.t('forums:toldExtended', { title, reason, at }),
      buttons: [[joinButton.with(voice.label('forums:resume'), { forum: forum.id })]],
    }
  }
  return tellParticipants(tx, forum.id, view, around, now)
}

/** Makes a planned forum whose time has passed unseen a draft again, and tells its author. Wake 'outbox' after the commit. */
export async function missForum(tx: Db, { id, title, authorId }: Forum, around: Around, now: Date): Promise<void> {
  await tx.forum.update({ where: { id }, data: { state: 'draft' } })
  const author =
    authorId === null ? null : await tx.person.findUnique({ where: { id: authorId }, select: { telegramId: true } })
  if (author === null) return
  const [recipient] = await recipientsOf(tx, [author.telegramId], around.settings)
  if (recipient === undefined) return
  const voice = around.voiceIn(spoken(recipient.language))
  const view = {
    text: voice.t('forums:toldMissed', { title }),
    buttons: [[deskButton.with(voice.label('forums:look'), { forum: id })]],
  }
  await post(tx, [noticeTo(recipient, view, { fleeting: false })], now)
}

function announcement(voice: Voice, forum: Forum, { timeZone }: Pick<Settings, 'timeZone'>): View {
  const { id, title, question, closesAt, isNamed } = forum
  return {
    text: joinHtml([
      voice.t('forums:announced', { title, question }),
      voice.t('forums:announcedUntil', { at: writeMoment(closesAt, timeZone, voice.language) }),
      voice.t(isNamed ? 'forums:cardNamed' : 'forums:cardAnonymous'),
      forum.sharesRows ? voice.t('forums:cardShares') : undefined,
    ]),
    buttons: [
      [
        joinButton.with(voice.label('forums:join'), { forum: id }),
        forumButton.with(voice.label('forums:about'), { forum: id }),
      ],
    ],
  }
}
