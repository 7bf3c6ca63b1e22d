// A test that prints or warns fails: what nobody reads hides what somebody should.
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest'

const noise: string[] = []

const hear = (warning: Error) => void noise.push(String(warning))
process.on('warning', hear)
// Files share a process.
afterAll(() => void process.off('warning', hear))

beforeEach(() => {
  noise.length = 0
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      noise.push(words.map(String).join(' '))
    })
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(noise, 'printed to the console').toEqual([])
})
