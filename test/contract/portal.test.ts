/** R45-R53, R136 through the core: what comes through egov.kz and enbek.kz, by hand and from a file. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { emptyPortalFields, noPortalChoice, type PortalFields } from '../../shared/contract/portal'
import type { InputOf } from '../../shared/contract'
import {
  accept,
  addClerk,
  decide,
  directorOf,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'

/** Monday 23.11.2026, ten o'clock in Almaty. */
const monday = '2026-11-23T05:00:00.000Z'
const iin = '850315400124'
const secondIin = '900101300017'

type Changes = Partial<Omit<PortalFields, 'person'>> & { person?: Partial<PortalFields['person']> }
const fieldsOf = ({ person, ...rest }: Changes = {}): PortalFields => ({
  ...emptyPortalFields,
  portalNumber: '101000001',
  sentOn: '20.11.2026',
  sentTime: '11:20',
  consents: { publish_resume: true, outsourcing_transfer: false },
  ...rest,
  person: {
    ...emptyPortalFields.person,
    iin,
    lastName: 'Сейтжанова',
    firstName: 'Айгерім',
    middleName: 'Болатқызы',
    birthDate: '15.03.1985',
    sex: 'female',
    address: 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер',
    mobile: '+7 701 555 01 24',
    ...person,
  },
})

const enter = async (desk: TestDesk, changes: Changes = {}, choice = noPortalChoice) => {
  const { applicationId } = await desk.do('portal.enter', { fields: fieldsOf(changes), choice })
  return desk.do('application.get', { id: applicationId })
}

async function decided(desk: TestDesk, changes: Changes = {}) {
  const { id, version } = await enter(desk, changes)
  const checked = await desk.do('application.check', { id, version, result: 'confirmed', note: '' })
  const outcome = { outcome: 'granted' as const, grounds: [], explanation: '' }
  const { application, document } = await desk.do('application.decide', {
    ...{ id, version: checked.version },
    ...outcome,
  })
  return { application, document: document! }
}

const result = (
  applicationId: number,
  more: Partial<InputOf<'portal.recordResult'>> = {},
): InputOf<'portal.recordResult'> => ({
  applicationId,
  version: 1,
  signedBy: 'director',
  signer: 'Жақсыбеков Ерлан Маратұлы',
  signedOn: '23.11.2026',
  sentOn: '',
  ...more,
})

