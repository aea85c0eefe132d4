/** Where batches go: folders and removable drives, and everything that may go wrong on the way. */
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nextTry } from '../../main/core/targets/deliver'
import { labelName, mountsOf } from '../../main/core/targets/drives'
import { addClerk, lookInto, openDesk, password, temporaryFolder } from '../helpers/desk'
import {
  bytesOf,
  deliveryDesk,
  FaultyDisk,
  filesIn,
  folderDesk,
  folderTarget,
  makeBatch,
  only,
  ownBatch,
} from '../helpers/targets'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a folder', () => {
  it('gets every batch in order, proved by what was read back, and nothing twice', async () => {
    const { desk, disk, folder } = await folderDesk()
    const first = await makeBatch(desk)
    const second = await makeBatch(desk)
    expect(await only(desk)).toMatchObject({ state: 'waiting', waiting: 2, delivered: 0, present: null })

    const [result] = await desk.do('target.deliver', {})
    expect(result).toMatchObject({ delivered: [1, 2], waiting: 0, fault: null })
    expect(filesIn(folder)).toEqual([first.fileName, second.fileName])
    for (const batch of [first, second])
      expect(bytesOf(folder, batch.fileName).equals(ownBatch(desk, batch.fileName))).toBe(true)
    expect(disk.synced).toBe(2)
    expect(await desk.do('target.deliveries', {})).toMatchObject([
      {
        sequence: 2,
        state: 'delivered',
        sha256: second.sha256,
        bytes: statSync(path.join(folder, second.fileName)).size,
      },
      { sequence: 1, state: 'delivered', sha256: first.sha256, deliveredAt: '2026-11-20T05:00:00.000Z' },
    ])
    const written = disk.written
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [], waiting: 0 }])
    expect(disk.written).toBe(written)
    expect(await only(desk)).toMatchObject({ state: 'idle', last: { sequence: 2 }, safeToPull: false })
  })

  it('counts a file that lies there whole as delivered, and never writes over another one', async () => {
    const { desk, disk, folder } = await folderDesk()
    const first = await makeBatch(desk)
    writeFileSync(path.join(folder, first.fileName), ownBatch(desk, first.fileName))
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1], fault: null }])
    expect(disk.written).toBe(0)

    const second = await makeBatch(desk)
    const third = await makeBatch(desk)
    writeFileSync(path.join(folder, second.fileName), 'something else')
    const [result] = await desk.do('target.deliver', {})
    expect(result).toMatchObject({
      delivered: [],
      waiting: 2,
      fault: { code: 'target_file_differs', params: { file: second.fileName } },
    })
    // The chain: a batch does not overtake the one before it.
    expect(filesIn(folder)).not.toContain(third.fileName)
    expect(readFileSync(path.join(folder, second.fileName), 'utf8')).toBe('something else')
    rmSync(path.join(folder, second.fileName))
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [2, 3] }])
  })

  it('that fails half way says why, loses nothing and is gone on with', async () => {
    const { desk, disk, folder } = await folderDesk()
    for (const [code, told] of [
      ['ENOSPC', 'target_full'],
      ['EDQUOT', 'target_full'],
      ['EROFS', 'target_read_only'],
      ['EACCES', 'target_denied'],
      ['ESTALE', 'target_gone'],
      ['EIO', 'target_gone'],
      ['EWHATEVER', 'target_failed'],
    ] as const) {
      const batch = await makeBatch(desk)
      const whole = ownBatch(desk, batch.fileName)
      const before = filesIn(folder)
      disk.written = 0
      disk.failAt = Math.floor(whole.length / 2)
      disk.code = code
      const [result] = await desk.do('target.deliver', {})
      expect(result).toMatchObject({ delivered: [], waiting: 1, fault: { code: told } })
      // Nothing stands there under the name of a batch until it is whole.
      expect(filesIn(folder)).toEqual([...before, batch.fileName + '.part'])
      expect(await only(desk)).toMatchObject({
        state: 'failed',
        next: { state: 'failed', attempts: 1, fault: { code: told }, nextTryAt: '2026-11-20T05:01:00.000Z' },
      })
      expect(disk.written).toBeGreaterThan(1024)
      disk.failAt = Infinity
      expect(await desk.do('target.deliver', {})).toMatchObject([
        { delivered: [batch.sequence], fault: null },
      ])
      // The half that was there is not written again.
      expect(disk.written).toBe(whole.length)
      expect(filesIn(folder)).toEqual([...before, batch.fileName])
      expect(sha256(bytesOf(folder, batch.fileName))).toBe(batch.sha256)
    }
  })

  it('begins a part anew that is not the beginning of the batch', async () => {
    const { desk, disk, folder } = await folderDesk()
    const batch = await makeBatch(desk)
    const whole = ownBatch(desk, batch.fileName)
    for (const part of [Buffer.alloc(3000), Buffer.concat([whole, Buffer.from('more')])]) {
      writeFileSync(path.join(folder, batch.fileName + '.part'), part)
      disk.failAt = 1
      expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('target_full')
      expect(statSync(path.join(folder, batch.fileName + '.part')).size).toBe(0)
    }
    disk.failAt = Infinity
    await desk.do('target.deliver', {})
    expect(disk.written).toBe(whole.length)
    expect(sha256(bytesOf(folder, batch.fileName))).toBe(batch.sha256)
  })

  it('that keeps other bytes than were written is found out by reading back', async () => {
    const { desk, disk, folder } = await folderDesk()
    const batch = await makeBatch(desk)
    disk.after = () => {
      disk.after = () => {}
      appendFileSync(path.join(folder, batch.fileName + '.part'), 'x'.repeat(200_000))
    }
    expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('target_verify_failed')
    expect(filesIn(folder)).toEqual([])
    expect((await desk.do('target.deliver', {}))[0]!.delivered).toEqual([1])
  })

  it('that is gone is not made anew, and one of a share that comes back is gone on with', async () => {
    const { desk, folder } = await folderDesk()
    const batch = await makeBatch(desk)
    renameSync(folder, folder + '-away')
    expect((await desk.do('target.deliver', {}))[0]!.fault).toEqual({
      code: 'target_gone',
      params: { path: folder },
    })
    expect(() => statSync(folder)).toThrow()
    renameSync(folder + '-away', folder)
    expect((await desk.do('target.deliver', {}))[0]!.delivered).toEqual([1])
    expect(filesIn(folder)).toEqual([batch.fileName])
  })

  it('is delivered to from a batch file that was lost or changed on this PC: it is made again', async () => {
    const { desk, folder } = await folderDesk()
    const batch = await makeBatch(desk)
    writeFileSync(path.join(desk.folder, 'batches', batch.fileName), 'spoiled')
    await desk.do('target.deliver', {})
    expect(sha256(bytesOf(folder, batch.fileName))).toBe(batch.sha256)
  })
})

