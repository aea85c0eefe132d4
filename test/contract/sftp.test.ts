/** Deliveries to a server by SFTP: a real one, over loopback (`test/helpers/sftp-server.ts`). */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { TargetFields } from '../../shared/contract/targets'
import { lookInto, openDesk, temporaryFolder, type TestDesk } from '../helpers/desk'
import { clerkKey, startSftpServer, type SftpServer } from '../helpers/sftp-server'
import { deliveryDesk, FaultyDisk, makeBatch, only, ownBatch } from '../helpers/targets'

type Sftp = Extract<TargetFields, { kind: 'sftp' }>
const secret = 'Пакет-2026'
const servers: SftpServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

async function start(options: Parameters<typeof startSftpServer>[0] = {}) {
  const server = await startSftpServer(options)
  servers.push(server)
  return server
}
const fieldsOf = (server: SftpServer, changes: Partial<Sftp> = {}): Sftp => ({
  ...{ kind: 'sftp', name: 'Еңбек нарығы', host: '127.0.0.1', port: server.port, user: 'kokozek' },
  ...{ auth: 'password', keyFile: '', folder: '.', fingerprint: server.fingerprint },
  ...changes,
})
async function sftpDesk(more: object = {}) {
  const server = await start()
  const { desk } = await deliveryDesk(undefined, more)
  const target = await desk.do('target.save', { fields: fieldsOf(server), secret })
  return { desk, server, target }
}
const whole = (desk: TestDesk, server: SftpServer, name: string) =>
  server.files.get(name)?.equals(ownBatch(desk, name)) ?? false

describe('the key of a server', () => {
  it('is shown for a person to confirm; before that no password leaves and nothing can be saved', async () => {
    const server = await start()
    const { desk } = await deliveryDesk()
    const fields = fieldsOf(server, { fingerprint: '' })
    expect(await desk.do('target.test', { fields, secret })).toEqual({
      tried: false,
      fingerprint: server.fingerprint,
      free: null,
    })
    expect(server.passwords).toEqual([])
    expect(await desk.refuse('target.save', { fields, secret })).toMatchObject({
      code: 'sftp_key_unconfirmed',
      fields: [{ path: 'fingerprint' }],
    })
    expect(await desk.do('target.test', { fields: fieldsOf(server), secret })).toMatchObject({ tried: true })
    expect(server.files.size).toBe(0)
    expect(server.passwords).toEqual([secret])
  })

  it('that changed is refused before a password leaves, and the delivery waits', async () => {
    const { desk, server } = await sftpDesk()
    await makeBatch(desk)
    const { port, fingerprint } = server
    await server.close()
    const other = await start({ port })
    expect((await desk.do('target.deliver', {}))[0]!.fault).toEqual({
      code: 'sftp_key_changed',
      params: { host: '127.0.0.1', expected: fingerprint, found: other.fingerprint },
    })
    expect(other.passwords).toEqual([])
    expect(other.files.size).toBe(0)
    expect(await only(desk)).toMatchObject({ state: 'failed', waiting: 1 })
  })
})