const put = (desk: TestDesk, text: string | Uint8Array, name = 'egov.csv') =>
  desk.app.files.put(
    { name, type: 'text/csv', bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
    desk.client,
  ).token

const line = (
  of: Partial<
    Record<
      'number' | 'sent' | 'iin' | 'last' | 'mobile' | 'birth' | 'service' | 'consents' | 'address',
      string
    >
  > = {},
) =>
  [
    of.number ?? '101000001',
    of.sent ?? '20.11.2026 11:20',
    of.iin ?? iin,
    of.last ?? 'Сейтжанова',
    'Айгерім',
    'Болатқызы',
    of.birth ?? '15.03.1985',
    'әйел',
    of.address ?? '"Көкөзек ауылы; Абай көшесі, 14-үй"',
    of.mobile ?? '+77015550124',
    '',
    '',
    'жоғары',
    of.consents ?? 'publish_resume, outsourcing_transfer=жоқ',
    of.service ?? 'S-JS',
  ].join(';')
const header =
  'number;sent_at;iin;last_name;first_name;middle_name;birth_date;sex;address;mobile;email;labour;education;consents;service'
const second = { number: '101000002', iin: secondIin, last: 'Омаров', birth: '01.01.1990' }
const male = (text: string) => text.replace('әйел', 'м')

const read = (desk: TestDesk, token: string, channel: 'egov' | 'enbek' = 'egov') =>
  desk.do('portal.readFile', { token, channel, language: 'kk' })
const take = (
  desk: TestDesk,
  token: string,
  choices: InputOf<'portal.importFile'>['choices'] = [],
  channel: 'egov' | 'enbek' = 'egov',
) => desk.do('portal.importFile', { token, channel, language: 'kk', choices })

async function register<T>(
  desk: TestDesk,
  read: (db: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(desk.folder)
  const value = await read(db)
  await closeDatabase(db)
  return value
}

describe('an application from egov.kz', () => {
  it('R13 R46 R48: keeps its channel and number, asks for no paper and prints none', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const application = await enter(desk, { sentOn: '23.11.2026', sentTime: '09:40' })
    expect(application).toMatchObject({
      number: 'Т-2026-00001',
      channel: 'egov',
      applicationDate: '2026-11-23',
      acceptanceDate: '2026-11-23',
      state: 'accepted',
      documents: [],
    })
    expect(application.checklist.length).toBeGreaterThan(0)
    expect(
      application.checklist.every(({ need, state }) => need === 'not_asked' && state === 'not_asked'),
    ).toBe(true)
    // R17: whoever signs agrees to the processing of the data.
    expect(application.consents).toEqual({
      publish_resume: true,
      outsourcing_transfer: false,
      personal_data: true,
    })
    const found = await desk.do('portal.get', { applicationId: application.id })
    expect(found).toMatchObject({ channel: 'egov', portalNumber: '101000001', sentAt: '2026-11-23T09:40' })
    const sent = await register(desk, (db) =>
      db('outbox').where({ kind: 'applications' }).first<{ payload: string }>('payload'),
    )
    expect(JSON.parse(sent.payload)).toMatchObject({ channel: 'egov', application_number: 'Т-2026-00001' })
    const { timeline } = await desk.do('person.get', { id: application.personId })
    expect(timeline[0]!.noted?.what.ru).toContain('egov.kz')
  })

  it.each([
    ['11:20', '2026-11-20', '2026-11-23'],
    ['18:29', '2026-11-20', '2026-11-23'],
    // After hours the next working day is both the acceptance and the day of the result.
    ['18:30', '2026-11-23', '2026-11-23'],
    ['23:59', '2026-11-23', '2026-11-23'],
    ['07:15', '2026-11-20', '2026-11-23'],
  ])('R5 R47: sent on a Friday at %s it is accepted %s and due %s', async (sentTime, acceptance, due) => {
    const desk = await openSetUpDesk({ now: monday })
    const application = await enter(desk, { sentTime })
    expect(application.acceptanceDate).toBe(acceptance)
    expect(application.deadlines).toMatchObject([{ code: 'js_decision', due }])
  })

  it('R47: a calendar that changes moves the term by the rule of the portals', async () => {
    const desk = await openSetUpDesk({ now: '2026-11-20T16:00:00.000Z' })
    const { id } = await enter(desk, { sentTime: '19:30' })
    const settings = await desk.do('settings.get', {})
    await desk.do('settings.saveDesk', { desk: { ...settings.desk, countFromSameDay: true } })
    // Day one is the day of the event everywhere but here, for it came after hours.
    expect((await desk.do('application.get', { id })).deadlines[0]).toMatchObject({ due: '2026-11-23' })
  })

  it('R179: neither a day that is none nor a moment to come is a day of sending', async () => {
    const desk = await openSetUpDesk({ now: monday })
    for (const [changes, reason] of [
      [{ sentOn: '31.11.2026' }, 'sent_wrong'],
      [{ sentTime: '25:00' }, 'sent_wrong'],
      [{ sentOn: '23.11.2026', sentTime: '10:01' }, 'sent_future'],
    ] as const) {
      const fields = fieldsOf(changes)
      expect(await desk.do('portal.judge', { fields, choice: noPortalChoice })).toMatchObject({
        reason,
        at: 'sentOn',
      })
      expect(await desk.refuse('portal.enter', { fields, choice: noPortalChoice })).toMatchObject({
        code: 'intake_not_ready',
        fields: [{ path: 'sentOn' }],
      })
    }
  })

  it('R46: says what is missing of it', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const fields = fieldsOf({ person: { address: '', iin: '', lastName: '', firstName: '', middleName: '' } })
    const { told, reason } = await desk.do('portal.judge', { fields, choice: noPortalChoice })
    expect(reason).toBe('iin_wrong')
    expect(told.map(({ rule, field }) => [rule, field])).toEqual([
      ['R46', 'iin'],
      ['R46', 'fullName'],
      ['R46', 'address'],
    ])
  })

  it('R13: the counter cannot say of itself that it is a portal', async () => {
    const desk = await openSetUpDesk({ now: monday })
    expect(
      await desk.refuse('intake.accept', {
        draftId: '00000000-0000-4000-8000-0000000000aa',
        draft: readyDraft({ place: 'egov' }),
      }),
    ).toMatchObject({
      code: 'intake_not_ready',
      fields: [{ path: 'place' }, { path: 'checklist.electronic_form' }],
    })
  })

  it('R46: one number of the portal is one case here, whoever types it', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const first = await enter(desk)
    const other = await addClerk(desk, 'Омаров Дәулет')
    const twice = { fields: fieldsOf(), choice: noPortalChoice }
    expect(await desk.refuse('portal.enter', twice, other.client)).toMatchObject({
      code: 'portal_known',
      params: { number: first.number },
      fields: [{ path: 'portalNumber' }],
    })
    const elsewhere = fieldsOf({ person: { iin: secondIin, birthDate: '01.01.1990', sex: 'male' } })
    expect((await desk.do('portal.judge', { fields: elsewhere, choice: noPortalChoice })).reason).toBe(
      'contradicts_register',
    )
    expect((await desk.do('portal.list', {})).total).toBe(1)
  })

  it('R31: nothing of a known person is written over unasked, and a blank is filled in', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await accept(desk, readyDraft())
    const changes = { person: { mobile: '+7 777 123 45 67', address: 'Басқа көше, 1', email: 'a@b.kz' } }
    const open = { ...noPortalChoice, secondReason: 'Портал арқылы қайта берген' }
    const judged = await desk.do('portal.judge', { fields: fieldsOf(changes), choice: open })
    expect(judged.asks).toEqual(['person_data'])
    expect(judged.differs).toEqual([
      { field: 'address', held: 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер', told: 'Басқа көше, 1' },
      { field: 'mobile', held: '+77015550124', told: '+77771234567' },
    ])
    expect(await desk.refuse('portal.enter', { fields: fieldsOf(changes), choice: open })).toMatchObject({
      code: 'intake_not_ready',
      fields: [{ path: 'choice.take' }],
    })
    await enter(desk, changes, { ...open, take: ['mobile'] })
    const { person } = await desk.do('person.get', { id: application.personId })
    expect(person).toMatchObject({
      mobile: '+77771234567',
      address: 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер',
      email: 'a@b.kz',
    })
  })

  it('R182: warns of the open application and takes a second one only with a reason', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await accept(desk, readyDraft())
    const judged = await desk.do('portal.judge', { fields: fieldsOf(), choice: noPortalChoice })
    expect(judged).toMatchObject({
      reason: null,
      asks: ['second_reason'],
      openApplication: { id: application.id, number: application.number },
    })
    const made = await enter(desk, {}, { ...noPortalChoice, secondReason: 'Портал арқылы қайта берген' })
    expect(made.secondReason).toBe('Портал арқылы қайта берген')
    expect(made.number).toBe('Т-2026-00002')
  })

  it('R181: a birth date that the IIN contradicts needs a reason here too', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const fields = fieldsOf({ person: { birthDate: '16.03.1985' } })
    const judged = await desk.do('portal.judge', { fields, choice: noPortalChoice })
    expect(judged.reason).toBe('unfit')
    expect(judged.problems).toContainEqual(
      expect.objectContaining({ field: 'person.mismatchReason', severity: 'block', rule: 'R181' }),
    )
    const { id } = await enter(desk, {
      person: { birthDate: '16.03.1985', mismatchReason: 'Жеке куәлікте солай' },
    })
    expect(id).toBe(1)
  })

  it('R17: a consent that the portal says was refused stops it', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const fields = fieldsOf({ consents: { personal_data: false } })
    expect((await desk.do('portal.judge', { fields, choice: noPortalChoice })).reason).toBe('unfit')
  })
})

