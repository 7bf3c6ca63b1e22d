// Career paths: a planner publishes them, employees see how far they are, planners and heads what is missing.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { textFile } from '../roster/lists.ts'
import { openStaffedCity } from '../support/city.ts'
import { enrols, makeCourse } from './courses.ts'

vi.setConfig({ testTimeout: 60_000 })

let city: Awaited<ReturnType<typeof openStaffedCity>>
const client = () => city.app.work.database.client
const day = 86_400_000
const ahead = (days: number) => new Date(city.clock.now().getTime() + days * day)
const last = ({ saw }: { saw: string[] }) => saw.at(-1) ?? ''
const file = (...lines: string[]) =>
  textFile(['jabatan;urutan;wajib/anjuran;kompetensi', ...lines].join('\n'), 'jalur.csv')

beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

describe('career paths', () => {
  test('are read from a file, by line where it is wrong, and applied once', async () => {
    const { eko, citra, dewi } = city
    // Whoever cannot publish them is not told to.
    await dewi.says('/laporan')
    await dewi.presses('Pelatihan')
    await dewi.presses('Kesenjangan')
    expect(last(dewi)).toContain('Perencana yang menerbitkannya.')
    await citra.says('/terbitkan')
    expect(last(citra)).toContain('tidak punya hak')
    await eko.says('/terbitkan')
    await eko.presses('Jalur karier')
    expect(last(eko)).toContain('jabatan, urutan, wajib/anjuran')
    await eko.sendsDocument(
      file(
        'Epidemiolog;1;wajib;Surveilans <dasar>',
        'Epidemiolog;1;wajib;Analisis data',
        'Epidemiolog;2;barangkali;Pidato',
        ';3;wajib;Arsip',
        'Epidemiolog;dua;wajib;Arsip',
        'epidemiolog ;4;wajib;surveilans <DASAR>',
      ),
    )
    const faults = last(eko)
    expect(faults).toContain('Ada 5 kesalahan di 5 baris')
    expect(faults).toContain('Baris 3, urutan: urutan 1 sudah dipakai di baris 2')
    expect(faults).toContain('Baris 4, wajib/anjuran: tulis “wajib” atau “anjuran”, bukan “barangkali”')
    expect(faults).toContain('Baris 5, jabatan: masih kosong')
    expect(faults).toContain('Baris 6, urutan: “dua” bukan angka urutan')
    expect(faults).toContain(
      'Baris 7, kompetensi atau pelatihan: “surveilans <DASAR>” sudah ada untuk jabatan ini di baris 2',
    )
    expect(await client().careerStep.count()).toBe(0)

    // Sent again where it is waited for.
    await eko.sendsDocument(
      file(
        'Epidemiolog;3;anjuran;Pidato',
        'Epidemiolog;1;wajib;Surveilans <dasar>',
        'Epidemiolog;2;wajib;Analisis Data',
        'Pengawas terminal;;;Keselamatan',
        'Peramal cuaca;;;Meteorologi',
      ),
    )
    expect(last(eko)).toContain('Jalur 3 jabatan terbaca')
    expect(last(eko)).toContain('Baru (3): Epidemiolog; Pengawas terminal; Peramal cuaca')
    expect(last(eko)).toContain('memegang jabatan ini (1): Peramal cuaca')
    const apply = eko.dataOf('Terapkan')
    expect(await citra.forges(apply)).toContain('tidak punya hak')
    await eko.presses('Terapkan')
    expect(last(eko)).toContain('Jalur 3 jabatan sudah berlaku')
    expect(await eko.forges(apply)).toContain('sudah diterapkan')
    const steps = await client().careerStep.findMany({ where: { position: 'epidemiolog' }, orderBy: { place: 'asc' } })
    expect(steps.map(({ label, isRequired }) => `${label} ${isRequired}`)).toEqual([
      'Surveilans <dasar> true',
      'Analisis Data true',
      'Pidato false',
    ])
    expect(await client().audit.count({ where: { action: 'importedPaths' } })).toBe(1)
    expect(await client().trainingImport.count()).toBe(0)

    // The next file names one position: the others keep theirs.
    await eko.sendsDocument(file('Peramal cuaca;;;Meteorologi', 'Peramal cuaca;;anjuran;Pidato'))
    await eko.presses('Jalur karier')
    expect(last(eko)).toContain('Berubah (1): Peramal cuaca')
    expect(last(eko)).toContain('Tidak ada di berkas, dan tetap: 2')
    await eko.presses('Batal')
    expect(await client().careerStep.count()).toBe(5)

    await eko.says('/terbitkan')
    await eko.presses('Jalur karier')
    await eko.presses('Templat')
    const [template] = (await eko.files()).slice(-1)
    expect(template?.name).toBe('jalur-karier.xlsx')
  })

  test('show each employee what is done and what comes next, and lead to its training', async () => {
    const { budi, citra, ani } = city
    const now = city.clock.now()
    const person = await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(budi.id) } })
    await budi.says('/profil')
    expect(last(budi)).toContain('Jalur karier: 0 dari 2 langkah wajib selesai')
    const held = await makeCourse(client(), now, {
      title: 'Bimtek Surveilans 2026',
      competence: 'surveilans  <Dasar>',
      startsAt: ahead(-40),
      state: 'held',
    })
    await enrols(client(), held, person.id, { attends: 1, certificate: 'BPSDM/12' }, now)
    // Enrolled, but was never there.
    const missed = await makeCourse(client(), now, { title: 'Pidato', startsAt: ahead(-20), state: 'held' })
    await enrols(client(), missed, person.id, {}, now)
    const next = await makeCourse(client(), now, { title: 'analisis data', startsAt: ahead(20) })
    await makeCourse(client(), now, {
      title: 'Analisis data',
      startsAt: ahead(30),
      audience: { kind: 'roles', roles: ['admin'] },
    })
    await budi.says('/profil')
    expect(last(budi)).toContain('Jalur karier: 1 dari 2 langkah wajib selesai')
    await budi.presses('Jalur saya')
    expect(last(budi)).toContain('Wajib: 1 dari 2 selesai. Anjuran: 0 dari 1.')
    expect(last(budi)).toMatch(/✅ Surveilans <dasar> \(wajib\): Bimtek Surveilans 2026, .*, sertifikat BPSDM\/12/)
    expect(last(budi)).toContain('▶️ Analisis Data (wajib), berikutnya')
    expect(last(budi)).toContain('▫️ Pidato (anjuran)')
    // That of admins is not for Budi.
    expect(budi.buttons.filter((label) => label.toLowerCase() === 'analisis data')).toEqual(['analisis data'])
    await budi.presses('analisis data')
    await budi.presses('Daftar')
    expect(
      await client().enrolment.count({ where: { trainingId: next.id, personId: person.id, state: 'enrolled' } }),
    ).toBe(1)
    const pathNow = async () => {
      await budi.says('/profil')
      await budi.presses('Jalur saya')
      return last(budi)
    }
    expect(await pathNow()).toContain('Berikutnya: Analisis Data. Anda sudah terdaftar di pelatihannya: analisis data.')
    const own = { trainingId_personId: { trainingId: next.id, personId: person.id } }
    await client().enrolment.update({ where: own, data: { state: 'asked' } })
    expect(await pathNow()).toContain('Anda sudah mendaftar di pelatihannya, analisis data: menunggu persetujuan.')
    await client().enrolment.update({ where: own, data: { state: 'refused' } })
    expect(await pathNow()).toContain('Pelatihannya belum dijadwalkan.')

    await citra.says('/profil')
    await citra.presses('Jalur saya')
    expect(last(citra)).toContain('Berikutnya: Keselamatan. Pelatihannya belum dijadwalkan.')
    await ani.says('/profil')
    expect(ani.buttons).not.toContain('Jalur saya')
    expect(await ani.forges('paths.mine')).toContain('tidak punya hak')
  })

  test('show planners and heads what is missing, unit by unit', async () => {
    const { eko, dewi, budi } = city
    await eko.says('/laporan')
    await eko.presses('Pelatihan')
    await eko.presses('Kesenjangan')
    const [epidemiologists, supervisors] = await Promise.all(
      ['Epidemiolog', 'Pengawas terminal'].map((position) =>
        client().rosterEntry.count({ where: { position, leftAt: null } }),
      ),
    )
    const all = (epidemiologists ?? 0) + (supervisors ?? 0)
    expect(last(eko)).toContain(`0 dari ${all} pegawai dengan jalur`)
    expect(last(eko)).toContain(
      `• Surveilans <dasar>: ${(epidemiologists ?? 0) - 1} belum, 1 dari ${epidemiologists} selesai`,
    )
    expect(last(eko)).toContain('• Dinas Perhubungan: ')
    await eko.presses('Dinas Kesehatan')
    expect(last(eko)).toContain('Bidang P2P')
    expect(last(eko)).not.toContain('Pengawas terminal')
    await dewi.says('/laporan')
    await dewi.presses('Pelatihan')
    await dewi.presses('Kesenjangan')
    expect(last(dewi)).toContain('Dinas Kesehatan')
    expect(last(dewi)).toContain('Epidemiolog')
    const other = await client().unit.findFirstOrThrow({ where: { name: 'Dinas Perhubungan' } })
    expect(await dewi.forges(`paths.gaps|${other.id}|0`)).toContain('tidak punya hak')
    expect(await budi.forges('paths.gaps|0|0')).toContain('tidak punya hak')
  })
})
