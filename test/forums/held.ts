// Forums as a planner holds them.
import type { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>

export const seeds = [
  'Pasar perlu lebih banyak tempat sampah terpilah.',
  'Parkir sebaiknya pindah ke luar pasar.',
  'Jam buka pasar perlu diperpanjang sampai malam.',
  'Retribusi harian sebaiknya dibayar tanpa uang tunai.',
  'Pedagang kecil perlu lapak yang lebih murah.',
]

/** A forum's file; lines given take the place of the usual ones. */
export function forumText(lines: Record<string, string> = {}, statements: string[] = seeds): string {
  const usual = {
    judul: 'Pasar yang kita mau',
    pertanyaan: 'Apa yang perlu berubah di pasar kita?',
    sasaran: 'semua',
    tautan: 'ya',
    tutup: 'dalam 3 hari pukul 16.00',
    bernama: 'tidak',
    moderasi: 'sesudah',
  }
  const head = Object.entries({ ...usual, ...lines }).map(([name, value]) => `${name}: ${value}`)
  return [...head, 'pernyataan:', ...statements.map((text) => `  - ${text}`)].join('\n')
}

/** Publishes a forum from a file and opens it at once; gives its row. */
export async function opensForum(city: City, lines?: Record<string, string>, statements?: string[]) {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Forum dialog')
  const bytes = new Uint8Array(Buffer.from(forumText(lines, statements)))
  await eko.sendsDocument({ name: 'forum.yaml', type: 'application/yaml', bytes })
  await eko.presses('Lihat rancangan')
  await eko.presses('Buka forum')
  await eko.presses('Buka forum')
  return city.app.work.database.client.forum.findFirstOrThrow({ orderBy: { id: 'desc' } })
}