describe('stopping', () => {
  it('ends between two chunks, is not tried again by itself, and goes on where it stopped', async () => {
    const { desk, disk, folder, target } = await folderDesk()
    const batch = await makeBatch(desk)
    const stopped: unknown[] = []
    disk.after = async (bytes) => {
      if (bytes === 3 * 1024) stopped.push(await desk.do('target.cancel', { targetId: target.id }))
    }
    const [result] = await desk.do('target.deliver', {})
    expect(stopped).toEqual([{ stopped: true }])
    expect(result).toMatchObject({ delivered: [], waiting: 1, fault: { code: 'delivery_cancelled' } })
    expect(disk.written).toBe(3 * 1024)
    expect(await only(desk)).toMatchObject({ state: 'waiting', next: { state: 'waiting', nextTryAt: null } })
    desk.clock.minutes(120)
    await desk.do('session.signIn', { staffId: 1, password })
    expect(await desk.do('schedule.tick', {})).toEqual({ slot: null, results: [] })
    disk.after = () => {}
    expect((await desk.do('target.deliver', { targetId: target.id }))[0]!.delivered).toEqual([1])
    expect(disk.written).toBe(ownBatch(desk, batch.fileName).length)
    expect(filesIn(folder)).toEqual([batch.fileName])
    expect(await desk.do('target.cancel', { targetId: target.id })).toEqual({ stopped: false })
  })

  it('by closing the desk leaves the delivery waiting, and the next start goes on by itself', async () => {
    const { desk, disk, folder } = await folderDesk()
    const batch = await makeBatch(desk)
    let closing: Promise<void> | undefined
    disk.after = (bytes) => {
      if (bytes === 2 * 1024) closing = desk.app.close()
    }
    await desk.do('target.deliver', {})
    await closing
    expect(filesIn(folder)).toEqual([batch.fileName + '.part'])
    const again = await openDesk({ folder: desk.folder, ports: { delivery: new FaultyDisk().parts() } })
    const scheduler = { id: 'clock', kind: 'scheduler' as const }
    expect(await again.do('schedule.tick', {}, scheduler)).toMatchObject({
      results: [{ delivered: [1], fault: null }],
    })
    expect(sha256(bytesOf(folder, batch.fileName))).toBe(batch.sha256)
  })

  it('is heard while it runs: how far it is stands in the list, and a second call joins the first', async () => {
    const { desk, disk } = await folderDesk()
    const batch = await makeBatch(desk)
    const seen: unknown[] = []
    let second: Promise<unknown> | undefined
    disk.after = async (bytes) => {
      if (bytes !== 1024) return
      disk.after = () => {}
      second = desk.do('target.deliver', {})
      seen.push(await only(desk))
    }
    const first = await desk.do('target.deliver', {})
    expect(seen).toMatchObject([
      { state: 'under_way', next: { state: 'under_way', total: ownBatch(desk, batch.fileName).length } },
    ])
    expect(await second).toEqual(first)
  })
})

