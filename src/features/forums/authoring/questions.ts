import { z } from 'zod'
import { words } from '../../../platform/dialog/dialog.ts'
import type { DialogPlan, Option } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { choices } from '../../../shared/audiences/choosing.ts'
import * as choosing from '../../../shared/audiences/choosing.ts'
import { faultOf } from './plan.ts'
import { longestReason, readReasons, readSeeds } from './seeds.ts'
import { paragraphOptions, policyOptions, readParagraphs } from './subjects.ts'
import { readTime } from './times.ts'

const { audience, units, roles, group } = choices
const day = 86_400_000
/** Of days, the spans that are offered for how long a forum stays open. */
const spans = [1, 3, 7, 14]

/** What a forum is asked for, each under the key of its question. */
export const Answers = z.object({
  title: z.string(),
  question: z.string(),
  background: z.string(),
  policy: z.string(),
  paragraphs: z.array(z.number()),
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
  reasons: z.array(z.string()),
  seeds: z.array(z.string()),
})
type Answers = z.infer<typeof Answers>
/** The answers so far. */
export type Sofar = { [Key in keyof Answers]?: Answers[Key] | undefined }

/** The questions about a forum, for one that is made and for one that is changed. */
export const questions: DialogPlan<unknown, Answers>['steps'] = [
  { key: 'title', ask: (turn) => turn.t('forums:askTitle'), read: words(5, 100) },
  { key: 'question', ask: (turn) => turn.t('forums:askQuestion'), read: words(10, 300) },
  { key: 'background', optional: true, ask: (turn) => turn.t('forums:askBackground'), read: words(10, 1500) },
  { key: 'policy', optional: true, ask: (turn) => turn.t('forums:askPolicy'), options: policyOptions },
  {
    key: 'paragraphs',
    optional: true,
    when: ({ policy }) => policy !== undefined,
    ask: (turn, { paragraphs = [] }) =>
      paragraphs.length === 0
        ? turn.t('forums:askParagraphs')
        : turn.t('forums:askMoreParagraphs', { count: paragraphs.length }),
    options: async (turn, { policy, paragraphs }) =>
      policy === undefined ? [] : paragraphOptions(turn, policy, paragraphs),
    read(turn, message, { policy, paragraphs }) {
      if (policy === undefined) throw new Refusal('platform:dialogGone')
      return readParagraphs(turn, message, policy, paragraphs)
    },
    readStays: true,
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
    key: 'reasons',
    optional: true,
    ask: (turn) => turn.t('forums:askReasons', { max: longestReason }),
    read: (_turn, message) => readReasons(message),
  },
  {
    key: 'seeds',
    optional: true,
    ask: (turn, { seeds = [] }) =>
      seeds.length === 0
        ? turn.t('forums:askSeeds')
        : turn.t('forums:askMoreSeeds', { count: seeds.length, last: seeds.at(-1) ?? '' }),
    options: (turn, { seeds = [] }) =>
      seeds.length === 0 ? [] : [[{ id: 'next', label: turn.label('forums:seedsDone'), value: seeds }]],
    read: (_turn, message, { seeds }) => readSeeds(message, seeds),
    readStays: true,
  },
]

function yesNo(turn: Turn): Option<boolean>[] {
  return [
    { id: 'y', label: turn.label('forums:yes'), value: true },
    { id: 'n', label: turn.label('forums:no'), value: false },
  ]
}
