/** R33, R55-R72 through the core: from job seeker to unemployed as AIS decides it, by hand and from a file. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { emptyStatusNotes, type StatusNotes } from '../../shared/contract/registrations'
import type { InputOf } from '../../shared/contract'
import {
  accept,
  addClerk,
  centre,
  decide,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
  putFile,
} from '../helpers/desk'

/** Thursday 19.03.2026, ten o'clock in Almaty: Nauryz lies between it and the end of matching. */
const beforeNauryz = '2026-03-19T05:00:00.000Z'
const mobility = {
  mobilityCentreKk: 'Үлгі облысының еңбек мобильділігі орталығы',
  mobilityCentreRu: 'Центр трудовой мобильности Образцовой области',
}
const second = { iin: '900101300017', birthDate: '1990-01-01' }

/** A registered job seeker at a desk whose centre names its mobility centre. */
async function jobSeeker(now = beforeNauryz, draft = readyDraft()) {
  const desk = await openSetUpDesk({ now })
  await desk.do('settings.saveCentre', { centre: { ...centre, ...mobility } })
  const { application } = await decide(desk, 'granted', draft)
  return { desk, application, personId: application.personId }
}

/** Another day: the desk locked itself meanwhile. */
async function go(desk: TestDesk, instant: string) {
  desk.clock.set(instant)
  await desk.do('session.signIn', { staffId: 1, password })
}

const take = (personId: number, more: Partial<InputOf<'registration.takeOver'>> = {}) => ({
  personId,
  seen: null,
  status: 'unemployed' as const,
  on: '26.03.2026',
  ...more,
})
const kk = (told: { sentence: { kk: string } }[]) => told.map((one) => one.sentence.kk)

