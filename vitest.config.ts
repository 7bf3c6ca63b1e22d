import { configDefaults, defineConfig } from 'vitest/config'

/** Where to write the results as JSON, beside the words on the screen. */
const report = process.env['TEST_REPORT']
/** What measures how long people wait runs when nothing else does. */
const measured = 'test/durability/joining.test.ts'

export default defineConfig({
  test: {
    globalSetup: ['test/support/prepare.ts'],
    setupFiles: ['test/support/silence.ts'],
    pool: 'forks',
    // Loading the modules anew for each file would take as long as a third of the tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    ...(report && { reporters: ['default', 'json'], outputFile: { json: report } }),
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, 'test/browser/**', measured],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: [measured], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