describe('a removable drive', () => {
  async function stickDesk() {
    const slots = [temporaryFolder(), temporaryFolder()]
    const drives = new Set<string>()
    const { desk, disk } = await deliveryDesk(() => [...drives])
    const [slot = '', other = ''] = slots
    drives.add(slot)
    const target = await desk.do('target.save', {
      fields: { kind: 'removable', name: 'Көк флешка', folder: 'пакеттер' },
      drive: slot,
    })
    return { desk, disk, drives, slot, other, target }
  }

  it('is labelled when it is set up, and known again at another place', async () => {
    const { desk, drives, slot, other, target } = await stickDesk()
    const label = JSON.parse(readFileSync(path.join(slot, labelName), 'utf8')) as { id: string }
    expect(target).toMatchObject({ present: true, safeToPull: false, fields: { stick: label.id } })
    expect(await desk.do('target.drives', {})).toMatchObject([{ path: slot, stick: label.id }])

    drives.delete(slot)
    await makeBatch(desk)
    expect((await desk.do('target.deliver', {}))[0]!.fault).toEqual({
      code: 'stick_absent',
      params: { name: 'Көк флешка' },
    })
    expect(await only(desk)).toMatchObject({ state: 'waiting', present: false, next: { attempts: 0 } })
    // Another drive at the old place is not it.
    rmSync(slot, { recursive: true })
    mkdirSync(slot)
    drives.add(slot)
    expect(await desk.do('schedule.tick', {})).toEqual({ slot: null, results: [] })
    expect(readdirSync(slot)).toEqual([])

    // The label and what lies on the drive are the drive, wherever it is mounted.
    writeFileSync(path.join(other, labelName), JSON.stringify(label))
    drives.add(other)
    expect(await desk.do('schedule.tick', {})).toMatchObject({ results: [{ delivered: [1] }] })
    expect(filesIn(path.join(other, 'пакеттер'))).toHaveLength(1)
    expect(await only(desk)).toMatchObject({ state: 'idle', present: true, safeToPull: true })
    drives.delete(other)
    expect(await only(desk)).toMatchObject({ present: false, safeToPull: false })
  })

  it('says that it may be pulled only after everything was flushed, read back and compared', async () => {
    const { desk, disk } = await stickDesk()
    await makeBatch(desk)
    expect((await only(desk)).safeToPull).toBe(false)
    const during: boolean[] = []
    disk.after = async () => void during.push((await only(desk)).safeToPull)
    await desk.do('target.deliver', {})
    expect(during.length).toBeGreaterThan(2)
    expect(during).not.toContain(true)
    expect(disk.synced).toBe(1)
    expect((await only(desk)).safeToPull).toBe(true)
    await makeBatch(desk)
    expect((await only(desk)).safeToPull).toBe(false)
  })

  it('pulled half way waits and goes on when it is back', async () => {
    const { desk, disk, drives, slot } = await stickDesk()
    for (const code of ['EIO', 'ENODEV', 'ENOENT']) {
      const batch = await makeBatch(desk)
      const { length } = ownBatch(desk, batch.fileName)
      disk.written = 0
      disk.failAt = Math.floor(length / 2)
      disk.code = code
      disk.after = () => void drives.delete(slot)
      expect((await desk.do('target.deliver', {}))[0]!.fault).toEqual({
        code: 'stick_pulled',
        params: { path: path.join(slot, 'пакеттер') },
      })
      expect(await only(desk)).toMatchObject({
        state: 'waiting',
        safeToPull: false,
        next: { attempts: 0, nextTryAt: null },
      })
      expect(await desk.do('schedule.tick', {})).toMatchObject({ results: [] })
      expect(disk.written).toBeGreaterThan(1024)
      disk.failAt = Infinity
      disk.after = () => {}
      drives.add(slot)
      expect(await desk.do('schedule.tick', {})).toMatchObject({ results: [{ delivered: [batch.sequence] }] })
      expect(disk.written).toBe(length)
    }
  })

  it('that is torn out, folder and all, leaves nothing that counts as delivered', async () => {
    const { desk, disk, slot } = await stickDesk()
    await makeBatch(desk)
    disk.after = () => {
      disk.after = () => {}
      renameSync(slot, slot + '-pulled')
    }
    expect((await desk.do('target.deliver', {}))[0]!.fault?.code).toBe('stick_pulled')
    renameSync(slot + '-pulled', slot)
    expect(await desk.do('schedule.tick', {})).toMatchObject({ results: [{ delivered: [1] }] })
  })

  it('must be one that the system shows', async () => {
    const { desk } = await stickDesk()
    const foreign = temporaryFolder()
    const fields = { kind: 'removable' as const, name: 'Екінші', folder: '' }
    expect(await desk.refuse('target.save', { fields, drive: foreign })).toMatchObject({
      code: 'stick_absent',
      fields: [{ path: 'drive' }],
    })
    expect(readdirSync(foreign)).toEqual([])
    expect((await desk.refuse('target.save', { fields })).code).toBe('stick_absent')
  })

  it('is looked for at the mount points of Linux', () => {
    const mounts =
      'proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/айгул/КІТАП\\040ҮЙІ vfat rw 0 0\n/dev/sdc1 /run/media/a/B exfat rw 0 0\n'
    expect(mountsOf(mounts)).toEqual(['/media/айгул/КІТАП ҮЙІ', '/run/media/a/B'])
  })
})

