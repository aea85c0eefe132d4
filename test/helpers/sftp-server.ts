/**
 * A small real SFTP server over loopback, for tests of deliveries: the `ssh2` library's server half, with its files
 * in memory, and the faults that a network and a full server have.
 */
import type { AddressInfo } from 'node:net'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'
import { fingerprintOf } from '../../main/core/targets/sftp'

const { Server, utils } = ssh2
const { STATUS_CODE: status, OPEN_MODE: mode } = utils.sftp

/** The library now and then makes a key that it cannot read itself. */
function newKey(passphrase?: string): string {
  for (;;) {
    const { private: made } = passphrase
      ? utils.generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 8 })
      : utils.generateKeyPairSync('ed25519')
    if (!(utils.parseKey(made, passphrase) instanceof Error)) return made
  }
}
/** What the client sees of a key. */
const publicOf = (privateKey: string, passphrase?: string) => {
  const parsed = utils.parseKey(privateKey, passphrase)
  if (parsed instanceof Error) throw parsed
  return parsed.getPublicSSH()
}

export interface SftpServer {
  port: number
  /** Of the host key. */
  fingerprint: string
  /** Files of the one folder `/in`, by name. */
  files: Map<string, Buffer>
  /** Cut every connection once so many bytes were written since it was set. */
  cutAt: number
  /** Answer "no space" once a file would be larger. */
  room: number
  readOnly: boolean
  /** Never answer a write. */
  silent: boolean
  /** Passwords that were tried. */
  passwords: string[]
  /** Bytes that were written. */
  written: number
  close(): Promise<void>
}

/** Accepts `user` by this password or by this public key. */
export async function startSftpServer(
  options: { user?: string; password?: string; publicKey?: Buffer; port?: number } = {},
): Promise<SftpServer> {
  const hostKey = newKey()
  const connections = new Set<Connection>()
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    connections.add(client)
    client.on('close', () => connections.delete(client))
    client.on('error', () => undefined)
    client.on('authentication', (asked) => {
      const rightUser = asked.username === (options.user ?? 'kokozek')
      if (asked.method === 'password') {
        state.passwords.push(asked.password)
        if (rightUser && asked.password === (options.password ?? 'Пакет-2026')) return asked.accept()
      }
      if (asked.method === 'publickey' && rightUser && options.publicKey?.equals(asked.key.data))
        return asked.accept()
      asked.reject(['password', 'publickey'])
    })
    client.on('ready', () =>
      client.on('session', (accept) => accept().on('sftp', (open) => serve(open(), () => client.end()))),
    )
  })
  const state: SftpServer = {
    port: 0,
    fingerprint: fingerprintOf(publicOf(hostKey)),
    files: new Map(),
    cutAt: Infinity,
    room: Infinity,
    readOnly: false,
    silent: false,
    passwords: [],
    written: 0,
    async close() {
      for (const client of connections) client.end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  function serve(sftp: SFTPWrapper, cut: () => void) {
    const nameOf = (path: string) => path.replace(/^\/in\//, '')
    const handles = new Map<string, { name: string; listed: boolean }>()
    let last = 0
    const handleOf = (name: string) => {
      const handle = Buffer.from(String(++last))
      handles.set(handle.toString(), { name, listed: false })
      return handle
    }
    const attrs = (name: string) => ({
      ...{ mode: 0o100644, uid: 0, gid: 0, atime: 1_700_000_000, mtime: 1_700_000_000 },
      size: state.files.get(name)!.length,
    })
    const folder = { mode: 0o040755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 }
    sftp.on('REALPATH', (id, path) => {
      const real = path === '.' || path === '/' ? '/in' : path
      sftp.name(id, [{ filename: real, longname: real, attrs: folder as never }])
    })
    sftp.on('STAT', (id, path) => {
      if (path === '/in') return sftp.attrs(id, folder as never)
      if (!state.files.has(nameOf(path))) return sftp.status(id, status.NO_SUCH_FILE)
      sftp.attrs(id, attrs(nameOf(path)) as never)
    })
    sftp.on('OPEN', (id, path, flags) => {
      const name = nameOf(path)
      if (flags & mode.WRITE) {
        if (state.readOnly) return sftp.status(id, status.PERMISSION_DENIED)
        if (flags & mode.TRUNC || !state.files.has(name)) state.files.set(name, Buffer.alloc(0))
      } else if (!state.files.has(name)) return sftp.status(id, status.NO_SUCH_FILE)
      sftp.handle(id, handleOf(name))
    })
    sftp.on('WRITE', (id, handle, offset, data) => {
      const { name } = handles.get(handle.toString())!
      if (state.silent) return
      if (offset + data.length > state.room) return sftp.status(id, status.FAILURE, 'No space left on device')
      const before = state.files.get(name)!
      const after = Buffer.alloc(Math.max(before.length, offset + data.length))
      before.copy(after)
      data.copy(after, offset)
      state.files.set(name, after)
      state.written += data.length
      if (state.written >= state.cutAt) return cut()
      sftp.status(id, status.OK)
    })
    sftp.on('READ', (id, handle, offset, length) => {
      const file = state.files.get(handles.get(handle.toString())!.name)!
      if (offset >= file.length) return sftp.status(id, status.EOF)
      sftp.data(id, file.subarray(offset, offset + length))
    })
    sftp.on('OPENDIR', (id) => sftp.handle(id, handleOf('/')))
    sftp.on('READDIR', (id, handle) => {
      const open = handles.get(handle.toString())!
      if (open.listed || state.files.size === 0) return sftp.status(id, status.EOF)
      open.listed = true
      sftp.name(
        id,
        [...state.files.keys()].map((name) => ({
          filename: name,
          longname: name,
          attrs: attrs(name) as never,
        })),
      )
    })
    sftp.on('RENAME', (id, from, to) => {
      const file = state.files.get(nameOf(from))
      if (!file || state.files.has(nameOf(to))) return sftp.status(id, status.FAILURE)
      state.files.delete(nameOf(from))
      state.files.set(nameOf(to), file)
      sftp.status(id, status.OK)
    })
    sftp.on('REMOVE', (id, path) =>
      sftp.status(id, state.files.delete(nameOf(path)) ? status.OK : status.NO_SUCH_FILE),
    )
    sftp.on('CLOSE', (id) => sftp.status(id, status.OK))
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))
  state.port = (server.address() as AddressInfo).port
  return state
}

/** A key pair of a clerk's PC: the private key as text for its file, the public one as the server knows it. */
export function clerkKey(passphrase?: string) {
  const privateKey = newKey(passphrase)
  return { privateKey, publicKey: publicOf(privateKey, passphrase) }
}