describe('the electronic result', () => {
  it('R49: is signed by the acting director on a day when somebody stands in', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await decided(desk)
    const signer = async () => (await desk.do('portal.get', { applicationId: application.id }))!.director
    expect(await signer()).toBe('Жақсыбеков Ерлан Маратұлы')
    const clerk = await addClerk(desk, 'Оспанов Дәурен Ғалымұлы')
    const order = { orderNumber: '114-қ', orderOn: '23.11.2026', reason: 'іссапар' }
    const days = { from: '23.11.2026', until: '23.11.2026' }
    await desk.do('director.name', { staffId: clerk.id, ...days, ...order }, (await directorOf(desk)).client)
    expect(await signer()).toBe('Оспанов Дәурен Ғалымұлы')
  })

  it('R49: nobody owes a hand-over or a print; signing and sending are asked for instead', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application, document } = await decided(desk)
    expect(document).toMatchObject({ formId: '214-annex4', electronic: true, toHandOver: false })
    const today = await desk.do('today.list', {})
    expect(today).toMatchObject({ toHandOver: 0, toPrint: 0 })
    const all = (await desk.do('work.list', {})).items
    expect(all.map(({ noun }) => noun).sort()).toEqual(['portal', 'registration'])
    const work = async () => (await desk.do('work.list', { noun: 'portal' })).items
    expect(await work()).toMatchObject([
      { rule: 'R49', due: '2026-11-23', place: '/applications/' + application.id, workingDaysLeft: 0 },
    ])
    const signing = (await work())[0]!
    expect(signing.what.ru).toContain('Подписать')
    const id = application.id
    const signed = await desk.do('portal.recordResult', result(id))
    expect(signed).toMatchObject({
      state: 'decided',
      waitsFor: 'send',
      result: { version: 2, signedOn: '2026-11-23' },
    })
    expect((await work())[0]!.what.ru).toContain('Отправить')
    const sent = await desk.do('portal.recordResult', result(id, { version: 2, sentOn: '23.11.2026' }))
    expect(sent).toMatchObject({ state: 'handed_over', waitsFor: null, result: { sentOn: '2026-11-23' } })
    expect(await work()).toEqual([])
    expect(sent.told.filter(({ rule }) => rule === 'R49')).toEqual([])
    const { timeline } = await desk.do('person.get', { id: application.personId })
    expect(timeline.filter(({ kind }) => kind === 'noted').map(({ noted }) => noted!.what.en)).toEqual([
      'The electronic result was sent to the cabinet',
      'The electronic result was signed',
      'An application came through egov.kz',
    ])
    const stage = await register(desk, (db) =>
      db('outbox')
        .where({ kind: 'stages' })
        .where('key', 'like', '%result_issued')
        .first<{ payload: string }>('payload'),
    )
    expect(JSON.parse(stage.payload)).toMatchObject({
      channel: 'egov',
      stage: 'result_issued',
      stage_date: '2026-11-23',
    })
  })

  it('R49: is signed by the director or somebody authorised, in order, and is handed over to nobody', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await decided(desk)
    const { id } = application
    const refused = (more: Partial<InputOf<'portal.recordResult'>>) =>
      desk.refuse('portal.recordResult', result(id, more))
    expect(await refused({ signedBy: 'other' })).toMatchObject({
      code: 'result_signer',
      fields: [{ path: 'signedBy' }],
    })
    expect(await refused({ signer: ' ' })).toMatchObject({ code: 'name_empty', fields: [{ path: 'signer' }] })
    expect(await refused({ signedOn: '20.11.2026' })).toMatchObject({ code: 'date_too_early' })
    expect(await refused({ signedOn: '24.11.2026' })).toMatchObject({ code: 'date_in_future' })
    expect(await refused({ sentOn: '22.11.2026' })).toMatchObject({
      code: 'date_too_early',
      fields: [{ path: 'sentOn' }],
    })
    expect(
      await desk.refuse('application.handOver', {
        ...{ id, version: application.version, signed: true },
        ...{ identityDocument: 'identity_card', digital: true, number: '' },
      }),
    ).toMatchObject({ code: 'result_electronic' })
  })

  it('R49: a correction needs a reason, and a state that is old is refused with the name', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await decided(desk)
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('portal.recordResult', result(application.id, { sentOn: '23.11.2026' }), other.client)
    expect(await desk.refuse('portal.recordResult', result(application.id))).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
    const back = result(application.id, { version: 2, signedBy: 'authorised', signer: 'Омаров Дәулет' })
    expect(await desk.refuse('portal.recordResult', back)).toMatchObject({ code: 'reason_needed' })
    const mended = await desk.do('portal.recordResult', { ...back, reason: 'Басқа адам қол қойған' })
    expect(mended).toMatchObject({
      state: 'decided',
      waitsFor: 'send',
      result: { signedBy: 'authorised', sentOn: null },
    })
    const kept = await register(desk, (db) => db('corrections').select<{ reason: string }[]>('reason'))
    expect(kept).toEqual([{ reason: 'Басқа адам қол қойған' }])
  })

  it('R49: a paper made anew waits to be signed and sent anew', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application, document } = await decided(desk)
    await desk.do('portal.recordResult', result(application.id, { sentOn: '23.11.2026' }))
    const made = await desk.do('document.reissue', { id: document.id, reason: 'Аты қате' })
    expect(made.electronic).toBe(true)
    expect(await desk.do('portal.get', { applicationId: application.id })).toMatchObject({
      state: 'decided',
      waitsFor: 'sign',
      result: { version: 1, documentId: made.id, signedOn: null },
    })
    expect((await desk.do('work.list', { noun: 'portal' })).items).toHaveLength(1)
  })

  it('R26 R49: a refusal is an electronic document too', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { id, version } = await enter(desk)
    const checked = await desk.do('application.check', {
      id,
      version,
      result: 'inaccurate',
      note: 'Жұмыс істейді',
    })
    const { document } = await desk.do('application.decide', {
      ...{
        id,
        version: checked.version,
        outcome: 'refused',
        grounds: ['inaccurate'],
        explanation: 'Жұмыс істейді',
      },
    })
    expect(document).toMatchObject({ formId: '214-annex3', electronic: true })
  })

  it('R49: a case of the counter has none', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application, document } = await decide(desk)
    expect(document).toMatchObject({ electronic: false, toHandOver: true })
    expect(await desk.do('portal.get', { applicationId: application.id })).toBeNull()
    expect((await desk.refuse('portal.recordResult', result(application.id))).code).toBe('not_found')
  })
})