describe('due for the transition', () => {
  it('R33 R56 starts the two working days with the registration, over Nauryz, and lists the person the day after', async () => {
    const { desk, personId } = await jobSeeker()
    // 20.03 counts; 21-22.03 is a weekend with holidays, 23.03 a holiday, 24 and 25.03 moved off.
    const [match] = (await desk.do('person.get', { id: personId })).todo
    expect(match).toMatchObject({ noun: 'registration', rule: 'R33', due: '2026-03-26' })
    expect(match!.why!.days.some((step) => step.kind === 'holiday')).toBe(true)

    await go(desk, '2026-03-26T05:00:00.000Z')
    expect((await desk.do('registration.due', {})).rows).toEqual([])
    expect((await desk.do('registration.get', { personId })).transition).toMatchObject({
      due: false,
      expected: '2026-03-27',
    })
    await go(desk, '2026-03-26T20:00:00.000Z')
    const [row] = (await desk.do('registration.due', {})).rows
    expect(row).toMatchObject({ personId, since: '2026-03-19', expected: '2026-03-27', bars: [] })
    expect(row!.told).toMatchObject({ rule: 'R56' })
    expect(row!.told.sentence.ru).toContain('27.03.2026')
  })

  it('R57 does not wait for the end of the period after a refused offer, and not for one who was placed', async () => {
    const { desk, personId } = await jobSeeker()
    const noted = await desk.do('registration.note', {
      personId,
      version: 0,
      notes: { ...emptyStatusNotes, refusedOn: '19.03.2026' },
    })
    expect(noted.transition).toMatchObject({ due: true, expected: '2026-03-19', why: null })
    expect((await desk.do('registration.due', {})).rows[0]?.told.rule).toBe('R57')
    await desk.do('registration.note', {
      personId,
      version: 1,
      notes: { ...emptyStatusNotes, placedOn: '19.03.2026' },
    })
    await go(desk, '2026-04-10T05:00:00.000Z')
    expect((await desk.do('registration.due', {})).rows).toEqual([])
  })

  it('R59-R64 warns of the bars that the register and the clerk know, in both languages', async () => {
    const { desk, personId } = await jobSeeker(
      beforeNauryz,
      readyDraft({ person: { iin: '620110400013', birthDate: '1962-01-10' } }),
    )
    const notes: StatusNotes = {
      ...emptyStatusNotes,
      employed: true,
      studentClaimsMeasures: true,
      falseData: true,
      sentence: 'correctional_labour',
    }
    const { bars } = await desk.do('registration.note', { personId, version: 0, notes })
    expect(bars.map((bar) => bar.rule)).toEqual(['R60', 'R61', 'R62', 'R63', 'R64'])
    for (const bar of bars) {
      expect(bar.level).toBe('warn')
      expect(bar.sentence.kk).not.toBe('')
      expect(bar.sentence.ru).not.toMatch(/rule\.|\{/u)
    }
    // R58: they warn and never stop what AIS decided.
    await go(desk, '2026-03-27T05:00:00.000Z')
    expect((await desk.do('registration.takeOver', take(personId))).registrations[0]?.kind).toBe('unemployed')
  })

  it('R58 refuses notes made on an older state, with who wrote the newer one', async () => {
    const { desk, personId } = await jobSeeker()
    const other = await addClerk(desk, 'Омаров Дәулет')
    const notes = { ...emptyStatusNotes, employed: true }
    await desk.do('registration.note', { personId, version: 0, notes }, other.client)
    expect(
      await desk.refuse('registration.note', { personId, version: 0, notes: emptyStatusNotes }),
    ).toMatchObject({ code: 'version_conflict', params: { by: 'Омаров Дәулет' } })
    expect((await desk.do('registration.get', { personId })).notes).toEqual(notes)
  })
})

describe('the answer of AIS by hand', () => {
  it('R56 R68 R74 makes the job seeker unemployed, meets matching and starts what the law asks next', async () => {
    const { desk, personId, application } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    const page = await desk.do('registration.takeOver', take(personId, { on: '27.03.2026', source: 'АЖ-12' }))
    expect(page.registrations).toMatchObject([
      { kind: 'unemployed', since: '2026-03-27', until: null, source: 'ais', applicationId: application.id },
      { kind: 'job_seeker', since: '2026-03-19', until: '2026-03-27' },
    ])
    expect(page.answers).toMatchObject([{ status: 'unemployed', on: '2026-03-27', source: 'АЖ-12' }])
    expect(page.transition).toBeNull()
    const { person, todo: open, timeline } = await desk.do('person.get', { id: personId })
    expect(person).toMatchObject({ status: 'unemployed', statusSince: '2026-03-27' })
    // From a Friday: one and two working days.
    const due = open.filter((item) => item.noun !== 'application')
    expect(due.map((item) => [item.rule, item.due])).toEqual([
      ['R68', '2026-03-30'],
      ['R74', '2026-03-31'],
    ])
    expect(timeline.map((event) => event.kind)).toContain('became_unemployed')
    const { deadlines } = await desk.do('application.get', { id: application.id })
    expect(deadlines.find((one) => one.code === 'js_matching')).toMatchObject({
      metOn: '2026-03-26',
      late: false,
    })
  })

  it('R58 R67 takes a refusal over: grounds of para 41 only, and the person stays a job seeker', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    const refused = take(personId, { status: 'refused' })
    expect((await desk.refuse('registration.takeOver', refused)).code).toBe('ground_needed')
    expect((await desk.refuse('registration.takeOver', { ...refused, grounds: ['inaccurate'] })).code).toBe(
      'ground_unknown',
    )
    const page = await desk.do('registration.takeOver', {
      ...refused,
      grounds: ['employed', 'student_or_pupil'],
    })
    expect(page.registrations).toMatchObject([{ kind: 'job_seeker', until: null }])
    expect(page.answers[0]?.grounds.map((ground) => ground.id)).toEqual(['employed', 'student_or_pupil'])
    expect((await desk.do('person.get', { id: personId })).person.status).toBe('job_seeker')
    const { items } = await desk.do('work.list', { noun: 'registration' })
    expect(items).toEqual([])
    expect((await desk.do('registration.due', {})).rows).toEqual([])

    // Later AIS registers after all: a new answer, knowing the first, not before it.
    await go(desk, '2026-04-02T05:00:00.000Z')
    const seen = page.answers[0]!.id
    expect(
      await desk.refuse('registration.takeOver', take(personId, { seen, on: '25.03.2026' })),
    ).toMatchObject({ code: 'date_too_early', params: { date: '2026-03-26' } })
    const later = await desk.do('registration.takeOver', take(personId, { seen, on: '02.04.2026' }))
    expect(later.answers.map((answer) => answer.status)).toEqual(['unemployed', 'refused'])
  })

  it('R56 R179 refuses a day before the registration as a job seeker and one in the future', async () => {
    const { desk, personId } = await jobSeeker()
    expect((await desk.refuse('registration.takeOver', take(personId, { on: '18.03.2026' }))).code).toBe(
      'date_too_early',
    )
    expect((await desk.refuse('registration.takeOver', take(personId, { on: '20.03.2026' }))).code).toBe(
      'date_in_future',
    )
    expect((await desk.refuse('registration.takeOver', take(personId, { on: '31.02.2026' }))).code).toBe(
      'date_invalid',
    )
  })

  it('R178 shows the second of two clerks what the first took over, and keeps it', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }), other.client)
    const refusal = await desk.refuse(
      'registration.takeOver',
      take(personId, { status: 'refused', grounds: ['employed'] }),
    )
    expect(refusal).toMatchObject({
      code: 'status_exists',
      params: { status: 'unemployed', date: '2026-03-27', by: 'Омаров Дәулет' },
    })
    expect((await desk.do('registration.get', { personId })).answers).toHaveLength(1)
  })

  it('R55 refuses somebody who is no job seeker', async () => {
    const desk = await openSetUpDesk({ now: beforeNauryz })
    const { application } = await accept(desk)
    expect(
      (await desk.refuse('registration.takeOver', take(application.personId, { on: '19.03.2026' }))).code,
    ).toBe('not_job_seeker')
    expect((await desk.refuse('registration.get', { personId: 99 })).code).toBe('not_found')
  })

  it('R70 sends the stages of S-UN under the number of the application, in a batch that verifies', async () => {
    const { desk, personId, application } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }))
    await desk.do('registration.notice', { personId, kind: 'notice' })
    const db = openDatabase(desk.folder)
    const stages = (await db('outbox').where({ kind: 'stages' }).orderBy('id').select('payload')).map(
      (row: { payload: string }) => JSON.parse(row.payload) as Record<string, unknown>,
    )
    await closeDatabase(db)
    expect(stages.filter((stage) => stage['service_code'] === 'S-UN')).toMatchObject([
      { stage: 'in_work', stage_date: '2026-03-27', result: null },
      { stage: 'decided_positive', stage_date: '2026-03-27', result: 'positive' },
      { stage: 'result_issued', result: 'positive', result_document: { form_id: '214-annex5' } },
    ])
    for (const stage of stages) expect(stage['application_number']).toBe(application.number)
    // Making a batch reads it back and verifies every record.
    await desk.do('exchange.make', {})
    expect((await desk.do('exchange.state', {})).waiting.stages).toBe(0)
  })
})

