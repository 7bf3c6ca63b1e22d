// The page that a hall sees on its projector, as a browser gets it: without login, and without anybody's name.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Forum } from '../../src/generated/prisma/client.ts'
import { openWatch } from '../../src/features/forums/live/watching.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, vote, write } from './forumRows.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
let forum: Forum
beforeAll(async () => {
  city = await openStaffedCity()
})
beforeEach(async () => {
  await db().forum.deleteMany()
  forum = await makeForum(city)
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const get = (path: string, init?: RequestInit) => fetch(city.app.url + path, init)
const pageOf = (code: string) => get(`/forum/${code}/live`).then((answer) => answer.text())
const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const minute = 60_000

interface News {
  event: string
  now: number
  until: number | null
  layout?: string
  parts?: Record<string, string>
}

/** Follows a page as its script does; `next` gives what comes next that says so. */
async function follow(path: string) {
  const ending = new AbortController()
  const answer = await get(path, { signal: ending.signal })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('No stream')
  let text = ''
  const read = async (): Promise<News> => {
    for (;;) {
      const [piece, ...rest] = text.split('\n\n')
      if (rest.length > 0) {
        text = rest.join('\n\n')
        const [, event = '', data = '{}'] = /^event: (\w+)\ndata: (.*)$/s.exec(piece ?? '') ?? []
        return { event, ...JSON.parse(data) }
      }
      const { done, value } = await reader.read()
      if (done) throw new Error('The stream ended')
      text += value
    }
  }
  return {
    answer,
    read,
    async until(isIt: (news: News) => boolean): Promise<News> {
      for (;;) {
        const news = await read()
        if (isIt(news)) return news
      }
    },
    leave: () => ending.abort(),
    ended: () =>
      reader.read().then(
        ({ done }) => done,
        () => true,
      ),
  }
}

const stream = () => follow(`/forum/${forum.code}/live/stream?lang=id`)

describe('the page', () => {
  it('shows the way in, the title and the counts, with a policy that lets no other script in', async () => {
    const answer = await get(`/forum/${forum.code}/live`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
    const html = await answer.text()
    expect(html).toContain('<html lang="id">')
    expect(html).toContain('<h1>Jam layanan</h1>')
    expect(html).toContain('aria-live="polite"')
    expect(words(html)).toContain(`t.me/${city.app.botName}?start=forum-${forum.code}`)
    expect(words(html)).toContain(`/forum ${forum.code}`)
    expect(words(html)).toContain('0 orang ikut 0 suara 0 pernyataan')
    for (const asset of html.matchAll(/(?:src|href)="(\/forum\/assets\/[^"]+)"/g)) {
      const loaded = await get(asset[1] ?? '')
      expect(loaded.status).toBe(200)
      expect(loaded.headers.get('cache-control')).toContain('immutable')
    }
  })

  it('speaks English where that is asked for', async () => {
    const html = await get(`/forum/${forum.code}/live?lang=en`).then((answer) => answer.text())
    expect(html).toContain('<html lang="en">')
    expect(words(html)).toContain('Scan to take part')
    expect(html).toContain('stream?lang=en')
  })

  it('is found in small letters, and says in words that there is none', async () => {
    expect((await get(`/forum/${forum.code.toLowerCase()}/live`)).status).toBe(200)
    const draft = await makeForum(city, { state: 'draft' })
    for (const code of ['ZZZZZZ', draft.code, '%00', "x'--"]) {
      const answer = await get(`/forum/${code}/live`)
      expect(answer.status).toBe(404)
      expect(words(await answer.text())).toContain('Forum ini tidak ditemukan')
    }
    expect((await get('/forum/ZZZZZZ/live/stream')).status).toBe(404)
    expect((await get('/forum/assets/passwd')).status).toBe(404)
  })

  it('holds what people wrote as text, never as markup', async () => {
    forum = await makeForum(city, { title: '<script>alert(1)</script>', question: '"><img src=x>' })
    const html = await pageOf(forum.code)
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
  })

  it('of a forum that is not for everybody shows what it asks only while its hall runs', async () => {
    forum = await makeForum(city, { isPublic: false, audience: { kind: 'employees' } })
    expect(words(await pageOf(forum.code))).not.toContain('Bagaimana jam layanan')
    await db().forumHall.create({ data: { forumId: forum.id, startedAt: city.clock.now() } })
    const running = await stream()
    await running.until(({ parts }) => parts?.['head']?.includes('Bagaimana jam layanan') === true)
    running.leave()
  })
})

describe('while people look at it', () => {
  it('follows what the facilitator and people in the hall do', async () => {
    const { ani, budi, eko } = city
    const statement = await write(city, forum, 'Loket buka sampai pukul 18', { state: 'accepted' })
    const page = await stream()
    expect(page.answer.headers.get('content-type')).toContain('text/event-stream')
    const first = await page.read()
    expect(first).toMatchObject({ event: 'state', layout: 'join', until: null })
    expect(Object.keys(first.parts ?? {}).toSorted()).toEqual(['counts', 'head', 'phase', 'side', 'stage'])
    await vote(city, forum, statement, { by: ani })
    const counted = await page.until(({ parts }) => parts?.['counts'] !== undefined)
    expect(words(counted.parts?.['counts'] ?? '')).toContain('1 orang ikut 1 suara 1 pernyataan')
    expect(Object.keys(counted.parts ?? {})).toEqual(['counts'])

    await eko.says(`/forum ${forum.code}`)
    await eko.presses(city.app.work.voice('id').label('forums:desk'))
    await eko.presses('🏛 Forum langsung')
    await eko.presses('▶️ Mulai forum langsung')
    await eko.presses('Pertanyaan')
    const questions = await page.until(({ layout }) => layout === 'panels')
    expect(questions.parts?.['phase']).toContain('Pertanyaan')
    await eko.presses('5 mnt')
    const timed = await page.until(({ until }) => until !== null)
    expect(Math.round(((timed.until ?? 0) - timed.now) / minute)).toBe(5)

    await ani.opens(`forum-${forum.code}`)
    await ani.presses('❓ Ajukan pertanyaan')
    await ani.says('Kapan loket dibuka pada hari Sabtu?')
    await ani.presses(city.app.work.voice('id').label('forums:send'))
    const asked = await page.until(({ parts }) => parts?.['stage']?.includes('Kapan loket') === true)
    expect(words(asked.parts?.['stage'] ?? '')).toContain('▲ 0')
    await budi.opens(`forum-${forum.code}`)
    await budi.presses('Pertanyaan (1)')
    await budi.presses('👍 1')
    const supported = await page.until(({ parts }) => parts?.['stage']?.includes('▲ 1') === true)
    const said = JSON.stringify(supported)
    for (const name of ['Ani', 'Budi', 'Eko']) expect(said).not.toContain(name)
    await city.clock.advance(2 * minute)
    const turned = await page.until(({ event }) => event === 'here')
    expect(Math.round(((turned.until ?? 0) - turned.now) / minute)).toBe(3)
    page.leave()

    const again = await stream()
    expect((await again.read()).parts?.['stage']).toContain('Kapan loket')
    again.leave()
    const html = await pageOf(forum.code)
    for (const name of ['Ani', 'Budi', 'Eko']) expect(html).not.toContain(name)
  })

  it('keeps a question with a hurtful word from the screen until it is shown', async () => {
    const asked = { forumId: forum.id, createdAt: city.clock.now() }
    await db().forumHall.create({ data: { forumId: forum.id, phase: 'questions', startedAt: city.clock.now() } })
    await db().forumQuestion.create({
      data: { ...asked, number: 1, text: 'Goblok?', state: 'waiting', isFlagged: true },
    })
    await db().forumQuestion.create({ data: { ...asked, number: 2, text: 'Kapan buka?', state: 'open' } })
    const html = words(await pageOf(forum.code))
    expect(html).toContain('Kapan buka?')
    expect(html).not.toContain('Goblok')
  })

  it('shows the map and the lists when the facilitator says so, and groups that are too small in neither', async () => {
    await write(city, forum, 'Loket buka sampai pukul 18', { state: 'accepted' })
    await write(city, forum, 'Loket tutup hari Jumat', { state: 'accepted' })
    const shares = [
      { number: 1, agree: 0.8, disagree: 0.1, pass: 0.1 },
      { number: 2, agree: 0.5, disagree: 0.5, pass: 0 },
    ]
    const shape = { x: 1, y: 0.5, rx: 0.9, ry: 0.4, angle: 0.5 }
    const groups = {
      snapshot: '1',
      people: 43,
      names: ['A', 'B'],
      isFirm: true,
      list: [
        { index: 0, name: 'A', people: 30, representative: [], shares, shape },
        { index: 1, name: 'B', people: 13, representative: [], shares, shape: { ...shape, x: -2 } },
      ],
      consensus: [1],
      divisive: [2],
    }
    const published = {
      people: 43,
      shares,
      majority: { agree: [1], disagree: [] },
      split: [2],
      uncertain: [],
      unclear: null,
      groups,
      units: null,
    }
    const hall = { forumId: forum.id, phase: 'vote' as const, startedAt: city.clock.now() }
    await db().forumHall.create({ data: hall })
    await db().forumSnapshot.create({
      data: {
        forumId: forum.id,
        watermark: 1n,
        voters: 43,
        input: {},
        opinion: {},
        published,
        createdAt: city.clock.now(),
      },
    })
    const page = await stream()
    expect(JSON.stringify(await page.read())).not.toContain('Loket')
    await db().forumHall.update({ where: { forumId: forum.id }, data: { showsMap: true, showsResults: true } })
    const { parts } = await page.until((news) => news.parts?.['stage'] !== undefined)
    const stage = parts?.['stage'] ?? ''
    expect(stage.match(/<ellipse/g)).toHaveLength(2)
    expect(words(stage)).toMatch(
      /A B A · 30 orang B · 13 orang.*Disepakati semua kelompok Loket buka sampai pukul 18.*80.*terbelah Loket tutup/,
    )
    page.leave()
  })

  it('is for at most so many at once', async () => {
    const entrance = { link: 'https://t.me/x?start=forum-A', bot: 'x', code: 'A', qr: { size: 1, path: '' } }
    const watch = openWatch(city.app.work, forum.id, entrance, 2)
    const [one, other, third] = [await watch.follow('id'), await watch.follow('en'), await watch.follow('id')]
    expect(third).toBeNull()
    await one?.cancel()
    const later = await watch.follow('id')
    expect(later).not.toBeNull()
    await Promise.all([later?.cancel(), other?.cancel()])
  })

  it('ends with the forum, and thanks', async () => {
    await db().forum.update({ where: { id: forum.id }, data: { state: 'closed', closedAt: city.clock.now() } })
    const html = await pageOf(forum.code)
    expect(words(html)).toContain('Forum ini sudah ditutup')
    expect(html).toContain('data-layout="over"')
    expect(html).not.toContain('class="qr"')
  })
})

it('a stop ends all connections at once, and the page is there again after a start', async () => {
  const pages = await Promise.all(Array.from({ length: 20 }, stream))
  for (const page of pages) await page.read()
  const began = performance.now()
  await city.restart()
  expect(performance.now() - began).toBeLessThan(5000)
  expect(await Promise.all(pages.map((page) => page.ended()))).toEqual(pages.map(() => true))
  const again = await stream()
  expect((await again.read()).event).toBe('state')
  again.leave()
})
