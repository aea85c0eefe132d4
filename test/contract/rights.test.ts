/** Who may do what is decided in the core, whatever a screen shows. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract, operationNames } from '../../shared/contract'
import { errorCodes } from '../../shared/errors'
import { rightsOf, rightsOfScheduler, roles } from '../../shared/rights'
import { addClerk, openDesk, openSetUpDesk, password } from '../helpers/desk'

const root = path.resolve(import.meta.dirname, '../..')

describe('rights', () => {
  it('holds for every operation and role: refused exactly where the right is missing', async () => {
    const desk = await openSetUpDesk()
    for (const role of roles) {
      const { client } = await addClerk(desk, 'Қызметкер ' + role, [role])
      for (const name of operationNames) {
        const { right } = contract[name]
        // Input that no operation accepts: what answers "input_invalid" was let past the right.
        const result = await desk.app.call(name, { stray: true }, client)
        const code = result.ok ? 'ok' : result.error.code
        expect([name, role, code]).toEqual([
          name,
          role,
          rightsOf([role]).has(right) ? 'input_invalid' : 'right_missing',
        ])
      }
    }
  })

  it('asks a stranger to sign in and lets the scheduler do nothing but send', async () => {
    const desk = await openSetUpDesk()
    for (const name of operationNames) {
      const { right } = contract[name]
      const stranger = await desk.app.call(name, { stray: true }, { id: 'nobody', kind: 'window' })
      const scheduler = await desk.app.call(name, { stray: true }, { id: 'task', kind: 'scheduler' })
      expect([name, stranger.ok ? '' : stranger.error.code]).toEqual([
        name,
        right === 'public' ? 'input_invalid' : 'not_signed_in',
      ])
      expect([name, scheduler.ok ? '' : scheduler.error.code]).toEqual([
        name,
        rightsOfScheduler().has(right) ? 'input_invalid' : 'right_missing',
      ])
    }
  })

  it('declares only codes of the closed list', () => {
    for (const name of operationNames) {
      for (const code of contract[name].errors) expect(errorCodes).toContain(code)
    }
  })

  it('keeps no code that nothing raises', () => {
    const sources = ['main', 'shared'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.ts$/.test(name) && !/^(?:errors|contract.index)\.ts$/.test(name))
        .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
    )
    const text = sources.join('\n')
    expect(errorCodes.filter((code) => !text.includes(`'${code}'`))).toEqual([])
  })

  it('refuses names that are no operation, also those every object has', async () => {
    const desk = await openDesk()
    for (const name of ['person.delete', 'constructor', '__proto__', 'toString', '']) {
      expect((await desk.app.call(name, {}, desk.client)) as unknown).toMatchObject({
        ok: false,
        error: { code: 'operation_unknown' },
      })
    }
  })
})

describe('sign-in', () => {
  it('locks an idle desk in the core, keeps who it was, and opens with the password', async () => {
    const desk = await openSetUpDesk()
    desk.clock.minutes(4)
    await desk.do('session.touch', {})
    desk.clock.minutes(4)
    expect((await desk.do('session.current', {})).state).toBe('open')
    desk.clock.minutes(2)
    expect((await desk.refuse('person.search', { text: '' })).code).toBe('desk_locked')
    const locked = await desk.do('session.current', {})
    expect(locked).toMatchObject({ state: 'locked', me: { fullName: 'Әбенова Гүлнұр Серікқызы' } })
    expect((await desk.do('session.signIn', { staffId: locked.me!.id, password })).state).toBe('open')
  })

  it('is not kept awake by reading alone', async () => {
    const desk = await openSetUpDesk()
    for (let minute = 0; minute < 4; minute++) {
      desk.clock.minutes(1)
      await desk.do('today.list', {})
    }
    desk.clock.minutes(1.5)
    expect((await desk.refuse('today.list', {})).code).toBe('desk_locked')
  })

  it('counts wrong passwords although it refuses, and rests after five', async () => {
    const desk = await openSetUpDesk()
    const { me } = await desk.do('session.current', {})
    const wrong = { staffId: me!.id, password: 'басқа құпиясөз' }
    for (const left of [4, 3, 2, 1]) {
      expect(await desk.refuse('session.signIn', wrong)).toMatchObject({
        code: 'password_wrong',
        params: { left },
      })
    }
    expect((await desk.refuse('session.signIn', wrong)).code).toBe('password_blocked')
    expect((await desk.refuse('session.signIn', { ...wrong, password })).code).toBe('password_blocked')
    desk.clock.minutes(6)
    expect((await desk.do('session.signIn', { ...wrong, password })).state).toBe('open')
  })

  it('counts guesses that are sent all at once', async () => {
    const desk = await openSetUpDesk()
    const { me } = await desk.do('session.current', {})
    const guesses = Array.from({ length: 8 }, (_, n) =>
      desk.refuse('session.signIn', { staffId: me!.id, password: 'болжам-' + n }),
    )
    const codes = (await Promise.all(guesses)).map((error) => error.code)
    expect(codes.filter((code) => code === 'password_wrong')).toHaveLength(4)
    expect(codes.filter((code) => code === 'password_blocked')).toHaveLength(4)
  })

  it('tells who changed a member of staff in the meantime', async () => {
    const desk = await openSetUpDesk()
    const { id } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const { version, ...row } = (await desk.do('staff.list', {})).find((one) => one.id === id)!
    const { fullName, positionKk, positionRu, roles } = row
    const change = { id, version, fullName, positionKk, positionRu, roles, active: true }
    await desk.do('staff.save', change)
    expect(await desk.refuse('staff.save', change)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Әбенова Гүлнұр Серікқызы' },
    })
  })

  it('keeps one administrator and signs out whoever leaves', async () => {
    const desk = await openSetUpDesk()
    const { me } = await desk.do('session.current', {})
    const [own] = await desk.do('staff.list', {})
    const change = {
      id: me!.id,
      version: own!.version,
      fullName: me!.fullName,
      positionKk: 'маман',
      positionRu: 'специалист',
    }
    expect((await desk.refuse('staff.save', { ...change, roles: ['specialist'], active: true })).code).toBe(
      'last_administrator',
    )
    expect(
      (await desk.refuse('staff.save', { ...change, roles: ['administrator'], active: false })).code,
    ).toBe('last_administrator')
    const { id, client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const row = (await desk.do('staff.list', {})).find((one) => one.id === id)!
    await desk.do('staff.save', {
      ...change,
      id,
      version: row.version,
      fullName: row.fullName,
      roles: row.roles,
      active: false,
    })
    expect((await desk.refuse('today.list', {}, client)).code).toBe('not_signed_in')
  })

  it('is set up once', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('setup.demo', { language: 'kk' })).code).toBe('setup_done')
  })
})
