import { z } from 'zod'
import { button, press } from '../../../platform/dialog/button.ts'
import { enclose } from '../../../platform/files/documents.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import { findNewest, readymadeFile, readymadeKeys, readymadeOf } from '../../../shared/questionnaires/readymade.ts'
import { writeYaml } from '../../../shared/questionnaires/source/writing.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { templating } from './template.ts'

/** The file of a questionnaire; and the workbook to fill in. */
const sampleButton = button('quest.sample', { key: z.string().max(40) })
const templateButton = button('quest.template', {})

/** Of those that came from files. */
const mostOthers = 12

/** Offers every questionnaire that has a key as a file that can be changed and sent back. */
export async function showSamples(turn: Turn): Promise<void> {
  const rows = []
  for (const key of readymadeKeys) rows.push([await sampleOf(turn, key, await newestOf(turn, key))])
  const others = await turn.db.questionnaire.findMany({
    where: { key: { not: null, notIn: [...readymadeKeys] }, withdrawnAt: null },
    orderBy: { id: 'desc' },
    take: mostOthers,
    select: { key: true },
  })
  for (const { key } of others) {
    const found = key === null ? undefined : await findNewest(turn.db, key)
    if (key !== null && found !== undefined) rows.push([await sampleOf(turn, key, found.definition)])
  }
  const workbook = templateButton.with(turn.label('questionnaires:workbook'), {})
  turn.answer({ text: turn.t('questionnaires:chooseSample'), buttons: [...rows, [workbook]] })
}

/** Sends a questionnaire's file: as it comes with Rembuk, or as it was last published. */
export const onSample = press(sampleButton, 'planner', async (turn, { key }) => {
  const { db, now, voice } = turn
  const published = await findNewest(db, key)
  const readymade = readymadeKeys.find((one) => one === key)
  const isOurs = readymade !== undefined && (published === undefined || published.number === 1)
  if (!isOurs && published === undefined) throw new Refusal('questionnaires:gone')
  const definition = published?.definition ?? (readymade && (await readymadeOf(readymade)))
  if (definition === undefined) throw new Refusal('questionnaires:gone')
  // The file that comes with Rembuk also explains itself.
  const bytes = isOurs ? await readymadeFile(readymade) : new Uint8Array(Buffer.from(await writeYaml(definition)))
  const caption = voice.t('questionnaires:sampleCaption', { title: said(definition.title, voice.language) })
  await turn.post(await enclose(db, { name: `${key}.yaml`, type: 'application/yaml', bytes, caption }, now))
})

/** Has the workbook made. */
export const onTemplate = press(templateButton, 'planner', (turn) =>
  turn.begin(templating, { chatId: String(turn.chatId), language: turn.voice.language }),
)

async function newestOf(turn: Turn, key: (typeof readymadeKeys)[number]): Promise<Definition> {
  return (await findNewest(turn.db, key))?.definition ?? readymadeOf(key)
}

async function sampleOf(turn: Turn, key: string, { title }: Definition) {
  return sampleButton.with(said(title, turn.voice.language).slice(0, 60), { key })
}
