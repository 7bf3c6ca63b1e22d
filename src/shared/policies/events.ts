import { z } from 'zod'
import { event } from '../../platform/events/events.ts'

/** A version of a policy was published. */
export const policyPublished = event('policyPublished', z.object({ policyId: z.string(), number: z.number() }))
