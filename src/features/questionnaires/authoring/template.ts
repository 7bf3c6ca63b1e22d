import { z } from 'zod'
import { makeWorkbook, workbookType } from '../../../platform/sheets/making.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { handOver, tellFault } from '../../../shared/people/handing.ts'
import { readymadeOf } from '../../../shared/questionnaires/readymade.ts'
import { questionColumns, settingColumns } from '../../../shared/questionnaires/source/columns.ts'
import { writeSheets } from '../../../shared/questionnaires/source/writingSheets.ts'
import { columnKey } from './faultViews.ts'

/** Sends a questionnaire as a workbook that can be changed and sent back: the test, which shows most kinds of question. */
export const templating = task({
  name: 'questionnaires.templating',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const voice = work.voice(language)
    const { settings, questions } = writeSheets(await readymadeOf('tes_pelatihan'))
    const sheets = [
      {
        title: voice.label('questionnaires:sheetSettings'),
        names: settingColumns.map((column) => voice.label(columnKey[column])),
        rows: settings,
      },
      {
        title: voice.label('questionnaires:sheetQuestions'),
        names: questionColumns.map((column) => voice.label(columnKey[column])),
        rows: questions,
      },
    ]
    const bytes = await makeWorkbook(sheets, signal)
    const name = voice.label('questionnaires:workbookFile')
    const caption = voice.t('questionnaires:workbookCaption')
    return handOver(BigInt(chatId), { name, type: workbookType, bytes, caption })
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
