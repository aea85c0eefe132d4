/** Corrections: foreseen before they are saved, computed anew, and kept with what was said before. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import type { InputOf } from '../../shared/contract'
import { emptyStatusNotes } from '../../shared/contract/registrations'
import { addClerk, centre, decide, openSetUpDesk, password, type TestDesk } from '../helpers/desk'

async function go(desk: TestDesk, day: string) {
  desk.clock.set(day + 'T05:00:00.000Z')
  await desk.do('session.signIn', { staffId: 1, password })
}

/** Registered on 20.11.2026; AIS is entered as having registered the person as unemployed on 25.11.2026. */
async function answered(more: Partial<InputOf<'registration.takeOver'>> = {}) {
  const desk = await openSetUpDesk()
  await desk.do('settings.saveCentre', {
    centre: { ...centre, mobilityCentreKk: 'Орталық', mobilityCentreRu: 'Центр' },
  })
  const { application } = await decide(desk)
  const { personId } = application
  await go(desk, '2026-11-27')
  const page = await desk.do('registration.takeOver', {
    personId,
    seen: null,
    status: 'unemployed',
    on: '25.11.2026',
    ...more,
  })
  const typed = { personId, answerId: page.answers[0]!.id, seen: null }
  return { desk, application, personId, page, typed, ground: page.grounds[0]!.id }
}

const due = async (desk: TestDesk, personId: number) =>
  (await desk.do('person.get', { id: personId })).todo
    .filter(({ noun }) => noun !== 'application')
    .map((item) => [item.rule, item.due])

/** Rows of the whole register, to see that nothing changed. */
async function fingerprint(desk: TestDesk) {
  const db = openDatabase(desk.folder)
  const tables = ['registrations', 'deadlines', 'status_answers', 'corrections', 'outbox', 'audit']
  const rows = await Promise.all(tables.map((table) => db(table).select()))
  await closeDatabase(db)
  return JSON.stringify(rows)
}

