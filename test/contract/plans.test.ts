/** R73 to R80, R82: the individual employment plan at a real desk. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import type { Plan, PlanFields } from '../../shared/contract/plans'
import { addClerk, decide, openSetUpDesk, password, readyDraft, type TestDesk } from '../helpers/desk'

/** Registered as unemployed on Friday; two working days later is Tuesday 24.11.2026. */
const since = '2026-11-20'

const filled: PlanFields = {
  goal: 'Есепші мамандығы бойынша тұрақты жұмыс',
  education: 'техникалық және кәсіптік',
  speciality: 'есепші',
  measures: [
    { measure: 'enbek_job_search', completeOn: '021226' },
    { measure: 'youth_practice', completeOn: '15.01.2027' },
  ],
  visits: [
    { on: '27112026', action: 'мансап орталығына келу' },
    { on: '2026-12-10', action: 'нәтижелерді хабарлау' },
  ],
  validUntil: '31.01.27',
  specialistPhone: '8 (7122) 00-00-00',
  specialistEmail: 'centre@example.invalid',
}

/** A person whom the central system registered as unemployed, with the deadline of the plan open. */
async function unemployed(desk: TestDesk) {
  const { application } = await decide(desk, 'granted', readyDraft())
  const db = openDatabase(desk.folder)
  const { id, personId } = application
  await db('registrations').where({ person_id: personId }).update({ until: since, end_reason: 'unemployed' })
  await db('registrations').insert({
    person_id: personId,
    application_id: id,
    kind: 'unemployed',
    since,
    source: 'ais',
  })
  await db('deadlines').where({ application_id: id, code: 'un_plan' }).delete()
  await db('deadlines').insert({
    code: 'un_plan',
    application_id: id,
    person_id: personId,
    start: since,
    due: '2026-11-24',
    met_on: null,
    why: '{}',
  })
  await closeDatabase(db)
  return personId
}

/** Turn the clock; the desk locked itself meanwhile, so that the clerk signs in again. */
async function later(desk: TestDesk, instant: string) {
  desk.clock.set(instant)
  await desk.do('session.signIn', { staffId: 1, password })
}

/** The rows of a table, read beside the desk. */
async function rows<T>(desk: TestDesk, table: string, where: object): Promise<T[]> {
  const db = openDatabase(desk.folder)
  const found = (await db(table).where(where)) as T[]
  await closeDatabase(db)
  return found
}

const save = (desk: TestDesk, personId: number, fields = filled, plan?: Plan) =>
  desk.do('plan.save', { personId, id: plan?.id ?? null, version: plan?.version ?? null, fields })

const onDay = (day: string) => ({ personSignedOn: day, employeeSignedOn: day, copyGivenOn: day })

const sign = (desk: TestDesk, { id, version }: Plan, day: string) =>
  desk.do('plan.sign', { id, version, ...onDay(day) })

/** A plan in force since Monday 23.11.2026. */
async function signed(desk: TestDesk) {
  const personId = await unemployed(desk)
  await later(desk, '2026-11-23T05:00:00.000Z')
  return { personId, plan: await sign(desk, await save(desk, personId), '231126') }
}

const codes = (findings: Plan['findings']) =>
  findings.map(({ rule, field }) => `${rule} ${field ?? ''}`.trim())

