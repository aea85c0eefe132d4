/**
 * Where the register of a data folder is: a file in the folder, or a PostgreSQL server. Said by one setting,
 * `register` in `desk.json` of the folder; the environment goes before it.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CodedError } from '../../shared/errors'

export const registerFileName = 'register.sqlite'
export const settingFileName = 'desk.json'

export type Place =
  | { kind: 'sqlite'; file: string }
  /** `url` holds the password and never leaves `main/db`; `shown` is for people and the log. */
  | { kind: 'postgres'; url: string; shown: string }

/** The server of a place in words for people, without user and password; null for a file. */
export const serverOf = (place: Place): string | null => (place.kind === 'postgres' ? place.shown : null)

/**
 * The place that a text names: `postgres://user:password@host:5432/database`, or `sqlite:FILE` (from `folder`).
 * Throws `register_setting_invalid` {where}; the text itself may hold a password and is not repeated.
 */
export function readPlace(text: string, folder: string, where: string): Place {
  const file = /^sqlite:(.+)$/s.exec(text)?.[1]
  if (file) return { kind: 'sqlite', file: path.resolve(folder, file) }
  try {
    // A socket of this PC has no host (`postgres://user@/name?host=/run/postgresql`), which `URL` does not know.
    const url = new URL(text.replace(/^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)(?=\/)/, '$1localhost'))
    if (!/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) throw new Error('no such place')
    const host = url.searchParams.get('host') ?? url.hostname + (url.port && ':' + url.port)
    return { kind: 'postgres', url: text, shown: `PostgreSQL ${host}${decodeURIComponent(url.pathname)}` }
  } catch {
    throw new CodedError('register_setting_invalid', { where })
  }
}

/**
 * Where the register of this data folder is; `asked` goes before its setting. Throws `register_setting_invalid`
 * {where}.
 */
export function registerPlace(dataFolder: string, asked = process.env['QABYLDAU_REGISTER']): Place {
  if (asked) return readPlace(asked, dataFolder, 'QABYLDAU_REGISTER')
  const file = path.join(dataFolder, settingFileName)
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    // A folder that cannot be read, or is none, is told by whoever opens the register.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return { kind: 'sqlite', file: path.join(dataFolder, registerFileName) }
    throw new CodedError('register_setting_invalid', { where: file }, undefined, { cause: error })
  }
  let setting: unknown
  try {
    // Notepad puts a mark before the first letter.
    setting = (JSON.parse(text.replace(/^\uFEFF/, '')) as { register?: unknown } | null)?.register
  } catch {
    // Without the cause: it would repeat the text.
    throw new CodedError('register_setting_invalid', { where: file })
  }
  // Anything but a clear word is refused: a new register must never begin where one was only misspelt.
  if (typeof setting !== 'string') throw new CodedError('register_setting_invalid', { where: file })
  return readPlace(setting, dataFolder, file)
}
