/**
 * Build `dist/`: `node main/build.mjs` builds everything, `launch.mjs` and the tests only what is stale.
 *
 * A part is stale when the list of its source files (path, size, time of change) differs from the list at its
 * last build; taking the list costs some milliseconds.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const lock = join(dist, '.building')

/** @typedef {'main' | 'renderer'} Part */
/** @type {Record<Part, string[]>} Folders and files that a part is made of. */
const sources = {
  main: ['main', 'shared', 'package-lock.json'],
  renderer: ['renderer', 'shared', 'package-lock.json'],
}
/** @type {Part[]} */
const parts = ['main', 'renderer']

/** False in an installed copy, which holds `dist` and no sources. */
export const sourcesHere = () => existsSync(join(root, 'main', 'vite.config.ts'))

function fingerprint(/** @type {Part} */ part) {
  const hash = createHash('sha256')
  const walk = (/** @type {string} */ path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name))
    else hash.update(`${path}\n${stat.size}\n${stat.mtimeMs}\n`)
  }
  for (const source of sources[part]) walk(join(root, source))
  return hash.digest('hex')
}

const stamp = (/** @type {Part} */ part) => join(dist, `.built-${part}`)

/** Whether a part must be built again. */
export function isStale(/** @type {Part} */ part) {
  try {
    return readFileSync(stamp(part), 'utf8') !== fingerprint(part)
  } catch {
    return true
  }
}

/** Build these parts now, whether stale or not. Rejects with Vite's error. */
export async function build(/** @type {Part[]} */ which = parts) {
  const { build: viteBuild } = await import('vite')
  for (const part of which) {
    // Taken before the build: a file changed while building makes the part stale again.
    const before = fingerprint(part)
    rmSync(stamp(part), { force: true })
    const configFile = join(root, part, 'vite.config.ts')
    if (part === 'main') {
      await viteBuild({ configFile, mode: 'main', logLevel: 'warn' })
      await viteBuild({ configFile, mode: 'preload', logLevel: 'warn' })
    } else {
      await viteBuild({ configFile, mode: 'production', logLevel: 'warn' })
    }
    writeFileSync(stamp(part), before)
  }
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** Only one process builds at a time; the lock of a process that died is taken over. */
async function underLock(/** @type {() => Promise<void>} */ work) {
  mkdirSync(dist, { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
      let holder = 0
      try {
        holder = Number(readFileSync(lock, 'utf8'))
      } catch {
        continue
      }
      // An empty file is a lock being written at this moment.
      if (holder && !isAlive(holder)) rmSync(lock, { force: true })
      else await sleep(100)
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Build what is stale; `onBuild` is told when there is something to do. */
export async function ensureBuilt(/** @type {Part[]} */ which = parts, onBuild = () => {}) {
  if (!sourcesHere() || !which.some(isStale)) return
  onBuild()
  // Somebody else may have built while this process waited for the lock.
  await underLock(() => build(which.filter(isStale)))
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const started = Date.now()
  await underLock(() => build())
  process.stderr.write(`dist: ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