describe('drawing up', () => {
  it('R74: only for the registered unemployed, due two working days after the registration', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { personId } = application
    expect((await desk.do('plan.get', { personId })).registration).toBeNull()
    const input = { personId, id: null, version: null, fields: filled }
    expect((await desk.refuse('plan.save', input)).code).toBe('not_unemployed')
    expect((await desk.refuse('plan.get', { personId: 999 })).code).toBe('not_found')
  })

  it('R74: the desk says how much of the term is left, and the signed plan meets it', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const left = async () => (await desk.do('plan.get', { personId })).registration
    expect(await left()).toMatchObject({ since, due: { due: '2026-11-24' }, workingDaysLeft: 2 })
    await later(desk, '2026-11-25T05:00:00.000Z')
    expect(await left()).toMatchObject({ workingDaysLeft: -1 })
    await sign(desk, await save(desk, personId), '24.11.2026')
    expect(await left()).toMatchObject({ workingDaysLeft: null })
    expect(await rows(desk, 'deadlines', { code: 'un_plan' })).toMatchObject([{ met_on: '2026-11-24' }])
  })

  it('R75: a draft keeps what is there and says what is missing', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const { proposal } = await desk.do('plan.get', { personId })
    const draft = await save(desk, personId, proposal)
    expect(codes(draft.findings)).toEqual([
      'R75 goal',
      'R75 measures',
      'R75 interactions',
      'R75 validUntil',
      'R75 education',
      'R75 speciality',
    ])
    expect(draft.findings[0]!.sentence.kk).not.toBe('')
    const whole = await save(desk, personId, filled, draft)
    expect(whole.findings).toEqual([])
    expect(whole.measures.map(({ completeOn }) => completeOn)).toEqual(['2026-12-02', '2027-01-15'])
    expect(whole.visits.map(({ on }) => on)).toEqual(['2026-11-27', '2026-12-10'])
    expect(whole.validUntil).toBe('2027-01-31')
  })

  it.each<[string, Partial<PlanFields>, string]>([
    ['goal', { goal: '  ' }, 'goal'],
    ['measure with a date', { measures: [{ measure: 'public_works', completeOn: '' }] }, 'measures'],
    ['visit with its action', { visits: [{ on: '2026-11-27', action: '' }] }, 'visits'],
    ['visit with its day', { visits: [{ on: '', action: 'келу' }] }, 'visits'],
    ['end', { validUntil: '' }, 'validUntil'],
    ['telephone of the employee, which the form prints,', { specialistPhone: '' }, 'specialistPhone'],
  ])('R75: without a %s nothing is signed and no paper is issued', async (_what, change, field) => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const { id, version } = await save(desk, personId, { ...filled, ...change })
    const refused = await desk.refuse('plan.sign', { id, version, ...onDay('201126') })
    expect(refused).toMatchObject({ code: 'plan_not_ready', fields: [{ path: field }] })
    expect(await rows(desk, 'documents', { form_id: '214-annex10' })).toEqual([])
  })

  it('R75: education and speciality may stay blank on the form', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const plan = await sign(
      desk,
      await save(desk, personId, { ...filled, education: '', speciality: '' }),
      '201126',
    )
    expect(plan.state).toBe('signed')
  })

  it('R75: days that contradict each other are refused beside their fields, and nothing is kept', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const refused = async (change: Partial<PlanFields>) =>
      (
        await desk.refuse('plan.save', {
          personId,
          id: null,
          version: null,
          fields: { ...filled, ...change },
        })
      ).fields
    expect(
      await refused({
        validUntil: '2027-01-14',
        visits: [
          { on: '2026-11-19', action: 'келу' },
          { on: '2026-02-30', action: 'келу' },
        ],
      }),
    ).toMatchObject([
      { path: 'measures.youth_practice', code: 'date_after_plan' },
      { path: 'visits.0.on', code: 'date_too_early', params: { date: since } },
      { path: 'visits.1.on', code: 'date_invalid' },
    ])
    expect((await desk.do('plan.get', { personId })).draft).toBeNull()
    // The first and the last possible day.
    const edge = {
      measures: [{ measure: 'public_works' as const, completeOn: since }],
      validUntil: '2026-12-10',
    }
    expect((await save(desk, personId, { ...filled, ...edge })).measures[0]!.completeOn).toBe(since)
  })

  it('two clerks: the second sees who came first, and a stale save loses nothing', async () => {
    const desk = await openSetUpDesk()
    const { client } = await addClerk(desk, 'Омаров Дәурен')
    const personId = await unemployed(desk)
    const first = await save(desk, personId)
    const begin = { personId, id: null, version: null, fields: { ...filled, goal: 'Басқа' } }
    expect(await desk.refuse('plan.save', begin, client)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Әбенова Гүлнұр Серікқызы' },
    })
    await save(desk, personId, { ...filled, speciality: 'экономист' }, first)
    const stale = { personId, id: first.id, version: first.version, fields: filled }
    expect((await desk.refuse('plan.save', stale, client)).code).toBe('version_conflict')
    expect((await desk.do('plan.get', { personId })).draft).toMatchObject({
      goal: filled.goal,
      speciality: 'экономист',
    })
  })
})

