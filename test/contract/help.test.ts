/** What tells maintainers of a problem, and what a guided day reads from the register. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cleanLine, scrub } from '../../main/core/help/report'
import { accept, openSetUpDesk, temporaryFolder } from '../helpers/desk'

const name = 'Сейтжанова Айгерім'
const iin = '900101300017'

describe('the bundle of a problem', () => {
  it('holds versions, sizes and codes, and nothing of a person or of the folders of this PC', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    mkdirSync(path.join(desk.folder, 'log'), { recursive: true })
    const cause = `ENOENT ${desk.folder}/register.db of ${name} ${iin}, C:\\Users\\Aigerim\\x, aigerim@example.kz, +7 701 555 00 11`
    writeFileSync(
      path.join(desk.folder, 'log', 'qabyldau.log'),
      [
        JSON.stringify({
          at: '2026-11-20T05:00:00.000Z',
          level: 'error',
          event: 'operation failed',
          code: 'internal',
          cause,
          person: name,
        }),
        JSON.stringify({ at: '2026-11-20T05:00:01.000Z', level: 'info', event: 'started' }),
        'half a li',
      ].join('\n'),
    )
    const made = await desk.do('help.report', {
      words: `Басып шықпады ${iin}`,
      screen: { address: '/people/17', width: 1366, height: 768 },
    })
    const file = desk.app.files.get(made.token, desk.client)
    const inside = unzipSync(file!.bytes)
    expect(Object.keys(inside).sort()).toEqual(['README.txt', 'report.json'])
    const text = new TextDecoder().decode(inside['report.json'])
    expect(text).toBe(made.text)
    const report = JSON.parse(text) as {
      lastErrors: { code: string }[]
      register: { rows: Record<string, number> }
      screen: { address: string }
      words: string
    }
    expect(report.lastErrors.map(({ code }) => code)).toEqual(['internal'])
    expect(report.register.rows['applications']).toBe(1)
    expect(report.screen.address).toBe('/people/N')
    expect(report.words).toBe('Басып шықпады #')
    const whole = text + new TextDecoder().decode(inside['README.txt'])
    for (const secret of [iin, 'Сейтжанова', 'Айгерім', desk.folder, 'Aigerim', 'aigerim', '701 555'])
      expect(whole).not.toContain(secret)
  })

  it('frees a text of names, long numbers, addresses and folders, and leaves codes', () => {
    expect(scrub('SQLITE_BUSY: database is locked')).toBe('SQLITE_BUSY: database is locked')
    expect(scrub(`no row for ${name}`)).not.toMatch(/\p{Script=Cyrillic}/u)
    expect(scrub('/home/aigul/data/register.db')).toBe('<home>/data/register.db')
    expect(scrub('at 1234 rows')).toBe('at 1234 rows')
    expect(scrub('8 (701) 555-00-11')).not.toMatch(/555/)
    expect(cleanLine('{"at":"x","level":"error","secret":"y","row":{"a":1}}', [])).toEqual({
      at: 'x',
      level: 'error',
    })
    expect(cleanLine('[]', [])).toEqual({})
    expect(cleanLine('not json', [])).toBeNull()
  })

  it('goes onto a drive that the system shows, and into no other folder', async () => {
    const drive = temporaryFolder()
    const folder = temporaryFolder()
    const desk = await openSetUpDesk({ ports: { delivery: { drives: () => Promise.resolve([drive]) } } })
    expect(await desk.refuse('help.saveReport', { drive: folder })).toMatchObject({ code: 'stick_absent' })
    const saved = await desk.do('help.saveReport', { drive })
    expect(readFileSync(path.join(drive, saved.name)).length).toBe(saved.bytes)
  })
})

it('tells a guided day which operations were done since it began, and of none before', async () => {
  const desk = await openSetUpDesk()
  const since = desk.clock.now.toISOString()
  expect((await desk.do('help.day', { since: '2030-01-01T00:00:00.000Z' })).done).toEqual([])
  await accept(desk)
  expect((await desk.do('help.day', { since })).done).toContain('intake.accept')
})
