import type { Vocabulary } from '../../platform/sheets/header.ts'

/** The columns of a staff list. */
export const columns = ['nip', 'name', 'unit', 'position', 'phone'] as const
export type Column = (typeof columns)[number]

/** What a staff list is known by: names of its columns as SIMPEG, its exports and people write them. */
export const staffList: Vocabulary<Column> = {
  columns,
  needed: ['nip', 'name', 'unit'],
  names: {
    nip: ['nip', 'nipbaru', 'nipnrp', 'nomorindukpegawai', 'nonip', 'employeenumber', 'employeeid', 'staffnumber'],
    name: ['nama', 'namalengkap', 'namapegawai', 'namaasn', 'namapns', 'name', 'fullname'],
    unit: [
      'unit',
      'unitkerja',
      'unitorganisasi',
      'perangkatdaerah',
      'satuankerja',
      'satker',
      'opd',
      'skpd',
      'instansi',
      'organisasi',
      'workunit',
      'department',
    ],
    position: ['jabatan', 'namajabatan', 'position', 'jobtitle'],
    phone: [
      'telepon',
      'telp',
      'notelp',
      'notelepon',
      'nomortelepon',
      'hp',
      'nohp',
      'nomorhp',
      'nohandphone',
      'nomorhandphone',
      'handphone',
      'ponsel',
      'nomorponsel',
      'wa',
      'nowa',
      'whatsapp',
      'nowhatsapp',
      'phone',
      'phonenumber',
      'mobile',
      'mobilephone',
    ],
  },
}
