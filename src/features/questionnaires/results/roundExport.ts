import { Prisma } from '../../../generated/prisma/client.ts'
import type { RoundState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Export, ExportOrder } from '../../../platform/feature.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import { concernsInside, locatedUnits } from '../../../shared/units/located.ts'
import { useKey } from '../words.ts'
import { countsOf } from './reports.ts'
import { stateKey } from '../rounds/views.ts'

interface Row {
  id: bigint
  key: string | null
  use: keyof typeof useKey
  number: number
  title: unknown
  audienceText: unknown
  state: RoundState
  isAnonymous: boolean
  isPublic: boolean
  opensAt: Date
  closesAt: Date
}

/** Rounds that are read at once, each with counts of its own. */
const fewAtOnce = 100

/** A row for each round that was opened in the period; of a head's export the people of their units are counted. */
export const roundExport: Export = {
  name: 'rounds',
  title: 'questionnaires:exRounds',
  right: 'overseer',
  columns: [
    { name: 'round', title: 'questionnaires:exRound', about: 'questionnaires:exRoundAbout', type: 'number' },
    { name: 'questionnaire', title: 'questionnaires:exTitle', about: 'questionnaires:exTitleAbout', type: 'text' },
    { name: 'key', title: 'questionnaires:exKey', about: 'questionnaires:exKeyAbout', type: 'text' },
    { name: 'version', title: 'questionnaires:exVersion', about: 'questionnaires:exVersionAbout', type: 'number' },
    { name: 'use', title: 'questionnaires:exUse', about: 'questionnaires:exUseAbout', type: 'text' },
    { name: 'audience', title: 'questionnaires:exAudience', about: 'questionnaires:exAudienceAbout', type: 'text' },
    { name: 'state', title: 'questionnaires:exState', about: 'questionnaires:exStateAbout', type: 'text' },
    {
      name: 'anonymous',
      title: 'questionnaires:exAnonymous',
      about: 'questionnaires:exAnonymousAbout',
      type: 'boolean',
    },
    { name: 'public', title: 'questionnaires:exPublic', about: 'questionnaires:exPublicAbout', type: 'boolean' },
    { name: 'opened_at', title: 'questionnaires:exOpened', about: 'questionnaires:exOpenedAbout', type: 'moment' },
    { name: 'closed_at', title: 'questionnaires:exClosed', about: 'questionnaires:exClosedAbout', type: 'moment' },
    { name: 'invited', title: 'questionnaires:exInvited', about: 'questionnaires:exInvitedAbout', type: 'number' },
    { name: 'finished', title: 'questionnaires:exFinished', about: 'questionnaires:exFinishedAbout', type: 'number' },
  ],
  async count(db, order) {
    const [row] = await db.$queryRaw<{ count: number }[]>`
      WITH RECURSIVE ${locatedUnits(order.units)} SELECT count(*)::int AS count FROM round WHERE ${chosen(order)}`
    return row?.count ?? 0
  },
  async *rows(db, order) {
    for await (const read of batchesById((after) => roundsAfter(db, order, after))) {
      const rows: Cell[][] = []
      for (const row of read) rows.push(await cellsOf(db, row, order))
      yield rows
    }
  },
}

/** Opened rounds of the period after one, in the order of their numbers. */
export function roundsAfter(db: Db, order: ExportOrder, after: bigint): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    WITH RECURSIVE ${locatedUnits(order.units)}
    SELECT round.id, questionnaire.key, questionnaire.use::text, version.number, version.definition->'title' AS title,
      round.audience_text AS "audienceText", round.state::text, round.is_anonymous AS "isAnonymous",
      round.is_public AS "isPublic", round.opens_at AS "opensAt", round.closes_at AS "closesAt"
    FROM round JOIN questionnaire_version version ON version.id = round.version_id
    JOIN questionnaire ON questionnaire.id = version.questionnaire_id
    WHERE ${chosen(order)} AND round.id > ${after} ORDER BY round.id LIMIT ${fewAtOnce}`
}

/** Which rounds: of a head those in which people of their units are asked. */
function chosen({ from, until, units }: ExportOrder): Prisma.Sql {
  const isOf = Prisma.sql`concerned.round_id = round.id`
  const concerns = concernsInside(units, Prisma.sql`participation`, isOf)
  return Prisma.sql`round.state IN ('open', 'closed')
    AND round.opens_at >= ${from.toISOString()}::timestamptz AND round.opens_at < ${until.toISOString()}::timestamptz AND ${concerns}`
}

/** In the order of the columns. */
async function cellsOf(db: Db, row: Row, { voice, units, settings }: ExportOrder): Promise<Cell[]> {
  const counts = await countsOf(db, row.id, units, settings)
  return [
    Number(row.id),
    said(Bilingual.parse(row.title), voice.language),
    row.key,
    row.number,
    voice.label(useKey[row.use]),
    said(Bilingual.parse(row.audienceText), voice.language),
    voice.label(stateKey[row.state]),
    row.isAnonymous,
    row.isPublic,
    row.opensAt,
    row.closesAt,
    counts?.invited ?? null,
    counts?.finished ?? null,
  ]
}
