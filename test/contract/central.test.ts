/** R172 through the core: what arises in AIS is looked at, taken once, and not changed here. */
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../main/core/central/container'
import { writeSetting } from '../../main/core/context'
import type { CentralDecision, CentralRow } from '../../shared/contract/central'
import { nothingRecorded } from '../../shared/contract/offers'
import {
  category,
  deregistration,
  employerAnswer,
  look,
  outcomes,
  type Records,
  portal,
  put,
  sender,
  status,
  take,
  vacancy,
} from '../helpers/central'
import {
  decide,
  lookInto,
  openDesk,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'
import { chance } from '../simulate/random'

/** Thursday 19.03.2026; the transition is due on 27.03. */
const thursday = '2026-03-19T05:00:00.000Z'

async function go(desk: TestDesk, day: string) {
  desk.clock.set(day + 'T05:00:00.000Z')
  await desk.do('session.signIn', { staffId: 1, password })
}

/** A job seeker registered on 19.03.2026, seen on a later day. */
async function seeker(today = '2026-04-03') {
  const desk = await openSetUpDesk({ now: thursday })
  const { application } = await decide(desk)
  await go(desk, today)
  return { desk, personId: application.personId }
}

const decision = (row: CentralRow, ofTake: 'theirs' | 'ours', reason = ''): CentralDecision => ({
  batch: row.batch,
  kind: row.kind,
  key: row.key,
  seen: row.choice!.seen,
  take: ofTake,
  reason,
})

const tables = [
  ...['settings', 'numbers', 'persons', 'applications', 'registrations', 'status_answers', 'status_notes'],
  ...['seeker_categories', 'organisations', 'vacancies', 'vacancy_files', 'vacancy_imports', 'offers'],
  ...['offer_steps', 'portal_cases', 'deregistrations', 'deadlines', 'corrections', 'documents', 'outbox'],
  ...['audit', 'central_batches', 'central_rows'],
]

/** Everything the register holds of what a batch may change. */
const whole = (desk: TestDesk) =>
  lookInto(desk, async (db) => {
    const all: Record<string, string[]> = {}
    for (const table of tables)
      all[table] = ((await db(table).select()) as object[]).map((row) => JSON.stringify(row)).sort()
    return all
  })

const refusedFiles = (desk: TestDesk) => {
  try {
    return readdirSync(path.join(desk.folder, 'refused'))
  } catch {
    return []
  }
}

describe('a batch of AIS', () => {
  it('R172 R56 R21 R93: shows first, then takes statuses, categories and deregistrations in the order of their days', async () => {
    const { desk, personId } = await seeker()
    const { bytes } = sender().next({
      deregistrations: [deregistration()],
      statuses: [status()],
      categories: [category()],
    })
    const before = await whole(desk)
    const seen = await look(desk, bytes)
    expect(outcomes(seen)).toEqual({ 'cat-1': 'new', 'st-1': 'new', 'de-1': 'new' })
    expect(seen.batch).toMatchObject({ source: 'AIS', sequence: 1, signed: false })
    const row = seen.rows.find(({ kind }) => kind === 'statuses')!
    expect(row).toMatchObject({
      place: `/people/${personId}`,
      iinMasked: expect.stringContaining('0124') as string,
    })
    expect(row.changes.map(({ field, after }) => [field, after.ru])).toEqual([
      ['status', 'безработный'],
      ['on', '27.03.2026'],
    ])
    expect(await whole(desk)).toEqual(before)

    expect(await take(desk, bytes)).toMatchObject({ applied: 3, left: 0 })
    const page = await desk.do('registration.get', { personId })
    expect(page.category).toMatchObject({ name: { ru: 'средняя' }, on: '2026-03-20', central: { batch: 1 } })
    expect(page.answers[0]).toMatchObject({
      status: 'unemployed',
      on: '2026-03-27',
      central: { source: 'AIS', batch: 1, key: 'st-1' },
    })
    const duties = await desk.do('deregistration.get', { personId })
    expect(duties.cases[0]?.decided).toMatchObject({
      on: '2026-04-02',
      ground: '51-4',
      central: { key: 'de-1' },
    })
    const { timeline, person } = await desk.do('person.get', { id: personId })
    expect(person.status).toBe('deregistered')
    const told = timeline.map(({ noted }) => noted?.more?.en)
    expect(told).toEqual(expect.arrayContaining(['AIS, batch 1, record st-1', 'AIS, batch 1, record cat-1']))
  })

  it('R172: taken twice is taken once, also after a look, and says so', async () => {
    const { desk } = await seeker()
    const { bytes } = sender().next({
      statuses: [status()],
      vacancies: [vacancy()],
      portal_applications: [portal()],
      categories: [category({ iin: '990101300017' })],
    })
    await take(desk, bytes)
    const once = await whole(desk)
    const seen = await look(desk, bytes)
    expect(outcomes(seen)).toEqual({
      'st-1': 'already',
      'vac-1': 'already',
      'app-1': 'already',
      'cat-1': 'waiting',
    })
    expect(seen.before).toMatchObject({ by: 'Әбенова Гүлнұр Серікқызы' })
    expect(await take(desk, bytes)).toMatchObject({ applied: 0, left: 1, counts: { already: 3 } })
    expect(await whole(desk)).toEqual(once)
  })

  it('R172: batches delivered again in any order leave the register as it is', async () => {
    const { desk } = await seeker()
    const ais = sender()
    const batches = [
      ais.next({ statuses: [status()], vacancies: [vacancy()] }),
      ais.next({ statuses: [status({ version: 2, on: '2026-03-28' })], categories: [category()] }),
      ais.next({
        categories: [category({ version: 2, category_code: '3', category_ru: 'высокая' })],
        vacancies: [vacancy({ version: 2, pay_from: 170_000 })],
        deregistrations: [deregistration()],
      }),
    ].map(({ bytes }) => bytes)
    for (const bytes of batches) await take(desk, bytes)
    const once = await whole(desk)
    // A fixed shuffle over all six orders and doubled deliveries.
    for (const at of [2, 1, 0, 0, 2, 1, 1, 2, 0, 0, 1, 2]) {
      expect((await take(desk, batches[at]!)).applied).toBe(0)
    }
    expect(await whole(desk)).toEqual(once)
  })

  it('R172: whatever batches say, each delivered twice or again in any order leaves what once left', async () => {
    const random = chance(172)
    const desk = await openSetUpDesk({ now: thursday })
    const people = [
      readyDraft(),
      readyDraft({
        person: { iin: '900101300017', birthDate: '1990-01-01', sex: 'male', lastName: 'Омаров' },
      }),
    ]
    for (const draft of people) await decide(desk, 'granted', draft)
    await go(desk, '2026-04-20')
    const iins = [...people.map(({ person }) => person.iin), '910203400515']
    const day = () => `2026-0${random.pick([3, 4])}-${random.pick([19, 20])}`
    const made = <T extends object>(make: (more: T) => unknown, more: () => T) =>
      Array.from({ length: random.between(0, 2) }, (_, at) =>
        make({ ...more(), key: `${at}-${random.between(1, 3)}`, version: random.between(1, 3) } as T),
      )
    const records = () =>
      ({
        statuses: made(status, () => ({
          iin: random.pick(iins),
          on: day(),
          ...(random.is(0.3) ? { status: 'refused' as const, grounds: ['employed'] } : {}),
        })),
        categories: made(category, () => ({
          iin: random.pick(iins),
          on: day(),
          category_code: random.pick(['1', '2']),
        })),
        vacancies: made(vacancy, () => ({
          number: random.pick(['V-1', 'V-2']),
          pay_from: random.pick([100_000, 200_000]),
          closed_on: random.is(0.2) ? '2026-04-20' : null,
        })),
        portal_applications: random.is(0.3)
          ? [portal({ iin: '910203400515', birth_date: '1991-02-03', sex: 'female' })]
          : [],
        deregistrations: made(deregistration, () => ({ iin: random.pick(iins), on: day() })),
      }) as Records
    const ais = sender()
    const batches: Uint8Array[] = []
    const seen = new Set<string>()
    for (let n = 0; n < 10; n++) {
      const { bytes } = ais.next(records())
      batches.push(bytes)
      const { rows } = await take(desk, bytes)
      for (const { outcome } of rows) seen.add(outcome)
      const once = await whole(desk)
      expect((await take(desk, bytes)).applied).toBe(0)
      expect(await whole(desk)).toEqual(once)
    }
    // The records met every fate, or the round would prove little.
    for (const outcome of ['new', 'changed', 'already', 'conflict', 'waiting', 'older'])
      expect([...seen]).toContain(outcome)
    const end = await whole(desk)
    for (let n = 0; n < 15; n++) await take(desk, random.pick(batches))
    expect(await whole(desk)).toEqual(end)
  })

  it('R172: two counters that take one batch at once take it once', async () => {
    const { desk } = await seeker()
    const other = await openDesk({ folder: desk.folder, now: desk.clock.now.toISOString() })
    await other.do('session.signIn', { staffId: 1, password })
    const { bytes } = sender().next({
      statuses: [status()],
      vacancies: [vacancy()],
      categories: [category()],
    })
    const done = await Promise.all([take(desk, bytes), take(other, bytes)])
    expect(done.reduce((sum, { applied }) => sum + applied, 0)).toBe(3)
    const { batches } = await desk.do('central.list', {})
    expect(batches).toMatchObject([{ sequence: 1, counts: { new: 3 } }])
  })

  it('R172: a batch let pass before a missing one, and the missing one later, end in the same facts', async () => {
    const ais = sender()
    const [first, second, third] = [
      ais.next({ portal_applications: [portal()] }),
      ais.next({ statuses: [status({ key: 'st-9', iin: '900101300017' }), status()] }),
      ais.next({
        statuses: [status({ version: 2, on: '2026-03-28' })],
        categories: [category({ iin: '900101300017' })],
      }),
    ].map(({ bytes }) => bytes) as [Uint8Array, Uint8Array, Uint8Array]
    const factsOf = (desk: TestDesk) =>
      lookInto(desk, async (db) => ({
        answers: (await db('status_answers')
          .orderBy('person_id')
          .select('person_id', 'status', 'on')) as unknown,
        registrations: (await db('registrations')
          .orderBy(['person_id', 'kind'])
          .select('person_id', 'kind', 'since', 'until')) as unknown,
        categories: (await db('seeker_categories').select('person_id', 'code', 'on')) as unknown,
      }))
    const inOrder = (await seeker()).desk
    for (const bytes of [first, second, third]) await take(inOrder, bytes)

    const { desk } = await seeker()
    expect(await desk.refuse('central.apply', { of: { token: put(desk, second) } })).toMatchObject({
      code: 'central_order',
      params: { expected: 1, sequence: 2 },
    })
    await take(desk, second, [], { skip: true })
    expect((await desk.do('central.list', {})).missing).toEqual([1])
    expect(await take(desk, third)).toMatchObject({ left: 2 })
    // The person comes with the late batch, and what waited for them is tried again.
    expect(outcomes(await take(desk, first))).toEqual({ 'app-1': 'new', 'st-9': 'new', 'cat-1': 'new' })
    expect(await factsOf(desk)).toEqual(await factsOf(inOrder))
    expect(await desk.do('central.list', {})).toMatchObject({ missing: [], waiting: 0, expected: 4 })
  })
})

describe('what stands here already', () => {
  it('R172: another status entered by hand is a conflict; a person decides, theirs is a correction with its trace', async () => {
    const { desk, personId } = await seeker()
    await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '30.03.2026' })
    const { bytes } = sender().next({ statuses: [status()] })
    const seen = await look(desk, bytes)
    expect(seen.rows[0]).toMatchObject({
      outcome: 'conflict',
      reason: { code: 'other_status' },
      held: { by: 'Әбенова Гүлнұр Серікқызы' },
      choice: { theirs: true, ours: true },
      changes: [{ field: 'on', before: { kk: '30.03.2026' }, after: { kk: '27.03.2026' } }],
    })
    // Without a decision it waits, and what was decided about something else is no decision.
    expect(await take(desk, bytes)).toMatchObject({ applied: 0, left: 1 })
    const other = { ...decision(seen.rows[0]!, 'theirs'), seen: '0' }
    expect(await desk.do('central.apply', { of: { waiting: true }, decisions: [other] })).toMatchObject({
      applied: 0,
      left: 1,
    })
    const done = await desk.do('central.apply', {
      of: { waiting: true },
      decisions: [decision(seen.rows[0]!, 'theirs')],
    })
    expect(done).toMatchObject({ applied: 1, left: 0, rows: [{ decided: { take: 'theirs' } }] })
    const page = await desk.do('registration.get', { personId })
    expect(page.answers[0]).toMatchObject({ on: '2026-03-27', central: { batch: 1 } })
    expect(page.answers[0]!.corrections[0]).toMatchObject({ on: '2026-03-30' })
  })

  it('R172: ours is kept only with a reason, and the same version does not ask again', async () => {
    const { desk, personId } = await seeker()
    await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '30.03.2026' })
    const ais = sender()
    const { bytes } = ais.next({ statuses: [status()] })
    const { rows } = await look(desk, bytes)
    expect(
      await desk.refuse('central.apply', {
        of: { token: put(desk, bytes) },
        decisions: [decision(rows[0]!, 'ours', ' ')],
      }),
    ).toMatchObject({ code: 'reason_needed', fields: [{ path: 'decisions.0.reason' }] })
    expect((await desk.do('central.list', {})).batches).toEqual([])
    const kept = await take(desk, bytes, [decision(rows[0]!, 'ours', 'ААЖ-да қате, хат жіберілді')])
    expect(kept).toMatchObject({ applied: 0, left: 0, counts: { kept: 1 } })
    expect((await desk.do('registration.get', { personId })).answers[0]).toMatchObject({
      on: '2026-03-30',
      central: null,
    })
    const again = ais.next({ statuses: [status()] })
    expect(outcomes(await take(desk, again.bytes))).toEqual({ 'st-1': 'already' })
    const newer = ais.next({ statuses: [status({ version: 2 })] })
    expect(outcomes(await take(desk, newer.bytes))).toEqual({ 'st-1': 'conflict' })
    // Asked for in the list of work until a person decides.
    const asked = async () =>
      (await desk.do('work.list', { noun: 'exchange' })).items.filter(({ id }) => id === 'central:conflicts')
    expect(await asked()).toMatchObject([{ rule: 'R172', due: null, place: '/exchange' }])
    const { rows: left } = await look(desk, newer.bytes)
    await take(desk, newer.bytes, [decision(left[0]!, 'ours', 'сол қате')])
    expect(await asked()).toEqual([])
  })

  it('R172: what a batch told or confirmed is not corrected here, but by a batch', async () => {
    const { desk, personId } = await seeker()
    await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '27.03.2026' })
    const ais = sender()
    expect(outcomes(await take(desk, ais.next({ statuses: [status()] }).bytes))).toEqual({
      'st-1': 'already',
    })
    const page = await desk.do('registration.get', { personId })
    expect(page.can.correct).toBe(false)
    const correction = {
      ...{ personId, answerId: page.answers[0]!.id, seen: null },
      ...{ status: 'unemployed' as const, on: '30.03.2026', reason: 'Қате терілді' },
    }
    expect(await desk.refuse('registration.correct', correction)).toMatchObject({
      code: 'central_value',
      params: { source: 'AIS', batch: 1 },
    })
    const done = await take(desk, ais.next({ statuses: [status({ version: 2, on: '2026-03-30' })] }).bytes)
    expect(done.rows[0]).toMatchObject({ outcome: 'changed', changes: [{ field: 'on' }] })
    const after = await desk.do('registration.get', { personId })
    expect(after.answers[0]).toMatchObject({ on: '2026-03-30', central: { batch: 2 } })
    expect(after.answers[0]!.corrections[0]!.reason).toContain('№ 2')
  })

  it('R93 R172: another deregistration is decided by a person, and the register follows', async () => {
    const { desk, personId } = await seeker()
    await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '27.03.2026' })
    await desk.do('deregistration.takeOver', { personId, on: '01.04.2026', ground: '51-6' })
    const { bytes } = sender().next({ deregistrations: [deregistration()] })
    const { rows } = await look(desk, bytes)
    expect(rows[0]).toMatchObject({ outcome: 'conflict', reason: { code: 'other_deregistration' } })
    await take(desk, bytes, [decision(rows[0]!, 'theirs')])
    const { cases, registration } = await desk.do('deregistration.get', { personId })
    expect(cases[0]!.decided).toMatchObject({ on: '2026-04-02', ground: '51-4', central: { key: 'de-1' } })
    expect(registration).toMatchObject({ until: '2026-04-02' })
  })

  it('R100 R172: a vacancy comes, changes, conflicts with what was changed here, and closes', async () => {
    const { desk } = await seeker()
    const ais = sender()
    await take(desk, ais.next({ vacancies: [vacancy()] }).bytes)
    const [made] = (await desk.do('vacancy.search', {})).vacancies
    const card = await desk.do('vacancy.get', { id: made!.id })
    expect(card).toMatchObject({ portalNumber: 'V-1', central: { batch: 1, key: 'vac-1' }, changedHere: [] })
    const { organisationId, profession, qualification, hours, requirements, address, places } = card
    const fields = {
      ...{ organisationId, profession, qualification, hours, requirements, address, places },
      ...{ experienceMonths: null, payFrom: 160_000, payTo: null, placesLeft: 2, portalNumber: 'V-1' },
      ...{ appearedOn: card.appearedOn!, registeredOn: card.registeredOn },
    }
    await desk.do('vacancy.save', { id: made!.id, version: card.version, fields, post: null })
    expect((await desk.do('vacancy.get', { id: made!.id })).changedHere).toEqual(['payFrom'])
    const second = ais.next({ vacancies: [vacancy({ version: 2, pay_from: 170_000, places: 3 })] })
    const { rows } = await look(desk, second.bytes)
    expect(rows[0]).toMatchObject({ outcome: 'conflict', reason: { code: 'changed_here' } })
    await take(desk, second.bytes, [decision(rows[0]!, 'theirs')])
    expect(await desk.do('vacancy.get', { id: made!.id })).toMatchObject({
      payFrom: 170_000,
      places: 3,
      changedHere: [],
    })
    const third = ais.next({
      vacancies: [vacancy({ version: 3, pay_from: 170_000, places: 3, closed_on: '2026-04-01' })],
    })
    expect((await take(desk, third.bytes)).rows[0]).toMatchObject({
      outcome: 'changed',
      changes: [{ field: 'closed_on' }],
    })
    expect(await desk.do('vacancy.get', { id: made!.id })).toMatchObject({
      closed: { on: '2026-04-01', why: 'removed_on_portal' },
      central: { batch: 3 },
    })
  })

  it('R46 R51 R172: portal applications come as cases; other data of a known person are asked for', async () => {
    const { desk, personId } = await seeker()
    const { bytes } = sender().next({
      portal_applications: [
        portal(),
        portal({
          ...{
            key: 'app-2',
            channel: 'egov',
            number: '202',
            iin: '850315400124',
            sent_at: '2026-04-02T10:00',
          },
          ...{ last_name: 'Сейтжанова', first_name: 'Айгерім', middle_name: 'Болатқызы' },
          ...{ birth_date: '1985-03-15', sex: 'female', mobile: '+77015559999' },
          address: 'Көкөзек ауылы, Абай көшесі, 14-үй, 3-пәтер',
        }),
      ],
      statuses: [status({ iin: '900101300017' })],
    })
    const seen = await look(desk, bytes)
    expect(outcomes(seen)).toEqual({ 'app-1': 'new', 'app-2': 'conflict', 'st-1': 'new' })
    const asked = seen.rows.find(({ key }) => key === 'app-2')!
    expect(asked.changes.map(({ field }) => field)).toContain('mobile')
    expect(await take(desk, bytes, [decision(asked, 'ours', 'Нөмірі ескі')])).toMatchObject({
      applied: 3,
      left: 0,
    })
    const { person } = await desk.do('person.get', { id: personId })
    expect(person.mobile).toBe('+77015550124')
    const { rows } = await desk.do('portal.list', {})
    const enbek = rows.find(({ portalNumber }) => portalNumber === '101000001')!
    expect(await desk.do('portal.get', { applicationId: enbek.applicationId })).toMatchObject({
      automatic: true,
      central: { batch: 1, key: 'app-1' },
    })
  })

  it('R112 R172: the answer of the employer reaches the offer, and is not written over here', async () => {
    const { desk, personId } = await seeker('2026-03-20')
    const ais = sender()
    await take(desk, ais.next({ vacancies: [vacancy()], employer_answers: [employerAnswer()] }).bytes)
    const vacancyId = (await desk.do('vacancy.search', {})).vacancies[0]!.id
    const on = '20.03.2026'
    const made = await desk.do('offer.make', {
      ...{ personId, vacancyId, offeredOn: on, offeredTime: '', channel: 'in_person', assistant: '' },
      ...{ receivedOn: on, suitable: nothingRecorded },
    })
    const { id, version } = await desk.do('offer.answer', {
      ...{ id: made.id, version: made.version, receivedOn: '', answer: 'agree', answeredOn: on },
      ...{ channel: 'in_person', note: '', resume: true, conditionsFit: true },
    })
    // What waited for the offer is tried again by the button.
    expect(await desk.do('central.apply', { of: { waiting: true } })).toMatchObject({ applied: 1, left: 0 })
    const [offer] = (await desk.do('offer.list', { personId, state: 'all' })).offers
    expect(offer!.employer).toMatchObject({ answer: 'refused', on: '2026-03-20', central: { key: 'an-1' } })
    const second = {
      id,
      version: version + 1,
      answer: 'hired',
      on,
      channel: 'phone',
      note: '',
      late: null,
    } as const
    expect(await desk.refuse('offer.employerAnswer', second)).toMatchObject({ code: 'central_value' })
    const hired = employerAnswer({ version: 2, answer: 'hired' })
    expect(outcomes(await take(desk, ais.next({ employer_answers: [hired] }).bytes))).toEqual({
      'an-1': 'changed',
    })
  })

  it('R172: says at which field a record cannot be applied, and leaves the rest untouched by it', async () => {
    const { desk } = await seeker()
    const { bytes } = sender().next({
      statuses: [
        status({ key: 'early', on: '2026-03-01' }),
        status({ key: 'ground', status: 'refused', grounds: ['no_such'], on: '2026-03-27' }),
        status({ key: 'nobody', iin: '900101300017' }),
        status({ key: 'iin', iin: '12' }),
        status({ key: 'future', on: '2026-12-01' }),
      ],
      categories: [category()],
    })
    const { rows, applied } = await take(desk, bytes)
    expect(applied).toBe(1)
    expect(
      Object.fromEntries(rows.map(({ key, reason }) => [key, reason && [reason.code, reason.field]])),
    ).toEqual({
      'cat-1': null,
      early: ['date_early', 'on'],
      ground: ['ground_unknown', 'grounds'],
      nobody: ['person_unknown', 'iin'],
      iin: ['iin_wrong', 'iin'],
      future: ['date_future', 'on'],
    })
    const kept = await desk.do('central.rows', { sequence: 1 })
    expect(kept.counts).toMatchObject({ new: 1, waiting: 5 })
    expect(await desk.refuse('central.rows', { sequence: 2 })).toMatchObject({ code: 'not_found' })
  })
})

