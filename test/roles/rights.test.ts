// Every command, every button and every dialog, tried as each role: who may what is what the manifests say, no more.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
let wati: City['ani']
beforeAll(async () => {
  city = await openCity({ pressBurst: 100_000 })
  await city.app.fillSample(cast)
  wati = city.newcomer('Wati')
  await city.ani.joins('Warga')
  for (const person of [city.budi, city.dewi, city.eko, city.fitri]) await person.joins('Pegawai')
})
afterAll(() => city.close())
// What is counted is one's own doing: nobody says too much at once.
beforeEach(() => city.clock.advance(20_000))

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
      (SELECT count(*) FROM policy_question) AS questions, (SELECT count(*) FROM policy_objection) AS objections`
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

  test.each(presses.filter(isRefused))('a forged press of $name is refused', async ({ name }) => {
    for (const data of [`${name}|1`, `${name}|1|y`]) expect(await person(role).forges(data)).toContain(refusal(role))
  })

  test.each(dialogs.filter(isRefused))('a dialog $name that is open from when one had the right', async (dialog) => {
    const { name, steps } = dialog
    const { client } = city.app.work.database
    const someone = person(role)
    const now = city.clock.now()
    const row = { chatId: BigInt(someone.id), name, step: steps[0] ?? '', language: 'id', opening: {}, answers: {} }
    const { id } = await client.dialog.create({ data: { ...row, createdAt: now, updatedAt: now } })
    const all = ['resume|#', 'restart|#', 'cancel|#', 'discard|#', `back|#|${row.step}`, `page|#|${row.step}|0`]
    for (const data of dialog === dialogs[0] ? all : all.slice(0, 2))
      expect(await someone.forges(`dialog.${data.replace('#', String(id))}`)).toContain('tidak punya hak')
    expect(await someone.forges(`dialog.pick|${id}|${row.step}|yes`)).toContain('tidak punya hak')
    expect(await client.dialog.findUnique({ where: { id }, select: { step: true } })).toEqual({ step: row.step })
    await client.dialog.delete({ where: { id } })
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

  test.each(presses.filter(isAllowed))('a forged press of $name', async ({ name }) => {
    const someone = person(role)
    const forged = [name, `${name}|0`, `${name}|e1`, `${name}|x|y|z`, `${name}|1`, `${name}|1|y`]
    // What is wrong with them is found in one way for all; whom they are from is what is asked here.
    const tried = role === 'admin' ? forged : forged.slice(-2)
    for (const data of tried) expect(await someone.forges(data)).not.toMatch(/tidak punya hak|ketik \/start dulu/)
  })
})