describe('several targets', () => {
  it('stand on their own: one that fails holds up none of the others', async () => {
    const { desk, folder } = await folderDesk()
    const lost = await desk.do('target.save', { fields: folderTarget(path.join(folder, 'жоқ'), 'Жоқ бума') })
    await makeBatch(desk)
    const results = await desk.do('target.deliver', {})
    expect(results.map(({ delivered, fault }) => [delivered, fault?.code ?? null])).toEqual([
      [[1], null],
      [[], 'target_gone'],
    ])
    // Switched off it is asked for nothing; its history stays.
    await desk.do('target.save', { id: lost.id, version: 1, fields: lost.fields, active: false })
    expect(await desk.do('target.deliver', {})).toHaveLength(1)
    expect(await desk.do('target.deliveries', { targetId: lost.id })).toMatchObject([
      { state: 'waiting', sequence: 1 },
    ])
  })

  it('a new one gets the batches made before, or only those that come', async () => {
    const { desk, folder } = await folderDesk()
    await makeBatch(desk)
    await desk.do('target.deliver', {})
    const late = temporaryFolder()
    await desk.do('target.save', { fields: folderTarget(late, 'Жаңа'), earlier: false })
    const second = await makeBatch(desk)
    await desk.do('target.deliver', {})
    expect(filesIn(late)).toEqual([second.fileName])
    expect(filesIn(folder)).toHaveLength(2)
  })

  it('are tried again after minutes that grow, by the clock alone', async () => {
    const at = (attempts: number) => nextTry(attempts, new Date('2026-11-20T05:00:00Z')).slice(11, 16)
    expect([1, 2, 3, 4, 5, 6, 7, 8, 99].map(at)).toEqual([
      '05:01',
      '05:02',
      '05:04',
      '05:08',
      '05:15',
      '05:30',
      '06:00',
      '06:00',
      '06:00',
    ])
    const { desk, disk } = await folderDesk()
    await makeBatch(desk)
    disk.failAt = 1
    const tick = async () => (await desk.do('schedule.tick', {})).results.length
    expect([await tick(), await tick()]).toEqual([1, 0])
    desk.clock.minutes(1)
    expect([await tick(), await tick()]).toEqual([1, 0])
    desk.clock.minutes(1)
    expect(await tick()).toBe(0)
    disk.failAt = Infinity
    desk.clock.minutes(1)
    expect(await desk.do('schedule.tick', {})).toMatchObject({ results: [{ delivered: [1] }] })
  })
})

