// Makes every key of the Indonesian texts known to the compiler; a test compares the English ones.
import type audiences from '../../locales/id/audiences.json'
import type audit from '../../locales/id/audit.json'
import type broadcasts from '../../locales/id/broadcasts.json'
import type invitations from '../../locales/id/invitations.json'
import type people from '../../locales/id/people.json'
import type platform from '../../locales/id/platform.json'
import type policies from '../../locales/id/policies.json'
import type results from '../../locales/id/results.json'
import type roles from '../../locales/id/roles.json'
import type roster from '../../locales/id/roster.json'
import type sheets from '../../locales/id/sheets.json'
import type suggestions from '../../locales/id/suggestions.json'
import type tickets from '../../locales/id/tickets.json'
import type outcomes from '../../locales/id/outcomes.json'
import type planning from '../../locales/id/planning.json'
import type questionnaires from '../../locales/id/questionnaires.json'
import type checkins from '../../locales/id/checkins.json'
import type trainings from '../../locales/id/trainings.json'
import type units from '../../locales/id/units.json'
import type forums from '../../locales/id/forums.json'
import type holidays from '../../locales/id/holidays.json'

declare module '../platform/texts.ts' {
  interface Catalogue {
    platform: typeof platform
    questionnaires: typeof questionnaires
    checkins: typeof checkins
    trainings: typeof trainings
    people: typeof people
    policies: typeof policies
    audit: typeof audit
    invitations: typeof invitations
    results: typeof results
    roles: typeof roles
    roster: typeof roster
    broadcasts: typeof broadcasts
    audiences: typeof audiences
    forums: typeof forums
    holidays: typeof holidays
    units: typeof units
    planning: typeof planning
    outcomes: typeof outcomes
    tickets: typeof tickets
    sheets: typeof sheets
    suggestions: typeof suggestions
  }
}
