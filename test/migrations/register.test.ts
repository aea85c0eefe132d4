/** The register file: made, migrated, copied, and refused when it is not ours. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../main/db/backup'
import { appliedMigrations, migrate } from '../../main/db/migrate'
import { migrations } from '../../main/db/migrations'
import { openDatabase, openRegister } from '../../main/db/open'
import { checkSqlite, openSqlite } from '../../main/db/sqlite'
import { dispatch, type Desk } from '../../main/core/dispatch'
import { createPaperEngine } from '../../main/core/documents/papers'
import { LawShelf } from '../../main/core/law/load'
import { Sessions } from '../../main/core/session/sessions'
import {
  accept,
  decide,
  draftId,
  newFolder,
  onPostgres,
  openDesk,
  openSetUpDesk,
  paperWorker,
  password,
  portsOf,
  readyDraft,
  templatesFolder,
  temporaryFolder,
} from '../helpers/desk'

/** The invented centre as the first release made it; the papers but two taken out. */
const firstRegister = path.join(import.meta.dirname, '../fixtures/registers/0001.sqlite.gz')
const demoPassword = 'qabyldau-demo'

const now = new Date('2026-11-20T05:00:00.000Z')

describe('migrations', () => {
  it.skipIf(onPostgres)(
    '0001_register: makes the register of a new folder, once, with the promised safety',
    async () => {
      const folder = temporaryFolder()
      const db = await openRegister(folder, '1', now)
      expect(await appliedMigrations(db)).toEqual(migrations.map((step) => step.name))
      const pragma = async (name: string) =>
        Object.values(((await db.raw('PRAGMA ' + name)) as object[])[0]!)[0] as unknown
      expect(await pragma('journal_mode')).toBe('wal')
      expect(await pragma('synchronous')).toBe(2)
      expect(await pragma('foreign_keys')).toBe(1)
      await expect(db('applications').insert({ id: 1, person_id: 99 })).rejects.toThrow(/NOT NULL|FOREIGN/)
      await db.destroy()
      const again = await openRegister(folder, '1', now)
      expect(existsSync(path.join(folder, 'backups'))).toBe(false)
      await again.destroy()
    },
  )

  it('adds a step to a register with data: a checked copy first, the data unchanged', async () => {
    const desk = await openSetUpDesk({ folder: await newFolder() })
    const { application } = await decide(desk)
    await desk.app.close()
    const db = openDatabase(desk.folder)
    const backups = path.join(desk.folder, 'backups')
    const step = {
      name: '0002_test',
      up: (trx: typeof db) => trx.schema.alterTable('persons', (t) => void t.string('note')),
    }
    await migrate(db, {
      appVersion: '2',
      backUp: async () => void (await backUp(db, backups, now, 'before_update')),
      steps: [...migrations, { name: step.name, up: async (trx) => void (await step.up(trx)) }],
    })
    expect(await db('applications').where({ id: application.id }).first('number')).toMatchObject({
      number: application.number,
    })
    expect(await db('persons').first()).toHaveProperty('note', null)
    await db.destroy()
    const copy = readdirSync(backups).find((name) => name.includes('before_update'))!
    await checkSqlite(path.join(backups, copy))
  })

  it.skipIf(onPostgres)(
    '0002_services: a register of the first release opens with every case as it was',
    async () => {
      const folder = temporaryFolder()
      writeFileSync(path.join(folder, 'register.sqlite'), gunzipSync(readFileSync(firstRegister)))
      const desk = await openDesk({ folder })
      const staff = await desk.do('session.staff', {})
      const signIn = (role: 'specialist' | 'administrator') =>
        desk.do('session.signIn', {
          staffId: staff.find(({ roles }) => roles.includes(role))!.id,
          password: demoPassword,
        })
      await signIn('specialist')
      const { applications, total } = await desk.do('application.list', {})
      expect(total).toBe(6)
      expect(applications.map((one) => one.archive)).toEqual(Array.from({ length: 6 }, () => null))
      const granted = applications.find((one) => one.outcome === 'granted')!
      const whole = await desk.do('application.get', { id: granted.id })
      expect(whole).toMatchObject({ choices: [], placeName: null, intakeRefusal: null, registers: true })
      expect(whole.checklist.length).toBeGreaterThan(2)
      expect((await desk.do('document.file', { id: 1 })).bytes).toBeGreaterThan(1000)
      await signIn('administrator')
      expect((await desk.do('audit.list', {})).whole).toBe(true)
      expect(readdirSync(path.join(folder, 'backups')).length).toBe(1)
    },
  )

  it('leaves the register as it was when a step fails half way', async () => {
    const folder = await newFolder()
    const db = await openRegister(folder, '1', now)
    const broken = {
      name: '0002_broken',
      up: async (trx: typeof db) => {
        await trx.schema.dropTable('outbox')
        throw new Error('no')
      },
    }
    await expect(
      migrate(db, { appVersion: '2', backUp: () => Promise.resolve(), steps: [...migrations, broken] }),
    ).rejects.toMatchObject({ value: { code: 'migration_failed', params: { name: '0002_broken' } } })
    expect(await db.schema.hasTable('outbox')).toBe(true)
    expect(await appliedMigrations(db)).toEqual(migrations.map((step) => step.name))
    await db.destroy()
  })

  it('is made once when two counters start on an empty folder at the same moment', async () => {
    const folder = await newFolder()
    const both = await Promise.all([openRegister(folder, '1', now), openRegister(folder, '1', now)])
    expect(await appliedMigrations(both[1])).toEqual(migrations.map((step) => step.name))
    await Promise.all(both.map((db) => db.destroy()))
  })
})