describe('signing', () => {
  it('R76: two copies are issued with everything of the plan, in the language of the application', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    expect(plan).toMatchObject({
      state: 'signed',
      personSignedOn: '2026-11-23',
      employeeSignedOn: '2026-11-23',
      copyGivenOn: '2026-11-23',
      document: { formId: '214-annex10', language: 'kk' },
    })
    const [paper] = await rows<{ copies: number; data: string }>(desk, 'documents', { id: plan.document!.id })
    expect(paper!.copies).toBe(2)
    expect(JSON.parse(paper!.data)).toMatchObject({
      unemployed_registration_date: since,
      plan_goal: filled.goal,
      plan_measures: [
        { measure_code: 'enbek_job_search', completion_date: '2026-12-02' },
        { measure_code: 'youth_practice', completion_date: '2027-01-15' },
      ],
      plan_interactions: [
        { interaction_date: '2026-11-27', interaction_action: 'мансап орталығына келу' },
        { interaction_date: '2026-12-10', interaction_action: 'нәтижелерді хабарлау' },
      ],
      plan_valid_until_date: '2027-01-31',
      applicant_sign_date: '2026-11-23',
      specialist_phone: filled.specialistPhone,
    })
    const { timeline } = await desk.do('person.get', { id: personId })
    expect(timeline.find(({ kind }) => kind === 'plan_signed')).toMatchObject({
      documentId: plan.document!.id,
    })
    // The next plan of the same employee begins with the same telephone.
    expect((await desk.do('plan.get', { personId })).proposal.specialistPhone).toBe(filled.specialistPhone)
  })

  it('R76: both sign, on or after the day of registration, and the copy is given after that', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const { id, version } = await save(desk, personId)
    const refused = async (days: Partial<ReturnType<typeof onDay>>) => {
      const { code, fields } = await desk.refuse('plan.sign', { id, version, ...onDay(since), ...days })
      return [fields?.[0]?.path, code]
    }
    expect(await refused({ personSignedOn: '' })).toEqual(['personSignedOn', 'date_invalid'])
    expect(await refused({ employeeSignedOn: '' })).toEqual(['employeeSignedOn', 'date_invalid'])
    expect(await refused({ personSignedOn: '2026-11-19' })).toEqual(['personSignedOn', 'date_too_early'])
    expect(await refused({ personSignedOn: '2026-11-21' })).toEqual(['personSignedOn', 'date_in_future'])
    await later(desk, '2026-11-23T05:00:00.000Z')
    expect(await refused({ employeeSignedOn: '2026-11-23' })).toEqual(['copyGivenOn', 'date_too_early'])
  })

  it('R75: a signed plan stays as it is; a change of it is a new plan', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const { id, version } = plan
    expect((await desk.refuse('plan.save', { personId, id, version, fields: filled })).code).toBe(
      'plan_signed',
    )
    expect((await desk.refuse('plan.sign', { id, version, ...onDay('231126') })).code).toBe('plan_signed')
    const anew = { personId, id: null, version: null, fields: filled }
    expect((await desk.refuse('plan.save', anew)).code).toBe('plan_signed')
  })

  it('R82: what must be reported in five working days is there to be told', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const { changesToTell } = await desk.do('plan.get', { personId })
    expect(changesToTell).toMatchObject({ rule: 'R82', level: 'info' })
    expect(changesToTell.sentence.ru).toContain('5 рабочих дней')
  })
})