describe('papers on the status', () => {
  it('R66 prints annex 5 on request only and records who asked and when', async () => {
    const { desk, personId } = await jobSeeker()
    expect((await desk.refuse('registration.notice', { personId, kind: 'notice' })).code).toBe(
      'status_unknown',
    )
    await go(desk, '2026-03-27T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }))
    expect((await desk.do('person.get', { id: personId })).documents.map((one) => one.formId)).not.toContain(
      '214-annex5',
    )
    expect(
      (await desk.refuse('registration.notice', { personId, kind: 'notice', askedOn: '26.03.2026' })).code,
    ).toBe('date_too_early')
    const { document, page } = await desk.do('registration.notice', {
      personId,
      kind: 'notice',
      askedBy: 'Анасы',
    })
    expect(document).toMatchObject({ formId: '214-annex5', printed: 0, toHandOver: false })
    expect(page.papers).toMatchObject([
      { kind: 'registered', askedBy: 'Анасы', on: '2026-03-27', documentId: document.id, validUntil: null },
    ])
  })

  it('R67 prints annex 6 with the grounds of the refusal', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { status: 'refused', grounds: ['employed'] }))
    const { document, page } = await desk.do('registration.notice', { personId, kind: 'notice' })
    expect(document.formId).toBe('214-annex6')
    expect(page.papers[0]).toMatchObject({ kind: 'refused', askedBy: 'Сейтжанова Айгерім Болатқызы' })
  })

  it('R71 R72 gives the information with thirty calendar days, over Nauryz, registered or not', async () => {
    const { desk, personId } = await jobSeeker()
    const not = await desk.do('registration.notice', { personId, kind: 'information' })
    // 19.03 + 30 calendar days, a Saturday: validity is not moved from a day off.
    expect(not.page.papers[0]).toMatchObject({ kind: 'information', validUntil: '2026-04-18' })
    await go(desk, '2026-03-27T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }))
    const { document } = await desk.do('registration.notice', { personId, kind: 'information' })
    expect(document.formId).toBe('214-annex9')
  })

  it('R68 tells of the documents once, in the words that the centre holds, and meets the one working day', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-27T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }))
    expect((await desk.refuse('registration.informPayment', { personId })).code).toBe('payment_text_missing')
    await desk.do('law.saveText', {
      id: 'payment_documents',
      from: '2026-01-01',
      kk: 'жеке куәлік\nбанк шоты',
      ru: '',
      source: 'МӘСҚ',
    })
    await go(desk, '2026-03-30T05:00:00.000Z')
    const { document, page } = await desk.do('registration.informPayment', { personId })
    expect(document.formId).toBe('common-s8')
    expect(page.payment).toMatchObject({ due: '2026-03-30', informedOn: '2026-03-30' })
    expect(kk(page.payment!.told)).toHaveLength(1)
    expect((await desk.do('person.get', { id: personId })).todo.map((item) => item.rule)).not.toContain('R68')
    expect(await desk.refuse('registration.informPayment', { personId })).toMatchObject({
      code: 'payment_informed',
      params: { date: '2026-03-30' },
    })
  })
})

