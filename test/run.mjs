/**
 * `npm test`: everything, in the order in which a mistake is cheapest to find. The last line counts it all:
 * `N passed, N failed, N skipped` (types, lint and format count one each).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const total = { passed: 0, failed: 0, skipped: 0 }
const count = (passed, failed, skipped) => {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const say = (text) => process.stdout.write(text + '\n')

/** Script of an installed package, run by this very Node: no shell, no `.cmd` of Windows. */
const script = (name, file) => [process.execPath, join(root, 'node_modules', name, file)]

/** Run to the end with the output shown; the exit code. */
function run([command, ...args], { environment = {}, seconds = 1200 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      // Colours are for eyes; in a log they bury the words.
      env: {
        ...process.env,
        ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }),
        ...environment,
      },
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    })
    child.once('error', (error) => {
      say(`${command}: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function check(name, command) {
  const started = Date.now()
  const code = await run(command)
  say(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (code === 0) count(1, 0, 0)
  else count(0, 1, 0)
}

function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

async function unit() {
  const file = join(results, 'unit.json')
  const code = await run([
    ...script('vitest', 'vitest.mjs'),
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=dot',
    '--reporter=json',
    '--outputFile.json=' + file,
  ])
  const found = report(file)
  if (!found) {
    say('== unit: FAILED, vitest left no report\n')
    return count(0, 1, 0)
  }
  const { numPassedTests: passed, numFailedTests: failed } = found
  const skipped = found.numPendingTests + (found.numTodoTests ?? 0)
  // A file that does not even load fails without a failed test.
  const failures = code !== 0 && failed === 0 ? 1 : failed
  count(passed, failures, skipped)
  say(`== unit: ${passed} passed, ${failures} failed, ${skipped} skipped\n`)
}

/** A Chromium for the browser tests: one that is installed, else Playwright's own, else Debian's. */
async function chromium() {
  const { tsImport } = await import('tsx/esm/api')
  const { fetchBrowser } = await tsImport('../main/web/fetch-browser.ts', import.meta.url)
  const { translate } = await tsImport('../shared/locale/index.ts', import.meta.url)
  return fetchBrowser((what) => say(translate('en', what)))
}

async function e2e() {
  const config = 'test/e2e/playwright.config.ts'
  if (!existsSync(join(root, config))) {
    say(`== e2e: FAILED, there is no ${config}\n`)
    return count(0, 1, 0)
  }
  const browser = await chromium()
  if (!browser) {
    say('== e2e: FAILED, no Chromium could be had: install Chrome or Chromium, or set QABYLDAU_BROWSER\n')
    return count(0, 1, 0)
  }
  say('Browser tests in ' + browser)
  const file = join(results, 'e2e.json')
  const code = await run([...script('playwright', 'cli.js'), 'test', '--config', config], {
    environment: { QABYLDAU_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })
  const stats = report(file)?.stats
  if (!stats) {
    say('== e2e: FAILED, Playwright left no report\n')
    return count(0, 1, 0)
  }
  // A test that needed a second try is counted as failed: nothing here may depend on luck.
  const failed = stats.unexpected + stats.flaky
  const failures = code !== 0 && failed === 0 ? 1 : failed
  count(stats.expected, failures, stats.skipped)
  say(`== e2e: ${stats.expected} passed, ${failures} failed, ${stats.skipped} skipped\n`)
}

// Side by side: each of the first two keeps one core busy for a minute or two.
await Promise.all([
  check('types', [...script('typescript', 'bin/tsc'), '-b']),
  check('lint', [
    ...script('eslint', 'bin/eslint.js'),
    '--config',
    '.config/eslint.config.mjs',
    '--max-warnings',
    '0',
    '.',
  ]),
  check('format', [...script('prettier', 'bin/prettier.cjs'), '--log-level', 'warn', '--check', '.']),
])

// Both parts, once, before anything uses them: the tests then only look whether they are fresh.
const { ensureBuilt } = await import('../main/build.mjs')
try {
  await ensureBuilt()
} catch (error) {
  say('== build: FAILED ' + (error instanceof Error ? error.message : error) + '\n')
  count(0, 1, 0)
}
await unit()
{
  const { testPartOnPostgres } = await import('./postgres.mjs')
  const found = await testPartOnPostgres()
  count(found.passed, found.failed, found.skipped)
}
await e2e()

say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
