import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { dialog, words } from '../../src/platform/dialog/dialog.ts'
import type { Feature } from '../../src/platform/feature.ts'
import { ownHtml } from '../../src/platform/html.ts'
import { people } from '../../src/features/people/index.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'
import { openCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'

// A dialog with each kind of step: typed, tapped, optional, conditional.
const heard: unknown[] = []
const order = dialog({
  name: 'test.order',
  title: 'people:onboarding',
  right: 'member',
  opening: z.object({ table: z.number() }),
  answers: z.object({ dish: z.string(), spicy: z.boolean(), level: z.enum(['mild', 'hot']), note: z.string() }),
  steps: [
    { key: 'dish', ask: () => ownHtml('Dish?'), read: words(3, 10) },
    {
      key: 'spicy',
      ask: (_turn, { dish }) => ownHtml(`Spicy ${dish}?`),
      options: () => [
        [
          { id: 'y', label: 'Yes', value: true },
          { id: 'n', label: 'No', value: false },
        ],
      ],
    },
    {
      key: 'level',
      when: ({ spicy }) => spicy === true,
      ask: () => ownHtml('How much?'),
      options: () => [
        [
          { id: 'm', label: 'Mild', value: 'mild' as const },
          { id: 'h', label: 'Hot', value: 'hot' as const },
        ],
      ],
    },
    { key: 'note', optional: true, ask: () => ownHtml('Note?'), read: words(1, 20) },
  ],
  async done(turn, answers, { table }) {
    heard.push({ ...answers, table })
    turn.answer({ text: ownHtml('Ordered') })
  },
})
// One question of which several are chosen, over two pages, and a last one with a switch below what it shows.
const fruits = ['Apel', 'Belimbing', 'Ceri', 'Duku', 'Jambu', 'Jeruk', 'Kelapa', 'Mangga', 'Nanas', 'Rambutan']
const basket = dialog({
  name: 'test.basket',
  title: 'people:onboarding',
  right: 'member',
  opening: z.object({}),
  answers: z.object({ fruits: z.array(z.string()), pay: z.object({ wrapped: z.boolean(), cash: z.boolean() }) }),
  steps: [
    {
      key: 'fruits',
      ask: (_turn, { fruits: chosen = [] }) => ownHtml(`Which? ${chosen.join(' ')}`),
      options: (_turn, { fruits: chosen = [] }) => [
        ...fruits.map((fruit) => [
          {
            id: fruit,
            label: chosen.includes(fruit) ? `✓ ${fruit}` : fruit,
            value: chosen.includes(fruit) ? chosen.filter((one) => one !== fruit) : [...chosen, fruit],
            stays: true,
          },
        ]),
        ...(chosen.length > 0 ? [[{ id: 'done', label: 'Done', value: chosen, pinned: true }]] : []),
      ],
      read: (_turn, { text = '' }, { fruits: chosen = [] }) => [...chosen, text],
      readStays: true,
    },
    {
      key: 'pay',
      ask: (_turn, { pay }) => ownHtml(pay?.wrapped ? 'Pay, wrapped?' : 'Pay?'),
      show: async (turn, { fruits: chosen = [] }) => turn.answer({ text: ownHtml(`Basket: ${chosen.join(' ')}`) }),
      options: (_turn, { pay }) => [
        [{ id: 'cash', label: 'Cash', value: { wrapped: pay?.wrapped ?? false, cash: true } }],
        [{ id: 'wrap', label: 'Wrap', value: { wrapped: !pay?.wrapped, cash: false }, stays: true }],
        [{ id: 'smell', label: 'Smell', act: async (turn) => turn.answer({ text: ownHtml('Mmm') }) }],
      ],
      heard: async (_turn, { wrapped }) => void heard.push(wrapped ? 'wrapped' : 'bare'),
    },
  ],
  async done(turn, answers) {
    heard.push(answers)
    turn.answer({ text: ownHtml('Bought') })
  },
})
// One that is sealed, gone on with, and at an end once the kitchen is closed; its questions differ by what it is opened with.
let isClosed = false
const courses = dialog({
  name: 'test.secret',
  title: 'people:onboarding',
  right: 'member',
  opening: z.object({ menu: z.string() }),
  answers: z.object({ first: z.string(), second: z.string() }),
  steps: [
    {
      key: 'first',
      ask: (_turn, _sofar, { menu }) => ownHtml(`First of ${menu}?`),
      options: () => [[{ id: 's', label: 'Soup', value: 'soup' }]],
    },
    { key: 'second', ask: (_turn, { first }) => ownHtml(`After ${first}?`), read: words(1, 40) },
  ],
  async done(turn, answers) {
    heard.push(answers)
    turn.answer({ text: ownHtml('Served') })
  },
})
const secret: typeof courses = {
  ...courses,
  steps: [],
  apart: true,
  goesOn: true,
  titled: async (_turn, { menu }) => `Menu ${String(menu)}`,
  seals: async () => true,
  over: async (_turn, answers) => (isClosed ? { text: ownHtml(`Closed, you had ${String(answers['first'])}`) } : null),
}
const restaurant: Feature = {
  name: 'test',
  dialogs: [order, basket, secret],
  commands: [
    {
      name: 'keranjang',
      right: 'member',
      summary: 'people:menuSummary',
      run: (turn) => turn.open(basket, {}),
    },
    {
      name: 'pesan',
      right: 'member',
      summary: 'people:menuSummary',
      run: (turn, table) => turn.open(order, { table: Number(table || 1) }),
    },
    {
      name: 'rahasia',
      right: 'member',
      summary: 'people:menuSummary',
      run: (turn, tapped) => turn.open(secret, { menu: 'Senin' }, tapped || undefined),
    },
    {
      name: 'rusak',
      right: 'member',
      summary: 'people:menuSummary',
      async run(turn) {
        await turn.open(order, { table: 9 })
        throw new Error('A fault of ours')
      },
    },
  ],
}

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity({ features: [people, restaurant] })
  await city.ani.joins()
})
afterAll(() => city.close())
const dialogs = () => city.app.work.database.client.dialog.count({ where: { chatId: BigInt(city.ani.id) } })

