import type { RoleName } from '../../generated/prisma/client.ts'
import { button } from '../../platform/dialog/button.ts'
import type { Option } from '../../platform/dialog/dialog.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { isForGood } from './actions.ts'
import type { Holder } from './holders.ts'
import { Ref } from './targets.ts'
import type { Target } from './targets.ts'

/** A role that is given or, with its number, revoked. */
export interface Change {
  name: RoleName
  unitId: bigint | null
  unit: string | undefined
  revoked: bigint | undefined
}

export const targetButton = button('roles.target', { ref: Ref })

const mostHolders = 40
const roleKey: Record<RoleName, TextKey> = { head: 'roles:head', planner: 'roles:planner', admin: 'roles:admin' }

/** Who holds which role. */
export function holdersView(turn: Turn, holders: Holder[]): View {
  const lines = holders.slice(0, mostHolders).map((holder) =>
    turn.t('roles:holder', {
      role: roleText(turn.voice, holder.role, holder.heads),
      who: whoText(turn, holder),
      waits: holder.joined ? '' : turn.label('roles:waits'),
    }),
  )
  const left = holders.length - lines.length
  const more = left > 0 ? turn.t('roles:moreHolders', { count: left }) : undefined
  return { text: joinHtml([turn.t('roles:holders'), joinHtml(lines, '\n'), more]) }
}

/** Several whom a search has found. */
export function choiceView(turn: Turn, choices: { ref: Ref; target: Target }[]): View {
  return {
    text: turn.t('roles:askWhich', { count: choices.length }),
    buttons: choices.map(({ ref, target }) => [targetButton.with(whoText(turn, target), { ref })]),
  }
}

/** Who it is about, what they hold, and the question what shall change. */
export function targetText(turn: Turn, target: Target): Html {
  const held = target.roles.map(({ name, unit }) => roleText(turn.voice, name, unit)).join(', ')
  return joinHtml([
    turn.t('roles:askChange', { who: whoText(turn, target), held: held || turn.label('roles:none') }),
    isForGood(target, turn.settings.adminIds) ? turn.t('roles:forGood') : undefined,
    target.language === undefined ? turn.t('roles:notJoined') : undefined,
  ])
}

/** What can be given, and what can be taken back. */
export function changeOptions(turn: Turn, target: Target): Option<string>[][] {
  const forGood = isForGood(target, turn.settings.adminIds)
  const given: RoleName[] = ['planner', 'head', 'admin']
  const free = given.filter(
    (name) => name === 'head' || !(target.roles.some((role) => role.name === name) || (name === 'admin' && forGood)),
  )
  return [
    ...free.map((name) => {
      const label = turn.label('roles:give', { role: turn.label(roleKey[name]) })
      return [{ id: name, label, value: name }]
    }),
    ...target.roles
      .filter(({ name }) => name !== 'admin' || !forGood)
      .map(({ id, name, unit }) => {
        const label = turn.label('roles:revoke', { role: roleText(turn.voice, name, unit) })
        return [{ id: `r${id}`, label, value: `r${id}` }]
      }),
  ]
}

export function confirmText(turn: Turn, target: Target, change: Change): Html {
  const values = { who: whoText(turn, target), role: roleText(turn.voice, change.name, change.unit) }
  return joinHtml([
    turn.t(change.revoked === undefined ? 'roles:askGive' : 'roles:askRevoke', values),
    change.revoked === undefined ? turn.t(meaningKey[change.name]) : undefined,
  ])
}

export function doneText(turn: Turn, target: Target, change: Change): Html {
  const values = { who: whoText(turn, target), role: roleText(turn.voice, change.name, change.unit) }
  if (change.revoked !== undefined) return turn.t('roles:revoked', values)
  return turn.t(target.language === undefined ? 'roles:givenLater' : 'roles:given', values)
}

/** What the one it is about is told. */
export function noticeText(voice: Voice, { name, unit, revoked }: Change): Html {
  const role = roleText(voice, name, unit)
  return voice.t(revoked === undefined ? 'roles:noticeGiven' : 'roles:noticeRevoked', { role })
}

const meaningKey: Record<RoleName, TextKey> = {
  head: 'roles:headMay',
  planner: 'roles:plannerMay',
  admin: 'roles:adminMay',
}

/** A role with the unit that it is for. */
export function roleText(voice: Voice, name: RoleName, unit: string | undefined): string {
  const role = voice.label(roleKey[name])
  return unit === undefined ? role : voice.label('roles:roleOfUnit', { role, unit })
}

function whoText(
  turn: Turn,
  { name, unit, telegramId }: Pick<Holder, 'name' | 'unit'> & { telegramId?: bigint | null | undefined },
) {
  if (name === undefined) return turn.label('roles:account', { number: String(telegramId ?? '') })
  return unit === undefined ? name : turn.label('roles:employee', { name, unit })
}
