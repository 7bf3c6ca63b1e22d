import type { Feature } from '../platform/feature.ts'
import { audit } from './audit/index.ts'
import { broadcasts } from './broadcasts/index.ts'
import { invitations } from './invitations/index.ts'
import { people } from './people/index.ts'
import { policies } from './policies/index.ts'
import { roster } from './roster/index.ts'
import { roles } from './roles/index.ts'

/** The directory: every feature, in the order of the menu. */
export const features: Feature[] = [policies, broadcasts, roster, invitations, roles, audit, people]