describe('monitoring', () => {
  it('R78 R79: a measure is overdue from the day after its date until it is marked as done', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const state = async (instant: string) => {
      await later(desk, instant)
      const { current } = await desk.do('plan.get', { personId })
      return current!.measures.find(({ measure }) => measure === 'enbek_job_search')!.overdue
    }
    expect(await state('2026-12-02T05:00:00.000Z')).toBe(false)
    expect(await state('2026-12-03T05:00:00.000Z')).toBe(true)
    const mark = { id: plan.id, measure: 'enbek_job_search' as const, note: 'түйіндеме жіберілді' }
    const not = await desk.do('plan.mark', { ...mark, version: plan.version, done: false, on: '031226' })
    expect(not.measures[0]).toMatchObject({ overdue: true, mark: { done: false, on: '2026-12-03' } })
    const done = await desk.do('plan.mark', { ...mark, version: not.version, done: true, on: '02.12.2026' })
    expect(done.measures[0]).toMatchObject({
      overdue: false,
      mark: { done: true, on: '2026-12-02', note: mark.note, by: 'Әбенова Гүлнұр Серікқызы' },
    })
    const { timeline } = await desk.do('person.get', { id: personId })
    expect(timeline.filter(({ kind }) => kind === 'plan_marked')).toHaveLength(1)
  })

  it('R79: a mark bears a day between the registration and today, and belongs to a row of the plan', async () => {
    const desk = await openSetUpDesk()
    const { plan } = await signed(desk)
    const { id, version } = plan
    const refused = async (on: string, measure: 'enbek_job_search' | 'public_works' = 'enbek_job_search') =>
      (await desk.refuse('plan.mark', { id, version, measure, done: true, on })).code
    expect(await refused('')).toBe('date_invalid')
    expect(await refused('2026-11-24')).toBe('date_in_future')
    expect(await refused('2026-11-19')).toBe('date_too_early')
    expect(await refused('2026-11-23', 'public_works')).toBe('not_found')
  })

  it('R79: two clerks mark one plan: the second is told and marks on the newer one', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const { client } = await addClerk(desk, 'Омаров Дәурен')
    const { id, version } = plan
    const mark = { id, done: true, on: '231126' }
    await desk.do('plan.mark', { ...mark, version, measure: 'enbek_job_search' }, client)
    const second = { ...mark, version, measure: 'youth_practice' as const }
    expect(await desk.refuse('plan.mark', second)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәурен' },
    })
    const { current } = await desk.do('plan.get', { personId })
    const both = await desk.do('plan.mark', { ...second, version: current!.version })
    expect(both.measures.map(({ mark: one }) => one?.done)).toEqual([true, true])
  })

  it('R73 R96: a visit is kept, kept late or missed; a reason is judged only when it was heard', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const [first, second] = plan.visits
    const visit = { id: plan.id, version: plan.version, visitId: first!.id }
    const states = async () =>
      (await desk.do('plan.get', { personId })).current!.visits.map(({ state }) => state)

    await later(desk, '2026-11-27T05:00:00.000Z')
    expect(await states()).toEqual(['today', 'planned'])
    expect((await desk.refuse('plan.visit', { ...visit, keptOn: '' })).code).toBe('date_in_future')
    await later(desk, '2026-11-28T05:00:00.000Z')
    expect(await states()).toEqual(['unrecorded', 'planned'])
    const judged = { ...visit, keptOn: '', judgement: 'valid' as const }
    expect((await desk.refuse('plan.visit', judged)).code).toBe('reason_needed')
    const missed = await desk.do('plan.visit', { ...judged, explanation: 'Ауырып қалды' })
    expect(missed.visits[0]).toMatchObject({
      state: 'missed',
      record: { keptOn: null, explanation: 'Ауырып қалды', judgement: 'valid' },
    })
    const came = { ...visit, version: missed.version, keptOn: '281126' }
    expect(await desk.refuse('plan.visit', came)).toMatchObject({
      code: 'reason_needed',
      fields: [{ path: 'reason' }],
    })
    const late = await desk.do('plan.visit', { ...came, reason: 'Журналда белгісі бар екен' })
    expect(late.visits[0]!.state).toBe('late')
    const early = { id: plan.id, version: late.version, visitId: second!.id, keptOn: '281126' }
    expect((await desk.do('plan.visit', early)).visits[1]!.state).toBe('kept')
    const { timeline } = await desk.do('person.get', { id: personId })
    expect(timeline.filter(({ kind }) => kind === 'plan_visit')).toHaveLength(2)
  })

  it('R73 R78 R79: the list over all people, the longest overdue first, until each is dealt with', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const clock = () => desk.clock.now.toISOString().slice(0, 10)
    const list = async (staffId: number | null = null) =>
      (await desk.do('work.list', { staffId, noun: 'plan' })).items
        .filter(({ due }) => due !== null && due < clock())
        .map(({ rule, due }) => `${rule} ${due}`)
    await later(desk, '2026-11-24T05:00:00.000Z')
    expect(await list()).toEqual([])
    await later(desk, '2027-02-01T05:00:00.000Z')
    expect(await list()).toEqual([
      // R77: the plan waits for a batch since the term of R74.
      'R77 2026-11-24',
      'R73 2026-11-27',
      'R78 2026-12-02',
      'R73 2026-12-10',
      'R78 2027-01-15',
      'R79 2027-01-31',
    ])
    expect(await list(999)).toEqual([])
    const { items } = await desk.do('work.list', { noun: 'plan' })
    expect(items[2]).toMatchObject({ person: { id: personId }, about: { ru: 'поиск работы через enbek.kz' } })
    await desk.do('exchange.make', {})

    let { version } = plan
    for (const { measure } of plan.measures)
      ({ version } = await desk.do('plan.mark', { id: plan.id, version, measure, done: true, on: '150127' }))
    for (const [i, { id: visitId }] of plan.visits.entries()) {
      // Missed without a judgement stays: somebody has to hear the reason.
      const reason = i === 0 ? { explanation: 'Жол жабық', judgement: 'not_valid' as const } : {}
      ;({ version } = await desk.do('plan.visit', { id: plan.id, version, visitId, keptOn: '', ...reason }))
    }
    expect(await list()).toEqual(['R96 2026-12-10'])
  })

  it('R80: a referral to a measure outside the plan is warned of, and no longer once the plan holds it', async () => {
    const desk = await openSetUpDesk()
    const { personId } = await signed(desk)
    const person = (await desk.do('person.get', { id: personId })).person
    const refer = (measure: string) =>
      desk.do('intake.accept', {
        draftId: crypto.randomUUID(),
        draft: readyDraft({
          personId,
          personVersion: person.version,
          serviceCode: 'S-REF',
          measure,
          recipient: 'unemployed',
          secondReason: 'тексеру',
          checklist: {
            identity_document: { shown: 'paper', number: '031456789', expiresOn: '2034-09-12' },
            labour_book: { shown: 'none', number: '', expiresOn: null },
          },
          consents: { personal_data: true, protected_secret: true },
        }),
      })
    const { application } = await refer('public_works')
    const { referrals } = await desk.do('plan.get', { personId })
    expect(referrals).toMatchObject([
      { applicationNumber: application.number, finding: { rule: 'R80', level: 'warn' } },
    ])
    const { current } = await desk.do('plan.get', { personId })
    const draft = await desk.do('plan.renew', { id: current!.id, version: current!.version })
    const fields = {
      ...filled,
      measures: [...filled.measures, { measure: 'public_works' as const, completeOn: '150127' }],
    }
    await sign(desk, await save(desk, personId, fields, draft), '231126')
    expect((await desk.do('plan.get', { personId })).referrals).toEqual([])
  })
})

