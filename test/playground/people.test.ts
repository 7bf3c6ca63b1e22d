import { InlineKeyboard, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../src/playground/types.ts'
import { personas } from '../../src/playground/index.ts'
import { call, openStand, png, type Stand } from './stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await openStand()
  await stand.world.opens(1001)
  await confirm()
})
afterEach(() => stand.close())

/** Forgets what the bot was told so far. */
async function confirm() {
  const last = stand.world.pending().at(-1)
  if (last) await stand.api.getUpdates({ offset: last.update_id + 1 })
}
const last = () => stand.world.pending().at(-1)

test('six people with ids that never change', () => {
  expect(personas.map(({ key, id }) => [key, id])).toEqual([
    ['citizen', 1001],
    ['employee1', 1002],
    ['employee2', 1003],
    ['head', 1004],
    ['planner', 1005],
    ['admin', 1006],
  ])
  expect(stand.world.people().map((person) => person.phone)).toContain('6280000000001')
})

test('a start link brings its payload', async () => {
  await stand.world.opens(1001, 'forum_1')
  expect(last()?.message).toMatchObject({
    text: '/start forum_1',
    from: { id: 1001, language_code: 'id' },
    chat: { id: 1001, type: 'private' },
    date: Date.UTC(2027, 0, 4, 2, 0, 0) / 1000,
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  })
})

test('a pressed button brings the whole message, and its answer a toast', async () => {
  const { world, api } = stand
  const asked = await world.says(1001, 'Tanya')
  const sent = await api.sendMessage(1001, 'Jawab?', {
    reply_markup: new InlineKeyboard().text('Ya', 'y'),
    reply_parameters: { message_id: asked.message_id },
  })
  const id = await world.presses(1001, 1001, sent.message_id, 'dipalsukan')
  expect(last()?.callback_query).toMatchObject({
    id,
    data: 'dipalsukan',
    from: { id: 1001 },
    message: {
      message_id: sent.message_id,
      reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] },
      reply_to_message: { text: 'Tanya' },
    },
  })
  const changes: Change[] = []
  const unwatch = world.watch((change) => changes.push(change))
  await api.answerCallbackQuery(id, { text: 'Dicatat', show_alert: true })
  unwatch()
  expect(changes).toContainEqual({ kind: 'toast', userId: 1001, text: 'Dicatat', alert: true })
})

test('a reply carries the message with its keyboard, but not what that answered', async () => {
  const { world, api } = stand
  const first = await api.sendMessage(1001, 'satu')
  const second = await api.sendMessage(1001, 'dua', {
    reply_markup: new InlineKeyboard().text('Ya', 'y'),
    reply_parameters: { message_id: first.message_id },
  })
  await world.says(1001, 'tiga', { replyTo: second.message_id })
  const [update] = await api.getUpdates()
  expect(update?.message?.reply_to_message).toMatchObject({
    text: 'dua',
    reply_markup: { inline_keyboard: [[{ text: 'Ya' }]] },
  })
  expect(update?.message?.reply_to_message).not.toHaveProperty('reply_to_message')
})

test('edited messages, photos in sizes, albums, contacts and places', async () => {
  const { world } = stand
  const said = await world.says(1001, 'salah')
  const bold = [{ type: 'bold' as const, offset: 0, length: 5 }]
  await world.edits(1001, 1001, said.message_id, 'benar', bold)
  expect(last()?.edited_message).toMatchObject({ text: 'benar', message_id: said.message_id, edit_date: said.date })
  expect(last()?.edited_message?.entities).toEqual(bold)
  await world.sendsPhoto(
    1001,
    { bytes: png(1000, 500), name: 'a.png', type: 'image/png' },
    { caption: 'Lubang #jalan' },
  )
  expect(last()?.message).toMatchObject({
    caption: 'Lubang #jalan',
    caption_entities: [{ type: 'hashtag', offset: 7, length: 6 }],
  })
  expect(last()?.message?.photo?.map(({ width }) => width)).toEqual([90, 320, 800, 1000])
  const picture = { bytes: png(10, 10), name: 'a.png', type: 'image/png' }
  const album = await world.sendsAlbum(1001, [picture, picture], { caption: 'Dua' })
  expect(album.map(({ caption }) => caption)).toEqual(['Dua', undefined])
  expect(new Set(album.map(({ media_group_id }) => media_group_id)).size).toBe(1)
  await world.sharesContact(1001)
  expect(last()?.message?.contact).toMatchObject({ user_id: 1001, phone_number: '6280000000001', first_name: 'Ani' })
  await world.sharesLocation(1001, -1.61, 103.61)
  expect(last()?.message?.location).toEqual({ latitude: -1.61, longitude: 103.61 })
})