describe('answers of AIS from a file', () => {
  const put = (desk: TestDesk, text: string | Uint8Array) => putFile(desk, 'ais.csv', text)

  it('R56 lists every line with its reason and applies the clean ones only', async () => {
    const { desk, personId } = await jobSeeker()
    const two = await decide(
      desk,
      'granted',
      readyDraft({ person: { ...second, sex: 'male' }, similarSeen: true }),
    )
    await go(desk, '2026-03-30T05:00:00.000Z')
    const token = put(
      desk,
      '\ufeffiin;status;date;grounds\r\n' +
        '850315400124;unemployed;27.03.2026;\r\n' +
        '850315400124;unemployed;2026-03-27\r\n' +
        `${second.iin};unemployed;27.03.2026;\r\n` +
        `${second.iin};refused;27.03.2026;2\r\n` +
        '750505300010;unemployed;27.03.2026;\r\n' +
        '850315400125;unemployed;27.03.2026;\r\n' +
        '850315400124;maybe;27.03.2026;\r\n' +
        '850315400124;unemployed;31.03.2026;\r\n' +
        '850315400124;unem',
    )
    const read = await desk.do('registration.readFile', { token })
    expect(read.lines.map(({ line, reason }) => [line, reason])).toEqual([
      [2, null],
      [3, 'doubled'],
      [4, 'contradicts_line'],
      [5, 'contradicts_line'],
      [6, 'person_unknown'],
      [7, 'iin_wrong'],
      [8, 'status_unknown'],
      [9, 'date_future'],
      [10, 'columns'],
    ])
    expect(read).toMatchObject({ clean: 1, before: null })
    expect(await desk.do('registration.importFile', { token })).toEqual({ applied: 1, left: 8 })
    expect((await desk.do('person.get', { id: personId })).person.status).toBe('unemployed')
    expect((await desk.do('person.get', { id: two.application.personId })).person.status).toBe('job_seeker')
  })

  it('R56 R182 takes the same file over once: the second time says so and changes nothing', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-30T05:00:00.000Z')
    const text = 'iin;status;date;grounds\n"850315400124";"refused";"27.03.2026";"2, 5"\n'
    expect(await desk.do('registration.importFile', { token: put(desk, text) })).toEqual({
      applied: 1,
      left: 0,
    })
    const token = put(desk, text)
    const read = await desk.do('registration.readFile', { token })
    expect(read.before).toMatchObject({ applied: 1 })
    expect(read.lines[0]).toMatchObject({ reason: 'known', held: { status: 'refused', on: '2026-03-27' } })
    expect(await desk.do('registration.importFile', { token })).toEqual({ applied: 0, left: 1 })
    const page = await desk.do('registration.get', { personId })
    expect(page.answers).toHaveLength(1)
    expect(page.answers[0]).toMatchObject({ source: 'ais.csv' })
    expect(page.answers[0]?.grounds.map((ground) => ground.id)).toEqual(['employed', 'student_or_pupil'])
  })

  it('R56 shows what the register holds beside a line that contradicts it, and overwrites nothing', async () => {
    const { desk, personId } = await jobSeeker()
    await go(desk, '2026-03-30T05:00:00.000Z')
    await desk.do('registration.takeOver', take(personId, { on: '27.03.2026' }))
    const read = await desk.do('registration.readFile', {
      token: put(desk, '850315400124;unemployed;28.03.2026;\n'),
    })
    expect(read.lines[0]).toMatchObject({
      reason: 'contradicts_register',
      held: { status: 'unemployed', on: '2026-03-27' },
    })
    expect(
      (await desk.refuse('registration.readFile', { token: put(desk, Uint8Array.of(0xff, 0xfe, 0x31)) }))
        .code,
    ).toBe('status_file_unreadable')
    expect((await desk.refuse('registration.readFile', { token: 'gone' })).code).toBe('file_unknown')
  })
})
