import { z } from 'zod'
import { postFile } from '../../platform/files/documents.ts'
import { makeWorkbook, workbookType } from '../../platform/sheets/making.ts'
import { task } from '../../platform/tasks/tasks.ts'
import { languages } from '../../platform/texts.ts'
import { tellFault } from '../../shared/people/handing.ts'
import { readYear } from '../../shared/workdays/holidays.ts'
import { columns } from './columns.ts'
import { plainDay } from './dayWords.ts'
import { columnKey } from './faultViews.ts'

/** Sends the days that are known of a year as a list that can be completed and sent back. */
export const templating = task({
  name: 'holidays.templating',
  payload: z.object({ chatId: z.string(), language: z.enum(languages), year: z.number() }),
  async run(work, { chatId, language, year }, signal) {
    const voice = work.voice(language)
    const { days } = await readYear(work.database.client, year)
    const names = columns.map((column) => voice.label(columnKey[column]))
    const rows = days.map(({ day, name, isJoint }) => [
      plainDay(day, language),
      name,
      voice.label(isJoint ? 'holidays:joint' : 'holidays:national'),
    ])
    const bytes = await makeWorkbook({ names, rows }, signal)
    const name = voice.label('holidays:templateFile', { year: String(year) })
    const caption = voice.t('holidays:templateCaption', { year: String(year) })
    return (tx, now) => postFile(tx, BigInt(chatId), { name, type: workbookType, bytes, caption }, now)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
