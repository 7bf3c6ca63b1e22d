import { z } from 'zod'
import { postFile } from '../../platform/files/documents.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { inThread } from '../../platform/thread.ts'
import { languages } from '../../platform/texts.ts'
import { tellFault } from '../../shared/people/handing.ts'
import { columns } from './columns.ts'
import { columnKey } from './faultViews.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const module = new URL('./workbook.ts', import.meta.url)

/** Sends an empty list, whose cells are texts: a spreadsheet keeps all digits of what is typed there. */
export const templating = task({
  name: 'roster.templating',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const voice = work.voice(language)
    const input = columns.map((column) => voice.label(columnKey[column]))
    const output = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes))
    const bytes = await inThread({ module, run: 'writeTemplate', input, output, memory: 256 }, signal)
    const caption = voice.t('roster:templateCaption')
    return (tx, now) =>
      postFile(tx, BigInt(chatId), { name: voice.label('roster:templateFile'), type, bytes, caption }, now)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
