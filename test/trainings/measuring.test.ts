// What a training is measured by: chosen on its card, planned by its times, reported, and what it came from.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listNeeds } from '../../src/features/trainings/needs/needs.ts'
import { emit, eventsChannel } from '../../src/platform/events/events.ts'
import { roundClosed } from '../../src/shared/questionnaires/events.ts'
import { trainingScheduled } from '../../src/shared/trainings/events.ts'
import { openStaffedCity } from '../support/city.ts'
import { joinMore } from '../policies/editions.ts'
import { day as date, makeCase } from '../suggestions/cases.ts'
import { orders, sheetsOf } from '../planning/orders.ts'
import { answered, enrols, makeCourse, makeQuestionnaire, makeRound, scores } from './courses.ts'

vi.setConfig({ testTimeout: 60_000 })

let city: Awaited<ReturnType<typeof openStaffedCity>>
const client = () => city.app.work.database.client
const day = 86_400_000
const ahead = (days: number) => new Date(city.clock.now().getTime() + days * day)
const last = ({ saw }: { saw: string[] }) => saw.at(-1) ?? ''
const unit = async (name: string) => (await client().unit.findFirstOrThrow({ where: { name } })).id

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

async function scheduled(training: bigint) {
  await client().$transaction((tx) => emit(tx, trainingScheduled, { training: String(training) }, city.clock.now()))
  city.app.work.database.wake(eventsChannel)
  await city.settled()
}
async function closed(round: bigint) {
  await client().$transaction((tx) => emit(tx, roundClosed, { round: String(round) }, city.clock.now()))
  city.app.work.database.wake(eventsChannel)
  await city.settled()
}
const roundsOf = async (trainingId: bigint) => {
  const rows = await client().trainingRound.findMany({ where: { trainingId }, include: { round: true } })
  return new Map(rows.map(({ purpose, round }) => [purpose, round]))
}

beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