describe('two desks on one register', () => {
  it('do not write to one target at the same time, and take over from one that was killed', async () => {
    const { desk, disk, folder } = await folderDesk()
    await makeBatch(desk)
    const other = await openDesk({ folder: desk.folder, ports: { delivery: new FaultyDisk().parts() } })
    const scheduler = { id: 'other', kind: 'scheduler' as const }
    let answer: unknown
    disk.after = async () => {
      disk.after = () => {}
      answer = await other.do('target.deliver', {}, scheduler)
    }
    expect(await desk.do('target.deliver', {})).toMatchObject([{ delivered: [1] }])
    expect(answer).toMatchObject([{ delivered: [], waiting: 1, fault: null }])

    await makeBatch(desk)
    await lookInto(desk, async (db) => {
      // As a process of this PC leaves it when it is killed; no process has this number.
      const { hostname } = await import('node:os')
      await db('targets').update({
        busy_by: `${hostname()}:999999999:x`,
        busy_at: '2026-11-20T05:00:00.000Z',
      })
      await db('deliveries').insert({
        ...{ target_id: 1, sequence: 2, state: 'under_way', file_name: '', bytes: 5, total: 10, attempts: 0 },
      })
    })
    expect(await other.do('schedule.tick', {}, scheduler)).toMatchObject({ results: [{ delivered: [2] }] })
    expect(filesIn(folder)).toHaveLength(2)
  })
})

