import type { Message } from '@grammyjs/types'
import { TicketKind } from '../../../generated/prisma/client.ts'
import { words } from '../../../platform/dialog/dialog.ts'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { cut } from '../../../shared/policies/places.ts'
import { kindKey } from '../../../shared/tickets/words.ts'
import { listUnits, unitNamed } from '../../../shared/units/units.ts'
import type { Sent } from '../../../platform/files/sent.ts'
import type { Answers, Place } from './answers.ts'

/** Telegram shows about so many letters on a button. */
const longestLabel = 60
const readWords = words(2, 200)

export function kindOptions(turn: Turn): Option<TicketKind>[][] {
  const options = Object.values(TicketKind).map((kind) => ({ id: kind, label: turn.label(kindKey[kind]), value: kind }))
  return [options.slice(0, 2), options.slice(2)]
}

/** The units of the top level, and "Tidak tahu" on every page of them. */
export async function unitOptions(turn: Turn): Promise<Option<Answers['unit']>[][]> {
  const units = await listUnits(turn.db)
  const top = units.filter(({ parentId }) => parentId === null)
  return [
    ...top.map(({ id, name }) => [{ id: String(id), label: cut(name, longestLabel), value: { id: String(id) } }]),
    [{ id: 'unknown', label: turn.label('suggestions:unitUnknown'), value: { id: null }, pinned: true }],
  ]
}

/** A unit of any level by its name, or by a part that only it has. */
export async function readUnit(turn: Turn, { text = '' }: Message): Promise<Answers['unit']> {
  const unit = unitNamed(await listUnits(turn.db), text)
  if (unit === undefined) throw new Refusal('suggestions:unitNotFound')
  return { id: String(unit.id) }
}

/** A place that was shared, with its name if it has one, or words. */
export function readPlace(turn: Turn, message: Message): Place {
  const { location, venue } = message
  if (location === undefined) return { words: readWords(turn, message) }
  const { latitude, longitude } = location
  const name = venue === undefined ? '' : [venue.title, venue.address].filter((part) => part !== '').join(', ')
  return { latitude, longitude, ...(name !== '' && { words: cut(name, 200) }) }
}

/** Explains what a name and its absence mean here. */
export function askName(turn: Turn, enclosures: Sent[]) {
  if (turn.settings.sealing === null)
    return joinHtml([turn.t('suggestions:askName'), turn.t('suggestions:nameNamed'), turn.t('tickets:noAnonymity')])
  const hasDocument = enclosures.some(({ isPhoto }) => !isPhoto)
  return joinHtml([
    turn.t('suggestions:askName'),
    turn.t('suggestions:nameNamed'),
    turn.t('suggestions:nameAnonymous'),
    hasDocument ? turn.t('suggestions:documentsTell') : undefined,
  ])
}

export function nameOptions(turn: Turn): Option<Answers['name']>[][] {
  const named = { id: 'named', label: turn.label('suggestions:named'), value: { isAnonymous: false } }
  const anonymous = { id: 'anonymous', label: turn.label('tickets:anonymous'), value: { isAnonymous: true } }
  return [turn.settings.sealing === null ? [named] : [named, anonymous]]
}
