import { assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { escapeLike, readQuery } from '../../src/shared/people/search.ts'

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
