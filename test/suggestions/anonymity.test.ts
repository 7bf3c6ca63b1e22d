// Somebody who gives no name is not found out: whoever looks at whatever there is sees neither their account nor their name.
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { policyText, publishes } from '../support/publishing.ts'
import { rowsWith } from '../support/traces.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['ani']

const hidden = { id: 7_712_345_678, firstName: 'Zulaikhah', lastName: 'Sembunyiwati' }
const traces = [String(hidden.id), hidden.firstName, hidden.lastName, 'Canon-Zulaikhah', 'berkas-zulaikhah']
/** Words of what they sent, by which a row would be about it. */
const secrets = ['Trotoar di depan sekolah', 'Umpan balik tiap triwulan']

let city: City
let hider: Actor
beforeAll(async () => {
  city = await openStaffedCity()
  hider = city.stranger(hidden)
  await hider.joins('Warga')
})
afterAll(() => city.close())

/** A photo that tells who took it, with what, and where. */
async function telltale(): Promise<Uint8Array> {
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#336699' } })
    .withExif({
      IFD0: { Artist: `${hidden.firstName} ${hidden.lastName}`, Model: 'Canon-Zulaikhah' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '1/1 36/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '103/1 36/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

/** Labels after which something would be done that cannot be looked at any more, or that goes to others. */
const deeds =
  /^(Hapus|Ya\b|Tolak|Tarik|Bisukan|Kirim|Terapkan|Hentikan|Jeda|Terbitkan|Saya paham|Teruskan|Ambil|Verifikasi|Tutup|Cabut|Buat|English|Gabungkan|Beri tahu|Batalkan)/

/** Presses of one kind of button that are tried: rows of a list are alike. */
const ofAKind = 2

/** Says every command of somebody's menu, and presses whatever is shown then, as far as it leads. */
async function visitsEverything(actor: Actor, further: string[]): Promise<string[]> {
  const [seen, kinds] = [new Set<string>(), new Map<string, number>()]
  const isNew = (data: string) =>
    !data.startsWith('dialog.') && !seen.has(data) && (kinds.get(kindOf(data)) ?? 0) < ofAKind
  for (const command of [...actor.commands().filter((name) => !/hapusdata|start|batal/.test(name)), ...further]) {
    const before = actor.messages.at(-1)?.message_id ?? 0
    await actor.says(command.startsWith('/') ? command : `/${command}`)
    for (;;) {
      const next = actor.messages
        .filter(({ message_id: id }) => id > before)
        .flatMap(({ message_id: id, reply_markup: markup }) =>
          (markup?.inline_keyboard.flat() ?? []).flatMap((button) =>
            'callback_data' in button && !deeds.test(button.text) ? [{ id, data: button.callback_data }] : [],
          ),
        )
        .find(({ data }) => isNew(data))
      if (next === undefined) break
      seen.add(next.data)
      kinds.set(kindOf(next.data), (kinds.get(kindOf(next.data)) ?? 0) + 1)
      await actor.forges(next.data, next.id)
    }
  }
  return [...seen]
}

/** A button's name, and for those that do several things which one. */
const kindOf = (data: string) => data.replaceAll(/\|\d+/g, '')

/** Everything that somebody has been told: texts, files, and what is inside of archives. */
async function everythingTold(actor: Actor): Promise<string> {
  const files = await actor.files()
  const inside = files.flatMap(({ name, bytes }) => {
    const parts = /\.(xlsx|zip)$/.test(name ?? '') ? Object.entries(unzipSync(new Uint8Array(bytes))) : []
    return [
      name ?? '',
      Buffer.from(bytes).toString('latin1'),
      ...parts.map(([path, part]) => `${path} ${Buffer.from(part).toString()}`),
    ]
  })
  return [...actor.saw, ...actor.messages.map((message) => JSON.stringify(message)), ...inside].join('\n')
}

/** Takes every table out that the role may take out, in one file. */
async function takesEverythingOut(actor: Actor, format: 'XLSX' | 'CSV'): Promise<void> {
  await actor.says('/ekspor')
  // What was looked at before may be offered again below it.
  const labels = actor.messages.map(
    (message) => message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [],
  )
  const kinds = labels.findLast((shown) => shown.includes('Usulan & aduan')) ?? []
  for (const label of kinds.filter((text) => !/^(Lanjut|Batal|Semua)/.test(text))) await actor.presses(label)
  await actor.presses('Lanjut')
  await actor.presses('Semuanya')
  await actor.presses(format)
}

test('no role, command, list, picture or export tells who sent something without a name', async () => {
  const { ani, budi, dewi, eko, fitri } = city
  await publishes(eko, policyText(undefined, { audience: 'semua' }))

  // A complaint with a photo, a document and a place.
  await hider.says('/usul')
  for (const label of ['Aduan', 'Dinas Kesehatan']) await hider.presses(label)
  await hider.says('Trotoar di depan sekolah berlubang dan sudah dua anak jatuh.')
  await hider.sendsPhoto({ bytes: await telltale(), name: 'foto.jpg', type: 'image/jpeg' })
  await hider.sendsDocument({ bytes: await telltale(), name: 'berkas-zulaikhah.jpg', type: 'image/jpeg' })
  await hider.presses('Lanjut')
  await hider.sharesLocation()
  await hider.presses('Anonim')
  await hider.presses('Kirim')
  const code = /SG-\d{4}-\d{6}/.exec(hider.saw.at(-1) ?? '')?.[0] ?? ''
  expect(code).toBe('SG-2026-000001')

  // An objection to a paragraph.
  await hider.presses('Baca')
  await hider.presses('Lanjut')
  await hider.presses('Keberatan/usul')
  await hider.says('Umpan balik tiap triwulan terlalu sering bagi sekolah kecil.')
  await hider.presses('Lewati')
  await hider.presses('Anonim')
  await hider.presses('Kirim')

  // It is worked on, asked about, answered, said not to be solved, answered again, and rated.
  await eko.says(`/tiket ${code}`)
  await eko.presses('Teruskan')
  await eko.presses('Dinas Kesehatan')
  await dewi.says(`/tiket ${code}`)
  await dewi.presses('Tanyakan')
  await dewi.says('Di sekolah yang mana?')
  await hider.says(`/tiket ${code}`)
  await hider.presses('Tulis pesan')
  await hider.says('SDN 12, sisi timur.')
  await hider.presses('Kirim')
  await dewi.says(`/tiket ${code}`)
  await dewi.presses('Jawab')
  await dewi.says('Sudah ditambal.')
  await dewi.presses('Kirim jawaban')
  await hider.presses('Belum selesai')
  await hider.says('Masih berlubang di sisi barat.')
  await eko.says(`/tiket ${code}`)
  expect(eko.saw.at(-1)).toContain('Anonim')

  const others = [ani, budi, dewi, eko, fitri]
  const visited: string[] = []
  for (const actor of others)
    visited.push(...(await visitsEverything(actor, [`/tiket ${code}`, '/tiket SG-2026-000002'])))
  for (const name of ['reports.open|tickets', 'reports.open|policies', 'desk.do|1|files'])
    expect(visited, name).toEqual(expect.arrayContaining([expect.stringContaining(name)]))
  await takesEverythingOut(dewi, 'XLSX')
  await takesEverythingOut(eko, 'CSV')
  await takesEverythingOut(fitri, 'XLSX')
  for (const actor of others) {
    const told = await everythingTold(actor)
    for (const trace of traces) expect(told, trace).not.toContain(trace)
  }
  // They did look: the head has read it, seen the photo, and taken it out.
  const head = await everythingTold(dewi)
  expect(head).toContain('Trotoar di depan sekolah')
  expect((await dewi.files()).filter(({ type }) => type === 'image/jpeg').length).toBeGreaterThan(0)
  expect(await everythingTold(eko)).toContain('Umpan balik tiap triwulan')

  // Rows that name them are about their chat, and say nothing of what they sent.
  const rows = await rowsWith(city.app.work.database, traces)
  expect([...new Set(rows.map((row) => row.split(':')[0]))].toSorted()).toEqual(['message', 'person'])
  for (const row of rows) for (const words of [...secrets, 'SG-2026-']) expect(row).not.toContain(words)

  // Nor does any moment: beside whose chat something was written when a row about their ticket was.
  const beside = await city.app.work.database.client.$queryRaw<unknown[]>`
    SELECT about.id FROM message about JOIN message theirs ON theirs.created_at = about.created_at
    JOIN ticket ON about.subject = 'ticket:' || ticket.id AND ticket.is_anonymous
    WHERE theirs.chat_id = ${BigInt(hidden.id)} AND about.chat_id <> theirs.chat_id`
  expect(beside).toEqual([])
  // On the hour, or with what an officer did just before.
  const events = await city.app.work.database.client.ticketEvent.findMany({
    orderBy: [{ ticketId: 'asc' }, { id: 'asc' }],
  })
  const officers = new Set(events.filter(({ byAuthor }) => !byAuthor).map(({ at }) => at.getTime()))
  const theirs = events.filter(({ byAuthor }) => byAuthor).map(({ at }) => at.getTime())
  expect(theirs.length).toBeGreaterThan(3)
  expect(theirs.filter((at) => at % 3_600_000 !== 0 && !officers.has(at))).toEqual([])

  // Photos tell nothing beside what they show.
  for (const actor of [dewi, eko])
    for (const { bytes, type } of await actor.files())
      if (type?.startsWith('image/')) {
        const { exif, icc, xmp, iptc } = await sharp(bytes).metadata()
        expect([exif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined])
      }
}, 240_000)
