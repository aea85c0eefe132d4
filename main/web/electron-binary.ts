/** Electron's program: where it is, and fetching it once where it is not. No import of `electron` here. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The program of the installed `electron` package, or undefined when it was never fetched. */
export function electronBinary(root: string, environment = process.env): string | undefined {
  const folder = path.join(root, 'node_modules', 'electron')
  try {
    // Written last by the installer: a broken download leaves none.
    const program = readFileSync(path.join(folder, 'path.txt'), 'utf8').trim()
    const file = path.join(environment['ELECTRON_OVERRIDE_DIST_PATH'] || path.join(folder, 'dist'), program)
    return existsSync(file) ? file : undefined
  } catch {
    const given = environment['ELECTRON_OVERRIDE_DIST_PATH']
    const file = given && path.join(given, process.platform === 'win32' ? 'electron.exe' : 'electron')
    return file && existsSync(file) ? file : undefined
  }
}

interface Attempt {
  version: string
  at: string
  ok: boolean
}

/**
 * Fetch Electron with its own installer, once per PC and version: a failure is remembered in
 * `<data>/cache/electron.json`, so that offices without a network wait at the first start only.
 *
 * `say` is told when a download begins. Resolves with the program, or undefined.
 */
export async function fetchElectron(
  root: string,
  data: string,
  seconds: number,
  say: () => void,
): Promise<string | undefined> {
  const folder = path.join(root, 'node_modules', 'electron')
  const note = path.join(data, 'cache', 'electron.json')
  let version: string
  try {
    version = (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string })
      .version
    if (!existsSync(path.join(folder, 'install.js'))) return undefined
  } catch {
    return undefined
  }
  try {
    const last = JSON.parse(readFileSync(note, 'utf8')) as Attempt
    if (last.version === version && !last.ok) return undefined
  } catch {
    // Never tried on this PC.
  }
  say()
  await new Promise<void>((resolve) => {
    const installer = spawn(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore' })
    const limit = setTimeout(() => installer.kill('SIGKILL'), seconds * 1000)
    const done = () => {
      clearTimeout(limit)
      resolve()
    }
    installer.once('error', done)
    installer.once('exit', done)
  })
  const found = electronBinary(root)
  const attempt: Attempt = { version, at: new Date().toISOString(), ok: found !== undefined }
  try {
    mkdirSync(path.dirname(note), { recursive: true })
    writeFileSync(note, JSON.stringify(attempt) + '\n')
  } catch {
    // Not remembered: tried again at the next start.
  }
  return found
}
