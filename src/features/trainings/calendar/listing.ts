import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Enrolment } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import { cut } from '../../../shared/policies/places.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { beginsAt, trainingStateKey, whole } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { standingMark, standingWords } from '../standing.ts'
import { listButton, makeButton } from './buttons.ts'
import type { Listing } from './buttons.ts'

const perPage = 8
/** Trainings that are looked through. */
const most = 500
const longest = { line: 90, button: 40 }

interface Listed {
  training: Whole
  own: Own | undefined
}

/** How far somebody has got, and at how many of its sessions they were. */
type Own = Enrolment & { attended: number }

/** A list of trainings, by pages. */
export async function listView(turn: Turn, which: Listing, wanted: number, note?: Html): Promise<View> {
  const { voice } = turn
  const found = await listed(turn, which)
  const pages = Math.ceil(found.length / perPage)
  const to = (page: number, label: string) => listButton.with(label, { which, page })
  const { page, turning } = leaf(voice, { wanted, pages }, to)
  const shown = found.slice(page * perPage, (page + 1) * perPage)
  return {
    text: joinHtml([
      note,
      voice.t(headKey[which]),
      found.length === 0 ? voice.t(noneKey[which]) : undefined,
      joinHtml(
        shown.map((one) => lineOf(turn, which, one)),
        '\n',
      ),
    ]),
    buttons: [
      ...shown.map(({ training, own }) => [trainingButton.with(labelOf(turn, training, own), { id: training.id })]),
      ...turning,
      ...otherLists(turn, which),
    ],
  }
}

async function listed(turn: Turn, which: Listing): Promise<Listed[]> {
  const { db, who } = turn
  const enrolments = await db.enrolment.findMany({ where: { person: { telegramId: who.telegramId } } })
  const attended = await countAttended(db, who.telegramId)
  const own = new Map(
    enrolments.map((one) => [one.trainingId, { ...one, attended: attended.get(one.trainingId) ?? 0 }]),
  )
  const ids = [...own.keys()]
  const where = {
    open: { state: 'open' },
    mine: { id: { in: ids }, state: { not: 'draft' } },
    all: {},
  } as const
  const found = await db.training.findMany({
    where: where[which],
    include: whole,
    orderBy: { id: 'desc' },
    take: most,
  })
  const meant = which === 'open' ? await meantFor(turn, found) : found
  const all = found
    .filter((training) => meant.includes(training) || own.has(training.id))
    .map((training) => ({ training, own: own.get(training.id) }))
  const byTime = all.toSorted((a, b) => beginsAt(a.training).getTime() - beginsAt(b.training).getTime())
  return which === 'open' ? byTime : byTime.toReversed()
}

/** At how many sessions of each training somebody was. */
async function countAttended(db: Db, telegramId: bigint): Promise<Map<bigint, number>> {
  const found = await db.$queryRaw<{ id: bigint; attended: number }[]>`
    SELECT training_session.training_id AS id, count(*)::int AS attended
    FROM attendance
    JOIN training_session ON training_session.id = attendance.session_id
    JOIN person ON person.id = attendance.person_id
    WHERE person.telegram_id = ${telegramId} GROUP BY training_session.training_id`
  return new Map(found.map(({ id, attended }) => [id, attended]))
}

async function meantFor(turn: Turn, trainings: Whole[]): Promise<Whole[]> {
  const rules = trainings.map(({ audience }) => Audience.parse(audience))
  const selected = await isSelected(turn.db, turn.who.telegramId, rules, turn)
  return trainings.filter((_, index) => selected[index] === true)
}

function lineOf({ voice, settings }: Turn, which: Listing, { training, own }: Listed): Html {
  const day = shortDay(training, voice.language, settings.timeZone)
  const state =
    which !== 'all' && own !== undefined
      ? standingWords(voice, training, own)
      : voice.label(trainingStateKey[training.state])
  return voice.t('trainings:listLine', { day, title: cut(training.title, longest.line), state })
}

function labelOf({ voice, settings }: Turn, training: Whole, own: Own | undefined): string {
  const day = shortDay(training, voice.language, settings.timeZone)
  const mark = own === undefined ? '' : `${standingMark(training, own)} `
  return `${mark}${day} · ${cut(training.title, longest.button)}`
}

function otherLists({ voice, may }: Turn, which: Listing): InlineKeyboardButton[][] {
  const others = (['open', 'mine', ...(may('planner') ? (['all'] as const) : [])] as const).filter(
    (one) => one !== which,
  )
  return [
    others.map((one) => listButton.with(voice.label(titleKey[one]), { which: one, page: 0 })),
    ...(may('planner') ? [[makeButton.with(voice.label('trainings:make'), {})]] : []),
  ]
}

function shortDay(training: Whole, language: 'id' | 'en', timeZone: string): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(beginsAt(training))
}

const headKey: Record<Listing, TextKey> = {
  open: 'trainings:listOpen',
  mine: 'trainings:listMine',
  all: 'trainings:listAll',
}
const noneKey: Record<Listing, TextKey> = {
  open: 'trainings:noneOpen',
  mine: 'trainings:noneMine',
  all: 'trainings:noneAll',
}
const titleKey: Record<Listing, TextKey> = {
  open: 'trainings:toOpen',
  mine: 'trainings:toMine',
  all: 'trainings:toAll',
}