describe('renewal', () => {
  it('R75 R79: the new plan takes over what is open, and the old one stays visible as it was', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    await later(desk, '2026-12-03T05:00:00.000Z')
    const draft = await desk.do('plan.renew', { id: plan.id, version: plan.version })
    expect(draft).toMatchObject({ state: 'draft', goal: filled.goal, validUntil: '2027-01-31' })
    // What is past its day needs a new one, which only people can agree on.
    expect(draft.measures.map(({ measure }) => measure)).toEqual(['youth_practice'])
    expect(draft.visits.map(({ on }) => on)).toEqual(['2026-12-10'])
    expect(await desk.refuse('plan.renew', { id: plan.id, version: plan.version })).toMatchObject({
      code: 'version_conflict',
    })
    // Until it is signed the old one is in force.
    const rules = async () => (await desk.do('work.list', { noun: 'plan' })).items.map(({ rule }) => rule)
    expect(await rules()).toEqual(['R77', 'R73', 'R78', 'R73'])
    const renewed = await sign(desk, draft, '031226')
    const { current, past, draft: none } = await desk.do('plan.get', { personId })
    expect([current!.id, none]).toEqual([renewed.id, null])
    expect(past).toMatchObject([
      { id: plan.id, state: 'superseded', supersededOn: '2026-12-03', document: { id: plan.document!.id } },
    ])
    expect(past[0]!.measures).toHaveLength(2)
    // The visit to come, and the new plan, for whose sending the law gives no term of its own.
    const left = (await desk.do('work.list', { noun: 'plan' })).items
    expect(left.map(({ rule, due }) => [rule, due])).toEqual([
      ['R73', '2026-12-10'],
      ['R77', null],
    ])
    expect(
      (
        await desk.refuse('plan.mark', {
          id: plan.id,
          version: past[0]!.version,
          measure: 'enbek_job_search',
          done: true,
          on: '031226',
        })
      ).code,
    ).toBe('plan_not_in_force')
    // R74 was met by the first plan.
    expect(await rows(desk, 'deadlines', { code: 'un_plan' })).toMatchObject([{ met_on: '2026-11-23' }])
    const { timeline } = await desk.do('person.get', { id: personId })
    expect(timeline.filter(({ kind }) => /^plan_/u.test(kind)).map(({ kind }) => kind)).toEqual([
      'plan_renewed',
      'plan_signed',
    ])
  })

  it('R74: a plan ends with its registration, and the next registration begins one of its own', async () => {
    const desk = await openSetUpDesk()
    const { personId, plan } = await signed(desk)
    const db = openDatabase(desk.folder)
    const open = () => db('registrations').where({ kind: 'unemployed' }).whereNull('until')
    const { application_id } = (await open().first()) as { application_id: number }
    await open().update({ until: '2026-12-01', end_reason: '51-4' })
    const { id, version } = plan
    const mark = { id, version, measure: 'enbek_job_search' as const, done: true, on: '231126' }
    expect((await desk.refuse('plan.mark', mark)).code).toBe('not_unemployed')
    await later(desk, '2027-03-01T05:00:00.000Z')
    expect((await desk.do('work.list', { noun: 'plan' })).items).toEqual([])
    expect(await desk.do('plan.get', { personId })).toMatchObject({
      registration: null,
      current: null,
      past: [{ id }],
    })
    await db('registrations').insert({
      person_id: personId,
      application_id,
      kind: 'unemployed',
      since: '2027-03-01',
      source: 'ais',
    })
    await closeDatabase(db)
    expect((await desk.refuse('plan.mark', mark)).code).toBe('not_unemployed')
    const next = { ...filled, measures: [{ measure: 'public_works' as const, completeOn: '150427' }] }
    const fields = { ...next, visits: [{ on: '020327', action: 'келу' }], validUntil: '300427' }
    expect((await save(desk, personId, fields)).state).toBe('draft')
  })
})
