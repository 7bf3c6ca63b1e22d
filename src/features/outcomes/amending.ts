import { z } from 'zod'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog, words } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readCode } from '../../shared/tickets/codes.ts'
import { addButton, rewordButton } from './buttons.ts'
import { addAll, showCard } from './card.ts'
import { demandSentence, reword, takeOutcome, takeUntold } from './outcomes.ts'
import { wordsOf } from './sources.ts'
import { kindKey } from './statements.ts'

const Opening = z.object({ outcome: z.string() })
const readSentence = words(10, 500)
const readCodes = words(6, 2000)
/** A ticket's name as people write it, among others. */
const codes = /(?:sg[\s\-–—./]*)?\d{4}[\s\-–—./]+\d{1,9}/gi

/** Names tickets, several in one message, that an outcome is about, too. */
export const adding = dialog({
  name: 'outcomes.adding',
  title: 'outcomes:adding',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ tickets: z.array(z.string()) }),
  steps: [
    {
      key: 'tickets',
      async ask(turn, _, { outcome }) {
        await takeOutcome(turn.db, BigInt(outcome))
        return turn.t('outcomes:askCodes')
      },
      read: (turn, message) => ticketsIn(turn, readCodes(turn, message)),
    },
  ],
  async done(turn, { tickets }, { outcome }) {
    if (tickets === undefined) throw new Refusal('platform:dialogGone')
    const names = tickets.map((id) => ({ kind: 'ticket' as const, id: BigInt(id) }))
    const count = await addAll(turn, BigInt(outcome), names)
    turn.answer({ text: turn.t('outcomes:added', { count }) })
    await showCard(turn, BigInt(outcome))
  },
})

/** The sentence in other words, until somebody has been told. */
export const rewording = dialog({
  name: 'outcomes.rewording',
  title: 'outcomes:rewording',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ sentence: z.string() }),
  steps: [
    {
      key: 'sentence',
      async ask(turn, _, { outcome }) {
        const { kind } = await takeUntold(turn.db, BigInt(outcome))
        return turn.t(kind === 'declined' ? 'outcomes:askSentenceWhy' : 'outcomes:askSentence', {
          outcome: turn.label(kindKey[kind]),
        })
      },
      async read(turn, message, _, { outcome }) {
        const sentence = readSentence(turn, message)
        const { id, kind } = await takeUntold(turn.db, BigInt(outcome))
        demandSentence(kind, sentence, await wordsOf(turn.db, id))
        return sentence
      },
    },
  ],
  async done(turn, { sentence }, { outcome }) {
    if (sentence === undefined) throw new Refusal('platform:dialogGone')
    await reword(turn.db, BigInt(outcome), sentence)
    await showCard(turn, BigInt(outcome))
  },
})

const onAdd = press(addButton, 'planner', async (turn, { outcome }) => {
  await takeOutcome(turn.db, outcome)
  await turn.open(adding, { outcome: String(outcome) })
})

const onReword = press(rewordButton, 'planner', async (turn, { outcome }) => {
  await takeUntold(turn.db, outcome)
  await turn.open(rewording, { outcome: String(outcome) })
})

export const amendingPresses: Press[] = [onAdd, onReword]

/** The tickets that are named; refused, with their names, when there are none of some of them. */
async function ticketsIn({ db }: Turn, text: string): Promise<string[]> {
  const written = [...text.matchAll(codes)].map(([code]) => code)
  if (written.length === 0) throw new Refusal('outcomes:noCodes')
  const found: string[] = []
  const unknown: string[] = []
  for (const code of new Set(written)) {
    const year_number = readCode(code)
    const ticket = year_number && (await db.ticket.findUnique({ where: { year_number }, select: { id: true } }))
    if (ticket) found.push(String(ticket.id))
    else unknown.push(code.trim())
  }
  if (unknown.length > 0) throw new Refusal('outcomes:unknownCodes', { codes: unknown.slice(0, 20).join(', ') })
  return found
}
