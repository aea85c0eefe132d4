/** The template manager: nothing is in use before it passed, nothing that was in use is lost. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../main/build.mjs'
import { findBrowser } from '../../main/web/browsers'
import { createPdfPrinter } from '../../main/web/pdf'
import { screenLanguages, translate } from '../../shared/locale'
import { templateProblems } from '../../shared/model'
import { accept, addClerk, openSetUpDesk, templatesFolder, type TestDesk } from '../helpers/desk'
import { paragraph, partsOf, textOf } from '../helpers/docx'

const which = { formId: '214-annex1', language: 'kk' } as const
const shipped = new Uint8Array(readFileSync(path.join(templatesFolder, '214/214-annex1.kk.docx')))

/** The shipped application form with its body changed. */
function altered(change: (body: string) => string): Uint8Array {
  const files = unzipSync(shipped)
  const before = strFromU8(files['word/document.xml']!)
  const after = change(before)
  if (after === before) throw new Error('nothing was changed')
  files['word/document.xml'] = strToU8(after)
  return zipSync(files, { mtime: new Date(1980, 0, 1) })
}
const appended = (xml: string) => altered((body) => body.replace(/<w:sectPr\b/, () => xml + '<w:sectPr'))
const ownWords = (n = 1) => appended(paragraph(`Орталықтың ${n}-сөзі, {{applicant_iin}}`))

const put = (desk: TestDesk, bytes: Uint8Array, name = 'өз.docx') =>
  desk.app.files.put({ name, type: '', bytes }, desk.client).token
const check = (desk: TestDesk, bytes: Uint8Array) =>
  desk.do('form.check', { ...which, token: put(desk, bytes) })
const replace = (desk: TestDesk, bytes: Uint8Array) =>
  desk.do('form.replace', { ...which, token: put(desk, bytes) })
const row = async (desk: TestDesk, { formId, language }: { formId: string; language: string } = which) =>
  (await desk.do('form.list', {})).find((form) => form.formId === formId && form.language === language)!
const fileOf = (desk: TestDesk, token: string) => desk.app.files.get(token, desk.client)!
const ownFile = (desk: TestDesk) => path.join(desk.folder, 'templates/214/214-annex1.kk.docx')

describe('a file that is tried', () => {
  it('passes with samples to look at, and is not in use by that', async () => {
    const desk = await openSetUpDesk()
    const found = await check(desk, ownWords())
    expect(found).toMatchObject({
      fileName: 'өз.docx',
      inUse: false,
      faults: [],
      pages: { usual: null, long: null, most: 1 },
    })
    for (const sample of [found.usual!, found.long!])
      expect(textOf(fileOf(desk, sample.token).bytes)).toContain('Орталықтың 1-сөзі')
    expect(existsSync(ownFile(desk))).toBe(false)
    expect(await row(desk)).toMatchObject({ source: 'shipped', replacedAt: null, superseded: [] })
  })

  it('shows what it changes in the wording, to the comma', async () => {
    const desk = await openSetUpDesk()
    const line = (await check(desk, ownWords())).wording!.filter(({ is }) => is !== 'same')
    expect(line).toEqual([
      { is: 'added', parts: [{ text: 'Орталықтың 1-сөзі, {{applicant_iin}}', marked: false }] },
    ])
    await replace(desk, ownWords())
    const comma = (await check(desk, appended(paragraph('Орталықтың 1-сөзі {{applicant_iin}}')))).wording!
    const marked = comma.flatMap(({ is, parts }) =>
      parts.filter((part) => part.marked).map(({ text }) => [is, text]),
    )
    expect(marked).toEqual([['removed', ',']])
    const { wording } = await desk.do('form.compare', which)
    expect(wording!.filter(({ is }) => is !== 'same')).toEqual(line)
    expect(await check(desk, ownWords())).toMatchObject({ inUse: true })
  })

  it('is told everything that is wrong with it at once', async () => {
    const desk = await openSetUpDesk()
    const bad = altered((body) =>
      body
        .replaceAll('{{applicant_iin}}', '{{applicant_number}}')
        .replace(/<w:sectPr\b/, () => paragraph('{{EXEC process.exit()}}') + '<w:sectPr'),
    )
    const found = await check(desk, bad)
    expect(found.faults.map(({ problem, at }) => [problem, at])).toEqual([
      ['field_unknown', '{{applicant_number}}'],
      ['command_not_allowed', '{{EXEC process.exit()}}'],
      ['field_not_used', '{{applicant_iin}}'],
    ])
    expect(found).toMatchObject({ wording: null, usual: null, long: null })
  })

  it.each([
    ['is no document', strToU8('<html></html>'), 'not_docx'],
    ['is another ZIP', zipSync({ 'a.txt': strToU8('a') }), 'not_docx'],
    ['has a lone bracket', appended(paragraph('сөз {{applicant_iin')), 'delimiter'],
    ['has a condition without an end', appended(paragraph('{{IF applicant_iin}}')), 'structure'],
    ['reaches into a prototype', appended(paragraph('{{applicant_iin.constructor}}')), 'field_unknown'],
    [
      'opens a shell',
      appended(paragraph("{{require('child_process').execSync('id')}}")),
      'command_not_allowed',
    ],
    ['has a field of Word', appended('<w:p><w:fldSimple w:instr="PAGE"/></w:p>'), 'unsupported_layout'],
    ['is broken inside', appended('<w:p><w:r>'), 'structure'],
  ])('that %s is refused in words, and cannot be put in place', async (_name, bytes, problem) => {
    const desk = await openSetUpDesk()
    expect((await check(desk, bytes)).faults[0]).toMatchObject({ problem })
    const error = await desk.refuse('form.replace', { ...which, token: put(desk, bytes) })
    expect(error).toMatchObject({ code: 'template_invalid', params: { problem } })
    expect(existsSync(ownFile(desk))).toBe(false)
    expect((await accept(desk)).application.number).toBe('Т-2026-00001')
  })

  it('has words for every problem in every language', () => {
    for (const language of screenLanguages) {
      const other = translate(language, 'settings.forms_fault', { problem: 'other' })
      for (const problem of templateProblems)
        if (problem !== 'render')
          expect(translate(language, 'settings.forms_fault', { problem })).not.toBe(other)
    }
  })

  it('belongs to whoever uploaded it, to a known form and its languages', async () => {
    const desk = await openSetUpDesk()
    const token = put(desk, ownWords())
    expect((await desk.refuse('form.check', { ...which, token: 'жоқ' })).code).toBe('file_unknown')
    expect((await desk.refuse('form.check', { ...which, formId: '../../etc', token })).code).toBe(
      'form_unknown',
    )
    expect(
      (await desk.refuse('form.replace', { formId: '217-std14-annex', language: 'ru', token })).code,
    ).toBe('form_unknown')
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const answer = await desk.call('form.replace', { ...which, token }, client)
    expect(answer).toMatchObject({ ok: false, error: { code: 'right_missing' } })
  })
})

