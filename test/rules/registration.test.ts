/** R1-R54: what the engine says about the registration of job seekers. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { catalogue, lawIn } from '../../shared/law/catalogue'
import { allowed, explain, rules, type Finding } from '../../shared/rules/engine/finding'
import {
  duty,
  missingMarks,
  QueueLimits,
  r10Serving,
  r20PersonalCard,
  r21SeekerCategory,
  r33Matching,
  r34RuralRoute,
  r35RuralState,
  r37RuralCheck,
  r38RuralCard,
  r42RuralTransfer,
  r43RuralRegistration,
  r44RuralMessage,
  r46IncomingCase,
  r47PortalDue,
  r49ElectronicResult,
  r51EnbekRegistration,
  r54OfferAnswer,
  r9Waiting,
  type RuralCase,
} from '../../shared/rules/engine/registration'
import { addDays, buildCalendar, computeDeadline, portalStart, shippedCalendars } from '../../shared/rules'
import { decide, openSetUpDesk, type TestDesk } from '../helpers/desk'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const on = (today: string) => ({ today, calendar })
const codes = (findings: readonly Finding[]) => findings.map((finding) => `${finding.level} ${finding.code}`)
const fields = (findings: readonly Finding[]) => findings.map((finding) => finding.field)
const anyDay = fc.integer({ min: 0, max: 365 * 4 }).map((days) => addDays('2023-07-01', days))
const anyTime = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
const anyMoment = fc
  .tuple(anyDay, anyTime)
  .map(([day, time]) => `${day}T${time.map((part) => String(part).padStart(2, '0')).join(':')}`)

const rural: RuralCase = {
  ruralDistrict: 'Көкөзек ауылдық округі',
  assistant: 'Серікбай Нұрлан',
  checkedOn: '2026-03-18',
  checkResult: 'confirmed',
  aisAccessible: true,
  card: 'ais',
  sentOn: '2026-03-19',
  receivedOn: '2026-03-20',
  registeredOn: '2026-03-20',
  informedOn: '2026-03-20',
  informedThrough: 'assistant',
}

describe('the rules as data', () => {
  it('each of the first 73 says in three languages what it asks and where it stands, once', () => {
    const ids = Array.from({ length: 73 }, (_, at) => `R${at + 1}` as const)
    const texts = ids.map((id) => rules.get(id)!)
    expect(texts.every((text) => text !== undefined)).toBe(true)
    for (const language of ['kk', 'ru', 'en'] as const) {
      for (const { id, source, about } of texts) {
        expect([id, about[language].endsWith('.')]).toEqual([id, true])
        expect([id, /\d/u.test(source[language])]).toEqual([id, true])
      }
      expect(new Set(texts.map((text) => text.about[language])).size).toBe(73)
    }
  })

  it('R1 every paper that a definition names is a form of its own edition', () => {
    for (const service of catalogue)
      for (const { formId } of service.annexes)
        expect([service.edition, formId.startsWith(service.edition + '-')]).toEqual([service.edition, true])
  })

  it('R36 the assistant asks for every paper of the counter, R48 the portals for no identity document', () => {
    const lists = lawIn('S-JS', '214').documents!
    const papersAt = (place: 'provider' | 'rural_assistant' | 'egov' | 'enbek') =>
      lists.filter((list) => list.places.includes(place)).flatMap((list) => list.items.map((item) => item.id))
    expect(papersAt('rural_assistant')).toEqual(papersAt('provider'))
    expect(papersAt('rural_assistant')).toContain('legal_representative')
    for (const place of ['egov', 'enbek'] as const) expect(papersAt(place)).not.toContain('identity_document')
  })
})

describe('the queue', () => {
  const limits = QueueLimits.parse({})

  it('R9 R10 the defaults are 30, 20 and 30 minutes, and both are settings', () => {
    expect(limits).toEqual({ waiting: 30, serving: { 'S-JS': 20, 'S-REF': 30 } })
    expect(QueueLimits.parse({ waiting: 15 }).waiting).toBe(15)
    for (const wrong of [{ waiting: 0 }, { serving: { 'S-JS': -5 } }, { served: 20 }])
      expect(QueueLimits.safeParse(wrong).success).toBe(false)
  })

  it('R9 waiting warns at the limit, not a minute earlier', () => {
    const wait = (calledAt: string | null, now = '2026-11-20T06:00:00Z') =>
      r9Waiting({ ticketAt: '2026-11-20T05:00:00Z', calledAt }, now, limits)
    expect(wait('2026-11-20T05:29:59Z')).toEqual({ minutes: 29, finding: null })
    expect(wait('2026-11-20T05:30:00Z').finding).toMatchObject({
      rule: 'R9',
      level: 'warn',
      inputs: { minutes: 30, limit: 30 },
    })
    expect(wait(null)).toMatchObject({ minutes: 60, finding: { rule: 'R9' } })
    expect(wait(null, '2026-11-20T04:00:00Z')).toEqual({ minutes: 0, finding: null })
  })

  it('R10 serving has the limit of its service; a service without one only counts', () => {
    const served = (code: string, endedAt: string | null) =>
      r10Serving({ calledAt: '2026-11-20T05:00:00Z', endedAt }, code, '2026-11-20T05:25:00Z', limits)
    expect(served('S-JS', '2026-11-20T05:19:00Z')?.finding).toBeNull()
    expect(served('S-JS', null)?.finding).toMatchObject({ rule: 'R10', inputs: { minutes: 25, limit: 20 } })
    expect(served('S-REF', null)?.finding).toBeNull()
    expect(served('S-UN', '2026-11-20T09:00:00Z')).toEqual({ minutes: 240, finding: null })
    expect(r10Serving({ calledAt: null, endedAt: null }, 'S-JS', '2026-11-20T05:25:00Z', limits)).toBeNull()
  })
})

describe('duties with a deadline', () => {
  it('R6 R7 open until the due day, overdue after it, late when done after it', () => {
    const state = (today: string, done: string | null) =>
      duty('R20', 'card_entry', { deadline: 'js_decision', start: '2026-03-20', done }, on(today)).inputs
        .state
    expect(state('2026-03-26', null)).toBe('open')
    expect(state('2026-03-27', null)).toBe('overdue')
    expect(state('2026-04-30', '2026-03-26')).toBe('done')
    expect(state('2026-04-30', '2026-03-27')).toBe('late')
  })

  it('R6 R7 a duty never falls due on a day off, and warns exactly when it is late', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 20 }), fc.boolean(), (start, later, done) => {
        const day = addDays(start, later)
        const of = { deadline: 'js_matching', start, done: done ? day : null }
        const finding = duty('R33', 'job_matching', of, on(day))
        const due = finding.deadline!.due
        expect(calendar.isWorkingDay(due)).toBe(true)
        expect(calendar.workingDaysBetween(start, due)).toBe(2)
        expect(finding.level === 'warn').toBe(day > due)
      }),
    )
  })
})

describe('at the counter', () => {
  it('R20 the card is filled in inside the working day of the decision', () => {
    const card = { acceptanceDate: '2026-08-28', enteredOn: null }
    // 31 August 2026 is worked: 30 August is no holiday any more.
    expect(r20PersonalCard(card, on('2026-08-28'))).toMatchObject({
      level: 'compute',
      inputs: { due: '2026-08-31' },
    })
    expect(r20PersonalCard(card, on('2026-09-01'))).toMatchObject({
      level: 'warn',
      inputs: { state: 'overdue' },
    })
    const before = r20PersonalCard(
      { acceptanceDate: '2025-08-29', enteredOn: '2025-09-02' },
      on('2025-09-05'),
    )
    expect(before.inputs).toMatchObject({ state: 'done', due: '2025-09-02' })
  })

  it('R21 R40 the category is recorded as AIS gave it, never computed', () => {
    const record = { channel: 'counter' as const, seekerCategory: ' ', categoryReadOn: null }
    expect(r21SeekerCategory(record).map(({ rule, level, field }) => [rule, level, field])).toEqual([
      ['R21', 'record', 'seekerCategory'],
      ['R21', 'record', 'categoryReadOn'],
    ])
    expect(r21SeekerCategory({ ...record, channel: 'rural_assistant' })[0]!.rule).toBe('R40')
    const read = { ...record, seekerCategory: 'II санат', categoryReadOn: '2026-11-20' }
    expect(r21SeekerCategory(read)).toEqual([])
  })

  it('R18 R22 R23 R30 R41 names what was not marked as done, by channel', () => {
    const asked = (channel: 'counter' | 'egov' | 'enbek' | 'rural_assistant', registered: boolean) =>
      missingMarks({ channel, registered, marks: [] }).map(({ rule, field }) => `${rule} ${field}`)
    const atIntake = ['R18 receipt_given', 'R22 documents_returned', 'R23 information_given']
    expect(asked('counter', false)).toEqual(atIntake)
    expect(asked('counter', true)).toEqual([...atIntake, 'R30 portal_explained'])
    expect(asked('egov', true)).toEqual(['R23 information_given'])
    expect(asked('rural_assistant', false)).toEqual(['R41 portal_explained'])
    expect(asked('enbek', true)).toEqual([])
    const marks = ['receipt_given', 'documents_returned', 'information_given', 'portal_explained'] as const
    expect(missingMarks({ channel: 'counter', registered: true, marks })).toEqual([])
  })

  it('R33 two working days from the registration, over Nauryz and New Year; R53 on enbek.kz', () => {
    const due = (registeredOn: string) =>
      r33Matching({ channel: 'counter', registeredOn, found: null }, on(registeredOn)).inputs.due
    expect(due('2026-03-19')).toBe('2026-03-26')
    expect(due('2026-03-20')).toBe('2026-03-27')
    expect(due('2025-12-31')).toBe('2026-01-06')
    expect(due('2026-11-20')).toBe('2026-11-24')
    const portal = { channel: 'enbek' as const, registeredOn: '2026-11-20', found: '2026-11-25' }
    expect(r33Matching(portal, on('2026-11-26'))).toMatchObject({
      rule: 'R53',
      level: 'warn',
      inputs: { state: 'late', due: '2026-11-24' },
    })
  })

  it('R53 enbek.kz selects within the same two working days', () => {
    const portal = { channel: 'enbek' as const, registeredOn: '2026-04-30', found: null }
    expect(r33Matching(portal, on('2026-05-05'))).toMatchObject({
      rule: 'R53',
      inputs: { due: '2026-05-05' },
    })
  })

  async function batched(desk: TestDesk) {
    const { fileName } = await desk.do('exchange.make', {})
    const files = unzipSync(readFileSync(path.join(desk.folder, 'batches', fileName)))
    return (kind: string) =>
      strFromU8(files[kind + '.ndjson']!)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  it('R20 R32 R39 without a network the data of the card and every stage wait for the batch', async () => {
    const desk = await openSetUpDesk()
    await decide(desk)
    const lines = await batched(desk)
    expect(lines('persons')).toMatchObject([
      {
        iin: '850315400124',
        birth_date: '1985-03-15',
        category: 'citizen',
        consents: { personal_data: true },
      },
    ])
    const stages = lines('stages').map((line) => line.stage)
    expect(stages.sort()).toEqual(expect.arrayContaining(['decided_positive', 'received', 'registered']))
  })
})

describe('through the assistant', () => {
  const blank: RuralCase = {
    ...rural,
    checkedOn: null,
    checkResult: null,
    sentOn: null,
    receivedOn: null,
    registeredOn: null,
    informedOn: null,
    informedThrough: null,
  }

  it('R34 records the district and the assistant', () => {
    expect(r34RuralRoute(rural)).toEqual([])
    expect(fields(r34RuralRoute({ ...rural, ruralDistrict: '', assistant: '  ' }))).toEqual([
      'ruralDistrict',
      'assistant',
    ])
  })

  it('R35 the case is a draft of the assistant until it is checked, sent and received', () => {
    expect(r35RuralState(blank)).toBe('draft')
    expect(r35RuralState({ ...blank, checkedOn: '2026-03-18' })).toBe('draft')
    const checked = { ...blank, checkedOn: '2026-03-18', checkResult: 'confirmed' as const }
    expect(r35RuralState(checked)).toBe('checked')
    expect(r35RuralState({ ...checked, sentOn: '2026-03-19' })).toBe('sent')
    expect(r35RuralState({ ...checked, receivedOn: '2026-03-20' })).toBe('received')
    expect(r35RuralState(rural)).toBe('registered')
  })

  it('R37 records the check, which has no term of its own', () => {
    expect(fields(r37RuralCheck(blank))).toEqual(['checkedOn', 'checkResult'])
    expect(r37RuralCheck(blank).every((finding) => finding.deadline === undefined)).toBe(true)
    expect(r37RuralCheck(rural)).toEqual([])
  })

  it('R38 R39 the card stands in AIS, or in a file or on paper only without access to it', () => {
    const told = (aisAccessible: boolean | null, card: RuralCase['card']) =>
      r38RuralCard({ ...rural, aisAccessible, card }).map(({ rule, code }) => `${rule} ${code}`)
    expect(told(true, 'ais')).toEqual([])
    expect(told(true, 'paper')).toEqual(['R38 rural_card_not_in_ais'])
    expect(told(true, null)).toEqual(['R38 rural_card_missing'])
    expect(told(false, 'paper')).toEqual([])
    expect(told(false, 'electronic')).toEqual([])
    expect(told(false, null)).toEqual(['R39 rural_card_missing'])
    expect(told(null, null)).toEqual(['R38 rural_card_missing'])
  })

  it('R42 sends within one working day of the check, never before it', () => {
    const sent = (change: Partial<RuralCase>, today = '2026-03-27') =>
      r42RuralTransfer({ ...rural, ...change }, on(today))
    expect(sent({})[0]!.inputs).toMatchObject({ state: 'done', due: '2026-03-19' })
    expect(sent({ checkedOn: '2026-03-20', sentOn: '2026-03-26' })[0]!.inputs.state).toBe('done')
    expect(codes(sent({ checkedOn: '2026-03-20', sentOn: '2026-03-27' }))).toEqual(['warn rural_transfer'])
    expect(codes(sent({ sentOn: '2026-03-17' }))).toEqual([
      'compute rural_transfer',
      'block days_out_of_order',
    ])
    expect(codes(sent({ checkResult: null }))).toEqual(['block rural_sent_unchecked'])
    expect(codes(sent({ checkResult: 'inaccurate' }))).toEqual(['warn rural_inaccurate'])
    expect(sent({ checkedOn: null, checkResult: null, sentOn: null })).toEqual([])
  })

  it('R43 registers within one working day of receipt, R44 tells the person within the same', () => {
    const late = { ...rural, registeredOn: '2026-03-27', informedOn: '2026-03-27' }
    expect(r43RuralRegistration(rural, on('2026-03-20'))[0]!.inputs).toMatchObject({ due: '2026-03-26' })
    expect(codes(r43RuralRegistration(late, on('2026-03-27')))).toEqual(['warn rural_registration'])
    expect(codes(r44RuralMessage(late, on('2026-03-27')))).toEqual(['warn rural_message'])
    expect(fields(r44RuralMessage({ ...rural, informedThrough: null }, on('2026-03-20')))).toContain(
      'informedThrough',
    )
    expect(r44RuralMessage({ ...rural, registeredOn: null }, on('2026-03-20'))).toEqual([])
    expect(r43RuralRegistration(blank, on('2026-03-20'))).toEqual([])
    const unreceived = r43RuralRegistration({ ...rural, receivedOn: null }, on('2026-03-20'))
    expect([allowed(unreceived), ...codes(unreceived)]).toEqual([false, 'block rural_not_received'])
    const backwards = { ...rural, receivedOn: '2026-03-18', registeredOn: '2026-03-17' }
    expect(codes(r43RuralRegistration(backwards, on('2026-03-20'))).slice(1)).toEqual([
      'block days_out_of_order',
      'block days_out_of_order',
    ])
  })
})

describe('through the portals', () => {
  const incoming = {
    iin: '850315400124',
    fullName: 'Сейтжанова Айгерім',
    address: 'Көкөзек ауылы',
    receivedAt: '2026-03-20T19:00',
    applicationData: true,
  }

  it('R46 names what is missing of an incoming case', () => {
    expect(r46IncomingCase(incoming)).toEqual([])
    const empty = { iin: '', fullName: ' ', address: '', receivedAt: null, applicationData: false }
    expect(fields(r46IncomingCase(empty))).toEqual(Object.keys(incoming))
  })

  it('R47 in the hours one working day, outside them the next working day itself', () => {
    const due = (receivedAt: string) => {
      const { acceptanceDate, due: day } = r47PortalDue(receivedAt, { calendar })
      return [acceptanceDate, day]
    }
    expect(due('2026-03-19T17:00')).toEqual(['2026-03-19', '2026-03-20'])
    expect(due('2026-03-19T18:30')).toEqual(['2026-03-20', '2026-03-20'])
    expect(due('2026-03-20T19:00')).toEqual(['2026-03-26', '2026-03-26'])
    expect(due('2026-03-20T08:00')).toEqual(['2026-03-20', '2026-03-26'])
    expect(due('2026-01-01T12:00')).toEqual(['2026-01-05', '2026-01-05'])
  })

  it('R47 is the earlier of both readings, on a working day, with either way of counting', () => {
    fc.assert(
      fc.property(anyMoment, fc.boolean(), (receivedAt, countFromSameDay) => {
        const { acceptanceDate, due } = r47PortalDue(receivedAt, { calendar, countFromSameDay })
        expect(acceptanceDate).toBe(portalStart(receivedAt, calendar))
        const byTerm = computeDeadline({
          code: 'js_decision',
          start: acceptanceDate,
          calendar,
          countFromSameDay,
        }).due
        const outside = acceptanceDate > receivedAt.slice(0, 10)
        expect(due).toBe(outside && acceptanceDate < byTerm ? acceptanceDate : byTerm)
        expect(calendar.isWorkingDay(due)).toBe(true)
      }),
    )
  })

  it('R49 the result is signed by the director or somebody authorised, then goes to the cabinet', () => {
    const result = { signedBy: 'director' as const, signedOn: '2026-03-26', sentToCabinetOn: '2026-03-26' }
    expect(r49ElectronicResult(result)).toEqual([])
    expect(r49ElectronicResult({ ...result, signedBy: 'authorised' })).toEqual([])
    expect(allowed(r49ElectronicResult({ ...result, signedBy: 'other' }))).toBe(false)
    expect(allowed(r49ElectronicResult({ ...result, sentToCabinetOn: '2026-03-25' }))).toBe(false)
    const empty = r49ElectronicResult({ signedBy: null, signedOn: null, sentToCabinetOn: null })
    expect([allowed(empty), empty.length]).toEqual([true, 3])
  })

  it('R51 takes the day of the portal, and shows where the text leaves another open', () => {
    const { registrationDate, finding } = r51EnbekRegistration('2026-03-21T10:00', calendar)
    expect(registrationDate).toBe('2026-03-21')
    expect(finding).toMatchObject({ level: 'info', inputs: { nextDay: '2026-03-26', open: true } })
    expect(r51EnbekRegistration('2026-03-20T10:00', calendar).finding.inputs.open).toBe(false)
  })

  it('R54 the answer goes to the centre, in a rural settlement to the akim', () => {
    const answer = { answer: 'consent' as const, answeredOn: '2026-03-20', through: 'mobile' as const }
    expect(r54OfferAnswer(answer, false)).toEqual({ to: 'career_centre', findings: [] })
    const open = r54OfferAnswer({ answer: null, answeredOn: null, through: null }, true)
    expect([open.to, ...fields(open.findings)]).toEqual(['akim', 'answer', 'answeredOn', 'through'])
    expect(explain(open.findings[0]!, 'ru').sentence).toContain('акиму')
  })
})

describe('in words', () => {
  it('R20 names the days of Nauryz that did not count, in Kazakh and Russian', () => {
    const finding = r20PersonalCard({ acceptanceDate: '2026-03-20', enteredOn: null }, on('2026-03-20'))
    expect(explain(finding, 'ru')).toMatchObject({
      rule: 'R20',
      sentence: 'Внести персональные данные в персональную карту занятости не позднее 26.03.2026.',
      source: 'приказ № 214, пункт 10',
      skipped: [
        { day: '2026-03-21', why: 'Наурыз мейрамы' },
        { day: '2026-03-22', why: 'Наурыз мейрамы' },
        { day: '2026-03-23', why: 'Наурыз мейрамы' },
        { day: '2026-03-24', why: 'Наурыз мейрамы' },
        { day: '2026-03-25', why: 'Наурыз мейрамы' },
      ],
    })
    expect(explain(finding, 'kk').sentence).toBe(
      'Дербес деректер жұмыспен қамтудың жеке картасына 26.03.2026 күнінен кешіктірілмей енгізіледі.',
    )
  })

  it('every finding of the file is a sentence in every language', () => {
    const limits = QueueLimits.parse({})
    const none = null as null
    const days = ['2026-03-18', '2026-03-20', '2026-04-30']
    const duties = days.flatMap((today) =>
      [none, '2026-03-20', '2026-04-20'].flatMap((done) => [
        r20PersonalCard({ acceptanceDate: '2026-03-18', enteredOn: done }, on(today)),
        r33Matching({ channel: 'counter', registeredOn: '2026-03-18', found: done }, on(today)),
        ...r42RuralTransfer({ ...rural, sentOn: done }, on(today)),
        ...r43RuralRegistration({ ...rural, registeredOn: done }, on(today)),
        ...r44RuralMessage({ ...rural, informedOn: done, informedThrough: none }, on(today)),
      ]),
    )
    const findings = [
      ...duties,
      r9Waiting({ ticketAt: '2026-11-20T05:00:00Z', calledAt: none }, '2026-11-20T05:31:00Z', limits)
        .finding!,
      r10Serving({ calledAt: '2026-11-20T05:00:00Z', endedAt: none }, 'S-JS', '2026-11-20T05:21:00Z', limits)!
        .finding!,
      ...missingMarks({ channel: 'counter', registered: true, marks: [] }),
      ...missingMarks({ channel: 'rural_assistant', registered: true, marks: [] }),
      ...r21SeekerCategory({ channel: 'counter', seekerCategory: '', categoryReadOn: none }),
      ...r34RuralRoute({ ...rural, ruralDistrict: '', assistant: '' }),
      ...r37RuralCheck({ ...rural, checkedOn: none, checkResult: none }),
      ...r38RuralCard({ ...rural, aisAccessible: none }),
      ...r38RuralCard({ ...rural, card: none }),
      ...r38RuralCard({ ...rural, card: 'paper' }),
      ...r38RuralCard({ ...rural, card: 'electronic' }),
      ...r42RuralTransfer({ ...rural, checkResult: none }, on('2026-03-20')),
      ...r42RuralTransfer({ ...rural, checkResult: 'inaccurate' }, on('2026-03-20')),
      ...r42RuralTransfer({ ...rural, sentOn: '2026-03-17' }, on('2026-03-20')),
      ...r43RuralRegistration({ ...rural, receivedOn: none }, on('2026-03-20')),
      ...r46IncomingCase({ iin: '', fullName: '', address: '', receivedAt: none, applicationData: false }),
      r47PortalDue('2026-03-20T19:00', { calendar }).finding,
      r47PortalDue('2026-03-20T10:00', { calendar }).finding,
      ...r49ElectronicResult({ signedBy: none, signedOn: none, sentToCabinetOn: none }),
      ...r49ElectronicResult({ signedBy: 'other', signedOn: none, sentToCabinetOn: none }),
      r51EnbekRegistration('2026-03-21T10:00', calendar).finding,
      r51EnbekRegistration('2026-03-20T10:00', calendar).finding,
      ...[true, false].flatMap(
        (village) => r54OfferAnswer({ answer: none, answeredOn: none, through: none }, village).findings,
      ),
    ]
    expectExplained(findings)
    const said = new Set(findings.map((finding) => finding.code))
    expect(codesIn('registration.ts').filter((code) => !said.has(code))).toEqual([])
    expect(said.size).toBeGreaterThan(20)
  })
})
