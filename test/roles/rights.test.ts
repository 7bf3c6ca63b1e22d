// Every command, every button and every dialog, tried as each role: who may what is what the manifests say, no more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
let wati: City['ani']
beforeAll(async () => {
  city = await openStaffedCity()
  wati = city.newcomer('Wati')
})
afterAll(() => city.close())

/** What each may, beside what their role is called. */
const roles = {
  stranger: ['all'],
  citizen: ['all', 'member'],
  employee: ['all', 'member', 'employee'],
  head: ['all', 'member', 'employee', 'head', 'overseer'],
  planner: ['all', 'member', 'employee', 'planner', 'overseer'],
  admin: ['all', 'member', 'employee', 'planner', 'overseer', 'admin'],
} as const
type RoleName = keyof typeof roles
const names: RoleName[] = ['stranger', 'citizen', 'employee', 'head', 'planner', 'admin']

const person = (role: RoleName) =>
  ({ stranger: wati, citizen: city.ani, employee: city.budi, head: city.dewi, planner: city.eko, admin: city.fitri })[
    role
  ]
const may = (role: RoleName, right: string) => roles[role].some((held) => held === right)
const refusal = (role: RoleName) => (role === 'stranger' ? 'Silakan ketik /start dulu' : 'Anda tidak punya hak')

const commands = features.flatMap((feature) => feature.commands ?? [])
const commandWords = commands.flatMap(({ name, alias, right }) => [
  { word: name, right, isAlias: false },
  ...(alias === undefined ? [] : [{ word: alias, right, isAlias: true }]),
])
const presses = features.flatMap((feature) => feature.buttons ?? [])
const dialogs = features.flatMap((feature) => feature.dialogs ?? [])
const rights = [...commands, ...presses, ...dialogs].map(({ right }) => right)

/** All that a refused word must leave as it was. */
async function stored() {
  const { client } = city.app.work.database
  return client.$queryRaw`
    SELECT (SELECT count(*) FROM role) AS roles, (SELECT count(*) FROM broadcast) AS broadcasts,
      (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM link_request) AS requests,
      (SELECT count(*) FROM dialog) AS dialogs, (SELECT count(*) FROM person) AS people,
      (SELECT count(*) FROM invitation WHERE closed_at IS NULL) AS invitations,
      (SELECT count(*) FROM roster_import WHERE state = 'ready') AS imports,
      (SELECT count(*) FROM broadcast_reading) AS readings,
      (SELECT count(*) FROM policy_version) AS versions, (SELECT count(*) FROM policy_draft) AS drafts,
      (SELECT count(*) FROM policy WHERE withdrawn_at IS NULL) AS policies,
      (SELECT count(*) FROM policy_question) AS questions, (SELECT count(*) FROM ticket_event) AS deeds`
}

test('every right that is asked for is one of those tried here', () => {
  const known = new Set<string>(Object.values(roles).flat())
  expect(rights.filter((right) => !known.has(right))).toEqual([])
})