describe('what a training asks', () => {
  test('is chosen on its card, planned when it opens, moves with it, and is cancelled with it', async () => {
    const { eko, citra } = city
    const now = city.clock.now()
    await makeQuestionnaire(client(), now, {
      use: 'test',
      title: 'Tes <dasar>',
      questions: [{ kind: 'yesno', right: true }],
    })
    const startsAt = ahead(10)
    const course = await makeCourse(client(), now, { title: 'Arsip <digital>', startsAt, sessions: 2, state: 'draft' })
    await eko.forges(`training.card|${course.id}`)
    await eko.presses('Pengukuran')
    expect(last(eko)).toContain('Pengukuran: Arsip <digital>')
    expect(last(eko)).toContain('reaksi peserta tetap ditanyakan')
    await eko.presses('Tindak lanjut 3 bulan')
    expect(eko.buttons).toContain('Tes <dasar>')
    await eko.presses('Kembali')
    await eko.presses('Reaksi peserta')
    expect(eko.buttons).toContain('Tanggapan atas pelatihan')
    await eko.presses('Tanggapan atas pelatihan')
    await eko.presses('Tes awal')
    await eko.presses('Tes <dasar>')
    // The same test is asked again after it.
    expect(last(eko).match(/Tes <dasar> \(bernama\): dijadwalkan saat pendaftaran dibuka/g)).toHaveLength(2)
    await eko.presses('Masyarakat yang dilayani, 3 bulan')
    await eko.presses(eko.buttons.find((label) => label.includes('epuasan')) ?? '')
    expect((await roundsOf(course.id)).size).toBe(0)
    expect(await citra.forges(`training.measure|${course.id}`)).toContain('tidak punya hak')

    await eko.presses('Kembali')
    await eko.presses('Buka pendaftaran')
    await eko.presses('Ya, undang')
    const planned = await roundsOf(course.id)
    expect([...planned.keys()].toSorted()).toEqual(['after', 'before', 'public', 'reaction'])
    const ends = course.sessions[1]?.endsAt ?? now
    expect(planned.get('before')).toMatchObject({
      isAnonymous: false,
      audience: { kind: 'notYet', group: 'peserta', id: String(course.id) },
      opensAt: new Date(startsAt.getTime() - 3 * day),
      closesAt: startsAt,
    })
    expect(planned.get('reaction')).toMatchObject({ isAnonymous: true, opensAt: ends, audience: { group: 'hadir' } })
    expect(planned.get('after')).toMatchObject({ isAnonymous: false, closesAt: new Date(ends.getTime() + 7 * day) })
    expect(planned.get('public')).toMatchObject({ isAnonymous: true, isPublic: true, audience: { group: 'layan' } })
    // 4 December, 13.00, and three months later.
    expect(planned.get('public')?.opensAt.toISOString()).toContain('2027-03-04T06:')

    // Two days later than it was.
    for (const { id, startsAt: from, endsAt: until } of course.sessions)
      await client().trainingSession.update({
        where: { id },
        data: { startsAt: new Date(from.getTime() + 2 * day), endsAt: new Date(until.getTime() + 2 * day) },
      })
    await scheduled(course.id)
    const moved = await roundsOf(course.id)
    expect(moved.get('before')?.id).toBe(planned.get('before')?.id)
    expect(moved.get('before')?.opensAt).toEqual(new Date(startsAt.getTime() - day))
    expect(moved.get('reaction')?.opensAt).toEqual(new Date(ends.getTime() + 2 * day))

    // What has opened keeps its questions; who has the test to do has it until the training begins.
    const before = moved.get('before')?.id ?? 0n
    await client().round.update({ where: { id: before }, data: { state: 'open' } })
    expect(await eko.forges(`training.plan|${course.id}|before|0`)).toContain('sudah dibuka')
    await client().trainingSession.updateMany({
      where: { trainingId: course.id, position: 1 },
      data: { startsAt: new Date(startsAt.getTime() + 2.5 * day) },
    })
    await scheduled(course.id)
    expect((await roundsOf(course.id)).get('before')).toMatchObject({
      opensAt: new Date(startsAt.getTime() - day),
      closesAt: new Date(startsAt.getTime() + 2.5 * day),
    })
    await eko.forges(`training.plan|${course.id}|public|0`)
    expect((await roundsOf(course.id)).get('public')?.state).toBe('cancelled')

    await client().training.update({ where: { id: course.id }, data: { state: 'cancelled' } })
    await scheduled(course.id)
    const gone = await roundsOf(course.id)
    expect(gone.get('reaction')?.state).toBe('cancelled')
    expect(gone.get('after')?.state).toBe('cancelled')
    expect(gone.get('before')?.closesAt.getTime()).toBeLessThanOrEqual(city.clock.now().getTime())
  })

  test('is how it was, unless somebody chose; what nobody wants stays unasked', async () => {
    const { eko } = city
    const now = city.clock.now()
    const course = await makeCourse(client(), now, { title: 'Surat dinas', startsAt: ahead(5) })
    await scheduled(course.id)
    expect([...(await roundsOf(course.id)).keys()]).toEqual(['reaction'])
    await eko.forges(`training.measure|${course.id}`)
    await eko.presses('Reaksi peserta')
    await eko.presses('Jangan tanyakan')
    await scheduled(course.id)
    expect((await roundsOf(course.id)).get('reaction')?.state).toBe('cancelled')
    expect(await client().trainingPlan.count({ where: { trainingId: course.id } })).toBe(0)
  })

  test('is asked of who has a place, also of who gets one later, and of each once', async () => {
    const { budi, citra, dewi } = city
    const now = city.clock.now()
    const person = async ({ id }: { id: number }) =>
      (await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(id) }, select: { id: true } })).id
    const quiz = await makeQuestionnaire(client(), now, {
      use: 'test',
      title: 'Tes arsip',
      questions: [{ kind: 'yesno', right: true }],
    })
    const course = await makeCourse(client(), now, { title: 'Arsip kilat', startsAt: ahead(3.1) })
    await client().trainingPlan.create({ data: { trainingId: course.id, purpose: 'before', versionId: quiz.id } })
    await scheduled(course.id)
    await enrols(client(), course, await person(budi), {}, now)
    await enrols(client(), course, await person(dewi), { state: 'declined' }, now)
    const askedOf = ({ saw }: typeof budi) => saw.filter((text) => text.includes('Tes arsip')).length
    await city.clock.advance(0.2 * day)
    await city.settled()
    expect([budi, citra, dewi].map(askedOf)).toEqual([1, 0, 0])
    await enrols(client(), course, await person(citra), { state: 'enrolled' }, now)
    await city.clock.advance(600_000)
    await city.settled()
    expect([budi, citra, dewi].map(askedOf)).toEqual([1, 1, 0])
    const round = (await roundsOf(course.id)).get('before')
    expect(round?.audienceText).toMatchObject({ id: expect.stringContaining('Arsip kilat') })
    expect(await client().participation.count({ where: { roundId: round?.id ?? 0n } })).toBe(2)
  })

  test('asks those of the public whom the units of its participants served', async () => {
    const { ani, budi } = city
    const now = city.clock.now()
    const person = async (id: number) =>
      client().person.findUniqueOrThrow({ where: { telegramId: BigInt(id) }, select: { id: true } })
    const [citizen, employee] = [await person(ani.id), await person(budi.id)]
    const course = await makeCourse(client(), now, { title: 'Layanan', startsAt: ahead(-2), state: 'held' })
    await enrols(client(), course, employee.id, { attends: 1 }, now)
    const served = city.app.work.groups.find(({ name }) => name === 'layan')
    const who = async () =>
      client().$queryRaw<{ id: bigint }[]>`SELECT person.id FROM person WHERE ${served?.who(String(course.id))}`
    expect(await who()).toEqual([])
    const health = await unit('Dinas Kesehatan')
    await makeCase(city, { author: ani.id, at: date(3), unit: health, isAnonymous: true })
    await makeCase(city, { author: ani.id, at: date(3), unit: await unit('Dinas Pendidikan') })
    await makeCase(city, { author: budi.id, at: date(3), unit: health })
    expect(await who()).toEqual([])
    // At the office above the participant's part of it.
    const { id } = await makeCase(city, { author: ani.id, at: date(4), unit: health })
    expect(await who()).toEqual([{ id: citizen.id }])
    await client().ticket.update({ where: { id }, data: { openedAt: ahead(-200) } })
    expect(await who()).toEqual([])
  })
})

