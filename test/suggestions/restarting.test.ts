// A Rembuk that stops between any two steps of a submission loses nothing of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { photoOf } from './pictures.ts'
import { submitted } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client

test('restarted between every two steps, it is submitted as it was typed', { timeout: 180_000 }, async () => {
  const { ani } = city
  const steps: (() => Promise<unknown>)[] = [
    () => ani.says('/usul'),
    () => ani.presses('Pertanyaan'),
    () => ani.presses('Dinas Kesehatan'),
    () => ani.says('Kapan puskesmas keliling datang ke kelurahan kami?'),
    async () => ani.sendsPhoto(await photoOf('#b00')),
    async () => ani.sendsDocument({ bytes: Buffer.from('tanggal;tempat'), name: 'jadwal.csv', type: 'text/csv' }),
    () => ani.presses('Lanjut'),
    () => ani.says('Kelurahan Beringin'),
    () => ani.presses('Anonim'),
  ]
  for (const step of steps) {
    await step()
    await city.restart()
    // Nobody presses that fast.
    await city.clock.advance(5000)
  }
  expect(ani.saw.at(-1)).toMatch(
    /Jenis: Pertanyaan[^]*Dinas Kesehatan[^]*Kelurahan Beringin[^]*Lampiran: 2[^]*Anonim[^]*puskesmas keliling/,
  )
  await ani.presses('Kirim')
  await city.restart()
  await city.settled()
  const { id } = await submitted(city, ani)
  const ticket = await db().ticket.findUniqueOrThrow({ where: { id }, include: { files: { orderBy: { id: 'asc' } } } })
  expect(ticket).toMatchObject({
    kind: 'question',
    text: 'Kapan puskesmas keliling datang ke kelurahan kami?',
    place: 'Kelurahan Beringin',
    isAnonymous: true,
  })
  expect(ticket.files.map(({ state, isPhoto }) => [state, isPhoto])).toEqual([
    ['ready', true],
    ['ready', false],
  ])
  expect(await db().dialog.count()).toBe(0)
})

test('laid aside for something else, it is offered again', { timeout: 60_000 }, async () => {
  const { budi } = city
  await budi.says('/usul')
  await budi.presses('Usulan')
  await budi.presses('Tidak tahu')
  await budi.says('Sediakan parkir sepeda di kantor.')
  await budi.says('/menu')
  expect(budi.saw.at(-1)).toContain('Anda sedang mengisi usulan/aduan')
  await city.restart()
  await budi.says('/usul')
  expect(budi.saw.at(-1)).toContain('Lanjutkan atau mulai baru?')
  await budi.presses('Lanjutkan')
  for (const label of ['Lewati', 'Lewati', 'Dengan nama', 'Kirim']) await budi.presses(label)
  const { id } = await submitted(city, budi)
  expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
    text: 'Sediakan parkir sepeda di kantor.',
  })
})
