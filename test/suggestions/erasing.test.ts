// Who erases themselves takes what they wrote and sent out of every ticket, with and without their name.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { photoOf } from './pictures.ts'
import { officially, submits, submitted } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client

test('what somebody submitted is theirs to read, and goes with them', { timeout: 120_000 }, async () => {
  const { ani, budi, eko } = city
  const { id: named } = await submits(city, ani, 'Kata semeru tentang parkir di pasar.')
  await ani.says('/usul')
  await ani.presses('Aduan')
  await ani.presses('Tidak tahu')
  await ani.says('Kata rinjani tentang banjir di gang.')
  await ani.sendsPhoto(await photoOf('#444'))
  await ani.presses('Lanjut')
  await ani.says('Gang bromo')
  await ani.presses('Anonim')
  await ani.presses('Kirim')
  const { id: anonymous, code, secret } = await submitted(city, ani)
  await officially(city, anonymous, { kind: 'asked', text: 'Gang yang mana?' }, eko)
  await ani.presses('Jawab pertanyaan')
  await ani.says('Kata kerinci: gang kedua.')
  await ani.presses('Kirim')
  await officially(city, named, { kind: 'answered', text: 'Sudah diatur.' }, eko)
  await ani.presses('★2')
  await ani.says('Kata slamet.')
  const other = await submits(city, budi, 'Kata ciremai tentang taman.', { name: 'Anonim' })
  await db().ticket.update({ where: { id: other.id }, data: { publicText: 'Taman kota kurang teduh' } })
  await ani.says('/usul')
  await ani.presses('Usulan')
  await ani.presses('Tidak tahu')
  await ani.says('Taman kota kurang teduh dan panas')
  await ani.presses('Ini juga keluhan saya')
  expect(await db().ticketSupport.count()).toBe(1)

  const third = await submits(city, budi, 'Kata ciremai lagi, tentang parkir.')
  await ani.says(`/tiket ${third.code} ${third.secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA'}`)
  expect(await db().ticketFault.count()).toBe(1)
  await ani.says('/datasaya')
  const [page] = (await ani.files()).filter(({ name }) => name?.endsWith('.html')).slice(-1)
  expect(page?.text).toContain('Huruf rahasia yang salah')
  for (const words of ['Kata semeru', 'Kata rinjani', 'Gang bromo', 'Kata kerinci', 'Kata slamet', 'Taman kota kurang'])
    expect(page?.text).toContain(words)
  expect(page?.text).not.toContain('Kata ciremai')

  const files = await db().ticketFile.findMany({ where: { ticketId: anonymous } })
  await ani.says('/hapusdata')
  expect(ani.saw.at(-1)).toMatch(/tiket Anda \(usulan, aduan[^]*bernama maupun anonim/)
  await ani.presses('Ya, hapus data saya')
  await city.settled()

  const hills = ['semeru', 'rinjani', 'bromo', 'kerinci', 'slamet']
  expect(await rowsWith(city.app.work.database, hills)).toEqual([])
  expect(await rowsWith(city.app.work.database, [String(ani.id)])).toEqual([])
  for (const id of [named, anonymous])
    expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
      text: '',
      personId: null,
      sealedAuthor: null,
    })
  expect((await db().ticket.findUniqueOrThrow({ where: { id: anonymous } })).state).toBe('closed')
  // That it was answered, and how well, stays.
  expect(await db().ticket.findUniqueOrThrow({ where: { id: named } })).toMatchObject({ rating: 2 })
  expect(await db().ticketEvent.count({ where: { ticketId: named, kind: 'withdrawn' } })).toBe(0)
  expect(await db().ticketFile.count()).toBe(0)
  expect(await db().file.count({ where: { id: { in: files.flatMap(({ fileId }) => fileId ?? []) } } })).toBe(0)
  expect(await db().ticketSupport.count()).toBe(0)
  expect(await db().ticketFault.count()).toBe(0)
  expect(eko.saw.join('\n')).toContain('sudah ditarik oleh pelapornya')
  for (const hill of hills) expect(eko.saw.join('\n')).not.toContain(hill)
  // Of somebody else's nothing has changed; and her letters open nothing any more.
  expect(await db().ticket.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ state: 'new' })
  await budi.says(`/tiket ${code} ${secret}`)
  expect(budi.saw.at(-1)).toContain('tidak dapat Anda buka')
})
