import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

describe('introduction', () => {
  test('a citizen joins in three taps, in one message', async () => {
    const { ani } = city
    await ani.says('/start')
    expect(ani.saw.at(-1)).toContain('Pilih bahasa')
    await ani.presses('Bahasa Indonesia')
    expect(ani.saw.at(-1)).toContain('Yang disimpan')
    await ani.presses('Setuju')
    expect(ani.saw.at(-1)).toContain('sebagai siapa')
    await ani.presses('Warga')
    expect(ani.saw.at(-1)).toContain('terdaftar sebagai warga')
    expect(ani.saw).toHaveLength(1)
    expect(ani.buttons).toEqual([])
  })

  test('in English every step after the choice is in English', async () => {
    const john = city.newcomer('John')
    await john.says('/start')
    await john.presses('English')
    expect(john.saw.at(-1)).toContain('What is stored')
    await john.presses('Agree')
    await john.presses('Employee')
    expect(john.saw.at(-1)).toContain('registered as an employee')
    expect(john.commands()).toContain('language')
    await john.says('/bahasa')
    await john.presses('Bahasa Indonesia')
    expect(john.saw.at(-1)).toContain('Bahasa: Bahasa Indonesia')
    expect(john.commands()).toContain('bahasa')
  })

  test('who declines leaves nothing but the refusal, and may change their mind', async () => {
    const siti = city.newcomer('Siti')
    await siti.says('/start')
    await siti.presses('English')
    await siti.presses('Disagree')
    expect(siti.saw.at(-1)).toContain('Nothing about you is stored')
    const stored = await city.app.work.database.client.person.findUniqueOrThrow({
      where: { telegramId: BigInt(siti.id) },
    })
    expect(stored).toMatchObject({ language: null, kind: null, consentAt: null, menu: null })
    expect(stored.refusedAt).not.toBeNull()
    expect(await city.app.work.database.client.dialog.count({ where: { chatId: BigInt(siti.id) } })).toBe(0)
    await siti.says('/profil')
    expect(siti.saw.at(-1)).toContain('hanya penolakan itu')
    await siti.joins()
    expect(siti.saw.at(-1)).toContain('terdaftar sebagai warga')
  })

  test('beginning again in the middle leaves one question open, and the old buttons say so', async () => {
    const tono = city.newcomer('Tono')
    await tono.says('/start')
    const old = tono.dataOf('English')
    await tono.says('/start')
    expect(await tono.forges(old)).toContain('sudah selesai')
    await tono.presses('Bahasa Indonesia')
    expect(tono.saw.at(-1)).toContain('Yang disimpan')
  })
})

describe('a stranger', () => {
  test('who leaves the introduction leaves nothing, and has nothing to erase', async () => {
    const { client } = city.app.work.database
    const rini = city.newcomer('Rini')
    await rini.says('/start')
    await rini.presses('English')
    await rini.says('/batal')
    expect(rini.saw.at(-1)).toContain('draft is deleted')
    expect(await client.dialog.count({ where: { chatId: BigInt(rini.id) } })).toBe(0)
    await rini.says('/hapusdata')
    expect(rini.saw.at(-1)).toContain('Tidak ada data')
    await rini.says('/start')
    await rini.presses('Bahasa Indonesia')
    await rini.presses('Tidak setuju')
    await rini.says('/hapusdata')
    expect(rini.saw.at(-1)).toContain('sudah dihapus')
    expect(await client.person.count({ where: { telegramId: BigInt(rini.id) } })).toBe(0)
  })
})

describe('who may what', () => {
  test('a stranger is told how to begin', async () => {
    const wati = city.newcomer('Wati')
    await wati.says('/umumkan')
    expect(wati.saw.at(-1)).toContain('/start')
    await wati.says('/menu')
    expect(wati.saw.at(-1)).toContain('belum terdaftar')
    expect(wati.saw.at(-1)).not.toContain('/umumkan')
  })

  test('a citizen cannot announce; the admin can and sees it in the menu', async () => {
    const { ani, fitri } = city
    await ani.says('/umumkan')
    expect(ani.saw.at(-1)).toContain('tidak punya hak')
    expect(ani.commands()).not.toContain('umumkan')
    await fitri.joins('Pegawai')
    expect(fitri.commands()).toContain('umumkan')
    await fitri.says('/profil')
    expect(fitri.saw.at(-1)).toContain('perencana, admin')
  })

  test('forged and outdated buttons are refused in words', async () => {
    const { ani } = city
    for (const data of [
      '',
      'no.such',
      'people.language|fr',
      'people.language',
      'dialog.pick|1|a',
      'dialog.pick|x|y|z',
    ]) {
      expect(await ani.forges(data || 'x')).toContain('tidak berlaku')
    }
    expect(await ani.forges('dialog.resume|999999')).toContain('sudah selesai')
  })

  test("another person's dialog cannot be pressed", async () => {
    const { ani, fitri } = city
    await fitri.says('/umumkan')
    const data = fitri.dataOf('Batal')
    expect(await ani.forges(data)).toContain('sudah selesai')
    await fitri.presses('Batal')
    expect(fitri.saw.at(-1)).toBe('Dibatalkan.')
  })
})

describe('leaving and coming back', () => {
  test('who blocks the bot is out of reach, and within reach again with the next word', async () => {
    const { ani } = city
    const person = () =>
      city.app.work.database.client.person.findUniqueOrThrow({ where: { telegramId: BigInt(ani.id) } })
    await ani.blocks()
    expect((await person()).lostAt).not.toBeNull()
    await ani.unblocks()
    await ani.says('/menu')
    expect((await person()).lostAt).toBeNull()
  })

  test('plain words are answered with what can be done', async () => {
    const { ani } = city
    await ani.says('Lampu jalan di depan rumah padam <b>')
    expect(ani.saw.at(-1)).toContain('/menu')
  })

  test('an unknown command is answered so', async () => {
    const { ani } = city
    await ani.says('/tidakada')
    expect(ani.saw.at(-1)).toContain('belum dikenal')
  })

  test('erasing says what goes, asks, and leaves nothing', async () => {
    const { client } = city.app.work.database
    const yanto = city.newcomer('Yanto')
    await yanto.joins('Pegawai')
    await yanto.says('/hapusdata')
    expect(yanto.saw.at(-1)).toContain('Yang tetap')
    await yanto.presses('Tidak jadi')
    expect(await client.person.count({ where: { telegramId: BigInt(yanto.id) } })).toBe(1)
    await yanto.says('/hapusdata')
    await yanto.presses('Ya, hapus data saya')
    expect(yanto.saw.at(-1)).toContain('sudah dihapus')
    expect(await client.person.count({ where: { telegramId: BigInt(yanto.id) } })).toBe(0)
    await yanto.says('/profil')
    expect(yanto.saw.at(-1)).toContain('Tidak ada data')
  })

  test('the sample city gives the cast their parts, once', async () => {
    const { playground, app, eko, dewi, budi } = city
    expect(await app.fillSample(cast)).toContain('6 unit')
    await app.fillSample(cast)
    expect(await app.work.database.client.rosterEntry.count()).toBe(40)
    await eko.joins('Pegawai')
    expect(eko.commands()).toContain('umumkan')
    await dewi.joins('Warga')
    await dewi.says('/profil')
    expect(dewi.saw.at(-1)).toContain('Dinas Kesehatan')
    expect(dewi.saw.at(-1)).toContain('kepala unit')
    await budi.joins('Pegawai')
    expect(budi.saw.at(-1)).toContain('Bidang P2P')
    expect(playground.world.pending()).toEqual([])
  })
})
