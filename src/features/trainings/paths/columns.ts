import type { Vocabulary } from '../../../platform/sheets/header.ts'

/** The columns of a file of career paths. */
export const columns = ['position', 'place', 'kind', 'competence'] as const
export type Column = (typeof columns)[number]

/** What such a file is known by. */
export const pathList: Vocabulary<Column> = {
  columns,
  needed: ['position', 'competence'],
  names: {
    position: ['jabatan', 'namajabatan', 'posisi', 'position', 'jobtitle', 'job'],
    place: ['urutan', 'urut', 'no', 'nomor', 'langkah', 'tahap', 'order', 'place', 'step', 'number'],
    kind: ['wajib', 'anjuran', 'wajibanjuran', 'jenis', 'sifat', 'kind', 'required', 'type', 'requirement'],
    competence: [
      'kompetensi',
      'pelatihan',
      'kompetensiataupelatihan',
      'kompetensipelatihan',
      'namapelatihan',
      'competence',
      'competency',
      'training',
      'competenceortraining',
    ],
  },
}
