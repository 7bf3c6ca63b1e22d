import { fromColumn } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Fact, Portion } from '../../platform/feature.ts'
import { writeDay } from '../../platform/moments.ts'
import { languages } from '../../platform/texts.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { pathOf } from '../../shared/units/units.ts'
import { languageNames } from './language.ts'

/** What is stored about a person beside what others have noted of them. */
export async function collectPerson(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const person = await db.person.findUnique({
    where: { telegramId },
    include: { rosterEntry: true, linkRequest: true },
  })
  if (person === null) return []
  const { rosterEntry: entry, linkRequest: request, kind, muted, language } = person
  const fact = (name: string, label: TextKey, value: Fact['value'], words?: string): Fact => ({
    name,
    label: voice.label(label),
    value,
    ...(words !== undefined && { words }),
  })
  const leave = person.leaveUntil === null ? null : fromColumn(person.leaveUntil)
  const known = languages.find((one) => one === language)
  const kindWords = kind === null ? undefined : voice.label(kind === 'employee' ? 'people:employee' : 'people:citizen')
  const profile = [
    fact('telegramId', 'people:factAccount', String(telegramId)),
    fact('subject', 'people:factSubject', person.subject),
    fact('language', 'people:factLanguage', language, known && voice.label(languageNames[known])),
    fact('kind', 'people:factKind', kind, kindWords),
    fact('consentAt', 'people:factConsent', person.consentAt),
    fact('lostAt', 'people:factLost', person.lostAt),
    fact('muted', 'people:factMuted', muted.join(', '), muted.map((one) => voice.label(categoryNames[one])).join(', ')),
    fact('quietHours', 'people:factHours', person.quietHours),
    fact('leaveUntil', 'people:factLeave', leave, leave === null ? undefined : writeDay(leave, voice.language)),
    fact('menu', 'people:factMenu', person.menu),
    fact('createdAt', 'people:factCreated', person.createdAt),
  ]
  const roster = entry && [
    fact('nip', 'people:factNip', entry.nip),
    fact('name', 'people:factName', entry.name),
    fact('unit', 'people:factUnit', (await pathOf(db, entry.unitId)).join(' / ')),
    fact('position', 'people:factPosition', entry.position),
    fact('phone', 'people:factPhone', entry.phone),
    fact('linkedAt', 'people:factLinked', entry.linkedAt),
    fact('leftAt', 'people:factLeft', entry.leftAt),
  ]
  const asked = request && [
    fact('number', 'people:factRequest', String(request.id)),
    fact('createdAt', 'people:factAsked', request.createdAt),
  ]
  return [
    { name: 'profile', title: voice.label('people:factsProfile'), rows: [profile] },
    { name: 'roster', title: voice.label('people:factsEntry'), rows: roster ? [roster] : [] },
    { name: 'linkRequest', title: voice.label('people:factsRequest'), rows: asked ? [asked] : [] },
  ]
}

const categoryNames = {
  announcements: 'people:nameAnnouncements',
  reminders: 'people:nameReminders',
  checkins: 'people:nameCheckins',
} as const