describe('a dialog', () => {
  test('goes through its questions, and its row dies when it is consumed', async () => {
    const { ani } = city
    await ani.says('/pesan 7')
    expect(ani.saw.at(-1)).toBe('Langkah 1 dari 3\n\nDish?')
    await ani.says('Soto')
    expect(ani.saw.at(-1)).toContain('Spicy Soto?')
    await ani.presses('Yes')
    expect(ani.saw.at(-1)).toBe('Langkah 3 dari 4\n\nHow much?')
    await ani.presses('Hot')
    await ani.says('Cepat')
    expect(ani.saw.at(-1)).toBe('Ordered')
    expect(heard.at(-1)).toEqual({ dish: 'Soto', spicy: true, level: 'hot', note: 'Cepat', table: 7 })
    expect(await dialogs()).toBe(0)
  })

  test('says what is wrong with an answer and keeps the question', async () => {
    const { ani } = city
    await ani.says('/pesan 1')
    await ani.says('ab')
    expect(ani.saw.at(-1)).toContain('sekurang-kurangnya 3')
    await ani.says('terlalu panjang sekali')
    expect(ani.saw.at(-1)).toContain('paling banyak 10')
    await ani.sendsDocument({ bytes: Buffer.from('x'), name: 'a.txt', type: 'text/plain' })
    expect(ani.saw.at(-1)).toContain('dengan teks')
    await ani.says('Bakso')
    expect(ani.saw.at(-1)).toContain('Spicy Bakso?')
    await ani.says('ya')
    expect(ani.saw.at(-1)).toContain('pilih salah satu tombol')
    await ani.presses('No')
    await ani.presses('Lewati')
    expect(heard.at(-1)).toEqual({ dish: 'Bakso', spicy: false, table: 1 })
  })

  test('goes back, and a question that no longer applies is not asked', async () => {
    const { ani } = city
    await ani.says('/pesan 2')
    await ani.says('Gado')
    const old = ani.dataOf('No')
    await ani.presses('Yes')
    await ani.presses('Kembali')
    expect(ani.saw.at(-1)).toContain('Spicy Gado?')
    await ani.presses('No')
    expect(ani.saw.at(-1)).toContain('Note?')
    expect(await ani.forges(old)).toContain('sudah dijawab')
    await ani.presses('Lewati')
    expect(heard.at(-1)).toEqual({ dish: 'Gado', spicy: false, table: 2 })
  })

  test('survives a restart between any two answers', async () => {
    const { ani } = city
    await ani.says('/pesan 3')
    await city.restart()
    await ani.says('Pecel')
    await city.restart()
    await ani.presses('Yes')
    await city.restart()
    await ani.presses('Mild')
    await city.restart()
    await ani.says('Dua')
    expect(heard.at(-1)).toEqual({ dish: 'Pecel', spicy: true, level: 'mild', note: 'Dua', table: 3 })
  })

  test('is laid aside by a command and offered again', async () => {
    const { ani } = city
    await ani.says('/pesan 4')
    await ani.says('Rawon')
    await ani.says('/menu')
    expect(ani.saw.at(-1)).toContain('Lanjutkan?')
    await ani.presses('Lanjutkan')
    expect(ani.saw.at(-1)).toContain('Spicy Rawon?')
    await ani.says('/batal')
    expect(ani.saw.at(-1)).toContain('Isian Anda disimpan')
    await ani.says('/batal')
    expect(ani.saw.at(-1)).toContain('Lanjutkan?')
    expect(ani.buttons).toContain('Lanjutkan')
    await ani.says('/pesan 4')
    expect(ani.saw.at(-1)).toContain('belum selesai')
    await ani.presses('Mulai baru')
    expect(ani.saw.at(-1)).toContain('Dish?')
    // Nothing was answered: there is nothing to keep.
    await ani.presses('Batal')
    expect(ani.saw.at(-1)).toBe('Dibatalkan.')
    expect(await dialogs()).toBe(0)
  })

  test('one left for another is offered when that one is done', async () => {
    const { ani } = city
    await ani.says('/pesan 5')
    await ani.says('Lodeh')
    await ani.says('/pesan 6')
    await ani.says('Rujak')
    await ani.presses('No')
    await ani.presses('Lewati')
    expect(heard.at(-1)).toEqual({ dish: 'Rujak', spicy: false, table: 6 })
    await ani.presses('Lanjutkan')
    expect(ani.saw.at(-1)).toContain('Spicy Lodeh?')
    await ani.presses('Batal')
    await ani.presses('Hapus isian')
  })

  test('an edited answer changes nothing and is told so', async () => {
    const { ani } = city
    await ani.says('/pesan 8')
    const { message_id: id } = await ani.says('Sayur')
    await ani.edits(id, 'Ayam')
    expect(ani.saw.at(-1)).toContain('Kembali')
    await ani.presses('No')
    await ani.presses('Lewati')
    expect(heard.at(-1)).toMatchObject({ dish: 'Sayur' })
  })

  test('a fault of ours undoes what it began, is told with its reference, and the next word works', async () => {
    const { ani } = city
    const { client } = city.app.work.database
    await ani.says('/rusak')
    expect(ani.saw.at(-1)).toMatch(/Rujukan: [0-9a-f]{8}/)
    expect(await dialogs()).toBe(0)
    const failed = await client.inboxUpdate.findFirstOrThrow({ where: { fate: 'failed' } })
    expect(failed.payload).toBeNull()
    expect(Buffer.from(failed.sealed ?? []).toString('latin1')).not.toContain('rusak')
    expect(ani.saw.at(-1)).toContain(failed.reference)
    await ani.says('/menu')
    expect(ani.saw.at(-1)).toContain('/pesan')
  })
})