describe('replacing a form', () => {
  it('our own translation gives way to the official text, which stays known when it comes back', async () => {
    const desk = await openSetUpDesk()
    const form = { formId: '214-annex4', language: 'ru' } as const
    const official = zipSync(unzipSync(readFileSync(path.join(templatesFolder, '214/214-annex4.ru.docx'))))
    const wording = async () => (await row(desk, form)).wording
    expect(await wording()).toBe('own_translation')
    await desk.do('form.replace', { ...form, token: put(desk, official), official: true })
    expect(await wording()).toBe('official')
    await desk.do('form.revert', { ...form, to: 'shipped' })
    expect(await wording()).toBe('own_translation')
    const { superseded } = await row(desk, form)
    await desk.do('form.revert', { ...form, to: superseded[0]!.id })
    expect(await wording()).toBe('official')
  })

  it('prints from the new file, says by whom, and keeps what was in use', async () => {
    const desk = await openSetUpDesk()
    await replace(desk, ownWords(1))
    expect(await row(desk)).toMatchObject({
      source: 'centre',
      problem: null,
      replacedAt: desk.clock.now.toISOString(),
      replacedBy: 'Әбенова Гүлнұр Серікқызы',
      superseded: [],
    })
    const { document } = await accept(desk)
    const issued = await desk.do('document.file', { id: document.id })
    expect(textOf(fileOf(desk, issued.token).bytes)).toContain('Орталықтың 1-сөзі')

    // Twice in the same millisecond: neither of the two before is lost. The same file again is no change.
    for (const n of [2, 3, 3]) await replace(desk, ownWords(n))
    const { superseded } = await row(desk)
    expect(superseded.map(({ at }) => at)).toEqual(['2026-11-20T05:00:00.001Z', '2026-11-20T05:00:00.000Z'])
    const texts = await Promise.all(
      [null, 'shipped', ...superseded.map(({ id }) => id)].map(async (version) => {
        const { token, name } = await desk.do('form.template', { ...which, version })
        expect(name).toMatch(/^214-annex1\.kk\..*docx$/)
        return /Орталықтың (\d)/.exec(textOf(fileOf(desk, token).bytes))?.[1]
      }),
    )
    expect(texts).toEqual(['3', undefined, '2', '1'])
    // The paper that was issued before stays as it was.
    expect((await desk.do('document.file', { id: document.id })).bytes).toBe(issued.bytes)
  })

  it('goes back to an earlier file and to the shipped one; each step can be undone', async () => {
    const desk = await openSetUpDesk()
    for (const n of [1, 2]) {
      await replace(desk, ownWords(n))
      desk.clock.minutes(1)
    }
    const [first] = (await row(desk)).superseded
    await desk.do('form.revert', { ...which, to: first!.id })
    expect(readFileSync(ownFile(desk)).equals(ownWords(1))).toBe(true)
    const kept = path.join(desk.folder, 'templates/.superseded/214')
    expect(readdirSync(kept)).toEqual([expect.stringMatching(/^214-annex1\.kk\.20261120T\d{9}Z\.docx$/)])

    desk.clock.minutes(1)
    expect(await desk.do('form.revert', { ...which, to: 'shipped' })).toMatchObject({ source: 'shipped' })
    expect(existsSync(ownFile(desk))).toBe(false)
    const { superseded, replacedAt } = await row(desk)
    expect([superseded.length, replacedAt]).toEqual([2, null])
    await desk.do('form.revert', { ...which, to: superseded[0]!.id })
    expect(readFileSync(ownFile(desk)).equals(ownWords(1))).toBe(true)
    const trail = (await desk.do('audit.list', {})).entries.filter(({ entity }) => entity === 'form')
    expect(trail.map(({ operation }) => operation)).toEqual([
      'form.revert',
      'form.revert',
      'form.revert',
      'form.replace',
      'form.replace',
    ])
  })

  it('reads no other file under the name of an earlier one, and checks it anew', async () => {
    const desk = await openSetUpDesk()
    for (const to of ['../../214/214-annex1.kk', '20261120T050000000Z', ''])
      expect((await desk.refuse('form.revert', { ...which, to })).code).toBe('not_found')
    const kept = path.join(desk.folder, 'templates/.superseded/214')
    mkdirSync(kept, { recursive: true })
    writeFileSync(path.join(kept, '214-annex1.kk.20261120T050000000Z.docx'), 'бүлінген')
    const error = await desk.refuse('form.revert', { ...which, to: '20261120T050000000Z' })
    expect(error).toMatchObject({ code: 'template_invalid', params: { problem: 'not_docx' } })
    expect(await row(desk)).toMatchObject({ source: 'shipped' })
  })

  it('tells what is wrong with a file that somebody put into the folder, and gets rid of it', async () => {
    const desk = await openSetUpDesk()
    mkdirSync(path.dirname(ownFile(desk)), { recursive: true })
    writeFileSync(ownFile(desk), appended(paragraph('{{aplicant_iin}}')))
    expect(await row(desk)).toMatchObject({
      source: 'centre',
      problem: 'template_invalid',
      faults: [{ problem: 'field_unknown', at: '{{aplicant_iin}}' }],
      replacedAt: null,
      replacedBy: null,
    })
    expect(await desk.do('form.compare', which)).toEqual({ wording: null })
    // A new file is compared with the shipped wording then.
    expect((await check(desk, ownWords())).wording!.filter(({ is }) => is !== 'same')).toHaveLength(1)
    await desk.do('form.revert', { ...which, to: 'shipped' })
    expect(await row(desk)).toMatchObject({ source: 'shipped', problem: null, faults: [] })
  })

  it('changes no file when the register cannot say so, and says nothing when the file cannot be written', async () => {
    const desk = await openSetUpDesk()
    // The folder of the edition is a file.
    mkdirSync(path.join(desk.folder, 'templates'), { recursive: true })
    writeFileSync(path.join(desk.folder, 'templates/214'), '')
    const error = await desk.refuse('form.replace', { ...which, token: put(desk, ownWords()) })
    expect(error.code).toBe('file_write_failed')
    const trail = (await desk.do('audit.list', {})).entries
    expect(trail.some(({ entity }) => entity === 'form')).toBe(false)
    expect(partsOf(shipped)['word/document.xml']).toBeTruthy()
  })
})

const browser = findBrowser()
describe.skipIf(!browser)('the pages of a file', () => {
  it('are counted; more than the form may take are refused', async () => {
    await ensureBuilt(['renderer'])
    const printer = createPdfPrinter({
      rendererFolder: path.resolve(import.meta.dirname, '../../dist/renderer'),
      executablePath: browser!,
    })
    try {
      const desk = await openSetUpDesk({ ports: { printPdf: (docx) => printer.print(docx) } })
      expect(await check(desk, ownWords())).toMatchObject({
        faults: [],
        pages: { usual: 1, long: 1, most: 1 },
      })
      const two = appended(paragraph('сөз').repeat(30))
      expect(await check(desk, two)).toMatchObject({
        faults: [{ problem: 'too_many_pages', at: '2 > 1' }],
        pages: { usual: 2 },
        usual: { type: expect.stringContaining('wordprocessingml') },
      })
      const error = await desk.refuse('form.replace', { ...which, token: put(desk, two) })
      expect(error).toMatchObject({ code: 'template_invalid', params: { problem: 'too_many_pages' } })
      expect(existsSync(ownFile(desk))).toBe(false)
    } finally {
      await printer.close()
    }
  }, 120_000)
})
