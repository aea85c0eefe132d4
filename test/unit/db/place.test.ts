import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlace, registerPlace, serverOf } from '../../../main/db/place'
import { temporaryFolder } from '../../helpers/desk'

const none = ''
const setting = (folder: string, text: string) => writeFileSync(path.join(folder, 'desk.json'), text)
const fault = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return (error as { value: unknown }).value
  }
}

describe('the place of the register', () => {
  it('is a file of the folder where nothing is said', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'register.sqlite')
    expect(registerPlace(folder, none)).toEqual({ kind: 'sqlite', file })
    expect(registerPlace(path.join(folder, 'not there'), none).kind).toBe('sqlite')
  })

  it('is what desk.json says, also with the mark that Notepad writes, and the environment goes before it', () => {
    const folder = temporaryFolder()
    const url = 'postgres://desk:p%40ss@db.centre.kz:5433/qabyldau?sslmode=verify-full'
    setting(folder, '\uFEFF' + JSON.stringify({ register: url }))
    const place = registerPlace(folder, none)
    expect(place).toEqual({ kind: 'postgres', url, shown: 'PostgreSQL db.centre.kz:5433/qabyldau' })
    expect(serverOf(place)).not.toMatch(/desk|ss/)
    expect(registerPlace(folder, 'sqlite:other.sqlite')).toEqual({
      kind: 'sqlite',
      file: path.join(folder, 'other.sqlite'),
    })
  })

  it.each([
    ['postgresql://desk@server/name', 'PostgreSQL server/name'],
    ['postgres://desk@/name?host=/run/postgresql', 'PostgreSQL /run/postgresql/name'],
    ['postgres:///name?host=%2Frun%2Fpostgresql', 'PostgreSQL /run/postgresql/name'],
    ['postgres://desk:secret@[::1]:5432/name', 'PostgreSQL [::1]:5432/name'],
  ])('reads %s', (text, shown) => {
    expect(serverOf(readPlace(text, '/', 'here'))).toBe(shown)
  })

  it.each([
    '{"register": "postgers://desk:secret@server/name"}',
    '{"register": "postgres://desk:secret@server"}',
    '{"register": "postgres://desk:sec ret@ser ver/name"}',
    '{"register": "secret"}',
    '{"register": 5}',
    '{"regiser": "postgres://desk:secret@server/name"}',
    '{"register": "secret',
    '[]',
    'null',
    '',
  ])('refuses %s, says where it stands, and never takes a file instead', (text) => {
    const folder = temporaryFolder()
    setting(folder, text)
    const found = fault(() => registerPlace(folder, none))
    expect(found).toMatchObject({
      code: 'register_setting_invalid',
      params: { where: path.join(folder, 'desk.json') },
    })
    expect(JSON.stringify(found)).not.toMatch(/secret/)
  })

  it('refuses a setting that cannot be read', () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'desk.json'))
    chmodSync(path.join(folder, 'desk.json'), 0o700)
    expect(fault(() => registerPlace(folder, none))).toMatchObject({ code: 'register_setting_invalid' })
  })
})
