import { z } from 'zod'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { readQuery, searchEntries } from '../../../shared/people/search.ts'
import { cut } from '../../../shared/policies/places.ts'
import { homeButton } from '../buttons.ts'
import { colleaguesOf, joinedOf, nameOf, ownIdOf } from '../people.ts'
import type { Colleague } from '../people.ts'
import { tell } from '../telling.ts'
import { demandRoom } from './appreciations.ts'
import { thanksNews } from './views.ts'

const longestLabel = 60

/** Thanks to a colleague: to whom, found by name, and for what. What was typed to find them is not kept. */
export const appreciating = dialog({
  name: 'checkins.thanking',
  title: 'checkins:appreciating',
  right: 'employee',
  apart: true,
  opening: z.object({}),
  answers: z.object({ found: z.array(z.string()), to: z.string(), text: z.string() }),
  steps: [
    {
      key: 'found',
      ask: ({ t }) => t('checkins:askWhom'),
      read: (turn, { text = '' }) => find(turn, text),
    },
    {
      key: 'to',
      when: ({ found = [] }) => found.length !== 1,
      ask: ({ t }) => t('checkins:askWhich'),
      options: async ({ db }, { found = [] }) =>
        (await colleaguesOf(db, found.map(BigInt))).map(({ id, name, unit }) => [
          {
            id: String(id),
            label: cut(`${name} · ${unit.split(' / ').at(-1) ?? unit}`, longestLabel),
            value: String(id),
          },
        ]),
    },
    {
      key: 'text',
      ask: async ({ db, t }, sofar) => t('checkins:askThanks', { name: (await receiverOf(db, sofar)).name }),
      read: words(3, 500),
    },
  ],
  async done(turn, answers) {
    const { db, who, now, settings } = turn
    const { text } = answers
    if (text === undefined) throw new Refusal('platform:dialogGone')
    const to = await receiverOf(db, answers)
    const authorId = await ownIdOf(db, who)
    await demandRoom(db, authorId, settings, now)
    const created = await db.appreciation.create({ data: { personId: to.id, authorId, text, createdAt: now } })
    const from = await nameOf(db, who.telegramId)
    await tell(turn, to.telegramId, {
      subject: thanksSubject(created.id),
      isAwaited: false,
      isFleeting: true,
      view: (voice) => thanksNews(voice, { ...created, from }),
    })
    turn.answer({
      text: turn.t('checkins:thanksSent', { name: to.name }),
      buttons: [[homeButton.with(turn.label('checkins:toHome'), {})]],
    })
  },
})

/** "/apresiasi", and "Beri apresiasi". */
export async function appreciate(turn: Turn): Promise<void> {
  const { db, who, settings, now } = turn
  await demandRoom(db, await ownIdOf(db, who), settings, now)
  await turn.open(appreciating, {})
}

/** What the message about thanks is called. */
export function thanksSubject(id: bigint): string {
  return `appreciation:${id}`
}

/** Colleagues who have joined, by name only: numbers would tell whose they are. */
async function find({ db, who }: Turn, text: string): Promise<string[]> {
  const query = readQuery(text)
  if (query === null || 'digits' in query) throw new Refusal('checkins:namesOnly')
  const joined = await joinedOf(db, await searchEntries(db, text))
  const others = joined.filter(({ telegramId }) => telegramId !== who.telegramId)
  if (others.length === 0) throw new Refusal(joined.length > 0 ? 'checkins:notOneself' : 'checkins:notJoined')
  return others.map(({ id }) => String(id))
}

async function receiverOf(db: Turn['db'], { found = [], to }: { found?: string[]; to?: string }): Promise<Colleague> {
  const [receiver] = await colleaguesOf(db, [BigInt((found.length === 1 ? found[0] : to) ?? 0)])
  // They may have left while it was written.
  if (receiver === undefined) throw new Refusal('checkins:notJoined')
  return receiver
}
