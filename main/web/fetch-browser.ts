/** A browser where none is installed: for the tests, the demo and PDF from the command line. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from './browsers'

/** Run to the end; true when it ended well. Output goes to stderr, so that answers on stdout stay clean. */
function run(command: string, args: string[], seconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

const playwrights = async () => {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/**
 * An installed Chromium, Chrome or Edge; else Playwright's own, fetched once (3 minutes at most); else the
 * package of Debian, when root. Undefined when none can be had. `say` hears what is being tried, as a key of
 * the catalogue.
 */
export async function fetchBrowser(
  say: (what: 'cli.browser_fetching' | 'cli.browser_installing') => void,
): Promise<string | undefined> {
  const here = findBrowser() ?? (await playwrights())
  // `QABYLDAU_BROWSER` that names nothing is a decision or a slip: neither is answered with a download.
  if (here || process.env['QABYLDAU_BROWSER']) return here
  say('cli.browser_fetching')
  const folder = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  await run(process.execPath, [path.join(folder, 'cli.js'), 'install', 'chromium'], 180)
  const fetched = await playwrights()
  if (fetched) return fetched
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return undefined
  say('cli.browser_installing')
  await run('apt-get', ['update', '-q'], 300)
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 600)
  return findBrowser()
}
