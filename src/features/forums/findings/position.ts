import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { forumButton, joinButton, positionButton } from '../buttons.ts'
import { demandForum, isOpen } from '../forums.ts'
import { participantIn } from '../participants.ts'
import { keepQuiet } from '../taking/quiet.ts'
import { orderMap, ownPlace } from './mapping.ts'
import { publishedOf } from './published.ts'
import type { Findings } from './published.ts'
import { endOfLog, readColumns } from './voteLog.ts'
import { agreed, divided, listText, standsText, unclearText } from './words.ts'

/** Who has voted on fewer, or on all of fewer, is in no group yet (Polis). */
const enough = 7
const nobody = '00000000-0000-0000-0000-000000000000'

/** "Bagaimana posisi saya?": in words, and on a map. */
export const onPosition = press(positionButton, 'member', async (turn, { forum: id }) => {
  const { db, settings, who } = turn
  const forum = await demandForum(turn, id)
  keepQuiet(turn, forum)
  const found = await publishedOf(db, id)
  const place = found && (await ownPlace(db, settings, forum, who.telegramId, found))
  const own = place && (found?.published.groups?.list.find(({ index }) => index === place[2]) ?? null)
  const blocks: (Html | undefined)[] = [turn.t('forums:positionTitle', { title: forum.title })]
  if (found === null)
    blocks.push(await standing(turn, forum), turn.t('forums:positionEarly', { count: settings.minGroup }))
  else if (own !== null) {
    blocks.push(turn.t('forums:positionGroup', { name: own.name, count: own.people }))
    if (own.representative.length > 0)
      blocks.push(joinHtml([turn.t('forums:positionStands'), standsText(turn.voice, own, found.texts)], '\n'))
    blocks.push(...common(turn, found))
  } else {
    const unclear = unclearText(turn.voice, found.published)
    const small = place === null ? undefined : turn.t('forums:positionSmall')
    blocks.push(small ?? (await standing(turn, forum)), unclear ?? undefined, ...common(turn, found))
  }
  const isDrawn = found !== null && found.published.groups !== null
  const go = isOpen(forum, turn.now) ? [[joinButton.with(turn.label('forums:resume'), { forum: id })]] : []
  turn.answer({
    text: joinHtml(blocks),
    buttons: [...go, [forumButton.with(turn.label('forums:about'), { forum: id })]],
  })
  if (isDrawn) await orderMap(turn, id, true)
})

/** How far somebody is from being in a group: how many votes they lack, or that theirs are not counted yet. */
async function standing(turn: Turn, forum: Forum): Promise<Html | undefined> {
  const { db, settings, who } = turn
  const participant = await participantIn(db, settings, forum, who.telegramId)
  const { votes, statements } = await progressOf(db, forum, participant?.id ?? null)
  const needed = Math.min(enough, statements)
  if (votes === 0) return turn.t('forums:positionNone', { needed })
  if (votes < needed) return turn.t('forums:positionFew', { votes, needed, count: needed - votes })
  const newest = await publishedOf(db, forum.id)
  return newest?.published.groups ? turn.t('forums:positionSoon') : undefined
}

/** What all have in common, and where they differ. */
function common({ voice }: Turn, found: Findings): Html[] {
  const { published } = found
  const isGrouped = (published.groups?.list.length ?? 0) > 1
  return [
    listText(voice, voice.t(isGrouped ? 'forums:listConsensus' : 'forums:listMajority'), agreed(published), found),
    listText(voice, voice.t('forums:listDivisive'), divided(published), found),
  ]
}

/** On how many of the statements that count somebody has voted, and how many there are: a vote on a merged one counts for the other. */
async function progressOf(db: Turn['db'], { id: forumId, moderation }: Forum, participantId: string | null) {
  const { columns, merged } = await readColumns(
    db,
    { id: forumId, moderation },
    (await endOfLog(db, forumId)).watermark,
  )
  const targets = new Map(merged)
  const voted = await db.forumStatement.findMany({
    where: { forumId, votes: { some: { participantId: participantId ?? nobody } } },
    select: { number: true },
  })
  const counted = new Set(
    voted.map(({ number }) => targets.get(number) ?? number).filter((one) => columns.includes(one)),
  )
  return { votes: counted.size, statements: columns.length }
}
