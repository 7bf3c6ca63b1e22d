import { z } from 'zod'
import { toCsv } from '../../platform/csv.ts'
import { button } from '../../platform/dialog/button.ts'
import type { MadeFile } from '../../platform/files/documents.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { writtenNip } from '../../shared/people/nip.ts'
import type { Cover, listAbsent } from './coverage.ts'

const unit = z.coerce.bigint()
/** 0: all units. */
export const coverButton = button('roster.cover', { unit, page: z.coerce.number().int().min(0).max(10_000) })
export const absentButton = button('roster.absent', { unit })

const perPage = 10

/** How many have joined, and the same for each unit below, ten on a page, with a button that opens it. */
export function coverView(turn: Turn, cover: Cover, page: number): View {
  const { employees, joined, lost, claimed, parts } = cover
  const id = cover.unit?.id ?? 0n
  const name = cover.unit?.name ?? turn.label('roster:allUnits')
  const pages = Math.max(1, Math.ceil(parts.length / perPage))
  const { page: at, turning } = leaf(turn, { wanted: page, pages }, (to, label) =>
    coverButton.with(label, { unit: id, page: to }),
  )
  const shown = parts.slice(at * perPage, (at + 1) * perPage)
  const lines = shown.map((part) =>
    turn.t(part.lost > 0 ? 'roster:coverLineLost' : 'roster:coverLine', {
      name: part.name,
      joined: part.joined,
      employees: part.employees,
      percent: percent(part),
      lost: part.lost,
    }),
  )
  const absent = employees - joined
  const isTop = cover.unit === null
  const text = joinHtml([
    turn.t('roster:cover', { name, employees, joined, percent: percent(cover), absent, lost }),
    joinHtml(lines, '\n'),
    isTop && claimed > 0 ? turn.t('roster:claimed', { count: claimed }) : undefined,
    absent > 0 ? turn.t('roster:inviteHint') : undefined,
  ])
  const up = cover.unit === null ? [] : [coverButton.with(turn.label('platform:back'), upOf(cover.unit))]
  const rows = [
    ...shown.map((part) => [coverButton.with(part.name, { unit: part.id, page: 0 })]),
    ...turning,
    absent > 0 ? [absentButton.with(turn.label('roster:listAbsent'), { unit: id })] : [],
    up,
  ]
  return { text, buttons: rows.filter((row) => row.length > 0) }
}

/** Who has not joined, as a table. */
export function absentFile(voice: Voice, absent: Awaited<ReturnType<typeof listAbsent>>): MadeFile {
  const head = [
    voice.label('roster:nip'),
    voice.label('roster:name'),
    voice.label('roster:unit'),
    voice.label('roster:position'),
  ]
  return {
    name: voice.label('roster:absentFile'),
    type: 'text/csv',
    bytes: toCsv([
      head,
      ...absent.map(({ nip, name, unit: place, position }) => [writtenNip(nip), name, place, position]),
    ]),
    caption: voice.t('roster:absentCaption', { count: absent.length }),
  }
}

function upOf({ parentId }: { parentId: bigint | null }) {
  return { unit: parentId ?? 0n, page: 0 }
}

/** Whole percent; 100 only when nobody is missing. */
function percent({ employees, joined }: { employees: number; joined: number }): number {
  return employees === 0 ? 0 : Math.floor((100 * joined) / employees)
}
