import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { count } from '../../../shared/audiences/audience.ts'
import type { Audience } from '../../../shared/audiences/audience.ts'
import * as choosing from '../../../shared/audiences/choosing.ts'
import { audienceText } from '../../../shared/audiences/words.ts'
import { openUnits, ruleOf } from '../../../shared/audiences/writtenUnits.ts'
import { record } from '../../../shared/audit/record.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import { onlyNamed, planRound } from '../../../shared/questionnaires/rounds.ts'
import { spanText } from '../words.ts'
import { nextTime } from './firing.ts'
import { cardOf, questionnaireOf } from './shelf.ts'
import type { Shelved } from './shelf.ts'
import { readOpening, readSpan, readWords } from './typed.ts'
import { roundCardView, seriesView } from './views.ts'

const minute = 60_000
const day = 1440
const now = 'now'
const { audience, units, roles, group } = choosing.choices

const Answers = z.object({
  names: z.enum(['named', 'anonymous']),
  whom: z.enum(['own', 'other']),
  audience,
  units,
  roles,
  group,
  link: z.boolean(),
  often: z.enum(['once', 'series']),
  words: z.object({ words: z.string(), cron: z.string() }),
  opens: z.string(),
  minutes: z.number().int().positive(),
  reminders: z.number().int().min(0).max(3),
  sure: z.literal(true),
})
type Sofar = { [Key in keyof z.infer<typeof Answers>]?: z.infer<typeof Answers>[Key] | undefined }

/** Plans a round of a questionnaire, or a series of them. */
export const starting = dialog({
  name: 'questionnaires.start',
  title: 'questionnaires:starting',
  right: 'planner',
  opening: z.object({ questionnaire: z.string(), hasAudience: z.boolean() }),
  answers: Answers,
  steps: [
    {
      key: 'names',
      async ask(turn, _sofar, { questionnaire }) {
        const why = onlyNamed((await questionnaireOf(turn.db, BigInt(questionnaire))).definition, turn.settings)
        if (why === null) return turn.t('questionnaires:askNamesForGood')
        return joinHtml([turn.t('questionnaires:askOnlyNamed'), turn.t(why)])
      },
      async options(turn, _sofar, { questionnaire }) {
        const { definition } = await questionnaireOf(turn.db, BigInt(questionnaire))
        const both: Option<'named' | 'anonymous'>[] = [
          { id: 'named', label: turn.label('questionnaires:named'), value: 'named' },
          { id: 'anonymous', label: turn.label('questionnaires:anonymous'), value: 'anonymous' },
        ]
        if (onlyNamed(definition, turn.settings) !== null) return [both.slice(0, 1)]
        return [definition.isAnonymous ? both.toReversed() : both]
      },
    },
    {
      key: 'whom',
      when: (_sofar, { hasAudience }) => hasAudience,
      ask: (turn) => turn.t('questionnaires:askWhom'),
      async options(turn, _sofar, { questionnaire }) {
        const own = await ownAudience(turn, await questionnaireOf(turn.db, BigInt(questionnaire)))
        const words = own && (await audienceText(turn.db, turn.voice, own, turn, turn.now))
        return [
          ...(words === undefined ? [] : [[{ id: 'own', label: words.slice(0, 60), value: 'own' as const }]]),
          [{ id: 'other', label: turn.label('questionnaires:otherAudience'), value: 'other' as const }],
        ]
      },
    },
    {
      key: 'audience',
      when: ({ whom }) => whom !== 'own',
      ask: (turn) => turn.t('questionnaires:askWhom'),
      options: choosing.kindOptions,
    },
    {
      key: 'units',
      when: ({ whom, audience: chosen }) => whom !== 'own' && chosen?.kind === 'units',
      ask: (turn, { units: chosen }) => choosing.askUnits(turn, chosen),
      options: (turn, { units: chosen }) => choosing.unitOptions(turn, chosen),
      read: (turn, message, { units: chosen }) => choosing.readUnit(turn, message, chosen),
      readStays: true,
    },
    {
      key: 'roles',
      when: ({ whom, audience: chosen }) => whom !== 'own' && chosen?.kind === 'roles',
      ask: (turn) => turn.t('audiences:askRoles'),
      options: (turn, { roles: chosen }) => choosing.roleOptions(turn, chosen),
    },
    {
      key: 'group',
      when: ({ whom, audience: chosen }) => whom !== 'own' && chosen?.kind === 'notYet',
      ask: (turn) => turn.t('questionnaires:askWhom'),
      options: choosing.groupOptions,
    },
    {
      key: 'often',
      ask: (turn) => turn.t('questionnaires:askOften'),
      options: (turn) => [
        [
          { id: 'once', label: turn.label('questionnaires:once'), value: 'once' },
          { id: 'series', label: turn.label('questionnaires:series'), value: 'series' },
        ],
      ],
    },
    {
      key: 'words',
      when: ({ often }) => often === 'series',
      ask: (turn) => turn.t('questionnaires:askSchedule'),
      async options(turn, _sofar, { questionnaire }) {
        const { schedule } = (await questionnaireOf(turn.db, BigInt(questionnaire))).definition
        return schedule === null ? [] : [[{ id: 'own', label: schedule.words.slice(0, 60), value: schedule }]]
      },
      read: readWords,
    },
    {
      key: 'opens',
      when: ({ often }) => often === 'once',
      ask: (turn) => turn.t('questionnaires:askOpens'),
      options: (turn) => [[{ id: now, label: turn.label('questionnaires:opensNow'), value: now }]],
      read: readOpening,
    },
    {
      key: 'minutes',
      ask: (turn) => turn.t('questionnaires:askMinutes'),
      async options(turn, _sofar, { questionnaire }) {
        const { openMinutes } = (await questionnaireOf(turn.db, BigInt(questionnaire))).definition
        const spans = [...new Set([openMinutes, day, 3 * day, 5 * day, 7 * day, 14 * day])].toSorted((a, b) => a - b)
        return [spans.slice(0, 3), spans.slice(3)].map((row) =>
          row.map((minutes) => ({ id: String(minutes), label: spanText(turn.voice, minutes), value: minutes })),
        )
      },
      read: readSpan,
    },
    {
      key: 'reminders',
      ask: (turn) => turn.t('questionnaires:askReminders'),
      options: () => [[0, 1, 2, 3].map((one) => ({ id: String(one), label: String(one), value: one }))],
    },
    {
      key: 'link',
      when: ({ often, audience: chosen }) => often === 'once' && (chosen?.kind === 'all' || chosen?.kind === 'public'),
      ask: (turn) => turn.t('questionnaires:askLink'),
      options: (turn) => [
        [
          { id: 'y', label: turn.label('questionnaires:yes'), value: true },
          { id: 'n', label: turn.label('questionnaires:no'), value: false },
        ],
      ],
    },
    {
      key: 'sure',
      async ask(turn, sofar, { questionnaire }) {
        const shelved = await questionnaireOf(turn.db, BigInt(questionnaire))
        const asked = await audienceOf(turn, shelved, sofar)
        const isCheckin = shelved.definition.use === 'checkin'
        const size = await count(turn.db, asked, turn, isCheckin ? 'checkins' : 'announcements')
        return joinHtml([
          turn.t('questionnaires:startPreview', {
            title: said(shelved.definition.title, turn.voice.language),
            audience: (await audienceText(turn.db, turn.voice, asked, turn, turn.now)) ?? '',
            count: size.reachable + size.muted,
          }),
          turn.t(sofar.names === 'anonymous' ? 'questionnaires:draftAnonymous' : 'questionnaires:draftNamed'),
          sofar.words === undefined || sofar.often !== 'series'
            ? undefined
            : turn.t('questionnaires:draftSchedule', { words: sofar.words.words }),
          turn.t('questionnaires:draftOpen', { span: spanText(turn.voice, sofar.minutes ?? day) }),
          turn.t('questionnaires:draftReminders', { count: sofar.reminders ?? 0 }),
        ])
      },
      options: (turn) => [[{ id: 'go', label: turn.label('questionnaires:start'), value: true }]],
    },
  ],
  async done(turn, answers, { questionnaire }) {
    const shelved = await questionnaireOf(turn.db, BigInt(questionnaire))
    if (shelved.isWithdrawn) throw new Refusal('questionnaires:isWithdrawn')
    await (answers.often === 'series' ? planSeries : planOnce)(turn, shelved, answers)
  },
})

