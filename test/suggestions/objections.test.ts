// Planners see what people object to in a policy: what is open first, each a ticket like any other.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { submit } from '../../src/shared/tickets/submission.ts'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

test('the objections of a policy lead to their tickets and back', { timeout: 60_000 }, async () => {
  const { ani, eko, dewi } = city
  await publishes(eko, policyText(clauses, { quiz: false, relevance: false }))
  const { database, settings } = city.app.work
  const db = database.client
  const second = await db.policyParagraph.findFirstOrThrow({ where: { position: 2 }, include: { version: true } })
  for (let n = 1; n <= 7; n++)
    await submit(
      db,
      {
        telegramId: BigInt(ani.id),
        isAnonymous: n % 2 === 0,
        kind: 'suggestion',
        text: `Keberatan nomor ${n}`,
        paragraphId: second.id,
      },
      settings,
      city.clock.now(),
    )
  const newest = await db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await eko.forges(`desk.do|${newest.id}|answer`)
  await eko.says('Kami pertimbangkan.')
  await eko.presses('Kirim jawaban')
  const { policyId } = second.version
  await eko.forges(`policy.card|${policyId}`)
  await eko.presses('Keberatan (6)')
  const page = eko.saw.at(-1) ?? ''
  expect(page).toContain('7 keberatan/usul')
  expect(page).toContain('Bab I Tujuan')
  expect(page.indexOf('Keberatan nomor 6')).toBeGreaterThan(0)
  expect(page).not.toContain('Keberatan nomor 7')
  await eko.presses('Berikutnya (2/2) ▶')
  expect(eko.saw.at(-1)).toContain('SG-2026-000007 · dijawab')
  await eko.presses('SG-2026-000007')
  expect(eko.saw.at(-1)).toContain('Keberatan atas')
  expect(eko.saw.at(-1)).toContain('Rencana Kerja Kepegawaian 2027')
  await eko.forges(`ticket.objections|${policyId}|9`)
  await eko.presses('Kembali')
  expect(eko.buttons).toContain('Keberatan (6)')
  expect(await dewi.forges(`ticket.objections|${policyId}|0`)).toContain('tidak punya hak')
})
