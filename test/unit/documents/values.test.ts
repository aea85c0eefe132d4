import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../shared/errors'
import { forms } from '../../../main/core/documents/forms'
import { cleanText, templateValues } from '../../../main/core/documents/values'

const notice = forms.get('214-annex3')!
const full = notice.sample.kk as Record<string, string>
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof CodedError ? error.value : error
  }
  return null
}

describe('values of a form', () => {
  it('takes out what would make a file that does not open, or a name that reads otherwise', () => {
    expect(cleanText('А\u0000Б\u000bВ\u001fГ\uFFFEД\uFFFF')).toBe('АБВГД')
    expect(cleanText('жол\r\nжол\rжол\nжол')).toBe('жол\nжол\nжол\nжол')
    expect(cleanText('a\uD800b\uDC00c 😀')).toBe('abc 😀')
    expect(cleanText('Ива\u202Eнов\u2066')).toBe('Иванов')
  })

  it('names the missing required field', () => {
    expect(codeOf(() => templateValues(notice, 'kk', { ...full, applicant_full_name: ' \u0000 ' }))).toEqual({
      code: 'form_field_missing',
      params: { field: 'applicant_full_name', form: '214-annex3' },
    })
  })

  it('R75 puts the days of the planned measures into the rows that the form prints, the others stay blank', () => {
    const plan = forms.get('214-annex10')!
    const values = templateValues(plan, 'kk', plan.sample.kk)
    expect(values.plan_measures__vocational_training).toBe('31.08.2026')
    expect(values.plan_measures__public_works).toBe('')
    expect(values.plan_interactions).toMatchObject([
      { interaction_date: '10.04.2026', last: '' },
      { interaction_date: '10.05.2026' },
      { interaction_date: '10.06.2026', last: 'yes' },
    ])
    const missing = (field: string, rows: Record<string, string>[]) =>
      expect(codeOf(() => templateValues(plan, 'kk', { ...plan.sample.kk, [field]: rows }))).toEqual({
        code: 'form_field_missing',
        params: { field, form: '214-annex10' },
      })
    missing('plan_interactions', [])
    missing('plan_measures', [{ measure_code: 'public_works', completion_date: '' }])
    missing('plan_measures', [
      { measure_code: 'public_works', completion_date: '2026-08-31' },
      { measure_code: 'of_no_row', completion_date: '2026-08-31' },
    ])
    const wrong = [{ interaction_date: '2026-02-30', interaction_action: 'келу' }]
    expect(
      codeOf(() => templateValues(plan, 'kk', { ...plan.sample.kk, plan_interactions: wrong })),
    ).toMatchObject({ code: 'date_invalid', params: { field: 'plan_interactions' } })
  })

  it('refuses a date that does not exist', () => {
    expect(codeOf(() => templateValues(notice, 'kk', { ...full, issue_date: '2025-02-29' }))).toMatchObject({
      code: 'date_invalid',
    })
  })

  it('drops the full stop of a value before the full stop of the form', () => {
    expect(templateValues(notice, 'ru', { ...full, refusal_reason: 'причина.' }).refusal_reason).toBe(
      'причина',
    )
  })

  it('gives each option of a choice a name of its own, and takes booleans for yes and no', () => {
    const application = forms.get('214-annex1')!
    const values = templateValues(application, 'kk', application.sample.kk)
    expect(values.consent_publish_resume__yes).toBe(true)
    expect(values.consent_publish_resume__no).toBe(false)
    expect(values.consent_outsourcing_transfer__yes).toBe(false)
    const unanswered = { ...application.sample.kk, consent_publish_resume: null }
    expect(codeOf(() => templateValues(application, 'kk', unanswered))).toMatchObject({
      code: 'form_field_missing',
    })
  })
})
