/** Vacancies through the core: what is registered, its terms, who fits and why, closing (R98 to R103, R114). */
import { describe, expect, it } from 'vitest'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { emptyVacancy, type VacancyFields } from '../../shared/contract/vacancies'
import { postsNotCovered } from '../../shared/rules/engine/mediation'
import { accept, addClerk, decide, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'

async function withEmployer(now?: string) {
  const desk = await openSetUpDesk(now ? { now } : {})
  const employer = await desk.do('organisation.save', {
    id: null,
    version: null,
    fields: {
      ...emptyOrganisation,
      nameKk: '«Көкөзек наны» ЖШС',
      nameRu: 'ТОО «Кокозекский хлеб»',
      legalAddress: 'Көкөзек ауылы, Абай көшесі, 1-үй',
    },
  })
  const fieldsOf = (changes: Partial<VacancyFields> = {}): VacancyFields => ({
    ...emptyVacancy,
    organisationId: employer.id,
    profession: 'Наубайшы / пекарь',
    ...changes,
  })
  const save = (changes: Partial<VacancyFields> = {}) =>
    desk.do('vacancy.save', { id: null, version: null, post: null, fields: fieldsOf(changes) })
  const refuse = (changes: Partial<VacancyFields> = {}) =>
    desk.refuse('vacancy.save', { id: null, version: null, post: null, fields: fieldsOf(changes) })
  return { desk, employer, fieldsOf, save, refuse }
}

const people = (desk: TestDesk, id: number) => desk.do('vacancy.candidates', { id })

describe('registering a vacancy', () => {
  it('R98: five working days from its appearance; says when the employer was late, nothing when the day is not known', async () => {
    const { save } = await withEmployer()
    // Friday 20.11.2026 is today; five working days before it is Friday 13.11.2026.
    const inTime = await save({ appearedOn: '13.11.2026' })
    expect(inTime.reported).toMatchObject({ state: 'done', doneOn: '2026-11-20' })
    expect(inTime.reported?.why).toMatchObject({ code: 'vac_submit', due: '2026-11-20' })
    const late = await save({ appearedOn: '12.11.2026' })
    expect(late.reported).toMatchObject({ state: 'late', why: { due: '2026-11-19' } })
    expect((await save()).reported).toBeNull()
  })

  it.each(postsNotCovered)(
    'R99: a post of the closed list (%s) is no vacancy and nothing of it is kept',
    async (post) => {
      const { desk, fieldsOf } = await withEmployer()
      expect(
        await desk.refuse('vacancy.save', { id: null, version: null, post, fields: fieldsOf() }),
      ).toMatchObject({ code: 'vacancy_not_covered', params: { post }, fields: [{ path: 'post' }] })
      expect((await desk.do('vacancy.search', { state: 'all' })).total).toBe(0)
    },
  )

  it('R100: one vacancy of the portal is one here; one typed by hand says so', async () => {
    const { save, refuse } = await withEmployer()
    const portal = await save({ portalNumber: ' 123-456 ' })
    expect(portal).toMatchObject({ origin: 'portal', portalNumber: '123-456', notes: [] })
    expect(await refuse({ portalNumber: '123-456' })).toMatchObject({
      code: 'vacancy_exists',
      params: { name: portal.profession },
    })
    const typed = await save()
    expect(typed.origin).toBe('by_hand')
    expect(typed.notes).toMatchObject([{ rule: 'R100', level: 'warn' }])
  })

  it.each([
    ['profession', 'name_empty', { profession: '  ' }],
    ['organisationId', 'not_found', { organisationId: 999 }],
    ['payTo', 'pay_range', { payFrom: 200_000, payTo: 150_000 }],
    ['placesLeft', 'places_range', { places: 1, placesLeft: 2 }],
    ['appearedOn', 'date_invalid', { appearedOn: '31.02.2026' }],
    ['registeredOn', 'date_in_future', { registeredOn: '21.11.2026' }],
    ['appearedOn', 'vacancy_dates', { appearedOn: '20.11.2026', registeredOn: '19.11.2026' }],
  ] as const)('refuses a wrong %s: %s', async (field, code, changes) => {
    const { refuse } = await withEmployer()
    expect(await refuse(changes)).toMatchObject({ code, fields: [{ path: 'fields.' + field, code }] })
  })

  it('loses nobody’s change and is done by who mediates', async () => {
    const { desk, fieldsOf, save } = await withEmployer()
    const { client } = await addClerk(desk, 'Серікова Дана')
    const made = await save()
    const change = { id: made.id, version: 1, post: null, fields: fieldsOf({ payFrom: 150_000 }) }
    await desk.do('vacancy.save', change, client)
    expect(await desk.refuse('vacancy.save', change)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Серікова Дана' },
    })
    const reader = await addClerk(desk, 'Оспанов Ержан', ['administrator'])
    expect((await desk.refuse('vacancy.save', change, reader.client)).code).toBe('right_missing')
  })
})

