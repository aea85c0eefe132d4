/** The register moved to another place and back: the same rows, told by count and hash, and nothing half moved. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../main/cli/run'
import { moveRegister } from '../../main/core/register/move'
import { hashTable, registerTables } from '../../main/db/copy'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { openSqlite } from '../../main/db/sqlite'
import {
  decide,
  freshDatabase,
  lookInto,
  onPostgres,
  openDesk,
  openSetUpDesk,
  password,
  readyDraft,
  temporaryFolder,
  useDatabase,
  type TestDesk,
} from '../helpers/desk'
import { iinOf } from '../simulate/people'

const now = new Date('2026-11-20T06:00:00.000Z')
const firstRegister = path.join(import.meta.dirname, '../fixtures/registers/0001.sqlite.gz')

const sha = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Count and hash of every table. */
const hashes = (folder: string) =>
  lookInto({ folder } as TestDesk, async (db) => {
    const found: Record<string, string> = {}
    for (const table of await registerTables(db)) {
      const { rows, sha256 } = await hashTable(db, table)
      found[table] = `${rows} ${sha256}`
    }
    return found
  })

/** Of a move the trail alone may differ. */
const untouched = ({ audit: _audit, settings: _settings, ...rest }: Record<string, string>) => rest

async function cli(...args: string[]) {
  let [out, err] = ['', '']
  const code = await runCli(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    environment: {},
    stdin: () => Promise.resolve(''),
    password: () => Promise.resolve(undefined),
  })
  return { code, out, err }
}

/** A centre with people, papers, a refusal, and somebody whose name is found by other letters. */
async function centreAtWork() {
  const desk = await openSetUpDesk()
  await decide(desk)
  await decide(
    desk,
    'refused',
    readyDraft({
      person: {
        iin: '950101300720',
        birthDate: '1995-01-01',
        sex: 'male',
        lastName: 'Жұмағұлов',
        firstName: 'Әлібек',
        middleName: '',
        mobile: '',
      },
    }),
  )
  await desk.app.close()
  return desk
}

/** The desk that finds its register at a place, signed in. */
async function openAt(place: string) {
  const folder = temporaryFolder()
  useDatabase(folder, place)
  const desk = await openDesk({ folder })
  const [one] = await desk.do('session.staff', {})
  await desk.do('session.signIn', { staffId: one!.id, password })
  return desk
}

/** What must hold in a register that was moved. */
async function worksOn(desk: TestDesk) {
  const trail = await desk.do('audit.list', {})
  expect(trail.whole).toBe(true)
  expect(trail.entries.some(({ operation, by }) => operation === 'register.move' && by === 'cli')).toBe(true)
  expect((await desk.do('application.list', {})).total).toBe(2)
  for (const text of ['жумагулов али', 'Сейтж', '950101300720', 'Т-2026-00001'])
    expect((await desk.do('person.search', { text })).people, text).toHaveLength(1)
  expect((await desk.do('document.file', { id: 1 })).bytes).toBeGreaterThan(1000)
  const made = await decide(
    desk,
    'granted',
    readyDraft({
      person: {
        iin: iinOf('2003-07-12', 'male', 28),
        birthDate: '2003-07-12',
        sex: 'male',
        lastName: 'Ким',
        mobile: '',
      },
      similarSeen: true,
    }),
  )
  expect(made.application.number).toBe('Т-2026-00003')
}

