/** What must be done now: one list over all people, of which a person's page shows a part. */
import { describe, expect, it } from 'vitest'
import { emptyStatusNotes } from '../../shared/contract/registrations'
import {
  accept,
  addClerk,
  decide,
  dutiesOf,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'

const second = { iin: '900101300017', birthDate: '1990-01-01', lastName: 'Әлиев', sex: 'male' as const }

/** Another day: the desk locked itself meanwhile. */
/** The day ends with its batch, if anything waits for one, and another begins. */
async function go(desk: TestDesk, day: string) {
  await desk.call('exchange.make', {})
  desk.clock.set(day + 'T05:00:00.000Z')
  await desk.do('session.signIn', { staffId: 1, password })
}

const planFields = {
  goal: 'Тұрақты жұмыс',
  education: 'орта',
  speciality: 'есепші',
  measures: [{ measure: 'enbek_job_search' as const, completeOn: '15.12.2026' }],
  visits: [{ on: '10.12.2026', action: 'келу' }],
  validUntil: '31.01.27',
  specialistPhone: '8 7122 00 00 00',
  specialistEmail: 'centre@example.invalid',
}

/** Registered on Friday 20.11.2026, unemployed by AIS since Wednesday 25.11.2026. */
async function unemployed(desk: TestDesk) {
  const { application } = await decide(desk)
  const { personId } = application
  await desk.do('application.inform', { id: application.id, channel: 'call', to: '1', text: 'тіркелдіңіз' })
  await go(desk, '2026-11-25')
  await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '25.11.2026' })
  return personId
}

describe('the list', () => {
  it('R25 R33: holds the duties of everybody by day, with true numbers however few are asked for', async () => {
    const desk = await openSetUpDesk()
    const clerk = await addClerk(desk, 'Омаров Дәулет')
    await decide(desk)
    await accept(desk, readyDraft({ person: second }), clerk.client)
    const whole = await desk.do('work.list', {})
    expect(whole.items.map(({ id, due, responsible }) => [id, due, responsible])).toEqual([
      ['application:2', '2026-11-23', 'Омаров Дәулет'],
      ['registration:1:js_matching', '2026-11-24', 'Әбенова Гүлнұр Серікқызы'],
      ['application:1', null, 'Әбенова Гүлнұр Серікқызы'],
    ])
    const first = await desk.do('work.list', { limit: 1 })
    expect(first).toMatchObject({
      total: 3,
      everybody: 3,
      groups: [
        { group: '2026-11-23', n: 1 },
        { group: '2026-11-24', n: 1 },
        { group: 'no_day', n: 1 },
      ],
      nouns: { application: 2, registration: 1 },
    })
    expect(first.items).toEqual(whole.items.slice(0, 1))
    expect(first.staff.map(({ name, n }) => [name, n])).toEqual([
      ['Әбенова Гүлнұр Серікқызы', 2],
      ['Омаров Дәулет', 1],
    ])
    expect(await dutiesOf(desk, { staffId: clerk.id })).toEqual([['application:2', '2026-11-23']])
    expect(await desk.do('work.list', { staffId: 1, noun: 'application' })).toMatchObject({
      total: 1,
      everybody: 2,
      nouns: { application: 1, registration: 1 },
    })
    await go(desk, '2026-11-24')
    expect(await desk.do('work.list', {})).toMatchObject({
      groups: [
        { group: 'overdue', n: 1 },
        { group: 'today', n: 1 },
        { group: 'no_day', n: 1 },
      ],
    })
    // The rail and the page count the same.
    expect(await desk.do('today.list', {})).toMatchObject({ overdue: 1, dueToday: 1 })
    const { todo } = await desk.do('person.get', { id: 1 })
    expect(todo).toEqual((await desk.do('work.list', {})).items.filter(({ person }) => person?.id === 1))
  })

  it('R55 R56 R57: asks for the answer of AIS in the place of work, from the day on which it may be there', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { personId } = application
    await desk.do('application.inform', { id: application.id, channel: 'call', to: '1', text: 'тіркелдіңіз' })
    await go(desk, '2026-11-24')
    expect(await dutiesOf(desk)).toEqual([['registration:1:js_matching', '2026-11-24']])
    await go(desk, '2026-11-25')
    const [item, ...none] = (await desk.do('work.list', {})).items
    expect(none).toEqual([])
    // Two working days of the service (R55) from the end of matching.
    expect(item).toMatchObject({
      noun: 'registration',
      rule: 'R56',
      due: '2026-11-26',
      why: { code: 'un_service', start: '2026-11-24' },
      place: `/people/${personId}`,
    })
    expect(item!.about!.kk).toContain('25.11.2026')
    await desk.do('registration.note', {
      personId,
      version: 0,
      notes: { ...emptyStatusNotes, refusedOn: '23.11.2026' },
    })
    expect((await desk.do('work.list', {})).items).toMatchObject([{ rule: 'R57', due: '2026-11-25' }])
    await desk.do('registration.note', {
      personId,
      version: 1,
      notes: { ...emptyStatusNotes, placedOn: '23.11.2026' },
    })
    expect(await dutiesOf(desk)).toEqual([])
  })

  it('R73 R74 R77 R78: the plan is drawn up, sent, visited, carried out; each leaves when it is done', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const rules = async () =>
      (await desk.do('work.list', { noun: 'plan' })).items.map(({ rule, due }) => [rule, due])
    expect(await rules()).toEqual([['R74', '2026-11-27']])
    const draft = await desk.do('plan.save', { personId, id: null, version: null, fields: planFields })
    const signedOn = '25.11.2026'
    const plan = await desk.do('plan.sign', {
      id: draft.id,
      version: draft.version,
      personSignedOn: signedOn,
      employeeSignedOn: signedOn,
      copyGivenOn: signedOn,
    })
    expect(await rules()).toEqual([
      ['R77', '2026-11-27'],
      ['R73', '2026-12-10'],
    ])
    const batch = await desk.do('exchange.make', {})
    expect(batch.counts.plans).toBe(1)
    expect(await rules()).toEqual([['R73', '2026-12-10']])
    // A mark makes the next version; the duty of sending was met by the first.
    const marked = await desk.do('plan.mark', {
      id: plan.id,
      version: plan.version,
      measure: 'enbek_job_search',
      done: false,
      on: signedOn,
    })
    expect((await desk.do('exchange.state', {})).waiting.plans).toBe(1)
    await go(desk, '2026-12-16')
    expect(await rules()).toEqual([
      ['R73', '2026-12-10'],
      ['R78', '2026-12-15'],
    ])
    const visited = await desk.do('plan.visit', {
      id: plan.id,
      version: marked.version,
      visitId: plan.visits[0]!.id,
      keptOn: '10.12.2026',
    })
    await desk.do('plan.mark', {
      id: plan.id,
      version: visited.version,
      measure: 'enbek_job_search',
      done: true,
      on: '16.12.2026',
      note: 'жұмыс тапты',
    })
    expect(await rules()).toEqual([])
  })

  it('R168 R173: a plan leaves with its marks, and not at all without the consent', async () => {
    const desk = await openSetUpDesk()
    const personId = await unemployed(desk)
    const draft = await desk.do('plan.save', { personId, id: null, version: null, fields: planFields })
    const day = '25.11.2026'
    const sign = { personSignedOn: day, employeeSignedOn: day, copyGivenOn: day }
    // A draft is nobody else's.
    expect((await desk.do('exchange.state', {})).waiting.plans).toBe(0)
    const plan = await desk.do('plan.sign', { id: draft.id, version: draft.version, ...sign })
    expect((await desk.do('exchange.make', {})).counts.plans).toBe(1)
    await go(desk, '2026-11-26')
    const next = await desk.do('plan.renew', { id: plan.id, version: plan.version })
    const filled = { ...planFields, validUntil: '28.02.27' }
    const saved = await desk.do('plan.save', { personId, id: next.id, version: next.version, fields: filled })
    const again = { personSignedOn: '261126', employeeSignedOn: '261126', copyGivenOn: '261126' }
    await desk.do('plan.sign', { id: saved.id, version: saved.version, ...again })
    // The one that it replaced says so, and the new one.
    expect((await desk.do('exchange.make', {})).counts.plans).toBe(2)
  })
})