describe('candidates', () => {
  it('R101: due one working day after registration, on the list until somebody or nobody was selected', async () => {
    const { desk, save } = await withEmployer()
    const made = await save()
    // Registered on a Friday: the last day is Monday.
    expect(made.candidatesDue).toMatchObject({
      state: 'open',
      doneOn: null,
      workingDaysLeft: 1,
      why: { code: 'vac_candidates', start: '2026-11-20', due: '2026-11-23' },
    })
    const due = async () => desk.do('vacancy.search', { state: 'due' })
    expect(await due()).toMatchObject({ total: 1, due: 1, vacancies: [{ id: made.id }] })
    desk.clock.set('2026-11-24T05:00:00.000Z')
    await desk.do('session.signIn', {
      staffId: (await desk.do('session.staff', {}))[0]!.id,
      password: 'Тілеуова-2026',
    })
    expect((await due()).vacancies[0]?.candidatesDue).toMatchObject({ state: 'overdue', workingDaysLeft: -1 })
    const done = await desk.do('vacancy.select', { id: made.id, version: 1, people: [] })
    expect(done.candidatesDue).toMatchObject({ state: 'late', doneOn: '2026-11-24', workingDaysLeft: null })
    expect(await due()).toMatchObject({ total: 0, due: 0 })
  })

  it('R102: the pool is who is registered; who only applied finds vacancies but is no candidate', async () => {
    const { desk, save } = await withEmployer()
    const made = await save()
    const labourActivity = 'Наубайшы, 5 жыл'
    const { application } = await decide(desk, 'granted', readyDraft({ person: { labourActivity } }))
    const other = { iin: '900101300017', lastName: 'Ахметов', firstName: 'Нұрлан', middleName: '' }
    const applied = await accept(
      desk,
      readyDraft({ person: { ...other, birthDate: '1990-01-01', sex: 'male', labourActivity } }),
    )
    const found = await people(desk, made.id)
    expect(found).toMatchObject({ total: 1, pool: 1 })
    expect(found.candidates[0]).toMatchObject({
      personId: application.personId,
      standing: 'job_seeker',
      selectedOn: null,
    })
    const reverse = (personId: number) => desk.do('vacancy.forPerson', { personId })
    expect(await reverse(application.personId)).toMatchObject({
      total: 1,
      outsidePool: null,
      vacancies: [{ vacancy: { id: made.id } }],
    })
    const outside = await reverse(applied.application.personId)
    expect(outside.total).toBe(1)
    expect(outside.outsidePool).not.toBeNull()
    const select = { id: made.id, version: 1, people: [applied.application.personId] }
    expect((await desk.refuse('vacancy.select', select)).code).toBe('not_found')
    expect((await people(desk, made.id)).candidates[0]?.selectedOn).toBeNull()
  })

  it('R103: every criterion comes with its reason, what is not known is asked, the match is kept', async () => {
    const { desk, save } = await withEmployer()
    const made = await save({
      qualification: 'орта арнаулы',
      experienceMonths: 36,
      payFrom: 150_000,
      payTo: 200_000,
      hours: 'shift',
    })
    const { application } = await decide(
      desk,
      'granted',
      readyDraft({ person: { labourActivity: 'Наубайшы, 5 жыл', education: 'Жоғары' } }),
    )
    const personId = application.personId
    const [candidate] = (await people(desk, made.id)).candidates
    const reasons = Object.fromEntries(candidate!.points.map((one) => [one.criterion, one.reason]))
    expect(reasons).toEqual({
      profession: 'profession_same',
      training: 'training_level',
      experience: 'experience_enough',
      pay: 'pay_no_wish',
      hours: 'hours_no_wish',
      other: 'other_none',
      distance: 'distance_same',
    })
    expect(candidate!.toAsk).toEqual(['pay', 'hours'])
    const after = await desk.do('vacancy.select', { id: made.id, version: 1, people: [personId] })
    expect(after).toMatchObject({ selected: 1, version: 2, candidatesDue: { state: 'done' } })
    expect((await people(desk, made.id)).candidates[0]?.selectedOn).toBe('2026-11-20')
    // Selecting the same person again adds nothing.
    const again = await desk.do('vacancy.select', { id: made.id, version: 2, people: [personId, personId] })
    expect(again.selected).toBe(1)
  })
})

