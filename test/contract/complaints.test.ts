/** R159-R164 through the core: the register of complaints, its terms, and what became of each. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { emptyComplaint, type ComplaintFields, type ComplaintStep } from '../../shared/contract/complaints'
import type { InputOf } from '../../shared/contract'
import { accept, addClerk, openSetUpDesk, password, type TestDesk } from '../helpers/desk'

/** Friday 20.11.2026 is today. */
const base: ComplaintFields = {
  ...emptyComplaint,
  name: 'Омаров Дәулет',
  about: 'decision',
  on: '20.11.2026',
  text: 'Тіркеуден негізсіз бас тартты',
}
/** A referral complained of: its act names addressees and terms. */
const referral: ComplaintFields = { ...base, serviceCode: 'S-REF', addressee: 'provider_head' }

const enter = (
  desk: TestDesk,
  fields: Partial<ComplaintFields> = {},
  more: Partial<InputOf<'complaint.enter'>> = {},
) => desk.do('complaint.enter', { fields: { ...base, ...fields }, ...more })

const record = (
  of: { id: number; version: number },
  step: ComplaintStep,
  on: string,
  more: Partial<InputOf<'complaint.record'>> = {},
): InputOf<'complaint.record'> => ({ id: of.id, version: of.version, step, on, ...more })

const rules = (told: { rule: string; level: string }[]) => told.map(({ rule, level }) => `${rule} ${level}`)

async function go(desk: TestDesk, instant: string) {
  desk.clock.set(instant)
  await desk.do('session.signIn', { staffId: 1, password })
}

describe('entering a complaint', () => {
  it('R159 R160: an act that names no days says so and computes none', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, { addressee: 'quality_body' }, { received: '20.11.2026' })
    expect(made).toMatchObject({
      number: 'Ш-2026-00001',
      who: 'Омаров Дәулет',
      state: 'open',
      closed: false,
      due: null,
      terms: [],
      // Order No 214 names nobody to whom it is addressed.
      addressee: null,
      law: { clause: '59' },
    })
    expect(rules(made.told)).toEqual(['R159 info', 'R160 info'])
    expect(made.told[0]!.sentence.ru).toContain('91')
    expect((await desk.do('work.list', { noun: 'complaint' })).items).toEqual([])
  })

  it('R161: where the act names addressees, the day and one of them are asked for', async () => {
    const desk = await openSetUpDesk()
    expect(
      await desk.refuse('complaint.enter', { fields: { ...referral, on: '', addressee: null, about: null } }),
    ).toMatchObject({
      code: 'input_invalid',
      fields: [{ path: 'fields.about' }, { path: 'fields.on' }, { path: 'fields.addressee' }],
    })
    const laws = await desk.do('complaint.laws', {})
    expect(laws.find(({ code }) => code === 'S-REF')?.addressed).toBe(true)
    expect(laws.find(({ code }) => code === 'S-JS')?.addressed).toBe(false)
    expect((await desk.do('complaint.list', {})).total).toBe(0)
  })

  it('R159: numbers have no gap, and what is refused leaves nothing', async () => {
    const desk = await openSetUpDesk()
    await enter(desk)
    for (const [fields, code, at] of [
      [{ name: ' ' }, 'name_empty', 'fields.name'],
      [{ text: '' }, 'name_empty', 'fields.text'],
      [{ on: '21.11.2026' }, 'date_in_future', 'fields.on'],
      [{ on: '31.02.2026' }, 'date_invalid', 'fields.on'],
      [{ on: '01.06.2019' }, 'complaint_law_unknown', 'fields.serviceCode'],
    ] as const)
      expect(await desk.refuse('complaint.enter', { fields: { ...base, ...fields } })).toMatchObject({
        code,
        fields: [{ path: at }],
      })
    expect(await desk.refuse('complaint.enter', { fields: base, received: '19.11.2026' })).toMatchObject({
      code: 'date_too_early',
      fields: [{ path: 'received' }],
    })
    expect((await enter(desk)).number).toBe('Ш-2026-00002')
  })

  it('R159: an application complained of tells the person, the service and its edition', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const made = await enter(desk, { applicationId: application.id, serviceCode: 'S-REF', name: '' })
    expect(made).toMatchObject({
      personId: application.personId,
      who: 'Сейтжанова Айгерім Болатқызы',
      applicationNumber: application.number,
      serviceCode: 'S-JS',
    })
    const { timeline } = await desk.do('person.get', { id: application.personId })
    expect(timeline[0]).toMatchObject({
      kind: 'noted',
      noted: { what: { en: 'Complaint Ш-2026-00001 was entered of 20.11.2026' }, more: { kk: base.text } },
      applicationId: application.id,
    })
    expect((await desk.refuse('complaint.enter', { fields: { ...base, personId: 77 } })).code).toBe(
      'not_found',
    )
  })
})

