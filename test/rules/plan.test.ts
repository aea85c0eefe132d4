/** R74-R82: the individual employment plan and the duty to report changes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../shared/law/catalogue'
import { addDays, buildCalendar, shippedCalendars } from '../../shared/rules'
import { allowed, explain, rules, type Finding } from '../../shared/rules/engine/finding'
import {
  changeKinds,
  planMeasures,
  r74PlanDue,
  r75MissingInPlan,
  r76Signing,
  r77PlanExport,
  r78OverdueMeasures,
  r79Monitoring,
  r80ReferralInPlan,
  r81ChangeReport,
  r82ChangesToTell,
  type PlanRecord,
} from '../../shared/rules/engine/plan'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const codes = (findings: readonly Finding[]) => findings.map((finding) => `${finding.level} ${finding.code}`)
const fields = (findings: readonly Finding[]) => findings.map((finding) => finding.field)

const plan: PlanRecord = {
  goal: 'Повар, полная занятость',
  education: 'среднее специальное',
  speciality: 'повар',
  measures: [
    { measure: 'enbek_job_search', completeOn: '2026-04-10', mark: null },
    { measure: 'youth_practice', completeOn: '2026-05-20', mark: null },
  ],
  interactions: [{ on: '2026-04-02', action: 'Посетить центр' }],
  validUntil: '2026-06-30',
  signedByPersonOn: '2026-03-26',
  signedByEmployeeOn: '2026-03-26',
  copyGivenOn: '2026-03-26',
}
const empty: PlanRecord = {
  goal: ' ',
  education: '',
  speciality: '',
  measures: [{ measure: 'public_works', completeOn: null, mark: null }],
  interactions: [{ on: '2026-04-02', action: ' ' }],
  validUntil: null,
  signedByPersonOn: null,
  signedByEmployeeOn: null,
  copyGivenOn: null,
}

describe('the plan', () => {
  it('R74 is due two working days after registration as unemployed, over Nauryz', () => {
    const due = (drawnUpOn: string | null, today: string) =>
      r74PlanDue({ unemployedSince: '2026-03-19', drawnUpOn }, on(today))
    // 20 March is day 1; 21 to 25 March are off, so that 26 March is day 2.
    expect(due(null, '2026-03-26')).toMatchObject({
      level: 'compute',
      inputs: { state: 'open', due: '2026-03-26' },
      deadline: { code: 'un_plan' },
    })
    expect(due(null, '2026-03-27')).toMatchObject({ level: 'warn', inputs: { state: 'overdue' } })
    expect(due('2026-03-26', '2026-04-30').inputs.state).toBe('done')
    expect(due('2026-03-27', '2026-04-30').inputs.state).toBe('late')
    expect(explain(due(null, '2026-03-26'), 'ru').skipped.map(({ day, why }) => [day, why !== ''])).toEqual(
      [21, 22, 23, 24, 25].map((day) => [`2026-03-${day}`, true]),
    )
    expect(explain(due(null, '2026-03-26'), 'kk').sentence).toContain('26.03.2026')
  })

  it('R75 is not printed without goal, a dated measure, a dated contact with its action, and its last day', () => {
    expect(r75MissingInPlan(plan)).toEqual([])
    const findings = r75MissingInPlan(empty)
    expect(allowed(findings)).toBe(false)
    expect(findings.map(({ level, field }) => `${level} ${field}`)).toEqual([
      'block goal',
      'block measures',
      'block interactions',
      'block validUntil',
      'record education',
      'record speciality',
    ])
    expect(fields(r75MissingInPlan({ ...plan, interactions: [{ on: null, action: 'x' }] }))).toEqual([
      'interactions',
    ])
    expect(allowed(r75MissingInPlan({ ...plan, education: '', speciality: '' }))).toBe(true)
  })

  it('R75 the form has fourteen rows', () => {
    expect(planMeasures).toHaveLength(14)
    expect(new Set(planMeasures).size).toBe(14)
  })

  it('R76 two copies are printed until both have signed, and one is given out', () => {
    expect(r76Signing(plan)).toEqual([])
    expect(fields(r76Signing({ ...plan, copyGivenOn: null }))).toEqual(['copyGivenOn'])
    const half = r76Signing({ ...plan, signedByEmployeeOn: null, copyGivenOn: null })
    expect(half[0]).toMatchObject({ level: 'print', code: 'plan_copies', inputs: { copies: 2 } })
    expect(fields(half.slice(1))).toEqual(['signedByEmployeeOn', 'copyGivenOn'])
  })

  it('R77 goes out for AIS inside the term of R74, once it is signed', () => {
    const send = (exportedOn: string | null, signed: string | null, today: string) =>
      r77PlanExport(
        { unemployedSince: '2026-03-19', exportedOn, signedByPersonOn: signed, signedByEmployeeOn: signed },
        on(today),
      )
    expect(send(null, null, '2026-04-30')).toBeNull()
    expect(send(null, '2026-03-20', '2026-03-26')!.inputs).toMatchObject({ state: 'open', due: '2026-03-26' })
    expect(send(null, '2026-03-20', '2026-03-27')!.level).toBe('warn')
    expect(send('2026-03-27', '2026-03-20', '2026-03-30')!.inputs.state).toBe('late')
  })

  it('R78 a measure is overdue from the day after its date until it is done', () => {
    expect(r78OverdueMeasures(plan, '2026-04-10')).toEqual([])
    expect(fields(r78OverdueMeasures(plan, '2026-04-11'))).toEqual(['measures.enbek_job_search'])
    const marked = (done: boolean): PlanRecord => ({
      ...plan,
      measures: [{ ...plan.measures[0]!, mark: { done, on: '2026-04-09', note: '' } }],
    })
    expect(r78OverdueMeasures(marked(true), '2026-06-01')).toEqual([])
    expect(r78OverdueMeasures(marked(false), '2026-06-01')).toHaveLength(1)
    expect(r78OverdueMeasures(empty, '2027-01-01')).toEqual([])
  })

  it('R78 a later day never has fewer overdue measures', () => {
    const anyDay = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
    const row = fc.record({
      measure: fc.constantFrom(...planMeasures),
      completeOn: fc.option(anyDay),
      mark: fc.option(fc.record({ done: fc.boolean(), on: fc.option(anyDay), note: fc.string() })),
    })
    fc.assert(
      fc.property(fc.array(row), anyDay, fc.nat(100), (measures, today, more) => {
        const now = r78OverdueMeasures({ measures }, today)
        expect(r78OverdueMeasures({ measures }, addDays(today, more)).length >= now.length).toBe(true)
        expect(now.every((finding) => finding.inputs.due! < today)).toBe(true)
      }),
    )
  })

  it('R79 monitoring asks for a mark with its day, and lists a plan that ended with measures open', () => {
    expect(r79Monitoring(plan, '2026-04-10')).toEqual([])
    expect(codes(r79Monitoring(plan, '2026-04-11'))).toEqual(['record plan_measure_unmarked'])
    const marked = plan.measures.map((row) => ({ ...row, mark: { done: true, on: null, note: '' } }))
    expect(codes(r79Monitoring({ ...plan, measures: marked }, '2026-07-01'))).toEqual([
      'record plan_mark_day_missing',
      'record plan_mark_day_missing',
    ])
    const seen = plan.measures.map((row) => ({ ...row, mark: { done: false, on: '2026-06-29', note: '' } }))
    expect(r79Monitoring({ ...plan, measures: seen }, '2026-06-30')).toEqual([])
    expect(r79Monitoring({ ...plan, measures: seen }, '2026-07-01')).toMatchObject([
      { code: 'plan_over', level: 'warn', inputs: { open: 2 } },
    ])
  })

  it('R80 a referral outside the plan is warned of, never stopped', () => {
    expect(r80ReferralInPlan('youth_practice', plan)).toBeNull()
    expect(r80ReferralInPlan('subsidised_job', plan)).toBeNull()
    expect(r80ReferralInPlan('public_works', plan)!.code).toBe('referral_outside_plan')
    expect(r80ReferralInPlan('public_works', empty)!.code).toBe('referral_outside_plan')
    expect(r80ReferralInPlan('relocation', plan)!.code).toBe('referral_no_plan_row')
    expect(r80ReferralInPlan('public_works', null)!.code).toBe('referral_without_plan')
  })

  it('R80 every measure of every edition but relocation has its row', () => {
    const measures = catalogue
      .filter((service) => service.code === 'S-REF')
      .flatMap((service) => service.measures.map(({ code }) => code))
    expect(measures.length).toBeGreaterThan(15)
    const without = measures.filter(
      (code) => r80ReferralInPlan(code, { measures: [] })!.code === 'referral_no_plan_row',
    )
    expect(new Set(without)).toEqual(new Set(['relocation']))
  })
})

describe('the duty to report changes', () => {
  it('R81 five working days from the event, over the May holidays', () => {
    const report = (reportedOn: string | null, today: string) =>
      r81ChangeReport({ kind: 'residence', eventOn: '2026-04-30', reportedOn }, on(today))
    // 1 and 7 May are holidays, 9 May is moved to 11 May: 4, 5, 6, 8 and 12 May count.
    expect(report(null, '2026-05-12')).toMatchObject([
      { level: 'compute', inputs: { state: 'open', due: '2026-05-12', kind: 'residence' } },
    ])
    expect(report(null, '2026-05-13')[0]!.inputs.state).toBe('overdue')
    expect(report('2026-05-12', '2026-06-01')[0]!.inputs.state).toBe('done')
    expect(report('2026-05-13', '2026-06-01')[0]!.inputs.state).toBe('late')
  })

  it('R81 what would have barred a registration is noted beside it and ends nothing', () => {
    const noted = changeKinds.filter(
      (kind) =>
        r81ChangeReport({ kind, eventOn: '2026-04-30', reportedOn: null }, on('2026-05-01')).length > 1,
    )
    expect(noted).toEqual(['work', 'entrepreneurship', 'founder', 'pension'])
    expect(
      allowed(r81ChangeReport({ kind: 'work', eventOn: '2026-04-30', reportedOn: null }, on('2027-01-01'))),
    ).toBe(true)
  })

  it('R82 the list of changes and its limit can be shown at signing', () => {
    const told = r82ChangesToTell()
    expect(told.inputs.days).toBe(5)
    expect(explain(told, 'ru').sentence).toContain('5 рабочих дней')
    expect(explain(told, 'kk').sentence).toContain('5 жұмыс күні')
  })
})

it('every rule from R74 to R117 and from R159 to R164 says its source and what it asks', () => {
  const numbers = [...Array(44).keys()].map((n) => n + 74).concat([...Array(6).keys()].map((n) => n + 159))
  for (const number of numbers) expect(rules.has(`R${number}`), `R${number}`).toBe(true)
})

it('every finding of the plan explains itself in all languages', () => {
  const days: [string | null, string][] = [
    [null, '2026-03-26'],
    [null, '2026-03-27'],
    ['2026-03-26', '2026-04-01'],
    ['2026-03-27', '2026-04-01'],
  ]
  const everyRow: PlanRecord['measures'] = planMeasures.flatMap((measure) => [
    { measure, completeOn: '2026-04-10', mark: null },
    { measure, completeOn: '2026-04-10', mark: { done: false, on: null, note: '' } },
  ])
  const findings = [
    ...days.flatMap(([done, today]) => [
      r74PlanDue({ unemployedSince: '2026-03-19', drawnUpOn: done }, on(today)),
      r77PlanExport({ ...plan, unemployedSince: '2026-03-19', exportedOn: done }, on(today))!,
      ...changeKinds.flatMap((kind) =>
        r81ChangeReport({ kind, eventOn: '2026-03-16', reportedOn: done }, on(today)),
      ),
    ]),
    ...r75MissingInPlan({ ...empty, measures: [] }),
    ...r76Signing(empty),
    ...r78OverdueMeasures({ measures: everyRow }, '2026-07-01'),
    ...r79Monitoring({ measures: everyRow, validUntil: '2026-06-30' }, '2026-07-01'),
    ...['public_works', 'relocation'].map((measure) => r80ReferralInPlan(measure, empty)!),
    r80ReferralInPlan('public_works', null)!,
    r82ChangesToTell(),
  ]
  expectExplained(findings)
  const said = new Set(findings.map((finding) => finding.code))
  expect(codesIn('plan.ts').filter((code) => !said.has(code))).toEqual([])
})
