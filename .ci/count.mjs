// node .ci/count.mjs <folder> <part>…: adds up what the parts of .ci/run have left there, and says it on the last line.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, ...parts] = process.argv.slice(2)
let passed = 0
let failed = 0
process.stdout.write('\n')
for (const part of parts) {
  const status = Number(readFileSync(join(folder, `${part}.status`), 'utf8'))
  const file = join(folder, `${part}.json`)
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  // What broke without a failing test (a type, a file that cannot be loaded, the installation) counts as one.
  const broken = status !== 0 && report.numFailedTests === 0 ? 1 : 0
  passed += report.numPassedTests
  failed += report.numFailedTests + broken
  const rest = broken ? ', and it broke outside the tests: see above' : ''
  process.stdout.write(`${part}: ${report.numPassedTests} passed, ${report.numFailedTests} failed${rest}\n`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
