import type { Spread } from '../../../shared/questionnaires/distribution.ts'
import type { Bilingual, Definition } from '../../../shared/questionnaires/definition.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'

/** A topic that enough people chose. */
export interface Topic {
  /** null: of all units together. */
  unitId: bigint | null
  question: string
  topic: string
  title: Bilingual
}

/** What fewer want than this share is no need of a unit. */
const leastShare = 0.2

/**
 * The topics that enough people of a unit chose, by what is published and by nothing else: at least k, also if the share was
 * rounded up to what it says, and at least a fifth. Of all together, by the counts.
 */
export function topicsOf(
  { questions }: Pick<Definition, 'questions'>,
  {
    units,
    all,
  }: { units: Pick<UnitFigures, 'unit' | 'people' | 'shares'>[]; all: { people: number; spreads: Spread[] } | null },
  k: number,
): Topic[] {
  return questions.flatMap(({ key, kind, options = [] }) => {
    if (kind !== 'several') return []
    const spread = all?.spreads.find(({ question }) => question.key === key)
    return options.flatMap(({ key: topic, text: title }): Topic[] => {
      const found = { question: key, topic, title }
      const count = spread?.cells.find(({ name }) => name === topic)?.people ?? 0
      const isWantedByAll = all !== null && count >= k && count >= leastShare * all.people
      const wantedBy = units.flatMap(({ unit, people, shares }) => {
        const given = shares.get(key)?.get(topic)
        if (unit === null || given === undefined) return []
        const sure = (given.share - given.step / 2) * people
        return sure >= k && given.share >= leastShare ? [unit.id] : []
      })
      return [...(isWantedByAll ? [null] : []), ...wantedBy].map((unitId) => ({ ...found, unitId }))
    })
  })
}
