import type { Vocabulary } from '../../platform/sheets/header.ts'

/** The columns of a list of holidays. */
export const columns = ['day', 'name', 'kind'] as const
export type Column = (typeof columns)[number]

/** What a list of holidays is known by. Without a kind, the name says whether it is joint leave. */
export const holidayList: Vocabulary<Column> = {
  columns,
  needed: ['day', 'name'],
  names: {
    day: ['tanggal', 'tgl', 'haritanggal', 'tanggallibur', 'date', 'day', 'holidaydate'],
    name: [
      'nama',
      'namahari',
      'namalibur',
      'namaharilibur',
      'harilibur',
      'libur',
      'perayaan',
      'keterangan',
      'uraian',
      'name',
      'holiday',
      'holidayname',
      'description',
    ],
    kind: ['jenis', 'jenislibur', 'jenisharilibur', 'kategori', 'kind', 'type', 'category'],
  },
}