test('blocking and unblocking', async () => {
  const { world } = stand
  await world.blocks(1001)
  expect(last()?.my_chat_member).toMatchObject({
    chat: { id: 1001 },
    old_chat_member: { status: 'member' },
    new_chat_member: { status: 'kicked' },
  })
  await expect(world.says(1001, 'a')).rejects.toThrow('Ani has blocked the bot')
  await world.opens(1001)
  expect(
    world.pending().map((update) => update.my_chat_member?.new_chat_member.status ?? update.message?.text),
  ).toEqual(['kicked', 'member', '/start'])
})

test('a reply keyboard is shown until it is removed, used up or deleted', async () => {
  const { world, api } = stand
  const board = { keyboard: [[{ text: 'Kirim nomor', request_contact: true as const }]] }
  await api.sendMessage(1001, 'Nomor?', { reply_markup: board })
  expect(world.replyKeyboard(1001)).toEqual(board)
  await api.sendMessage(1001, 'Selesai', { reply_markup: { remove_keyboard: true } })
  expect(world.replyKeyboard(1001)).toBeUndefined()
  await api.sendMessage(1001, 'Sekali', { reply_markup: { ...board, one_time_keyboard: true } })
  await world.says(1001, 'x')
  expect(world.replyKeyboard(1001)).toBeUndefined()
  const shown = await api.sendMessage(1001, 'Hapus', { reply_markup: { force_reply: true } })
  expect(world.replyKeyboard(1001)).toEqual({ force_reply: true })
  await api.deleteMessage(1001, shown.message_id)
  expect(world.replyKeyboard(1001)).toBeUndefined()
})

test('an edited message loses the keyboard it is not given again', async () => {
  const { world, api } = stand
  const sent = await api.sendMessage(1001, 'a', { reply_markup: new InlineKeyboard().text('Ya', 'y') })
  expect(await api.editMessageText(1001, sent.message_id, 'b')).toMatchObject({ text: 'b', edit_date: sent.date })
  expect(world.inlineKeyboard(1001, sent.message_id)).toBeUndefined()
  expect(world.messages(1001).at(-1)).toMatchObject({ edits: 1, fromBot: true, deleted: false })
})

test('albums, media that change, copies and forwards', async () => {
  const { api, world } = stand
  const file = new InputFile(png(30, 20), 'satu.png')
  const album = await api.sendMediaGroup(1001, [
    { type: 'photo', media: file, caption: '<b>Satu</b>', parse_mode: 'HTML' },
    { type: 'photo', media: new InputFile(png(40, 20), 'dua.png') },
  ])
  expect(album.map((message) => message.caption)).toEqual(['Satu', undefined])
  const document = await api.sendDocument(1001, new InputFile(Buffer.from('a;b'), 'daftar pegawai.csv'))
  expect(document.document).toMatchObject({ file_name: 'daftar pegawai.csv', mime_type: 'text/csv', file_size: 3 })
  const again = await api.sendDocument(1001, document.document.file_id)
  expect(again.document).toEqual(document.document)
  const changed = await api.editMessageMedia(1001, document.message_id, {
    type: 'photo',
    media: new InputFile(png(9, 9)),
    caption: 'x',
  })
  expect(changed).toMatchObject({ caption: 'x' })
  expect(changed).not.toHaveProperty('document')
  const words = await api.sendMessage(1001, 'Dulu kata')
  const pictured = await api.editMessageMedia(1001, words.message_id, {
    type: 'photo',
    media: new InputFile(png(9, 8)),
  })
  expect(pictured).toHaveProperty('photo')
  expect(pictured).not.toHaveProperty('text')
  const source = await world.says(1001, 'umumkan /menu', { entities: [{ type: 'bold', offset: 0, length: 7 }] })
  const { message_id } = await api.copyMessage(1001, 1001, source.message_id)
  expect(world.messages(1001).find((kept) => kept.message.message_id === message_id)?.message).toMatchObject({
    text: 'umumkan /menu',
    entities: [{ type: 'bold' }, { type: 'bot_command' }],
    from: { is_bot: true },
  })
  const forwarded = await api.forwardMessage(1001, 1001, source.message_id)
  expect(forwarded.forward_origin).toMatchObject({ type: 'user', sender_user: { id: 1001 } })
})

