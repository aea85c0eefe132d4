/** A server by SFTP. Its key is pinned: another key is refused before a password leaves this PC. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type SftpClient from 'ssh2-sftp-client'
import { CodedError, type ErrorCode } from '../../../shared/errors'
import type { TargetFields } from '../../../shared/contract/targets'
import type { DeliveryParts } from './parts'
import type { Store, Writing } from './store'

/** The protocol under the library, which alone can go on at an offset and flush. */
type Sftp = Awaited<ReturnType<SftpClient['connect']>>

export type SftpFields = Extract<TargetFields, { kind: 'sftp' }>

/** As `ssh-keygen -l` shows it. */
export const fingerprintOf = (key: Uint8Array): string =>
  'SHA256:' + createHash('sha256').update(key).digest('base64').replace(/=+$/u, '')

/** Codes of the protocol, version 3. */
const noSuchFile = 2
const permissionDenied = 3
const lost = new Set<unknown>([
  ...[6, 7, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN', 'ERR_GENERIC_CLIENT', 'ERR_NOT_CONNECTED'],
])
const unreachable = new Set<unknown>([
  ...['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN'],
])

/** The key of a server, read without signing in. Throws `sftp_unreachable`. */
export async function readHostKey(fields: SftpFields): Promise<string> {
  const seen = await connect({ ...fields, fingerprint: '' }, undefined).catch((error: unknown) => error)
  if (seen instanceof CodedError && seen.value.code === 'sftp_key_unconfirmed')
    return String(seen.value.params?.['found'])
  throw seen instanceof CodedError
    ? seen
    : new CodedError('sftp_unreachable', { host: fields.host, port: fields.port })
}

async function connect(fields: SftpFields, secret: string | undefined) {
  // Loaded when it is needed: most desks have no such target.
  const { default: Library } = await import('ssh2-sftp-client')
  const keyFile = async () => {
    try {
      return await readFile(fields.keyFile)
    } catch (cause) {
      throw new CodedError('sftp_key_file', { path: fields.keyFile }, undefined, { cause })
    }
  }
  // Without a confirmed key nothing but that key is asked for.
  const key = fields.auth === 'key' && fields.fingerprint !== '' ? await keyFile() : undefined
  let found = ''
  const silent = () => undefined
  const client = new Library('qabyldau', { error: silent, end: silent, close: silent })
  try {
    const sftp = await client.connect({
      host: fields.host,
      port: fields.port,
      username: fields.user,
      ...(key ? { privateKey: key, ...(secret ? { passphrase: secret } : {}) } : { password: secret ?? '' }),
      readyTimeout: 20_000,
      hostVerifier: (hostKey: Buffer) => {
        found = fingerprintOf(hostKey)
        return fields.fingerprint !== '' && found === fields.fingerprint
      },
    })
    return { client, sftp }
  } catch (cause) {
    await client.end().catch(silent)
    throw connectFault(fields, found, cause)
  }
}

function connectFault(fields: SftpFields, found: string, cause: unknown): CodedError {
  const { host, port, user, fingerprint } = fields
  const because = (code: ErrorCode, params: Record<string, string | number>) =>
    new CodedError(code, params, undefined, { cause })
  if (found !== '' && fingerprint === '') return because('sftp_key_unconfirmed', { found, host })
  if (found !== '' && found !== fingerprint)
    return because('sftp_key_changed', { found, expected: fingerprint, host })
  const { message = '', code } = cause as { message?: string; code?: unknown }
  if (/privateKey|passphrase|private key/iu.test(message))
    return because('sftp_key_file', { path: fields.keyFile })
  if (/authentication/iu.test(message)) return because('sftp_login', { user, host })
  if (found === '' || unreachable.has(code)) return because('sftp_unreachable', { host, port })
  return because('sftp_cut', { host })
}

/**
 * Open the folder of a server.
 *
 * @throws CodedError `sftp_unreachable`, `sftp_key_unconfirmed`, `sftp_key_changed`, `sftp_login`,
 * `sftp_key_file`, `target_gone` where the folder is not there
 */
export async function openSftp(
  fields: SftpFields,
  secret: string | undefined,
  parts: DeliveryParts,
): Promise<Store> {
  const { client, sftp } = await connect(fields, secret)
  const { host } = fields
  let cut = false
  const pending = new Set<(error: Error) => void>()
  const onLost = () => {
    cut = true
    // The library leaves calls unanswered when the line goes.
    for (const reject of pending) reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' }))
  }
  for (const event of ['close', 'end', 'error']) client.on(event, onLost)

  const fault = (error: unknown, where: string): CodedError => {
    if (error instanceof CodedError) return error
    const { code, message = '' } = error as { code?: unknown; message?: string }
    const because = (name: ErrorCode, params: Record<string, string>) =>
      new CodedError(name, params, undefined, { cause: error })
    if (cut || lost.has(code)) return because('sftp_cut', { host })
    if (code === permissionDenied) return because('target_denied', { path: where })
    if (/read.?only/iu.test(message)) return because('target_read_only', { path: where })
    if (/no space|quota|disk full/iu.test(message)) return because('target_full', { path: where })
    if (code === noSuchFile) return because('target_gone', { path: where })
    return because('target_failed', { reason: String(code ?? '') + ' ' + message.slice(0, 200) })
  }
  /** One request, given up when the line goes or the server is silent for too long. */
  const ask = <T>(where: string, send: (answer: (error: unknown, value: T) => void) => void): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    let give: ((error: Error) => void) | undefined
    return new Promise<T>((resolve, reject) => {
      give = reject
      pending.add(reject)
      timer = setTimeout(onLost, parts.silence)
      if (cut) return onLost()
      send((error, value) => (error ? reject(error as Error) : resolve(value)))
    })
      .catch((error: unknown) => {
        throw fault(error, where)
      })
      .finally(() => {
        clearTimeout(timer)
        if (give) pending.delete(give)
      })
  }
  const end = async () => {
    for (const event of ['close', 'end', 'error']) client.removeListener(event, onLost)
    await client.end().catch(() => undefined)
  }

  try {
    const folder = await ask<string>(fields.folder, (answer) => sftp.realpath(fields.folder, answer))
    const about = await ask<{ isDirectory(): boolean }>(folder, (answer) => sftp.stat(folder, answer))
    if (!about.isDirectory()) throw new CodedError('target_gone', { path: folder })
    return storeOf(sftp, folder, parts, ask, end)
  } catch (error) {
    await end()
    throw error
  }
}

