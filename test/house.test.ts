// The plan itself: what DESIGN and CONTRIBUTING promise about rooms and names, so that it stays true.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { describe, expect, it } from 'vitest'
import { features } from '../src/features/index.ts'
import { openDialogs } from '../src/platform/dialog/dialogs.ts'
import { pendingChange } from '../src/platform/database/migrations.ts'
import { purging } from '../src/platform/scheduler/purge.ts'
import { root } from '../src/platform/root.ts'
import { languages, openTexts } from '../src/platform/texts.ts'

const folders = async (path: string) =>
  (await readdir(join(root, path), { withFileTypes: true })).filter((e) => e.isDirectory()).map(({ name }) => name)
const files = async (path: string, ending: string) =>
  (await readdir(join(root, path))).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []))
const repeated = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index)

describe('a feature', () => {
  it('is in the directory, under the name of its folder', async () => {
    expect(features.map(({ name }) => name).toSorted()).toEqual((await folders('src/features')).toSorted())
    for (const feature of features) {
      const plate = await import(`../src/features/${feature.name}/index.ts`)
      expect(plate[feature.name]).toBe(feature)
    }
  })

  it.each(features)('$name has its texts in every language, and tests', async ({ name }) => {
    for (const language of languages) expect(await files(`locales/${language}`, '.json')).toContain(name)
    expect((await files(`test/${name}`, '.test.ts')).length).toBeGreaterThan(0)
  })

  it('is the only owner of models and texts, beside the platform and what is shared', async () => {
    const owners = ['platform', ...features.map(({ name }) => name), ...(await folders('src/shared'))]
    expect(owners).toEqual(expect.arrayContaining(await files('prisma/models', '.prisma')))
    for (const language of languages)
      expect(owners).toEqual(expect.arrayContaining(await files(`locales/${language}`, '.json')))
  })

  it('leaves plain words to at most one of them', () => {
    expect(features.filter(({ words }) => words).length).toBeLessThanOrEqual(1)
  })
})

const commands = features.flatMap((feature) => feature.commands ?? [])
const dialogs = features.flatMap((feature) => feature.dialogs ?? [])
const buttons = [...features.flatMap((feature) => feature.buttons ?? []), ...openDialogs([]).buttons]
const listeners = features.flatMap((feature) => feature.listen ?? [])
const jobs = [purging, ...features.flatMap((feature) => feature.jobs ?? [])]
const groups = features.flatMap((feature) => feature.groups ?? [])
const commandNames = commands.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])])

describe('names', () => {
  it.each([
    ['commands', commandNames],
    ['buttons', buttons.map(({ name }) => name)],
    ['dialogs', dialogs.map(({ name }) => name)],
    ['listeners', listeners.map(({ name }) => name)],
    ['jobs', jobs.map(({ name }) => name)],
    ['groups', groups.map(({ name }) => name)],
  ])('of %s are given once', (_, names) => {
    expect(repeated(names)).toEqual([])
  })

  it.each(commandNames)('/%s is one that Telegram takes', (name) => {
    expect(name).toMatch(/^[a-z0-9_]{1,32}$/)
  })

  it.each(groups)('of group $name leave room for what is chosen of it', ({ name }) => {
    expect(name).toMatch(/^[a-z]{1,7}$/)
  })

  it.each(buttons)('of button $name leave room for what it carries', ({ name }) => {
    expect(name).toMatch(/^[a-zA-Z.]{1,24}$/)
  })

  it.each(dialogs)(
    "of the steps of $name fit on a button, beside the row's number and the option",
    ({ name, steps }) => {
      expect(repeated([...steps])).toEqual([])
      const [row, option] = ['9'.repeat(12), 'x'.repeat(20)]
      for (const step of steps)
        expect(Buffer.byteLength(`dialog.pick|${row}|${step}|${option}`), `${name}, step ${step}`).toBeLessThanOrEqual(
          64,
        )
    },
  )
})

it.each(languages)('every command says what it does, as long as Telegram shows it (%s)', async (language) => {
  const voice = (await openTexts({ strict: true, timeZone: 'Asia/Jakarta' }))(language)
  for (const { name, summary } of commands) {
    const { length } = voice.label(summary)
    expect(length, name).toBeGreaterThan(0)
    expect(length, name).toBeLessThanOrEqual(256)
  }
})

// It says so on an engine of its own, whichever the others are tried on: once is enough.
it.skipIf(process.env['TEST_DATABASE_URL'])(
  'the migrations make exactly the schema',
  { timeout: 120_000 },
  async () => {
    const pglite = await PGlite.create()
    const change = await pendingChange(new PrismaPGlite(pglite))
    await pglite.close()
    expect(change, 'write the missing migration: npm run migration -- <name>').toBe('')
  },
)

it('the front door stays small', async () => {
  expect((await readFile(join(root, 'src/main.ts'), 'utf8')).split('\n').length).toBeLessThanOrEqual(51)
})
