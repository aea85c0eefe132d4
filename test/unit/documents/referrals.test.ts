/** What the general tests of the papers do not see: underlines, lists, the part that is torn off. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaperEngine } from '../../../main/core/documents/engine'
import { forms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { templateValues } from '../../../main/core/documents/values'
import { paperWorker, partsOf, templatesFolder, textOf } from '../../helpers/docx'

let engine: PaperEngine
beforeAll(() => {
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
})
afterAll(() => engine.close())

const documentOf = (bytes: Uint8Array) => partsOf(bytes)['word/document.xml']!
/** Words that are underlined inside running text. */
const underlined = (bytes: Uint8Array) =>
  [...documentOf(bytes).matchAll(/<w:rStyle w:val="FormFill"\/><\/w:rPr><w:t[^>]*>([^<]+)</g)].map((match) =>
    match[1]!.replaceAll('&quot;', '"'),
  )

describe('referrals of Order No 129', () => {
  it('underline the chosen options and leave all others in place', async () => {
    const { ru } = forms.get('129-annex1')!.sample
    const asked = await engine.fill('129-annex1', 'ru', ru)
    expect(underlined(asked.bytes)).toEqual(
      expect.arrayContaining(['субсидируемое рабочее место', 'молодежная практика']),
    )
    const moving = await engine.fill('129-annex1', 'ru', {
      ...ru,
      requested_measure: 'relocation',
      requested_subsidised_job_type: null,
    })
    expect(underlined(moving.bytes)).toContain('переселение')
    expect(underlined(moving.bytes)).not.toContain('молодежная практика')
    expect(textOf(moving.bytes)).toBe(textOf(asked.bytes))
  })

  it('underline nothing of what the receiving organisation chooses by hand', async () => {
    const { bytes } = await engine.sample('129-annex11', 'kk')
    expect(textOf(bytes)).toContain('жатақханадан бөлме')
    expect(underlined(bytes)).not.toContain('жатақханадан бөлме')
  })

  it('print a line for each entry, and end the last one with the full stop of the law', async () => {
    const { kk } = forms.get('129-annex3')!.sample
    const one = { document_name: 'Диплом', defect: '' }
    const { bytes } = await engine.fill('129-annex3', 'kk', {
      ...kk,
      missing_documents: [one, { ...one, defect: '(ұсынылмаған)' }],
    })
    expect(textOf(bytes)).toContain('атауы: 1) Диплом; 2) Диплом (ұсынылмаған). Осы қолхат')
    const values = templateValues(forms.get('129-annex3')!, 'kk', kk)
    expect((values.missing_documents as Record<string, string>[]).map((row) => row.last)).toEqual(['', 'yes'])
  })

  it('keep a rule for the hand when nobody moves along', async () => {
    const form = forms.get('129-annex11')!
    const { bytes } = await engine.fill('129-annex11', 'kk', { ...form.sample.kk, family_members: [] })
    const list = documentOf(bytes)
      .split('Онымен бірге қоныс аударады:')[1]!
      .split('Өтініш берушіге туыстық')[0]!
    expect(list.match(/<w:tcBorders><w:bottom/g)).toHaveLength(1)
    expect(list).not.toContain('{{')
  })

  it('keep the part below the tear-off line together, so that Word and LibreOffice do not cut it', async () => {
    for (const form of ['129-annex1', '129-annex4', '129-annex5', '129-annex8', '129-annex11']) {
      const document = documentOf((await engine.sample(form, 'ru')).bytes)
      const line = document.indexOf('<w:pStyle w:val="FormTear"/>')
      const styles = [...document.slice(line).matchAll(/<w:pStyle w:val="\w+"\/>(<w:keepNext\/>)?/g)]
      // The last paragraph of the file has nothing to stay with.
      expect(
        styles.slice(0, -1).every((match) => match[1]),
        form,
      ).toBe(true)
      expect(document.slice(0, line), form).not.toContain('<w:keepNext/>')
    }
  })
})
