import type { Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import { RoleName } from '../../generated/prisma/client.ts'
import type { Option } from '../../platform/dialog/dialog.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { coverOf, listUnits, toggleUnit, unitLabel, unitNamed } from '../units/units.ts'
import { Audience, simpleKinds } from './audience.ts'
import { kindKey, roleKey, unitName, unitsText } from './words.ts'

/** The answers that together are an audience, each under the key of its question. */
export const choices = {
  audience: z.object({ kind: z.enum([...simpleKinds, 'units', 'roles', 'notYet']) }),
  units: z.array(z.string()),
  roles: z.array(z.enum(RoleName)),
  /** A group and what is chosen of it. */
  group: z.object({ group: z.string(), id: z.string() }),
}

type Choices = { [Key in keyof typeof choices]?: z.infer<(typeof choices)[Key]> | undefined }
type Kind = z.infer<typeof choices.audience>

/** The audience that was chosen; undefined: not all of it yet. */
export function chosenAudience({ audience, units, roles, group }: Choices): Audience | undefined {
  const kind = audience?.kind
  return Audience.safeParse({ kind, units, roles, ...group }).data
}

/** Everyone, or the kinds that ask for more; "those who have not yet" only when a feature offers some. */
export async function kindOptions(turn: Turn): Promise<Option<Kind>[][]> {
  const option = (kind: Kind['kind']) => ({ id: kind, label: turn.label(kindKey[kind]), value: { kind } })
  const hasGroups = (await groupOptions(turn)).length > 0
  return [simpleKinds.map(option), [option('units'), option('roles')], ...(hasGroups ? [[option('notYet')]] : [])]
}

/** Which units; refused when there is none. */
export async function askUnits(turn: Turn, chosen: string[] = []): Promise<Html> {
  const units = await listUnits(turn.db)
  if (units.length === 0) throw new Refusal('audiences:noUnits')
  const named = units.filter(({ id }) => chosen.includes(String(id)))
  if (named.length === 0) return turn.t('audiences:askUnits')
  return turn.t('audiences:askMoreUnits', { units: unitsText(turn.voice, units, named) })
}

/** Every unit, marked when it is chosen or covered by one above it. */
export async function unitOptions(turn: Turn, chosen: string[] = []): Promise<Option<string[]>[][]> {
  const units = await listUnits(turn.db)
  const options = units.map((unit): Option<string[]>[] => {
    const id = String(unit.id)
    const cover = coverOf(units, chosen, unit.id)
    const label = cover === undefined ? unitLabel(unit) : turn.label('platform:chosen', { label: unitLabel(unit) })
    if (cover === undefined || cover.id === unit.id)
      return [{ id, label, value: toggleUnit(units, chosen, unit.id), stays: true }]
    // It cannot be left out of a unit that is chosen: nobody shall think so.
    const refuse = () => Promise.reject(new Refusal('audiences:unitCovered', { unit: cover.name }))
    return [{ id, label, act: refuse }]
  })
  return [...options, ...ready(turn, chosen)]
}

/** A unit by its name, or by a part that only it has, beside those chosen before. */
export async function readUnit(turn: Turn, { text = '' }: TelegramMessage, chosen: string[] = []): Promise<string[]> {
  const units = await listUnits(turn.db)
  const unit = unitNamed(units, text)
  if (unit === undefined) {
    const wanted = text.trim().toLowerCase()
    const alike = units.filter(({ name }) => wanted !== '' && name.toLowerCase().includes(wanted)).slice(0, 5)
    if (alike.length === 0) throw new Refusal('audiences:unitUnknown')
    const names = alike.map((one) => unitName(turn.voice, units, one)).join('; ')
    throw new Refusal('audiences:unitAmbiguous', { units: names })
  }
  const cover = coverOf(units, chosen, unit.id)
  if (cover === undefined) return toggleUnit(units, chosen, unit.id)
  if (cover.id === unit.id) return chosen
  throw new Refusal('audiences:unitCovered', { unit: cover.name })
}

/** Every role, marked when it is chosen. */
export function roleOptions(turn: Turn, chosen: RoleName[] = []): Option<RoleName[]>[][] {
  const options = Object.values(RoleName).map((role): Option<RoleName[]>[] => {
    const isChosen = chosen.includes(role)
    const label = turn.label(roleKey[role])
    // In their own order, whatever was pressed first.
    const value = Object.values(RoleName).filter((one) => (one === role ? !isChosen : chosen.includes(one)))
    return [{ id: role, label: isChosen ? turn.label('platform:chosen', { label }) : label, value, stays: true }]
  })
  return [...options, ...ready(turn, chosen)]
}

/** What the groups of all features offer, each group the newest first. */
export async function groupOptions({ db, voice, now, groups }: Turn): Promise<Option<Choices['group'] & object>[][]> {
  const options: Option<Choices['group'] & object>[][] = []
  for (const { name, offers } of groups)
    for (const { id, label } of await offers(db, voice, now))
      options.push([{ id: `${name}.${id}`, label, value: { group: name, id } }])
  return options
}

/** "Selesai", once something is chosen. */
function ready<Value>(turn: Turn, chosen: Value[]): Option<Value[]>[][] {
  return chosen.length === 0
    ? []
    : [[{ id: 'ready', label: turn.label('audiences:ready'), value: chosen, pinned: true }]]
}
