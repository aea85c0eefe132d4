/** A real PostgreSQL server for the tests: `QABYLDAU_PG`, or one of Debian's package in a temporary folder. */
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Folder of `initdb` and `postgres`: Debian keeps them out of the path, one folder for each version. */
function programs() {
  const versions = '/usr/lib/postgresql'
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : []
  return [...debian, ...(process.env['PATH'] ?? '').split(delimiter)].find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
}

/** The server never runs as root: whom it runs as then. */
function servant() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name]).stdout))
    if (uid && gid) return { uid, gid }
  }
  return undefined
}

async function answers(/** @type {string} */ url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Start a server, or find out why there is none.
 *
 * @returns {Promise<{ url: string, stop(): Promise<void> } | { missing: string }>}
 */
export async function startPostgres() {
  const given = process.env['QABYLDAU_PG']
  if (given) {
    if (!(await answers(given))) return { missing: 'the server of QABYLDAU_PG does not answer' }
    return { url: given, stop: () => Promise.resolve() }
  }
  const bin = programs()
  if (!bin)
    return { missing: "no PostgreSQL here; install Debian's package `postgresql`, or set QABYLDAU_PG" }
  const as = servant()
  if (!as) return { missing: 'there is no user but root to run a server as' }

  const folder = mkdtempSync(join(tmpdir(), 'qabyldau-pg-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (as.uid) for (const path of [folder, data]) chownSync(path, as.uid, as.gid)
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const options = { ...as, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' } }

  const made = (/** @type {string[]} */ ...locale) =>
    spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'qabyldau', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale],
      { ...options, encoding: 'utf8' },
    )
  // A server that sorts by a language: the register must not care.
  let initdb = made('--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=kk')
  if (initdb.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    mkdirSync(data, { mode: 0o700 })
    if (as.uid) chownSync(data, as.uid, as.gid)
    initdb = made('--locale=C')
  }
  if (initdb.status !== 0) {
    remove()
    return { missing: `initdb failed: ${(initdb.stderr || String(initdb.error ?? '')).trim()}` }
  }

  // No network, a socket in the folder; what the tests write need not outlive a power cut.
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '2GB',
    autovacuum: 'off',
    log_min_messages: 'panic',
    log_min_error_statement: 'panic',
  }
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => {
    server.once('exit', resolve)
    server.once('error', resolve)
  })
  const stop = async () => {
    // The quick way to stop: what it holds is thrown away.
    server.kill('SIGQUIT')
    await ended
    remove()
  }
  const url = `postgres://qabyldau@/postgres?host=${encodeURIComponent(folder)}`
  for (let round = 0; round < 100 && server.exitCode === null; round++) {
    if (await answers(url)) return { url, stop }
    await sleep(100)
  }
  await stop()
  return { missing: 'the server did not start' }
}
