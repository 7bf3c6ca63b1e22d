import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Audience } from '../../../shared/audiences/audience.ts'
import {
  askUnits,
  choices,
  chosenAudience,
  groupOptions,
  kindOptions,
  readUnit,
  roleOptions,
  unitOptions,
} from '../../../shared/audiences/choosing.ts'
import { makeTraining } from '../enrolling/changing.ts'
import { makeButton } from './buttons.ts'
import { readSeats } from './fields.ts'
import { readCard } from './cards.ts'
import { cardView } from './cardViews.ts'
import { addSession, askSessions, sessionOptions } from './sessionAnswers.ts'
import { readSpan, Span } from './spans.ts'
import { longest } from './written.ts'

/** "Buat pelatihan". */
export const onMake = press(makeButton, 'planner', (turn) => turn.open(making, {}))

/** What is known beforehand, where a training comes of a need. */
const Opening = z.object({
  need: z.string().optional(),
  title: z.string().optional(),
  competence: z.string().optional(),
  audience: Audience.optional(),
})

const Answers = z.object({
  ...choices,
  title: z.string(),
  provider: z.string(),
  sessions: z.array(Span),
  place: z.string(),
  seats: z.object({ seats: z.number().nullable() }),
  invites: z.boolean(),
  approval: z.boolean(),
  competence: z.string(),
  materials: z.string(),
  contact: z.string(),
  description: z.string(),
})

/** Makes a training step by step. */
export const making = dialog({
  name: 'trainings.making',
  title: 'trainings:making',
  right: 'planner',
  opening: Opening,
  answers: Answers,
  steps: [
    {
      key: 'title',
      when: (_sofar, { title }) => title === undefined,
      ask: (turn) => turn.t('trainings:askTitle'),
      read: words(3, longest.title ?? 200),
    },
    { key: 'provider', ask: (turn) => turn.t('trainings:askProvider'), read: words(2, longest.provider ?? 200) },
    {
      key: 'sessions',
      ask: (turn, { sessions }) => askSessions(turn, sessions),
      options: (turn, { sessions }) => sessionOptions(turn, sessions),
      read: (turn, message, { sessions }) => addSession(sessions, readSpan(turn, message)),
      readStays: true,
    },
    { key: 'place', ask: (turn) => turn.t('trainings:askPlace'), read: words(2, longest.place ?? 300) },
    {
      key: 'seats',
      ask: (turn) => turn.t('trainings:askSeats'),
      options: (turn) => [[{ id: 'all', label: turn.label('trainings:noLimit'), value: { seats: null } }]],
      read: (_turn, { text = '' }) => {
        const field = readSeats(text)
        if (!('value' in field) || text.trim() === '') throw new Refusal('trainings:seatsUnknown')
        return { seats: field.value }
      },
    },
    {
      key: 'audience',
      when: (_sofar, { audience }) => audience === undefined,
      ask: (turn) => turn.t('trainings:askAudience'),
      options: kindOptions,
    },
    {
      key: 'units',
      when: ({ audience }) => audience?.kind === 'units',
      ask: (turn, { units }) => askUnits(turn, units),
      options: (turn, { units }) => unitOptions(turn, units),
      read: (turn, message, { units }) => readUnit(turn, message, units),
      readStays: true,
    },
    {
      key: 'roles',
      when: ({ audience }) => audience?.kind === 'roles',
      ask: (turn) => turn.t('audiences:askRoles'),
      options: (turn, { roles }) => roleOptions(turn, roles),
    },
    {
      key: 'group',
      when: ({ audience }) => audience?.kind === 'notYet',
      ask: (turn) => turn.t('audiences:askGroup'),
      options: groupOptions,
    },
    {
      key: 'invites',
      ask: (turn) => turn.t('trainings:askInvites'),
      options: (turn) => yesNo(turn, 'trainings:inviteAll', 'trainings:inviteNobody'),
    },
    {
      key: 'approval',
      ask: (turn) => turn.t('trainings:askNeedsApproval'),
      options: (turn) => yesNo(turn, 'trainings:approvalYes', 'trainings:approvalNo'),
    },
    {
      key: 'competence',
      when: (_sofar, { competence }) => competence === undefined,
      ask: (turn) => turn.t('trainings:askCompetence'),
      read: words(2, longest.competence ?? 100),
      optional: true,
    },
    {
      key: 'materials',
      ask: (turn) => turn.t('trainings:askMaterials'),
      read: words(2, longest.materials ?? 800),
      optional: true,
    },
    {
      key: 'contact',
      ask: (turn) => turn.t('trainings:askContact'),
      read: words(2, longest.contact ?? 300),
      optional: true,
    },
    {
      key: 'description',
      ask: (turn) => turn.t('trainings:askDescription'),
      read: words(2, longest.description ?? 1500),
      optional: true,
    },
  ],
  async done(turn, answers, opening) {
    const { db, now, who } = turn
    const place = known(answers.place)
    const author = await db.person.findUniqueOrThrow({ where: { telegramId: who.telegramId }, select: { id: true } })
    const wanted = {
      title: known(opening.title ?? answers.title),
      provider: known(answers.provider),
      sessions: known(answers.sessions).map(({ startsAt, endsAt }) => ({
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
        place,
      })),
      seats: known(answers.seats).seats,
      audience: known(opening.audience ?? chosenAudience(answers)),
      invites: known(answers.invites),
      needsApproval: known(answers.approval),
      competence: opening.competence ?? answers.competence ?? null,
      materials: answers.materials ?? '',
      contact: answers.contact ?? '',
      description: answers.description ?? '',
    }
    const needId = opening.need === undefined ? undefined : BigInt(opening.need)
    const uid = `rembuk-${randomUUID()}`
    const id = await makeTraining(db, { uid, wanted, authorId: author.id, needId }, turn, now)
    turn.replace(cardView(turn, await readCard(turn, id), turn.t('trainings:made')))
  },
})

function yesNo(
  { label }: Turn,
  yes: Parameters<Turn['label']>[0],
  no: Parameters<Turn['label']>[0],
): Option<boolean>[][] {
  return [[{ id: 'yes', label: label(yes), value: true }], [{ id: 'no', label: label(no), value: false }]]
}

/** An answer that must be there by now; a deploy may have added its question meanwhile. */
function known<Value>(answer: Value | undefined): Value {
  if (answer === undefined) throw new Refusal('platform:dialogGone')
  return answer
}
