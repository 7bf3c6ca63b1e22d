import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InputFile } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedger } from '../../src/playground/state/ledger.ts'
import { call, openStand, png, token } from './stand.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'playground-'))
})
afterEach(() => rm(dir, { recursive: true }))

test('chats, people, updates, commands, files and blocks survive a restart', async () => {
  const before = await openStand({ dir })
  const gita = before.world.addPerson({ firstName: 'Gita', note: 'Warga' })
  await before.world.opens(gita.user.id)
  await before.world.opens(1002)
  await before.world.blocks(1002)
  await before.api.setMyCommands([{ command: 'menu', description: 'Menu' }])
  const group = await before.world.createsGroup('Rapat', [1001], { topics: ['Satu'] })
  const sent = await before.api.sendPhoto(gita.user.id, new InputFile(png(400, 300)), { caption: 'Gambar' })
  await before.api.sendMessage(gita.user.id, 'Pilih', { reply_markup: { keyboard: [[{ text: 'Ya' }]] } })
  const press = await before.world.presses(gita.user.id, gita.user.id, sent.message_id, 'x')
  const pending = before.world.pending()
  await before.close()

  const after = await openStand({ dir })
  expect(after.world.person(gita.user.id)).toEqual(before.world.person(gita.user.id))
  expect(after.world.person(1002).blocked).toBe(true)
  expect(after.world.pending()).toEqual(JSON.parse(JSON.stringify(pending)))
  expect(after.world.messages(gita.user.id).map((kept) => kept.message.caption ?? kept.message.text)).toEqual([
    '/start',
    'Gambar',
    'Pilih',
  ])
  expect(after.world.replyKeyboard(gita.user.id)).toEqual({ keyboard: [[{ text: 'Ya' }]] })
  expect(after.world.commandsFor(1001, 1001)).toEqual([{ command: 'menu', description: 'Menu' }])
  expect(after.world.chatsOf(1001)).toContainEqual(group)
  expect((await after.world.file(sent.photo.at(-1)?.file_id ?? ''))?.bytes).toHaveLength(64)
  expect(await after.api.answerCallbackQuery(press)).toBe(true)
  const next = await after.world.says(gita.user.id, 'lagi')
  expect(next.message_id).toBeGreaterThan(sent.message_id)
  expect(after.world.pending().at(-1)?.update_id).toBeGreaterThan(pending.at(-1)?.update_id ?? 0)
  await after.close()
})

test('nothing on disk holds the token, and no file is named by a person', async () => {
  const stand = await openStand({ dir })
  await stand.world.sendsDocument(1001, { bytes: Buffer.from('isi'), name: '../../rahasia.txt', type: 'text/plain' })
  const [update] = await stand.api.getUpdates()
  const file = await stand.api.getFile(update?.message?.document?.file_id ?? '')
  expect(file.file_path).toMatch(/^documents\/file_\d+\.txt$/)
  const download = await fetch(`${stand.url}/file/bot${token}/${file.file_path}`)
  expect(await download.text()).toBe('isi')
  await stand.close()
  expect(await readFile(join(dir, 'journal.jsonl'), 'utf8')).not.toContain(token)
  expect(await readdir(join(dir, 'files'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
})

test('a line torn by a crash is forgotten, what was before and comes after it is not', async () => {
  const first = await openLedger(dir, () => {})
  first.shelf<string>('a').put('x', 'satu')
  await first.close()
  await appendFile(join(dir, 'journal.jsonl'), '["a","y","du')
  const second = await openLedger(dir, () => {})
  expect([...second.shelf<string>('a').entries()]).toEqual([['x', 'satu']])
  second.shelf<string>('a').put('z', 'tiga')
  await second.close()
  const third = await openLedger(dir, () => {})
  expect([...third.shelf<string>('a').entries()]).toEqual([
    ['x', 'satu'],
    ['z', 'tiga'],
  ])
  await third.close()
})

test('what was changed many times is written down once', async () => {
  const first = await openLedger(dir, () => {})
  const shelf = first.shelf<number>('a')
  for (let round = 0; round < 30; round += 1) {
    for (let key = 0; key < 1000; key += 1) shelf.put(key, round)
    await first.flush()
  }
  await first.close()
  const lines = (await readFile(join(dir, 'journal.jsonl'), 'utf8')).split('\n').length
  expect(lines).toBeLessThan(25_000)
  const second = await openLedger(dir, () => {})
  expect(second.shelf<number>('a').get(999)).toBe(29)
  await second.close()
})

test('an id is not given twice, even when the last writes were lost', async () => {
  const before = await openStand({ dir })
  const { message_id } = await before.world.opens(1001)
  await before.playground.flush()
  const journal = await readFile(join(dir, 'journal.jsonl'), 'utf8')
  const later = await before.world.says(1001, 'tidak tertulis')
  await before.close()
  await rm(join(dir, 'journal.jsonl'))
  await appendFile(join(dir, 'journal.jsonl'), journal)
  const after = await openStand({ dir })
  expect(after.world.messages(1001).map((kept) => kept.message.message_id)).toEqual([message_id])
  expect((await after.world.says(1001, 'baru')).message_id).toBeGreaterThan(later.message_id)
  await after.close()
})

test('without a folder nothing is written', async () => {
  const stand = await openStand()
  await stand.world.opens(1001)
  expect(await call(stand, 'getMe')).toMatchObject({ ok: true, result: { id: 4242, is_bot: true } })
  await stand.close()
  expect(await readdir(dir)).toEqual([])
})
