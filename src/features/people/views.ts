import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { TextKey } from '../../platform/texts.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Profile } from './actions.ts'

const roles: [string, TextKey][] = [
  ['head', 'people:roleHead'],
  ['planner', 'people:rolePlanner'],
  ['admin', 'people:roleAdmin'],
]

/** The commands a person may use, below a heading. */
export function menuView(turn: Turn, heading: Html): View {
  const lines = turn
    .commands()
    .map(({ command, description }) => turn.t('people:menuLine', { command, summary: description }))
  const hint = turn.who.stranger ? turn.t('people:menuStranger') : undefined
  return { text: joinHtml([heading, joinHtml(lines, '\n'), hint]) }
}

export function helpView(turn: Turn): View {
  return menuView(turn, joinHtml([turn.t('people:help'), turn.t('people:helpPrivacy')]))
}

export function welcomeView(turn: Turn, profile: Profile | null): View {
  if (profile?.kind !== 'employee') return { text: turn.t('people:welcomeCitizen') }
  const unit = profile.rosterEntry?.unit.name
  return { text: unit === undefined ? turn.t('people:welcomeEmployee') : turn.t('people:welcomeRoster', { unit }) }
}

/** The roles they hold, in words. */
export function heldRoles(turn: Turn): string[] {
  return roles.filter(([right]) => turn.may(right)).map(([, key]) => turn.label(key))
}
