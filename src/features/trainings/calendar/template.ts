import { z } from 'zod'
import { postFile } from '../../../platform/files/documents.ts'
import { makeWorkbook, workbookType } from '../../../platform/sheets/making.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { tellFault } from '../../../shared/people/handing.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { columnKey } from './faultViews.ts'

/** Sends an example of a calendar that can be filled in and sent back. */
export const templating = task({
  name: 'trainings.template',
  payload: z.object({ chatId: z.string(), language: z.enum(languages) }),
  async run(work, { chatId, language }, signal) {
    const voice = work.voice(language)
    const year = String(work.clock.now().getUTCFullYear() + 1)
    const first: Record<Column, string> = {
      code: 'PEL-001',
      title: voice.label('trainings:exampleTitle'),
      provider: voice.label('trainings:exampleProvider'),
      start: `${year}-03-01 09:00`,
      end: `${year}-03-01 12:00`,
      place: voice.label('trainings:examplePlace'),
      seats: '30',
      audience: voice.label('trainings:exampleAudience'),
      invites: voice.label('trainings:yes'),
      approval: voice.label('trainings:no'),
      competence: voice.label('trainings:exampleCompetence'),
      materials: 'https://example.go.id/materi',
      contact: voice.label('trainings:exampleContact'),
      description: voice.label('trainings:exampleDescription'),
    }
    const second: Partial<Record<Column, string>> = {
      code: first.code,
      title: first.title,
      start: `${year}-03-02 09:00`,
      end: `${year}-03-02 12:00`,
    }
    const names = columns.map((column) => voice.label(columnKey[column]))
    const rows = [first, second].map((row) => columns.map((column) => row[column] ?? ''))
    const bytes = await makeWorkbook({ names, rows }, signal)
    const name = voice.label('trainings:templateFile')
    const caption = voice.t('trainings:templateCaption')
    return (tx, now) => postFile(tx, BigInt(chatId), { name, type: workbookType, bytes, caption }, now)
  },
  failed: (work, { chatId, language }, reference) => tellFault(work.voice(language), BigInt(chatId), reference),
})
