// After a day on which people said many things, the database holds none of their words but those meant to be kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

const photo = {
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  name: 'peta.png',
  type: 'image/png',
}
const document = { bytes: Buffer.from('isi berkas'), name: 'edaranmerapi.pdf', type: 'application/pdf' }

describe('a dump of the database after a day', () => {
  test('holds no words of handled updates, only what was announced or waits to be gone on with', async () => {
    const { ani, budi, citra, eko, fitri } = city
    const newcomer = city.newcomer('Namabaliem')
    // Said to nobody in particular, before and after joining.
    await ani.says('katasemeru sebelum kenal')
    await ani.says('/start payloadrinjani')
    await ani.joins()
    await ani.says('katabromo')
    await ani.says('/takdikenalkerinci apa katadempo')
    await ani.sendsPhoto(photo, 'takarirslamet')
    const said = await ani.says('katalawu')
    await ani.edits(said.message_id, 'katamerbabu')
    await newcomer.joins('Pegawai')
    await newcomer.says('/profil kataciremai')
    for (const person of [budi, citra, eko, fitri]) await person.joins('Pegawai')
    await budi.says('/umumkan katapangrango')

    // Sent.
    await fitri.says('/umumkan')
    await fitri.says('katagede, lalu tidak')
    await fitri.presses('Semua')
    await fitri.presses('Kembali')
    await fitri.presses('Kembali')
    await fitri.says('umumkelimutu')
    await fitri.presses('Pegawai')
    await fitri.presses('Kirim sekarang')
    await fitri.says('/umumkan')
    await fitri.sendsDocument(document, 'umumtambora')
    await fitri.presses('Semua')
    await fitri.presses('Kirim sekarang')
    // Given up when it could already be seen as it would go out.
    for (const isPhoto of [true, false]) {
      await fitri.says('/umumkan')
      await (isPhoto ? fitri.sendsPhoto(photo, 'batalsinabung') : fitri.says('batalgalunggung'))
      await fitri.presses('Semua')
      await fitri.presses('Batal')
      await fitri.presses('Hapus isian')
    }
    // Laid aside, to be gone on with.
    await fitri.says('/umumkan')
    await fitri.says('tundaagung')
    await fitri.says('/batal')
    await citra.says('/hapusdata')
    await citra.says('katasumbing')
    await citra.presses('Ya, hapus data saya')
    await city.clock.advance(86_400_000)
    await city.settled()
    expect(budi.saw).toContain('umumkelimutu')

    const dump = await dumpTables()
    expect(dump.size).toBeGreaterThan(10)
    const found = await Promise.all(hills.map(async (hill) => [hill, tablesWith(dump, hill)] as const))
    expect(found.filter(([, tables]) => tables.length > 0)).toEqual([
      ['kelimutu', ['content']],
      ['tambora', ['content']],
      ['merapi', ['file']],
      ['agung', ['dialog']],
    ])
    // It is a dump of what there is.
    expect(tablesWith(dump, 'broadcast:1:')).toEqual(['message'])
  }, 60_000)
})

/** Every word said holds the name of a hill. */
const hills = (
  'semeru rinjani bromo kerinci dempo slamet lawu merbabu baliem ciremai pangrango gede kelimutu tambora merapi sinabung ' +
  'galunggung agung sumbing'
).split(' ')

/** Every row of every table, as text. */
async function dumpTables(): Promise<Map<string, string>> {
  const { client } = city.app.work.database
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`
  const dump = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`)
    dump.set(name, rows.map(({ row }) => row).join('\n'))
  }
  return dump
}

/** The tables that hold the word, as text or as bytes. */
function tablesWith(dump: Map<string, string>, word: string): string[] {
  const forms = [word, Buffer.from(word).toString('hex')]
  return [...dump].filter(([, text]) => forms.some((form) => text.toLowerCase().includes(form))).map(([name]) => name)
}