describe('the status in a sentence', () => {
  it('R25 R27 R31: says since when and by which event, with the application', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const { personId } = application
    const standing = async (id = personId) => (await desk.do('registration.get', { personId: id })).standing!
    const applied = await standing()
    expect(applied).toMatchObject({ status: 'applied', since: '2026-11-20', applicationId: application.id })
    for (const text of [applied.because.kk, applied.because.ru]) {
      expect(text).toContain('20.11.2026')
      expect(text).toContain(application.number)
    }
    const refused = await decide(desk, 'refused', readyDraft({ person: second }))
    const no = await standing(refused.application.personId)
    expect(no).toMatchObject({ status: 'refused', applicationId: refused.application.id })
    expect(no.because.ru).not.toMatch(/\{|status\./u)
  })

  it('R56 R58: a job seeker, one whom AIS refused, and an unemployed person', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { personId } = application
    const because = async () => (await desk.do('registration.get', { personId })).standing
    expect(await because()).toMatchObject({ status: 'job_seeker', since: '2026-11-20' })
    await go(desk, '2026-11-25')
    const take = { personId, on: '25.11.2026' }
    const { answers } = await desk.do('registration.takeOver', {
      ...take,
      seen: null,
      status: 'refused',
      grounds: [(await desk.do('registration.get', { personId })).grounds[0]!.id],
    })
    expect((await because())!.because.kk).toContain('25.11.2026')
    await desk.do('registration.takeOver', { ...take, seen: answers[0]!.id, status: 'unemployed' })
    expect(await because()).toMatchObject({ status: 'unemployed', since: '2026-11-25' })
  })
})
