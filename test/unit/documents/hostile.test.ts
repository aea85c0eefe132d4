import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorValue } from '../../../shared/errors'
import { CodedError } from '../../../shared/errors'
import type { FormData, PaperEngine } from '../../../main/core/documents/engine'
import { forms, readForms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import {
  paperWorker as worker,
  paragraph,
  partsOf,
  shippedTemplate,
  templatesFolder,
  templateWith,
  textOf,
  zipParts,
} from '../../helpers/docx'

const folder = mkdtempSync(join(tmpdir(), 'qabyldau-templates-'))
const file = join(folder, '214/214-annex4.kk.docx')
const sample = forms.get('214-annex4')!.sample.kk as FormData
const allFields =
  '{{applicant_full_name}} {{registration_date}} {{centre_name}} {{issue_date}} {{specialist_full_name}}'

let engine: PaperEngine
beforeAll(() => {
  mkdirSync(join(folder, '214'))
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: folder, worker })
})
afterEach(() => rmSync(file, { force: true }))
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

const outcome = async (work: Promise<unknown>): Promise<ErrorValue | null> => {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof CodedError) return error.value
    throw error
  }
}
/** Put a centre's own template in place and print with it. */
const printWith = (bytes: Uint8Array, data: FormData = sample) => {
  writeFileSync(file, bytes)
  return engine.fill('214-annex4', 'kk', data)
}
const problemOf = async (bytes: Uint8Array) => {
  const error = await outcome(printWith(bytes))
  expect(error?.code).toBe('template_invalid')
  expect(error?.params?.file).toBe('214/214-annex4.kk.docx')
  return error!.params!
}