describe('lists and closing', () => {
  it('finds by profession in either language, employer and portal number', async () => {
    const { desk, employer, save } = await withEmployer()
    const baker = await save({ portalNumber: '777' })
    const driver = await save({ profession: 'Жүргізуші', organisationId: employer.id })
    const ids = async (input: object) =>
      (await desk.do('vacancy.search', input)).vacancies.map((one) => one.id)
    expect(await ids({ text: 'пекарь' })).toEqual([baker.id])
    expect(await ids({ text: 'НАУБАЙШЫ' })).toEqual([baker.id])
    expect(await ids({ text: 'жургизуши' })).toEqual([driver.id])
    expect(await ids({ text: 'кокозек хлеб' })).toEqual([driver.id, baker.id])
    expect(await ids({ text: '777' })).toEqual([baker.id])
    expect(await ids({ organisationId: employer.id, limit: 1, offset: 1 })).toEqual([baker.id])
    expect(await ids({ text: 'дәрігер' })).toEqual([])
  })

  it('R114: closed with day and reason, it leaves the open list and the matching, and is not changed any more', async () => {
    const { desk, fieldsOf, save } = await withEmployer()
    const made = await save({ placesLeft: 0 })
    expect(made.notes.map((one) => one.rule)).toEqual(['R100', 'R114'])
    const close = (on: string) => ({ id: made.id, version: 1, on, why: 'hired' as const, note: '' })
    expect((await desk.refuse('vacancy.close', close('19.11.2026'))).code).toBe('vacancy_dates')
    expect((await desk.refuse('vacancy.close', close('21.11.2026'))).code).toBe('date_in_future')
    const closed = await desk.do('vacancy.close', close('20.11.2026'))
    expect(closed).toMatchObject({
      closed: { on: '2026-11-20', why: 'hired', note: '' },
      placesLeft: 0,
      notes: [],
    })
    expect(await desk.do('vacancy.search', { state: 'open' })).toMatchObject({ total: 0, due: 0 })
    expect((await desk.do('vacancy.search', { state: 'closed' })).vacancies[0]?.id).toBe(made.id)
    const again = { ...close('20.11.2026'), version: 2 }
    expect((await desk.refuse('vacancy.close', again)).code).toBe('vacancy_closed')
    const change = { id: made.id, version: 2, post: null, fields: fieldsOf() }
    expect((await desk.refuse('vacancy.save', change)).code).toBe('vacancy_closed')
    const select = { id: made.id, version: 2, people: [] }
    expect((await desk.refuse('vacancy.select', select)).code).toBe('vacancy_closed')
    const { application } = await decide(
      desk,
      'granted',
      readyDraft({ person: { labourActivity: 'Наубайшы' } }),
    )
    expect((await desk.do('vacancy.forPerson', { personId: application.personId })).total).toBe(0)
  })
})