type Ask = <T>(where: string, send: (answer: (error: unknown, value: T) => void) => void) => Promise<T>

function storeOf(
  sftp: Sftp,
  folder: string,
  parts: DeliveryParts,
  ask: Ask,
  end: () => Promise<void>,
): Store {
  const at = (name: string) => (folder.endsWith('/') ? folder : folder + '/') + name
  const size = async (name: string) => {
    const about = await ask<{ size: number } | null>(folder, (answer) =>
      sftp.stat(at(name), (error, value) =>
        (error as { code?: number } | undefined)?.code === noSuchFile
          ? answer(null, null)
          : answer(error, value),
      ),
    )
    return about?.size ?? null
  }
  const store: Store = {
    async list() {
      const found = await ask<
        { filename: string; attrs: { size: number; mtime: number; isFile(): boolean } }[]
      >(folder, (answer) => sftp.readdir(folder, answer as never))
      return found
        .filter(({ attrs }) => attrs.isFile())
        .map(({ filename, attrs }) => ({ name: filename, bytes: attrs.size, modified: attrs.mtime * 1000 }))
    },
    size,
    async *read(name) {
      const handle = await ask<Buffer>(folder, (answer) => sftp.open(at(name), 'r', answer))
      try {
        for (let offset = 0; ;) {
          const buffer = Buffer.alloc(Math.min(parts.chunk, 32 * 1024))
          const read = await ask<number>(folder, (answer) =>
            sftp.read(handle, buffer, 0, buffer.length, offset, (error, bytes) =>
              // 1: the end of the file.
              (error as { code?: number } | undefined)?.code === 1 ? answer(null, 0) : answer(error, bytes),
            ),
          )
          if (read === 0) return
          offset += read
          yield buffer.subarray(0, read)
        }
      } finally {
        await ask(folder, (answer) => sftp.close(handle, answer as never)).catch(() => undefined)
      }
    },
    async write(name, keep): Promise<Writing> {
      const handle = await ask<Buffer>(folder, (answer) => sftp.open(at(name), keep ? 'r+' : 'w', answer))
      let closed = false
      const close = async () => {
        if (closed) return
        closed = true
        await ask(folder, (answer) => sftp.close(handle, answer as never))
      }
      return {
        write: (chunk, offset) =>
          ask<void>(folder, (answer) =>
            sftp.write(handle, Buffer.from(chunk), 0, chunk.length, offset, answer as never),
          ),
        async finish() {
          await ask<void>(folder, (answer) => {
            try {
              sftp.ext_openssh_fsync(handle, answer as never)
            } catch {
              // A server that does not offer to flush; what it answers when the file is closed has to do.
              answer(null, undefined)
            }
          })
          await close()
        },
        close: () => close().catch(() => undefined),
      }
    },
    async rename(from, to) {
      // A plain rename of version 3 refuses a name that is taken; not every server keeps to it.
      if ((await size(to)) !== null) throw new CodedError('target_file_differs', { file: to })
      await ask<void>(folder, (answer) => sftp.rename(at(from), at(to), answer as never))
    },
    remove: (name) => ask<void>(folder, (answer) => sftp.unlink(at(name), answer as never)),
    free: () =>
      ask<number | null>(folder, (answer) => {
        try {
          sftp.ext_openssh_statvfs(folder, ((error: unknown, info: { f_bavail: number; f_frsize: number }) =>
            answer(null, error ? null : info.f_bavail * info.f_frsize)) as never)
        } catch {
          answer(null, null)
        }
      }),
    close: end,
  }
  return store
}
