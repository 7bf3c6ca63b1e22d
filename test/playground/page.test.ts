import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlayground, type Playground } from '../../src/playground/index.ts'
import { readMarks, writeMarks } from '../../src/playground/page/marks.ts'
import { nest, type Piece } from '../../src/playground/page/nesting.ts'
import { pageRoutes } from '../../src/playground/page/index.tsx'
import texts from '../../src/playground/page/texts.json' with { type: 'json' }

const citizen = 1001
const origin = 'http://127.0.0.1:3000'
const own = { 'sec-fetch-site': 'same-origin' }
let playground: Playground
let page: ReturnType<typeof pageRoutes>

beforeEach(async () => {
  let now = Date.UTC(2026, 10, 23, 0, 18)
  const clock = {
    now: () => new Date(now),
    async advance(milliseconds: number) {
      now += milliseconds
    },
  }
  playground = await openPlayground({ dir: null, clock, token: '123456:abcdefghijklmnopqrstuvwxyz123456789' })
  page = pageRoutes(playground)
})
afterEach(() => playground.close())

function get(path: string, headers: Record<string, string> = {}) {
  return page.request(`${origin}/playground${path}`, { headers })
}

function post(path: string, fields: Record<string, string | Blob>, headers: Record<string, string> = own) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return page.request(`${origin}/playground${path}`, { method: 'POST', body, headers })
}

async function html(path = `?show=${citizen}`) {
  const response = await get(path)
  expect(response.status).toBe(200)
  return response.text()
}

describe('marks', () => {
  it('become entities with UTF-16 offsets, nested', () => {
    expect(readMarks('😀 **tebal __miring__** dan `a**b` ||rahasia||')).toEqual({
      text: '😀 tebal miring dan a**b rahasia',
      entities: [
        { type: 'bold', offset: 3, length: 12 },
        { type: 'italic', offset: 9, length: 6 },
        { type: 'code', offset: 20, length: 4 },
        { type: 'spoiler', offset: 25, length: 7 },
      ],
    })
  })

  it('stay as they are when they mark nothing', () => {
    for (const plain of ['2 ** 3 ** 4', 'C++ dan C++', '****', 'a ~~b', '[x](javascript:alert(1))'])
      expect(readMarks(plain)).toEqual({ text: plain, entities: [] })
  })

  it('are written back for editing', () => {
    const source = '**a __b__** ++c++ ~~d~~ [situs](https://example.org/x)'
    const { text, entities } = readMarks(source)
    expect(writeMarks(text, entities)).toBe(source)
  })
})

describe('nesting', () => {
  const flat = (pieces: Piece[]): string =>
    pieces
      .map((piece) => (typeof piece === 'string' ? piece : `<${piece.entity.type}>${flat(piece.children)}</>`))
      .join('')

  it('splits entities that cross each other', () => {
    const crossing = nest('abcdef', [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
    ])
    expect(flat(crossing)).toBe('<bold>ab<italic>cd</></><italic>ef</>')
  })

  it('drops what lies outside the text', () => {
    expect(flat(nest('ab', [{ type: 'bold', offset: 5, length: 2 }]))).toBe('ab')
    expect(flat(nest('ab', [{ type: 'bold', offset: 1, length: 9 }]))).toBe('a<bold>b</>')
  })
})

describe('the page', () => {
  it('shows the citizen and the admin at first, each with an input', async () => {
    const text = await html('')
    expect(text.match(/data-person="\d+"/g)).toEqual(['data-person="1001"', 'data-person="1006"'])
    expect(text.match(/data-role="(?:input|send|attach)"/g)).toHaveLength(6)
    expect(text).toContain('<html lang="id">')
  })

  it('escapes what people write', async () => {
    await post(`/people/${citizen}/say`, { text: '<img src=x onerror=alert(1)> **<b>&amp;</b>**' })
    const text = await html()
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; <strong>&lt;b&gt;&amp;amp;&lt;/b&gt;</strong>')
    expect(text).not.toContain('<img src=x')
  })

  it('has no script of its own inside, and says so to the browser', async () => {
    const response = await get('')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/)
  })

  it('never links to anything but the web', async () => {
    await playground.world.says(citizen, 'tekan', {
      entities: [{ type: 'text_link', offset: 0, length: 5, url: 'javascript:alert(1)' }],
    })
    expect(await html()).not.toMatch(/href="(?!https?:|\/playground)/)
  })

  it('tells the day once and times in Jakarta', async () => {
    await post(`/people/${citizen}/say`, { text: 'satu' })
    await post(`/people/${citizen}/say`, { text: 'dua' })
    const text = await html()
    expect(text.match(/Senin, 23 November 2026/g)).toHaveLength(1)
    expect(text).toContain('>07.18</time>')
  })

  it('draws the newest hundred messages and the rest on demand', async () => {
    for (let n = 1; n <= 250; n++) await playground.world.says(citizen, `pesan ${n}.`)
    const text = await html()
    expect(text.match(/data-message=/g)).toHaveLength(100)
    expect(text).toContain('>pesan 250.<')
    const older = await get(`/older?person=${citizen}&chat=${citizen}&before=151`)
    const fragment = await older.text()
    expect(fragment).toContain('>pesan 51.<')
    expect(fragment).not.toContain('>pesan 50.<')
  })

  it('speaks English when asked to', async () => {
    const response = await post('/language', { language: 'en', back: '/playground?show=1001' })
    expect(response.headers.get('location')).toBe('/playground?show=1001')
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await (await get('', { cookie })).text()).toContain('<html lang="en">')
  })

  it('never sends anyone to another site', async () => {
    const response = await post('/language', { language: 'en', back: 'https://example.org' })
    expect(response.headers.get('location')).toBe('/playground')
  })
})

