import { z } from 'zod'
import { Category } from '../../generated/prisma/client.ts'
import { button } from '../../platform/dialog/button.ts'
import type { ProfilePart } from '../../platform/feature.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { readHours } from '../../platform/outbox/quietHours.ts'
import { languages } from '../../platform/texts.ts'
import type { TextKey } from '../../platform/texts.ts'
import { hoursText } from '../../shared/people/quiet.ts'
import { languageNames } from './language.ts'
import { leaveDay } from './leaveViews.ts'
import type { Card } from './profile.ts'
import { heldRoles } from './views.ts'

export const categoryButton = button('people.category', { category: z.enum(Category), comes: z.enum(['y', 'n']) })
export const speakButton = button('people.speak', { language: z.enum(languages) })
export const kindButton = button('people.kind', { kind: z.enum(['citizen', 'employee']) })
export const hoursButton = button('people.hours', {})
export const signOutButton = button('people.signOut', { sure: z.enum(['ask', 'yes', 'no']) })

const categoryKeys: Record<Category, Record<'comes' | 'stopped' | 'stop' | 'take', TextKey>> = {
  announcements: {
    comes: 'people:announcementsCome',
    stopped: 'people:announcementsStopped',
    stop: 'people:stopAnnouncements',
    take: 'people:takeAnnouncements',
  },
  reminders: {
    comes: 'people:remindersCome',
    stopped: 'people:remindersStopped',
    stop: 'people:stopReminders',
    take: 'people:takeReminders',
  },
  checkins: {
    comes: 'people:checkinsCome',
    stopped: 'people:checkinsStopped',
    stop: 'people:stopCheckins',
    take: 'people:takeCheckins',
  },
}

/** What there is to stop for them: check-ins and reminders are for employees. */
export function categoriesOf({ kind }: Pick<Card, 'kind'>): Category[] {
  return kind === 'employee' ? ['announcements', 'reminders', 'checkins'] : ['announcements']
}

/** "/profil": what they are, what they get, what other features add, and the buttons that change it in its place. */
export function profileView(turn: Turn, card: Card | null, added: ProfilePart = { lines: [], buttons: [] }): View {
  if (card === null || card.consentAt === null) {
    const key = card?.refusedAt ? 'people:profileRefused' : 'people:profileStranger'
    return { text: joinHtml([turn.t('people:profile'), turn.t(key)]) }
  }
  const text = joinHtml([
    turn.t('people:profile'),
    joinHtml(whoLines(turn, card), '\n'),
    joinHtml(whatLines(turn, card), '\n'),
    joinHtml(added.lines, '\n'),
    joinHtml([turn.t('people:profileSignIns'), signInText(turn, card)], '\n'),
    turn.t('people:profileData'),
  ])
  return { text, buttons: buttonsOf(turn, card, added) }
}

/** Their quiet hours in words. */
export function hoursWords(turn: Turn, quietHours: string | null): string {
  const { quietHours: city } = turn.settings
  if (quietHours === null)
    return turn.label('people:hoursCity', {
      hours: city === null ? turn.label('people:hoursNone') : hoursText(turn.voice, city),
    })
  const own = readHours(quietHours)
  return own === undefined ? turn.label('people:hoursNone') : hoursText(turn.voice, own)
}

/** Asks whether they really want to be no employee here any more. */
export function signOutView(turn: Turn): View {
  return {
    text: turn.t('people:askSignOut'),
    buttons: [
      [signOutButton.with(turn.label('people:yesSignOut'), { sure: 'yes' })],
      [signOutButton.with(turn.label('people:keep'), { sure: 'no' })],
    ],
  }
}

function whoLines(turn: Turn, card: Card): (Html | undefined)[] {
  const { kind, rosterEntry: entry, consentAt } = card
  const isLinked = turn.may('employee')
  const position = entry?.position ? `, ${entry.position}` : ''
  const held = rolesOf(turn, card)
  const kindKey = isLinked
    ? 'people:profileVerified'
    : kind === 'employee'
      ? 'people:profileClaimed'
      : 'people:profileKind'
  return [
    turn.t(kindKey, { kind: turn.label(kind === 'employee' ? 'people:employee' : 'people:citizen') }),
    entry?.leftAt ? turn.t('people:profileLeft', { date: entry.leftAt }) : undefined,
    isLinked ? turn.t('people:profileUnit', { unit: card.place.join(' / '), position }) : undefined,
    held.length > 0 ? turn.t('people:profileRoles', { roles: held.join(', ') }) : undefined,
    turn.t('people:profileLanguage'),
    turn.t('people:profileSince', { date: consentAt ?? turn.now }),
  ]
}

/** A head is one of certain units. */
function rolesOf(turn: Turn, { heads }: Card): string[] {
  const head = turn.label('people:roleHead')
  return heldRoles(turn).flatMap((role) =>
    role === head ? heads.map((unit) => turn.label('people:roleOfUnit', { role, unit })) : [role],
  )
}

function whatLines(turn: Turn, card: Card): (Html | undefined)[] {
  const lines = categoriesOf(card).map((category) =>
    turn.t(categoryKeys[category][card.muted.includes(category) ? 'stopped' : 'comes']),
  )
  const day = leaveDay(turn, card.leaveUntil)
  return [
    turn.t('people:profileReceive'),
    ...lines,
    day === undefined ? undefined : turn.t('people:profileLeave', { day }),
    turn.t('people:profileHours', { hours: hoursWords(turn, card.quietHours) }),
    turn.t('people:profileAlways'),
  ]
}

function signInText(turn: Turn, { rosterEntry: entry }: Card): Html {
  if (!turn.may('employee') || !entry?.linkedAt) return turn.t('people:signInOnly')
  return turn.t('people:signInLinked', { date: entry.linkedAt })
}

function buttonsOf(turn: Turn, card: Card, added: ProfilePart) {
  const categories = categoriesOf(card).map((category) => {
    const stopped = card.muted.includes(category)
    const label = turn.label(categoryKeys[category][stopped ? 'take' : 'stop'])
    return [categoryButton.with(label, { category, comes: stopped ? 'y' : 'n' })]
  })
  const others = languages.filter((language) => language !== turn.voice.language)
  return [
    ...categories,
    [hoursButton.with(turn.label('people:changeHours'), {})],
    others.map((language) => speakButton.with(turn.label(languageNames[language]), { language })),
    ...added.buttons,
    ...asWhat(turn, card),
  ]
}

/** What they may be instead: by their own word, or no longer by the roster. */
function asWhat(turn: Turn, { kind, rosterEntry }: Card) {
  if (turn.may('employee')) return [[signOutButton.with(turn.label('people:signOut'), { sure: 'ask' })]]
  // Who has left the roster is what it says.
  if (rosterEntry !== null) return []
  const other = kind === 'employee' ? 'citizen' : 'employee'
  const label = turn.label(other === 'employee' ? 'people:beEmployee' : 'people:beCitizen')
  return [[kindButton.with(label, { kind: other })]]
}
