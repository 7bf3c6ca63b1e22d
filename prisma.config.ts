import { defineConfig } from 'prisma/config'

// Prisma looks for a downloaded engine even to generate the client, and never runs it: any existing file will do.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({ schema: 'prisma' })