describe('a dialog, or a question of one, that a new version no longer has', () => {
  const leaves = (gone: { name: string; step: string }, isActive = true) => {
    const chatId = BigInt(city.ani.id)
    const [now, activeChat] = [city.clock.now(), isActive ? chatId : null]
    const row = { ...gone, chatId, activeChat, language: 'id', opening: {}, answers: { dish: 'Soto' }, trail: ['dish'] }
    return city.app.work.database.client.dialog.create({ data: { ...row, createdAt: now, updatedAt: now } })
  }
  test.each([
    { name: 'test.gone', step: 'text' },
    { name: 'test.order', step: 'gone' },
  ])('is as if there was none: $name, $step', async (gone) => {
    const { ani } = city
    await city.clock.advance(20_000)
    await leaves(gone)
    await ani.says('Selamat pagi')
    expect(ani.saw.at(-1)).not.toContain('sudah selesai')
    expect(await dialogs()).toBe(0)
    await leaves(gone)
    await ani.says('/batal')
    expect(ani.saw.at(-1)).toContain('Tidak ada isian')
    await leaves(gone)
    await ani.says('/pesan 5')
    expect(ani.saw.at(-1)).toContain('Dish?')
    expect(await dialogs()).toBe(1)
    // One that was laid aside is not offered.
    await leaves(gone, false)
    await ani.says('/menu')
    expect(await dialogs()).toBe(1)
    await ani.presses('Lanjutkan')
    expect(ani.saw.at(-1)).toContain('Dish?')
    await ani.says('/batal')
    expect(await dialogs()).toBe(0)
  })
})