describe('a template of the centre', () => {
  it('wins over the shipped one when it is sound', async () => {
    const bytes = templateWith(
      paragraph('Өз үлгіміз: ', '{', '{applicant_', 'full_name}', '}') + paragraph(allFields),
    )
    const paper = await printWith(bytes)
    expect(textOf(paper.bytes)).toContain('Өз үлгіміз: Тестова Әлия Үлгіқызы')
    expect(
      (await engine.list()).find((row) => row.formId === '214-annex4' && row.language === 'kk'),
    ).toMatchObject({
      source: 'centre',
      problem: null,
      sha256: paper.templateSha256,
    })
  })

  it('keeps the look of its words, whatever its elements are called', async () => {
    const red = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    const print = async (before: string) => {
      const words = `<w:p>${before}<w:r>${red}<w:t>Өз үлгіміз</w:t></w:r></w:p>`
      return partsOf((await printWith(templateWith(words + paragraph(allFields)))).bytes)[
        'word/document.xml'
      ]!
    }
    expect(await print('')).toContain(`<w:r>${red}<w:t xml:space="preserve">Өз үлгіміз`)
    // As the program itself marks what it took out before filling.
    const odd = await print('<w:rPr  q="0" />')
    expect(odd).toContain('<w:rPr q="0"/>')
    expect(odd).toContain(`<w:r>${red}<w:t xml:space="preserve">Өз үлгіміз`)
  })

  it('is refused aloud, not passed over, when it is broken', async () => {
    const broken = templateWith(paragraph(allFields) + paragraph('{{aplicant_full_name}}'))
    const params = await problemOf(broken)
    expect(params).toMatchObject({ problem: 'field_unknown' })
    expect(params.reason).toContain('{{aplicant_full_name}}')
    const row = (await engine.list()).find((item) => item.formId === '214-annex4' && item.language === 'kk')
    expect(row).toMatchObject({ source: 'centre', problem: 'template_invalid' })
  })

  it.each([
    ['a stray }}', paragraph('{{applicant_full_name}} сөз}} соңы'), 'delimiter'],
    ['an open {{', paragraph('сөз {{applicant_full_name'), 'delimiter'],
    ['{{ inside {{', paragraph('{{IF {{issue_date}}'), 'delimiter'],
    ['IF without END-IF', paragraph('{{IF issue_date}}') + paragraph('x'), 'structure'],
    ['END-IF alone', paragraph('{{END-IF}}'), 'structure'],
    [
      'a loop over no list',
      paragraph('{{FOR x IN issue_date}}') + paragraph('{{END-FOR x}}'),
      'field_unknown',
    ],
    ['a loop variable outside its loop', paragraph('{{$x.name}}'), 'field_unknown'],
    ['no required field at all', paragraph('сөз'), 'field_not_used'],
  ])('with %s is refused with a reason', async (_, body, problem) => {
    const whole = problem === 'field_not_used' ? body : paragraph(allFields) + body
    expect(await problemOf(templateWith(whole))).toMatchObject({ problem, reason: expect.any(String) })
  })

  it.each([
    'process.exit(7)',
    'this.constructor.constructor("return process")()',
    "EXEC global.hacked = require('fs').readFileSync('/etc/passwd')",
    'EXEC while(true){}',
    "require('child_process').execSync('id')",
    "INS import('node:fs')",
    'IF (() => { while (true) {} })()',
    'applicant_full_name.constructor',
    '__proto__',
    'constructor',
    'applicant_full_name[0]',
    'HTML applicant_full_name',
    'LINK ({ url: "javascript:alert(1)", label: "x" })',
    'LINK applicant_full_name',
    'QUERY x',
    'ALIAS a INS applicant_full_name',
    '* a',
    '= applicant_full_name',
    '! applicant_full_name',
    'exec 1',
    'IMAGE applicant_full_name',
    'qr()',
  ])('with {{%s}} never runs', async (command) => {
    const params = await problemOf(templateWith(paragraph(allFields) + paragraph(`{{${command}}}`)))
    expect(['command_not_allowed', 'field_unknown', 'delimiter']).toContain(params.problem)
  })

  it('cannot hide a command from the linter', async () => {
    const hidden = (xml: string) => templateWith(paragraph(allFields) + `<w:p><w:r>${xml}</w:r></w:p>`)
    for (const xml of [
      '<w:t><![CDATA[{{EXEC 1}}]]></w:t>',
      '<w:t>{<!-- x -->{EXEC 1}}</w:t>',
      '<w:t>&#123;&#x7b;EXEC 1}}</w:t>',
      '<w:t a=">">{{EXEC 1}}</w:t>',
      '<w:t>{{</w:t><w:t>EXEC 1}}</w:t>',
    ])
      expect(['hidden_xml', 'command_not_allowed', 'delimiter', 'structure']).toContain(
        (await problemOf(hidden(xml))).problem,
      )
  })

  it('cannot carry a command in a header', async () => {
    const header = templateWith(paragraph(allFields), (parts) => {
      parts['word/header1.xml'] =
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
        paragraph('{{EXEC 1}}') +
        '</w:hdr>'
    })
    expect(await problemOf(header)).toMatchObject({ problem: 'command_not_allowed' })
  })

  it('cannot carry macros, other files or links', async () => {
    const body = paragraph(allFields)
    const cases: [Uint8Array, string][] = [
      [templateWith(body, (parts) => (parts['word/vbaProject.bin'] = 'x')), 'macros'],
      [
        templateWith(body, (parts) => {
          parts['[Content_Types].xml'] = parts['[Content_Types].xml']!.replace(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
            'application/vnd.ms-word.document.macroEnabled.main+xml',
          )
        }),
        'macros',
      ],
      [templateWith(body + '<w:altChunk r:id="rId9"/>'), 'embedded_file'],
      [templateWith(body, (parts) => (parts['word/embeddings/a.bin'] = 'x')), 'embedded_file'],
      [
        templateWith(body, (parts) => {
          parts['word/_rels/document.xml.rels'] = parts['word/_rels/document.xml.rels']!.replace(
            '</Relationships>',
            '<Relationship Id="rId9" Type="x/image" Target="http://example.invalid/a.png" TargetMode="External"/></Relationships>',
          )
        }),
        'external_link',
      ],
      [
        templateWith(body + '<w:p><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>'),
        'unsupported_layout',
      ],
    ]
    for (const [bytes, problem] of cases) expect(await problemOf(bytes)).toMatchObject({ problem })
  })

  it('cannot be a bomb', async () => {
    const body = paragraph(allFields)
    const bomb = templateWith(body, (parts) => (parts['word/media/zeros.png'] = '\0'.repeat(30_000_000)))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await problemOf(bomb)).toMatchObject({ problem: 'too_large' })
    // The same with a lie about its size: nothing is unpacked beyond the claim.
    const lie = zipParts({
      ...partsOf(templateWith(body)),
      'word/zeros.xml': '<a/>' + ' '.repeat(20_000_000),
    })
    const view = Buffer.from(lie)
    for (
      let at = view.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = view.indexOf('PK\x01\x02', at + 4, 'latin1')
    )
      if (view.toString('latin1', at + 46, at + 60) === 'word/zeros.xml') view.writeUInt32LE(10, at + 24)
    const paper = await printWith(new Uint8Array(view))
    expect(partsOf(paper.bytes)['word/zeros.xml']!.length).toBeLessThan(200)
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`a${i}`, strToU8('')]))
    expect(await problemOf(zipSync(many))).toMatchObject({ problem: 'too_large' })
  })

  it('that is no DOCX is refused', async () => {
    expect(await problemOf(strToU8('<html></html>'))).toMatchObject({ problem: 'not_docx' })
    expect(await problemOf(zipSync({ 'a.txt': strToU8('a') }))).toMatchObject({ problem: 'not_docx' })
    expect(await problemOf(shippedTemplate('214/214-annex4.kk.docx').subarray(0, 2000))).toMatchObject({
      problem: 'not_docx',
    })
  })
})

