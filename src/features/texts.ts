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

declare module '../platform/texts.ts' {
  interface Catalogue {
    platform: typeof platform
    people: typeof people
    policies: typeof policies
    audit: typeof audit
    invitations: typeof invitations
    results: typeof results
    roles: typeof roles
    roster: typeof roster
    broadcasts: typeof broadcasts
    audiences: typeof audiences
  }
}
