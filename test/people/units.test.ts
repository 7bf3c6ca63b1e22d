import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { coverOf, inTree, toggleUnit, unitLabel, unitNamed } from '../../src/shared/units/units.ts'

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

test('a unit is found by its name, or by a part that only it has', () => {
  const units = ['Dinas Kesehatan', 'Dinas Pendidikan', 'Dinas'].map((name, n) => ({
    id: BigInt(n),
    parentId: null,
    name,
  }))
  expect(unitNamed(units, ' kesehat ')?.name).toBe('Dinas Kesehatan')
  expect(unitNamed(units, 'dinas')?.name).toBe('Dinas')
  for (const text of ['dina', '', 'Bidang']) expect(unitNamed(units, text)).toBeUndefined()
})

test('of several units of the same name none is meant', () => {
  const units = [1n, 2n].map((id) => ({ id, parentId: id + 2n, name: 'Sekretariat' }))
  expect(unitNamed(units, 'Sekretariat')).toBeUndefined()
})

test('a chosen unit covers those below it, which are no longer chosen by themselves', () => {
  const units = [
    { id: 1n, parentId: null, name: 'Dinas' },
    { id: 2n, parentId: 1n, name: 'Bidang' },
    { id: 3n, parentId: 2n, name: 'Seksi' },
    { id: 4n, parentId: null, name: 'Badan' },
  ]
  expect(toggleUnit(units, ['3'], 4n)).toEqual(['3', '4'])
  expect(toggleUnit(units, ['3', '4'], 1n)).toEqual(['1', '4'])
  expect(toggleUnit(units, ['1', '4'], 1n)).toEqual(['4'])
  expect(coverOf(units, ['1'], 3n)?.name).toBe('Dinas')
  expect(coverOf(units, ['3'], 3n)?.name).toBe('Seksi')
  expect(coverOf(units, ['3'], 2n)).toBeUndefined()
})

test('a sub-unit is moved in below its unit', () => {
  expect([0, 1, 2].map((depth) => unitLabel({ name: 'X', depth }))).toEqual(['X', '↳ X', '   ↳ X'])
})
