import { toCsv } from '../../platform/csv.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { namesByUnit } from '../../shared/people/namelist.ts'
import { placeName } from '../../shared/units/overseeing.ts'
import { missingFileButton } from './funnelViews.ts'
import type { Report } from './reports.ts'
import type { Reached, Unacknowledged } from './unacknowledged.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** What somebody has still to do, by how far they have got. */
const nextKey: Record<Reached, TextKey> = {
  roster: 'policies:funnelNotJoined',
  joined: 'policies:funnelNotTold',
  told: 'policies:funnelNotOpened',
  opened: 'policies:funnelNotRead',
  read: 'policies:funnelNotAcknowledged',
}

/** Who has not acknowledged a version, by unit, and how to get all of them as a file. */
export function missingView(voice: Voice, { edition, funnel, place }: Report, missing: Unacknowledged[]): View {
  const { lines, count } = namesByUnit(missing, {
    unitLine: (unit) => voice.t('policies:funnelMissingUnit', { unit }),
    nameLine: ({ name, reached }) =>
      voice.t('policies:funnelMissingName', { name, next: voice.label(nextKey[reached]) }),
  })
  const { total, outside } = funnel
  const all = total.roster - total.acknowledged
  const unnamed = outside === null ? 0 : outside.joined - outside.acknowledged
  const where = { version: edition.id, unit: place.unit?.id ?? 0n }
  return {
    text: joinHtml([
      voice.t('policies:funnelMissingHead', {
        title: edition.title,
        version: edition.number,
        place: placeName(voice, place),
        missing: all,
        roster: total.roster,
      }),
      all === 0 ? voice.t('policies:funnelMissingNobody') : undefined,
      joinHtml(lines, '\n'),
      all > count ? voice.t('policies:funnelMissingMore', { count: all - count }) : undefined,
      unnamed > 0 ? voice.t('policies:funnelMissingOutside', { count: unnamed }) : undefined,
    ]),
    ...(all > 0 && { buttons: [[missingFileButton.with(voice.label('policies:funnelMissingFile'), where)]] }),
  }
}

/** All of them as a table. */
export function missingFile(voice: Voice, { policyId, number, title }: Edition, missing: Unacknowledged[]): MadeFile {
  const heading = [
    voice.label('policies:funnelColumnUnit'),
    voice.label('policies:funnelColumnName'),
    voice.label('policies:funnelColumnPosition'),
    voice.label('policies:funnelColumnNext'),
  ]
  const rows = missing.map(({ unit, name, position, reached }) => [unit, name, position, voice.label(nextKey[reached])])
  return {
    name: voice.label('policies:funnelMissingFileName', { policy: String(policyId), version: String(number) }),
    type: 'text/csv',
    bytes: toCsv([heading, ...rows]),
    caption: voice.t('policies:funnelMissingCaption', { title, count: missing.length }),
  }
}