describe('acknowledgements', () => {
  it('that lie at a target are fetched once by their hash, and nothing is taken away there', async () => {
    const { desk, folder } = await folderDesk()
    await makeBatch(desk)
    // No receiver of this centre wrote them: the exchange keeps them aside, each with its reason.
    const aside = path.join(desk.folder, 'acks', 'refused')
    writeFileSync(path.join(folder, 'batch-1.ack.json'), '{"sequence":1}')
    writeFileSync(path.join(folder, 'other.json'), '{}')
    mkdirSync(path.join(folder, 'folder.ack.json'))
    expect((await desk.do('target.deliver', {}))[0]!.acknowledgements).toBe(1)
    const [name = ''] = filesIn(aside)
    expect(filesIn(path.join(desk.folder, 'acks', 'inbox'))).toEqual([])
    expect(name).toMatch(/^[0-9a-f]{12}-batch-1\.ack\.json$/)
    expect(readFileSync(path.join(aside, name), 'utf8')).toBe('{"sequence":1}')

    // Read in and taken away by whoever reads them: it does not come a second time, under no name.
    rmSync(path.join(aside, name))
    writeFileSync(path.join(folder, 'copy.ack.json'), '{"sequence":1}')
    expect((await desk.do('target.deliver', {}))[0]!.acknowledgements).toBe(0)
    expect(filesIn(aside)).toEqual([name + '.reason.json'])
    // The same name with other content is another one.
    writeFileSync(path.join(folder, 'batch-1.ack.json'), '{"sequence":1,"again":true}')
    expect((await desk.do('target.deliver', {}))[0]!.acknowledgements).toBe(1)
    expect(filesIn(folder)).toContain('batch-1.ack.json')
    // Also when nothing is delivered: the clock looks after a while.
    writeFileSync(path.join(folder, 'late.ack.json'), '{"sequence":9}')
    expect((await desk.do('schedule.tick', {})).results).toEqual([])
    desk.clock.minutes(16)
    await desk.do('session.signIn', { staffId: 1, password })
    expect((await desk.do('schedule.tick', {})).results).toMatchObject([{ acknowledgements: 1 }])
  })
})

describe('setting up', () => {
  it('is for administrators; specialists deliver', async () => {
    const { desk, target } = await folderDesk()
    const { client } = await addClerk(desk, 'Жұмабеков Дамир')
    expect((await desk.refuse('target.save', { fields: target.fields }, client)).code).toBe('right_missing')
    expect((await desk.refuse('target.test', { fields: target.fields }, client)).code).toBe('right_missing')
    expect(await desk.do('target.deliver', {}, client)).toHaveLength(1)
  })

  it('refuses what can never work, at its field', async () => {
    const { desk } = await folderDesk()
    const field = async (fields: Parameters<typeof folderTarget>[0] | object) =>
      (await desk.refuse('target.save', { fields: fields as never })).fields?.map(({ path: at, code }) => [
        at,
        code,
      ])
    expect(await field({ ...folderTarget('relative'), name: ' ' })).toEqual([
      ['name', 'name_empty'],
      ['path', 'target_path'],
    ])
    expect(await field(folderTarget(path.join(desk.folder, 'batches')))).toEqual([['path', 'target_path']])
    expect(await field({ kind: 'removable', name: 'x', folder: '../up' })).toEqual([
      ['folder', 'target_path'],
    ])
    const server = { kind: 'sftp', name: 'x', host: '', user: '', auth: 'key', keyFile: 'id' }
    expect(await field(server)).toEqual([
      ['host', 'input_invalid'],
      ['user', 'input_invalid'],
      ['keyFile', 'target_path'],
    ])
  })

  it('keeps what was before in the audit trail and refuses a stale form', async () => {
    const { desk, target } = await folderDesk()
    const folder = temporaryFolder()
    const changed = await desk.do('target.save', { id: target.id, version: 1, fields: folderTarget(folder) })
    expect(changed.version).toBe(2)
    expect(
      (await desk.refuse('target.save', { id: target.id, version: 1, fields: target.fields })).code,
    ).toBe('version_conflict')
    const detail = await lookInto(desk, (db) =>
      db('audit').where({ operation: 'target.save' }).orderBy('seq', 'desc').first('detail'),
    )
    expect(JSON.parse((detail as { detail: string }).detail)).toMatchObject({
      before: target.fields,
      after: { path: folder },
    })
  })

  it('tries a folder with a file of its own and leaves nothing there', async () => {
    const { desk, disk, folder, target } = await folderDesk()
    expect(await desk.do('target.test', { fields: target.fields })).toMatchObject({
      tried: true,
      fingerprint: null,
    })
    expect(filesIn(folder)).toEqual([])
    disk.failAt = 1
    disk.code = 'EROFS'
    expect((await desk.refuse('target.test', { fields: target.fields })).code).toBe('target_read_only')
  })
})
