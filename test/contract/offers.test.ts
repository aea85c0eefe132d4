/** Offers through the core: told, answered, sent, interviewed, hired or not (R104 to R117, R57, R97, R170). */
import { describe, expect, it } from 'vitest'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { nothingRecorded, type Offer, type Suitable } from '../../shared/contract/offers'
import { emptyVacancy, type VacancyFields } from '../../shared/contract/vacancies'
import { interviewFacts, offerFacts } from '../../main/core/offers/facts'
import { outboxTable } from '../../main/core/exchange/outbox'
import {
  accept,
  addClerk,
  decide,
  lookInto,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'

const fits: Suitable = { training: true, experience: true, health: true, hours: true, transport: true }
const today = '20.11.2026'

/** A registered job seeker, an employer, and a vacancy with one place that appeared on Wednesday 18.11.2026. */
async function setUp(changes: Partial<VacancyFields> = {}) {
  const desk = await openSetUpDesk()
  const employer = await desk.do('organisation.save', {
    id: null,
    version: null,
    fields: { ...emptyOrganisation, bin: '190440000020', nameKk: '«Көкөзек наны» ЖШС' },
  })
  const addVacancy = (more: Partial<VacancyFields> = {}) =>
    desk.do('vacancy.save', {
      id: null,
      version: null,
      post: null,
      fields: {
        ...emptyVacancy,
        organisationId: employer.id,
        profession: 'Наубайшы / пекарь',
        appearedOn: '18.11.2026',
        registeredOn: '18.11.2026',
        ...changes,
        ...more,
      },
    })
  const vacancy = await addVacancy()
  const { application } = await decide(
    desk,
    'granted',
    readyDraft({ person: { labourActivity: 'Наубайшы, 5 жыл', education: 'Жоғары' } }),
  )
  const { personId } = application
  const offerOf = (vacancyId = vacancy.id, more: object = {}) => ({
    personId,
    vacancyId,
    offeredOn: today,
    offeredTime: '15:05',
    channel: 'in_person' as const,
    assistant: '',
    receivedOn: today,
    suitable: fits,
    ...more,
  })
  const make = (vacancyId = vacancy.id, more: object = {}) => desk.do('offer.make', offerOf(vacancyId, more))
  const answer = (offer: Offer, more: object = {}) => desk.do('offer.answer', { ...answerOf(offer), ...more })
  return { desk, employer, vacancy, addVacancy, personId, offerOf, make, answer }
}

const answerOf = ({ id, version }: Offer) => ({
  id,
  version,
  receivedOn: '',
  answer: 'agree' as const,
  answeredOn: today,
  channel: 'in_person' as const,
  note: '',
  resume: true,
  conditionsFit: true,
})

const of = ({ id, version }: Offer) => ({ id, version })
const interviewOf = (offer: Offer, more: object = {}) => ({
  ...of(offer),
  employerToldOn: today,
  on: '24.11.2026',
  time: '10.00',
  place: 'Көкөзек ауылы, Абай көшесі, 1-үй',
  candidateToldOn: today,
  channel: 'mobile' as const,
  assistant: '',
  ...more,
})
const becomeUnemployed = (desk: TestDesk, personId: number, on = today) =>
  desk.do('registration.takeOver', {
    personId,
    seen: null,
    status: 'unemployed',
    on,
    grounds: [],
    source: '',
  })

async function turn(desk: TestDesk, day: string) {
  desk.clock.set(day + 'T05:00:00.000Z')
  const [first] = await desk.do('session.staff', {})
  await desk.do('session.signIn', { staffId: first!.id, password })
}

const rules = (offer: Offer) => offer.findings.map(({ rule }) => rule)

/** An offer that was agreed to and whose resume was sent. */
async function sent(setup: Awaited<ReturnType<typeof setUp>>, vacancyId = setup.vacancy.id) {
  const agreed = await setup.answer(await setup.make(vacancyId))
  return setup.desk.do('offer.send', {
    ...of(agreed),
    sentOn: today,
    consentedOn: agreed.consentedOn!,
    conditionsFit: true,
  })
}

describe('telling', () => {
  it('R104 R105: three working days from the appearance; later is allowed and marked late', async () => {
    const { make, addVacancy } = await setUp()
    const inTime = await make()
    expect(inTime).toMatchObject({ to: 'job_seeker', offeredTime: '15:05', state: 'answer', findings: [] })
    // Appeared on Friday 13.11.2026: the last day was Wednesday 18.11.2026.
    const old = await addVacancy({ appearedOn: '13.11.2026', registeredOn: '13.11.2026' })
    const late = await make(old.id, { offeredTime: '' })
    expect(rules(late)).toEqual(['R104', 'R105'])
    expect(late.findings[0]?.sentence.en).toContain('18.11.2026')
  })

  it('R104: whoever was selected and not told yet is work, with the reason of its day', async () => {
    const { desk, vacancy, personId, make } = await setUp()
    await desk.do('vacancy.select', { id: vacancy.id, version: 1, people: [personId] })
    const work = async () => (await desk.do('work.list', { noun: 'offer' })).items
    expect(await work()).toMatchObject([
      {
        noun: 'offer',
        rule: 'R104',
        due: '2026-11-23',
        why: { code: 'offer_notice', start: '2026-11-18' },
        place: '/jobs/vacancies/' + vacancy.id,
        responsible: 'Әбенова Гүлнұр Серікқызы',
        person: { id: personId },
      },
    ])
    await make()
    expect((await work()).map(({ rule }) => rule)).toEqual(['R107'])
  })

  it('R106: through the assistant it needs who that was', async () => {
    const { desk, offerOf } = await setUp()
    const through = { channel: 'assistant' as const }
    expect(await desk.refuse('offer.make', offerOf(undefined, through))).toMatchObject({
      code: 'assistant_needed',
      fields: [{ path: 'assistant' }],
    })
    const told = await desk.do('offer.make', offerOf(undefined, { ...through, assistant: 'Омарова Сәуле' }))
    expect(told).toMatchObject({ channel: 'assistant', assistant: 'Омарова Сәуле' })
    const next = await desk.do('offer.prepare', { personId: told.person.id, vacancyId: told.vacancy.id })
    expect(next).toMatchObject({ assistant: 'Омарова Сәуле', openId: told.id })
  })

  it.each([
    ['offeredOn', 'date_too_early', { offeredOn: '17.11.2026' }],
    ['offeredOn', 'date_in_future', { offeredOn: '21.11.2026' }],
    ['offeredOn', 'date_invalid', { offeredOn: '31.02.2026' }],
    ['receivedOn', 'date_too_early', { receivedOn: '19.11.2026' }],
    ['offeredTime', 'time_wrong', { offeredTime: '25:00' }],
  ] as const)('R105 R107: refuses a contradicting %s: %s', async (path, code, more) => {
    const { desk, offerOf } = await setUp()
    expect(await desk.refuse('offer.make', offerOf(undefined, more))).toMatchObject({
      code,
      fields: [{ path, code }],
    })
  })

  it('R102 R103: also to somebody who only applied; the points that the match knows are proposed', async () => {
    const { desk, vacancy, personId } = await setUp()
    const proposed = await desk.do('offer.prepare', { personId, vacancyId: vacancy.id })
    expect(proposed).toMatchObject({
      to: 'job_seeker',
      rural: false,
      openId: null,
      suitable: { training: true, experience: true, health: null, hours: true, transport: null },
      term: { rule: 'R104' },
    })
    const other = { iin: '900101300017', lastName: 'Ахметов', firstName: 'Нұрлан', middleName: '' }
    const { application } = await accept(
      desk,
      readyDraft({ person: { ...other, birthDate: '1990-01-01', sex: 'male' } }),
    )
    const input = { personId: application.personId, vacancyId: vacancy.id }
    expect((await desk.do('offer.prepare', input)).to).toBe('other')
  })

  it('is offered once at a time, and not after the vacancy was closed', async () => {
    const { desk, vacancy, offerOf, make, answer } = await setUp()
    const first = await make()
    expect(await desk.refuse('offer.make', offerOf())).toMatchObject({
      code: 'offer_exists',
      params: { date: '2026-11-20' },
    })
    await answer(first, { answer: 'refuse', resume: false })
    await make()
    await desk.do('vacancy.close', { id: vacancy.id, version: 1, on: today, why: 'withdrawn', note: '' })
    expect((await desk.refuse('offer.make', offerOf())).code).toBe('vacancy_closed')
    const list = await desk.do('offer.list', { state: 'all' })
    expect(list.offers.map(({ state }) => state)).toEqual(['vacancy_closed', 'refused'])
    expect((await desk.do('work.list', { noun: 'offer' })).items).toEqual([])
  })
})

describe('the answer', () => {
  it('R107: a job seeker has one working day from the receipt, which is recorded apart', async () => {
    const { desk, make } = await setUp()
    const made = await make(undefined, { channel: 'enbek', receivedOn: '' })
    expect(made.terms).toMatchObject([{ code: 'answer', rule: 'R107', due: null }])
    expect(rules(made)).toEqual(['R107'])
    const got = await desk.do('offer.receive', { ...of(made), receivedOn: today })
    expect(got.terms).toMatchObject([{ due: '2026-11-23', workingDaysLeft: 1 }])
    await turn(desk, '2026-11-24')
    const [silent] = (await desk.do('offer.list', {})).offers
    expect(silent).toMatchObject({ state: 'answer', terms: [{ due: '2026-11-23', workingDaysLeft: -1 }] })
    const late = await desk.do('offer.answer', { ...answerOf(silent!), answeredOn: '24.11.2026' })
    expect(rules(late)).toEqual(['R107'])
  })

  it('R108: an unemployed person has three', async () => {
    const { desk, make, personId } = await setUp()
    await becomeUnemployed(desk, personId)
    const made = await make()
    expect(made).toMatchObject({ to: 'unemployed', terms: [{ rule: 'R108', due: '2026-11-25' }] })
  })

  it('R57 R107: a job seeker’s refusal makes the transition due; a correction takes it back', async () => {
    const { desk, make, answer, personId } = await setUp()
    const refused = await answer(await make(), { answer: 'refuse', resume: true, note: 'Алыс' })
    expect(refused).toMatchObject({ state: 'refused', consentedOn: null, answerNote: 'Алыс' })
    const status = () => desk.do('registration.get', { personId })
    expect(await status()).toMatchObject({
      notes: { refusedOn: '2026-11-20' },
      transition: { due: true, expected: '2026-11-20', told: { rule: 'R57' } },
    })
    const fields = {
      ...telling(refused),
      answer: null,
      answeredOn: '',
      answerChannel: null,
      answerNote: '',
    }
    const input = { ...of(refused), fields }
    expect(await desk.refuse('offer.correct', { ...input, reason: ' ' })).toMatchObject({
      code: 'reason_needed',
    })
    expect((await status()).notes.refusedOn).toBe('2026-11-20')
    const seen = await desk.do('offer.foresee', input)
    // The answer is awaited anew, and so is suitable work.
    expect(seen.work.came.map(({ rule }) => rule)).toEqual(['R107', 'R33'])
    expect((await status()).notes.refusedOn).toBe('2026-11-20')
    const mended = await desk.do('offer.correct', { ...input, reason: 'Басқа адам' })
    expect(mended).toMatchObject({
      state: 'answer',
      corrections: [{ by: 'Әбенова Гүлнұр Серікқызы', reason: 'Басқа адам' }],
    })
    expect((await status()).notes.refusedOn).toBe('')
  })

  it('R57: a day that a clerk noted for another reason is left alone', async () => {
    const { desk, make, answer, personId } = await setUp()
    const { notes } = await desk.do('registration.get', { personId })
    await desk.do('registration.note', { personId, version: 0, notes: { ...notes, refusedOn: today } })
    await turn(desk, '2026-11-23')
    await answer(await make(), { answer: 'refuse', answeredOn: '23.11.2026' })
    expect((await desk.do('registration.get', { personId })).notes.refusedOn).toBe('2026-11-20')
  })

  it('R97: counts refusals of suitable work as unemployed, says which do not count and why', async () => {
    const { desk, make, answer, addVacancy, personId } = await setUp()
    const seeker = await answer(await make(), { answer: 'refuse' })
    await becomeUnemployed(desk, personId)
    const refuse = async (suitable: Suitable) => {
      const vacancy = await addVacancy()
      return answer(await make(vacancy.id, { suitable }), { answer: 'refuse' })
    }
    const unsuitable = await refuse({ ...fits, transport: false })
    const unrecorded = await refuse({ ...fits, health: null })
    await refuse(fits)
    await refuse(fits)
    const two = await desk.do('offer.refusals', { personId })
    expect(two).toMatchObject({ since: '2026-11-20', count: 2 })
    const why = (id: number) => two.refusals.find(({ offerId }) => offerId === id)?.count
    expect([seeker, unsuitable, unrecorded].map(({ id }) => why(id))).toEqual([
      'as_job_seeker',
      'unsuitable',
      'unrecorded',
    ])
    expect(two.findings.map(({ rule, level }) => [rule, level])).toEqual([
      ['R97', 'record'],
      ['R97', 'warn'],
    ])
    const third = await refuse(fits)
    const three = await desk.do('offer.refusals', { personId })
    expect(three.count).toBe(3)
    expect(three.findings[0]).toMatchObject({ rule: 'R84', level: 'warn' })
    // What was taken by mistake can be corrected, and no longer counts.
    await desk.do('offer.correct', {
      ...of(third),
      fields: { ...telling(third), suitable: { ...fits, hours: false }, ...answered(third) },
      reason: 'Жұмыс режимі сай емес',
    })
    expect((await desk.do('offer.refusals', { personId })).count).toBe(2)
  })

  it('R97: the facts for deregistration are the offers that hold', async () => {
    const setup = await setUp()
    const { desk, make, addVacancy, personId } = setup
    const first = await make()
    const second = await make((await addVacancy()).id)
    const withdraw = { ...of(second), on: today, note: '' }
    expect((await desk.refuse('offer.withdraw', withdraw)).code).toBe('reason_needed')
    await desk.do('offer.withdraw', { ...withdraw, note: 'Қате жазылды' })
    const facts = await lookInto(desk, (db) => offerFacts(db, personId))
    expect(facts).toMatchObject([
      { id: first.id, title: 'Наубайшы / пекарь, «Көкөзек наны» ЖШС', to: 'job_seeker', suitable: fits },
    ])
  })
})

const telling = (offer: Offer) => ({
  offeredOn: offer.offeredOn,
  offeredTime: offer.offeredTime,
  channel: offer.channel,
  assistant: offer.assistant,
  receivedOn: offer.receivedOn ?? '',
  suitable: offer.suitable,
})
const answered = (offer: Offer) => ({
  answer: offer.answer,
  answeredOn: offer.answeredOn ?? '',
  answerChannel: offer.answerChannel,
  answerNote: offer.answerNote,
})

describe('at the employer', () => {
  it('R109: one working day from the consent, never without it', async () => {
    const { desk, make, answer } = await setUp()
    const agreed = await answer(await make(), { resume: false })
    expect(agreed).toMatchObject({
      state: 'resume',
      consentedOn: null,
      terms: [{ code: 'resume', due: null }],
    })
    const send = { ...of(agreed), sentOn: today, consentedOn: '', conditionsFit: true }
    expect(await desk.refuse('offer.send', send)).toMatchObject({
      code: 'resume_without_consent',
      fields: [{ path: 'consentedOn' }],
    })
    const unfit = { ...send, consentedOn: today, conditionsFit: false }
    expect((await desk.refuse('offer.send', unfit)).fields?.[0]?.path).toBe('conditionsFit')
    expect(await desk.do('offer.send', { ...send, consentedOn: today })).toMatchObject({
      state: 'interview',
      sentOn: '2026-11-20',
      terms: [{ code: 'interview', rule: 'R110', due: null }],
    })
  })

  it('R109: its term shows with the consent', async () => {
    const { make, answer } = await setUp()
    expect((await answer(await make())).terms).toMatchObject([
      { code: 'resume', rule: 'R109', due: '2026-11-23', why: { code: 'resume_to_employer' } },
    ])
  })

  it('R170 R173: the candidate leaves with the resume and with every change; nothing without the consent', async () => {
    const setup = await setUp()
    const { desk } = setup
    const rows = () =>
      lookInto(desk, async (db) =>
        (await outboxTable(db).where({ kind: 'candidates' }).orderBy('version')).map(
          ({ state, payload }) => ({
            state,
            ...(JSON.parse(payload) as object),
          }),
        ),
      )
    const offer = await sent(setup)
    expect(await rows()).toMatchObject([
      {
        state: 'waiting',
        iin: '850315400124',
        employer_bin: '190440000020',
        resume: 'Жоғары\nНаубайшы, 5 жыл',
        consent_date: '2026-11-20',
        sent_on: '2026-11-20',
        interview_on: null,
        result: 'pending',
      },
    ])
    await desk.do('offer.interview', interviewOf(offer))
    expect(await rows()).toMatchObject([
      { state: 'superseded' },
      { state: 'waiting', interview_on: '2026-11-24' },
    ])
    // R113: silence becomes a refusal by the calendar, which the next batch tells.
    await turn(desk, '2026-12-01')
    await desk.do('exchange.make', {})
    expect((await rows()).at(-1)).toMatchObject({
      state: 'sent',
      result: 'refused_by_employer',
      result_on: '2026-11-30',
    })
    const other = { iin: '900101300017', lastName: 'Ахметов', firstName: 'Нұрлан', middleName: '' }
    const person = await desk.do('person.save', {
      id: null,
      version: null,
      fields: { ...readyDraft().person, ...other, birthDate: '1990-01-01', sex: 'male' },
    })
    const made = await setup.make(undefined, { personId: person.id })
    const agreed = await setup.answer(made)
    const send = { ...of(agreed), sentOn: today, consentedOn: today, conditionsFit: true }
    expect((await desk.refuse('offer.send', send)).code).toBe('personal_data_consent')
  })

  it('R110 R111: the employer and the candidate told, day, time, place; the unemployed person comes in three days', async () => {
    const setup = await setUp()
    const { desk, personId } = setup
    await becomeUnemployed(desk, personId)
    const offer = await sent(setup)
    const bad = (more: object) => desk.refuse('offer.interview', interviewOf(offer, more))
    expect(await bad({ on: '19.11.2026' })).toMatchObject({
      code: 'date_too_early',
      fields: [{ path: 'on' }],
    })
    expect((await bad({ candidateToldOn: '21.11.2026' })).code).toBe('date_in_future')
    expect((await bad({ channel: 'assistant' })).code).toBe('assistant_needed')
    const agreed = await desk.do('offer.interview', interviewOf(offer, { candidateToldOn: '', place: '' }))
    expect(agreed).toMatchObject({ state: 'interview', interview: { on: '2026-11-24', time: '10:00' } })
    expect(rules(agreed)).toEqual(['R110', 'R110'])
    const told = await desk.do('offer.interview', interviewOf(agreed))
    expect(told).toMatchObject({
      state: 'visit',
      findings: [],
      terms: [
        { code: 'visit', rule: 'R111', due: '2026-11-25' },
        { code: 'employer', rule: 'R112', due: '2026-11-27' },
      ],
    })
    expect(await lookInto(desk, (db) => interviewFacts(db, personId))).toMatchObject([
      { id: told.id, toldOn: '2026-11-20', cameOn: null },
    ])
    await turn(desk, '2026-11-26')
    const came = await desk.do('offer.visit', { ...of(told), on: '26.11.2026' })
    expect(came.state).toBe('employer')
    expect(rules(came)).toEqual(['R111'])
  })

  it('R112 R114: hiring takes a place and closes the vacancy when none is left; a job seeker is placed', async () => {
    const setup = await setUp({ places: 2, placesLeft: 2 })
    const { desk, vacancy, personId } = setup
    const told = await desk.do('offer.interview', interviewOf(await sent(setup)))
    expect(told).toMatchObject({ state: 'employer', terms: [{ rule: 'R112', due: '2026-11-27' }] })
    const hired = await desk.do('offer.employerAnswer', employerOf(told))
    expect(hired).toMatchObject({ state: 'hired', result: 'hired', resultSince: '2026-11-20', terms: [] })
    expect(await desk.do('vacancy.get', { id: vacancy.id })).toMatchObject({ placesLeft: 1, closed: null })
    expect((await desk.do('registration.get', { personId })).notes.placedOn).toBe('2026-11-20')
    expect((await desk.refuse('offer.employerAnswer', employerOf(hired))).code).toBe('offer_step')
    expect(await lookInto(desk, (db) => interviewFacts(db, personId))).toEqual([])
    const again = await desk.do('offer.interview', interviewOf(await sent(setup)))
    await desk.do('offer.employerAnswer', employerOf(again))
    expect(await desk.do('vacancy.get', { id: vacancy.id })).toMatchObject({
      placesLeft: 0,
      closed: { on: '2026-11-20', why: 'hired' },
    })
  })

  it('R113: five days of silence count as refusal by the employer, not by the person', async () => {
    const setup = await setUp()
    const { desk, vacancy, personId } = setup
    await becomeUnemployed(desk, personId)
    const told = await desk.do('offer.interview', interviewOf(await sent(setup)))
    await desk.do('offer.visit', { ...of(told), on: today })
    await turn(desk, '2026-11-27')
    const list = () => desk.do('offer.list', { state: 'all' })
    expect((await list()).offers[0]).toMatchObject({ state: 'employer', result: 'pending' })
    await turn(desk, '2026-11-30')
    const [silent] = (await list()).offers
    expect(silent).toMatchObject({
      state: 'refused_by_employer',
      result: 'refused_by_employer',
      resultSince: '2026-11-30',
    })
    expect(rules(silent!)).toContain('R113')
    expect((await desk.do('offer.refusals', { personId })).count).toBe(0)
    // Hiring told later holds once a person accepts it.
    const late = await desk.do('offer.employerAnswer', employerOf(silent!, { on: '30.11.2026' }))
    expect(late).toMatchObject({ state: 'late_hiring', terms: [{ code: 'late_hiring', rule: 'R113' }] })
    expect(await desk.do('vacancy.get', { id: vacancy.id })).toMatchObject({ placesLeft: 1, closed: null })
    expect((await desk.do('work.list', { noun: 'offer' })).items.map(({ rule }) => rule)).toEqual(['R113'])
    const accepted = await desk.do(
      'offer.employerAnswer',
      employerOf(late, { on: '30.11.2026', late: 'accepted' }),
    )
    expect(accepted).toMatchObject({ state: 'hired', employer: { late: 'accepted' } })
    expect((await desk.do('vacancy.get', { id: vacancy.id })).closed).toMatchObject({ why: 'hired' })
  })

  it('R117: results of the portal enter the same way: interview refused, hired without an interview here', async () => {
    const setup = await setUp({ places: 2, placesLeft: 2 })
    const { desk } = setup
    const first = await sent(setup)
    const refused = await desk.do('offer.refuseInterview', {
      ...of(first),
      on: today,
      channel: 'enbek',
      note: 'Кабинетте бас тартты',
    })
    expect(refused).toMatchObject({ state: 'interview_refused', answer: 'agree', terms: [] })
    const second = await sent(setup)
    const hired = await desk.do('offer.employerAnswer', employerOf(second, { channel: 'enbek' }))
    expect(hired).toMatchObject({ state: 'hired', employer: { channel: 'enbek' } })
  })

  it('R114: a vacancy without a place and one without candidates are work', async () => {
    const { desk, addVacancy } = await setUp()
    const full = await addVacancy({ placesLeft: 0 })
    const items = (await desk.do('work.list', { noun: 'vacancy' })).items
    expect(items).toMatchObject([
      { rule: 'R101', due: '2026-11-19', workingDaysLeft: -1, why: { code: 'vac_candidates' } },
      { rule: 'R114', due: null, place: '/jobs/vacancies/' + full.id },
    ])
  })
})

const employerOf = (offer: Offer, more: object = {}) => ({
  ...of(offer),
  answer: 'hired' as const,
  on: today,
  channel: 'written' as const,
  note: '',
  late: null,
  ...more,
})

describe('two clerks, steps, corrections', () => {
  it('R107: loses nobody’s answer, and takes steps in their order only', async () => {
    const { desk, make } = await setUp()
    const made = await make()
    const { client } = await addClerk(desk, 'Серікова Дана')
    await desk.do('offer.answer', answerOf(made), client)
    expect(await desk.refuse('offer.answer', { ...answerOf(made), answer: 'refuse' })).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Серікова Дана' },
    })
    const [now] = (await desk.do('offer.list', {})).offers
    expect(now).toMatchObject({ answer: 'agree', updatedBy: 'Серікова Дана' })
    expect((await desk.refuse('offer.answer', answerOf(now!))).code).toBe('offer_step')
    expect((await desk.refuse('offer.interview', interviewOf(now!))).code).toBe('offer_step')
    expect((await desk.refuse('offer.visit', { ...of(now!), on: today })).code).toBe('offer_step')
    const reader = await addClerk(desk, 'Оспанов Ержан', ['administrator'])
    expect((await desk.refuse('offer.answer', answerOf(now!), reader.client)).code).toBe('right_missing')
  })

  it('R107: a correction keeps what was said before and cannot undo what followed', async () => {
    const setup = await setUp()
    const { desk, personId } = setup
    const offer = await sent(setup)
    const fields = { ...telling(offer), ...answered(offer) }
    const undo = { ...of(offer), fields: { ...fields, answer: 'refuse' as const }, reason: 'Қате' }
    expect((await desk.refuse('offer.correct', undo)).code).toBe('offer_step')
    const early = { ...of(offer), fields: { ...fields, answeredOn: '19.11.2026' }, reason: 'Қате' }
    expect(await desk.refuse('offer.correct', early)).toMatchObject({
      code: 'date_too_early',
      fields: [{ path: 'fields.answeredOn' }],
    })
    await desk.do('offer.correct', {
      ...of(offer),
      fields: { ...fields, offeredOn: '19.11.2026', receivedOn: '19.11.2026', answeredOn: '20.11.2026' },
      reason: 'Күні қате жазылған',
    })
    const kept = await lookInto(desk, (db) =>
      db('corrections').where({ entity: 'offer', entity_id: offer.id }).first(),
    )
    expect(kept).toMatchObject({ person_id: personId, reason: 'Күні қате жазылған' })
    expect(JSON.parse(kept.before)).toMatchObject({ offered_on: '2026-11-20', standing: 'job_seeker' })
    expect(JSON.parse(kept.after)).toMatchObject({ offered_on: '2026-11-19', standing: 'other' })
  })

  it('tells each step on the time line', async () => {
    const setup = await setUp()
    const { desk, personId } = setup
    await desk.do('offer.interview', interviewOf(await sent(setup)))
    const { timeline } = await desk.do('person.get', { id: personId })
    const told = timeline.flatMap(({ noted }) => (noted ? [noted.what.en] : []))
    expect(told).toEqual([
      'Interview agreed for 24.11.2026',
      'Resume sent to the employer on 20.11.2026',
      'Agreed to the offered work on 20.11.2026',
      'Work offered on 20.11.2026',
    ])
  })

  it('lists open offers over all people by what they wait for', async () => {
    const setup = await setUp()
    const { desk, make, addVacancy } = setup
    await sent(setup)
    await make((await addVacancy()).id, { suitable: nothingRecorded })
    const list = await desk.do('offer.list', {})
    expect(list).toMatchObject({ total: 2, counts: { answer: 1, resume: 0, interview: 1 } })
    expect(list.offers.map(({ state }) => state)).toEqual(['answer', 'interview'])
    expect((await desk.do('offer.list', { state: 'interview' })).total).toBe(1)
  })
})