describe('an answer of AIS', () => {
  it('R56 R68 R74: another day moves the registration and every term that runs from it', async () => {
    const { desk, personId, typed } = await answered()
    expect(await due(desk, personId)).toEqual([
      ['R68', '2026-11-26'],
      ['R74', '2026-11-27'],
    ])
    const correction = { ...typed, status: 'unemployed' as const, on: '26.11.2026' }
    const before = await fingerprint(desk)
    const difference = await desk.do('registration.foresee', correction)
    expect(await fingerprint(desk)).toBe(before)
    expect(difference).toMatchObject({
      before: { status: 'unemployed', since: '2026-11-25' },
      after: { status: 'unemployed', since: '2026-11-26' },
      work: { gone: [], came: [] },
    })
    expect(difference.work.moved.map(({ from, to }) => [from.rule, from.due, to.due])).toEqual([
      ['R68', '2026-11-26', '2026-11-27'],
      ['R74', '2026-11-27', '2026-11-30'],
    ])
    expect((await desk.refuse('registration.correct', { ...correction, reason: ' ' })).code).toBe(
      'reason_needed',
    )
    expect(await fingerprint(desk)).toBe(before)
    const page = await desk.do('registration.correct', { ...correction, reason: 'Күні қате терілген' })
    expect(await due(desk, personId)).toEqual([
      ['R68', '2026-11-27'],
      ['R74', '2026-11-30'],
    ])
    expect(page.registrations).toMatchObject([
      { kind: 'unemployed', since: '2026-11-26', until: null },
      { kind: 'job_seeker', until: '2026-11-26' },
    ])
    // What was entered first stays visible, with who and why.
    expect(page.answers).toMatchObject([
      {
        on: '2026-11-26',
        corrections: [
          {
            status: 'unemployed',
            on: '2026-11-25',
            reason: 'Күні қате терілген',
            by: 'Әбенова Гүлнұр Серікқызы',
          },
        ],
      },
    ])
    const { timeline, person } = await desk.do('person.get', { id: personId })
    expect(person.statusSince).toBe('2026-11-26')
    const noted = timeline.find(({ kind }) => kind === 'noted')!.noted!
    for (const text of [noted.more!.kk, noted.more!.ru])
      expect(text).toMatch(/25\.11\.2026.*26\.11\.2026.*Күні қате терілген/u)
  })

  it('R58 R67: unemployed that should have been refused takes the registration back, and again', async () => {
    const { desk, personId, typed, ground } = await answered()
    const refused = { ...typed, status: 'refused' as const, on: '25.11.2026', grounds: [ground] }
    const { before, after, work } = await desk.do('registration.foresee', refused)
    expect([before.status, after]).toEqual(['unemployed', { status: 'job_seeker', since: '2026-11-20' }])
    expect(work.gone.map(({ rule }) => rule)).toEqual(['R68', 'R74'])
    const page = await desk.do('registration.correct', { ...refused, reason: 'Басқа адам' })
    expect(page).toMatchObject({
      standing: { status: 'job_seeker' },
      registrations: [
        { kind: 'unemployed', takenBack: true },
        { kind: 'job_seeker', until: null },
      ],
      can: { takeOver: true },
    })
    expect(await due(desk, personId)).toEqual([])
    // Back again: the same registration stands, nothing is there twice.
    const seen = page.answers[0]!.corrections[0]!.id
    const back = { ...typed, seen, status: 'unemployed' as const, on: '25.11.2026', reason: 'Сол адам екен' }
    const restored = await desk.do('registration.correct', back)
    expect(restored.registrations).toMatchObject([
      { kind: 'unemployed', since: '2026-11-25', until: null, takenBack: false },
      { kind: 'job_seeker', until: '2026-11-25' },
    ])
    expect(restored.answers[0]!.corrections).toHaveLength(2)
    expect(await due(desk, personId)).toEqual([
      ['R68', '2026-11-26'],
      ['R74', '2026-11-27'],
    ])
  })

  it('R26 R58: only what an answer could have said: its day, its grounds, what was done since', async () => {
    const { desk, personId, typed, ground } = await answered()
    const code = async (more: Partial<InputOf<'registration.foresee'>>) =>
      (
        await desk.refuse('registration.foresee', {
          ...typed,
          status: 'unemployed',
          on: '25.11.2026',
          ...more,
        })
      ).code
    expect(await code({ on: '19.11.2026' })).toBe('date_too_early')
    expect(await code({ on: '28.11.2026' })).toBe('date_in_future')
    expect(await code({ on: '31.11.2026' })).toBe('date_invalid')
    expect(await code({ status: 'refused' })).toBe('ground_needed')
    expect(await code({ status: 'refused', grounds: ['inaccurate'] })).toBe('ground_unknown')
    expect(await code({ personId: 99 })).toBe('not_found')
    expect(await code({ answerId: 99 })).toBe('not_found')

    const draft = await desk.do('plan.save', {
      personId,
      id: null,
      version: null,
      fields: {
        goal: 'Жұмыс',
        education: 'орта',
        speciality: 'есепші',
        measures: [{ measure: 'enbek_job_search', completeOn: '15.12.2026' }],
        visits: [{ on: '10.12.2026', action: 'келу' }],
        validUntil: '31.12.2026',
        specialistPhone: '1',
        specialistEmail: 'a@example.invalid',
      },
    })
    const day = '26.11.2026'
    await desk.do('plan.sign', {
      id: draft.id,
      version: draft.version,
      personSignedOn: day,
      employeeSignedOn: day,
      copyGivenOn: day,
    })
    // A plan of the unemployed is not older than the registration.
    expect(
      await desk.refuse('registration.foresee', { ...typed, status: 'unemployed', on: '27.11.2026' }),
    ).toMatchObject({ code: 'date_too_late', params: { date: '2026-11-26' } })
    const { work } = await desk.do('registration.foresee', {
      ...typed,
      status: 'refused',
      on: '25.11.2026',
      grounds: [ground],
    })
    expect(work.gone.map(({ rule }) => rule)).toEqual(['R68', 'R77', 'R73'])
  })

  it('R58: an answer before the newest cannot be made to contradict it', async () => {
    const { desk, personId, typed, page } = await answered({ status: 'refused', grounds: ['employed'] })
    await desk.do('registration.takeOver', {
      personId,
      seen: page.answers[0]!.id,
      status: 'unemployed',
      on: '26.11.2026',
    })
    const earlier = { ...typed, grounds: [page.grounds[1]!.id] }
    expect(
      await desk.refuse('registration.foresee', { ...earlier, status: 'unemployed', on: '25.11.2026' }),
    ).toMatchObject({ code: 'status_exists' })
    expect(
      await desk.refuse('registration.foresee', { ...earlier, status: 'refused', on: '27.11.2026' }),
    ).toMatchObject({ code: 'date_too_late', params: { date: '2026-11-26' } })
    const { answers, standing } = await desk.do('registration.correct', {
      ...earlier,
      status: 'refused',
      on: '25.11.2026',
      reason: 'Негізі басқа',
    })
    expect(standing).toMatchObject({ status: 'unemployed', since: '2026-11-26' })
    expect(answers[1]!.grounds.map(({ id }) => id)).toEqual(earlier.grounds)
  })

  it('R66: a paper on the status that was corrected is to be cancelled', async () => {
    const { desk, personId, typed, ground } = await answered()
    const { document } = await desk.do('registration.notice', { personId, kind: 'notice' })
    desk.clock.minutes(1)
    await desk.do('registration.correct', {
      ...typed,
      status: 'refused',
      on: '25.11.2026',
      grounds: [ground],
      reason: 'Басқа адам',
    })
    const papers = async () =>
      (await desk.do('person.get', { id: personId })).todo.filter(({ place }) => place.startsWith('/papers'))
    expect(await papers()).toMatchObject([{ due: null }])
    await desk.do('document.cancel', { id: document.id, reason: 'Мәртебесі түзетілді' })
    expect(await papers()).toEqual([])
  })

  it('two clerks: the second is told who corrected it, and nothing is run over', async () => {
    const { desk, typed } = await answered()
    const other = await addClerk(desk, 'Омаров Дәулет')
    const correction = { ...typed, status: 'unemployed' as const, on: '26.11.2026', reason: 'Күні қате' }
    const page = await desk.do('registration.correct', correction, other.client)
    expect(await desk.refuse('registration.correct', { ...correction, on: '27.11.2026' })).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
    const seen = page.answers[0]!.corrections[0]!.id
    const mine = await desk.do('registration.correct', { ...correction, seen, on: '27.11.2026' })
    expect(mine.answers[0]!.corrections.map(({ on, by }) => [on, by])).toEqual([
      ['2026-11-26', 'Әбенова Гүлнұр Серікқызы'],
      ['2026-11-25', 'Омаров Дәулет'],
    ])
  })
})

describe('two clerks on one person', () => {
  it('R58: the notes of the second are refused with the name of the first, whose stand', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { personId } = application
    const other = await addClerk(desk, 'Омаров Дәулет')
    const notes = { ...emptyStatusNotes, employed: true }
    await desk.do('registration.note', { personId, version: 0, notes }, other.client)
    const mine = { ...emptyStatusNotes, falseData: false }
    expect(await desk.refuse('registration.note', { personId, version: 0, notes: mine })).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
    const { notes: theirs, notesVersion } = await desk.do('registration.get', { personId })
    const both = { ...theirs, falseData: false }
    await desk.do('registration.note', { personId, version: notesVersion, notes: both })
    expect((await desk.do('registration.get', { personId })).notes).toMatchObject({
      employed: true,
      falseData: false,
    })
  })
})
