/** R159-R164: complaints. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lawIn } from '../../shared/law/catalogue'
import { addDays, buildCalendar, shippedCalendars } from '../../shared/rules'
import {
  r161ComplaintMissing,
  r159NoDays,
  r160Court,
  r162Forwarding,
  r163AnswerDue,
  r164CourtAfterComplaint,
  type ComplaintRecord,
} from '../../shared/rules/engine/complaints'
import { explain, type Finding } from '../../shared/rules/engine/finding'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const seekers = lawIn('S-JS', '214')
const unemployed = lawIn('S-UN', '214')
const referrals = ['129', '172'].map((edition) => lawIn('S-REF', edition))
const [referral] = referrals as [(typeof referrals)[number]]
const fields = (findings: readonly Finding[]) => findings.map(({ rule, field }) => `${rule} ${field}`)

const none: ComplaintRecord = {
  on: null,
  about: null,
  addressee: null,
  receivedByProviderOn: null,
  forwardedOn: null,
  satisfiedOn: null,
  registeredOn: null,
  answeredOn: null,
}
const entry: ComplaintRecord = {
  ...none,
  on: '2026-03-19',
  about: 'decision',
  addressee: 'local_body',
  receivedByProviderOn: '2026-03-19',
  registeredOn: '2026-03-20',
}

describe('Order No 214', () => {
  it('R159 art. 91 of the Code, without days of its own: none are computed, and that is said', () => {
    for (const service of [seekers, unemployed]) {
      expect(service.complaint.limits).toEqual([])
      expect(service.complaint.clause).toBe('59')
      expect(service.complaint.text!.kk).toContain('91')
      expect(service.complaint.text!.ru).toContain('91')
      expect(r159NoDays(service)!.level).toBe('info')
      expect(r162Forwarding(service, entry, on('2027-01-01'))).toBeNull()
      expect(r163AnswerDue(service, entry, on('2027-01-01'))).toBeNull()
    }
    expect(explain(r159NoDays(seekers)!, 'kk').sentence).toContain('ӘРПК')
  })

  it('R159 the register asks what it is about and when it came, no addressee', () => {
    expect(fields(r161ComplaintMissing(seekers, none))).toEqual(['R159 about', 'R159 on'])
    expect(r161ComplaintMissing(seekers, { ...entry, addressee: null })).toEqual([])
  })

  it('R160 court, with the paragraph that says so', () => {
    expect(r160Court(seekers)).toMatchObject({ level: 'info', inputs: { clause: '60' } })
    expect(r160Court({ complaint: { ...seekers.complaint, court: null } })).toBeNull()
  })
})

describe('Order No 84, annex 8-1', () => {
  it('R161 the head of the provider, the body for quality or the local body; day and addressee are recorded', () => {
    for (const service of referrals) expect(service.complaint.addressees).toHaveLength(3)
    expect(fields(r161ComplaintMissing(referral, none))).toEqual(['R159 about', 'R161 on', 'R161 addressee'])
    expect(r161ComplaintMissing(referral, entry)).toEqual([])
  })

  it('R162 is sent on in three working days from receipt, over Nauryz', () => {
    for (const service of referrals) {
      const sent = (forwardedOn: string | null, today: string) =>
        r162Forwarding(service, { ...entry, forwardedOn }, on(today))!.inputs
      expect(sent(null, '2026-03-27')).toMatchObject({ state: 'open', due: '2026-03-27' })
      expect(sent(null, '2026-03-28').state).toBe('overdue')
      expect(sent('2026-03-27', '2026-04-30').state).toBe('done')
      expect(sent('2026-03-30', '2026-04-30').state).toBe('late')
    }
    expect(r162Forwarding(referral, { ...entry, receivedByProviderOn: null }, on('2026-04-30'))).toBeNull()
  })

  it('R162 is not sent on when it was fully satisfied inside the three days; afterwards it still was due', () => {
    const satisfied = (satisfiedOn: string) =>
      r162Forwarding(referral, { ...entry, satisfiedOn }, on('2026-04-30'))!
    expect(satisfied('2026-03-27')).toMatchObject({ level: 'info', code: 'complaint_satisfied' })
    expect(satisfied('2026-03-30')).toMatchObject({ level: 'warn', inputs: { state: 'overdue' } })
  })

  it('R163 five working days for the local body, fifteen for the body for quality, from registration', () => {
    const due = (addressee: ComplaintRecord['addressee'], more: Partial<ComplaintRecord> = {}) =>
      r163AnswerDue(referral, { ...entry, addressee, ...more }, on('2026-03-20'))?.inputs.due
    // 26, 27, 30, 31 March and 1 April.
    expect(due('local_body')).toBe('2026-04-01')
    expect(due('quality_body')).toBe('2026-04-15')
    expect(due('provider_head')).toBeUndefined()
    expect(due('local_body', { registeredOn: null })).toBeUndefined()
  })

  it('R163 the body for quality is never due before the local body, and never on a day off', () => {
    const anyDay = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2024-01-01', days))
    fc.assert(
      fc.property(anyDay, (registeredOn) => {
        const due = (addressee: ComplaintRecord['addressee']) =>
          r163AnswerDue(referral, { ...entry, addressee, registeredOn }, on(registeredOn))!.deadline!.due
        expect(due('quality_body') > due('local_body')).toBe(true)
        expect(calendar.isWorkingDay(due('local_body')) && calendar.isWorkingDay(due('quality_body'))).toBe(
          true,
        )
      }),
    )
  })

  it('R164 court without a complaint on record is warned of, not stopped', () => {
    expect(r164CourtAfterComplaint(null)).toMatchObject({ level: 'warn' })
    expect(r164CourtAfterComplaint(none)).toMatchObject({ code: 'complaint_court_early' })
    expect(r164CourtAfterComplaint(entry)).toBeNull()
    for (const service of referrals) expect(service.complaint.text!.kk).toContain('сотқа дейінгі')
  })
})

it('every finding of complaints explains itself in all languages', () => {
  const days: [string | null, string][] = [
    [null, '2026-03-20'],
    [null, '2026-05-20'],
    ['2026-03-20', '2026-03-20'],
    ['2026-05-19', '2026-05-20'],
  ]
  const findings = [
    ...days.flatMap(([done, today]) => [
      r162Forwarding(referral, { ...entry, forwardedOn: done }, on(today))!,
      r163AnswerDue(referral, { ...entry, answeredOn: done }, on(today))!,
    ]),
    r162Forwarding(referral, { ...entry, satisfiedOn: '2026-03-20' }, on('2026-03-20'))!,
    ...r161ComplaintMissing(referral, none),
    ...r161ComplaintMissing(seekers, none),
    r159NoDays(seekers)!,
    r160Court(seekers)!,
    r160Court(referral)!,
    r164CourtAfterComplaint(null)!,
  ]
  expectExplained(findings)
  const said = new Set(findings.map((finding) => finding.code))
  expect(codesIn('complaints.ts').filter((code) => !said.has(code))).toEqual([])
})
