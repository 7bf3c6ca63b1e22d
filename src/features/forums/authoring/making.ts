import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { chosenAudience, choices } from '../../../shared/audiences/choosing.ts'
import * as choosing from '../../../shared/audiences/choosing.ts'
import { listEditions } from '../../../shared/policies/versions.ts'
import { newForumButton } from './buttons.ts'
import { deskView } from './deskViews.ts'
import { faultOf, ForumPlan, makeForum } from './plan.ts'
import { previewText } from './previews.ts'
import { readSeeds } from './seeds.ts'
import { readTime } from './times.ts'

const { audience, units, roles, group } = choices
const mostPolicies = 12
const day = 86_400_000
/** Of days, the spans that are offered for how long a forum stays open. */
const spans = [1, 3, 7, 14]

const Answers = z.object({
  title: z.string(),
  question: z.string(),
  background: z.string(),
  policy: z.string(),
  audience,
  units,
  roles,
  group,
  link: z.boolean(),
  opens: z.string(),
  closes: z.string(),
  named: z.boolean(),
  moderation: z.enum(['before', 'after']),
  rows: z.boolean(),
  seeds: z.array(z.string()),
  sure: z.literal(true),
})
type Sofar = { [Key in keyof z.infer<typeof Answers>]?: z.infer<typeof Answers>[Key] | undefined }

/** Makes a forum question by question; it is a draft until its author opens it. */
export const making = dialog({
  name: 'forums.making',
  title: 'forums:making',
  right: 'planner',
  opening: z.object({}),
  answers: Answers,
  steps: [
    { key: 'title', ask: (turn) => turn.t('forums:askTitle'), read: words(5, 100) },
    { key: 'question', ask: (turn) => turn.t('forums:askQuestion'), read: words(10, 300) },
    { key: 'background', optional: true, ask: (turn) => turn.t('forums:askBackground'), read: words(10, 1500) },
    {
      key: 'policy',
      optional: true,
      ask: (turn) => turn.t('forums:askPolicy'),
      options: async (turn) =>
        (await listEditions(turn.db))
          .filter(({ policy }) => policy.withdrawnAt === null)
          .slice(0, mostPolicies)
          .map(({ policyId, title }) => [{ id: String(policyId), label: title.slice(0, 60), value: String(policyId) }]),
    },
    { key: 'audience', ask: (turn) => turn.t('forums:askAudience'), options: choosing.kindOptions },
    {
      key: 'units',
      when: ({ audience: chosen }) => chosen?.kind === 'units',
      ask: (turn, { units: chosen }) => choosing.askUnits(turn, chosen),
      options: (turn, { units: chosen }) => choosing.unitOptions(turn, chosen),
      read: (turn, message, { units: chosen }) => choosing.readUnit(turn, message, chosen),
      readStays: true,
    },
    {
      key: 'roles',
      when: ({ audience: chosen }) => chosen?.kind === 'roles',
      ask: (turn) => turn.t('audiences:askRoles'),
      options: (turn, { roles: chosen }) => choosing.roleOptions(turn, chosen),
    },
    {
      key: 'group',
      when: ({ audience: chosen }) => chosen?.kind === 'notYet',
      ask: (turn) => turn.t('forums:askAudience'),
      options: choosing.groupOptions,
    },
    { key: 'link', ask: (turn) => turn.t('forums:askLink'), options: (turn) => [yesNo(turn)] },
    {
      key: 'opens',
      ask: (turn) => turn.t('forums:askOpens'),
      options: (turn) => [[{ id: 'now', label: turn.label('forums:opensNow'), value: turn.now.toISOString() }]],
      read: readTime,
    },
    {
      key: 'closes',
      ask: (turn) => turn.t('forums:askCloses'),
      options: (turn, { opens }) => [
        spans.map((days) => ({
          id: `d${days}`,
          label: turn.label('forums:afterDays', { count: days }),
          value: new Date(new Date(opens ?? turn.now).getTime() + days * day).toISOString(),
        })),
      ],
      read(turn, message, { opens = turn.now.toISOString() }) {
        const closesAt = readTime(turn, message)
        const fault = faultOf({ opensAt: opens, closesAt, isNamed: true }, turn)
        if (fault !== null) throw new Refusal(fault)
        return closesAt
      },
    },
    {
      key: 'named',
      ask: (turn) => turn.t(turn.settings.sealing === null ? 'forums:askOnlyNamed' : 'forums:askNamed'),
      options: (turn) => {
        const named = { id: 'named', label: turn.label('forums:isNamed'), value: true }
        if (turn.settings.sealing === null) return [[named]]
        return [[{ id: 'anonymous', label: turn.label('forums:isAnonymous'), value: false }, named]]
      },
    },
    {
      key: 'moderation',
      ask: (turn) => turn.t('forums:askModeration'),
      options: (turn) => [
        [
          { id: 'before', label: turn.label('forums:moderationBefore'), value: 'before' },
          { id: 'after', label: turn.label('forums:moderationAfter'), value: 'after' },
        ],
      ],
    },
    { key: 'rows', ask: (turn) => turn.t('forums:askRows'), options: (turn) => [yesNo(turn).toReversed()] },
    {
      key: 'seeds',
      optional: true,
      ask: (turn, { seeds = [] }) =>
        seeds.length === 0
          ? turn.t('forums:askSeeds')
          : turn.t('forums:askMoreSeeds', { count: seeds.length, last: seeds.at(-1) ?? '' }),
      options: (_turn, { seeds = [] }) =>
        seeds.length === 0 ? [] : [[{ id: 'next', label: _turn.label('forums:seedsDone'), value: seeds }]],
      read: (turn, message, { seeds }) => readSeeds(turn, { text: message.text ?? '' }, seeds),
      readStays: true,
    },
    {
      key: 'sure',
      ask: async (turn, sofar) => previewText(turn, planOf(sofar)),
      options: (turn) => [[{ id: 'go', label: turn.label('forums:makeDraft'), value: true }]],
    },
  ],
  async done(turn, answers) {
    const { db, now, who } = turn
    const plan = planOf(answers)
    const fault = faultOf(plan, turn)
    if (fault !== null) throw new Refusal(fault)
    const author = await db.person.findUnique({ where: { telegramId: who.telegramId }, select: { id: true } })
    const forum = await makeForum(db, plan, author?.id ?? null, turn, now)
    turn.replace(await deskView(turn, forum))
  },
})

export const onNew = press(newForumButton, 'planner', async (turn) => turn.open(making, {}))

function planOf(answers: Sofar): ForumPlan {
  const { title, question, background, policy, link, opens, closes, named, moderation, rows, seeds } = answers
  const read = ForumPlan.safeParse({
    title,
    question,
    background: background ?? null,
    policyId: policy ?? null,
    paragraphs: [],
    audience: chosenAudience(answers),
    isPublic: link,
    isNamed: named,
    moderation,
    sharesRows: rows,
    reasons: [],
    opensAt: opens,
    closesAt: closes,
    seeds: seeds ?? [],
  })
  if (!read.success) throw new Refusal('platform:dialogGone')
  return read.data
}

function yesNo(turn: Turn): Option<boolean>[] {
  return [
    { id: 'y', label: turn.label('forums:yes'), value: true },
    { id: 'n', label: turn.label('forums:no'), value: false },
  ]
}
