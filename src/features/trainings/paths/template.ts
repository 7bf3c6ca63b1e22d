import { z } from 'zod'
import { postFile } from '../../../platform/files/documents.ts'
import { makeWorkbook, workbookType } from '../../../platform/sheets/making.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { tellFault } from '../../../shared/people/handing.ts'
import { columns } from './columns.ts'
import { columnKey } from './faultViews.ts'

/** Sends the paths that are known as a file that can be completed and sent back; an example where there is none. */
export const templating = task({
  name: 'trainings.pathsTemplate',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const voice = work.voice(language)
    const steps = await work.database.client.careerStep.findMany({ orderBy: [{ title: 'asc' }, { place: 'asc' }] })
    const kindOf = (isRequired: boolean) => voice.label(isRequired ? 'trainings:required' : 'trainings:advised')
    const known = steps.map(({ title, place, isRequired, label }) => [title, String(place), kindOf(isRequired), label])
    const example = [
      voice.label('trainings:pathExamplePosition'),
      '1',
      kindOf(true),
      voice.label('trainings:pathExampleCompetence'),
    ]
    const names = columns.map((column) => voice.label(columnKey[column]))
    const bytes = await makeWorkbook({ names, rows: known.length > 0 ? known : [example] }, signal)
    const file = {
      name: voice.label('trainings:pathsTemplateFile'),
      type: workbookType,
      bytes,
      caption: voice.t('trainings:pathsTemplateCaption'),
    }
    return (tx, now) => postFile(tx, BigInt(chatId), file, now)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