async function planOnce(turn: Turn, shelved: Shelved, answers: Sofar): Promise<void> {
  const { db, now: at, who } = turn
  const { opens = now, minutes = day, reminders = 0, names, link = false } = answers
  const author = await db.person.findUnique({ where: { telegramId: who.telegramId }, select: { id: true } })
  const opensAt = opens === now ? at : new Date(Math.max(at.getTime(), new Date(opens).getTime()))
  const plan = {
    versionId: shelved.versionId,
    audience: await audienceOf(turn, shelved, answers),
    isAnonymous: names === 'anonymous',
    isPublic: link,
    opensAt,
    closesAt: new Date(opensAt.getTime() + minutes * minute),
    reminders,
    authorId: author?.id ?? null,
  }
  const { id } = await planRound(db, plan, turn, at)
  await record(db, who.telegramId, { action: 'plannedRound', object: `round:${id}` }, at)
  turn.answer(roundCardView(turn.voice, await cardOf(db, id, at), turn.t('questionnaires:started')))
}

async function planSeries(turn: Turn, shelved: Shelved, answers: Sofar): Promise<void> {
  const { db, now: at, who, settings } = turn
  const { words, minutes = day, reminders = 0, names } = answers
  if (words === undefined) throw new Refusal('platform:dialogGone')
  const isAnonymous = names === 'anonymous'
  const named = isAnonymous ? onlyNamed(shelved.definition, settings) : null
  if (named !== null) throw new Refusal(named)
  const asked = await audienceOf(turn, shelved, answers)
  const inWords = async (language: 'id' | 'en') => audienceText(db, turn.voiceIn(language), asked, turn, at)
  const series = await db.roundSeries.create({
    data: {
      questionnaireId: shelved.id,
      cron: words.cron,
      words: words.words,
      audience: asked,
      audienceText: { id: (await inWords('id')) ?? '', en: (await inWords('en')) ?? '' },
      isAnonymous,
      openMinutes: minutes,
      reminders,
      authorChat: who.telegramId,
      nextAt: await nextTime(db, words.cron, settings, at),
      createdAt: at,
    },
  })
  await record(db, who.telegramId, { action: 'plannedSeries', object: `series:${series.id}` }, at)
  turn.answer(seriesView(turn.voice, series, shelved.definition.title, turn.t('questionnaires:started')))
}

async function audienceOf(turn: Turn, shelved: Shelved, sofar: Sofar): Promise<Audience> {
  const chosen = sofar.whom === 'own' ? await ownAudience(turn, shelved) : choosing.chosenAudience(sofar)
  if (chosen === undefined) throw new Refusal('questionnaires:audienceGone')
  return chosen
}

/** Whom its file says it is for; undefined: it does not say so, or of units that are gone. */
async function ownAudience({ db }: Turn, { definition }: Shelved): Promise<Audience | undefined> {
  return definition.audience === null ? undefined : ruleOf(definition.audience, await openUnits(db))
}
