// npm run migration -- <name>: writes the migration that leads from the existing ones to the schema.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { pendingChange } from '../src/platform/database/migrations.ts'

const name = process.argv[2]
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('Give the migration a name of small letters, digits and _: npm run migration -- add_units\n')
  process.exit(1)
}
const pglite = await PGlite.create()
const sql = await pendingChange(new PrismaPGlite(pglite))
await pglite.close()
if (sql === '') process.stdout.write('The migrations already make the schema: nothing to write.\n')
else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(import.meta.dirname, 'migrations', `${stamp}_${name}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'migration.sql'), sql)
  process.stdout.write(`Written: ${folder}/migration.sql. Read it before you commit it.\n`)
}
