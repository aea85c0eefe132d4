/** R55-R73: what the engine says about the registration as unemployed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordSchemas, stageCodes } from '../../main/core/exchange/records'
import { lawIn } from '../../shared/law/catalogue'
import { addDays, ageOn, buildCalendar, shippedCalendars } from '../../shared/rules'
import { allowed, explain, type Finding } from '../../shared/rules/engine/finding'
import {
  dayOfAge,
  r55NoDocuments,
  r55ServiceDue,
  r56DueForTransition,
  r56Transition,
  r56TransitionDay,
  r58PreCheck,
  r59UnderSixteen,
  r60Employed,
  r61RetirementAge,
  r62FalseData,
  r63Student,
  r64Sentence,
  r66Notice,
  r68PaymentInformation,
  r69SocialPayment,
  r70Stages,
  r71Information,
  r72Expired,
  r72ValidUntil,
  r73Visits,
  RetirementAges,
  retirementAges,
  retirementDay,
  type BarFacts,
  type JobSeekerCase,
} from '../../shared/rules/engine/unemployed'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const transitionDay = (registeredOn: string, countFromSameDay = false) =>
  r56TransitionDay(registeredOn, { calendar, countFromSameDay }).day
const codes = (findings: readonly Finding[]) => findings.map((finding) => `${finding.level} ${finding.code}`)
const anyDay = fc.integer({ min: 0, max: 365 * 4 }).map((days) => addDays('2023-07-01', days))
const anyBirth = fc.integer({ min: 0, max: 365 * 70 }).map((days) => addDays('1945-01-01', days))
const anySex = fc.constantFrom('female' as const, 'male' as const)

const seeker: JobSeekerCase = { registeredOn: '2026-11-20', placedOn: null, refusedOn: null, ais: null }
const facts: BarFacts = {
  birthDate: '1985-03-15',
  sex: 'female',
  employed: false,
  pensionKind: null,
  falseData: false,
  studentClaimsMeasures: false,
  sentence: 'none',
}
const grounds = lawIn('S-UN', '214').refusalGrounds.map((ground) => ground.id)

describe('the transition', () => {
  it('R55 asks for no document at all', () => {
    expect(r55NoDocuments([])).toEqual([])
    expect(allowed(r55NoDocuments(['identity_document']))).toBe(false)
  })

  it('R55 two working days, from the end of matching or from an earlier refusal', () => {
    const due = (one: Partial<JobSeekerCase>) => r55ServiceDue({ ...seeker, ...one }, on('2026-11-26')).inputs
    expect(due({})).toMatchObject({ start: '2026-11-24', due: '2026-11-26', state: 'open' })
    expect(due({ refusedOn: '2026-11-23' })).toMatchObject({ start: '2026-11-23', due: '2026-11-25' })
    expect(due({ refusedOn: '2026-11-23' }).state).toBe('overdue')
    expect(due({ refusedOn: '2026-11-25' }).start).toBe('2026-11-24')
    const ais = { status: 'unemployed' as const, on: '2026-11-25' }
    expect(due({ ais }).state).toBe('done')
  })

  it('R56 expected transition is the day after the two working days', () => {
    expect(transitionDay('2026-11-20')).toBe('2026-11-25')
    // Friday is the last of the two days: the period has passed on Saturday, and AIS works by itself.
    expect(transitionDay('2026-11-18')).toBe('2026-11-21')
    expect(transitionDay('2026-03-19')).toBe('2026-03-27')
    expect(transitionDay('2025-12-31')).toBe('2026-01-07')
    // 30 August was a holiday to 2025, and moved to 1 September.
    expect(transitionDay('2025-08-28')).toBe('2025-09-03')
    expect(transitionDay('2026-08-28')).toBe('2026-09-02')
    expect(transitionDay('2026-11-20', true)).toBe('2026-11-24')
  })

  it('R56 R57 the later the registration, the later the transition; a refusal never makes it later', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 20 }), (day, more) => {
        const later = addDays(day, more)
        expect(transitionDay(later) >= transitionDay(day)).toBe(true)
        expect(calendar.workingDaysBetween(day, addDays(transitionDay(day), -1))).toBe(2)
        const refused = { ...seeker, registeredOn: day, refusedOn: later }
        const expected = String(r56Transition(refused, on(day))!.inputs.expected)
        expect(expected <= transitionDay(day) && expected >= day).toBe(true)
      }),
    )
  })

  it('R56 lists who is due, leaves out who found work or of whom AIS has told', () => {
    const due: JobSeekerCase = { ...seeker, registeredOn: '2026-11-19' }
    const cases: JobSeekerCase[] = [
      due,
      seeker,
      { ...due, placedOn: '2026-11-21' },
      { ...due, ais: { status: 'unemployed', on: '2026-11-24' } },
      { ...seeker, refusedOn: '2026-11-23' },
    ]
    expect(r56DueForTransition(cases, on('2026-11-24'))).toEqual([due, cases[4]])
    expect(r56Transition(seeker, on('2026-11-24'))!.inputs).toMatchObject({
      state: 'waiting',
      expected: '2026-11-25',
    })
    expect(r56Transition({ ...due, placedOn: '2026-12-01' }, on('2026-12-02'))).not.toBeNull()
  })

  it('R56 the day that AIS gives is taken over and shown beside the expected one', () => {
    const ais = { status: 'refused' as const, on: '2026-11-26' }
    expect(r56Transition({ ...seeker, ais }, on('2026-11-27'))).toMatchObject({
      level: 'info',
      inputs: { on: '2026-11-26', expected: '2026-11-25', status: 'refused' },
    })
  })

  it('R57 a refusal of the offered job does not wait for the end of the period', () => {
    const refused = { ...seeker, refusedOn: '2026-11-21' }
    expect(r56Transition(refused, on('2026-11-21'))).toMatchObject({
      rule: 'R57',
      inputs: { state: 'due', expected: '2026-11-21', refusal: true },
    })
    expect(r56Transition({ ...seeker, refusedOn: '2026-11-25' }, on('2026-11-25'))!.rule).toBe('R56')
  })
})

describe('the bars', () => {
  it('R58 collects the known bars and only warns: AIS decides', () => {
    expect(r58PreCheck(facts, '2026-11-25')).toEqual([])
    const unknown: BarFacts = {
      birthDate: '1985-03-15',
      sex: null,
      employed: null,
      pensionKind: null,
      falseData: null,
      studentClaimsMeasures: null,
      sentence: null,
    }
    expect(r58PreCheck(unknown, '2026-11-25')).toEqual([])
    const all = r58PreCheck(
      {
        birthDate: '2012-01-01',
        sex: 'male',
        employed: true,
        pensionKind: null,
        falseData: true,
        studentClaimsMeasures: true,
        sentence: 'imprisonment',
      },
      '2026-11-25',
    )
    expect(all.map((finding) => finding.rule)).toEqual(['R59', 'R60', 'R62', 'R63', 'R64'])
    expect(allowed(all)).toBe(true)
    const known = lawIn('S-UN', '214').refusalGrounds.map((ground) => ground.rule)
    for (const { rule } of all) expect(known).toContain(rule)
  })

  it('R59 the sixteenth birthday is the first day without the bar', () => {
    const bar = (birthDate: string, day: string) => r59UnderSixteen({ birthDate }, day)?.inputs.age
    expect(bar('2010-11-25', '2026-11-24')).toBe(15)
    expect(bar('2010-11-25', '2026-11-25')).toBeUndefined()
    expect(bar('2012-02-29', '2028-02-28')).toBe(15)
    expect(bar('2012-02-29', '2028-02-29')).toBeUndefined()
  })

  it('R60 R62 R63 R64 each bar by itself', () => {
    expect(r60Employed({ employed: true })).toMatchObject({ rule: 'R60', level: 'warn' })
    expect(r60Employed({ employed: null })).toBeNull()
    expect(r62FalseData({ falseData: true })?.rule).toBe('R62')
    expect(r62FalseData({ falseData: false })).toBeNull()
    const student = r63Student({ studentClaimsMeasures: true })!
    expect(explain(student, 'ru').sentence).toContain('общественные работы')
    expect(r63Student({ studentClaimsMeasures: false })).toBeNull()
    const barred = (['correctional_labour', 'compulsory_labour', 'imprisonment'] as const).map(
      (sentence) => r64Sentence({ sentence })?.rule,
    )
    expect(barred).toEqual(['R64', 'R64', 'R64'])
    for (const sentence of ['none', 'imprisonment_conditional', null] as const)
      expect(r64Sentence({ sentence })).toBeNull()
  })

  it('R61 the day on which an age is reached', () => {
    expect(dayOfAge('1965-11-20', { years: 61, months: 0 })).toBe('2026-11-20')
    expect(dayOfAge('1966-07-15', { years: 61, months: 6 })).toBe('2028-01-15')
    expect(dayOfAge('1966-06-30', { years: 61, months: 6 })).toBe('2027-12-30')
    expect(dayOfAge('1966-08-31', { years: 61, months: 6 })).toBe('2028-03-01')
    expect(dayOfAge('1964-02-29', { years: 63, months: 0 })).toBe('2027-03-01')
    expect(dayOfAge('1968-02-29', { years: 62, months: 6 })).toBe('2030-08-29')
    fc.assert(
      fc.property(anyBirth, fc.integer({ min: 40, max: 80 }), (birth, years) => {
        const day = dayOfAge(birth, { years, months: 0 })
        expect([ageOn(birth, day), ageOn(birth, addDays(day, -1))]).toEqual([years, years - 1])
      }),
    )
  })

  it('R61 the dated table by sex: 63 for men, for women 61 rising by half a year from 2028 to 63', () => {
    const woman = (birthDate: string) => retirementDay({ birthDate, sex: 'female' })
    const man = (birthDate: string) => retirementDay({ birthDate, sex: 'male' })
    expect(man('1963-11-25')).toBe('2026-11-25')
    expect(woman('1965-11-25')).toBe('2026-11-25')
    expect(woman('1966-12-31')).toBe('2027-12-31')
    // A day later the age of 2028 is asked for.
    expect(woman('1967-01-01')).toBe('2028-07-01')
    expect(woman('1967-07-01')).toBe('2029-07-01')
    expect(woman('1967-06-30')).toBe('2028-12-30')
    expect(woman('1968-01-01')).toBe('2030-07-01')
    expect(woman('1969-01-01')).toBe('2032-01-01')
    expect(woman('1940-05-05')).toBe('2023-01-01')
  })

  it('R61 once reached it stays reached, is never earlier for the younger, and never before 61 and 63', () => {
    fc.assert(
      fc.property(anyBirth, fc.integer({ min: 0, max: 400 }), anySex, (birthDate, younger, sex) => {
        const day = retirementDay({ birthDate, sex })!
        const next = retirementDay({ birthDate: addDays(birthDate, younger), sex })!
        expect(next >= day).toBe(true)
        expect(ageOn(birthDate, day)).toBeGreaterThanOrEqual(sex === 'female' ? 61 : 63)
        const bar = (on: string) => r61RetirementAge({ birthDate, sex, pensionKind: null }, on)
        expect(bar(addDays(day, -1))).toBeNull()
        expect(bar(addDays(day, younger))?.rule).toBe('R61')
      }),
    )
  })

  it('R61 without the sex it asks only where the answer hangs on it', () => {
    const bar = (birthDate: string) =>
      r61RetirementAge({ birthDate, sex: null, pensionKind: null }, '2026-11-25')
    expect(bar('1985-03-15')).toBeNull()
    expect(bar('1964-06-01')).toMatchObject({ level: 'record', field: 'sex' })
    expect(bar('1950-01-01')).toMatchObject({ level: 'warn', code: 'bar_retirement_age' })
  })

  it('R61 an earlier pension is warned of as unconfirmed, and only where the person told of it', () => {
    const bar = (sex: 'female' | 'male', pensionKind: BarFacts['pensionKind']) =>
      r61RetirementAge({ birthDate: '1971-05-05', sex, pensionKind }, '2026-11-25')?.inputs
    expect(bar('female', null)).toBeUndefined()
    expect(bar('female', 'five_children')).toMatchObject({ kind: 'five_children', since: '2024-05-05' })
    expect(bar('male', 'five_children')).toBeUndefined()
    expect(bar('male', 'nuclear_test_zone')).toMatchObject({ since: '2023-01-01' })
    expect(retirementAges.ages.filter((one) => !one.confirmed).map((one) => one.kind)).toEqual([
      'nuclear_test_zone',
      'five_children',
    ])
  })

  it('R61 a table that contradicts itself is refused', () => {
    const { source, ages } = retirementAges
    const [general] = ages
    const wrong: unknown[] = [
      { source, ages: [{ ...general, rows: [...general!.rows].reverse() }] },
      { source, ages: [general, general] },
      { source, ages: [ages[1]] },
      { source, ages: [{ ...general, rows: [] }] },
      { source, ages: [{ ...general, rows: [{ from: '2023-01-01', female: 61, male: 63 }] }] },
      { source, ages, checked: true },
    ]
    for (const table of wrong) expect(RetirementAges.safeParse(table).success).toBe(false)
    expect(RetirementAges.safeParse({ source, ages }).success).toBe(true)
  })
})

describe('papers and messages', () => {
  const notice = (change: Partial<Parameters<typeof r66Notice>[0]>) =>
    codes(r66Notice({ status: 'unemployed', requestedOn: '2026-11-26', grounds: [], ...change }, grounds))

  it('R66 prints the notice only on request, and only when AIS has registered', () => {
    expect(notice({})).toEqual(['print notice_on_request'])
    expect(notice({ requestedOn: null })).toEqual(['block notice_not_requested'])
    expect(notice({ status: null })).toEqual(['block notice_no_status'])
    const kinds = lawIn('S-UN', '214').resultKinds
    expect(kinds.find((one) => one.id === 'registered')?.forms).toEqual(['214-annex5'])
    expect(kinds.find((one) => one.id === 'refused')?.forms).toEqual(['214-annex6'])
  })

  it('R67 a refusal names one or more grounds of para 41, and no other', () => {
    expect(notice({ status: 'refused' })).toEqual(['block notice_without_ground'])
    expect(notice({ status: 'refused', grounds: ['no_vacancies'] })).toEqual(['block notice_unlawful_ground'])
    expect(notice({ status: 'refused', grounds: ['under_16', 'employed'] })).toEqual([
      'print notice_on_request',
    ])
    expect(notice({ status: 'refused', grounds, requestedOn: null })).toEqual(['block notice_not_requested'])
  })

  it('R68 tells of the payment within one working day; the list is the centre’s own text', () => {
    const record = { registeredOn: '2026-12-15', informedOn: null, documents: 'Жеке куәлік' }
    // 16 December is Independence Day.
    expect(r68PaymentInformation(record, on('2026-12-17'))[0]!.inputs).toMatchObject({
      due: '2026-12-17',
      state: 'open',
    })
    expect(codes(r68PaymentInformation({ ...record, documents: ' ' }, on('2026-12-18')))).toEqual([
      'warn payment_information',
      'record payment_documents_missing',
    ])
    expect(r68PaymentInformation({ ...record, informedOn: '2026-12-16' }, on('2026-12-18'))).toMatchObject([
      { level: 'compute', inputs: { state: 'done' } },
    ])
  })

  it('R69 tells the insured where the payment is asked for', () => {
    expect(r69SocialPayment(true)).toMatchObject({ rule: 'R69', level: 'info' })
    expect(r69SocialPayment(false)).toBeNull()
    expect(r69SocialPayment(null)).toBeNull()
  })

  it('R70 the stages of the service follow the transition, and the monitoring system knows them', () => {
    const stages = (change: Partial<JobSeekerCase>, today: string, noticeOn: string | null = null) =>
      r70Stages({ ...seeker, ...change, noticeOn }, on(today)).map(({ stage, on: day }) => `${day} ${stage}`)
    expect(stages({}, '2026-11-24')).toEqual([])
    expect(stages({}, '2026-11-25')).toEqual(['2026-11-25 in_work'])
    const ais = { status: 'unemployed' as const, on: '2026-11-25' }
    expect(stages({ ais }, '2026-11-26', '2026-11-27')).toEqual([
      '2026-11-25 in_work',
      '2026-11-25 decided_positive',
      '2026-11-27 result_issued',
    ])
    const early = { status: 'refused' as const, on: '2026-11-24' }
    expect(stages({ ais: early }, '2026-11-26')).toEqual(['2026-11-24 in_work', '2026-11-24 decided_refusal'])
    expect(stages({ placedOn: '2026-11-23' }, '2026-11-30')).toEqual([])
    const all = r70Stages({ ...seeker, ais, noticeOn: '2026-11-27' }, on('2026-11-28'))
    for (const { stage } of all) expect(stageCodes).toContain(stage)
    expect(recordSchemas.stages.shape.service_code.safeParse('S-UN').success).toBe(true)
  })

  it('R71 the information is a copy on request', () => {
    expect(r71Information(null)).toMatchObject({ level: 'record', field: 'requestedOn' })
    expect(r71Information('2026-11-26')).toMatchObject({
      level: 'print',
      inputs: { requestedOn: '2026-11-26' },
    })
    const kinds = lawIn('S-UN', '214').resultKinds
    expect(kinds.find((one) => one.id === 'information')?.forms).toEqual(['214-annex9'])
  })

  it('R72 valid for thirty calendar days, the last one included, over any day off', () => {
    const until = (issuedOn: string, counted = false) =>
      r72ValidUntil(issuedOn, calendar, counted).inputs.until
    expect(until('2025-12-08')).toBe('2026-01-07')
    expect(until('2026-01-29', true)).toBe('2026-02-27')
    expect(r72Expired('2025-12-08', on('2026-01-07'))).toBeNull()
    expect(r72Expired('2025-12-08', on('2026-01-08'))).toMatchObject({ level: 'warn' })
    expect(r72Expired('2025-12-08', { ...on('2026-01-07'), countFromSameDay: true })).not.toBeNull()
    fc.assert(
      fc.property(anyDay, (day) => {
        expect([until(day), until(day, true)]).toEqual([addDays(day, 30), addDays(day, 29)])
      }),
    )
  })

  it('R73 the next date of the plan, and those missed or kept late', () => {
    const visits = [
      { date: '2026-12-10', keptOn: null },
      { date: '2026-11-10', keptOn: '2026-11-10' },
      { date: '2026-11-17', keptOn: '2026-11-18' },
      { date: '2026-11-19', keptOn: null },
      { date: '2026-11-20', keptOn: null },
    ]
    const told = (today: string) =>
      r73Visits(visits, today).map(({ code, inputs }) => `${code} ${String(inputs.date)}`)
    expect(told('2026-11-20')).toEqual([
      'visit_next 2026-11-20',
      'visit_missed 2026-11-17',
      'visit_missed 2026-11-19',
    ])
    expect(told('2026-11-21')[0]).toBe('visit_next 2026-12-10')
    expect(told('2027-01-01')).toEqual([
      'visit_missed 2026-11-17',
      'visit_missed 2026-11-19',
      'visit_missed 2026-11-20',
      'visit_missed 2026-12-10',
    ])
    expect(r73Visits([], '2026-11-20')).toEqual([])
  })
})

describe('in words', () => {
  it('R56 R61 say the day and its reason in Kazakh and Russian', () => {
    const waiting = r56Transition({ ...seeker, registeredOn: '2026-03-19' }, on('2026-03-20'))!
    expect(explain(waiting, 'kk')).toMatchObject({
      sentence: 'Жұмыссыз ретінде автоматты тіркеу 27.03.2026 күтіледі.',
      source: '№ 214 бұйрық, 38, 53, 55-тармақтар',
    })
    expect(explain(waiting, 'kk').skipped).toHaveLength(5)
    const pension = r61RetirementAge(
      { birthDate: '1963-11-25', sex: 'male', pensionKind: null },
      '2026-11-25',
    )!
    expect(explain(pension, 'ru')).toMatchObject({
      sentence: 'Пенсионный возраст достигнут 25.11.2026: на 25.11.2026 безработным не регистрируется.',
      source:
        'приказ № 214, пункт 41, подпункт 3); приложение 2, пункт 9, подпункт 3); Социальный кодекс, статья 207, пункты 1-3',
    })
  })

  it('every finding of the file is a sentence in every language', () => {
    const day = '2026-11-25'
    const pension = (pensionKind: BarFacts['pensionKind']) =>
      r61RetirementAge({ birthDate: '1971-05-05', sex: 'female', pensionKind }, day)!
    const ais = (status: 'unemployed' | 'refused') => ({ ...seeker, ais: { status, on: '2026-11-26' } })
    const ask = { status: 'refused' as const, requestedOn: day, grounds: ['under_16'] }
    const paid = { registeredOn: '2026-11-20', documents: '' }
    const findings = [
      ...r55NoDocuments(['identity_document']),
      ...['2026-11-20', '2026-12-20'].map((today) => r55ServiceDue(seeker, on(today))),
      r55ServiceDue(ais('unemployed'), on(day)),
      r55ServiceDue({ ...seeker, ais: { status: 'refused', on: '2026-12-20' } }, on('2026-12-21')),
      ...(['unemployed', 'refused'] as const).map((status) => r56Transition(ais(status), on(day))!),
      ...[null, '2026-11-23'].flatMap((refusedOn) =>
        ['2026-11-20', '2026-12-01'].map((today) => r56Transition({ ...seeker, refusedOn }, on(today))!),
      ),
      ...r58PreCheck({ ...facts, birthDate: '2012-01-01', employed: true, falseData: true }, day),
      ...(['correctional_labour', 'compulsory_labour', 'imprisonment'] as const).map((sentence) =>
        r64Sentence({ sentence })!,
      ),
      r63Student({ studentClaimsMeasures: true })!,
      pension('five_children'),
      pension('nuclear_test_zone'),
      r61RetirementAge({ birthDate: '1950-01-01', sex: 'male', pensionKind: null }, day)!,
      r61RetirementAge({ birthDate: '1964-06-01', sex: null, pensionKind: null }, day)!,
      ...r66Notice({ status: null, requestedOn: null, grounds: [] }, grounds),
      ...r66Notice({ ...ask, grounds: [] }, grounds),
      ...r66Notice({ ...ask, grounds: ['other'] }, grounds),
      ...r66Notice(ask, grounds),
      ...r66Notice({ ...ask, status: 'unemployed' }, grounds),
      ...[null, '2026-11-20', '2026-12-20'].flatMap((informedOn) =>
        ['2026-11-20', '2026-12-21'].flatMap((today) =>
          r68PaymentInformation({ ...paid, informedOn }, on(today)),
        ),
      ),
      r69SocialPayment(true)!,
      r71Information(null),
      r71Information(day),
      r72ValidUntil(day, calendar),
      r72Expired('2026-01-01', on(day))!,
      ...r73Visits(
        [
          { date: '2026-11-10', keptOn: null },
          { date: '2026-11-11', keptOn: '2026-11-12' },
          { date: '2026-12-01', keptOn: null },
        ],
        day,
      ),
    ]
    expectExplained(findings)
    const said = new Set(findings.map((finding) => finding.code))
    expect(codesIn('unemployed.ts').filter((code) => !said.has(code))).toEqual([])
    expect(said.size).toBeGreaterThan(20)
  })
})
