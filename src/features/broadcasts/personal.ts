import { z } from 'zod'
import type { BroadcastState } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Portion } from '../../platform/feature.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'

/** The announcements that somebody got, and those that are theirs. */
export async function collectBroadcasts(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  return [await collectReceived(db, telegramId, voice), await collectSent(db, telegramId, voice)]
}

interface Received {
  number: string
  at: Date | null
  readAt: Date | null
}

async function collectReceived(db: Db, telegramId: bigint, voice: Voice): Promise<Portion> {
  const received = await db.$queryRaw<Received[]>`
    SELECT broadcast.id::text AS number, message.finished_at AS at, reading.read_at AS "readAt"
    FROM person
    JOIN message ON message.chat_id = person.telegram_id AND message.target_id IS NULL AND message.state = 'sent'
    JOIN broadcast ON message.subject = 'broadcast:' || broadcast.id
    LEFT JOIN broadcast_reading reading ON reading.broadcast_id = broadcast.id AND reading.person_id = person.id
    WHERE person.telegram_id = ${telegramId}
    ORDER BY broadcast.id`
  const rows = received.map(({ number, at, readAt }) => [
    { name: 'number', label: voice.label('broadcasts:factNumber'), value: number },
    { name: 'at', label: voice.label('broadcasts:factReceived'), value: at },
    { name: 'readAt', label: voice.label('broadcasts:factRead'), value: readAt },
  ])
  return { name: 'announcementsReceived', title: voice.label('broadcasts:factsReceived'), rows }
}

async function collectSent(db: Db, telegramId: bigint, voice: Voice): Promise<Portion> {
  const sent = await db.broadcast.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const contents = await db.content.findMany({ where: { id: { in: sent.map(({ contentId }) => contentId) } } })
  const textOf = (id: bigint) => {
    const said = Said.safeParse(contents.find((content) => content.id === id)?.payload).data
    return said?.text ?? said?.caption ?? null
  }
  const rows = sent.map((one) => [
    { name: 'number', label: voice.label('broadcasts:factNumber'), value: String(one.id) },
    { name: 'createdAt', label: voice.label('broadcasts:factCreated'), value: one.createdAt },
    { name: 'dueAt', label: voice.label('broadcasts:factDue'), value: one.dueAt },
    { name: 'startedAt', label: voice.label('broadcasts:factStarted'), value: one.startedAt },
    { name: 'audience', label: voice.label('broadcasts:factAudience'), value: one.audienceText },
    {
      name: 'state',
      label: voice.label('broadcasts:factState'),
      value: one.state,
      words: voice.label(stateKey[one.state]),
    },
    { name: 'text', label: voice.label('broadcasts:factText'), value: textOf(one.contentId) },
  ])
  return { name: 'announcementsSent', title: voice.label('broadcasts:factsSent'), rows }
}

const Said = z.object({ text: z.string().optional(), caption: z.string().optional() })

const stateKey: Record<BroadcastState, TextKey> = {
  scheduled: 'broadcasts:factScheduled',
  sending: 'broadcasts:factSending',
  paused: 'broadcasts:factPaused',
  stopped: 'broadcasts:factStopped',
  finished: 'broadcasts:factFinished',
  cancelled: 'broadcasts:factCancelled',
}
