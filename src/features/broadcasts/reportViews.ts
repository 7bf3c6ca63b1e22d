import type { Broadcast } from '../../generated/prisma/client.ts'
import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Voice } from '../../platform/texts.ts'
import type { UnitFates } from '../../shared/deliveries/fates.ts'
import { all } from './figures.ts'
import type { Overview } from './figures.ts'
import { correctionText, figureLines, lateText, recallText } from './panel.ts'
import { audienceName } from './views.ts'

type Readers = Map<string | undefined, number>

/** What became of a broadcast in its first day. */
export function reportText(voice: Voice, seen: Overview, units: Html[]): Html {
  const { broadcast } = seen
  const { id, total } = broadcast
  return joinHtml([
    voice.t('broadcasts:report', { number: String(id), audience: audienceName(voice, broadcast), count: total }),
    figureLines(voice, seen),
    joinHtml([lateText(voice, broadcast), correctionText(voice, seen), recallText(voice, seen)], '\n'),
    units.length > 0 ? joinHtml([voice.t('broadcasts:reportUnits'), ...units], '\n') : undefined,
  ])
}

/** A line for each unit of the top level, and one for the people who are in none. */
export function unitLines(voice: Voice, { asksReading }: Broadcast, units: UnitFates[], readers: Readers): Html[] {
  return units.map((fates) => {
    const values = { unit: fates.unit ?? voice.label('broadcasts:noUnit'), sent: fates.sent, all: all(fates) }
    if (!asksReading) return voice.t('broadcasts:reportUnit', values)
    return voice.t('broadcasts:reportUnitRead', { ...values, read: readers.get(fates.unit) ?? 0 })
  })
}

/** The same as a table, with every fate. */
export function reportFile(
  voice: Voice,
  { id, asksReading }: Broadcast,
  units: UnitFates[],
  readers: Readers,
): MadeFile {
  const heading = [
    voice.label('broadcasts:columnUnit'),
    voice.label('broadcasts:columnAll'),
    voice.label('broadcasts:columnSent'),
    ...(asksReading ? [voice.label('broadcasts:columnRead')] : []),
    voice.label('broadcasts:columnUnreachable'),
    voice.label('broadcasts:columnFailed'),
    voice.label('broadcasts:columnWithdrawn'),
  ]
  const rows = units.map((fates) => [
    fates.unit ?? voice.label('broadcasts:noUnit'),
    all(fates),
    fates.sent,
    ...(asksReading ? [readers.get(fates.unit) ?? 0] : []),
    fates.unreachable,
    fates.failed,
    fates.withdrawn,
  ])
  return {
    name: voice.label('broadcasts:reportFile', { number: String(id) }),
    type: 'text/csv',
    bytes: toCsv([heading, ...rows]),
  }
}
