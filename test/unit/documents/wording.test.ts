import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTemplates } from '../../../templates/build'
import type { PaperEngine } from '../../../main/core/documents/engine'
import { forms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { paperWorker, partsOf, shippedTemplate, templatesFolder, textOf } from '../../helpers/docx'
import { expectedText } from '../../helpers/wording'

const cases = [...forms.values()].flatMap((form) => form.languages.map((language) => ({ form, language })))

let engine: PaperEngine
beforeAll(() => {
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
})
afterAll(() => engine.close())

describe('papers say what the law says', () => {
  it.each(cases.map(({ form, language }) => [form.formId, language, form] as const))(
    '%s in %s, word for word, with usual and with long values',
    async (formId, language, form) => {
      for (const long of [false, true]) {
        const data = { ...form.sample[language], ...(long ? form.sample.long[language] : {}) }
        const paper = await engine.sample(formId, language, long)
        expect(textOf(paper.bytes)).toBe(expectedText(form, language, data))
      }
    },
  )

  it('keeps the blank for the hand where a value may be missing', async () => {
    const { sample } = forms.get('214-annex1')!
    const data = { ...sample.kk, applicant_phone: '', applicant_mobile: null, applicant_email: '' }
    const { bytes } = await engine.fill('214-annex1', 'kk', data)
    const text = partsOf(bytes)['word/document.xml']!.replace(/<[^>]*>/g, '')
    expect(text).toContain('Телефон: ___________ Ұялы телефон: __________ E-mail: _________________;')
  })

  it('long values are as long as the forms must hold', () => {
    for (const { form, language } of cases) {
      const long = form.sample.long[language]
      for (const [id, value] of Object.entries(long)) {
        const least = /reason/.test(id)
          ? 590
          : /centre|provider/.test(id)
            ? 195
            : /full_name/.test(id)
              ? 60
              : 0
        expect(String(value).length, `${form.formId} ${id}`).toBeGreaterThanOrEqual(least)
      }
    }
  })
})

describe('shipped templates', () => {
  const built = buildTemplates()

  it('are exactly what their generator makes', () => {
    for (const [file, bytes] of built)
      expect(
        Buffer.from(shippedTemplate(file)).equals(Buffer.from(bytes)),
        `npm run templates: ${file}`,
      ).toBe(true)
  })

  it('exist for every form in each of its languages and pass the linter', async () => {
    expect(built.size).toBe(cases.length)
    const rows = await engine.list()
    expect(rows.map((row) => row.problem).filter(Boolean)).toEqual([])
    expect(rows.length).toBe(cases.length)
  })

  it('carry the standing of their wording', () => {
    for (const { form, language } of cases) {
      const custom = partsOf(shippedTemplate(`${form.edition}/${form.formId}.${language}.docx`))[
        'docProps/custom.xml'
      ]
      expect(custom).toContain(`name="wording"><vt:lpwstr>${form.wording[language]}<`)
    }
  })

  it('use neither tab stops nor rows of underscores for printed values', () => {
    for (const [file, bytes] of built) {
      const xml = partsOf(bytes)['word/document.xml']!
      expect(xml, file).not.toMatch(/<w:tab\b|_{21,}/)
      expect(xml, file).toContain('<w:tblLayout w:type="fixed"/>')
    }
  })
})
