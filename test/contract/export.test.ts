/** `qabyldau export` as the system's scheduler runs it: makes, delivers, and says by its exit code whether all is there. */
import { renameSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Io } from '../../main/cli/io'
import { runCli } from '../../main/cli/run'
import { accept, lookInto, openSetUpDesk, readyDraft, temporaryFolder, type TestDesk } from '../helpers/desk'
import { filesIn, folderTarget } from '../helpers/targets'

async function run(desk: TestDesk, args: string[] = [], watched = false) {
  let out = ''
  let err = ''
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    watched,
    environment: { QABYLDAU_LANG: 'en' },
    stdin: () => Promise.resolve(''),
    password: () => Promise.resolve(undefined),
  }
  const code = await runCli(['export', '--data', desk.folder, ...args], io)
  return { code, out, err }
}

it('delivers to every target, what is left too, and ends with 0 only when all have it', async () => {
  const desk = await openSetUpDesk()
  const folder = temporaryFolder()
  // Without a target it is as it was: nothing to send is refused.
  const none = await run(desk)
  expect([none.code, none.err.split(':')[0]]).toEqual([1, 'nothing_to_send'])

  await desk.do('target.save', { fields: folderTarget(folder, 'Share') })
  await accept(desk)
  const out = temporaryFolder()
  const first = await run(desk, ['--out', out], true)
  expect([
    first.code,
    first.err.replace(/\r\x1b\[K/gu, '').replace(/"Share": batch No 1, \d+ %/gu, ''),
  ]).toEqual([0, ''])
  expect(first.out).toContain('Batch No 1 made and verified')
  expect(first.out).toContain('"Share": 1 batch delivered and verified')
  expect(first.err).toContain('"Share": batch No 1, 100 %')
  expect(filesIn(folder)).toHaveLength(1)
  expect(filesIn(out)).toEqual(filesIn(folder))

  // The share is gone: the batch is made and waits, the exit code tells.
  renameSync(folder, folder + '-away')
  await accept(
    desk,
    readyDraft({ person: { iin: '900101300017', birthDate: '1990-01-01', lastName: 'Әлиев', sex: 'male' } }),
  )
  const second = await run(desk)
  expect(second.code).toBe(1)
  expect(second.out).toContain('Batch No 2 made')
  expect(second.err).toMatch(/^target_gone: /mu)
  expect(second.err).not.toContain('\r')

  // Nothing to send, but something to deliver.
  renameSync(folder + '-away', folder)
  const third = await run(desk, ['--json'])
  expect([third.code, third.err]).toEqual([0, ''])
  expect(JSON.parse(third.out)).toMatchObject({
    copy: null,
    targets: [{ name: 'Share', delivered: [2], waiting: 0 }],
  })
  const fourth = await run(desk)
  expect([fourth.code, fourth.err]).toEqual([0, ''])
  expect(fourth.out).toContain('No record waits')
  expect(fourth.out).toContain('"Share": everything is there')
})

it('does not fail for a drive that is not plugged in: its batches wait', async () => {
  const drive = temporaryFolder()
  const desk = await openSetUpDesk({ ports: { delivery: { drives: () => Promise.resolve([drive]) } } })
  await desk.do('target.save', { fields: { kind: 'removable', name: 'Stick', folder: '' }, drive })
  await accept(desk)
  // The command line looks at the mount points of this PC, where the folder is none.
  const { code, err } = await run(desk)
  expect(code).toBe(0)
  expect(err).toContain('Plug in the drive "Stick"')
  const rows = await lookInto(desk, (db) => db('deliveries').select('state', 'code'))
  expect(rows).toEqual([{ state: 'waiting', code: 'stick_absent' }])
})