test.each(['video', 'animation', 'audio'] as const)('a %s is sent, sent again, and changed', async (kind) => {
  const { api, world } = stand
  const file = { bytes: Buffer.from(`a ${kind}`), name: `satu.${kind}`, type: `${kind}/x` }
  const own = await world.sendsRecording(1001, kind, file, { caption: 'Ini' })
  expect(own).toMatchObject({ caption: 'Ini', [kind]: { file_name: file.name, mime_type: file.type } })
  // A film without sound comes as a document as well, as on Telegram.
  expect(own.document !== undefined).toBe(kind === 'animation')
  const id = own[kind]?.file_id ?? ''
  const sends = {
    video: () => api.sendVideo(1001, id, { caption: 'Itu' }),
    animation: () => api.sendAnimation(1001, id, { caption: 'Itu' }),
    audio: () => api.sendAudio(1001, id, { caption: 'Itu' }),
  }
  const sent = await sends[kind]()
  expect(sent).toMatchObject({ caption: 'Itu', [kind]: { file_id: id } })
  await expect(api.sendDocument(1001, id)).rejects.toThrow("can't use file of type")
  await api.editMessageCaption(1001, sent.message_id, { caption: 'Lain' })
  const other = new InputFile(Buffer.from('lain'), 'dua.mp4')
  const changed = await api.editMessageMedia(1001, sent.message_id, { type: kind, media: other, caption: 'Baru' })
  expect(changed).toMatchObject({ caption: 'Baru', [kind]: { file_name: 'dua.mp4' } })
})

test('a poll that is not anonymous tells who chose what', async () => {
  const { world, api } = stand
  const sent = await api.sendPoll(1001, 'Setuju?', ['Ya', { text: 'Tidak' }], { is_anonymous: false })
  await world.answersPoll(1001, 1001, sent.message_id, [1])
  expect(last()?.poll_answer).toMatchObject({ poll_id: sent.poll.id, user: { id: 1001 }, option_ids: [1] })
  const poll = await api.stopPoll(1001, sent.message_id)
  expect(poll).toMatchObject({
    is_closed: true,
    total_voter_count: 1,
    options: [{ voter_count: 0 }, { voter_count: 1 }],
  })
  await expect(world.answersPoll(1001, 1001, sent.message_id, [0])).rejects.toThrow('closed')
})

