// What no file may hold: the linter has no words for it.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { root } from '../src/platform/root.ts'

const elsewhere = new Set(['.git', 'node_modules', 'data', 'dist', 'coverage', '.cache', 'src/generated', '.env'])

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const paths = entries.map((entry) => ({ entry, path: folder === '' ? entry.name : `${folder}/${entry.name}` }))
  const found: string[] = []
  for (const { entry, path } of paths)
    if (!elsewhere.has(path) && !path.endsWith('.log')) found.push(...(entry.isDirectory() ? await walk(path) : [path]))
  return found
}

const contents = new Map(
  await Promise.all((await walk('')).map(async (path) => [path, await readFile(join(root, path), 'latin1')] as const)),
)

/** "path: line" of each line that matches in the files of `where`, but for those in `allowed`. */
function lines(pattern: RegExp, where: RegExp, allowed: RegExp = /^$/): string[] {
  return [...contents].flatMap(([path, text]) =>
    where.test(path) && !allowed.test(path)
      ? text.split('\n').flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : []))
      : [],
  )
}

const code = /^src\/.*\.tsx?$/

describe('in the code', () => {
  it('only the clock reads the time', () => {
    const playground = /^src\/playground\//
    expect(
      lines(
        /\bnew Date\(\)|\bDate\(\)|\bDate\.now\b/,
        code,
        /^src\/platform\/clock\.ts$|^src\/playground\/state\/index\.ts$/,
      ),
    ).toEqual([])
    // The playground measures how long its own calls take.
    expect(lines(/\bperformance\.now\b/, code, new RegExp(`^src/platform/clock\\.ts$|${playground.source}`))).toEqual(
      [],
    )
  })

  it('the database is not asked for the time either', () => {
    const time = /\bnow\(\)|current_timestamp|clock_timestamp|@updatedAt/i
    expect(lines(time, /^prisma\/.*\.(sql|prisma)$/)).toEqual([])
    const statements = [...contents].flatMap(([path, text]) =>
      code.test(path)
        ? [...text.matchAll(/(?:sql|Raw(?:<[^`]*?>)?)`([^`]*)`/g)].map(([, sql = '']) =>
            sql.replaceAll(/\$\{[^}]*\}/g, ''),
          )
        : [],
    )
    expect(statements.length).toBeGreaterThan(20)
    expect(statements.filter((sql) => time.test(sql))).toEqual([])
  })

  it('only the front door reads the environment', () => {
    expect(lines(/\bprocess\.env\b/, code, /^src\/main\.ts$/)).toEqual([])
  })

  it('chance comes from node:crypto, and in tests from a seed', () => {
    expect(lines(/\bMath\.random\b/, /^(src|test|bench|prisma)\/.*\.[tj]sx?$/, /^test\/sources\.test\.ts$/)).toEqual([])
  })

  it('nothing is printed past the log', () => {
    expect(lines(/\bconsole\./, code)).toEqual([])
  })
})

describe('in the repository', () => {
  it('no file names a folder of somebody or a host that packages come from', () => {
    const texts = /^(?!test\/sources\.test\.ts$).*(?<!\.(png|jpg|ico|woff2?))$/
    expect(lines(/(?:^|[\s'"`(=:])\/(?:home|Users|root|work|workspace|mnt)\/\w/, texts)).toEqual([])
    expect(lines(/\b(?:registry|npm)\.[a-z]+\.(?:org|com|dev|io)\b|\bnpmmirror\b/i, texts)).toEqual([])
  })

  it('the lock names versions and digests, not addresses', () => {
    expect(lines(/"resolved"/, /^package-lock\.json$/)).toEqual([])
  })

  it('every dependency is one exact version', async () => {
    const { dependencies, devDependencies } = JSON.parse(contents.get('package.json') ?? '')
    const versions = Object.entries({ ...dependencies, ...devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(String(version)))).toEqual([])
  })

  it("the README's two commands are there, and the second is what .ci/run runs", () => {
    const readme = contents.get('README.md') ?? ''
    for (const command of ['npm ci && npm start', 'npm ci && npm test'])
      expect(readme.split('\n').map((line) => line.trim())).toContain(command)
    expect(contents.get('.ci/run')).toContain('npm ci && npm test\n')
  })

  it('links between documents lead somewhere', () => {
    const broken = [...contents].flatMap(([path, text]) =>
      path.endsWith('.md')
        ? [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].flatMap(([, to = '']) =>
            existsSync(join(root, dirname(path), to)) ? [] : [`${path}: ${to}`],
          )
        : [],
    )
    expect(broken).toEqual([])
  })
})
