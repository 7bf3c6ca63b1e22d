import { array, assert, constantFrom, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { escapeLike, inTree, readQuery } from '../../src/features/roles/rules.ts'

test('digits are a number, anything else is parts of a name, and what is too short is nothing', () => {
  expect(readQuery('19800101 200501 1 001')).toEqual({ digits: '198001012005011001' })
  expect(readQuery('+62 812-3456-7890')).toEqual({ digits: '6281234567890' })
  expect(readQuery('Budi  Mis')).toEqual({ words: ['Budi', 'Mis'] })
  for (const text of ['', 'a', 'a b', '123']) expect(readQuery(text)).toBeNull()
})

test('an escaped text has no wildcard that is not escaped', () => {
  assert(
    property(string({ unit: constantFrom('a', '%', '_', '\\') }), (text) => {
      const escaped = escapeLike(text)
      expect(escaped.replaceAll(/\\[\\%_]/g, '')).toMatch(/^a*$/)
      expect(escaped.replaceAll(/\\([\\%_])/g, '$1')).toBe(text)
    }),
  )
})

test('every unit is listed once, right after a unit above it and deeper by one', () => {
  const forest = array(nat(), { maxLength: 30 }).map((parents) =>
    parents.map((parent, n) => ({
      id: BigInt(n + 1),
      parentId: parent % (n + 1) === 0 ? null : BigInt(parent % (n + 1)),
      name: `Unit ${parent % 7}`,
    })),
  )
  assert(
    property(forest, (units) => {
      const listed = inTree(units)
      expect(listed.map(({ id }) => id).toSorted()).toEqual(units.map(({ id }) => id).toSorted())
      for (const [at, unit] of listed.entries()) {
        const above = listed.slice(0, at).findLast(({ depth }) => depth < unit.depth)
        expect(above?.id ?? null).toBe(unit.parentId)
        expect(unit.depth).toBe(above === undefined ? 0 : above.depth + 1)
      }
    }),
  )
})
