/** What the general tests of the papers do not see in the forms of 2022: underlines, answers, empty lists. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormData, PaperEngine } from '../../../main/core/documents/engine'
import { forms } from '../../../main/core/documents/forms'
import { createPaperEngine } from '../../../main/core/documents/papers'
import { paperWorker, templatesFolder, textOf, underlined } from '../../helpers/docx'

let engine: PaperEngine
beforeAll(() => {
  engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
})
afterAll(() => engine.close())

const fill = async (formId: string, changes: FormData): Promise<Uint8Array> => {
  const { bytes } = await engine.fill(formId, 'kk', { ...forms.get(formId)!.sample.kk, ...changes })
  return bytes
}

describe('referrals of the 2022 edition', () => {
  it.each([
    ['unemployed', 'Жұмыссыз'],
    ['idle_downtime', 'тоқтап тұруға байланысты жұмыспен қамтамасыз етілмеген адам'],
  ])('172-annex10 underlines only the category %s and keeps all three', async (code, words) => {
    const bytes = await fill('172-annex10', { applicant_category: code })
    const options = underlined(bytes).filter((text) => /Жұмыссыз|студент|тоқтап/.test(text))
    expect(options).toEqual([words])
    expect(textOf(bytes)).toMatch(/Жұмыссыз, оқудан бос уақытына студент .* тоқтап тұруға/)
  })

  it('172-annex1 underlines the measure and the project, and no project when there is none', async () => {
    const other = { requested_measure: 'relocation', requested_social_job_project: null }
    expect(underlined(await fill('172-annex1', {}))).toEqual(
      expect.arrayContaining(['әлеуметтік жұмыс орнына', '"Алғашқы жұмыс орны"']),
    )
    const chosen = underlined(await fill('172-annex1', other))
    expect(chosen).toContain('қоныс аударуға')
    expect(chosen.join()).not.toMatch(/жұмыс орн|Күміс|Ұрпақтар/)
  })

  it('172-annex7 leaves the answer of the creditor to the hand, and prints it when it is known', async () => {
    const answer = (bytes: Uint8Array) => /микрокредит алуға (.*?)\(мүмкіндігі бар/.exec(textOf(bytes))?.[1]
    expect(answer(await fill('172-annex7', {}))).toBe('')
    expect(answer(await fill('172-annex7', { microcredit_possible: 'impossible' }))).toBe('мүмкіндігі жоқ ')
  })

  it('172-annex11 leaves rules for the hand, without commas, when employer and family are not known', async () => {
    const text = textOf(
      await fill('172-annex11', {
        family_members: [],
        employer_name: '',
        employer_address: '',
        employer_phone: '',
        destination_place: 'Бәйтерек',
      }),
    )
    expect(text).toContain('Бәйтерек (Елді мекеннің/ауданның/облыстың атауы) (Жұмыс берушінің атауы')
    expect(text).toContain('Онымен бірге: (өтініш берушіге туыстық қатынасы')
  })
})
