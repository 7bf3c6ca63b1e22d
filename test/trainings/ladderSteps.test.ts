// When people are reminded of sessions, worked out on paper.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueSteps, nextStep, nextTime, stepsOf } from '../../src/features/trainings/ladder/steps.ts'
import {
  codeLife,
  isFresh,
  isGenuine,
  keyOf,
  makeCode,
  readCode,
} from '../../src/features/trainings/attending/codes.ts'

const hour = 3_600_000
const minute = 60_000
const session = (id: number, start: number) => ({
  id: BigInt(id),
  startsAt: new Date(start * hour),
  endsAt: new Date((start + 3) * hour),
})

test('a week, a day and two hours before the first session, a day and two hours before later ones', () => {
  const steps = stepsOf([session(2, 224), session(1, 200)])
  expect(steps.map(({ name, session: { id }, at }) => `${name} ${id} ${at.getTime() / hour}`)).toEqual([
    'd7 1 32',
    'd1 1 176',
    'h2 1 198',
    'd1 2 200',
    'h2 2 222',
  ])
})

test('after a pause only the latest missed one of each session is due, and nothing of one that has begun', () => {
  const sessions = [session(1, 200), session(2, 224)]
  const due = (since: number, now: number) =>
    dueSteps(sessions, new Date(since * hour), new Date(now * hour)).map(({ name, session: { id } }) => `${name} ${id}`)
  expect(due(32, 32)).toEqual(['d7 1'])
  expect(due(32, 199)).toEqual(['h2 1'])
  expect(due(32, 201)).toEqual(['d1 2'])
  expect(due(32, 223)).toEqual(['h2 2'])
  expect(due(32, 225)).toEqual([])
})

test('whoever looks every minute sends every reminder once, however the sessions lie; who looks seldom sends no more', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(lists, fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 }), (starts, pauses) => {
      const sessions = starts.map((start, index) => session(index + 1, start))
      const opened = new Date(0)
      const follow = (times: Date[]) => {
        let since = nextTime(sessions, opened)
        return times.flatMap((now) => {
          if (since > now) return []
          const sent = dueSteps(sessions, since, now).map((step) => `${step.name}${step.session.id}`)
          since = nextTime(sessions, now)
          return sent
        })
      }
      // Looking at each moment at which something comes up is looking every minute.
      const every = stepsOf(sessions)
        .map(({ at }) => at)
        .filter((at) => at > opened)
      const wanted = stepsOf(sessions)
        .filter(({ at }) => at > opened)
        .map((step) => `${step.name}${step.session.id}`)
      expect(follow(every).toSorted()).toEqual(wanted.toSorted())
      let at = 0
      const seldom = follow(pauses.map((pause) => new Date((at += pause) * hour)))
      expect(new Set(seldom).size).toBe(seldom.length)
      expect(nextStep(sessions, new Date(501 * hour))).toBeUndefined()
    }),
  )
})

test('a code holds for 60 seconds after it was shown, for its session and key only', () => {
  const key = keyOf('rahasia')
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 40n }), fc.nat(2_000_000_000), (id, seconds) => {
      const shown = new Date(seconds * 1000)
      const text = makeCode(key, id, shown)
      expect(`h-${text}`.length).toBeLessThanOrEqual(64)
      const code = readCode(text)
      if (code === undefined) throw new Error('unread')
      expect(code.session).toBe(id)
      expect(isGenuine(key, code)).toBe(true)
      expect(isGenuine(keyOf('lain'), code)).toBe(false)
      expect(isGenuine(key, { ...code, session: id + 1n })).toBe(false)
      expect(isGenuine(key, { ...code, shownAt: code.shownAt + 1 })).toBe(false)
      expect(isFresh(code, new Date(shown.getTime() + codeLife))).toBe(true)
      expect(isFresh(code, new Date(shown.getTime() + codeLife + 1))).toBe(false)
      expect(isFresh(code, new Date(shown.getTime() - minute))).toBe(false)
    }),
  )
  expect(readCode('bukan-kode')).toBeUndefined()
})