describe('what people do', () => {
  it('sends files, and serves them so that no script in them runs', async () => {
    const file = new File(['<script>alert(1)</script>'], 'halaman.html', { type: 'text/html' })
    const sent = await post(`/people/${citizen}/say`, { text: 'lihat', files: file })
    expect(sent.status).toBe(204)
    const [kept] = playground.world.messages(citizen)
    expect(kept?.message.caption).toBe('lihat')
    const served = await get(`/files/${kept?.message.document?.file_id}`)
    expect(served.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(served.headers.get('content-type')).toBe('application/octet-stream')
    expect(served.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('tells in words what was refused', async () => {
    const answer = await post(
      `/people/${citizen}/press`,
      { chat: '1001', message: '99', data: 'x' },
      { ...own, 'hx-request': 'true' },
    )
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Tidak berhasil')
  })

  it('takes deep links, blocks and unblocks', async () => {
    expect((await post(`/people/${citizen}/open`, { payload: 'forum_7' })).status).toBe(204)
    expect(playground.world.messages(citizen)[0]?.message.text).toBe('/start forum_7')
    expect((await post(`/people/${citizen}/open`, { payload: 'tidak boleh!' })).status).toBe(400)
    await post(`/people/${citizen}/block`, {})
    expect(await html()).toContain(texts.id.unblock)
    await post(`/people/${citizen}/unblock`, {})
    expect(playground.world.person(citizen).blocked).toBe(false)
  })

  it('adds a person and shows their column', async () => {
    const added = await post('/people', { first: 'Gita', note: 'Warga', back: '/playground?show=1001' })
    expect(added.status).toBe(303)
    const place = added.headers.get('location') ?? ''
    expect(await html(place.replace('/playground', ''))).toContain('Gita')
  })

  it('switches one fault off and leaves the others', async () => {
    await post('/faults', { kind: 'slow', turn: 'on', amount: '50', times: '' })
    await post('/faults', { kind: 'too-many', turn: 'on', amount: '3', times: '2' })
    expect(playground.world.faults()).toHaveLength(2)
    await post('/faults', { kind: 'slow', turn: 'off' })
    expect(playground.world.faults()).toEqual([{ kind: 'too-many', retryAfter: 3, times: 2 }])
  })

  it('turns the clock to what is due', async () => {
    const due = new Date(playground.clock.now().getTime() + 90 * 60_000)
    playground.connect({ nextDue: async () => due, loadSample: async () => 'Kota Contoh <dimuat>.' })
    await post('/clock', { turn: 'due' })
    expect(playground.clock.now()).toEqual(due)
    expect(await (await post('/sample', {})).text()).toBe('Kota Contoh &lt;dimuat&gt;.')
  })
})

describe('the stream', () => {
  it('brings the page up to date, then tells what is new', async () => {
    const response = await get(`/stream?show=${citizen}`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = await reader?.read()
    expect(first?.value).toContain('hx-target="#messages-1001"')
    await playground.world.says(citizen, 'halo <b>')
    const second = await reader?.read()
    expect(second?.value).toContain('hx-swap="beforeend"')
    expect(second?.value).toContain('halo &lt;b&gt;')
    await reader?.cancel()
  })

  it('says what is due next, also when that changes with the last of many messages', async () => {
    const response = await get(`/stream?show=${citizen}&panel=1`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('hx-target="#clock"')
    await playground.world.says(citizen, 'terakhir')
    let told = ''
    while (!told.includes('hx-target="#clock"')) told += (await reader?.read())?.value ?? ''
    await reader?.cancel()
  })
})

describe('other sites', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://example.org' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
    [{ origin, host: '127.0.0.1:3000' }, 204],
    [own, 204],
  ])('%j is answered %i', async (headers, status) => {
    const answer = await post(`/people/${citizen}/say`, { text: 'halo' }, { host: '127.0.0.1:3000', ...headers })
    expect(answer.status).toBe(status)
    expect(playground.world.messages(citizen)).toHaveLength(status === 204 ? 1 : 0)
  })
})

describe('assets', () => {
  it('are kept for ever under the address the page gives', async () => {
    const text = await html()
    const addresses = [...text.matchAll(/(?:src|href)="\/playground(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(addresses.length).toBeGreaterThan(7)
    for (const address of addresses) {
      const asset = await get(address)
      expect(asset.status).toBe(200)
      expect(asset.headers.get('cache-control')).toContain('immutable')
    }
    expect((await get('/assets/..%2Findex.tsx')).status).toBe(404)
    expect((await get('/assets/constructor')).status).toBe(404)
  })
})

it('says everything in both languages', () => {
  expect(Object.keys(texts.en)).toEqual(Object.keys(texts.id))
  for (const text of [...Object.values(texts.id), ...Object.values(texts.en)]) expect(text).not.toBe('')
})
