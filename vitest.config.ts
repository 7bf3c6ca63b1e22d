import { defineConfig } from 'vitest/config'

/** Where to write the results as JSON, beside the words on the screen. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/browser/**'],
    globalSetup: ['test/support/prepare.ts'],
    setupFiles: ['test/support/silence.ts'],
    pool: 'forks',
    // Loading the modules anew for each file would take as long as a third of the tests.
    isolate: false,
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    ...(report && { reporters: ['default', 'json'], outputFile: { json: report } }),
  },
})
