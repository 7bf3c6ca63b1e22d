// A regulation in Word as a city would write it: nested clauses that Word numbers, lists that begin anew, and a table.
import { HeadingLevel, Paragraph, Table, TableCell, TableRow } from 'docx'
import { docxOf, levels } from './manuscripts.ts'

/** The regulation as a document. */
export async function regulation(): Promise<Uint8Array<ArrayBuffer>> {
  return docxOf(
    [
      new Paragraph({ heading: HeadingLevel.TITLE, text: 'Peraturan Wali Kota tentang Cuti Pegawai' }),
      new Paragraph('Sasaran: unit DINKES, DISHUB'),
      new Paragraph('Berlaku: 4 Januari 2027'),
      ...bab('I', 'KETENTUAN UMUM'),
      pasal(0),
      new Paragraph('Dalam peraturan ini yang dimaksud dengan:'),
      new Paragraph({ text: 'Cuti adalah izin tidak masuk kerja.', numbering: { reference: 'arti', level: 0 } }),
      new Paragraph({ text: 'Pegawai adalah aparatur sipil negara.', numbering: { reference: 'arti', level: 0 } }),
      pasal(0),
      ayat('Setiap pegawai berhak atas cuti tahunan.', 0),
      ayat('Cuti tahunan diberikan kepada pegawai yang:', 0),
      huruf('telah bekerja satu tahun; dan', 0),
      huruf('mengajukan permohonan, dengan ketentuan:', 0),
      angka('tertulis; dan', 0),
      angka('tujuh hari sebelumnya.', 0),
      ayat('Sisa cuti dapat digunakan tahun berikutnya.', 0),
      ...bab('II', 'JENIS CUTI'),
      pasal(0),
      ayat('Cuti terdiri atas:', 1),
      huruf('cuti tahunan;', 1),
      huruf('cuti sakit; dan', 1),
      huruf('cuti melahirkan.', 1),
      ayat('Lama cuti adalah sebagai berikut.', 1),
      new Table({
        rows: [
          new TableRow({ children: [cell('Jenis'), cell('Lama', { columnSpan: 2 })] }),
          new TableRow({ children: [cell('Tahunan', { rowSpan: 2 }), cell('12'), cell('hari')] }),
          new TableRow({ children: [cell('1'), cell('tahun')] }),
        ],
      }),
      pasal(0),
      ayat('Cuti sakit diberikan dengan surat dokter.', 2),
      ayat('Surat dokter memuat:', 2),
      huruf('nama; dan', 2),
      huruf('lama istirahat.', 2),
      pasal(0),
      new Paragraph('Peraturan ini berlaku sejak diundangkan.'),
    ],
    {
      numbering: {
        config: [
          { reference: 'pasal', levels: levels(['DECIMAL', 'Pasal %1']) },
          { reference: 'ayat', levels: levels(['DECIMAL', '(%1)'], ['LOWER_LETTER', '%2.'], ['DECIMAL', '%3.']) },
          { reference: 'arti', levels: levels(['DECIMAL', '%1.']) },
        ],
      },
    },
  )
}

const first = 'BAB I KETENTUAN UMUM'
const second = 'BAB II JENIS CUTI'
/** Each of its clauses as "section | label | text", under the number that Word shows. */
export const regulationClauses = [
  `${first} | Pasal 1 | Dalam peraturan ini yang dimaksud dengan:`,
  `${first} | Pasal 1 angka 1 | Cuti adalah izin tidak masuk kerja.`,
  `${first} | Pasal 1 angka 2 | Pegawai adalah aparatur sipil negara.`,
  `${first} | Pasal 2 ayat (1) | Setiap pegawai berhak atas cuti tahunan.`,
  `${first} | Pasal 2 ayat (2) | Cuti tahunan diberikan kepada pegawai yang:`,
  `${first} | Pasal 2 ayat (2) huruf a | telah bekerja satu tahun; dan`,
  `${first} | Pasal 2 ayat (2) huruf b | mengajukan permohonan, dengan ketentuan:`,
  `${first} | Pasal 2 ayat (2) huruf b angka 1 | tertulis; dan`,
  `${first} | Pasal 2 ayat (2) huruf b angka 2 | tujuh hari sebelumnya.`,
  `${first} | Pasal 2 ayat (3) | Sisa cuti dapat digunakan tahun berikutnya.`,
  `${second} | Pasal 3 ayat (1) | Cuti terdiri atas:`,
  `${second} | Pasal 3 ayat (1) huruf a | cuti tahunan;`,
  `${second} | Pasal 3 ayat (1) huruf b | cuti sakit; dan`,
  `${second} | Pasal 3 ayat (1) huruf c | cuti melahirkan.`,
  `${second} | Pasal 3 ayat (2) | Lama cuti adalah sebagai berikut.`,
  `${second} |  | — Jenis: Tahunan; Lama: 12; Lama: hari\n— Jenis: Tahunan; Lama: 1; Lama: tahun`,
  `${second} | Pasal 4 ayat (1) | Cuti sakit diberikan dengan surat dokter.`,
  `${second} | Pasal 4 ayat (2) | Surat dokter memuat:`,
  `${second} | Pasal 4 ayat (2) huruf a | nama; dan`,
  `${second} | Pasal 4 ayat (2) huruf b | lama istirahat.`,
  `${second} | Pasal 5 | Peraturan ini berlaku sejak diundangkan.`,
]

const pasal = (instance: number) =>
  new Paragraph({ heading: HeadingLevel.HEADING_2, numbering: { reference: 'pasal', level: 0, instance }, text: '' })
const ayat = (text: string, instance: number) =>
  new Paragraph({ text, numbering: { reference: 'ayat', level: 0, instance } })
const huruf = (text: string, instance: number) =>
  new Paragraph({ text, numbering: { reference: 'ayat', level: 1, instance } })
const angka = (text: string, instance: number) =>
  new Paragraph({ text, numbering: { reference: 'ayat', level: 2, instance } })
const bab = (number: string, name: string) => [
  new Paragraph({ heading: HeadingLevel.HEADING_1, text: `BAB ${number}` }),
  new Paragraph({ heading: HeadingLevel.HEADING_1, text: name }),
]
const cell = (text: string, rest = {}) => new TableCell({ children: [new Paragraph(text)], ...rest })
