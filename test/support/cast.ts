import type { SamplePersona } from '../../src/platform/feature.ts'
import { personas } from '../../src/playground/index.ts'

/** The playground's people as the sample city knows them. */
export const cast: SamplePersona[] = personas.map(({ key, id, firstName, lastName, phone }) => ({
  key,
  telegramId: BigInt(id),
  name: `${firstName} ${lastName}`,
  phone: `+${phone}`,
}))