describe('terms', () => {
  it('R162: three working days to send it on, said with their reason, overdue after them, met by sending', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, referral, { received: '20.11.2026' })
    expect(made.due).toMatchObject({
      step: 'forwarded',
      state: 'open',
      why: { due: '2026-11-25' },
      workingDaysLeft: 3,
    })
    const work = async () => (await desk.do('work.list', { noun: 'complaint' })).items
    expect(await work()).toMatchObject([
      { rule: 'R162', due: '2026-11-25', place: '/complaints/' + made.id, person: null },
    ])
    await go(desk, '2026-11-25T05:00:00.000Z')
    expect((await work())[0]!.workingDaysLeft).toBe(0)
    await go(desk, '2026-11-26T05:00:00.000Z')
    expect((await desk.do('complaint.get', { id: made.id })).due).toMatchObject({ state: 'overdue' })
    const sent = await desk.do(
      'complaint.record',
      record(made, 'forwarded', '26.11.2026', { note: 'Әкімдікке' }),
    )
    expect(sent).toMatchObject({ state: 'forwarded', closed: false, due: null, version: 2 })
    expect(sent.terms).toMatchObject([{ step: 'forwarded', state: 'late' }])
    expect(sent.events).toMatchObject([
      { step: 'received', on: '2026-11-20' },
      { step: 'forwarded', on: '2026-11-26', note: 'Әкімдікке', by: 'Әбенова Гүлнұр Серікқызы' },
    ])
    expect(await work()).toEqual([])
  })

  it('R162: what was fully satisfied inside the three days is not sent on', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, referral, { received: '20.11.2026' })
    await go(desk, '2026-11-24T05:00:00.000Z')
    const done = await desk.do(
      'complaint.record',
      record(made, 'satisfied', '24.11.2026', { note: 'Жолдама берілді' }),
    )
    expect(done).toMatchObject({ state: 'satisfied', closed: true, due: null, terms: [] })
    expect(rules(done.told)).toContain('R162 info')
    expect((await desk.do('work.list', { noun: 'complaint' })).items).toEqual([])
    expect((await desk.do('complaint.list', { state: 'open' })).total).toBe(0)
    expect((await desk.do('complaint.list', { state: 'closed' })).total).toBe(1)
  })

  it.each([
    ['local_body', 5, '2026-11-27'],
    ['quality_body', 15, '2026-12-11'],
  ] as const)('R163: %s answers in %i working days from registration', async (addressee, _, due) => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, { ...referral, addressee })
    expect(made.terms).toEqual([])
    const registered = await desk.do('complaint.record', record(made, 'registered', '20.11.2026'))
    expect(registered.due).toMatchObject({ step: 'answered', state: 'open', why: { due } })
    expect(registered.due!.told.rule).toBe('R163')
    const answered = await desk.do('complaint.record', record(registered, 'answered', '20.11.2026'))
    expect(answered).toMatchObject({ state: 'answered', closed: true, due: null })
    expect(answered.terms).toMatchObject([{ state: 'done' }])
  })

  it('R163: the head of the provider has no days of the act', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, referral)
    expect((await desk.do('complaint.record', record(made, 'registered', '20.11.2026'))).terms).toEqual([])
  })

  it('R164: warns when the court comes before a complaint, and not after one', async () => {
    const desk = await openSetUpDesk()
    const early = await enter(desk, { ...referral, on: '', addressee: null }, { court: '19.11.2026' })
    expect(early).toMatchObject({ on: null, state: 'court' })
    expect(rules(early.told)).toContain('R164 warn')
    const made = await enter(desk, referral)
    const after = await desk.do('complaint.record', record(made, 'court', '20.11.2026'))
    expect(rules(after.told)).not.toContain('R164 warn')
    const before = await desk.do('complaint.record', {
      ...record(after, 'court', '19.11.2026'),
      reason: 'Сот күні қате жазылған',
    })
    expect(rules(before.told)).toContain('R164 warn')
  })
})

