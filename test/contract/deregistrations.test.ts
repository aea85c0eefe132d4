/** R81-R97, R169, R31 through the core: from a fact of an unemployed person to deregistration, and round again. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import type { InputOf } from '../../shared/contract'
import type { DutiesPage, DutyFact } from '../../shared/contract/deregistrations'
import { addClerk, decide, openSetUpDesk, password, readyDraft, type TestDesk } from '../helpers/desk'

/** Monday 30.03.2026; no day off of the calendar lies before 1 May. */
const since = '2026-03-30'
const morning = (day: string) => `2026-${day}T05:00:00.000Z`

/** Another day: the desk locked itself meanwhile. */
async function go(desk: TestDesk, day: string) {
  desk.clock.set(morning(day))
  await desk.do('session.signIn', { staffId: 1, password })
}

/** A person whom AIS registered as unemployed on Monday 30.03.2026, seen on the day `today`. */
async function unemployed(today = '04-01', draft = readyDraft(), on?: TestDesk) {
  const desk = on ?? (await openSetUpDesk({ now: morning('03-26') }))
  const { application } = await decide(desk, 'granted', draft)
  const { personId } = application
  await go(desk, '03-30')
  await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: since })
  await go(desk, today)
  return { desk, personId, application }
}

const facts = {
  change: {
    kind: 'change',
    change: 'work',
    eventOn: '01.04.2026',
    reportedOn: '',
    knownFrom: 'жұмыс берушінің хаты',
  },
  invitation: { kind: 'invitation', toldOn: '01.04.2026', cameOn: '', about: 'қоғамдық жұмыстар' },
  summons: { kind: 'summons', toldOn: '01.04.2026', cameOn: '', about: '№ 3 кәсіптік лицей' },
  stopped: {
    kind: 'stopped',
    on: '01.04.2026',
    about: 'қоғамдық жұмыстар',
    source: 'жұмыс берушінің актісі',
  },
  court: {
    kind: 'court',
    court: 'imprisonment',
    inForceOn: '01.04.2026',
    document: '№ 1-45 үкім, 16.03.2026',
  },
  contributions: {
    kind: 'contributions',
    medical: '01.04.2026',
    pension: '01.04.2026',
    social: '01.04.2026',
    source: 'ААЖ',
  },
  false_documents: { kind: 'false_documents', foundOn: '01.04.2026', documents: 'диплом' },
} as const satisfies Record<string, DutyFact>

const record = (desk: TestDesk, personId: number, fact: DutyFact) =>
  desk.do('deregistration.record', { personId, fact })
const get = (desk: TestDesk, personId: number) => desk.do('deregistration.get', { personId })
const codes = ({ grounds }: DutiesPage) => grounds.map(({ ground }) => ground)
const explain = (
  desk: TestDesk,
  personId: number,
  page: DutiesPage,
  judgement: 'valid' | 'not_valid' | null,
) => {
  const row = page.rows.find(({ asks }) => asks !== null)!
  return desk.do('deregistration.explain', {
    personId,
    source: row.source,
    id: row.id,
    version: row.reasonVersion,
    explanation: 'Түсіндірме бермеді',
    judgement,
  })
}
const work = async (desk: TestDesk) =>
  (await desk.do('work.list', { noun: 'deregistration' })).items.map(({ id, rule, due }) => [
    id.split(':').at(-1),
    rule,
    due,
  ])
const take = (personId: number, more: Partial<InputOf<'deregistration.takeOver'>> = {}) => ({
  personId,
  on: '10.04.2026',
  ground: '51-6' as const,
  ...more,
})

/** Records of the outbox, the newest last. */
async function sentRecords(desk: TestDesk) {
  const db = openDatabase(desk.folder)
  const rows = (await db('outbox')
    .where({ kind: 'deregistrations' })
    .orderBy('id')
    .select('key', 'version', 'payload', 'state')) as {
    key: string
    version: number
    payload: string
    state: string
  }[]
  await closeDatabase(db)
  return rows.map(({ payload, ...row }): Record<string, unknown> => ({
    ...row,
    ...(JSON.parse(payload) as Record<string, unknown>),
  }))
}

/** An unemployed person whose change was not reported: the ground is raised since 09.04.2026. */
async function withGround() {
  const all = await unemployed()
  await record(all.desk, all.personId, facts.change)
  await go(all.desk, '04-09')
  return all
}