describe('start-up faults', () => {
  it('refuses a register of a newer program, untouched, and opens it when it is put right', async () => {
    const folder = await newFolder()
    const db = await openRegister(folder, '1', now)
    await db('schema_versions').insert({
      name: '9999_future',
      app_version: '9',
      applied_at: now.toISOString(),
    })
    await db.destroy()
    const desk = await openDesk({ folder })
    expect(await desk.refuse('app.status', {})).toMatchObject({
      code: 'database_newer',
      params: { name: '9999_future' },
    })
    expect((await desk.refuse('session.staff', {})).code).toBe('database_newer')
    const mended = openDatabase(folder)
    await mended('schema_versions').where({ name: '9999_future' }).del()
    await mended.destroy()
    expect((await desk.do('app.status', {})).setUp).toBe(false)
  })

  it.skipIf(onPostgres)(
    'refuses a file that is no register, and a damaged one, without writing to them',
    async () => {
      const foreign = temporaryFolder()
      const file = path.join(foreign, 'register.sqlite')
      writeFileSync(file, 'Бұл дерекқор емес, жай мәтін. '.repeat(100))
      const before = readFileSync(file)
      expect((await (await openDesk({ folder: foreign })).refuse('app.status', {})).code).toBe(
        'database_corrupt',
      )
      expect(readFileSync(file).equals(before)).toBe(true)

      const desk = await openSetUpDesk()
      await accept(desk)
      await desk.app.close()
      const damaged = path.join(temporaryFolder(), 'data')
      mkdirSync(damaged)
      copyFileSync(path.join(desk.folder, 'register.sqlite'), path.join(damaged, 'register.sqlite'))
      truncateSync(path.join(damaged, 'register.sqlite'), 6000)
      expect((await (await openDesk({ folder: damaged })).refuse('app.status', {})).code).toBe(
        'database_corrupt',
      )
    },
  )

  it.skipIf(onPostgres)('takes no other database and no emptied register for a new one', async () => {
    const other = temporaryFolder()
    const db = openSqlite(path.join(other, 'register.sqlite'))
    await db.schema.createTable('orders', (t) => void t.increments('id'))
    await db.destroy()
    expect((await (await openDesk({ folder: other })).refuse('app.status', {})).code).toBe('database_corrupt')

    const desk = await openSetUpDesk()
    await desk.do('backup.make', {})
    await desk.app.close()
    truncateSync(path.join(desk.folder, 'register.sqlite'), 0)
    expect((await (await openDesk({ folder: desk.folder })).refuse('app.status', {})).code).toBe(
      'database_corrupt',
    )
  })

  it('puts no value of a statement into an error, which may reach the log', async () => {
    const db = await openRegister(await newFolder(), '1', now)
    const error = await db('applications')
      .insert({ number: 'Сейтжанова 850315400124' })
      .catch((fault: Error) => fault)
    expect(String(error)).toMatch(/NOT[ -]NULL/i)
    expect(String((error as Error).stack)).not.toMatch(/850315400124/)
    await db.destroy()
  })

  it('opens nothing any more once it was told to close', async () => {
    const folder = path.join(temporaryFolder(), 'file')
    writeFileSync(folder, '')
    const desk = await openDesk({ folder })
    const last = desk.call('app.status', {})
    await desk.app.close()
    await last
    rmSync(folder)
    expect((await desk.refuse('app.status', {})).code).toBe('database_unreadable')
    expect(existsSync(folder)).toBe(false)
  })

  it('says that a data folder cannot be made where a file stands', async () => {
    const folder = path.join(temporaryFolder(), 'file')
    writeFileSync(folder, '')
    expect((await (await openDesk({ folder })).refuse('app.status', {})).code).toBe('database_unreadable')
  })
})

