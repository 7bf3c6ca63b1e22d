import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Option } from '../../platform/dialog/dialog.ts'
import { formats } from '../../platform/exports/tables.ts'
import type { Command, Export } from '../../platform/feature.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { TextKey } from '../../platform/texts.ts'
import { Period, periodOf, periodText, readPeriod } from './periods.ts'
import type { Offered } from './periods.ts'
import { preparing } from './preparing.ts'

const offered: Record<Offered, TextKey> = {
  month: 'planning:periodMonth',
  lastMonth: 'planning:periodLastMonth',
  year: 'planning:periodYear',
  all: 'planning:periodEverything',
}
const formatKey: Record<(typeof formats)[number], TextKey> = { xlsx: 'planning:formatXlsx', csv: 'planning:formatCsv' }

/** "/ekspor": tables of what is stored, as files. */
export const exportCommand: Command = {
  name: 'ekspor',
  alias: 'export',
  right: 'overseer',
  summary: 'planning:exportSummary',
  run: (turn) => turn.open(exporting, {}),
}

/** What, of which period, in which format. */
export const exporting = dialog({
  name: 'planning.export',
  title: 'planning:exporting',
  right: 'overseer',
  brief: true,
  opening: z.object({}),
  answers: z.object({ what: z.array(z.string()), period: Period, format: z.enum(formats) }),
  steps: [
    {
      key: 'what',
      ask: (turn) => turn.t('planning:exportWhat'),
      options: (turn, { what }) => whatOptions(turn, what),
      // All tables stand on one page: what is chosen of them is seen at a glance.
      rows: 20,
    },
    {
      key: 'period',
      ask: (turn) => turn.t('planning:exportPeriod'),
      options: ({ now, settings, label }) => {
        const option = (id: Offered) => ({
          id,
          label: label(offered[id]),
          value: periodOf(id, now, settings.timeZone),
        })
        return [
          [option('month'), option('lastMonth')],
          [option('year'), option('all')],
        ]
      },
      read: ({ now, settings }, { text = '' }) => readPeriod(text, now, settings.timeZone),
    },
    {
      key: 'format',
      ask: (turn) => turn.t('planning:exportFormat'),
      options: (turn) => [
        formats.map((format) => ({ id: format, label: turn.label(formatKey[format]), value: format })),
      ],
    },
  ],
  async done(turn, { what = [], period, format }) {
    const chosen = exportsFor(turn).filter(({ name }) => what.includes(name))
    if (chosen.length === 0 || period === undefined || format === undefined) throw new Refusal('platform:dialogGone')
    const { db, voice, now } = turn
    const chatId = String(turn.who.telegramId)
    const waiting = { name: preparing.name, failedAt: null, payload: { path: ['chatId'], equals: chatId } }
    if ((await db.task.count({ where: waiting })) > 0) throw new Refusal('planning:exportWaiting')
    const values = {
      tables: chosen.map(({ title }) => turn.label(title)).join(', '),
      period: periodText(voice, period),
      format: turn.label(formatKey[format]),
    }
    turn.replace({ text: turn.t('planning:exportOrdered', values) })
    const shownId = await turn.post({
      method: 'sendMessage',
      payload: parameters({ text: turn.t('planning:exportBegun') }),
      fleeting: false,
    })
    await turn.begin(preparing, {
      chatId,
      language: voice.language,
      what: chosen.map(({ name }) => name),
      period,
      format,
      shownId: String(shownId),
      orderedAt: now.toISOString(),
    })
  },
})

/** What who speaks may have. */
function exportsFor({ exports, may }: Turn): Export[] {
  return exports.filter(({ right }) => may(right))
}

/** Every table, marked when it is chosen; "Lanjut" once one is. */
function whatOptions(turn: Turn, chosen: string[] = []): Option<string[]>[][] {
  const all = exportsFor(turn)
  const options = all.map(({ name, title }): Option<string[]>[] => {
    const label = turn.label(title)
    const isChosen = chosen.includes(name)
    // In their own order, whatever was pressed first.
    const value = all.flatMap((one) => ((one.name === name ? !isChosen : chosen.includes(one.name)) ? [one.name] : []))
    return [{ id: name, label: isChosen ? turn.label('platform:chosen', { label }) : label, value, stays: true }]
  })
  const archives = turn.archives
    .filter(({ right }) => turn.may(right))
    .map(({ name, label, open }): Option<string[]>[] => [{ id: name, label: turn.label(label), act: open }])
  if (chosen.length === 0) return [...options, ...archives]
  return [...options, [{ id: 'next', label: turn.label('planning:exportNext'), value: chosen, pinned: true }]]
}