describe('a register that is moved', () => {
  it('is the same in a file, goes on there, and the first one stays as it was', async () => {
    const desk = await centreAtWork()
    const before = await hashes(desk.folder)
    const file = path.join(temporaryFolder(), 'new', 'register.sqlite')
    const moved = await moveRegister({ dataFolder: desk.folder, to: 'sqlite:' + file, now })
    expect(Object.fromEntries(moved.tables.map((one) => [one.name, `${one.rows} ${one.sha256}`]))).toEqual(
      before,
    )
    expect(await hashes(desk.folder)).toEqual(before)
    expect(existsSync(file + '.unfinished')).toBe(false)
    const there = await openAt('sqlite:' + file)
    await worksOn(there)
  })

  it.skipIf(!onPostgres)(
    'goes to a server and back with the same hashes, and works on either side',
    async () => {
      const desk = await centreAtWork()
      const file = path.join(temporaryFolder(), 'register.sqlite')
      // From a file, whatever the desk of this run began with.
      await moveRegister({ dataFolder: desk.folder, to: 'sqlite:' + file, now })
      const bytes = sha(file)
      const url = await freshDatabase()
      const to = await moveRegister({ dataFolder: desk.folder, from: 'sqlite:' + file, to: url, now })
      expect(sha(file)).toBe(bytes)

      const back = path.join(temporaryFolder(), 'back.sqlite')
      const folder = temporaryFolder()
      useDatabase(folder, url)
      const from = await moveRegister({ dataFolder: folder, to: 'sqlite:' + back, now })
      expect(untouched(Object.fromEntries(from.tables.map((one) => [one.name, one.sha256])))).toEqual(
        untouched(Object.fromEntries(to.tables.map((one) => [one.name, one.sha256]))),
      )
      // The trail grew by the entry of each move and by nothing else.
      const rows = (of: typeof to) => of.tables.find((one) => one.name === 'audit')!.rows
      expect(rows(from)).toBe(rows(to) + 1)
      expect(JSON.stringify([to, from])).not.toContain('qabyldau@')

      await worksOn(await openAt(url))
      await worksOn(await openAt('sqlite:' + back))
    },
  )

  it('goes to an empty place only', async () => {
    const desk = await centreAtWork()
    const other = await centreAtWork()
    const taken = onPostgres
      ? (JSON.parse(readFileSync(path.join(other.folder, 'desk.json'), 'utf8')) as { register: string })
          .register
      : 'sqlite:' + path.join(other.folder, 'register.sqlite')
    const before = await hashes(other.folder)
    const move = (to: string) => moveRegister({ dataFolder: desk.folder, to, now })
    await expect(move(taken)).rejects.toMatchObject({ value: { code: 'register_not_empty' } })
    expect(await hashes(other.folder)).toEqual(before)

    const file = path.join(temporaryFolder(), 'letters.txt')
    writeFileSync(file, 'Бұл тізілім емес')
    await expect(move('sqlite:' + file)).rejects.toMatchObject({ value: { code: 'register_not_empty' } })
    expect(readFileSync(file, 'utf8')).toBe('Бұл тізілім емес')

    await expect(
      moveRegister({ dataFolder: desk.folder, from: 'sqlite:not-there.sqlite', to: 'sqlite:x', now }),
    ).rejects.toMatchObject({ value: { code: 'setup_missing' } })
    await expect(
      moveRegister({ dataFolder: desk.folder, from: 'sqlite:' + file, to: 'sqlite:x.sqlite', now }),
    ).rejects.toMatchObject({ value: { code: 'database_corrupt' } })
    expect(existsSync(path.join(desk.folder, 'x.sqlite'))).toBe(false)
  })

  it.skipIf(!onPostgres)('leaves a server as empty as it was when a row cannot arrive', async () => {
    const folder = temporaryFolder()
    const desk = await openDesk({ folder, ports: { register: 'sqlite:register.sqlite' } })
    await desk.app.close()
    const file = path.join(folder, 'register.sqlite')
    const db = openSqlite(file)
    // A text that PostgreSQL cannot hold, in the last of the tables.
    await db('settings').insert([
      { key: 'a', value: '1' },
      { key: 'b', value: 'a\u0000b' },
    ])
    await db.destroy()
    const url = await freshDatabase()
    await expect(
      moveRegister({ dataFolder: folder, from: 'sqlite:' + file, to: url, now }),
    ).rejects.toMatchObject({ value: { code: 'input_invalid' } })
    useDatabase(folder, url)
    const there = openDatabase(folder)
    expect(await there('settings').count({ n: '*' })).toEqual([{ n: 0 }])
    expect(await there('staff').count({ n: '*' })).toEqual([{ n: 0 }])
    await closeDatabase(there)
  })

  it('of an older program arrives as it is and is brought up to date where it is opened', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'old.sqlite')
    writeFileSync(file, gunzipSync(readFileSync(firstRegister)))
    const kept = sha(file)
    const to = onPostgres ? await freshDatabase() : 'sqlite:' + path.join(folder, 'new.sqlite')
    const moved = await moveRegister({ dataFolder: folder, from: 'sqlite:' + file, to, now })
    expect(moved.tables.find((one) => one.name === 'applications')!.rows).toBe(6)
    expect(moved.tables.find((one) => one.name === 'schema_versions')!.rows).toBe(1)
    expect(sha(file)).toBe(kept)
    const other = temporaryFolder()
    useDatabase(other, to)
    const desk = await openDesk({ folder: other })
    const [one] = await desk.do('session.staff', {})
    await desk.do('session.signIn', { staffId: one!.id, password: 'qabyldau-demo' })
    expect((await desk.do('application.list', {})).total).toBe(6)
    // Before a register that holds data is changed a copy of it is made, on a server too.
    const copies = readdirSync(path.join(other, 'backups'))
    expect(copies.filter((name) => name.includes('before_update'))).toHaveLength(1)
  })
})

describe('qabyldau move', () => {
  it('prints every table with its count and hash, and lets the folder use the new place', async () => {
    const desk = await centreAtWork()
    const to = onPostgres ? await freshDatabase() : 'sqlite:' + path.join(desk.folder, 'moved.sqlite')
    const { code, out, err } = await cli('move', '--data', desk.folder, '--to', to, '--use')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^persons +2 {2}[0-9a-f]{64}$/m)
    expect(out).toMatch(/^schema_versions +\d+ {2}[0-9a-f]{64}$/m)
    expect(out).not.toContain('qabyldau@')
    expect(JSON.parse(readFileSync(path.join(desk.folder, 'desk.json'), 'utf8'))).toEqual({ register: to })
    const again = await openDesk({ folder: desk.folder })
    await again.do('session.signIn', { staffId: (await again.do('session.staff', {}))[0]!.id, password })
    await worksOn(again)
    const second = await cli('move', '--data', desk.folder, '--to', to, '--json')
    expect(second.code).toBe(1)
    expect(JSON.parse(second.out)).toEqual({ ok: false, error: { code: 'register_not_empty' } })
  })

  it('does not understand a place that is none', async () => {
    const folder = temporaryFolder()
    const { code, err } = await cli('move', '--data', folder, '--to', 'mysql://desk:secret@server/name')
    expect(code).toBe(1)
    expect(err).toMatch(/^register_setting_invalid: /)
    expect(err).not.toContain('secret')
    expect((await cli('move', '--data', folder)).code).toBe(2)
  })
})
