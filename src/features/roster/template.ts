import { z } from 'zod'
import { postFile } from '../../platform/files/documents.ts'
import { makeWorkbook, workbookType } from '../../platform/sheets/making.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { languages } from '../../platform/texts.ts'
import { tellFault } from '../../shared/people/handing.ts'
import { columns } from './columns.ts'
import { columnKey } from './faultViews.ts'

/** Sends an empty list, whose cells are texts: a spreadsheet keeps all digits of what is typed there. */
export const templating = task({
  name: 'roster.templating',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const voice = work.voice(language)
    const names = columns.map((column) => voice.label(columnKey[column]))
    const bytes = await makeWorkbook({ names, rows: [] }, signal)
    const [name, caption] = [voice.label('roster:templateFile'), voice.t('roster:templateCaption')]
    return (tx, now) => postFile(tx, BigInt(chatId), { name, type: workbookType, bytes, caption }, now)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
