import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inThread, ThreadFull } from '../../src/platform/thread.ts'

const module = new URL('./threads/work.ts', import.meta.url)
const never = new AbortController().signal
const run = (name: string, input?: unknown, signal = never) =>
  inThread(
    { module, run: name, input, output: z.object({ sum: z.number(), threadId: z.number() }), memory: 64 },
    signal,
  )

describe('a function in a thread', () => {
  test('takes its input elsewhere, and what it gives comes back', async () => {
    const { sum, threadId } = await run('add', [1, 2, 3])
    expect(sum).toBe(6)
    expect(threadId).toBeGreaterThan(0)
  })

  test('is done by a thread that has done one before, unless that one is busy or was ended', async () => {
    const first = await run('add', [1])
    expect((await run('add', [2])).threadId).toBe(first.threadId)
    const both = await Promise.all([run('add', [3]), run('add', [4])])
    expect(new Set(both.map(({ threadId }) => threadId)).size).toBe(2)
    await expect(run('fail')).rejects.toThrow('That is too far')
    const after = await run('add', [5])
    expect(both.map(({ threadId }) => threadId)).not.toContain(after.threadId)
  })

  test('throws here what it throws there', async () => {
    await expect(run('fail')).rejects.toThrow('That is too far')
    await expect(run('missing')).rejects.toThrow('exports no function missing')
  })

  test('ends when it takes more memory than it may, and nothing else does', async () => {
    await expect(run('hoard')).rejects.toThrow(ThreadFull)
  })

  test('ends when nobody wants it any more', async () => {
    const ending = new AbortController()
    const running = run('spin', undefined, ending.signal)
    setTimeout(() => ending.abort(new Error('Enough')), 500)
    await expect(running).rejects.toThrow('Enough')
    await expect(run('add', [1], ending.signal)).rejects.toThrow('Enough')
  })
})
