// How somebody announces through the city, in as few words as a test needs.
import type { openCity } from './city.ts'

type Actor = Awaited<ReturnType<typeof openCity>>['fitri']

/** Announces and gives the text that is sent; `reads`: asks for "Saya sudah baca". */
export async function announces(
  actor: Actor,
  words: string,
  { to = 'Semua', reads = false, press = 'Kirim sekarang' } = {},
): Promise<void> {
  await actor.says('/umumkan')
  await actor.says(words)
  await actor.presses(to)
  if (reads) await actor.presses('Minta tanda baca')
  await actor.presses(press)
}

/** What the newest message says by which somebody follows and controls this announcement. */
export function panel(actor: Actor, id: string): string | undefined {
  return actor.saw.findLast((text) => text.startsWith(`Pengumuman #${id}`) && text.includes('Terkirim: '))
}
