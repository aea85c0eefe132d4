/**
 * `npm run test:postgres [-- FILES]`: the contract, migrations and counters with the register on a real server.
 * `--ci` runs the part that `npm test` takes. The last line counts it all: `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startPostgres } from './postgres-server.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (/** @type {string} */ text) => process.stdout.write(text + '\n')

const whole = ['test/contract', 'test/migrations', 'test/register']
/** Twenty counters at once, the way there and back, every migration, and the list that reads every noun. */
const part = [
  'test/register',
  'test/migrations',
  ...['journal', 'work'].map((name) => `test/contract/${name}.test.ts`),
]

/**
 * Run test files with the register on a server.
 *
 * @param {{ files?: string[], reporter?: string }} options
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function testPostgres({ files = whole, reporter = 'dot' } = {}) {
  const server = await startPostgres()
  if ('missing' in server) {
    say(`== postgres: SKIPPED, ${server.missing}`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const results = join(root, 'test-results')
  const file = join(results, 'postgres.json')
  mkdirSync(results, { recursive: true })
  rmSync(file, { force: true })
  const begun = Date.now()
  try {
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        'test/vitest.config.ts',
        `--reporter=${reporter}`,
        '--reporter=json',
        '--outputFile.json=' + file,
        ...files,
      ],
      {
        cwd: root,
        stdio: 'inherit',
        env: {
          ...process.env,
          QABYLDAU_REGISTER: '',
          QABYLDAU_TEST_PG: server.url,
          QABYLDAU_TEST_PG_TEMPLATE: `qabyldau_template_${process.pid}`,
        },
        timeout: 60 * 60_000,
        killSignal: 'SIGKILL',
      },
    )
    const code = await new Promise((resolve) => {
      child.once('exit', (status) => resolve(status ?? 1))
      child.once('error', () => resolve(1))
    })
    let found
    try {
      found = JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      // Killed at the limit of time, or it never began.
      say('== postgres: FAILED, vitest left no report')
      return { passed: 0, failed: 1, skipped: 0 }
    }
    const { numPassedTests: passed, numFailedTests } = found
    // A file that does not even load fails without a failed test.
    const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests
    const skipped = found.numPendingTests + (found.numTodoTests ?? 0)
    for (const { name, assertionResults } of found.testResults)
      for (const one of assertionResults)
        if (one.status === 'pending' || one.status === 'skipped')
          say(`   skipped, of SQLite's file only: ${name.slice(root.length)}: ${one.fullName}`)
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    say(`== postgres: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)\n`)
    return { passed, failed, skipped }
  } finally {
    await server.stop()
  }
}

export const testPartOnPostgres = () => testPostgres({ files: part })

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const asked = process.argv.slice(2)
  const files = asked.filter((word) => !word.startsWith('--'))
  const { passed, failed, skipped } = await testPostgres({
    files: files.length > 0 ? files : asked.includes('--ci') ? part : whole,
    ...(files.length > 0 ? { reporter: 'default' } : {}),
  })
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}
