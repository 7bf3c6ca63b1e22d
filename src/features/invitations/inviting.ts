import { z } from 'zod'
import { dialog, words } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { searchEntries } from '../../shared/people/search.ts'
import { listUnits, unitLabel, unitNamed } from '../../shared/units/units.ts'
import { listInvitees } from './actions.ts'
import { making } from './making.ts'
import { daysText, entryLabel } from './views.ts'

/** For whom the links will be, as far as it was answered. */
async function whomOf(
  turn: Turn,
  {
    kind,
    found = [],
    entry = found[0],
    unit,
    label,
  }: { kind?: string; found?: string[]; entry?: string; unit?: string; label?: string },
): Promise<string> {
  const { db } = turn
  if (kind === 'guest') return label ?? ''
  if (kind === 'one') {
    const select = { name: true, unit: { select: { name: true } } } as const
    const chosen = await db.rosterEntry.findUnique({ where: { id: BigInt(entry ?? 0) }, select })
    return chosen === null ? '' : entryLabel(chosen.name, chosen.unit.name)
  }
  const id = unit === undefined || unit === 'all' ? undefined : BigInt(unit)
  const { length: count } = await listInvitees(db, { unit: id })
  const place = id === undefined ? null : await db.unit.findUnique({ where: { id }, select: { name: true } })
  return turn.label('invitations:waiting', { count, unit: place?.name ?? turn.label('invitations:allUnits') })
}

const terms = [7, 14, 30, 90]

/** "/undang": for one employee, for a unit, or for guests, and for how long; the links are then made apart. */
export const inviting = dialog({
  name: 'invitations.inviting',
  title: 'invitations:inviting',
  right: 'admin',
  brief: true,
  opening: z.object({}),
  answers: z.object({
    kind: z.enum(['one', 'unit', 'guest']),
    found: z.array(z.string()),
    entry: z.string(),
    unit: z.string(),
    label: z.string(),
    days: z.number().int(),
  }),
  steps: [
    {
      key: 'kind',
      ask: (turn) => turn.t('invitations:askKind'),
      options: (turn) => [
        [{ id: 'one', label: turn.label('invitations:one'), value: 'one' }],
        [{ id: 'unit', label: turn.label('invitations:unit'), value: 'unit' }],
        [{ id: 'guest', label: turn.label('invitations:guest'), value: 'guest' }],
      ],
    },
    {
      key: 'found',
      when: ({ kind }) => kind === 'one',
      ask: (turn) => turn.t('invitations:askWho'),
      async read({ db }, { text = '' }) {
        const found = await searchEntries(db, text.trim())
        const entries = await db.rosterEntry.findMany({ where: { id: { in: found }, personId: null } })
        if (entries.length === 0) throw new Refusal('invitations:joinedAlready')
        return entries.map(({ id }) => String(id))
      },
    },
    {
      key: 'entry',
      when: ({ kind, found }) => kind === 'one' && found !== undefined && found.length > 1,
      ask: (turn) => turn.t('invitations:askWhich'),
      async options({ db }, { found = [] }) {
        const entries = await db.rosterEntry.findMany({
          where: { id: { in: found.map(BigInt) } },
          orderBy: { name: 'asc' },
          select: { id: true, name: true, unit: { select: { name: true } } },
        })
        return entries.map(({ id, name, unit }) => [
          { id: String(id), label: entryLabel(name, unit.name), value: String(id) },
        ])
      },
    },
    {
      key: 'unit',
      when: ({ kind }) => kind === 'unit',
      ask: (turn) => turn.t('invitations:askUnit'),
      options: async (turn) => [
        [{ id: 'all', label: turn.label('invitations:allUnits'), value: 'all' }],
        ...(await listUnits(turn.db)).map((unit) => [
          { id: String(unit.id), label: unitLabel(unit), value: String(unit.id) },
        ]),
      ],
      async read({ db }, { text = '' }) {
        const unit = unitNamed(await listUnits(db), text)
        if (unit === undefined) throw new Refusal('invitations:unitUnknown')
        return String(unit.id)
      },
    },
    {
      key: 'label',
      when: ({ kind }) => kind === 'guest',
      ask: (turn) => turn.t('invitations:askLabel'),
      read: words(2, 60),
    },
    {
      key: 'days',
      ask: async (turn, sofar) => turn.t('invitations:askDays', { whom: await whomOf(turn, sofar) }),
      options: (turn) => [terms.map((days) => ({ id: String(days), label: daysText(turn.voice, days), value: days }))],
    },
  ],
  async done(turn, { kind, found = [], entry = found[0], unit, label, days }) {
    if (kind === undefined || days === undefined) throw new Refusal('platform:dialogGone')
    const { chatId, voice, botName, db } = turn
    const scope = {
      entry: kind === 'one' ? entry : undefined,
      unit: kind === 'unit' && unit !== 'all' ? unit : undefined,
      label: kind === 'guest' ? label : undefined,
    }
    if (kind === 'unit') {
      const invitees = await listInvitees(db, { unit: scope.unit === undefined ? undefined : BigInt(scope.unit) })
      if (invitees.length === 0) return turn.replace({ text: turn.t('invitations:nobodyLeft') })
    }
    await turn.begin(making, { chatId: String(chatId), language: voice.language, botName, kind, days, ...scope })
    turn.replace({ text: turn.t('invitations:beingMade') })
  },
})
