import type { Feature } from '../platform/feature.ts'
import { audit } from './audit/index.ts'
import { broadcasts } from './broadcasts/index.ts'
import { forums } from './forums/index.ts'
import { holidays } from './holidays/index.ts'
import { invitations } from './invitations/index.ts'
import { outcomes } from './outcomes/index.ts'
import { people } from './people/index.ts'
import { planning } from './planning/index.ts'
import { policies } from './policies/index.ts'
import { roster } from './roster/index.ts'
import { roles } from './roles/index.ts'
import { checkins } from './checkins/index.ts'
import { questionnaires } from './questionnaires/index.ts'
import { trainings } from './trainings/index.ts'
import { suggestions } from './suggestions/index.ts'

/** The directory: every feature, in the order of the menu. */
export const features: Feature[] = [
  policies,
  suggestions,
  forums,
  outcomes,
  checkins,
  trainings,
  questionnaires,
  planning,
  broadcasts,
  roster,
  holidays,
  invitations,
  roles,
  audit,
  people,
]
