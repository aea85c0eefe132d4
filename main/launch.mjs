/**
 * `npm start`, `npm run qabyldau` and `npm run demo`: build what is stale, then run the entry from `dist/main`.
 * Plain JavaScript, because it runs before anything is built. Messages go to stderr: stdout belongs to the entry.
 */
import { readFileSync } from 'node:fs'

const [entry = 'start', ...rest] = process.argv.slice(2)

/** The same choice of language as `main/language.ts`, which is not built yet. */
function sentence(/** @type {string} */ key) {
  const wanted =
    process.env.QABYLDAU_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const language = /^(kk|ru|en)/.exec(wanted)?.[1] ?? 'ru'
  const file = new URL(`../shared/locale/${language}/cli.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))[key]
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(sentence('node_too_old').replace('{version}', process.versions.node) + '\n')
  process.exit(1)
}

try {
  const { ensureBuilt } = await import('./build.mjs')
  await ensureBuilt(undefined, () => process.stderr.write(sentence('building') + '\n'))
} catch (error) {
  process.stderr.write(
    sentence('build_failed') + '\n' + (error instanceof Error ? error.stack : error) + '\n',
  )
  process.exit(1)
}

// The entries read their arguments from `process.argv`, as if they had been started themselves.
process.argv.splice(2, Infinity, ...(entry === 'demo' ? ['demo', ...rest] : rest))
await import(entry === 'start' ? '../dist/main/start.js' : '../dist/main/cli.js')
