import type { Vocabulary } from '../../../platform/sheets/header.ts'

/** The columns of a calendar of trainings. */
export const columns = [
  'code',
  'title',
  'provider',
  'start',
  'end',
  'place',
  'seats',
  'audience',
  'invites',
  'approval',
  'competence',
  'materials',
  'contact',
  'description',
] as const
export type Column = (typeof columns)[number]

/** What a calendar of trainings is known by; several rows with the same code are sessions of one training. */
export const trainingList: Vocabulary<Column> = {
  columns,
  needed: ['code', 'title', 'start', 'end', 'place'],
  keepsTimes: true,
  names: {
    code: ['kode', 'kodepelatihan', 'uid', 'id', 'code', 'trainingcode'],
    title: ['judul', 'judulpelatihan', 'nama', 'namapelatihan', 'pelatihan', 'title', 'training', 'name'],
    provider: ['penyelenggara', 'lembaga', 'provider', 'organizer', 'organiser', 'institution'],
    start: ['sesimulai', 'mulai', 'waktumulai', 'sessionstart', 'start', 'starts', 'begin'],
    end: ['sesiselesai', 'selesai', 'waktuselesai', 'sessionend', 'end', 'ends', 'until'],
    place: ['tempat', 'lokasi', 'tautan', 'tempatatautautan', 'place', 'location', 'link', 'placeorlink', 'venue'],
    seats: ['kuota', 'kursi', 'jumlahpeserta', 'kapasitas', 'seats', 'quota', 'capacity', 'places'],
    audience: ['sasaran', 'peserta', 'audience', 'for', 'participants'],
    invites: ['undang', 'diundang', 'undangan', 'invite', 'invited', 'invitation'],
    approval: ['persetujuan', 'persetujuankepala', 'persetujuanatasan', 'approval', 'needsapproval', 'headsapproval'],
    competence: ['kompetensi', 'competence', 'competency', 'skill'],
    materials: ['materi', 'bahan', 'materials', 'material'],
    contact: ['kontak', 'narahubung', 'contact'],
    description: ['deskripsi', 'keterangan', 'uraian', 'description', 'about'],
  },
}
