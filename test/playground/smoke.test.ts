import { afterAll, beforeAll, expect, test } from 'vitest'
import { InputFile, InlineKeyboard } from 'grammy'
import { openStand, png, type Stand } from './stand.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => stand.close())

test('a person says /start, the bot answers with a button, the person presses it', async () => {
  const { api, world } = stand
  await world.opens(1001, 'forum_1')
  const [update] = await api.getUpdates({ timeout: 5 })
  expect(update?.message).toMatchObject({
    text: '/start forum_1',
    from: { id: 1001, first_name: 'Ani', language_code: 'id' },
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  })
  const sent = await api.sendMessage(1001, '<b>Halo</b> Ani', {
    parse_mode: 'HTML',
    reply_markup: new InlineKeyboard().text('Ya', 'y'),
  })
  expect(sent).toMatchObject({ text: 'Halo Ani', entities: [{ type: 'bold', offset: 0, length: 4 }] })
  const id = await world.presses(1001, 1001, sent.message_id, 'y')
  const next = await api.getUpdates({ offset: (update?.update_id ?? 0) + 1 })
  expect(next[0]?.callback_query).toMatchObject({ id, data: 'y', message: { message_id: sent.message_id } })
  await api.answerCallbackQuery(id)
  await api.editMessageText(1001, sent.message_id, 'Baik')
  const photo = await api.sendPhoto(1001, new InputFile(png(1000, 500), 'a b.png'), { caption: 'Gambar' })
  expect(photo.photo).toHaveLength(4)
  const document = await api.sendDocument(1001, new InputFile(Buffer.from('a;b'), 'data.csv'))
  expect(document.document).toMatchObject({ file_name: 'data.csv', mime_type: 'text/csv', file_size: 3 })
  expect(world.messages(1001).map((kept) => kept.edits)).toEqual([0, 1, 0, 0])
})
