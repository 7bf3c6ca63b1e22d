import { promisify } from 'node:util'
import { zip } from 'fflate'
import type { Zippable } from 'fflate'
import { z } from 'zod'
import { NotYet, task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { gatherOpenData, readSettled } from './gathering.ts'
import { layOut } from './layout.ts'

const Payload = z.object({ chatId: z.string(), language: z.enum(languages), forumId: z.string(), botName: z.string() })

const pack = promisify<Zippable, Uint8Array<ArrayBuffer>>(zip)

/** Writes a forum in the openData layout of Polis and sends it as an archive. */
export const packing = task({
  name: 'forums.packing',
  payload: Payload,
  async run(work, { chatId, language, forumId, botName }) {
    const { database, settings, clock } = work
    const settled = await readSettled(database.client, BigInt(forumId))
    if (settled === null) throw new NotYet()
    const given = await database.client.$transaction((tx) =>
      gatherOpenData(tx, settled, botName, settings, clock.now()),
    )
    const bytes = await pack(layOut(given))
    const { t } = work.voice(language)
    const key = given.participants === null ? 'forums:openDataCounts' : 'forums:openDataRows'
    const made = {
      name: `forum-${settled.forum.code}.zip`,
      type: 'application/zip',
      bytes,
      caption: t(key, { title: settled.forum.title, minGroup: settings.minGroup }),
    }
    return handOver(BigInt(chatId), made)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