describe('changes to be reported', () => {
  it.each([
    ['07.04.2026', null],
    ['08.04.2026', null],
    ['09.04.2026', '51-6'],
  ])('R81 R91: told on %s of five working days', async (reportedOn, ground) => {
    const { desk, personId } = await unemployed('04-10')
    const page = await record(desk, personId, { ...facts.change, reportedOn })
    expect(codes(page)).toEqual(ground ? [ground] : [])
    const [test, beside] = page.rows[0]!.tests
    expect(test).toMatchObject({ rule: 'R81', level: ground ? 'warn' : 'compute' })
    // Work would bar a registration, but ends none by itself.
    expect(beside).toMatchObject({ rule: 'R81', level: 'info' })
  })

  it('R81 R91: not told, the day before, the last day and the day after', async () => {
    const { desk, personId } = await unemployed()
    await record(desk, personId, facts.change)
    for (const [day, raised] of [
      ['04-07', []],
      ['04-08', []],
      ['04-09', ['51-6']],
    ] as const) {
      await go(desk, day)
      expect([day, codes(await get(desk, personId))]).toEqual([day, raised])
    }
    expect((await get(desk, personId)).grounds[0]).toMatchObject({ on: '2026-04-08', possible: false })
    expect(await work(desk)).toEqual([['send', 'R91', null]])
    // Told in time after all: the slip lay in another folder.
    const [row] = (await get(desk, personId)).rows
    const page = await desk.do('deregistration.complete', {
      id: row!.id,
      version: row!.version,
      on: '080426',
    })
    expect(codes(page)).toEqual([])
    expect(page.rows[0]).toMatchObject({ open: null, fact: { reportedOn: '2026-04-08' } })
    expect(await work(desk)).toEqual([])
  })

  it('R82: what must be reported is told with the limit', async () => {
    const { desk, personId } = await unemployed()
    const { changesToTell } = await get(desk, personId)
    expect(changesToTell.rule).toBe('R82')
    expect(changesToTell.sentence.ru).toContain('5')
  })

  it('R81 R179: refuses days that contradict each other, the registration or today, and half a fact', async () => {
    const { desk, personId } = await unemployed()
    const refuse = async (fact: DutyFact) => {
      const { code, fields } = await desk.refuse('deregistration.record', { personId, fact })
      return [code, fields?.[0]?.path]
    }
    const { change, invitation, contributions, court, stopped } = facts
    expect(await refuse({ ...change, eventOn: '29.03.2026' })).toEqual(['date_too_early', 'fact.eventOn'])
    expect(await refuse({ ...change, reportedOn: '31.03.2026' })).toEqual([
      'date_too_early',
      'fact.reportedOn',
    ])
    expect(await refuse({ ...change, eventOn: '02.04.2026' })).toEqual(['date_in_future', 'fact.eventOn'])
    expect(await refuse({ ...change, eventOn: '31.02.2026' })).toEqual(['date_invalid', 'fact.eventOn'])
    expect(await refuse({ ...change, knownFrom: ' ' })).toEqual(['fact_incomplete', 'fact.knownFrom'])
    expect(await refuse({ ...invitation, cameOn: '31.03.2026' })).toEqual(['date_too_early', 'fact.cameOn'])
    expect(await refuse({ ...contributions, medical: '', pension: ' ', social: '' })).toEqual([
      'fact_incomplete',
      'fact.medical',
    ])
    expect(await refuse({ ...court, document: '' })).toEqual(['fact_incomplete', 'fact.document'])
    expect(await refuse({ ...stopped, source: '' })).toEqual(['fact_incomplete', 'fact.source'])
    expect((await get(desk, personId)).rows).toEqual([])
  })

  it('R81 R178: the second of two clerks sees that the first recorded the same', async () => {
    const { desk, personId } = await unemployed()
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('deregistration.record', { personId, fact: facts.change }, other.client)
    expect(await desk.refuse('deregistration.record', { personId, fact: facts.change })).toMatchObject({
      code: 'fact_exists',
      params: { by: 'Омаров Дәулет' },
    })
    const [row] = (await get(desk, personId)).rows
    const input = { id: row!.id, version: row!.version, on: '01.04.2026' }
    await desk.do('deregistration.complete', input, other.client)
    expect(await desk.refuse('deregistration.complete', input)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
  })

  it('R81: nothing is recorded of who is not registered as unemployed', async () => {
    const desk = await openSetUpDesk({ now: morning('04-01') })
    const { application } = await decide(desk)
    const { personId } = application
    expect((await desk.refuse('deregistration.record', { personId, fact: facts.change })).code).toBe(
      'not_unemployed',
    )
    expect(await get(desk, personId)).toMatchObject({ registration: null, rows: [], grounds: [], cases: [] })
    expect((await desk.refuse('deregistration.get', { personId: 99 })).code).toBe('not_found')
  })
})

describe('grounds', () => {
  it('R83: raised when all three payments came in, over several records', async () => {
    const { desk, personId } = await unemployed('04-10')
    const part = await record(desk, personId, { ...facts.contributions, social: '' })
    expect(codes(part)).toEqual([])
    expect(part.findings).toMatchObject([{ rule: 'R83', level: 'info' }])
    const whole = await record(desk, personId, {
      ...facts.contributions,
      medical: '',
      pension: '',
      social: '03.04.2026',
    })
    expect(whole.grounds).toMatchObject([{ key: 'contributions', ground: '51-1', on: '2026-04-03' }])
  })

  it.each([
    ['R87', 'invitation', '04-06', '04-07'],
    ['R86', 'summons', '04-08', '04-09'],
  ] as const)('%s R96: who did not come is heard and judged first (%s)', async (rule, kind, last, after) => {
    const { desk, personId } = await unemployed()
    await record(desk, personId, facts[kind])
    await go(desk, last)
    expect((await get(desk, personId)).rows[0]).toMatchObject({ asks: null, open: 'cameOn' })
    expect(await work(desk)).toEqual([])
    await go(desk, after)
    const page = await get(desk, personId)
    expect(page.rows[0]).toMatchObject({ asks: 'explanation', tests: [{ rule }, { rule: 'R96' }] })
    expect(codes(page)).toEqual([])
    expect(await work(desk)).toEqual([['explain', 'R96', null]])
    const judged = await explain(desk, personId, page, 'not_valid')
    expect(judged.grounds).toMatchObject([
      { ground: '51-3', explanation: 'Түсіндірме бермеді', judgement: 'not_valid', on: `2026-${last}` },
    ])
    expect(await work(desk)).toEqual([['send', rule, null]])
  })

  it('R87: who came on the last day gives no ground, who came the day after is asked why', async () => {
    const { desk, personId } = await unemployed('04-10')
    const inTime = await record(desk, personId, { ...facts.invitation, cameOn: '06.04.2026' })
    expect(inTime.rows[0]).toMatchObject({ asks: null, open: null })
    const late = await record(desk, personId, { ...facts.invitation, cameOn: '07.04.2026' })
    expect(late.rows[1]).toMatchObject({ asks: 'explanation' })
  })

  it('R88 R96: a measure stopped, with a valid reason, raises nothing', async () => {
    const { desk, personId } = await unemployed()
    const page = await record(desk, personId, facts.stopped)
    expect(page.rows[0]).toMatchObject({ asks: 'explanation' })
    const heard = await explain(desk, personId, page, null)
    expect(heard.rows[0]).toMatchObject({ asks: 'explanation', reason: { judgement: null } })
    const valid = await explain(desk, personId, heard, 'valid')
    expect(valid.rows[0]).toMatchObject({ asks: null, reason: { judgement: 'valid' } })
    expect(codes(valid)).toEqual([])
    expect((await desk.refuse('deregistration.send', { personId, key: valid.rows[0]!.key })).code).toBe(
      'ground_not_raised',
    )
  })

  it('R96: nothing is judged unheard, and a judgement of another clerk is not written over', async () => {
    const { desk, personId } = await unemployed()
    const { rows } = await record(desk, personId, facts.stopped)
    const input = {
      personId,
      source: 'fact' as const,
      id: rows[0]!.id,
      version: 0,
      judgement: 'not_valid' as const,
    }
    expect((await desk.refuse('deregistration.explain', { ...input, explanation: ' ' })).code).toBe(
      'reason_needed',
    )
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('deregistration.explain', { ...input, explanation: 'ауырған' }, other.client)
    expect(await desk.refuse('deregistration.explain', { ...input, explanation: 'x' })).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Омаров Дәулет' },
    })
    expect(
      await desk.refuse('deregistration.explain', { ...input, version: 1, explanation: 'x' }),
    ).toMatchObject({ code: 'explanation_judged', params: { judgement: 'not_valid' } })
  })

  it.each([
    ['R90', 'court', '51-5'],
    ['R92', 'false_documents', '51-7'],
  ] as const)('%s: %s raises its ground on its day', async (rule, kind, ground) => {
    const { desk, personId } = await unemployed()
    const { grounds } = await record(desk, personId, facts[kind])
    expect(grounds).toMatchObject([{ ground, on: '2026-04-01', told: { rule } }])
    expect(grounds[0]!.told.sentence.ru).not.toMatch(/rule\.|\{/u)
    expect(grounds[0]!.title!.kk).not.toMatch(/deregistration\.|\{/u)
  })

  it('R89 R96: a date of the plan counts once it is over, and the plan keeps what was said', async () => {
    const { desk, personId } = await unemployed('03-31')
    const plan = await desk.do('plan.save', {
      personId,
      id: null,
      version: null,
      fields: {
        goal: 'тұрақты жұмыс',
        education: 'жоғары',
        speciality: 'есепші',
        measures: [{ measure: 'enbek_job_search', completeOn: '30.04.2026' }],
        visits: [{ on: '07.04.2026', action: 'мансап орталығына келу' }],
        validUntil: '31.05.2026',
        specialistPhone: '8 7122 00 00 00',
        specialistEmail: 'centre@example.invalid',
      },
    })
    const day = '31.03.2026'
    await desk.do('plan.sign', {
      id: plan.id,
      version: plan.version,
      personSignedOn: day,
      employeeSignedOn: day,
      copyGivenOn: day,
    })
    await go(desk, '04-07')
    expect((await get(desk, personId)).rows).toEqual([])
    await go(desk, '04-08')
    const page = await get(desk, personId)
    expect(page.rows).toMatchObject([{ source: 'visit', asks: 'explanation' }])
    const judged = await explain(desk, personId, page, 'not_valid')
    expect(judged.grounds).toMatchObject([{ ground: '51-4', on: '2026-04-07', told: { rule: 'R89' } }])
    const { current } = await desk.do('plan.get', { personId })
    expect(current!.visits[0]).toMatchObject({
      state: 'missed',
      record: { explanation: 'Түсіндірме бермеді', judgement: 'not_valid', keptOn: null },
    })
    // The plan that another desk has open is stale now.
    expect(current!.version).toBe(3)
  })
})

describe('the information', () => {
  it('R93 R169: only a raised ground is sent, once, and the decision is awaited for two working days', async () => {
    const { desk, personId, application } = await withGround()
    const { grounds } = await get(desk, personId)
    const { key } = grounds[0]!
    expect((await desk.refuse('deregistration.send', { personId, key: 'fact:99' })).code).toBe(
      'ground_not_raised',
    )
    const page = await desk.do('deregistration.send', { personId, key })
    expect(page.can).toMatchObject({ send: false, takeOver: true })
    expect(page.cases).toMatchObject([
      {
        state: 'sent',
        sent: { ground: '51-6', on: '2026-04-09', factOn: '2026-04-08', raised: true },
        awaited: { why: { due: '2026-04-13' }, workingDaysLeft: 2 },
      },
    ])
    expect(await work(desk)).toEqual([['decision', 'R93', '2026-04-13']])
    expect(await desk.refuse('deregistration.send', { personId, key })).toMatchObject({
      code: 'deregistration_sent',
      params: { date: '2026-04-09', by: 'Әбенова Гүлнұр Серікқызы' },
    })
    expect(await sentRecords(desk)).toMatchObject([
      {
        iin: '850315400124',
        application_number: application.number,
        unemployed_since: since,
        ground_code: '51-6',
        fact_date: '2026-04-08',
        explanation: null,
        sent_on: '2026-04-09',
        withdrawn_on: null,
        deregistered_on: null,
      },
    ])
    await desk.do('exchange.make', {})
    expect((await desk.do('exchange.state', {})).waiting.deregistrations).toBe(0)
    // The day after its term.
    await go(desk, '04-14')
    expect((await get(desk, personId)).cases[0]!.awaited).toMatchObject({
      told: { level: 'warn' },
      workingDaysLeft: -1,
    })
  })

  it('R96 R169: the explanation travels with a ground that has one', async () => {
    const { desk, personId } = await unemployed()
    const judged = await explain(desk, personId, await record(desk, personId, facts.stopped), 'not_valid')
    await desk.do('deregistration.send', { personId, key: judged.grounds[0]!.key })
    const [sent] = await sentRecords(desk)
    expect(sent).toMatchObject({
      ground_code: '51-3',
      explanation: 'Түсіндірме бермеді',
      judgement: 'not_valid',
    })
    expect(sent!['evidence']).toContain('қоғамдық жұмыстар')
  })

  it('R169: what was sent by mistake is withdrawn with a reason and stays to be seen', async () => {
    const { desk, personId } = await withGround()
    const { key } = (await get(desk, personId)).grounds[0]!
    const [one] = (await desk.do('deregistration.send', { personId, key })).cases
    const input = { id: one!.id, version: one!.version, reason: '' }
    expect((await desk.refuse('deregistration.withdraw', input)).code).toBe('reason_needed')
    expect((await desk.refuse('deregistration.withdraw', { ...input, version: 9 })).code).toBe(
      'version_conflict',
    )
    const page = await desk.do('deregistration.withdraw', { ...input, reason: 'басқа адам' })
    expect(page.cases).toMatchObject([{ state: 'withdrawn', withdrawn: { reason: 'басқа адам' } }])
    expect((await desk.refuse('deregistration.withdraw', { ...input, reason: 'x' })).code).toBe(
      'deregistration_withdrawn',
    )
    const again = await desk.do('deregistration.send', { personId, key })
    expect(again.cases.map(({ state }) => state)).toEqual(['sent', 'withdrawn'])
    const records = await sentRecords(desk)
    expect(records.map(({ version, state }) => [version, state])).toEqual([
      [1, 'superseded'],
      [2, 'waiting'],
      [1, 'waiting'],
    ])
  })
})

describe('the decision', () => {
  it('R93: ends the registration, the plan and the terms that hang on it', async () => {
    const { desk, personId } = await withGround()
    const { key } = (await get(desk, personId)).grounds[0]!
    await desk.do('deregistration.send', { personId, key })
    await go(desk, '04-10')
    const todo = async () =>
      (await desk.do('person.get', { id: personId })).todo.map(({ id }) => id.split(':').at(-1))
    expect(await todo()).toEqual(expect.arrayContaining(['un_plan', 'un_ssif_info']))
    const page = await desk.do('deregistration.takeOver', take(personId, { source: 'АЖ-77' }))
    expect(page).toMatchObject({ registration: { until: '2026-04-10' }, grounds: [] })
    expect(page.can).toEqual({ record: false, send: false, takeOver: false, notify: true })
    expect(page.cases).toMatchObject([
      { state: 'decided', decided: { on: '2026-04-10', ground: '51-6', known: true, source: 'АЖ-77' } },
    ])
    expect(await todo()).not.toEqual(expect.arrayContaining(['un_plan']))
    expect(await todo()).not.toEqual(expect.arrayContaining(['un_ssif_info']))
    const { person, timeline } = await desk.do('person.get', { id: personId })
    expect(person).toMatchObject({ status: 'deregistered', statusSince: '2026-04-10' })
    expect(timeline.map((event) => event.noted?.what.en)).toEqual(
      expect.arrayContaining([
        'Deregistered on 10.04.2026, ground 51-6',
        'Sent to the labour mobility centre: ground 51-6',
        'Duty recorded',
      ]),
    )
    // No plan, no notice, no second deregistration.
    expect((await desk.do('plan.get', { personId })).registration).toBeNull()
    expect((await desk.refuse('registration.notice', { personId, kind: 'notice' })).code).toBe(
      'status_unknown',
    )
    expect((await desk.refuse('deregistration.send', { personId, key })).code).toBe('not_unemployed')
    expect((await desk.refuse('deregistration.record', { personId, fact: facts.court })).code).toBe(
      'not_unemployed',
    )
  })

  it('R93: the second of two clerks sees what the first took over, and it stays', async () => {
    const { desk, personId } = await unemployed('04-10')
    const other = await addClerk(desk, 'Омаров Дәулет')
    await desk.do('deregistration.takeOver', take(personId), other.client)
    expect(
      await desk.refuse('deregistration.takeOver', take(personId, { on: '09.04.2026', ground: '51-1' })),
    ).toMatchObject({
      code: 'deregistration_exists',
      params: { date: '2026-04-10', ground: '51-6', by: 'Омаров Дәулет' },
    })
    expect((await get(desk, personId)).cases).toHaveLength(1)
  })

  it('R93: AIS prevails where the desk held no ground, and that is said', async () => {
    const { desk, personId } = await unemployed('04-10')
    const page = await desk.do('deregistration.takeOver', take(personId, { ground: '51-1' }))
    expect(page.cases).toMatchObject([{ sent: null, decided: { known: false, ground: '51-1' } }])
    expect(await sentRecords(desk)).toMatchObject([
      { ground_code: '51-1', sent_on: null, deregistered_on: '2026-04-10', decided_ground_code: '51-1' },
    ])
    await desk.do('exchange.make', {})
  })

  it('R93: another ground than the one that was sent is taken over as it was decided', async () => {
    const { desk, personId } = await withGround()
    const { key } = (await get(desk, personId)).grounds[0]!
    await desk.do('deregistration.send', { personId, key })
    await go(desk, '04-10')
    const page = await desk.do('deregistration.takeOver', take(personId, { ground: '51-1' }))
    expect(page.cases).toMatchObject([
      { sent: { ground: '51-6' }, decided: { ground: '51-1', known: false } },
    ])
    expect((await sentRecords(desk)).at(-1)).toMatchObject({
      ground_code: '51-6',
      decided_ground_code: '51-1',
    })
    const [one] = page.cases
    expect(
      (await desk.refuse('deregistration.withdraw', { id: one!.id, version: one!.version, reason: 'x' }))
        .code,
    ).toBe('deregistration_exists')
  })

  it('R93 R179: refuses a day before the registration, in the future or that does not exist', async () => {
    const { desk, personId } = await unemployed()
    const refuse = async (on: string) =>
      (await desk.refuse('deregistration.takeOver', take(personId, { on }))).code
    expect(await refuse('29.03.2026')).toBe('date_too_early')
    expect(await refuse('02.04.2026')).toBe('date_in_future')
    expect(await refuse('31.04.2026')).toBe('date_invalid')
    expect((await desk.refuse('deregistration.takeOver', take(99))).code).toBe('not_found')
  })
})

describe('telling the person', () => {
  /** Deregistered on Friday 10.04.2026; to be told by Tuesday. */
  async function deregistered() {
    const all = await unemployed('04-10')
    const { cases } = await all.desk.do('deregistration.takeOver', take(all.personId))
    const { id, version } = cases[0]!
    const told = { id, version, on: '14.04.2026', channel: 'mobile' as const, rural: false }
    return { ...all, told }
  }

  it('R94: two working days from the deregistration; channel, day and text are kept', async () => {
    const { desk, told } = await deregistered()
    expect(await work(desk)).toEqual([['notify', 'R94', '2026-04-14']])
    await go(desk, '04-14')
    expect((await desk.refuse('deregistration.notify', { ...told, on: '09.04.2026' })).code).toBe(
      'date_too_early',
    )
    expect((await desk.refuse('deregistration.notify', { ...told, on: '15.04.2026' })).code).toBe(
      'date_in_future',
    )
    const { page, document } = await desk.do('deregistration.notify', { ...told, text: 'шешім айтылды' })
    expect(document).toBeNull()
    expect(page.cases[0]!.notice).toMatchObject({
      on: '2026-04-14',
      channel: 'mobile',
      text: 'шешім айтылды',
      workingDaysLeft: null,
      told: [{ rule: 'R94', level: 'compute' }],
    })
    expect(await work(desk)).toEqual([])
    expect((await sentRecords(desk)).at(-1)).toMatchObject({
      notified_on: '2026-04-14',
      notified_through: 'mobile',
    })
    const [one] = page.cases
    expect(await desk.refuse('deregistration.notify', { ...told, version: one!.version })).toMatchObject({
      code: 'deregistration_notified',
      params: { date: '2026-04-14' },
    })
    const paper = await desk.do('deregistration.paper', { id: one!.id, version: one!.version })
    expect(paper.document).toMatchObject({ formId: 'common-s6', toHandOver: false })
  })

  it('R94: the day after the term is late, and said so', async () => {
    const { desk, told } = await deregistered()
    await go(desk, '04-15')
    const { page } = await desk.do('deregistration.notify', { ...told, on: '15.04.2026' })
    expect(page.cases[0]!.notice!.told).toMatchObject([{ rule: 'R94', level: 'warn' }])
  })

  it('R95: a rural resident is told through the akim, by name, with the paper S6', async () => {
    const { desk, told } = await deregistered()
    await go(desk, '04-14')
    const rural = { ...told, rural: true }
    expect((await desk.refuse('deregistration.notify', rural)).code).toBe('akim_needed')
    expect((await desk.refuse('deregistration.notify', { ...rural, channel: 'akim' })).code).toBe(
      'akim_needed',
    )
    const { document, page } = await desk.do('deregistration.notify', {
      ...rural,
      channel: 'akim',
      akim: 'Көкөзек ауылдық округінің әкімі',
    })
    expect(document).toMatchObject({ formId: 'common-s6', printed: 0 })
    expect(page.cases[0]!.notice).toMatchObject({ channel: 'akim', documentId: document!.id })
  })

  it('R94: nobody is told of a deregistration that was not taken over', async () => {
    const { desk, personId } = await withGround()
    const { key } = (await get(desk, personId)).grounds[0]!
    const [one] = (await desk.do('deregistration.send', { personId, key })).cases
    const input = { id: one!.id, version: one!.version }
    const told = { ...input, on: '09.04.2026', channel: 'ict' as const, rural: false }
    expect((await desk.refuse('deregistration.notify', told)).code).toBe('not_deregistered')
    expect((await desk.refuse('deregistration.paper', input)).code).toBe('not_deregistered')
  })
})

describe('registration anew', () => {
  it('R31 R97: who was deregistered applies again, same person, and everything is counted anew', async () => {
    const { desk, personId } = await withGround()
    await go(desk, '04-10')
    await desk.do('deregistration.takeOver', take(personId))
    await go(desk, '04-20')
    const { application } = await decide(
      desk,
      'granted',
      readyDraft({ personId, personVersion: 1, person: { mobile: '+77015550125' } }),
    )
    expect(application.personId).toBe(personId)
    expect((await desk.do('person.get', { id: personId })).person.status).toBe('job_seeker')
    expect((await get(desk, personId)).can).toMatchObject({ record: false, takeOver: false })
    await go(desk, '04-23')
    const [last] = (await desk.do('registration.get', { personId })).answers
    await desk.do('registration.takeOver', {
      personId,
      seen: last!.id,
      status: 'unemployed',
      on: '23.04.2026',
    })
    const page = await get(desk, personId)
    expect(page).toMatchObject({ registration: { since: '2026-04-23', until: null }, refusals: 0, rows: [] })
    expect(page.cases).toMatchObject([{ state: 'decided' }])
    expect(page.grounds).toEqual([])
    expect((await desk.do('plan.get', { personId })).registration).toMatchObject({ since: '2026-04-23' })
    // A fact of the first registration is none of the second.
    expect((await desk.refuse('deregistration.record', { personId, fact: { ...facts.change } })).code).toBe(
      'date_too_early',
    )
    await go(desk, '04-24')
    const second = await desk.do('deregistration.takeOver', take(personId, { on: '24.04.2026' }))
    expect(second.cases.map(({ decided }) => decided?.on)).toEqual(['2026-04-24', '2026-04-10'])
    const { registrations } = await desk.do('registration.get', { personId })
    expect(registrations.map(({ kind, until }) => [kind, until])).toEqual([
      ['unemployed', '2026-04-24'],
      ['job_seeker', '2026-04-23'],
      ['unemployed', '2026-04-10'],
      ['job_seeker', '2026-03-30'],
    ])
  })

  it('R31: a refused application of a deregistered person leads back to nothing', async () => {
    const { desk, personId } = await unemployed('04-10')
    await desk.do('deregistration.takeOver', take(personId))
    await go(desk, '04-20')
    await decide(desk, 'refused', readyDraft({ personId, personVersion: 1 }))
    expect((await desk.do('person.get', { id: personId })).person.status).toBe('refused')
  })
})

describe('a file of deregistrations', () => {
  const put = (desk: TestDesk, text: string | Uint8Array) =>
    desk.app.files.put(
      {
        name: 'dereg.csv',
        type: 'text/csv',
        bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
      },
      desk.client,
    ).token
  const second = { iin: '900101300017', birthDate: '1990-01-01', sex: 'male' as const }

  it('R93: lists every line with its reason, says where the desk knew no ground, applies the clean ones', async () => {
    const { desk, personId } = await unemployed('04-10')
    const two = await decide(desk, 'granted', readyDraft({ person: second, similarSeen: true }))
    const token = put(
      desk,
      '\ufeffiin;date;ground\r\n' +
        '850315400124;10.04.2026;6\r\n' +
        '"850315400124";"2026-04-10";"51-6"\r\n' +
        `${second.iin};10.04.2026;4)\r\n` +
        '750505300010;10.04.2026;1\r\n' +
        '850315400125;10.04.2026;1\r\n' +
        '850315400124;10.04.2026;8\r\n' +
        '850315400124;11.04.2026;6\r\n' +
        '850315400124;32.04.2026;6\r\n' +
        '850315400124;10.04.20',
    )
    const read = await desk.do('deregistration.readFile', { token })
    expect(read.lines.map(({ line, reason }) => [line, reason])).toEqual([
      [2, null],
      [3, 'doubled'],
      [4, 'not_unemployed'],
      [5, 'person_unknown'],
      [6, 'iin_wrong'],
      [7, 'ground_unknown'],
      [8, 'date_future'],
      [9, 'date_wrong'],
      [10, 'columns'],
    ])
    expect(read.lines[0]).toMatchObject({ ground: '51-6', known: false })
    expect(read).toMatchObject({ clean: 1, before: null })
    expect(await desk.do('deregistration.importFile', { token })).toEqual({ applied: 1, left: 8 })
    expect((await desk.do('person.get', { id: personId })).person.status).toBe('deregistered')
    expect((await desk.do('person.get', { id: two.application.personId })).person.status).toBe('job_seeker')
  })

  it('R93 R182: the same file changes nothing a second time; what contradicts stands side by side', async () => {
    const { desk, personId } = await unemployed('04-10')
    const text = '850315400124;10.04.2026;6\n'
    expect(await desk.do('deregistration.importFile', { token: put(desk, text) })).toEqual({
      applied: 1,
      left: 0,
    })
    const token = put(desk, text)
    const again = await desk.do('deregistration.readFile', { token })
    expect(again).toMatchObject({ before: { applied: 1 }, lines: [{ reason: 'known' }] })
    expect(await desk.do('deregistration.importFile', { token })).toEqual({ applied: 0, left: 1 })
    const other = await desk.do('deregistration.readFile', { token: put(desk, '850315400124;09.04.2026;6') })
    expect(other.lines[0]).toMatchObject({
      reason: 'contradicts_register',
      held: { on: '2026-04-10', ground: '51-6', by: 'Әбенова Гүлнұр Серікқызы' },
    })
    const both = put(desk, '850315400124;09.04.2026;6\n850315400124;10.04.2026;6\n')
    expect(
      (await desk.do('deregistration.readFile', { token: both })).lines.map((one) => one.reason),
    ).toEqual(['contradicts_line', 'contradicts_line'])
    expect((await get(desk, personId)).cases).toHaveLength(1)
    expect(
      (await desk.refuse('deregistration.readFile', { token: put(desk, Uint8Array.of(0xff, 0xfe)) })).code,
    ).toBe('status_file_unreadable')
    expect((await desk.refuse('deregistration.importFile', { token: 'gone' })).code).toBe('file_unknown')
  })

  it('R93: a line before the registration is left', async () => {
    const { desk } = await unemployed('04-10')
    const { lines } = await desk.do('deregistration.readFile', {
      token: put(desk, '850315400124;29.03.2026;6'),
    })
    expect(lines[0]!.reason).toBe('date_early')
  })
})

describe('corrections', () => {
  it('R91 R178: the difference is shown before a day is corrected, and what was said before is kept', async () => {
    const { desk, personId } = await withGround()
    const [row] = (await get(desk, personId)).rows
    const input = {
      personId,
      source: 'fact' as const,
      id: row!.id,
      version: row!.version,
      fact: { ...facts.change, eventOn: '06.04.2026' },
    }
    const difference = await desk.do('deregistration.foresee', input)
    expect(difference.findings.gone.map(({ rule }) => rule)).toContain('R91')
    expect(difference.work.gone).toMatchObject([{ noun: 'deregistration', rule: 'R91' }])
    // Nothing was saved.
    expect(codes(await get(desk, personId))).toEqual(['51-6'])
    expect((await desk.refuse('deregistration.correct', { ...input, reason: ' ' })).code).toBe(
      'reason_needed',
    )
    const page = await desk.do('deregistration.correct', { ...input, reason: 'күні қате терілген' })
    expect(codes(page)).toEqual([])
    expect(page.rows[0]).toMatchObject({ corrections: 1, version: 2 })
    expect((await desk.refuse('deregistration.correct', { ...input, reason: 'x' })).code).toBe(
      'version_conflict',
    )
    expect((await desk.refuse('deregistration.foresee', input)).code).toBe('version_conflict')
  })

  it('R169: a fact recorded by mistake takes its ground along, and what was sent asks to be withdrawn', async () => {
    const { desk, personId } = await withGround()
    const page = await get(desk, personId)
    await desk.do('deregistration.send', { personId, key: page.grounds[0]!.key })
    const { id, version } = page.rows[0]!
    const input = { personId, source: 'fact' as const, id, version, mistaken: true }
    const difference = await desk.do('deregistration.foresee', input)
    expect(difference.work.came).toMatchObject([{ rule: 'R169' }])
    const after = await desk.do('deregistration.correct', { ...input, reason: 'басқа адам' })
    expect(after.rows).toEqual([])
    expect(after.cases).toMatchObject([{ state: 'sent', sent: { raised: false } }])
    expect(await work(desk)).toEqual([
      ['decision', 'R93', '2026-04-13'],
      ['withdraw', 'R169', null],
    ])
  })

  it('R96: a judgement is corrected with a reason', async () => {
    const { desk, personId } = await unemployed()
    const judged = await explain(desk, personId, await record(desk, personId, facts.stopped), 'not_valid')
    const row = judged.rows[0]!
    const input = {
      personId,
      source: row.source,
      id: row.id,
      version: row.reasonVersion,
      judged: { explanation: 'ауруханада жатқан', judgement: 'valid' as const },
    }
    expect((await desk.do('deregistration.foresee', input)).findings.gone).toMatchObject([{ rule: 'R88' }])
    const page = await desk.do('deregistration.correct', { ...input, reason: 'анықтама әкелді' })
    expect(codes(page)).toEqual([])
    expect(page.rows[0]).toMatchObject({
      reason: { judgement: 'valid', explanation: 'ауруханада жатқан' },
    })
  })
})