describe('a registration by enbek.kz', () => {
  const enbek = { channel: 'enbek', portalNumber: 'EB-77' } as const

  it('R51 R53: takes the portal’s day, decides and prints nothing, and starts the two working days', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const application = await enter(desk, enbek)
    expect(application).toMatchObject({
      number: 'П-2026-00001',
      channel: 'enbek',
      state: 'portal_registered',
      acceptanceDate: '2026-11-20',
      decision: null,
      documents: [],
    })
    expect(application.deadlines).toMatchObject([{ code: 'js_matching', due: '2026-11-24' }])
    const { person, todo } = await desk.do('person.get', { id: application.personId })
    expect(person).toMatchObject({ status: 'job_seeker', statusSince: '2026-11-20' })
    expect(todo.map(({ id }) => id.split(':').at(-1))).toEqual(['js_matching'])
    const { registrations } = await desk.do('registration.get', { personId: application.personId })
    expect(registrations).toMatchObject([{ kind: 'job_seeker', since: '2026-11-20', source: 'enbek' }])
    // No decision, none open, and no gap in the register of applications.
    expect((await desk.do('application.list', { state: 'open', limit: 10 })).total).toBe(0)
    const at = { id: application.id, version: application.version }
    expect((await desk.refuse('application.check', { ...at, result: 'confirmed', note: '' })).code).toBe(
      'portal_registered',
    )
    desk.clock.set('2026-11-25T05:00:00.000Z')
    await desk.do('session.signIn', { staffId: 1, password })
    expect((await desk.do('registration.due', {})).rows).toMatchObject([
      { since: '2026-11-20', expected: '2026-11-25' },
    ])
  })

  it('R51: shows that the text is open where the portal registered outside the hours', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const saturday = { ...enbek, sentOn: '21.11.2026', sentTime: '15:00' }
    const judged = await desk.do('portal.judge', { fields: fieldsOf(saturday), choice: noPortalChoice })
    expect(judged).toMatchObject({ automatic: true, day: '2026-11-21', due: null })
    expect(judged.told).toMatchObject([{ rule: 'R51', level: 'info' }])
    expect(judged.told[0]!.sentence.ru).toContain('23.11.2026')
    const application = await enter(desk, saturday)
    expect(application.acceptanceDate).toBe('2026-11-21')
  })

  it('R31 R51: who is registered already keeps the earlier day', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    desk.clock.set(monday)
    await desk.do('session.signIn', { staffId: 1, password })
    const later = { ...enbek, sentOn: '23.11.2026', sentTime: '09:30' }
    const judged = await desk.do('portal.judge', { fields: fieldsOf(later), choice: noPortalChoice })
    expect(judged).toMatchObject({ reason: null, asks: [], registeredSince: '2026-11-20' })
    const made = await enter(desk, later)
    expect(made.deadlines).toEqual([])
    const page = await desk.do('registration.get', { personId: application.personId })
    expect(page.registrations).toMatchObject([{ since: '2026-11-20', applicationId: application.id }])
  })
})

