// A planner asks a questionnaire of people, once or by a schedule; it opens, reminds and closes by the clock.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'

const minute = 60_000
const day = 86_400_000

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const turn = async (milliseconds: number) => {
  await city.clock.advance(milliseconds)
  await city.settled()
}

describe('a round', () => {
  test(
    'is planned in chat, opens, reminds those who have not finished, and is ended',
    { timeout: 90_000 },
    async () => {
      const { eko, budi, citra, ani } = city
      await eko.says('/kuesioner')
      expect(eko.saw.at(-1)).toContain('Pilih kuesioner')
      await eko.presses('✨ Check-in mingguan (siap pakai)')
      await eko.presses('Mulai putaran')
      // It offers to share with names.
      expect(eko.saw.at(-1)).toMatch(/hanya dapat bernama[^]*menyebut nama/)
      expect(eko.buttons).not.toContain('Anonim')
      await eko.presses('Bernama')
      await eko.presses('Sasaran lain')
      await eko.presses('Pegawai')
      await eko.presses('Sekali')
      await eko.says('1 Januari 2026 09.00')
      expect(eko.saw.at(-1)).toContain('tidak dapat dipakai')
      await eko.presses('Sekarang')
      await eko.says('sepekan')
      expect(eko.saw.at(-1)).toContain('bukan lama waktu')
      await eko.presses('3 hari')
      await eko.presses('1')
      expect(eko.saw.join('\n')).toMatch(/Check-in mingguan[^]*Pegawai[^]*Terbuka 3 hari/)
      await eko.presses('Mulai')
      expect(eko.saw.at(-1)).toContain('Direncanakan')
      expect(budi.saw.join('\n')).not.toContain('Check-in mingguan')

      await citra.says('/cuti')
      await citra.says('31 Desember')
      await turn(minute)
      expect(budi.saw.at(-1)).toMatch(/Check-in mingguan[^]*Dengan nama/)
      for (const one of [citra, ani]) expect(one.saw.join('\n')).not.toContain('Check-in mingguan')
      // Planners find what waits for themselves first; everyone else, that alone.
      await eko.says('/kuesioner')
      expect(eko.saw.at(-2)).toMatch(/menunggu Anda[^]*Check-in mingguan, sampai/)
      expect(eko.saw.at(-1)).toContain('Pilih kuesioner')
      await ani.says('/kuesioner')
      expect(ani.saw.at(-1)).toContain('Tidak ada kuesioner yang menunggu')
      await citra.says('/kuesioner')
      expect(citra.saw.at(-1)).toMatch(/Kuesioner yang menunggu Anda[^]*Check-in mingguan, sampai 26 November/)
      expect(citra.buttons.at(-1)).toBe('Mulai: Check-in mingguan')
      await citra.presses('Mulai: Check-in mingguan')
      expect(citra.saw.at(-1)).toContain('Bagaimana pekan kerja Anda?')
      await citra.presses('4')
      await citra.says('/kuesioner')
      expect(citra.saw.at(-1)).toContain('Anda sedang')
      await citra.presses('Lanjutkan: Check-in mingguan')
      expect(citra.saw.at(-1)).toContain('Langkah 2')
      const { round } = city.app.work.database.client
      const { id } = await round.findFirstOrThrow()
      // Dewi finishes; only Budi and the others who have not are reminded.
      await city.app.work.database.client.participation.updateMany({
        where: { roundId: id, person: { telegramId: BigInt(city.dewi.id) } },
        data: { isFinished: true },
      })
      await turn(2 * day)
      expect(budi.saw.filter((text) => text.includes('Pengingat'))).toHaveLength(1)
      for (const one of [city.dewi, citra]) expect(one.saw.filter((text) => text.includes('Pengingat'))).toEqual([])

      await eko.says('/kuesioner')
      await eko.presses('Check-in mingguan')
      await eko.presses(eko.buttons.find((label) => label.startsWith('#1 ')) ?? '')
      expect(eko.saw.at(-1)).toMatch(/Ditanya: \d orang · selesai: 1/)
      await eko.presses('Akhiri')
      await eko.presses('Ya, akhiri')
      expect(eko.saw.join('\n')).toMatch(/Putaran ini ditutup sekarang[^]*Putaran #1 · ditutup/)
      const ended = eko.messages.findLast(({ text }) => text?.includes('ditutup sekarang'))
      expect(JSON.stringify(ended?.reply_markup)).not.toContain('Akhiri')
      await turn(minute)
      expect((await round.findFirstOrThrow()).state).toBe('closed')
      expect(await budi.presses('3')).toContain('sudah ditutup')
    },
  )

  test('comes back by a schedule in words, past holidays, until it is ended; only planners see to it', async () => {
    const { eko, budi } = city
    await eko.says('/kuesioner')
    await eko.presses('✨ Iklim unit (siap pakai)')
    await eko.presses('Mulai putaran')
    await eko.presses('Anonim')
    if (eko.buttons.includes('Sasaran lain')) await eko.presses('Sasaran lain')
    await eko.presses('Pegawai')
    await eko.presses('Berkala')
    await eko.says('kapan-kapan')
    expect(eko.saw.at(-1)).toContain('sebagai jadwal')
    await eko.says('setiap tanggal 25 09.00')
    await eko.presses('7 hari')
    await eko.presses('0')
    await eko.presses('Mulai')
    // 25 November is today, after nine; 25 December is a holiday, and so is what follows it.
    expect(eko.saw.at(-1)).toMatch(/setiap tanggal 25[^]*Berikutnya: 2\d Desember 2026 pukul 09\.00/)
    expect(eko.saw.at(-1)).not.toContain('25 Desember')
    const series = await city.app.work.database.client.roundSeries.findFirstOrThrow()
    const data = eko.dataOf('Akhiri jadwal')
    await budi.forges(data)
    expect((await city.app.work.database.client.roundSeries.findFirstOrThrow()).endedAt).toBeNull()
    await turn((series.nextAt?.getTime() ?? 0) - city.clock.now().getTime() + minute)
    expect(budi.saw.at(-1)).toMatch(/Iklim unit[^]*Anonim/)
    await eko.presses('Akhiri jadwal')
    await eko.presses('Ya, akhiri')
    expect(eko.saw.join('\n')).toContain('Sudah diakhiri')
  })
})