describe('what became of it', () => {
  it('R162 R163 R179: days that contradict each other are refused', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, { ...referral, on: '18.11.2026' })
    const refused = (step: ComplaintStep, on: string) =>
      desk.refuse('complaint.record', record(made, step, on))
    expect(await refused('received', '17.11.2026')).toMatchObject({
      code: 'date_too_early',
      params: { date: '2026-11-18' },
    })
    expect(await refused('forwarded', '19.11.2026')).toMatchObject({ code: 'complaint_not_received' })
    expect(await refused('answered', '21.11.2026')).toMatchObject({ code: 'date_in_future' })
    expect(await refused('answered', '')).toMatchObject({ code: 'date_invalid' })
    const received = await desk.do('complaint.record', record(made, 'received', '19.11.2026'))
    expect(await desk.refuse('complaint.record', record(received, 'forwarded', '18.11.2026'))).toMatchObject({
      code: 'date_too_early',
      params: { date: '2026-11-19' },
    })
    const sent = await desk.do('complaint.record', record(received, 'forwarded', '19.11.2026'))
    // What it was received on cannot be moved behind its being sent on, nor taken back from under it.
    expect(
      await desk.refuse('complaint.record', { ...record(sent, 'received', '20.11.2026'), reason: 'Қате' }),
    ).toMatchObject({ code: 'date_too_early' })
    expect(
      await desk.refuse('complaint.record', { ...record(sent, 'received', ''), reason: 'Қате' }),
    ).toMatchObject({ code: 'complaint_not_received' })
  })

  it('R159: a correction needs a reason and keeps what was said before; nothing is deleted', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, referral, { received: '20.11.2026' })
    expect(await desk.refuse('complaint.record', record(made, 'received', '20.11.2026'))).toMatchObject({
      code: 'reason_needed',
    })
    const gone = await desk.do('complaint.record', {
      ...record(made, 'received', ''),
      reason: 'Басқа органға түскен',
    })
    expect(gone).toMatchObject({ events: [], due: null })
    const fields = { ...referral, addressee: 'local_body' as const }
    const correct = { id: gone.id, version: gone.version, fields }
    expect(await desk.refuse('complaint.correct', { ...correct, reason: ' ' })).toMatchObject({
      code: 'reason_needed',
    })
    const mended = await desk.do('complaint.correct', { ...correct, reason: 'Әкімдікке жазылған' })
    expect(mended.addressee).toBe('local_body')
    expect(mended.corrections.map(({ reason }) => reason)).toEqual([
      'Әкімдікке жазылған',
      'Басқа органға түскен',
    ])
    const db = openDatabase(desk.folder)
    expect(await db('complaint_events').select('kind', 'on')).toEqual([
      { kind: 'received', on: '2026-11-20' },
    ])
    await closeDatabase(db)
    // The day of the complaint cannot be moved behind what became of it.
    const registered = await desk.do('complaint.record', record(mended, 'registered', '20.11.2026'))
    const earlier = await desk.do('complaint.correct', {
      ...{
        id: made.id,
        version: registered.version,
        fields: { ...fields, on: '19.11.2026' },
        reason: 'Күні қате',
      },
    })
    expect(earlier.on).toBe('2026-11-19')
  })

  it('R159: the second of two clerks is shown who was first', async () => {
    const desk = await openSetUpDesk()
    const made = await enter(desk, referral)
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('complaint.record', record(made, 'received', '20.11.2026'), other.client)
    expect(await desk.refuse('complaint.record', record(made, 'registered', '20.11.2026'))).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
    expect(
      await desk.refuse('complaint.correct', { id: made.id, version: 1, fields: referral, reason: 'x' }),
    ).toMatchObject({ code: 'version_conflict' })
    expect((await desk.refuse('complaint.get', { id: 77 })).code).toBe('not_found')
  })
})