describe('what came of it', () => {
  let training: bigint

  test('a need that enough people have becomes a training with one tap', async () => {
    const { eko, dewi } = city
    const now = city.clock.now()
    const [health, p2p] = [await unit('Dinas Kesehatan'), await unit('Bidang P2P')]
    const options = ['Arsip', 'Pidato', 'Mengetik'].map((text) => ({ key: text.toLowerCase(), text: { id: text } }))
    const version = await makeQuestionnaire(client(), now, {
      use: 'needs',
      title: 'Kebutuhan',
      isAnonymous: true,
      questions: [
        { key: 'topik', kind: 'several', options },
        { key: 'bentuk', kind: 'one', options },
      ],
    })
    const round = await makeRound(client(), now, { versionId: version.id, isAnonymous: true })
    // Of 40 people of one part 30 want the first, 12 the second and 3 the third; of 6 of the office itself all the first.
    const wants = (count: number, from: number) => (n: number) => n >= from && n < from + count
    const [archive, speech, typing] = [wants(30, 0), wants(12, 20), wants(3, 30)]
    await answered(client(), round, {
      unitId: p2p,
      people: 40,
      answers: Array.from({ length: 40 }, (_, n) => [
        'topik',
        [...(archive(n) ? ['arsip'] : []), ...(speech(n) ? ['pidato'] : []), ...(typing(n) ? ['mengetik'] : [])],
      ]),
    })
    await answered(client(), round, {
      unitId: health,
      people: 6,
      answers: Array.from({ length: 6 }, () => ['topik', ['arsip']]),
    })
    await closed(round.id)
    await closed(round.id)
    const rows = await client().trainingNeed.findMany({ include: { unit: true }, orderBy: { id: 'asc' } })
    expect(rows.map(({ topic, unit: of }) => `${topic} ${of?.name ?? 'semua'}`).toSorted()).toEqual([
      'arsip Bidang P2P',
      'arsip Dinas Kesehatan',
      'arsip semua',
      'pidato Bidang P2P',
      'pidato Dinas Kesehatan',
      'pidato semua',
    ])
    expect(await dewi.forges('needs.list|0')).toContain('tidak punya hak')
    await eko.says('/laporan')
    await eko.presses('Pelatihan')
    await eko.presses('Kebutuhan')
    expect(last(eko)).toContain('Bidang P2P: Arsip, belum dijadikan pelatihan')
    // All units together come before single ones.
    const { rows: listed } = await listNeeds(client(), 0)
    const places = [null, null, 'Bidang P2P', 'Bidang P2P', 'Dinas Kesehatan', 'Dinas Kesehatan']
    expect(listed.map(({ unit: of }) => of?.name ?? null)).toEqual(places)
    await eko.presses('Arsip (Bidang P2P)')
    await eko.presses('Jadikan pelatihan')
    expect(last(eko)).toContain('Arsip: rancangan')
    expect(eko.buttons).not.toContain('Jadikan pelatihan')
    const draft = await client().training.findFirstOrThrow({ where: { needId: { not: null } } })
    expect(draft).toMatchObject({
      title: 'Arsip',
      competence: 'Arsip',
      state: 'draft',
      audience: { kind: 'units', units: [String(p2p)] },
    })
    expect(await eko.forges(`needs.turn|${draft.needId}`)).toContain('sudah ada rancangan')
    expect(await client().audit.count({ where: { action: 'turnedNeed' } })).toBe(1)
    await eko.presses('Arsip')
    expect(eko.buttons).toContain('Buka pendaftaran')
    training = draft.id
  })

  test('is reported: who came how far, what it changed, and from which need', async () => {
    const { eko, dewi, citra } = city
    const now = city.clock.now()
    const people = await joinMore(client(), 14, now)
    const course = await client().training.update({
      where: { id: training },
      data: {
        state: 'held',
        openedAt: now,
        sessions: { updateMany: { where: {}, data: { startsAt: ahead(-3), endsAt: ahead(-2) } } },
      },
      include: { sessions: true },
    })
    const p2p = await unit('Bidang P2P')
    for (const [n, { id }] of people.entries())
      await enrols(
        client(),
        course,
        id,
        n < 12
          ? { attends: 1, unitId: p2p, certificate: n === 0 ? 'S-1' : null }
          : { state: 'declined', reason: 'Dinas' },
        now,
      )
    const quiz = await makeQuestionnaire(client(), now, {
      use: 'test',
      title: 'Tes',
      questions: Array.from({ length: 10 }, () => ({ kind: 'yesno' as const, right: true })),
    })
    const before = await makeRound(client(), now, { versionId: quiz.id, trainingId: training, purpose: 'before' })
    const after = await makeRound(client(), now, { versionId: quiz.id, trainingId: training, purpose: 'after' })
    const ids = people.slice(0, 12).map(({ id }) => id)
    await scores(
      client(),
      before.id,
      ids.map((id, n) => [id, 3 + (n % 3)]),
      now,
    )
    await client().round.update({ where: { id: after.id }, data: { state: 'open' } })
    await scores(
      client(),
      after.id,
      ids.slice(1).map((id, n) => [id, 6 + (n % 2)]),
      now,
    )
    await eko.says('/laporan')
    await eko.presses('Pelatihan')
    await eko.presses('Arsip')
    expect(last(eko)).toContain('Dihitung setelah kedua tes ditutup')
    await client().round.update({ where: { id: after.id }, data: { state: 'closed' } })
    await closed(after.id)

    const reaction = await makeQuestionnaire(client(), now, {
      use: 'reaction',
      title: 'Reaksi',
      isAnonymous: true,
      questions: [
        { text: { id: 'Bermanfaat?' } },
        { kind: 'number', text: { id: 'Berapa jam dihemat?' }, min: 0 },
        { kind: 'number', text: { id: 'Berapa hari dipakai?' }, min: 0, max: 20 },
      ],
    })
    const asked = await makeRound(client(), now, {
      versionId: reaction.id,
      trainingId: training,
      purpose: 'reaction',
      isAnonymous: true,
    })
    await client().participation.createMany({
      data: ids.map((personId, n) => ({ roundId: asked.id, personId, isFinished: n < 10 })),
    })
    await answered(client(), asked, {
      unitId: null,
      people: 10,
      answers: Array.from({ length: 30 }, (_, n) =>
        n < 10 ? ['q1', n < 5 ? 4 : 5] : n < 20 ? ['q2', n === 10 ? 90_000 : 3] : ['q3', 10],
      ),
    })
    await eko.presses('Perbarui')
    const said = last(eko)
    expect(said).toContain('Dari kebutuhan: Arsip (Bidang P2P)')
    expect(said).toContain('Diundang 14, mendaftar sendiri 0')
    expect(said).toContain('Hadir 12 (100 % dari yang punya tempat)')
    expect(said).toContain('Mengisi evaluasi 10 (83 % dari yang hadir)')
    // The eleven of them rose from 4 (with one who dropped out: 3) to 6 or 7.
    expect(said).toContain(
      'Dari 11 peserta yang mengisi keduanya, rata-rata naik 2,4 poin (95 %: 1,7–3); pengaruh besar',
    )
    expect(said).toContain('Mengisi keduanya 11, hanya yang pertama 1, hanya yang kemudian 0')
    expect(said).toContain('• Bermanfaat? 4,5')
    expect(said).toContain('Berapa hari dipakai? 10')
    // A number without both limits could be moved by one of them as far as they like.
    expect(said).not.toContain('Berapa jam dihemat?')

    // Somebody who goes takes nothing out of what has been said.
    await client().person.delete({ where: { id: ids[3] ?? 0n } })
    await closed(after.id)
    await eko.presses('Perbarui')
    expect(last(eko)).toContain('Dari 11 peserta yang mengisi keduanya, rata-rata naik 2,4 poin')

    await eko.presses('Grafik')
    const [picture] = (await eko.files()).slice(-1)
    expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG')

    // A head: people of their own units, and the effect of all, but no opinions.
    await dewi.says('/laporan')
    await dewi.presses('Pelatihan')
    expect(dewi.buttons).not.toContain('Kebutuhan')
    await dewi.presses('Arsip')
    expect(last(dewi)).toContain('Diundang 11')
    expect(last(dewi)).toContain('Dari 11 peserta')
    expect(last(dewi)).not.toContain('Bermanfaat')
    expect(await citra.forges(`training.report|${training}`)).toContain('tidak punya hak')

    await eko.presses('Berasal dari kebutuhan')
    const chain = eko.saw.findLast((text) => text.startsWith('Kebutuhan: Arsip')) ?? ''
    expect(chain).toContain('Arsip: selesai, 11 orang hadir')
    expect(chain).toContain('rata-rata naik 2,4 poin')

    // Of a training to which nobody of their units was asked, a head is shown nothing; of a draft nobody is.
    const other = await makeCourse(client(), now, { title: 'Terminal', startsAt: ahead(-4), state: 'held' })
    await enrols(client(), other, people[0]?.id ?? 0n, { attends: 1, unitId: await unit('Dinas Perhubungan') }, now)
    const draft = await makeCourse(client(), now, { title: 'Rancangan', startsAt: ahead(9), state: 'draft' })
    await enrols(client(), draft, people[0]?.id ?? 0n, { unitId: p2p }, now)
    for (const what of ['report', 'chart']) {
      expect(await dewi.forges(`training.${what}|${other.id}`)).toContain('tidak punya hak')
      for (const one of [dewi, eko]) expect(await one.forges(`training.${what}|${draft.id}`)).toContain('tidak ada')
    }
    expect(await eko.forges(`training.report|${other.id}`)).not.toMatch(/hak|tidak ada/)
  })

  test('can be taken out as tables, by heads of their own people', async () => {
    const { eko, dewi } = city
    const what = ['Pelatihan', 'Kehadiran pelatihan', 'Pengaruh pelatihan']
    const [file] = await orders(eko, { what })
    const sheets = await sheetsOf(file?.bytes ?? new Uint8Array())
    const cellsOf = (sheet: string, title: string) => {
      const [head = [], ...rows] = sheets.get(sheet) ?? []
      return rows
        .filter((row) => row[head.indexOf('Judul')] === title)
        .map((row) => Object.fromEntries(head.map((name, n) => [textOf(name), row[n]])))
    }
    expect(cellsOf('Pelatihan', 'Arsip')).toMatchObject([
      { Hadir: 11, 'Mengisi evaluasi': 9, Kebutuhan: 'Arsip', Penyelenggara: null },
    ])
    const there = cellsOf('Kehadiran pelatihan', 'Arsip')
    expect(there).toHaveLength(13)
    expect(there.filter((row) => row['Sertifikat'] === 'S-1')).toHaveLength(1)
    expect(there.filter((row) => row['Alasan'] === 'Dinas')).toHaveLength(2)
    const [effect] = cellsOf('Pengaruh pelatihan', 'Arsip')
    expect(effect).toMatchObject({ 'Mengisi keduanya': 11, 'Hanya tes awal': 1, 'Nilai tertinggi': 10 })
    expect(Number(effect?.['Selisih rata-rata'])).toBeCloseTo(2.3636, 3)
    const [own] = await orders(dewi, { what: ['Kehadiran pelatihan'] })
    const [head = [], ...rows] = (await sheetsOf(own?.bytes ?? new Uint8Array())).get('Kehadiran pelatihan') ?? []
    const units = new Set(rows.map((row) => textOf(row[head.indexOf('Unit')])))
    expect([...units].every((name) => name.startsWith('Dinas Kesehatan'))).toBe(true)
    expect(rows.length).toBeGreaterThan(5)
  })
})
