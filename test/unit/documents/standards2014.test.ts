/** What the general tests of the papers do not see in the forms of 2014: one language, underlines, late fields. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lawIn } from '../../../shared/law/catalogue'
import type { FormData, PaperEngine } from '../../../main/core/documents/engine'
import { forms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { paperWorker, partsOf, templatesFolder, textOf, underlined } from '../../helpers/docx'

let engine: PaperEngine
beforeAll(() => {
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
})
afterAll(() => engine.close())

const fill = async (formId: string, changes: FormData): Promise<Uint8Array> => {
  const { bytes } = await engine.fill(formId, 'kk', { ...forms.get(formId)!.sample.kk, ...changes })
  return bytes
}

describe('forms of the standards of 2014', () => {
  it('are the annexes of the standards that the employment authority serves', () => {
    const annexes = [14, 18, 24, 27, 29, 30].flatMap((n) => lawIn(`STD-${n}`, '217').annexes)
    const held = [...forms.values()].filter((form) => form.edition === '217')
    expect(held.map((form) => [form.formId, form.title.kk])).toEqual(
      annexes.map((annex) => [annex.formId, annex.title?.kk]),
    )
  })

  it('are held in Kazakh only: another language is an unknown form, and the list does not name it', async () => {
    const unknown = { value: { code: 'form_unknown', params: { form: '217-std27-annex.ru' } } }
    await expect(engine.sample('217-std27-annex', 'ru')).rejects.toMatchObject(unknown)
    await expect(engine.fill('217-std27-annex', 'ru', {})).rejects.toMatchObject(unknown)
    const listed = (await engine.list()).filter((row) => row.formId === '217-std27-annex')
    expect(listed.map((row) => [row.language, row.wording, row.problem])).toEqual([['kk', 'official', null]])
  })

  it.each([
    ['issue', 'беруді'],
    ['extend', 'ұзартуды'],
  ])('217-std29-annex1 and annex5 underline only %s and keep both words', async (code, word) => {
    for (const formId of ['217-std29-annex1', '217-std29-annex5']) {
      const bytes = await fill(formId, { request_kind: code })
      expect(underlined(bytes).filter((text) => /беруді|ұзартуды/.test(text))).toEqual([word])
      expect(textOf(bytes)).toMatch(/рұқсат беруді ?\/ ?ұзартуды/)
    }
  })

  it('217-std18-annex1 leaves what the commission writes to the hand, and prints it when it is known', async () => {
    const raw = (bytes: Uint8Array) => partsOf(bytes)['word/document.xml']!.replace(/<[^>]*>/g, '')
    expect(raw(await fill('217-std18-annex1', {}))).toContain('20__ ж. «____» ____________ қабылданды')
    const known = {
      commission_accepted_date: '2014-06-09',
      commission_member_full_name_and_signature: 'Үлгиев Т.',
    }
    expect(raw(await fill('217-std18-annex1', known))).toContain('2014 ж. «09» маусымда қабылданды Үлгиев Т.')
  })

  it('an address prints no comma, dash or space for a part that is not known', async () => {
    const blank = {
      applicant_address_village: '',
      applicant_address_street: 'Бейбітшілік',
      applicant_address_house: '12',
      applicant_address_flat: '',
      applicant_phone: '',
    }
    expect(textOf(await fill('217-std27-annex', blank))).toContain(
      'Көкөзек мекенжайы бойынша тұратын (елді мекен, аудан) Бейбітшілік 12 (көше,',
    )
  })

  it('217-std29-annex2 numbers the workers and prints their days', async () => {
    const worker = {
      full_name_latin: 'SAMPLE ANN',
      birth_date: '1980-02-29',
      sex: '',
      citizenship_or_country: 'Түркия',
      passport_number: 'U1',
      passport_date: '2012-05-21',
      education_specialty_qualification: 'жоғары',
      occupation: 'инженер',
    }
    const rows = [worker, { ...worker, full_name_latin: 'SAMPLE BOB', sex: 'ер' }]
    expect(textOf(await fill('217-std29-annex2', { foreign_workers: rows }))).toContain(
      '1 SAMPLE ANN 29.02.1980 Түркия U1, 21.05.2012 жоғары инженер 2 SAMPLE BOB 29.02.1980, ер Түркия',
    )
  })
})
