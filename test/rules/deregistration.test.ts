/** R83-R97: grounds of deregistration, the decision and its notice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, buildCalendar, shippedCalendars } from '../../shared/rules'
import {
  deregistrationFindings,
  groundOf,
  r83Contributions,
  r84ThreeRefusals,
  r85Decided,
  r85Unanswered,
  r86NotAtJobOrStudy,
  r87NotAtCentre,
  r88StoppedMeasure,
  r89MissedVisit,
  r90CourtAct,
  r91ChangeUnreported,
  r92FalseDocuments,
  r93DeregistrationDue,
  r94DeregistrationNotice,
  r95ThroughAkim,
  r96Judgement,
  r97RefusalCount,
  r97Refusals,
  type DeregistrationNotice,
  type Reason,
  type UnemployedFacts,
} from '../../shared/rules/engine/deregistration'
import { r169Ground } from '../../shared/rules/engine/exchange'
import { allowed, explain, type Finding } from '../../shared/rules/engine/finding'
import { suitabilityPoints, type Offer } from '../../shared/rules/engine/mediation'
import { changeKinds } from '../../shared/rules/engine/plan'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const fields = (findings: readonly Finding[]) => findings.map((finding) => finding.field)
const grounds = (findings: readonly Finding[]) => findings.map(groundOf).filter((ground) => ground !== null)

const notValid: Reason = { explanation: 'Түсіндірме бермеді', judgement: 'not_valid' }
const valid: Reason = { explanation: 'Ауруханада жатқан', judgement: 'valid' }
const since = '2026-03-26'
const offer: Offer = {
  to: 'unemployed',
  offeredOn: '2026-04-01',
  receivedOn: '2026-04-01',
  answer: null,
  answeredOn: null,
  suitable: { training: true, experience: true, health: true, hours: true, transport: true },
}
const refused = (answeredOn: string, more: Partial<Offer> = {}): Offer => ({
  ...offer,
  answer: 'refuse',
  answeredOn,
  ...more,
})

describe('ground 1', () => {
  it('R83 all three kinds of payments came in, on the day of the last', () => {
    expect(
      r83Contributions({ medical: '2026-05-05', pension: '2026-05-06', social: '2026-05-04' }),
    ).toMatchObject({ inputs: { ground: '51-1', on: '2026-05-06' } })
    const part = r83Contributions({ medical: '2026-05-05', pension: '2026-05-05', social: null })
    expect(part!.level).toBe('info')
    expect(groundOf(part!)).toBeNull()
    expect(r83Contributions({ medical: null, pension: null, social: null })).toBeNull()
  })
})

describe('ground 2', () => {
  it('R97 warns at two refusals, R84 raises the ground at three', () => {
    const offers = ['2026-04-02', '2026-04-10', '2026-04-20'].map((day) => refused(day))
    const said = (n: number) =>
      [...r97Refusals(offers.slice(0, n), since), r84ThreeRefusals(offers.slice(0, n), since)]
        .filter((finding) => finding !== null)
        .map((finding) => finding.code)
    expect([0, 1, 2, 3].map(said)).toEqual([[], [], ['refusals_two'], ['ground_refusals']])
    expect(r84ThreeRefusals(offers, since)!.inputs).toMatchObject({ ground: '51-2', count: 3 })
  })

  it('R85 one missed answer is a ground once a person decided that it is enough', () => {
    const silent = r85Unanswered(offer, on('2026-04-07'))
    expect(r85Decided(silent, null)!.inputs).toMatchObject({ ground: '51-2', possible: true })
    const enough = r85Decided(silent, notValid)!
    expect(enough).toMatchObject({
      code: 'ground_unanswered_enough',
      inputs: { ground: '51-2', possible: false },
    })
    const excused = r85Decided(silent, valid)!
    expect(groundOf(excused)).toBeNull()
    expect(r85Decided(null, notValid)).toBeNull()
    expectExplained([enough, excused])
  })

  it('R97 counts refusals since the last registration as unemployed, with the day itself', () => {
    expect(
      r97RefusalCount([refused('2026-03-25'), refused('2026-03-26'), refused('2026-03-27')], since),
    ).toBe(2)
  })

  it('R97 the refusal that a job seeker became unemployed by (R57) does not count', () => {
    expect(r97RefusalCount([refused(since, { to: 'job_seeker' })], since)).toBe(0)
    expect(r97RefusalCount([refused(addDays(since, 1), { to: 'job_seeker' })], since)).toBe(1)
  })

  it('R97 work that is not suitable does not count, nor a point nobody recorded, which is asked for', () => {
    for (const point of suitabilityPoints) {
      const unsuitable = refused('2026-04-02', { suitable: { ...offer.suitable, [point]: false } })
      const unknown = refused('2026-04-02', { suitable: { ...offer.suitable, [point]: null } })
      expect(r97RefusalCount([unsuitable, unknown], since)).toBe(0)
      expect(r97Refusals([unsuitable], since)).toEqual([])
      expect(r97Refusals([unknown, offer], since)).toMatchObject([
        { level: 'record', code: 'suitability_unrecorded', inputs: { count: 1 } },
      ])
    }
  })

  it('R97 another refusal never lowers the count, a later registration never raises it', () => {
    const anyDay = fc.integer({ min: 0, max: 120 }).map((days) => addDays('2026-02-01', days))
    const anyOffer = fc.record({
      to: fc.constantFrom('job_seeker' as const, 'unemployed' as const, 'other' as const),
      offeredOn: anyDay,
      receivedOn: anyDay,
      answer: fc.constantFrom('agree' as const, 'refuse' as const, null),
      answeredOn: fc.option(anyDay),
      suitable: fc.constantFrom(offer.suitable, { ...offer.suitable, health: false }),
    })
    fc.assert(
      fc.property(fc.array(anyOffer), anyOffer, anyDay, fc.nat(60), (offers, one, start, later) => {
        const count = r97RefusalCount(offers, start)
        expect(r97RefusalCount([...offers, one], start) - count).toBeGreaterThanOrEqual(0)
        expect(r97RefusalCount(offers, addDays(start, later))).toBeLessThanOrEqual(count)
        expect(r84ThreeRefusals(offers, start) !== null).toBe(count >= 3)
      }),
    )
  })

  it('R85 an answer missed or late is only a possible ground, and only for the unemployed', () => {
    expect(r85Unanswered(offer, on('2026-04-06'))).toBeNull()
    expect(r85Unanswered(offer, on('2026-04-07'))).toMatchObject({
      rule: 'R85',
      inputs: { ground: '51-2', possible: true, due: '2026-04-06', state: 'overdue' },
    })
    expect(r85Unanswered(refused('2026-04-07'), on('2026-04-07'))!.inputs.state).toBe('late')
    expect(r85Unanswered(refused('2026-04-06'), on('2026-06-01'))).toBeNull()
    for (const to of ['job_seeker', 'other'] as const)
      expect(r85Unanswered({ ...offer, to }, on('2026-06-01'))).toBeNull()
    expect(r85Unanswered({ ...offer, receivedOn: null }, on('2026-06-01'))).toBeNull()
  })
})

describe('grounds 3 and 4', () => {
  it('R86 five working days from the notice to come to the work or study, over Nauryz', () => {
    const come = (cameOn: string | null, today: string, reason: Reason | null = notValid) =>
      r86NotAtJobOrStudy({ toldOn: '2026-03-19', cameOn, reason }, on(today))
    expect(come(null, '2026-03-31')).toMatchObject([{ inputs: { state: 'open', due: '2026-03-31' } }])
    expect(grounds(come(null, '2026-04-01'))).toEqual(['51-3'])
    expect(grounds(come('2026-03-31', '2026-04-01'))).toEqual([])
    expect(grounds(come('2026-04-01', '2026-04-01'))).toEqual(['51-3'])
    const [, ground] = come(null, '2026-04-01')
    const skipped = ['21', '22', '23', '24', '25', '28', '29'].map((day) => `2026-03-${day}`)
    expect(explain(ground!, 'ru').skipped.map(({ day }) => day)).toEqual(skipped)
    expect(explain(ground!, 'kk').skipped.every(({ why }) => why !== '')).toBe(true)
  })

  it('R87 three working days from the invitation to come to the centre', () => {
    const come = (today: string) =>
      r87NotAtCentre({ toldOn: '2026-12-14', cameOn: null, reason: notValid }, on(today))
    expect(grounds(come('2026-12-18'))).toEqual([])
    expect(grounds(come('2026-12-19'))).toEqual(['51-3'])
    expect(come('2026-12-18')[0]!.inputs.due).toBe('2026-12-18')
  })

  it('R88 a measure stopped needs its day and source before it is a ground', () => {
    expect(fields(r88StoppedMeasure({ on: null, source: ' ', reason: notValid }))).toEqual(['on', 'source'])
    const stopped = { on: '2026-05-05', source: 'Хат, оқу орталығы', reason: notValid }
    expect(grounds(r88StoppedMeasure(stopped))).toEqual(['51-3'])
    expect(grounds(r88StoppedMeasure({ ...stopped, reason: valid }))).toEqual([])
  })

  it('R89 a date of the plan is missed from the day after it, and when it was kept late', () => {
    const visit = (keptOn: string | null, today: string) =>
      grounds(r89MissedVisit({ date: '2026-04-10', keptOn, reason: notValid }, today))
    expect(visit(null, '2026-04-10')).toEqual([])
    expect(visit(null, '2026-04-11')).toEqual(['51-4'])
    expect(visit('2026-04-10', '2026-05-01')).toEqual([])
    expect(visit('2026-04-13', '2026-05-01')).toEqual(['51-4'])
  })

  it('R96 no ground before the explanation and the judgement, none at all for a valid reason', () => {
    for (const reason of [null, { explanation: '', judgement: 'not_valid' }, { ...valid, judgement: null }])
      expect(r96Judgement(reason as Reason | null)).toMatchObject({ level: 'block', field: 'reason' })
    expect(r96Judgement(valid)).toMatchObject({ level: 'info', code: 'reason_valid' })
    expect(r96Judgement(notValid)).toBeNull()
    const every = (reason: Reason | null) => [
      ...r86NotAtJobOrStudy({ toldOn: '2026-03-19', cameOn: null, reason }, on('2026-05-01')),
      ...r87NotAtCentre({ toldOn: '2026-03-19', cameOn: null, reason }, on('2026-05-01')),
      ...r88StoppedMeasure({ on: '2026-04-01', source: 'x', reason }),
      ...r89MissedVisit({ date: '2026-04-10', keptOn: null, reason }, '2026-05-01'),
    ]
    expect(grounds(every(null))).toEqual([])
    expect(allowed(every(null))).toBe(false)
    expect(grounds(every(valid))).toEqual([])
    expect(allowed(every(valid))).toBe(true)
    expect(grounds(every(notValid))).toEqual(['51-3', '51-3', '51-3', '51-4'])
  })
})

describe('grounds 5 to 7', () => {
  it('R90 a sentence or compulsory treatment, with its day and document', () => {
    const act = { kind: 'imprisonment', inForceOn: '2026-04-15', document: 'Үкім № 1' } as const
    expect(grounds(r90CourtAct(act))).toEqual(['51-5'])
    expect(grounds(r90CourtAct({ ...act, kind: 'compulsory_treatment' }))).toEqual(['51-5'])
    expect(fields(r90CourtAct({ ...act, inForceOn: null, document: '' }))).toEqual(['inForceOn', 'document'])
  })

  it('R91 a change told on the fifth working day is in time, on the sixth it is a ground', () => {
    const told = (reportedOn: string | null, today: string) =>
      r91ChangeUnreported({ kind: 'work', eventOn: '2026-04-30', reportedOn }, on(today))
    expect(told('2026-05-12', '2026-06-01')).toBeNull()
    expect(told(null, '2026-05-12')).toBeNull()
    expect(told('2026-05-13', '2026-06-01')!.inputs).toMatchObject({ ground: '51-6', due: '2026-05-12' })
    expect(groundOf(told(null, '2026-05-13')!)).toBe('51-6')
  })

  it('R92 false documents, named and dated', () => {
    expect(grounds(r92FalseDocuments({ foundOn: '2026-04-15', documents: 'Диплом' }))).toEqual(['51-7'])
    expect(fields(r92FalseDocuments({ foundOn: null, documents: '' }))).toEqual(['foundOn', 'documents'])
  })
})

const clean: UnemployedFacts = {
  since,
  contributions: { medical: null, pension: null, social: null },
  offers: [],
  jobsAndStudies: [],
  invitations: [],
  stopped: [],
  visits: [],
  courtActs: [],
  changes: [],
  falseDocuments: [],
}
const worst: UnemployedFacts = {
  since,
  contributions: { medical: '2026-05-01', pension: '2026-05-01', social: '2026-05-01' },
  offers: [...['2026-04-02', '2026-04-03', '2026-04-06'].map((day) => refused(day)), offer],
  jobsAndStudies: [{ toldOn: '2026-04-01', cameOn: null, reason: notValid }],
  invitations: [{ toldOn: '2026-04-01', cameOn: null, reason: notValid }],
  stopped: [{ on: '2026-04-20', source: 'x', reason: notValid }],
  visits: [{ date: '2026-04-10', keptOn: null, reason: notValid }],
  courtActs: [{ kind: 'imprisonment', inForceOn: '2026-04-15', document: 'x' }],
  changes: changeKinds.map((kind) => ({ kind, eventOn: '2026-04-01', reportedOn: null })),
  falseDocuments: [{ foundOn: '2026-04-15', documents: 'x' }],
}

it('R83 R92 R169 all grounds together: none for a clean case, the seven of para 51 in codes that AIS takes', () => {
  expect(deregistrationFindings(clean, on('2027-01-01'))).toEqual([])
  const raised = grounds(deregistrationFindings(worst, on('2026-06-01')))
  expect([...new Set(raised)]).toEqual(['51-1', '51-2', '51-3', '51-4', '51-5', '51-6', '51-7'])
  expect(raised.flatMap((ground) => r169Ground(ground))).toEqual([])
})

describe('the decision and its notice', () => {
  it('R93 two working days from the information through AIS', () => {
    const due = (deregisteredOn: string | null, today: string) =>
      r93DeregistrationDue({ receivedOn: '2025-12-30', deregisteredOn }, on(today)).inputs
    // 31 December and 5 January count, the days between are off.
    expect(due(null, '2026-01-05')).toMatchObject({ due: '2026-01-05', state: 'open' })
    expect(due(null, '2026-01-06').state).toBe('overdue')
    expect(due('2026-01-05', '2026-02-01').state).toBe('done')
  })

  const notice: DeregistrationNotice = {
    deregisteredOn: '2026-03-20',
    on: '2026-03-27',
    channel: 'mobile',
    rural: false,
    akim: '',
  }

  it('R94 two working days to tell the person, with the channel', () => {
    expect(r94DeregistrationNotice(notice, on('2026-04-01'))).toMatchObject([
      { inputs: { due: '2026-03-27', state: 'done' } },
    ])
    expect(fields(r94DeregistrationNotice({ ...notice, channel: null }, on('2026-04-01')))).toEqual([
      undefined,
      'channel',
    ])
    expect(r94DeregistrationNotice({ ...notice, on: null, channel: null }, on('2026-03-30'))).toMatchObject([
      { level: 'warn', inputs: { state: 'overdue' } },
    ])
  })

  it('R95 a rural resident is told through the akim', () => {
    expect(r95ThroughAkim(notice)).toEqual([])
    expect(fields(r95ThroughAkim({ ...notice, rural: true }))).toEqual(['akim'])
    expect(fields(r95ThroughAkim({ ...notice, rural: true, channel: 'akim' }))).toEqual(['akim'])
    expect(r95ThroughAkim({ ...notice, rural: true, channel: 'akim', akim: 'Көкөзек әкімі' })).toEqual([])
  })
})

it('every finding of deregistration explains itself in all languages', () => {
  const days: [string | null, string][] = [
    [null, '2026-03-20'],
    [null, '2026-05-20'],
    ['2026-03-20', '2026-03-20'],
    ['2026-05-19', '2026-05-20'],
  ]
  const toldOn = '2026-03-19'
  const findings = [
    ...deregistrationFindings(worst, on('2026-06-01')),
    ...r97Refusals([refused('2026-04-02'), refused('2026-04-03')], since),
    ...r97Refusals([{ ...offer, suitable: { ...offer.suitable, health: null } }], since),
    r83Contributions({ medical: '2026-05-05', pension: null, social: null })!,
    r85Unanswered(refused('2026-04-07'), on('2026-04-07'))!,
    r85Decided(r85Unanswered(offer, on('2026-04-07')), valid)!,
    ...[valid, null].flatMap((reason) => r96Judgement(reason)!),
    ...days.flatMap(([done, today]) => [
      ...r86NotAtJobOrStudy({ toldOn, cameOn: done, reason: null }, on(today)),
      ...r87NotAtCentre({ toldOn, cameOn: done, reason: null }, on(today)),
      r93DeregistrationDue({ receivedOn: toldOn, deregisteredOn: done }, on(today)),
      ...r94DeregistrationNotice(
        { deregisteredOn: toldOn, on: done, channel: null, rural: true, akim: '' },
        on(today),
      ),
    ]),
    ...r95ThroughAkim({ deregisteredOn: toldOn, on: toldOn, channel: 'ict', rural: true, akim: '' }),
    ...r88StoppedMeasure({ on: null, source: '', reason: null }),
    ...r90CourtAct({ kind: 'compulsory_treatment', inForceOn: null, document: '' }),
    ...r90CourtAct({ kind: 'compulsory_treatment', inForceOn: toldOn, document: 'x' }),
    ...r92FalseDocuments({ foundOn: null, documents: '' }),
  ]
  expectExplained(findings)
  const said = new Set(findings.map((finding) => finding.code))
  expect(codesIn('deregistration.ts').filter((code) => !said.has(code))).toEqual([])
  expect([...said]).toContain('ground_not_at_centre')
})
