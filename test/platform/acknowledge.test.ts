import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from '@grammyjs/types'
import { Api } from 'grammy'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLog } from '../../src/platform/log.ts'
import { openAcknowledgements } from '../../src/platform/telegram/acknowledge.ts'
import { openFakeTelegram } from '../support/fakeTelegram.ts'
import type { FakeTelegram } from '../support/fakeTelegram.ts'

let telegram: FakeTelegram
beforeAll(async () => {
  telegram = await openFakeTelegram()
  telegram.decide = () => ({ result: true })
})
afterAll(() => telegram.close())

const user = { id: 7, is_bot: false, first_name: 'Ani' }
const press = (id: string): Update => ({
  update_id: 1,
  callback_query: { id, from: user, chat_instance: '1', data: 'x' },
})
const told = (id: string) =>
  telegram.calls.filter(({ body }) => body['callback_query_id'] === id).map(({ body }) => body['text'])

test('a press is acknowledged soon, but what it was promised to be told is told however long that takes', async () => {
  const acknowledgements = openAcknowledgements(new Api('100:abc', { apiRoot: telegram.root }), openLog('silent'))
  acknowledgements.expect(press('lambat'))
  acknowledgements.expect(press('menunggu'))
  expect(acknowledgements.open('menunggu')).toBe(true)
  await vi.waitFor(() => expect(told('lambat')).toEqual([undefined]))
  expect(acknowledgements.open('lambat')).toBe(false)
  await sleep(50)
  expect(told('menunggu')).toEqual([])
  acknowledgements.finish('menunggu', 'Tercatat')
  await vi.waitFor(() => expect(told('menunggu')).toEqual(['Tercatat']))
})

test('where many press at once, each press is acknowledged at once, and its reason is told in a message', async () => {
  const acknowledgements = openAcknowledgements(new Api('100:abc', { apiRoot: telegram.root }), openLog('silent'))
  const ids = Array.from({ length: 9 }, (_, n) => `banyak ${n}`)
  for (const id of ids) acknowledgements.expect(press(id))
  expect(ids.map((id) => acknowledgements.open(id))).toEqual([...ids.slice(1).map(() => true), false])
  for (const id of ids) acknowledgements.finish(id, undefined)
  await vi.waitFor(() => expect(ids.map((id) => told(id))).toEqual(ids.map(() => [undefined])))
  acknowledgements.expect(press('sepi'))
  expect(acknowledgements.open('sepi')).toBe(true)
  acknowledgements.finish('sepi', 'Terlambat')
  await vi.waitFor(() => expect(told('sepi')).toEqual(['Terlambat']))
})

test('a connection that breaks leaves no button loading', async () => {
  const acknowledgements = openAcknowledgements(new Api('100:abc', { apiRoot: telegram.root }), openLog('silent'))
  let cuts = 2
  telegram.decide = () => (cuts-- > 0 ? 'cut' : { result: true })
  acknowledgements.expect(press('putus'))
  acknowledgements.finish('putus', 'Tercatat')
  await vi.waitFor(() => expect(told('putus')).toEqual(['Tercatat', 'Tercatat', 'Tercatat']), 5000)
  await sleep(150)
  expect(told('putus')).toHaveLength(3)
})