describe('limits', () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ name: 'Тест ' + (i + 1) }))
  const listForm = readForms([
    {
      formId: 'test-list',
      edition: 'test',
      title: { kk: 'т', ru: 'т', en: 't' },
      wording: { kk: 'own_translation', ru: 'own_translation' },
      handedOver: false,
      copies: 1,
      fields: [{ id: 'members', type: 'list', required: true, columns: ['name'] }],
      sample: { kk: { members: rows(2) }, ru: { members: rows(2) }, long: { kk: {}, ru: {} } },
    },
  ])
  const put = (body: string) => {
    mkdirSync(join(folder, 'test'), { recursive: true })
    writeFileSync(join(folder, 'test/test-list.kk.docx'), templateWith(body))
  }
  const start = (timeLimitMs?: number) =>
    createPaperEngine({
      templatesFolder,
      centreTemplatesFolder: folder,
      worker,
      forms: listForm,
      timeLimitMs,
    })

  it('a list is printed row by row', async () => {
    put(
      paragraph('{{FOR m IN members}}') + paragraph('{{$idx + 1}}. {{$m.name}}') + paragraph('{{END-FOR m}}'),
    )
    const lists = start()
    expect(textOf((await lists.fill('test-list', 'kk', { members: rows(3) })).bytes)).toBe(
      '1. Тест 1 2. Тест 2 3. Тест 3',
    )
    await lists.close()
  })

  it('loops within loops end with a reason', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    put(
      names.map((name) => paragraph(`{{FOR ${name} IN members}}`)).join('') +
        paragraph('{{$a.name}}') +
        [...names]
          .reverse()
          .map((name) => paragraph(`{{END-FOR ${name}}}`))
          .join(''),
    )
    const lists = start()
    const error = await outcome(lists.fill('test-list', 'kk', { members: rows(30) }))
    expect(error).toMatchObject({ code: 'template_invalid', params: { problem: 'render' } })
    await lists.close()
  })

  it('what never ends is stopped, and the next paper is printed', async () => {
    const flag = join(folder, 'first')
    const stuck = join(folder, 'stuck.mjs')
    writeFileSync(flag, '')
    writeFileSync(
      stuck,
      `import { existsSync, rmSync } from 'node:fs'
       import { parentPort } from 'node:worker_threads'
       if (existsSync(${JSON.stringify(flag)})) {
         rmSync(${JSON.stringify(flag)})
         parentPort.on('message', () => { for (;;); })
         parentPort.postMessage({ id: 0 })
       } else await import(${JSON.stringify(pathToFileURL(worker).href)})`,
    )
    const slow = createPaperEngine({
      templatesFolder,
      centreTemplatesFolder: folder,
      worker: stuck,
      // The first paper of a fresh worker also compiles the libraries: seconds on a busy machine.
      timeLimitMs: 10_000,
    })
    // One after the other: which template is read from disk first is nobody's promise.
    const first = await outcome(slow.sample('214-annex4', 'kk'))
    const second = await slow.sample('214-annex4', 'ru')
    expect(first).toEqual({
      code: 'template_too_slow',
      params: { file: '214/214-annex4.kk.docx', seconds: 10 },
    })
    expect(textOf(second.bytes)).toContain('Тестова Алия Образцовна')
    await slow.close()
  })

  it('what eats all memory is stopped', async () => {
    const greedy = join(folder, 'greedy.mjs')
    writeFileSync(
      greedy,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', () => { const all = []; for (;;) all.push(new Array(1e5).fill({})) })`,
    )
    const engineOfGreed = createPaperEngine({
      templatesFolder,
      centreTemplatesFolder: folder,
      worker: greedy,
    })
    expect(await outcome(engineOfGreed.sample('214-annex4', 'kk'))).toMatchObject({
      code: 'template_invalid',
      params: { problem: 'memory' },
    })
    await engineOfGreed.close()
  })
})