describe('a delivery by SFTP', () => {
  it('arrives whole, in order, and once', async () => {
    const { desk, server } = await sftpDesk()
    const first = await makeBatch(desk)
    const second = await makeBatch(desk)
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1, 2], fault: null }])
    expect([...server.files.keys()]).toEqual([first.fileName, second.fileName])
    expect([whole(desk, server, first.fileName), whole(desk, server, second.fileName)]).toEqual([true, true])
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [] }])
    expect(await desk.do('target.deliveries', { sequence: 2 })).toMatchObject([
      { state: 'delivered', sha256: second.sha256 },
    ])

    const third = await makeBatch(desk)
    server.files.set(third.fileName, Buffer.from('another file'))
    expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('target_file_differs')
    expect(server.files.get(third.fileName)!.toString()).toBe('another file')
  })

  it('that is cut half way goes on from where it was, after looking at what is there', async () => {
    const { desk, server } = await sftpDesk()
    const batch = await makeBatch(desk)
    const { length } = ownBatch(desk, batch.fileName)
    server.cutAt = Math.floor(length / 2)
    expect((await desk.do('target.deliver', {}))[0]!.fault).toEqual({
      code: 'sftp_cut',
      params: { host: '127.0.0.1' },
    })
    expect([...server.files.keys()]).toEqual([batch.fileName + '.part'])
    server.cutAt = Infinity
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1], fault: null }])
    expect(server.written).toBe(length)
    expect(whole(desk, server, batch.fileName)).toBe(true)

    // What lies there is not the beginning of the batch: it is written anew.
    const second = await makeBatch(desk)
    server.files.set(second.fileName + '.part', Buffer.alloc(2000, 7))
    server.written = 0
    await desk.do('target.deliver', {})
    expect(server.written).toBe(ownBatch(desk, second.fileName).length)
    expect(whole(desk, server, second.fileName)).toBe(true)
  })

  it('says why it failed, by the codes of the list', async () => {
    const { desk, server, target } = await sftpDesk()
    const batch = await makeBatch(desk)
    const fault = async () => (await desk.do('target.deliver', {}))[0]!.fault?.code
    server.room = 2048
    expect(await fault()).toBe('target_full')
    server.room = Infinity
    server.readOnly = true
    expect(await fault()).toBe('target_denied')
    server.readOnly = false
    const save = (changes: Partial<Sftp>, version: number, password: string | null = null) =>
      desk.do('target.save', { id: target.id, version, fields: fieldsOf(server, changes), secret: password })
    await save({ folder: '/nowhere' }, 1)
    expect(await fault()).toBe('target_gone')
    await save({}, 2, 'басқа құпиясөз')
    expect(await fault()).toBe('sftp_login')
    await save({}, 3, secret)
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1] }])
    expect(whole(desk, server, batch.fileName)).toBe(true)
    await server.close()
    await makeBatch(desk)
    expect(await fault()).toBe('sftp_unreachable')
  })

  it('to a server that falls silent is given up, and the line with it', async () => {
    const server = await start()
    const { desk } = await deliveryDesk(undefined, {
      delivery: { ...new FaultyDisk().parts(), silence: 300 },
    })
    await desk.do('target.save', { fields: fieldsOf(server), secret })
    await makeBatch(desk)
    server.silent = true
    expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('sftp_cut')
  })

  it('fetches acknowledgements, each once', async () => {
    const { desk, server } = await sftpDesk()
    server.files.set('1.ack.json', Buffer.from('{"sequence":1}'))
    const fetched = async () => (await desk.do('target.deliver', {}))[0]!.acknowledgements
    expect([await fetched(), await fetched()]).toEqual([1, 0])
  })

  it('signs in by a key file, also by one with a passphrase', async () => {
    for (const passphrase of [undefined, 'кілттің құпиясөзі']) {
      const { privateKey, publicKey } = clerkKey(passphrase)
      const server = await start({ publicKey })
      const { desk } = await deliveryDesk()
      const keyFile = path.join(temporaryFolder(), 'id_ed25519')
      const fields = fieldsOf(server, { auth: 'key', keyFile })
      expect((await desk.refuse('target.test', { fields })).code).toBe('sftp_key_file')
      writeFileSync(keyFile, privateKey)
      if (passphrase) expect((await desk.refuse('target.test', { fields })).code).toBe('sftp_key_file')
      expect(await desk.do('target.test', { fields, secret: passphrase ?? null })).toMatchObject({
        tried: true,
      })
      expect(server.passwords).toEqual([])
    }
  })
})

describe('a password', () => {
  it('lies in a file that only its user reads, never in the register, the trail or an answer', async () => {
    const { desk, server, target } = await sftpDesk()
    const file = path.join(desk.folder, 'secrets.json')
    expect(readFileSync(file, 'utf8')).toContain(secret)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    const rows = await lookInto(desk, async (db) => [await db('targets'), await db('audit')] as unknown)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify([await desk.do('target.list', {}), target])).not.toContain(secret)
    expect(target.hasSecret).toBe(true)

    // Another server does not get it, unless it is typed again.
    const other = await start()
    const moved = await desk.do('target.save', { id: target.id, version: 1, fields: fieldsOf(other) })
    expect(moved.hasSecret).toBe(false)
    await makeBatch(desk)
    expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('sftp_login')
    expect(other.passwords).not.toContain(secret)
    expect(server.passwords).toEqual([])
  })

  it('is kept by the safe storage of the system where there is one; elsewhere it has to be typed again', async () => {
    const turn = (text: string) => [...text].reverse().join('')
    const secrets = {
      protect: (text: string) => 'safe:' + turn(text),
      reveal: (kept: string) => turn(kept.slice(5)),
    }
    const { desk, server } = await sftpDesk({ secrets })
    expect(existsSync(path.join(desk.folder, 'secrets.json'))).toBe(false)
    await makeBatch(desk)
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1] }])
    await makeBatch(desk)
    // The command line on the same data, which has no safe storage.
    const plain = await openDesk({ folder: desk.folder })
    const scheduler = { id: 'task', kind: 'scheduler' as const }
    expect((await plain.do('target.deliver', {}, scheduler))[0]!.fault?.code).toBe('secret_missing')
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [2] }])
    expect(server.passwords).toEqual([secret, secret])
  })
})