describe('a batch that is refused', () => {
  it('R172: each with its own reason, its file kept aside, nothing half applied', async () => {
    const { desk } = await seeker()
    const ais = sender()
    const good = ais.next({ statuses: [status()] })
    const files = await unpack(good.bytes)
    const changed = (name: string, text: string) => {
      const copy = new Map(files)
      copy.set(name, new TextEncoder().encode(text))
      return pack(copy)
    }
    const manifest = new TextDecoder().decode(files.get('manifest.json'))
    const zip = (entries: Record<string, Uint8Array>) => zipSync(entries)
    const before = await whole(desk)
    const cases: [string, Uint8Array, object][] = [
      ['cut', good.bytes.slice(0, good.bytes.length - 40), { code: 'batch_unreadable' }],
      [
        'path',
        zip({ '../manifest.json': files.get('manifest.json')! }),
        { code: 'batch_unreadable', params: { reason: 'path' } },
      ],
      [
        'bomb',
        zip({ 'statuses.ndjson': new Uint8Array(20_000_000) }),
        { code: 'batch_unreadable', params: { reason: 'ratio' } },
      ],
      [
        'hash',
        changed('statuses.ndjson', '{}\n'),
        { code: 'batch_hash', params: { file: 'statuses.ndjson' } },
      ],
      [
        'newer',
        changed('manifest.json', manifest.replace('"formatVersion": 1', '"formatVersion": 2')),
        { code: 'batch_version' },
      ],
      ['format', changed('manifest.json', '{"format": "qabyldau-batch"}'), { code: 'batch_manifest' }],
      [
        'centre',
        sender().next({}, { centre: { bin: '190440000020' } }).bytes,
        { code: 'central_centre', params: { bin: '190440000020' } },
      ],
      [
        'record',
        sender().next({ statuses: [{ ...status(), status: 'employed' as 'refused' }] }).bytes,
        { code: 'batch_record', params: { line: 1, field: 'status' } },
      ],
      [
        'twice',
        sender().next({ statuses: [status(), status()] }).bytes,
        { code: 'batch_record', params: { line: 2, field: 'key' } },
      ],
      ['order', ais.next({}).bytes, { code: 'central_order', params: { expected: 1, sequence: 2 } }],
      ['chain', sender().next({}, { previous: 'a'.repeat(64) }).bytes, { code: 'central_chain' }],
    ]
    for (const [name, bytes, error] of cases)
      for (const operation of ['central.preview', 'central.apply'] as const)
        expect(
          await desk.refuse(operation, { of: { token: put(desk, bytes, name + '.zip') } }),
          name,
        ).toMatchObject(error)
    expect(await whole(desk)).toEqual(before)
    const aside = refusedFiles(desk)
    for (const [name] of cases) {
      const file = aside.find((one) => one.endsWith(`-${name}.zip`))!
      const reason = JSON.parse(readFileSync(path.join(desk.folder, 'refused', file + '.json'), 'utf8')) as {
        error: object
      }
      expect(reason.error).toMatchObject(cases.find(([one]) => one === name)![2])
    }
    // The same number with other contents, once one was taken.
    await take(desk, good.bytes)
    const other = sender().next({ categories: [category()] }).bytes
    expect(await desk.refuse('central.apply', { of: { token: put(desk, other) } })).toMatchObject({
      code: 'central_differs',
    })
    expect(await desk.refuse('central.apply', { of: { kept: 'b'.repeat(64) } })).toMatchObject({
      code: 'file_unknown',
    })
  })

  it('R172: where the key of the sender is known, only what it signed is taken', async () => {
    const { desk } = await seeker()
    const pair = () =>
      generateKeyPairSync('ed25519', {
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      })
    const key = pair()
    await lookInto(desk, (db) =>
      writeSetting(db, 'exchange_receiver', { name: 'Орталық', publicKey: key.publicKey }),
    )
    const refused = async (bytes: Uint8Array) =>
      (await desk.refuse('central.preview', { of: { token: put(desk, bytes) } })).params
    expect(await refused(sender().next({}).bytes)).toEqual({ reason: 'missing' })
    expect(await refused(sender(pair()).next({}).bytes)).toEqual({ reason: 'other_key' })
    const { bytes } = sender(key).next({ statuses: [status()] })
    const files = await unpack(bytes)
    const manifest = new TextDecoder().decode(files.get('manifest.json')).replace('2026-03-19', '2026-03-18')
    files.set('manifest.json', new TextEncoder().encode(manifest))
    expect(await refused(pack(files))).toEqual({ reason: 'forged' })
    expect(await take(desk, bytes)).toMatchObject({ batch: { signed: true }, applied: 1 })
    expect(await desk.do('central.list', {})).toMatchObject({
      signer: 'Орталық',
      batches: [{ signed: true }],
    })
  })
})
