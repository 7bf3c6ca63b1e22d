import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, openStand, png, token, type Stand } from './stand.ts'

let stand: Stand
let own = 0
let received = 0
let withKeyboard = 0
let photo = 0
let old = 0
let groupId = 0

beforeAll(async () => {
  stand = await openStand()
  const { world, api, clock } = stand
  received = (await world.opens(1001)).message_id
  await world.opens(1002)
  await world.blocks(1002)
  groupId = (await world.createsGroup('Rapat', [1001, 1003])).id
  old = (await api.sendMessage(1001, 'lama')).message_id
  await clock.advance(48 * 3600 * 1000 + 1000)
  own = (
    await api.sendMessage(1001, 'asli', { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] } })
  ).message_id
  withKeyboard = (await api.sendMessage(1001, 'papan', { reply_markup: { keyboard: [['Satu']] } })).message_id
  const sent = await form('sendPhoto', { chat_id: '1001' }, { photo: png(100, 100) })
  photo = Number(/"message_id":(\d+)/.exec(JSON.stringify(sent))?.[1])
})
afterAll(() => stand.close())

const send = (extra: object) => ['sendMessage', () => ({ chat_id: 1001, text: 'halo', ...extra })] as const
const html = (text: string) => send({ text, parse_mode: 'HTML' })
const inline = (...buttons: object[]) => send({ reply_markup: { inline_keyboard: [buttons] } })
const button = (extra: object) => inline({ text: 'a', ...extra })
const edit = (extra: object) =>
  ['editMessageText', () => ({ chat_id: 1001, message_id: own, text: 'baru', ...extra })] as const
const commands = (command: string, description = 'ya') =>
  ['setMyCommands', () => ({ commands: [{ command, description }] })] as const

const gone = 'Bad Request: query is too old and response timeout expired or query ID is invalid'
const notModified =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
const asli = { text: 'asli', reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] } }