describe.each(names)('%s', (role) => {
  // An alias is another word for the same command: one who may nothing and one who may everything try it.
  const words = role === 'citizen' || role === 'admin' ? commandWords : commandWords.filter(({ isAlias }) => !isAlias)
  const isAllowed = ({ right }: { right: string }) => may(role, right)
  const isRefused = (asked: { right: string }) => !isAllowed(asked)
  let before: unknown
  beforeAll(async () => {
    before = await stored()
  })

  test.each(words.filter(isRefused))('/$word is refused', async ({ word }) => {
    const someone = person(role)
    const said = someone.saw.length
    await someone.says(`/${word}`)
    expect(someone.saw.slice(said)).toEqual([expect.stringContaining(refusal(role))])
  })

  test('a forged press of any of their buttons is refused', async () => {
    const forged = presses.filter(isRefused).map(({ name }) => `${name}|1|y`)
    await demandRefused(role, forged, refusal(role))
  })

  test('a dialog is refused that is open from when one had the right', async () => {
    const { client } = city.app.work.database
    const now = city.clock.now()
    const asked = dialogs.filter(isRefused).map(({ name, steps }) => ({ name, step: steps[0] ?? '' }))
    const common = { chatId: BigInt(person(role).id), language: 'id', opening: {}, answers: {} }
    const rows = await client.dialog.createManyAndReturn({
      data: asked.map((one) => ({ ...one, ...common, createdAt: now, updatedAt: now })),
      select: { id: true, step: true },
    })
    const acts = ['resume|#', 'pick|#|@|yes', 'restart|#', 'cancel|#', 'discard|#', 'back|#|@', 'page|#|@|0']
    // The engine asks for the right in one way for all acts: one dialog has all of them tried.
    const forged = rows.flatMap(({ id, step }, index) =>
      acts
        .slice(0, index === 0 ? acts.length : 2)
        .map((act) => `dialog.${act.replace('#', String(id)).replace('@', step)}`),
    )
    await demandRefused(role, forged, 'tidak punya hak')
    const ids = rows.map(({ id }) => id)
    expect(await client.dialog.findMany({ where: { id: { in: ids } }, select: { id: true, step: true } })).toEqual(
      expect.arrayContaining(rows),
    )
    await client.dialog.deleteMany({ where: { id: { in: ids } } })
  })

  // The engine asks whose a dialog is, whatever it is about: one role tries all of them, every role one of them.
  test.each(role === 'stranger' ? dialogs : dialogs.slice(0, 1))("another person's dialog $name", async (dialog) => {
    const { client } = city.app.work.database
    const now = city.clock.now()
    const { name, steps } = dialog
    const row = { chatId: 999n, name, step: steps[0] ?? '', language: 'id', opening: {}, answers: {} }
    const { id } = await client.dialog.create({ data: { ...row, createdAt: now, updatedAt: now } })
    expect(await person(role).forges(`dialog.resume|${id}`)).toContain('sudah selesai')
    await client.dialog.delete({ where: { id } })
  })

  test('what was refused has left everything as it was', async () => {
    expect(await stored()).toEqual(before)
  })

  test.each(words.filter(isAllowed))('/$word', async ({ word }) => {
    const someone = person(role)
    const said = someone.saw.length
    await someone.says(`/${word}`)
    const answers = someone.saw.slice(said)
    expect(answers.length).toBeGreaterThan(0)
    expect(answers.join('\n')).not.toMatch(/tidak punya hak|ketik \/start dulu/)
  })

  test('the menu shows exactly the commands one may use', async () => {
    const someone = person(role)
    await someone.says('/menu')
    const shown = someone.commands()
    // Who is no member yet is shown what a new one may.
    const held = role === 'stranger' ? 'citizen' : role
    const wanted = commands.filter(({ right, hidden }) => !hidden && may(held, right)).map(({ name }) => name)
    expect(shown).toEqual(wanted)
  })

  test('a forged press of any other button is taken, or found to be none', { timeout: 240_000 }, async () => {
    const forged = presses.filter(isAllowed).flatMap(({ name }) => [name, `${name}|x|y|z`, `${name}|1`, `${name}|1|y`])
    // What is wrong with them is found in one way for all; whom they are from is what is asked here.
    const tried = role === 'admin' ? forged : forged.filter((_, index) => index % 4 > 1)
    for (const some of inBatches(tried))
      expect(await person(role).forgesAll(some), some.join(' ')).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/tidak punya hak|ketik \/start dulu/)]),
      )
  })
})

/** Presses all of these, each of which has to be refused in these words. */
async function demandRefused(role: RoleName, forged: string[], words: string): Promise<void> {
  for (const some of inBatches(forged)) {
    const told = await person(role).forgesAll(some)
    expect(
      told.filter((text) => text.includes(words)),
      some.join(' '),
    ).toHaveLength(some.length)
  }
}

/** As many presses as can be answered before Telegram is told that they have been heard. */
const atOnce = 8
function inBatches(data: string[]): string[][] {
  return Array.from({ length: Math.ceil(data.length / atOnce) }, (_, n) => data.slice(n * atOnce, (n + 1) * atOnce))
}