describe('groups', () => {
  test('the bot gets commands for it and answers to it, nothing else', async () => {
    const { world, api } = stand
    const { id } = await world.createsGroup('Rapat', [1001, 1002])
    expect(world.pending().map((update) => Object.keys(update)[1])).toEqual(['my_chat_member', 'message'])
    await confirm()
    const sent = await api.sendMessage(id, 'Halo semua', { reply_markup: new InlineKeyboard().text('Ya', 'y') })
    await world.says(1002, 'obrolan', { chatId: id })
    await world.says(1002, '/menu@lain_bot', { chatId: id })
    await world.says(1002, '/menu', { chatId: id })
    await world.says(1002, '/menu@Rembuk_bot', { chatId: id })
    await world.says(1002, 'jawaban', { chatId: id, replyTo: sent.message_id })
    await world.presses(1002, id, sent.message_id, 'y')
    expect(world.pending().map((update) => update.message?.text ?? update.callback_query?.data)).toEqual([
      '/menu',
      '/menu@Rembuk_bot',
      'jawaban',
      'y',
    ])
    expect(await api.getChatMemberCount(id)).toBe(3)
    expect(await api.getChatMember(id, 1001)).toMatchObject({ status: 'creator' })
    await world.leavesGroup(1002, id)
    expect(last()?.message?.left_chat_member?.id).toBe(1002)
  })

  test('one who takes the bot out of a group tells it, and who deletes its message does not', async () => {
    const { world, api } = stand
    const { id } = await world.createsGroup('Rapat', [1001, 1002])
    const sent = await api.sendMessage(id, 'Halo semua')
    await confirm()
    await expect(world.deletes(1002, id, sent.message_id)).rejects.toThrow('only their own')
    await world.deletes(1001, id, sent.message_id)
    expect(world.pending()).toEqual([])
    await expect(api.editMessageText(id, sent.message_id, 'Halo')).rejects.toThrow('message to edit not found')
    await world.removesBot(1001, id)
    expect(last()?.my_chat_member).toMatchObject({ chat: { id }, new_chat_member: { status: 'kicked' } })
    await world.says(1002, '/menu', { chatId: id })
    expect(last()?.message).toBeUndefined()
    await expect(api.sendMessage(id, 'Halo')).rejects.toThrow('403: Forbidden')
    await world.addsBot(1001, id)
    expect(await api.sendMessage(id, 'Halo')).toMatchObject({ text: 'Halo' })
  })

  test('a basic group becomes a supergroup, which is another chat', async () => {
    const { world, api } = stand
    const { id } = await world.createsGroup('Rapat', [1001, 1002], { isBasic: true })
    await api.sendMessage(id, 'Halo semua')
    const made = await world.upgradesGroup(1001, id)
    expect(made).toMatchObject({ type: 'supergroup', title: 'Rapat' })
    expect(world.pending().slice(-2)).toMatchObject([
      { message: { chat: { id }, migrate_to_chat_id: made.id } },
      { message: { chat: { id: made.id }, migrate_from_chat_id: id } },
    ])
    const refused = await call(stand, 'sendMessage', { chat_id: id, text: 'Halo' })
    expect(refused).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: made.id } })
    expect(world.chatsOf(1002).map((chat) => chat.id)).toEqual([1002, made.id])
    expect(await api.sendMessage(made.id, 'Halo')).toMatchObject({ chat: made })
  })

  test('messages in a topic belong to it', async () => {
    const { world, api } = stand
    const { id } = await world.createsGroup('Forum', [1001], { topics: ['Satu'] })
    const { message_thread_id } = await api.createForumTopic(id, 'Dua')
    const sent = await api.sendMessage(id, 'halo', { message_thread_id })
    expect(sent).toMatchObject({ message_thread_id, is_topic_message: true })
    await world.says(1001, '/menu', { chatId: id, threadId: message_thread_id })
    expect(last()?.message).toMatchObject({
      message_thread_id,
      reply_to_message: { forum_topic_created: { name: 'Dua' } },
    })
  })
})

const one = (command: string) => [{ command, description: command }]

describe('commands', () => {
  test('the narrowest scope holds, in the person’s language first', async () => {
    const { api, world } = stand
    await api.setMyCommands(one('semua'))
    await api.setMyCommands(one('everyone'), { language_code: 'en' })
    const john = world.addPerson({ firstName: 'John', language: 'en' }).user.id
    const shown = (id: number) => world.commandsFor(id, id).map(({ command }) => command)
    expect([shown(1001), shown(john)]).toEqual([['semua'], ['everyone']])
    await api.setMyCommands(one('pribadi'), { scope: { type: 'all_private_chats' } })
    expect([shown(1001), shown(john)]).toEqual([['pribadi'], ['pribadi']])
    await api.setMyCommands(one('ani'), { scope: { type: 'chat', chat_id: 1001 } })
    expect([shown(1001), shown(1002)]).toEqual([['ani'], ['pribadi']])
    await api.deleteMyCommands({ scope: { type: 'chat', chat_id: 1001 } })
    expect(shown(1001)).toEqual(['pribadi'])
    expect(await api.getMyCommands({ language_code: 'en' })).toEqual(one('everyone'))
    const { id } = await world.createsGroup('Rapat', [1001, 1002])
    await api.setMyCommands(one('pengurus'), { scope: { type: 'all_chat_administrators' } })
    expect([1001, 1002].map((person) => world.commandsFor(person, id)[0]?.command)).toEqual(['pengurus', 'semua'])
  })

  test('name and descriptions by language', async () => {
    const { api } = stand
    await api.setMyDescription('Bicara bersama')
    await api.setMyDescription('Talk together', { language_code: 'en' })
    expect(await api.getMyDescription({ language_code: 'en' })).toEqual({ description: 'Talk together' })
    expect(await api.getMyDescription({ language_code: 'ms' })).toEqual({ description: 'Bicara bersama' })
    expect(await api.getMyName()).toEqual({ name: 'Rembuk' })
    expect(await call(stand, 'setChatMenuButton', { menu_button: { type: 'commands' } })).toEqual({
      ok: true,
      result: true,
    })
  })
})