describe('backups', () => {
  it('are opened and checked, hold the data, and rotate', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const folder = path.join(desk.folder, 'backups')
    for (const hours of [0, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 1, 1, 1]) {
      desk.clock.minutes(hours * 60)
      const { me } = await desk.do('session.current', {})
      await desk.do('session.signIn', { staffId: me!.id, password })
      await desk.do('backup.make', {})
    }
    const names = readdirSync(folder).sort()
    expect(names.filter((name) => name.startsWith('register-2026-12-01'))).toHaveLength(3)
    expect(names).toHaveLength(3 + 10)
    const copy = await openRegister(restored(path.join(folder, names.at(-1)!)), '1', now)
    expect(await copy('applications').first('number')).toMatchObject({ number: application.number })
    await copy.destroy()
  })

  it('a copy that is damaged is no copy', async () => {
    const desk = await openSetUpDesk()
    const { fileName } = await desk.do('backup.make', {})
    const file = path.join(desk.folder, 'backups', fileName)
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, 16384)
    writeFileSync(file, bytes)
    await expect(checkSqlite(file)).rejects.toMatchObject({ value: { code: 'database_corrupt' } })
  })
})

describe.skipIf(onPostgres)('a copy put back by hand', () => {
  it('is not mixed with the log that the register left behind', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const { fileName } = await desk.do('backup.make', {})
    // The log of a register that was killed: its pages are not of the copy.
    const copy = path.join(desk.folder, 'backups', fileName)
    const folder = restored(copy)
    const log = path.join(folder, 'register.sqlite-wal')
    copyFileSync(path.join(desk.folder, 'register.sqlite-wal'), log)
    const bytes = readFileSync(log)
    expect(bytes.length).toBeGreaterThan(0)
    const db = await openRegister(folder, '1', now)
    expect(await db('applications').count({ n: '*' })).toEqual([{ n: 1 }])
    expect(await db.raw('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    await db.destroy()
    const left = readdirSync(folder).find((name) => name.endsWith('.left'))!
    expect(readFileSync(path.join(folder, left)).equals(bytes)).toBe(true)
  })

  it('leaves the log of a killed register alone', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const folder = temporaryFolder()
    for (const name of ['register.sqlite', 'register.sqlite-wal'])
      copyFileSync(path.join(desk.folder, name), path.join(folder, name))
    const db = await openRegister(folder, '1', now)
    expect(await db('applications').first('number')).toMatchObject({ number: application.number })
    await db.destroy()
    expect(readdirSync(folder).some((name) => name.endsWith('.left'))).toBe(false)
  })
})

/** A data folder made from a copy, as an administrator would. */
function restored(copy: string): string {
  const folder = temporaryFolder()
  copyFileSync(copy, path.join(folder, 'register.sqlite'))
  return folder
}

describe.skipIf(onPostgres)('a full disk', () => {
  it('refuses the intake, keeps the draft, and gives no number away', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const draft = readyDraft({
      person: {
        iin: '950101300720',
        birthDate: '1995-01-01',
        sex: 'male',
        lastName: 'Жұмағұлов',
        firstName: 'Әлібек',
      },
      similarSeen: true,
    })
    const id = draftId()
    await desk.do('draft.save', { id, revision: 1, data: draft })
    const staffId = (await desk.do('session.current', {})).me!.id
    await desk.app.close()

    // SQLite itself says "full": its file may not grow by a page.
    const db = openSqlite(path.join(desk.folder, 'register.sqlite'))
    const limit = async (pages: string) => {
      const { pool } = db.client as { pool: { max: number } }
      const acquire = () => (db.client as { acquireConnection(): Promise<unknown> }).acquireConnection()
      const connections = await Promise.all(Array.from({ length: pool.max }, acquire))
      for (const connection of connections) {
        await db.raw(`PRAGMA max_page_count = ${pages}`).connection(connection)
        await (db.client as { releaseConnection(one: unknown): Promise<void> }).releaseConnection(connection)
      }
    }
    const full: Desk = {
      db,
      ports: { ...portsOf(desk.folder), now: () => now },
      papers: createPaperEngine({ templatesFolder, centreTemplatesFolder: desk.folder, worker: paperWorker }),
      law: new LawShelf(desk.folder),
      files: desk.app.files,
      sessions: new Sessions(),
      announce: () => undefined,
    }
    const call = (name: string, input: unknown) => dispatch(full, name, input, desk.client)
    try {
      expect(await call('session.signIn', { staffId, password })).toMatchObject({ ok: true })
      await limit('1')
      expect(await call('intake.accept', { draftId: id, draft })).toMatchObject({
        ok: false,
        error: { code: 'disk_full' },
      })
      expect(await call('draft.list', {})).toMatchObject({
        ok: true,
        value: [{ id, data: { person: { iin: '950101300720' } } }],
      })
      await limit('4294967294')
      expect(await call('intake.accept', { draftId: id, draft })).toMatchObject({
        ok: true,
        value: { application: { number: 'Т-2026-00002' } },
      })
    } finally {
      await full.papers.close()
      await db.destroy()
    }
  })
})
