import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { MigrationDirectory, MigrationList, SchemaFilter } from '@prisma/schema-engine-wasm'
import { root } from '../root.ts'
import { Halt } from '../halt.ts'

const filters: SchemaFilter = { externalTables: [], externalEnums: [] }
const folder = join(root, 'prisma', 'migrations')

/**
 * Brings the database to the newest migration, in order, each once; gives the names it applied (none: already there).
 * Throws Halt when the database has migrations this code does not know, or one that failed half-way.
 */
export async function migrate(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> {
  return withEngine(factory, async (engine) => {
    const migrationsList = await readMigrations()
    const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
    if (history.history && history.history.diagnostic !== 'databaseIsBehind')
      throw new Halt(
        `The database has migrations that this version of Rembuk does not know (${history.history.unpersistedMigrationNames.join(', ')}). ` +
          'Its schema is newer than the code: start the newer version again, or restore a backup made before the update.',
      )
    if (history.failedMigrationNames.length > 0)
      throw new Halt(
        `A migration failed half-way earlier (${history.failedMigrationNames.join(', ')}). ` +
          'Restore the backup made before the update, or repair it with "npx prisma migrate resolve".',
      )
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
    return appliedMigrationNames
  })
}

/** The SQL that leads from what the migrations make to the schema in prisma/; empty when they agree. */
export async function pendingChange(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const files = (await readSchema()).map(([path, content]) => ({ path, content }))
  return withEngine(factory, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters,
    })
    return stdout === null || stdout.startsWith('-- This is an empty migration') ? '' : stdout
  })
}

async function withEngine<Result>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  use: (engine: bindings.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await (loading ??= loadEngine())
  const bound = bindMigrationAwareSqlAdapterFactory(factory)
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, bound)
  try {
    return await use(engine)
  } finally {
    engine.free()
  }
}

// The bindings keep one wasm instance for the whole process: a second one would pull the memory from under the first.
let loading: Promise<void> | undefined

async function loadEngine() {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = await readFile(path.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  // The engine reports its own panics through this global; without it they are silent.
  const registry = {
    set_message(message: string) {
      throw new Error(`The schema engine stopped: ${message}`)
    },
  }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
}

async function readMigrations(): Promise<MigrationList> {
  const names = existsSync(folder)
    ? (await readdir(folder, { withFileTypes: true })).filter((e) => e.isDirectory())
    : []
  const migrationDirectories: MigrationDirectory[] = []
  for (const { name } of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const content = await readFile(join(folder, name, 'migration.sql'), 'utf8')
    migrationDirectories.push({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } },
    })
  }
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories }
}

async function readSchema(): Promise<[string, string][]> {
  const models = join(root, 'prisma', 'models')
  const paths = [
    join(root, 'prisma', 'schema.prisma'),
    ...(await readdir(models)).toSorted().map((f) => join(models, f)),
  ]
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, 'utf8')]))
}
