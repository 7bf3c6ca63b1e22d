// The words in which people write a moment, in both languages, in lower case. Where one begins another, the longer one
// stands first.

export const numbers: Record<string, number> = {
  'dua belas': 12,
  sebelas: 11,
  sepuluh: 10,
  sembilan: 9,
  delapan: 8,
  tujuh: 7,
  enam: 6,
  lima: 5,
  empat: 4,
  tiga: 3,
  dua: 2,
  satu: 1,
  twelve: 12,
  eleven: 11,
  ten: 10,
  nine: 9,
  eight: 8,
  seven: 7,
  six: 6,
  five: 5,
  four: 4,
  three: 3,
  two: 2,
  one: 1,
}

/** Zones by their common names. */
export const zones: Record<string, string> = { wib: 'Asia/Jakarta', wita: 'Asia/Makassar', wit: 'Asia/Jayapura' }

/** Days from today. */
export const days: Record<string, number> = {
  'besok lusa': 2,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
  lusa: 2,
  besok: 1,
  esok: 1,
  bsk: 1,
  tomorrow: 1,
  tmrw: 1,
  'hari ini': 0,
  today: 0,
}

/** 1: Monday, 7: Sunday. */
export const weekdays: Record<string, number> = {
  senin: 1,
  selasa: 2,
  rabu: 3,
  kamis: 4,
  jumat: 5,
  sabtu: 6,
  minggu: 7,
  ahad: 7,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
  mon: 1,
  tues: 2,
  tue: 2,
  wed: 3,
  thurs: 4,
  thur: 4,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
}

export const months: Record<string, number> = {
  januari: 1,
  january: 1,
  jan: 1,
  februari: 2,
  february: 2,
  feb: 2,
  maret: 3,
  march: 3,
  mar: 3,
  april: 4,
  apr: 4,
  mei: 5,
  may: 5,
  juni: 6,
  june: 6,
  jun: 6,
  juli: 7,
  july: 7,
  jul: 7,
  agustus: 8,
  august: 8,
  agust: 8,
  agu: 8,
  ags: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  oktober: 10,
  october: 10,
  okt: 10,
  oct: 10,
  november: 11,
  nopember: 11,
  nov: 11,
  desember: 12,
  december: 12,
  des: 12,
  dec: 12,
}

/**
 * What an hour means in a part of the day: [from, to, hours added]. The night goes on after midnight, so that its first
 * hours are the next day's.
 */
export const parts: Record<string, readonly (readonly [number, number, number])[]> = {
  'dini hari': [[0, 5, 0]],
  subuh: [[3, 6, 0]],
  pagi: [[0, 11, 0]],
  siang: [
    [10, 16, 0],
    [1, 4, 12],
  ],
  sore: [
    [13, 19, 0],
    [1, 7, 12],
  ],
  petang: [
    [16, 19, 0],
    [4, 7, 12],
  ],
  malam: [
    [18, 24, 0],
    [6, 12, 12],
    [0, 5, 24],
  ],
  morning: [[0, 11, 0]],
  afternoon: [
    [12, 18, 0],
    [1, 6, 12],
  ],
  evening: [
    [16, 23, 0],
    [4, 11, 12],
  ],
  tonight: [
    [18, 24, 0],
    [5, 12, 12],
    [0, 4, 24],
  ],
  night: [
    [18, 24, 0],
    [6, 12, 12],
    [0, 5, 24],
  ],
}

/** Units of a span, in minutes or in days. */
export const spans: Record<string, { minutes: number } | { days: number }> = {
  menit: { minutes: 1 },
  minutes: { minutes: 1 },
  minute: { minutes: 1 },
  mins: { minutes: 1 },
  min: { minutes: 1 },
  jam: { minutes: 60 },
  hours: { minutes: 60 },
  hour: { minutes: 60 },
  hari: { days: 1 },
  days: { days: 1 },
  day: { days: 1 },
  minggu: { days: 7 },
  pekan: { days: 7 },
  weeks: { days: 7 },
  week: { days: 7 },
}

/** Before a span, and after it: that it is counted from now. */
export const ahead = {
  before: ['dalam', 'setelah', 'in', 'after'],
  after: ['lagi', 'dari sekarang', 'from now', 'later'],
}

/** Before an hour. */
export const clock = ['jam', 'pukul', 'pkl', 'pk', 'at', '@']
export const half = ['setengah', 'half']
/** Half an hour before the hour that follows. */
export const halfBefore = ['setengah']
export const noon = ['tengah hari', 'noon', 'midday']
/** Later on the same day. */
export const soon = ['nanti']

export const week = { words: ['minggu', 'pekan', 'week'], next: ['depan', 'next'], same: ['ini', 'this'] }

/** What may stand beside all that without meaning anything. */
export const fillers = [
  'pada',
  'hari',
  'tanggal',
  'tgl',
  'on',
  'the',
  'of',
  "o'clock",
  'oclock',
  'sharp',
  'saja',
  'ya',
  'tepat',
  'waktu',
]
