import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { toPage } from '../../../platform/documents/page.tsx'
import { toWord } from '../../../platform/documents/word.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { NotYet, task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { publishedOf } from '../findings/published.ts'
import { newestSnapshot } from '../findings/snapshots.ts'
import { endOfLog } from '../findings/voteLog.ts'
import { demandForum } from '../forums.ts'
import { minutesButton } from './buttons.ts'
import { findingBlocks } from './findings.ts'
import { gather } from './gathering.ts'
import { composeMinutes } from './writing.ts'

/** "Notulen": of a forum that has closed. */
export const onMinutes = press(minutesButton, 'planner', async (turn, { forum: id }) => {
  const forum = await demandForum(turn, id)
  if (forum.state !== 'closed' && forum.state !== 'published') throw new Refusal('forums:minutesEarly')
  turn.answer({ text: turn.t('forums:minutesBegun', { title: forum.title }) })
  const { chatId, voice } = turn
  await turn.begin(writing, { chatId: String(chatId), language: voice.language, forumId: String(id) })
})

/** Writes the minutes as a Word file and as a page to print, and sends both. */
export const writing = task({
  name: 'forums.minutes',
  payload: z.object({ chatId: z.string(), language: z.enum(languages), forumId: z.string() }),
  async run(work, { chatId, language, forumId }, signal) {
    const db = work.database.client
    const forum = await db.forum.findUnique({ where: { id: BigInt(forumId), state: { in: ['closed', 'published'] } } })
    if (forum === null) return async () => []
    const { watermark, votes } = await endOfLog(db, forum.id)
    // The last votes are still being counted.
    if (votes > 0 && (await newestSnapshot(db, forum.id))?.watermark !== watermark) throw new NotYet()
    const voice = work.voice(language)
    const found = await publishedOf(db, forum.id)
    const findings =
      found === null
        ? [
            {
              kind: 'paragraph' as const,
              text: voice.label('forums:minutesNoFindings', { count: work.settings.minGroup }),
            },
          ]
        : await findingBlocks(voice, forum.title, found, signal)
    const manner = { voice, settings: work.settings, now: work.clock.now() }
    const composed = composeMinutes(await gather(db, forum), findings, found?.published.shares ?? [], manner)
    const { title, code } = forum
    const name = `${voice.label('forums:minutesFile')}-${code}`
    const word = {
      name: `${name}.docx`,
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: await toWord(composed),
      caption: voice.t('forums:minutesWord', { title }),
    }
    const page = {
      name: `${name}.html`,
      type: 'text/html',
      bytes: toPage(composed),
      caption: voice.t('forums:minutesPage', { title }),
    }
    const [first, second] = [handOver(BigInt(chatId), word), handOver(BigInt(chatId), page)]
    return async (tx, now) => [...(await first(tx, now)), ...(await second(tx, now))]
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
