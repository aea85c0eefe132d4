/** `qabyldau take`: a batch of the central system from the command line. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Io } from '../../../main/cli/io'
import { runCli } from '../../../main/cli/run'
import { category, sender, status, vacancy } from '../../helpers/central'
import { decide, openSetUpDesk, password } from '../../helpers/desk'

it('R172: shows as text, takes what contradicts nothing, names what waits, and is done the second time', async () => {
  const desk = await openSetUpDesk({ now: '2026-03-19T05:00:00.000Z' })
  const { application } = await decide(desk)
  const { personId } = application
  await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '19.03.2026' })
  await desk.app.close()
  const file = path.join(desk.folder, 'ais.zip')
  const { bytes } = sender().next({
    statuses: [status({ on: '2026-03-19' }), status({ key: 'st-2', iin: '900101300017', on: '2026-03-19' })],
    categories: [category({ on: '2026-03-19' })],
    vacancies: [vacancy()],
  })
  writeFileSync(file, bytes)
  async function run(...args: string[]) {
    let out = ''
    let err = ''
    const io: Io = {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      environment: { QABYLDAU_DATA: desk.folder, QABYLDAU_LANG: 'en', QABYLDAU_PASSWORD: password },
      stdin: () => Promise.resolve(''),
      password: () => Promise.resolve(undefined),
    }
    return { code: await runCli(['take', ...args], io), out, err }
  }
  const seen = await run(file, '--as', '1', '--dry-run')
  expect([seen.code, seen.err]).toEqual([0, ''])
  expect(seen.out).toContain('AIS, batch 1')
  expect(seen.out).toContain('new: 2')
  expect(seen.out).toContain('nobody of this number in the register')
  const taken = await run(file, '--as', '1', '--json')
  expect(JSON.parse(taken.out)).toMatchObject({ applied: 2, left: 1, counts: { already: 1, waiting: 1 } })
  expect((await run(file, '--as', '1')).out).toContain('already so: 3')
  writeFileSync(file, bytes.slice(0, 200))
  const bad = await run(file, '--as', '1')
  expect([bad.code, bad.err.split(':')[0]]).toEqual([1, 'batch_unreadable'])
  expect((await run(file)).code).toBe(2)
})
