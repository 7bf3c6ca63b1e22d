// Ten words each of many people: every one has exactly one answer, and one can tell from it which word it answers.
import { expect } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { query } from '../support/rows.ts'
import type { StandIn } from '../support/standIn.ts'

/** What is said, and what the answer to it begins with. */
const pairs = [
  ['/menu', 'Menu\n'],
  ['/profil', 'Profil\n'],
  ['/bantuan', 'Bantuan\n'],
  ['/bahasa', 'Pilih bahasa'],
  ['/batal', 'Tidak ada isian'],
  ['Lampu jalan padam', 'Kirim sebagai usulan'],
  ['/tidakada', 'Perintah itu belum'],
] as const

/** How many words each says. */
export const words = 10

/** Everyone says one word, each another one, as the `round`th of ten. */
export async function sayOne({ world }: StandIn, people: number[], round: number): Promise<void> {
  for (const [n, person] of people.entries()) await world.says(person, pairOf(n, round)[0])
}

/** Each word was handled once and answered once, in the order said; seen was each answer, in order, perhaps twice. */
export async function expectEachOnce(standIn: StandIn, people: number[], place: TestDatabase['place']): Promise<void> {
  expect(await query(place, "SELECT update_id, fate FROM inbox_update WHERE fate <> 'handled'")).toEqual([])
  const rows = await query<{ chat: string; sent: number }>(
    place,
    `SELECT chat_id::text AS chat, telegram_message_id AS sent FROM message
     WHERE lane = 'answer' AND chat_id = ANY($1::bigint[]) ORDER BY id`,
    [people],
  )
  for (const [n, person] of people.entries()) {
    const expected = Array.from({ length: words }, (_, round) => pairOf(n, round)[1])
    const answers = standIn.world
      .messages(person)
      .filter(({ fromBot }) => fromBot)
      .flatMap(({ message }) => {
        const pair = pairs.find(([, answer]) => message.text?.startsWith(answer))
        return pair === undefined ? [] : [{ id: message.message_id, answer: pair[1] }]
      })
    const written = rows
      .filter(({ chat }) => chat === String(person))
      .map(({ sent }) => answers.find(({ id }) => id === sent)?.answer)
    expect(written, `effects of what ${person} said`).toEqual(expected)
    // No two neighbours are the same word: a repetition is an answer sent again.
    const seen = answers.map(({ answer }) => answer)
    expect(
      seen.filter((answer, at) => answer !== seen[at - 1]),
      `what ${person} saw`,
    ).toEqual(expected)
  }
}

/** How many answers were sent again. */
export function repetitions({ world }: StandIn, people: number[]): number {
  const seen = people.flatMap((person) =>
    world
      .messages(person)
      .filter(({ fromBot, message }) => fromBot && pairs.some(([, a]) => message.text?.startsWith(a))),
  )
  return seen.length - people.length * words
}

function pairOf(person: number, round: number) {
  return pairs[(person + round * (1 + (person % 6))) % pairs.length] ?? pairs[0]
}