describe('hostile data', () => {
  const name = (text: string) => ({ ...sample, applicant_full_name: text })
  const printed = async (text: string) => {
    const paper = await engine.fill('214-annex4', 'kk', name(text))
    return { text: textOf(paper.bytes), xml: partsOf(paper.bytes)['word/document.xml']! }
  }

  it.each([
    '<w:br w:type="page"/>',
    'О\'Коннор "Ә" & <b>',
    '{{specialist_full_name}} }} {{',
    'A || B',
    'Иванов||<w:br w:type="page"/>||Петров',
    ']]> <!-- -->',
    '$& $1 $$',
    '<w:rPr q="0"/>',
  ])('%s stays text', async (text) => {
    const paper = await printed(text)
    expect(paper.text).toContain(text)
    expect(paper.xml).not.toContain('<w:br w:type')
  })

  it('control characters do not break the file', async () => {
    expect((await printed('Тест\u0000\u0008ова\uFFFF')).text).toContain('Тестова')
  })

  it('300 letters without a space stay whole', async () => {
    expect((await printed('Ә'.repeat(300))).text).toContain('Ә'.repeat(300))
  })

  it('a line break is a line break, not a lost letter', async () => {
    const paper = await printed('бір\r\nекі')
    expect(paper.text).toContain('бір екі')
    expect(paper.xml).toMatch(/бір<\/w:t><w:br\/><w:t[^>]*>екі/)
  })

  it('fields that the form does not have are left out', async () => {
    const extra = { ...sample, __proto__: 'x', constructor: 'x', other: 'басқа мән' } as FormData
    expect(textOf((await engine.fill('214-annex4', 'kk', extra)).bytes)).not.toContain('басқа мән')
  })
})

describe('what is not there', () => {
  it('unknown form, missing template, missing field', async () => {
    expect(await outcome(engine.fill('214-annex99', 'kk', {}))).toMatchObject({ code: 'form_unknown' })
    expect(await outcome(engine.fill('214-annex4', 'kk', {}))).toEqual({
      code: 'form_field_missing',
      params: { field: 'applicant_full_name', form: '214-annex4' },
    })
    const empty = createPaperEngine({ templatesFolder: folder, centreTemplatesFolder: folder, worker })
    expect(await outcome(empty.sample('214-annex1', 'ru'))).toEqual({
      code: 'template_missing',
      params: { file: '214/214-annex1.ru.docx' },
    })
    expect((await empty.list()).every((row) => row.problem === 'template_missing')).toBe(true)
    await empty.close()
  })

  it('the same values give the same file', async () => {
    const [a, b] = await Promise.all([engine.sample('214-annex4', 'ru'), engine.sample('214-annex4', 'ru')])
    expect(a.sha256).toBe(b.sha256)
    expect(a.templateSha256).not.toBe(a.sha256)
  })
})
