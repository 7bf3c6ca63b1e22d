import type { Explanation, Plan } from '../../platform/exports/tables.ts'
import type { Column, Export } from '../../platform/feature.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Settings } from '../../platform/work.ts'
import type { Order } from './orders.ts'
import { periodText } from './periods.ts'

/** Telegram takes 50 MB of a bot; what is said around a file has to fit in too. */
const limit = 45_000_000
/** A CSV file with more rows is packed, or it would be too large to send. */
const mostUnpacked = 50_000

const typeKey: Record<Column['type'], TextKey> = {
  text: 'planning:typeText',
  number: 'planning:typeNumber',
  day: 'planning:typeDay',
  moment: 'planning:typeMoment',
  boolean: 'planning:typeBoolean',
}

/** How the files of an order are written: which tables, and under which names. */
export function planOf(
  voice: Voice,
  { timeZone }: Pick<Settings, 'timeZone'>,
  { order, exports, rows, now }: { order: Order; exports: Export[]; rows: number; now: Date },
): Plan {
  const [only, ...others] = exports
  const { from, until } = order.period
  const what = only !== undefined && others.length === 0 ? only.name : voice.label('planning:fileSeveral')
  const when = from === null ? voice.label('planning:fileAll') : from
  return {
    format: order.format,
    fileName: `rembuk-${what}-${when}-${until}`,
    explanationName: voice.label('planning:fileAbout'),
    tables: exports.map(({ name, title, columns }) => ({
      name,
      title: voice.label(title),
      columns: columns.map((column) => ({ name: column.name, heading: voice.label(column.title), type: column.type })),
    })),
    isPacked: others.length > 0 || rows > mostUnpacked,
    timeZone,
    now,
    limit,
  }
}

/** What the files say about themselves, with how many rows each table has. */
export function explain(
  voice: Voice,
  {
    order,
    exports,
    units,
    by,
    now,
    timeZone,
  }: {
    order: Order
    exports: Export[]
    units: bigint[] | null
    /** Who ordered it, by the roster. */
    by: string | undefined
    now: Date
    timeZone: string
  },
  rows: number[],
): Explanation {
  const facts: [TextKey, string][] = [
    ['planning:aboutBy', by ?? voice.label('planning:aboutNobody')],
    ['planning:aboutAt', voice.label('planning:aboutMoment', { at: now })],
    ['planning:aboutPeriod', periodText(voice, order.period)],
    ['planning:aboutScope', voice.label(units === null ? 'planning:aboutAllUnits' : 'planning:aboutOwnUnits')],
    ['planning:aboutZone', timeZone],
    ['planning:aboutEmpty', voice.label('planning:aboutEmptyMeans')],
  ]
  return {
    title: voice.label('planning:aboutTitle'),
    facts: facts.map(([key, value]) => [voice.label(key), value]),
    headings: [
      voice.label('planning:aboutName'),
      voice.label('planning:aboutHeading'),
      voice.label('planning:aboutSays'),
      voice.label('planning:aboutType'),
    ],
    tables: exports.map(({ title, columns }, n) => ({
      title: voice.label('planning:aboutTable', { title: voice.label(title), count: rows[n] ?? 0 }),
      columns: columns.map((column) => [
        column.name,
        voice.label(column.title),
        voice.label(column.about),
        voice.label(typeKey[column.type]),
      ]),
    })),
  }
}
