/** One of the six people every playground begins with; `key` is for tests and samples, Telegram sees only the rest. */
export interface PersonaSeed {
  key: 'citizen' | 'employee1' | 'employee2' | 'head' | 'planner' | 'admin'
  id: number
  firstName: string
  lastName: string
  username: string
  phone: string
  note: string
}

/** The six fictitious people with ids that never change; nobody can have such a phone number. */
export const personas: readonly PersonaSeed[] = [
  seed('citizen', 1001, 'Ani', 'Contohwati', 'Warga'),
  seed('employee1', 1002, 'Budi', 'Misalkan', 'Pegawai Dinas Kesehatan'),
  seed('employee2', 1003, 'Citra', 'Umpama', 'Pegawai Dinas Perhubungan'),
  seed('head', 1004, 'Dewi', 'Ibaratna', 'Kepala unit'),
  seed('planner', 1005, 'Eko', 'Andaikan', 'Perencana'),
  seed('admin', 1006, 'Fitri', 'Percontohan', 'Admin'),
]

/** The made-up phone number of the person with this id, as Telegram would give it: digits without a plus. */
export function phoneOf(id: number): string {
  return `62800${String(id - 1000).padStart(8, '0')}`
}

function seed(key: PersonaSeed['key'], id: number, firstName: string, lastName: string, note: string): PersonaSeed {
  return { key, id, firstName, lastName, username: `${firstName.toLowerCase()}_contoh`, phone: phoneOf(id), note }
}
