import { randomUUID } from 'node:crypto'
import type { RoleName } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Sample, SamplePersona } from '../../platform/feature.ts'

/** Six made-up units of a made-up city, each with its sub-units. */
const city = [
  { code: 'BKPSDM', name: 'Badan Kepegawaian dan PSDM', parts: ['Bidang Pengembangan', 'Bidang Mutasi'] },
  { code: 'DINKES', name: 'Dinas Kesehatan', parts: ['Bidang P2P', 'Bidang Pelayanan Kesehatan'] },
  { code: 'DISDIK', name: 'Dinas Pendidikan', parts: ['Bidang SD', 'Bidang SMP'] },
  { code: 'DISHUB', name: 'Dinas Perhubungan', parts: ['Bidang Lalu Lintas', 'Bidang Angkutan'] },
  { code: 'DPUPR', name: 'Dinas Pekerjaan Umum', parts: ['Bidang Bina Marga', 'Bidang Sumber Daya Air'] },
  { code: 'DUKCAPIL', name: 'Dinas Kependudukan', parts: ['Bidang Pendaftaran', 'Bidang Pencatatan'] },
]

/** The cast: who works where, and what they may do. The citizen stays a citizen. */
const parts: Record<string, { unit: string; position: string; role?: RoleName }> = {
  employee1: { unit: 'Bidang P2P', position: 'Epidemiolog' },
  employee2: { unit: 'Bidang Angkutan', position: 'Pengawas terminal' },
  head: { unit: 'Dinas Kesehatan', position: 'Kepala dinas', role: 'head' },
  planner: { unit: 'Badan Kepegawaian dan PSDM', position: 'Perencana', role: 'planner' },
  admin: { unit: 'Bidang Pengembangan', position: 'Pranata komputer', role: 'admin' },
}

const employees = 40
const firstNames = ['Contoh', 'Misal', 'Umpama', 'Peraga', 'Ilustrasi', 'Rekaan', 'Fiktif', 'Andai']
const lastNames = ['Satu', 'Dua', 'Tiga', 'Empat', 'Lima']

/** Makes "Kota Contoh": units, 40 employees on the roster, and a part for each of the playground's people. Once. */
export async function fillCity({ db, personas, voice, now }: Sample): Promise<string> {
  const units = await fillUnits(db)
  const cast = personas.flatMap((persona) => {
    const part = parts[persona.key]
    return part === undefined ? [] : [{ persona, part }]
  })
  for (const [index, { persona, part }] of cast.entries()) {
    const unitId = idOf(units, part.unit)
    const person = await meet(db, persona, now)
    const entry = { name: persona.name, position: part.position, phone: persona.phone, unitId, personId: person.id }
    const nip = fictitious(index + 1)
    await db.rosterEntry.upsert({ where: { nip }, create: { nip, ...entry }, update: entry })
    if (part.role !== undefined) await appoint(db, persona, part.role, part.role === 'head' ? unitId : null, now)
  }
  const subunits = city.flatMap((unit) => unit.parts)
  for (let n = cast.length + 1; n <= employees; n++) {
    const nip = fictitious(n)
    const entry = {
      name: `${firstNames[n % firstNames.length]} ${lastNames[n % lastNames.length]} ${n}`,
      position: 'Staf',
      phone: `+62800000001${String(n).padStart(2, '0')}`,
      unitId: idOf(units, subunits[n % subunits.length] ?? ''),
    }
    await db.rosterEntry.upsert({ where: { nip }, create: { nip, ...entry }, update: entry })
  }
  return voice.label('people:sampleMade', { units: city.length, subunits: subunits.length, employees })
}

async function fillUnits(db: Db): Promise<Map<string, bigint>> {
  const ids = new Map<string, bigint>()
  for (const { code, name, parts: names } of city) {
    const unit = await db.unit.upsert({ where: { code }, create: { code, name }, update: { name } })
    ids.set(name, unit.id)
    for (const part of names) {
      const place = { parentId_name: { parentId: unit.id, name: part } }
      const subunit = await db.unit.upsert({ where: place, create: { parentId: unit.id, name: part }, update: {} })
      ids.set(part, subunit.id)
    }
  }
  return ids
}

/** The person behind a persona, who may not have come yet: they still agree or decline by themselves. */
async function meet(db: Db, { telegramId }: SamplePersona, now: Date) {
  return db.person.upsert({
    where: { telegramId },
    create: { telegramId, subject: randomUUID(), kind: 'employee', createdAt: now },
    update: { kind: 'employee' },
  })
}

async function appoint(db: Db, { telegramId }: SamplePersona, name: RoleName, unitId: bigint | null, now: Date) {
  const held = await db.role.count({ where: { telegramId, name, unitId } })
  if (held === 0) await db.role.create({ data: { telegramId, name, unitId, createdAt: now } })
}

function idOf(units: Map<string, bigint>, name: string): bigint {
  const id = units.get(name)
  if (id === undefined) throw new Error(`The sample has no unit ${name}`)
  return id
}

/** A staff number nobody can have: real ones begin with a birth date. */
const fictitious = (n: number) => String(n).padStart(18, '0')