const cases: [string, readonly [string, () => object], number, string][] = [
  ['no chat', ['sendMessage', () => ({ text: 'a' })], 400, 'Bad Request: chat_id is empty'],
  ['no text', ['sendMessage', () => ({ chat_id: 1001 })], 400, 'Bad Request: message text is empty'],
  ['empty text', send({ text: '' }), 400, 'Bad Request: message text is empty'],
  ['blank text', send({ text: ' \n ' }), 400, 'Bad Request: text must be non-empty'],
  ['empty after parsing', html('<b></b>'), 400, 'Bad Request: text must be non-empty'],
  ['too long', send({ text: 'x'.repeat(4097) }), 400, 'Bad Request: message is too long'],
  ['too long after parsing', html(`<b>${'&lt;'.repeat(4097)}</b>`), 400, 'Bad Request: message is too long'],
  ['half a character', send({ text: 'a\ud83d' }), 400, 'Bad Request: strings must be encoded in UTF-8'],
  ['unknown field', send({ txet: 'a' }), 400, 'Bad Request: unknown field "txet" in the request'],
  ['wrong type', send({ text: 5 }), 400, 'Bad Request: Field "text" must be of type String'],
  [
    'wrong boolean',
    send({ disable_notification: 'yes' }),
    400,
    'Bad Request: Field "disable_notification" must be of type Boolean',
  ],
  [
    'fraction of an id',
    ['deleteMessage', () => ({ chat_id: 1001, message_id: 1.5 })],
    400,
    'Bad Request: Field "message_id" must be of type Integer',
  ],
  ['unknown chat', send({ chat_id: 77 }), 400, 'Bad Request: chat not found'],
  ['unknown name', send({ chat_id: '@nobody_here' }), 400, 'Bad Request: chat not found'],
  ['a stranger', send({ chat_id: 1004 }), 400, 'Bad Request: chat not found'],
  ['known from a group only', send({ chat_id: 1003 }), 403, "Forbidden: bot can't initiate conversation with a user"],
  ['blocked', send({ chat_id: 1002 }), 403, 'Forbidden: bot was blocked by the user'],
  ['unsupported mode', send({ parse_mode: 'BBCode' }), 400, 'Bad Request: unsupported parse_mode'],
  ['unknown topic', send({ message_thread_id: 9 }), 400, 'Bad Request: message thread not found'],
  [
    'reply to nothing',
    send({ reply_parameters: { message_id: 99999 } }),
    400,
    'Bad Request: message to be replied not found',
  ],
  [
    'unknown field inside',
    send({ reply_parameters: { message: 1 } }),
    400,
    'Bad Request: can\'t parse ReplyParameters: Can\'t find field "message_id"',
  ],

  [
    'unclosed tag',
    html('<b>a'),
    400,
    `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
  ],
  [
    'unknown tag',
    html('é<p>a</p>'),
    400,
    `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 2`,
  ],
  [
    'crossed tags',
    html('<b><i>a</b></i>'),
    400,
    `Bad Request: can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
  ],
  ['end without start', html('a</b>'), 400, `Bad Request: can't parse entities: Unexpected end tag at byte offset 1`],
  ['a bare <', html('a < b'), 400, `Bad Request: can't parse entities: Unsupported start tag "" at byte offset 2`],
  [
    'entity beyond the end',
    send({ entities: [{ type: 'bold', offset: 0, length: 9 }] }),
    400,
    'Bad Request: entity ends after the end of the text at UTF-16 offset 9',
  ],
  [
    'entity in a character',
    send({ text: '😀a', entities: [{ type: 'bold', offset: 1, length: 2 }] }),
    400,
    'Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 0',
  ],
  [
    'entity without length',
    send({ entities: [{ type: 'bold', offset: 0 }] }),
    400,
    `Bad Request: can't parse entities: Can't find field "length"`,
  ],
  [
    'entity of a fraction',
    send({ entities: [{ type: 'bold', offset: 0.5, length: 1 }] }),
    400,
    `Bad Request: can't parse entities: Field "offset" must be of type Integer`,
  ],
  [
    'entity of no type',
    send({ entities: [{ type: 'fat', offset: 0, length: 1 }] }),
    400,
    `Bad Request: can't parse entities: Unsupported type "fat" specified`,
  ],

  ['long data', button({ callback_data: 'é'.repeat(33) }), 400, 'Bad Request: BUTTON_DATA_INVALID'],
  ['empty data', button({ callback_data: '' }), 400, 'Bad Request: BUTTON_DATA_INVALID'],
  [
    'no action',
    button({}),
    400,
    `Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard`,
  ],
  [
    'two actions',
    button({ callback_data: 'a', url: 'https://a.id' }),
    400,
    `Bad Request: can't parse inline keyboard button: a button has one action, not url and callback_data`,
  ],
  [
    'no label',
    inline({ callback_data: 'a' }),
    400,
    `Bad Request: can't parse inline keyboard button: Can't find field "text"`,
  ],
  [
    'empty label',
    inline({ text: '', callback_data: 'a' }),
    400,
    'Bad Request: inline keyboard button text must be non-empty',
  ],
  [
    'this machine by name',
    button({ url: 'http://localhost:3000/x' }),
    400,
    `Bad Request: inline keyboard button URL 'http://localhost:3000/x' is invalid: Wrong HTTP URL`,
  ],
  [
    'another protocol',
    button({ url: 'ftp://a.id' }),
    400,
    `Bad Request: inline keyboard button URL 'ftp://a.id' is invalid: Unsupported URL protocol`,
  ],
  [
    'web app without TLS',
    button({ web_app: { url: 'http://a.id' } }),
    400,
    `Bad Request: inline keyboard button Web App URL 'http://a.id' is invalid: Only HTTPS links are allowed`,
  ],
  [
    '101 buttons',
    inline(...Array.from({ length: 101 }, () => ({ text: 'a', callback_data: 'a' }))),
    400,
    'Bad Request: reply markup is too long',
  ],
  ['no markup at all', send({ reply_markup: [1] }), 400, 'Bad Request: object expected as reply markup'],
  [
    'contact in a group',
    [
      'sendMessage',
      () => ({ chat_id: groupId, text: 'a', reply_markup: { keyboard: [[{ text: 'a', request_contact: true }]] } }),
    ],
    400,
    'Bad Request: phone number can be requested in private chats only',
  ],

  ['edited to the same', edit(asli), 400, notModified],
  ['edited away', edit({ message_id: 99999 }), 400, 'Bad Request: message to edit not found'],
  ['edited without id', edit({ message_id: undefined }), 400, 'Bad Request: message identifier is not specified'],
  [
    'edited, a person’s',
    ['editMessageText', () => ({ chat_id: 1001, message_id: received, text: 'a' })],
    400,
    "Bad Request: message can't be edited",
  ],
  [
    'edited, with a reply keyboard',
    ['editMessageText', () => ({ chat_id: 1001, message_id: withKeyboard, text: 'a' })],
    400,
    "Bad Request: message can't be edited",
  ],
  [
    'edited to a reply keyboard',
    edit({ reply_markup: { keyboard: [['a']] } }),
    400,
    'Bad Request: inline keyboard expected',
  ],
  [
    'edited text of a photo',
    ['editMessageText', () => ({ chat_id: 1001, message_id: photo, text: 'a' })],
    400,
    'Bad Request: there is no text in the message to edit',
  ],
  [
    'edited caption of a text',
    ['editMessageCaption', () => ({ chat_id: 1001, message_id: own, caption: 'a' })],
    400,
    'Bad Request: there is no caption in the message to edit',
  ],
  [
    'too long a caption',
    ['editMessageCaption', () => ({ chat_id: 1001, message_id: photo, caption: 'x'.repeat(1025) })],
    400,
    'Bad Request: message caption is too long',
  ],
  [
    'deleted away',
    ['deleteMessage', () => ({ chat_id: 1001, message_id: 99999 })],
    400,
    'Bad Request: message to delete not found',
  ],
  [
    'deleted too late',
    ['deleteMessage', () => ({ chat_id: 1001, message_id: old })],
    400,
    "Bad Request: message can't be deleted for everyone",
  ],
  ['unknown press', ['answerCallbackQuery', () => ({ callback_query_id: '5' })], 400, gone],
  [
    'long toast',
    ['answerCallbackQuery', () => ({ callback_query_id: '5', text: 'x'.repeat(201) })],
    400,
    'Bad Request: MESSAGE_TOO_LONG',
  ],
  [
    'copied away',
    ['copyMessage', () => ({ chat_id: 1001, from_chat_id: 1001, message_id: 99999 })],
    400,
    'Bad Request: message to copy not found',
  ],
  [
    'forwarded away',
    ['forwardMessage', () => ({ chat_id: 1001, from_chat_id: 1001, message_id: 99999 })],
    400,
    'Bad Request: message to forward not found',
  ],

  ['capitals in a command', commands('Mulai'), 400, 'Bad Request: BOT_COMMAND_INVALID'],
  ['long command', commands('a'.repeat(33)), 400, 'Bad Request: BOT_COMMAND_INVALID'],
  ['hyphen in a command', commands('a-b'), 400, 'Bad Request: BOT_COMMAND_INVALID'],
  ['no description', commands('a', ''), 400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID'],
  [
    'too many commands',
    [
      'setMyCommands',
      () => ({ commands: Array.from({ length: 101 }, (_, i) => ({ command: `a${i}`, description: 'a' })) }),
    ],
    400,
    'Bad Request: BOT_COMMANDS_TOO_MUCH',
  ],
  [
    'scope without chat',
    ['setMyCommands', () => ({ commands: [], scope: { type: 'chat' } })],
    400,
    `Bad Request: can't parse BotCommandScope: Can't find field "chat_id"`,
  ],

  ['no photo', ['sendPhoto', () => ({ chat_id: 1001 })], 400, 'Bad Request: there is no photo in the request'],
  [
    'unknown photo',
    ['sendPhoto', () => ({ chat_id: 1001, photo: 'AgACAgUAAx' })],
    400,
    'Bad Request: wrong file identifier/HTTP URL specified',
  ],
  [
    'unknown file',
    ['getFile', () => ({ file_id: 'x' })],
    400,
    'Bad Request: wrong file_id or the file is temporarily unavailable',
  ],
  [
    'empty album',
    ['sendMediaGroup', () => ({ chat_id: 1001, media: [] })],
    400,
    'Bad Request: there are no messages to send',
  ],
  [
    'unknown action',
    ['sendChatAction', () => ({ chat_id: 1001, action: 'dancing' })],
    400,
    'Bad Request: wrong parameter action in request',
  ],
  [
    'poll without a question',
    ['sendPoll', () => ({ chat_id: 1001, question: '', options: ['a'] })],
    400,
    'Bad Request: poll question must be non-empty',
  ],
  [
    '13 options',
    ['sendPoll', () => ({ chat_id: 1001, question: 'a', options: Array.from({ length: 13 }, () => ({ text: 'a' })) })],
    400,
    "Bad Request: poll can't have more than 12 options",
  ],
  [
    'no poll to stop',
    ['stopPoll', () => ({ chat_id: 1001, message_id: own })],
    400,
    'Bad Request: message with poll to stop not found',
  ],
  [
    'topic in a plain chat',
    ['createForumTopic', () => ({ chat_id: 1001, name: 'a' })],
    400,
    'Bad Request: the chat is not a forum',
  ],
  [
    'webhook without TLS',
    ['setWebhook', () => ({ url: 'http://example.com/x' })],
    400,
    'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'odd secret',
    ['setWebhook', () => ({ url: 'https://a.id', secret_token: 'a b' })],
    400,
    'Bad Request: secret token contains unallowed characters',
  ],
  ['unserved method', ['sendDice', () => ({ chat_id: 1001 })], 404, 'Not Found'],
]

test.each(cases)('%s', async (_name, [method, body], code, description) => {
  expect(await call(stand, method, body())).toEqual({ ok: false, error_code: code, description })
})

describe('files', () => {
  const big = Buffer.concat([png(100, 100), Buffer.alloc(10 * 1024 * 1024)])
  test.each([
    [
      'a photo over 10 MB',
      'sendPhoto',
      'photo',
      big,
      400,
      `Bad Request: file of size ${big.length} bytes is too big for a photo; the maximum size is 10485760 bytes`,
    ],
    ['no picture', 'sendPhoto', 'photo', Buffer.from('halo'), 400, 'Bad Request: IMAGE_PROCESS_FAILED'],
    ['too wide a picture', 'sendPhoto', 'photo', png(9000, 2000), 400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'],
    ['an empty file', 'sendDocument', 'document', Buffer.alloc(0), 400, 'Bad Request: file must be non-empty'],
    [
      'a document over 50 MB',
      'sendDocument',
      'document',
      Buffer.alloc(50 * 1024 * 1024 + 1),
      413,
      'Request Entity Too Large',
    ],
  ])('%s', async (_name, method, field, bytes, error_code, description) => {
    expect(await form(method, { chat_id: '1001' }, { [field]: bytes })).toEqual({ ok: false, error_code, description })
  })

  test('a file over 20 MB can be sent but not fetched', async () => {
    const { result } = await form(
      'sendDocument',
      { chat_id: '1001' },
      { document: Buffer.alloc(20 * 1024 * 1024 + 1, 1) },
    )
    const file_id = /"file_id":"([^"]+)"/.exec(JSON.stringify(result))?.[1]
    expect(await call(stand, 'getFile', { file_id })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: file is too big',
    })
  })
})