describe('referral through a portal', () => {
  it('R136 R5: goes the ordinary road under the term of its own act', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const ref = { serviceCode: 'S-REF', measure: 'public_works', recipient: 'job_seeker' }
    const application = await enter(desk, { ...ref, channel: 'enbek', sentTime: '20:00', consents: {} })
    expect(application).toMatchObject({
      number: 'Ж-2026-00001',
      channel: 'enbek',
      state: 'accepted',
      acceptanceDate: '2026-11-23',
      consents: { personal_data: true, protected_secret: true },
    })
    expect(application.deadlines).toMatchObject([{ code: 'ref_decision', due: '2026-11-23' }])
    expect((await desk.do('portal.get', { applicationId: application.id }))!.told[0]).toMatchObject({
      rule: 'R136',
    })
    const fields = fieldsOf({ ...ref, measure: '', portalNumber: '2' })
    expect((await desk.do('portal.judge', { fields, choice: noPortalChoice })).problems).toContainEqual(
      expect.objectContaining({ field: 'measure', severity: 'block' }),
    )
  })
})

describe('a file of a portal', () => {
  it('R46: tells of each line what it would do, changes nothing by looking, and nothing by a second time', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const text = [header, line(), male(line(second)), ''].join('\r\n')
    const token = put(desk, '\ufeff' + text)
    const { lines, clean, before } = await read(desk, token)
    expect([clean, before]).toEqual([2, null])
    expect(lines).toMatchObject([
      {
        line: 2,
        reason: null,
        personId: null,
        personName: 'Сейтжанова Айгерім Болатқызы',
        day: '2026-11-20',
      },
      { line: 3, reason: null, personName: 'Омаров Айгерім Болатқызы' },
    ])
    expect(lines[0]!.text).not.toContain(iin)
    expect((await desk.do('portal.list', {})).total).toBe(0)
    expect(await take(desk, token)).toEqual({ applied: 2, left: 0 })
    const again = put(desk, text)
    expect((await read(desk, again)).lines.map(({ reason }) => reason)).toEqual(['known', 'known'])
    expect(await take(desk, again)).toEqual({ applied: 0, left: 2 })
    expect((await read(desk, token)).before).toMatchObject({ applied: 2 })
    const { rows, total } = await desk.do('portal.list', {})
    expect(total).toBe(2)
    expect(rows.map(({ applicationNumber }) => applicationNumber)).toEqual(['Т-2026-00002', 'Т-2026-00001'])
    const { person } = await desk.do('person.get', { id: rows[1]!.personId })
    expect(person).toMatchObject({
      address: 'Көкөзек ауылы; Абай көшесі, 14-үй',
      education: 'жоғары',
      sex: 'female',
    })
  })

  it('R46: says of each unusable line why, and takes the others', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const whole = line({ number: '9' })
    const token = put(
      desk,
      [
        line({ number: '' }),
        line({ number: '2', service: 'S-XX' }),
        line({ number: '3', service: 'STD-01', consents: '' }),
        line({ number: '4', sent: '20.11.2026' }),
        line({ number: '5', sent: '24.11.2026 09:00' }),
        line({ number: '6', iin: '850315400125' }),
        line({ number: '7', consents: 'everything' }),
        line({ number: '8', birth: '' }),
        whole,
        whole,
        line({ number: '10', mobile: '+77010000001' }),
        line({ number: '10', mobile: '+77010000002' }),
        line({ number: '11' }).replace('әйел', 'x'),
        line({ number: '12' }).slice(0, 60),
      ].join('\n'),
    )
    const { lines, clean } = await read(desk, token)
    expect(lines.map(({ reason }) => reason)).toEqual([
      'number_missing',
      'service_unknown',
      'service_elsewhere',
      'sent_wrong',
      'sent_future',
      'iin_wrong',
      'consents_unknown',
      'unfit',
      null,
      'doubled',
      'contradicts_line',
      'contradicts_line',
      'sex_unknown',
      'columns',
    ])
    expect(clean).toBe(1)
    expect(lines[7]!.problems).toContainEqual(expect.objectContaining({ field: 'person.birthDate' }))
    expect(await take(desk, token)).toEqual({ applied: 1, left: 13 })
  })

  it('R31 R182: a known person with other data and an open application waits for the choice', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const { application } = await accept(desk, readyDraft())
    const token = put(desk, [line({ mobile: '+77771234567', address: '' }), male(line(second))].join('\n'))
    const { lines, clean } = await read(desk, token)
    expect(clean).toBe(1)
    expect(lines[0]).toMatchObject({
      reason: null,
      asks: ['person_data', 'second_reason'],
      differs: [{ field: 'mobile', held: '+77015550124', told: '+77771234567' }],
      openApplication: { number: application.number },
    })
    expect(await take(desk, token)).toEqual({ applied: 1, left: 1 })
    const choice = { line: 1, take: [], secondReason: 'Порталдан', similarSeen: false }
    expect(await take(desk, token, [choice])).toEqual({ applied: 1, left: 1 })
    const { person, applications } = await desk.do('person.get', { id: application.personId })
    expect(person.mobile).toBe('+77015550124')
    expect(applications.map(({ channel }) => channel).sort()).toEqual(['counter', 'egov'])
  })

  it('R46: two lines of one new person make one person, the second asked about', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const token = put(desk, [line(), line({ number: '101000009' })].join('\n'))
    expect((await read(desk, token)).clean).toBe(2)
    expect(await take(desk, token)).toEqual({ applied: 1, left: 1 })
    expect((await read(desk, token)).lines[1]).toMatchObject({ asks: ['second_reason'] })
    expect((await desk.do('person.search', { text: '', limit: 10 })).people).toHaveLength(1)
  })

  it('R51: the file of enbek.kz brings registrations', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const token = put(desk, line({ number: 'EB-1' }))
    expect((await read(desk, token, 'enbek')).lines[0]).toMatchObject({ automatic: true, reason: null })
    expect(await take(desk, token, [], 'enbek')).toEqual({ applied: 1, left: 0 })
    expect((await desk.do('portal.list', { show: 'enbek' })).rows).toMatchObject([
      { automatic: true, state: 'portal_registered', waitsFor: null, due: null },
    ])
  })

  it('refuses what is no text, and a file of another window', async () => {
    const desk = await openSetUpDesk({ now: monday })
    const token = put(desk, new Uint8Array([0xff, 0xfe, 0x31, 0x00]))
    expect((await desk.refuse('portal.readFile', { token, channel: 'egov', language: 'kk' })).code).toBe(
      'status_file_unreadable',
    )
    const other = await addClerk(desk, 'Омаров Дәулет')
    const mine = put(desk, line())
    expect(
      (await desk.refuse('portal.readFile', { token: mine, channel: 'egov', language: 'kk' }, other.client))
        .code,
    ).toBe('file_unknown')
  })
})
