import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { chartPicture } from '../../../platform/charts/chart.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { participantIn } from '../participants.ts'
import { drawMap } from './map.ts'
import { publishedOf } from './published.ts'
import type { Findings } from './published.ts'
import { placeIn } from './snapshots.ts'
import type { Place } from './snapshots.ts'

/** Where somebody stands among the published groups; null: in none of the computed ones, or there are none. */
export async function ownPlace(
  db: Db,
  settings: Pick<Settings, 'sealing'>,
  forum: { id: bigint; isNamed: boolean },
  telegramId: bigint,
  { published: { groups } }: Findings,
): Promise<Place | null> {
  const participant = groups && (await participantIn(db, settings, forum, telegramId))
  const place = participant && (await placeIn(db, BigInt(groups.snapshot), participant.id))
  return place === null || place[2] < 0 ? null : place
}

/** Draws the opinion map, with "you are here" where that is wanted, and sends it; nothing of it is kept. */
export const mapping = task({
  name: 'forums.mapping',
  // Where somebody stands is looked up when it is drawn: beside their account it is not written down.
  payload: z.object({ forumId: z.string(), chatId: z.string(), language: z.enum(languages), isOwn: z.boolean() }),
  async run(work, { forumId, chatId, language, isOwn }, signal) {
    const { client } = work.database
    const forum = await client.forum.findUnique({ where: { id: BigInt(forumId) } })
    const found = forum && (await publishedOf(client, forum.id))
    if (forum === null || found === null) return async () => []
    const place = isOwn ? await ownPlace(client, work.settings, forum, BigInt(chatId), found) : null
    const voice = work.voice(language)
    const { title } = forum
    const drawn = drawMap(found.published, voice, { title, ...(place && { you: { x: place[0], y: place[1] } }) })
    if (drawn === null) return async () => []
    return handOver(BigInt(chatId), {
      name: 'map.png',
      type: 'image/png',
      isPhoto: true,
      bytes: await chartPicture(drawn.option, drawn.size, signal),
      caption: voice.t(place === null ? 'forums:mapCaption' : 'forums:mapCaptionYou', { title }),
    })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})

/** Has the map drawn for who speaks. */
export async function orderMap({ begin, who, voice }: Turn, forumId: bigint, isOwn: boolean): Promise<void> {
  const chatId = String(who.telegramId)
  await begin(mapping, { forumId: String(forumId), chatId, language: voice.language, isOwn })
}
