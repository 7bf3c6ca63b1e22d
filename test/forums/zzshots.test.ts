import { it } from 'vitest'
import { chromium } from 'playwright-core'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, write } from './forumRows.ts'
it('shots', { timeout: 120000 }, async () => {
  const city = await openStaffedCity()
  const db = city.app.work.database.client
  const forum = await makeForum(city, { title: 'Pasar tanpa plastik sekali pakai: bagaimana caranya?', question: 'Langkah apa yang sebaiknya diambil pemerintah kota dan pedagang supaya pasar tradisional bebas plastik sekali pakai pada 2028?' })
  const now = city.clock.now()
  const texts = ['Pedagang wajib menyediakan tas belanja yang dapat dipakai ulang dengan harga terjangkau bagi semua pembeli di pasar', 'Retribusi dikurangi bagi pedagang yang tidak memakai plastik', 'Denda dikenakan kepada pembeli yang membawa kantong plastik sendiri', 'Kantong plastik dilarang sama sekali mulai tahun depan']
  for (const t of texts) await write(city, forum, t, { state: 'accepted' })
  const { randomUUID } = await import('node:crypto')
  const ids = Array.from({ length: 143 }, () => randomUUID())
  await db.forumParticipant.createMany({ data: ids.map((id) => ({ id, forumId: forum.id, isEmployee: false, personKey: id })) })
  const sts = await db.forumStatement.findMany({ where: { forumId: forum.id } })
  await db.forumVote.createMany({ data: ids.flatMap((participantId) => sts.map((s) => ({ forumId: forum.id, statementId: s.id, participantId, value: 1 }))) })
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const shoot = async (name: string, lang = 'id') => {
    for (const [w, h] of [[1920, 1080], [1280, 720]] as const) {
      const page = await browser.newPage({ viewport: { width: w, height: h } })
      const errors: string[] = []
      page.on('console', (m) => m.type() === 'error' && errors.push(m.text()))
      page.on('pageerror', (e) => errors.push(e.message))
      await page.goto(`${city.app.url}/forum/${forum.code}/live?lang=${lang}`)
      await new Promise((r) => setTimeout(r, 1500))
      await page.screenshot({ path: `/tmp/shot-${name}-${w}.png` })
      const over = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth])
      console.log(name, w, over.join(' '), errors.join(' | '))
      await page.close()
    }
  }
  await shoot('join')
  await db.forumHall.create({ data: { forumId: forum.id, startedAt: now, phase: 'write', until: new Date(city.clock.now().getTime() + 272_000) } })
  await shoot('write')
  for (const [n, text] of ['Kapan kantong plastik benar-benar tidak dijual lagi di pasar, dan siapa yang mengawasi pedagang yang tetap menjualnya?', 'Apakah ada bantuan modal bagi pedagang kecil untuk beralih ke kemasan lain yang harganya jauh lebih mahal daripada plastik, misalnya daun pisang, besek, atau kertas, dan bagaimana cara mendaftar supaya tidak hanya pedagang besar yang memperolehnya seperti pada program tahun lalu?', 'Bagaimana dengan ikan dan daging?', 'Apakah kios akan diperiksa setiap minggu?', 'Siapa yang membayar tas belanja bagi warga yang kurang mampu?', 'Berapa dendanya?', 'Kapan sosialisasinya?'].entries()) {
    const q = await db.forumQuestion.create({ data: { forumId: forum.id, number: n + 1, text, state: 'open', createdAt: now } })
    await db.forumUpvote.createMany({ data: ids.slice(0, 128 - n * 19).map((participantId) => ({ questionId: q.id, participantId })) })
  }
  const shares = [{ number: 1, agree: 0.8, disagree: 0.1, pass: 0.1 }, { number: 2, agree: 0.7, disagree: 0.2, pass: 0.1 }, { number: 3, agree: 0.5, disagree: 0.4, pass: 0.1 }, { number: 4, agree: 0.4, disagree: 0.5, pass: 0.1 }]
  const g = (index: number, name: string, people: number, x: number, y: number, rx: number, ry: number, angle: number) => ({ index, name, people, representative: [], shares, shape: { x, y, rx, ry, angle } })
  const groups = { snapshot: '1', people: 143, isFirm: true, list: [g(0, 'A', 71, -1.6, 0.2, 1.1, 0.6, 0.5), g(1, 'B', 48, 1.4, 0.8, 0.9, 0.5, -0.6), g(2, 'C', 24, 0.9, -1.3, 0.7, 0.5, 0.1)], consensus: [1, 2], divisive: [3, 4] }
  await db.forumSnapshot.create({ data: { forumId: forum.id, watermark: 1n, voters: 143, input: {}, opinion: {}, createdAt: now, published: { people: 143, shares, majority: { agree: [1], disagree: [] }, split: [2], uncertain: [], unclear: null, groups, units: null } } })
  const set = (data: object) => db.forumHall.update({ where: { forumId: forum.id }, data })
  await set({ phase: 'questions' })
  await shoot('questions')
  await set({ phase: 'questions', showsMap: true })
  await shoot('questionsmap')
  await set({ phase: 'vote', showsMap: true, showsResults: true })
  await shoot('both')
  await set({ phase: 'vote', showsMap: false, showsResults: true, until: new Date(city.clock.now().getTime() + 20_000) })
  await shoot('results', 'en')
  await db.forum.update({ where: { id: forum.id }, data: { state: 'closed' } })
  await shoot('over')
  await browser.close()
  await city.close()
})
