/** The command line as a person or a script meets it: exit codes, codes of errors, words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract'
import { batchOf } from '../../helpers/batches'
import type { Io } from '../../../main/cli/io'
import { runCli } from '../../../main/cli/run'
import { textOf } from '../../helpers/docx'

const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: string[], more: Partial<Io> = {}) {
  let out = ''
  let err = ''
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    environment: { QABYLDAU_DATA: path.join(folder, 'none'), QABYLDAU_LANG: 'en' },
    stdin: () => Promise.resolve(''),
    password: () => Promise.resolve(undefined),
    ...more,
  }
  const code = await runCli(args, io)
  return { code, out, err }
}

describe('iin', () => {
  it('reads a right number, also as a scanner sends it', async () => {
    const { code, out } = await run(['iin', '920415300018', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ valid: true, birthDate: '1992-04-15', sex: 'male' })
    expect((await run(['iin', ' 920415 300018 '])).out).toContain('1992-04-15')
  })

  it('refuses a wrong one with its code on stderr', async () => {
    const { code, out, err } = await run(['iin', '920415300014'])
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^iin_check_digit: /m)
    expect(err).toContain('The last digit would be right as 8.')
    const machine = await run(['iin', '920415300014', '--json'])
    expect([machine.code, JSON.parse(machine.out)]).toMatchObject([
      1,
      { valid: false, error: 'iin_check_digit' },
    ])
  })
})

describe('deadline', () => {
  it.each([
    ['2026-03-19T17:00', '1wd', [], '2026-03-20'],
    ['2026-03-20', '1wd', [], '2026-03-26'],
    ['2026-03-19', '30cd', [], '2026-04-18'],
    ['2026-03-20T20:00', '0wd', ['--portal'], '2026-03-26'],
  ])('from %s, %s %j is due %s', async (from, term, more, due) => {
    const { code, out } = await run(['deadline', '--from', from, '--term', term, '--json', ...more])
    expect([code, (JSON.parse(out) as { due: string }).due]).toEqual([0, due])
  })

  it.each(['2026-02-30', '2026-03-19T25:00', '19.03.2026x', ''])('refuses the day %j', async (from) => {
    const { code, err } = await run(['deadline', '--from', from, '--term', '1wd'])
    expect(code).toBe(1)
    expect(err).toMatch(/^date_invalid: /)
  })
})

describe('what is not understood', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['iin']],
    [['iin', '1', '2']],
    [['iin', '1', '--nonsense']],
    [['deadline', '--from', '2026-03-19']],
    [['deadline', '--from', '2026-03-19', '--term', '1x']],
    [['render', '214-annex1', '--lang', 'en', '--sample', '--out', 'x']],
    [['render', '214-annex1', '--lang', 'kk', '--out', 'x']],
    [['render', '214-annex1', '--lang', 'kk', '--sample', '--data', 'f', '--out', 'x']],
    [['call']],
    [['call', 'app.status', '{']],
    [['call', 'app.status', '--as', 'x']],
    [['--lang', 'de', 'iin', '1']],
  ])('%j ends with 2', async (args) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).not.toMatch(/^error:/)
    expect(err).not.toBe('')
  })

  it('asks for a password where none is given', async () => {
    expect((await run(['call', 'today.list', '--as', '1'])).code).toBe(2)
  })
})

describe('refusals', () => {
  it('knows no other operations than the contract', async () => {
    const { code, out, err } = await run(['call', 'no.such', '--json'])
    expect(code).toBe(1)
    expect(err).toMatch(/^operation_unknown: /)
    expect(JSON.parse(out)).toMatchObject({ ok: false, error: { code: 'operation_unknown' } })
    expect((await run(['call', '__proto__.x'])).code).toBe(1)
  })

  it('has nothing to export without a register, and makes none', async () => {
    const { code, err } = await run(['export', '--data', path.join(folder, 'empty')])
    expect([code, err.split(':')[0]]).toEqual([1, 'setup_missing'])
  })

  it('verifies a batch without a register', async () => {
    const at = '2026-11-20T05:00:00.000Z'
    const { bytes, sha256 } = await batchOf({
      centre: { bin: '230440000010', nameKk: 'Орталық', nameRu: '', region: '33' },
      sequence: 1,
      previous: null,
      createdAt: at,
      from: null,
      to: at,
      records: [],
    })
    const file = path.join(folder, 'batch.zip')
    writeFileSync(file, bytes)
    const { code, out } = await run(['verify', file, '--json'])
    expect([code, JSON.parse(out)]).toMatchObject([0, { fileName: 'batch.zip', sequence: 1, sha256 }])
    expect((await run(['verify', file])).out).toContain(sha256)
  })

  it('says that a batch is missing or broken', async () => {
    expect((await run(['verify', path.join(folder, 'none.zip')])).err).toMatch(/^file_unknown: /)
    const broken = path.join(folder, 'broken.zip')
    writeFileSync(broken, 'not a zip')
    const { code, err } = await run(['verify', broken])
    expect([code, err.split(':')[0]]).toEqual([1, 'batch_unreadable'])
  })

  it('refuses values that are no values', async () => {
    const values = path.join(folder, 'values.json')
    writeFileSync(values, '{"a":{"b":1}}')
    const { code, err } = await run([
      'render',
      '214-annex1',
      '--lang',
      'ru',
      '--data',
      values,
      '--out',
      folder,
    ])
    expect([code, err.split(':')[0]]).toEqual([1, 'input_invalid'])
  })

  it('fills a form with a list from a file', async () => {
    const values = path.join(folder, 'list.json')
    const name = 'Тестова Алия Образцовна'
    writeFileSync(
      values,
      JSON.stringify({
        provider_full_name: 'Карьерный центр Кокозекского района',
        missing_documents: [{ document_name: 'Диплом об образовании', defect: '(не представлен)' }],
        director_full_name: name,
        executor_full_name: name,
        applicant_full_name: name,
        issue_date: '2026-03-20',
      }),
    )
    const { code } = await run(['render', '129-annex3', '--lang', 'ru', '--data', values, '--out', folder])
    expect(code).toBe(0)
    const paper = textOf(new Uint8Array(readFileSync(path.join(folder, '129-annex3.ru.docx'))))
    expect(paper).toContain('Диплом об образовании (не представлен)')
  })
})

describe('help', () => {
  it('reads like a manual: every command, examples, exit codes, environment', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    for (const word of [
      'iin',
      'deadline',
      'render',
      'export',
      'verify',
      'call',
      'demo',
      'Examples:',
      'Exit codes:',
    ])
      expect(out).toContain(word)
    expect(out).toContain('QABYLDAU_PASSWORD')
  })

  it.each(['kk', 'ru'])('speaks %s throughout', async (language) => {
    for (const args of [[], ['iin'], ['deadline'], ['render'], ['export'], ['verify'], ['call'], ['demo']]) {
      const { out } = await run(['--lang', language, ...args, '--help'])
      expect(out).not.toMatch(/Usage|Options:|Arguments:|Commands:|\[options\]|choices|display help/)
      expect(out).not.toMatch(/\bcli\.\w+/)
    }
  })

  it('lists every operation with its right', async () => {
    const rows = JSON.parse((await run(['call', '--list', '--json'])).out) as {
      name: string
      right: string
    }[]
    expect(rows.map((row) => row.name)).toEqual(Object.keys(contract))
    expect(rows.every((row) => row.right)).toBe(true)
  })

  it('takes `--lang` of render for the paper and not for the words', async () => {
    const { err } = await run(['render', 'none', '--lang', 'kk', '--sample', '--out', folder])
    expect(err).not.toMatch(/[а-яәғқңөұүһі]/i)
  })
})