describe('at the door', () => {
  test('a wrong token', async () => {
    const response = await fetch(`${stand.url}/bot1:wrong/getMe`)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  })

  test('another host name', async () => {
    const response = await stand.playground.routes.request(`http://evil.example/bot${token}/getMe`, {
      headers: { host: 'evil.example' },
    })
    expect(response.status).toBe(403)
  })

  test('a press is answered once', async () => {
    const id = await stand.world.presses(1001, 1001, own, 'a')
    expect(await call(stand, 'answerCallbackQuery', { callback_query_id: id })).toEqual({ ok: true, result: true })
    expect(await call(stand, 'answerCallbackQuery', { callback_query_id: id })).toMatchObject({
      error_code: 400,
      description: gone,
    })
  })

  test('a form that names its method too, as telegraf sends it', async () => {
    const sent = await form('sendPhoto', { chat_id: '1001', method: 'sendPhoto' }, { photo: png(9, 9) })
    expect(sent).toMatchObject({ ok: true })
  })

  test('every form of request and any case of the method', async () => {
    const address = `${stand.url}/bot${token}/SENDmessage`
    const parameters = new URLSearchParams({
      chat_id: '1001',
      text: 'halo',
      disable_notification: 'true',
      reply_markup: '{"force_reply":true}',
    })
    for (const request of [
      fetch(`${address}?${parameters.toString()}`),
      fetch(address, { method: 'POST', body: parameters }),
    ]) {
      expect(await (await request).json()).toMatchObject({ ok: true, result: { text: 'halo' } })
    }
  })
})

async function form(
  method: string,
  values: Record<string, string>,
  files: Record<string, Buffer>,
): Promise<{ result?: unknown }> {
  const body = new FormData()
  for (const [name, value] of Object.entries(values)) body.set(name, value)
  for (const [name, bytes] of Object.entries(files)) body.set(name, new Blob([new Uint8Array(bytes)]), `${name}.bin`)
  // On a connection of its own: one that was idle for seconds may just be ending.
  const headers = { connection: 'close' }
  const response = await fetch(`${stand.url}/bot${token}/${method}`, { method: 'POST', body, headers })
  const answer: { result?: unknown } = JSON.parse(await response.text())
  return answer
}