describe('a question that stays', () => {
  test('takes several in its place, on the page where one was tapped, and by their names', async () => {
    const { ani } = city
    await ani.says('/keranjang')
    const said = ani.saw.length
    expect(ani.buttons).not.toContain('Done')
    await ani.presses('Berikutnya (2/2) ▶')
    expect(ani.buttons).toEqual(expect.arrayContaining(['Nanas', 'Rambutan']))
    await ani.presses('Rambutan')
    expect(ani.saw.at(-1)).toContain('Which? Rambutan')
    expect(ani.saw).toHaveLength(said)
    expect(ani.buttons.slice(-5)).toEqual(['Nanas', '✓ Rambutan', '◀ Sebelumnya', 'Done', 'Batal'])
    await ani.presses('◀ Sebelumnya')
    await ani.presses('Ceri')
    expect(ani.buttons).toContain('✓ Ceri')
    expect(ani.buttons).toContain('Done')
    await city.restart()
    await ani.says('Sirsak')
    expect(ani.saw.at(-1)).toContain('Which? Rambutan Ceri Sirsak')
    expect(ani.buttons.filter((label) => label === 'Done')).toHaveLength(1)
    await ani.presses('✓ Ceri')
    await ani.presses('Done')
    expect(ani.saw.at(-2)).toBe('Basket: Rambutan Sirsak')
  })

  test('switches in its place without showing again what stands above, and Back goes to the question before', async () => {
    const { ani } = city
    const said = ani.saw.length
    await ani.presses('Wrap')
    expect(ani.saw.at(-1)).toContain('Pay, wrapped?')
    expect(ani.saw).toHaveLength(said)
    expect(heard.at(-1)).toBe('wrapped')
    await ani.presses('Kembali')
    expect(ani.saw.at(-1)).toContain('Which? Rambutan Sirsak')
    await ani.presses('Done')
  })

  test('does something below and remains open', async () => {
    const { ani } = city
    await ani.presses('Smell')
    await ani.presses('Smell')
    expect(ani.saw.slice(-3)).toEqual([expect.stringContaining('Pay, wrapped?'), 'Mmm', 'Mmm'])
    await ani.presses('Cash')
    expect(ani.saw.at(-1)).toBe('Bought')
    expect(heard.at(-1)).toEqual({ fruits: ['Rambutan', 'Sirsak'], pay: { wrapped: true, cash: true } })
    expect(await dialogs()).toBe(0)
  })
})

describe('a sealed dialog', () => {
  const rows = () => city.app.work.database.client.dialog.findMany({ where: { name: 'test.secret' } })

  test('keeps neither answers nor questions readable, goes on without a question, and is named by what it is about', async () => {
    const { ani } = city
    await ani.says('/rahasia s')
    expect(ani.saw.at(-1)).toContain('After soup?')
    await ani.presses('Kembali')
    await ani.presses('Soup')
    expect(await rows()).toMatchObject([{ step: '*', trail: [], answers: { sealed: expect.any(String) } }])
    expect(await rowsWith(city.app.work.database, ['second', 'soup'])).toEqual([])
    await city.restart()
    await ani.says('/menu')
    expect(ani.saw.at(-1)).toContain('Menu Senin')
    await ani.says('/rahasia')
    expect(ani.saw.at(-1)).toContain('After soup?')
    await ani.says('x'.repeat(41))
    expect(ani.saw.at(-1)).toContain('paling banyak 40')
    await ani.says('Sate')
    expect(ani.saw.at(-1)).toBe('Served')
    expect(heard.at(-1)).toEqual({ first: 'soup', second: 'Sate' })
    // That a question was asked is not kept either, for their number can tell.
    const kept = { chatId: BigInt(ani.id), fleeting: false, payload: { equals: Prisma.DbNull } }
    const asked = await city.app.work.database.client.message.count({ where: kept })
    await ani.says('/rahasia s')
    await ani.says('Gulai')
    expect(await city.app.work.database.client.message.count({ where: kept })).toBe(asked)
  })

  test('ends where there is no use in asking any more, at a tap, a word, or when it is resumed', async () => {
    const { ani } = city
    for (const act of [
      () => ani.presses('Kembali'),
      () => ani.says('Sate'),
      () => ani.says('/rahasia s'),
      async () => (await ani.says('/batal'), ani.presses('Lanjutkan')),
    ]) {
      isClosed = false
      await ani.says('/rahasia s')
      isClosed = true
      await act()
      expect(ani.saw.at(-1)).toBe('Closed, you had soup')
      expect(await rows()).toEqual([])
    }
  })

  test('is as if there was none when its key is gone', async () => {
    const { ani } = city
    isClosed = false
    await ani.says('/rahasia s')
    const answers = { sealed: Buffer.from('another key').toString('base64') }
    await city.app.work.database.client.dialog.updateMany({ where: { name: 'test.secret' }, data: { answers } })
    expect(await ani.presses('Kembali')).toContain('sudah selesai')
    await ani.says('/menu')
    expect(await rows()).toEqual([])
  })
})
