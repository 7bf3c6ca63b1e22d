import { z } from 'zod'
import { postFile } from '../../../platform/files/documents.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { languages } from '../../../platform/texts.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import { parameters } from '../../../platform/inbox/turn.ts'

const Payload = z.object({ chatId: z.string(), language: z.enum(languages), link: z.string(), title: z.string() })

/** Draws the link of a public round as a picture that phones read, and sends it. */
export const linking = task({
  name: 'questionnaires.linking',
  payload: Payload,
  async run(work, { chatId, language, link, title }) {
    const { toBuffer } = (await import('qrcode')).default
    const bytes = new Uint8Array(await toBuffer(link, { width: 900, margin: 4, errorCorrectionLevel: 'M' }))
    const caption = work.voice(language).t('questionnaires:linkCaption', { title })
    const name = work.voice(language).label('questionnaires:linkFile')
    return (tx, now) => postFile(tx, BigInt(chatId), { name, type: 'image/png', bytes, caption }, now)
  },
  failed(work, { chatId, language }, reference) {
    const payload = parameters({ text: work.voice(language).t('platform:fault', { reference }) })
    return (tx, now) => post(tx, [{ lane: 'answer', chatId: BigInt(chatId), method: 'sendMessage', payload }], now)
  },
})
