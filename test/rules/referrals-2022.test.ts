/** R148-R158: referrals in the edition of 2022, for cases of that time; R174-R177: the passport before it. */
import { describe, expect, it } from 'vitest'
import { lawIn, lawOn, serviceOn } from '../../shared/law/catalogue'
import { askedItems, desksOf, measuresOf } from '../../shared/law/intake'
import { buildCalendar, openState, shippedCalendars } from '../../shared/rules'
import { allowed, type Finding } from '../../shared/rules/engine/finding'
import {
  r120Application,
  r126Refusal,
  r131IntakeRefusal,
  r134Form,
  r138SlipDue,
  r141Slip,
  r149PowerOfAttorney,
  r157CorporationDue,
  slipRules,
  type Counterpart,
} from '../../shared/rules/engine/referrals'
import { expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const counting = { calendar }
const service = lawIn('S-REF', '172')
const passport = lawIn('S-JS', 'passport-2020')
const codes = (findings: readonly Finding[]) => {
  expectExplained(findings)
  return findings.map(({ rule, level, code }) => `${rule} ${level} ${code}`)
}
const asked = (measure: string, age: number, recipient = 'student_or_senior_pupil') =>
  askedItems(service, { place: '', caseId: '', measure, recipient, term: '', conditions: {} }, age)

describe('referrals in the edition of 2022', () => {
  it('R148 of its days is this edition, given by the employment centre, also through the State Corporation', () => {
    expect(lawOn('S-REF', '2022-06-05')).toBe(service)
    expect(lawOn('S-REF', '2024-05-16')).toBe(service)
    expect(lawOn('S-REF', '2022-06-04')).toBeUndefined()
    expect(lawOn('S-REF', '2024-05-17')?.edition).toBe('129')
    expect(service.provider.code).toBe('employment_centre')
    expect(desksOf(service)).toEqual(['provider', 'state_corporation'])
    expect(service.places.map(({ place }) => place)).toEqual([
      'provider',
      'state_corporation',
      'egov',
      'enbek',
    ])
  })

  it('R149 a representative shows a power of attorney with number and day', () => {
    expect(r120Application({ measures: ['relocation'], byRepresentative: true }, service)).toEqual([])
    expect(codes(r149PowerOfAttorney({ powerNumber: '', powerDate: null }, service))).toEqual([
      'R149 record ref_field_missing',
      'R149 record ref_field_missing',
    ])
    expect(r149PowerOfAttorney({ powerNumber: '77', powerDate: '2023-02-01' }, service)).toEqual([])
    // The edition in force does not speak of one: warned of instead (R120).
    expect(r149PowerOfAttorney({ powerNumber: '', powerDate: null }, lawIn('S-REF', '129'))).toEqual([])
  })

  it('R150 table K.1 for a grown applicant', () => {
    const list = (measure: string) =>
      asked(measure, 30, 'unemployed')
        .map(({ item, need }) => item.id + (need === 'required' ? '!' : '?'))
        .slice(1)
        .join(' ')
    const plain = 'identity_document! labour_book? education?'
    expect(Object.fromEntries(measuresOf(service).map(({ code }) => [code, list(code)]))).toEqual({
      vocational_training: plain + ' health_certificate!',
      bastau_business: 'identity_document!',
      microcredit: 'identity_document!',
      youth_practice: 'identity_document! labour_book? professional_education!',
      social_job: plain,
      first_job: plain,
      generations_contract: plain,
      silver_age: plain,
      public_works: plain,
      relocation: plain,
    })
  })

  it('R151 both consents from the sixteenth to the eighteenth birthday', () => {
    const consents = (age: number) =>
      asked('public_works', age)
        .filter(({ item, need }) => item.id.endsWith('_consent') && need === 'required')
        .map(({ item }) => item.id)
    expect(consents(15)).toEqual([])
    for (const age of [16, 17]) expect(consents(age)).toEqual(['parent_consent', 'school_consent'])
    expect(consents(18)).toEqual([])
  })

  it('R152 missing or expired papers get the receipt in two copies', () => {
    const papers = asked('public_works', 16).map(({ item, need }) => ({
      id: item.id,
      need,
      presented: item.id !== 'school_consent',
      expiresOn: null,
    }))
    const { missing, findings } = r131IntakeRefusal(papers, '2023-02-01', service)
    expect(missing).toEqual(['school_consent'])
    expect(codes(findings)).toEqual(['R152 block ref_package_refused'])
    expect(findings[0]!.inputs).toMatchObject({ missing: 1, expired: 0, copies: 2 })
    expect(service.intakeRefusal).toMatchObject({
      form: '172-annex3',
      by: ['provider', 'state_corporation'],
    })
  })

  it('R153 two grounds of refusal, for every measure', () => {
    const refuse = (ground: string) =>
      r126Refusal(
        { measure: 'microcredit', grounds: [ground], explanation: '', textsHeld: new Set() },
        service,
      )
    for (const ground of ['inaccurate', 'requirements_not_met']) expect(refuse(ground)).toEqual([])
    for (const ground of ['negative_approval', 'social_code_111_7'])
      expect(codes(refuse(ground))).toEqual(['R153 block ref_ground_not_listed'])
  })

  it('R154 the form of each measure', () => {
    const form = (measure: string, counterpart: Counterpart | null = null) => {
      const { form, findings } = r134Form({ measure, counterpart }, service)
      for (const { rule } of findings) expect(rule).toBe('R154')
      expect(allowed(findings)).toBe(true)
      return form
    }
    const annexOf: Record<string, number> = {
      bastau_business: 6,
      microcredit: 7,
      youth_practice: 8,
      first_job: 9,
      generations_contract: 9,
      silver_age: 9,
      public_works: 10,
      relocation: 11,
    }
    for (const [measure, annex] of Object.entries(annexOf)) expect(form(measure)).toBe(`172-annex${annex}`)
    expect(form('vocational_training', 'education_organisation')).toBe('172-annex4')
    expect(form('vocational_training', 'employer')).toBe('172-annex5')
    expect(form('vocational_training', 'creditor')).toBeNull()
  })

  it('R155 thirty minutes to wait and thirty to be served, at both desks', () => {
    for (const limits of [service.waiting, service.serving]) {
      expect(limits.map(({ place, minutes, rule }) => [place, minutes, rule])).toEqual([
        ['provider', 30, 'fixed'],
        ['state_corporation', 30, 'fixed'],
      ])
    }
  })

  it('R156 on a Saturday and at lunch only the State Corporation is open', () => {
    const hoursAt = (place: string) => service.workingHours.find((one) => one.place === place)!
    const open = (place: string, time: string) => {
      const { days, opens, closes, breakFrom, breakTo } = hoursAt(place)
      const week = buildCalendar(shippedCalendars, days === 'mon_sat' ? 6 : 5)
      const hours = { opens: opens!, closes: closes!, breakFrom: breakFrom ?? '', breakTo: breakTo ?? '' }
      return openState(time, week, hours).open
    }
    // A Saturday, a Friday at lunch and in the evening, a Sunday, a holiday.
    const moments = ['2026-11-21T12:00', '2026-11-20T13:30', '2026-11-20T19:59', '2026-11-22T12:00']
    expect(moments.map((moment) => open('provider', moment))).toEqual([false, false, false, false])
    expect(moments.map((moment) => open('state_corporation', moment))).toEqual([true, true, true, false])
    expect(open('provider', '2026-11-20T14:30')).toBe(true)
    expect(open('state_corporation', '2026-11-20T20:00')).toBe(false)
    for (const place of ['provider', 'state_corporation']) expect(open(place, '2026-12-16T10:00')).toBe(false)
    expect(hoursAt('egov')).toMatchObject({ opens: '00:00', closes: '24:00' })
  })

  it('R157 the day on which the State Corporation accepts is never counted', () => {
    const due = r157CorporationDue('2024-03-20', calendar)
    expect(codes([due])).toEqual(['R157 print ref_corporation_receipt'])
    expect(due.inputs).toMatchObject({ due: '2024-03-26' })
    const receipt = service.confirmations.find(({ place }) => place === 'state_corporation')!
    expect(receipt).toMatchObject({ kind: 'receipt', paper: true, contents: ['service_result_date'] })
    expect(lawIn('S-REF', '129').places.map(({ place }) => place)).not.toContain('state_corporation')
  })

  it('R158 five working days for the slip of every form but relocation, and from whom', () => {
    const back = Object.fromEntries(
      [...slipRules.values()]
        .filter(({ rule }) => rule === 'R158')
        .map(({ form, returnedBy }) => {
          const finding = r138SlipDue({ form, issuedOn: '2024-03-19' }, counting)
          codes([finding])
          return [form.slice(9), [returnedBy, finding.inputs['due'] ?? null]]
        }),
    )
    expect(back).toEqual({
      4: ['education_organisation', '2024-03-29'],
      5: ['employer', '2024-03-29'],
      6: ['training_organisation', '2024-03-29'],
      7: ['creditor', '2024-03-29'],
      8: ['employer', '2024-03-29'],
      9: ['employer', '2024-03-29'],
      10: ['employer', '2024-03-29'],
      11: ['receiving_centre', null],
    })
    const answer = r141Slip(
      { number: '5', form: '172-annex7', issuedOn: '2024-03-19', name: 'Ермеков Арман', period: null },
      {
        returnedOn: '2024-03-29',
        name: 'Ермеков Арман',
        period: null,
        hireOrderCopy: false,
        written: {
          microcredit_possible: 'impossible',
          creditor_representative_full_name: 'Ким В.',
          notice_date: '2024-03-28',
        },
      },
      counting,
    )
    expect(answer).toEqual({ event: 'return_notice', closes: 'answered', findings: [] })
  })
})

describe('the passport of 2020', () => {
  it('R174 R177 is never the edition of a case', () => {
    for (const day of ['2020-06-01', '2022-06-05', '2023-06-30', '2023-07-01', '2026-03-20']) {
      expect(lawOn('S-JS', day)).not.toBe(passport)
      expect(serviceOn('S-JS', day)).not.toBe(passport)
    }
    expect(passport.numberPrefix).toBeNull()
    expect(passport.annexes).toEqual([])
    expect(passport.places.map(({ place }) => place)).toContain('state_corporation')
    expect(passport.result.ru).toMatch(/^Справка о регистрации/u)
  })

  it('R175 its minutes, R176 its papers: the same as at the counter today', () => {
    expect(passport.waiting.every(({ minutes }) => minutes === 30)).toBe(true)
    expect(passport.serving.every(({ minutes }) => minutes === 20)).toBe(true)
    const papers = (of: typeof passport) =>
      askedItems(
        of,
        { place: 'provider', caseId: '', measure: '', recipient: '', term: '', conditions: {} },
        30,
      ).map(({ item, need }) => [item.id, need])
    expect(papers(passport)).toEqual(papers(lawIn('S-JS', '214')))
    const portal = passport.documents!.find(({ places }) => places.includes('egov'))!
    expect(portal.items.map(({ annex }) => annex)).toEqual(['2'])
  })
})
