/** Reports: every figure is its list, a kept report stays as it was, who may see what, the files. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { InputOf, OutputOf } from '../../shared/contract'
import { figureNames, sectionOf, type ListName } from '../../shared/contract/reports'
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
import { textOf } from '../helpers/docx'
import { ask, grantReferral, slipTo } from '../helpers/referrals'
import { known } from '../helpers/services'

const november = { from: '2026-11-01', to: '2026-11-30' }
type Report = OutputOf<'report.get'>

const figure = (report: Report, name: string, by: string | null = null, value: string | null = null) =>
  report.figures.find((one) => one.name === name && one.by === by && one.value === value)?.n ?? 0

/** All rows of a figure, page by page. */
async function rowsOf(desk: TestDesk, asked: InputOf<'report.list'>, client = desk.client) {
  const rows: OutputOf<'report.list'>['rows'] = []
  for (;;) {
    const page = await desk.do('report.list', { ...asked, limit: 3, offset: rows.length }, client)
    rows.push(...page.rows)
    if (page.rows.length === 0) return { total: page.total, rows }
  }
}

/** Every figure of a report beside the length of its list; what differs. */
async function unlike(desk: TestDesk, report: Report, client = desk.client) {
  const wrong: unknown[] = []
  for (const { name, by, value, n } of report.figures) {
    const { total, rows } = await rowsOf(desk, { filter: report.filter, name, by, value }, client)
    const ids = new Set(rows.map(({ id }) => id))
    if (total !== n || ids.size !== n) wrong.push({ name, by, value, n, total, rows: rows.length })
  }
  return wrong
}

const man = readyDraft({
  person: {
    iin: '',
    lastName: 'Оспанов',
    firstName: 'Дәурен',
    middleName: '',
    birthDate: '1990-01-01',
    sex: 'male',
    mobile: '+77015550199',
  },
})

/** A month with something in most sections. */
async function month() {
  const desk = await openSetUpDesk()
  const director = await addClerk(desk, 'Жақсыбеков Ерлан Маратұлы', ['director'])
  const specialist = await addClerk(desk, 'Оспанов Дәурен Ғалымұлы')
  const back = await grantReferral(desk, await ask(desk, 'youth_practice'))
  const { application } = await decide(desk, 'granted', readyDraft(await known(desk)))
  const { personId } = application
  await decide(desk, 'refused', { ...man, person: { ...man.person, iin: '900101300017' } })
  await desk.do('complaint.enter', {
    fields: {
      personId,
      name: '',
      applicationId: application.id,
      serviceCode: 'S-JS',
      about: 'decision',
      on: '20.11.2026',
      addressee: 'quality_body',
      text: 'Шешіммен келіспеймін',
    },
  })
  await desk.do('exchange.make', {})
  await at(desk, '2026-11-24')
  await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '2026-11-24' })
  await at(desk, '2026-11-27')
  await desk.do('referral.returnSlip', {
    id: back.referral.id,
    version: back.referral.version,
    slip: slipTo(await desk.do('referral.get', { id: back.referral.id })),
  })
  for (const { id, client } of [director, specialist])
    await desk.do('session.signIn', { staffId: id, password }, client)
  return { desk, director, specialist, personId, back }
}

async function at(desk: TestDesk, day: string, clerk?: Awaited<ReturnType<typeof addClerk>>) {
  desk.clock.set(day + 'T05:00:00.000Z')
  await desk.do('session.signIn', { staffId: clerk?.id ?? 1, password }, clerk?.client)
}

describe('a report', () => {
  it('counts what its lists hold, figure by figure and part by part', { timeout: 120_000 }, async () => {
    const { desk, director } = await month()
    const report = await desk.do('report.get', november, director.client)
    expect(new Set(report.figures.map(({ name }) => name))).toEqual(new Set(figureNames))
    expect(figure(report, 'applications.accepted')).toBe(3)
    expect(figure(report, 'applications.accepted', 'service', 'S-JS')).toBe(2)
    expect(figure(report, 'applications.accepted', 'measure', 'youth_practice')).toBe(1)
    expect(figure(report, 'decisions.granted')).toBe(2)
    expect(figure(report, 'decisions.refused')).toBe(1)
    expect(figure(report, 'decisions.refused', 'ground', 'inaccurate')).toBe(1)
    expect(figure(report, 'referrals.issued', 'measure', 'youth_practice')).toBe(1)
    expect(figure(report, 'referrals.hired')).toBe(1)
    expect(figure(report, 'complaints.received')).toBe(1)
    expect(figure(report, 'batches.made')).toBe(1)
    expect(figure(report, 'people.came', 'kind', 'unemployed')).toBe(1)
    expect(report.term).toMatchObject({ n: 3, median: 0, longest: 0 })
    expect(await unlike(desk, report, director.client)).toEqual([])
    // Each row opens its record.
    const { rows } = await rowsOf(desk, { filter: november, name: 'decisions.refused' }, director.client)
    expect(rows[0]).toMatchObject({ person: 'Оспанов Дәурен', day: '2026-11-20' })
    expect(rows[0]!.place).toMatch(/^\/applications\/\d+$/)
  })

  it('keeps the balance of people: start and came, less went, is the end', async () => {
    const { desk, director } = await month()
    for (const period of [
      { from: '2026-11-01', to: '2026-11-19' },
      { from: '2026-11-20', to: '2026-11-20' },
      { from: '2026-11-21', to: '2026-11-24' },
      { from: '2026-11-25', to: '2026-12-31' },
    ]) {
      const report = await desk.do('report.get', period, director.client)
      for (const kind of ['job_seeker', 'unemployed']) {
        const [start, came, went, end] = ['start', 'came', 'went', 'end'].map((name) =>
          figure(report, 'people.' + name, 'kind', kind),
        )
        expect([period, kind, start! + came! - went!]).toEqual([period, kind, end])
      }
    }
  })

  it('is asked by service, edition, measure, channel and clerk, and says what it then leaves out', async () => {
    const { desk, director } = await month()
    const get = (more: object) => desk.do('report.get', { ...november, ...more }, director.client)
    expect(figure(await get({ service: 'S-REF' }), 'applications.accepted')).toBe(1)
    expect(figure(await get({ edition: '214' }), 'applications.accepted')).toBe(2)
    expect(figure(await get({ measure: 'youth_practice' }), 'applications.accepted')).toBe(1)
    expect(figure(await get({ channel: 'egov' }), 'applications.accepted')).toBe(0)
    expect(figure(await get({ clerkId: 1 }), 'applications.accepted')).toBe(3)
    expect(figure(await get({ clerkId: director.id }), 'applications.accepted')).toBe(0)
    const narrow = await get({ measure: 'youth_practice', clerkId: 1 })
    expect(narrow.leftOut).toContain('people')
    expect(narrow.figures.some(({ name }) => sectionOf(name) === 'people')).toBe(false)
    expect(await unlike(desk, narrow, director.client)).toEqual([])
  })

  it('counts the days of the edges, in the time zone of the centre', async () => {
    const { desk, director } = await month()
    const n = async (from: string, to: string, name: string) =>
      figure(await desk.do('report.get', { from, to }, director.client), name)
    expect(await n('2026-11-20', '2026-11-20', 'applications.accepted')).toBe(3)
    expect(await n('2026-11-19', '2026-11-19', 'applications.accepted')).toBe(0)
    expect(await n('2026-11-21', '2026-11-21', 'applications.accepted')).toBe(0)
    const before = await n('2026-11-28', '2026-11-28', 'papers.issued')
    // Half past twelve at night in Almaty is the evening before in Greenwich.
    desk.clock.set('2026-11-27T19:30:00.000Z')
    await desk.do('session.signIn', { staffId: 1, password })
    await accept(desk, {
      ...man,
      person: {
        ...man.person,
        iin: '760912300045',
        birthDate: '1976-09-12',
        lastName: 'Жұмағұлов',
        mobile: '+77015550711',
      },
    })
    await desk.do('session.signIn', { staffId: director.id, password }, director.client)
    expect((await n('2026-11-28', '2026-11-28', 'papers.issued')) - before).toBe(1)
  })

  it('R138: a slip is missing from the day after its fifth working day on', async () => {
    const desk = await openSetUpDesk()
    const { referral } = await grantReferral(desk, await ask(desk, 'youth_practice'))
    const due = referral.slipDue!.due
    const on = async (day: string) => {
      await at(desk, day)
      const report = await desk.do('report.get', november)
      return [figure(report, 'referrals.waiting'), figure(report, 'referrals.overdue')]
    }
    expect(due).toBe('2026-11-27')
    expect(await on('2026-11-27')).toEqual([1, 0])
    expect(await on('2026-11-28')).toEqual([0, 1])
    await desk.do('referral.returnSlip', {
      id: referral.id,
      version: referral.version,
      slip: slipTo(referral, { returnedOn: '28.11.2026' }),
    })
    const report = await desk.do('report.get', november)
    expect(figure(report, 'referrals.returned_late')).toBe(1)
    expect(await unlike(desk, report)).toEqual([])
  })

  it('R9 R10: tells waiting and serving by line, the same later, and every number opens its tickets', async () => {
    const desk = await openSetUpDesk()
    const signIn = () => desk.do('session.signIn', { staffId: 1, password })
    const next = async () => (await desk.do('queue.callNext', { finish: true })).ticket!
    await desk.do('queue.chooseWindow', { window: '3', groups: ['registration', 'other'] })
    for (const groupId of ['registration', 'registration', 'other', 'other'])
      await desk.do('queue.issue', { groupId })
    // They wait 10, 30, 30 minutes; the last one is still waiting.
    for (const minutes of [10, 20, 0]) {
      desk.clock.minutes(minutes)
      await signIn()
      const { id, version } = await next()
      await desk.do('queue.start', { id, version })
    }
    const report = await desk.do('report.get', november)
    expect(report.queue.map(({ groupId, waiting }) => [groupId, waiting])).toEqual([
      [null, { median: 1800, longest: 1800 }],
      ['other', { median: 1800, longest: 1800 }],
      ['registration', { median: 1200, longest: 1800 }],
    ])
    expect(figure(report, 'queue.issued')).toBe(4)
    expect(figure(report, 'queue.waiting_over')).toBe(2)
    expect(figure(report, 'queue.waiting_over', 'kind', 'registration')).toBe(1)
    const { total } = await desk.do('queue.statistics', november)
    expect(total).toMatchObject({
      waiting: { median: 1800, max: 1800 },
      waitingOver: 2,
      servingOver: figure(report, 'queue.serving_over'),
      serving: { median: report.queue[0]!.serving!.median, max: report.queue[0]!.serving!.longest },
    })
    expect(await unlike(desk, report)).toEqual([])
    const list = async (name: ListName, value: string | null) => {
      const by = value === null ? null : ('kind' as const)
      return (await rowsOf(desk, { filter: november, name, by, value })).rows.map(({ number }) => number)
    }
    // Of an even number the two in the middle.
    expect(await list('queue.waiting_median', 'registration')).toEqual(['А-001', 'А-002'])
    expect(await list('queue.waiting_longest', 'registration')).toEqual(['А-002'])
    expect(await list('queue.waiting_median', null)).toHaveLength(2)
    // Spans of five minutes, each with the tickets behind it.
    expect(report.waits).toEqual([
      ...[0, 5].map((from) => ({ from, n: 0, over: 0 })),
      { from: 10, n: 1, over: 0 },
      ...[15, 20, 25].map((from) => ({ from, n: 0, over: 0 })),
      { from: 30, n: 2, over: 2 },
    ])
    const span = (value: string) =>
      ({ filter: november, name: 'queue.waited', by: 'minutes', value }) as const
    for (const { from, n } of report.waits)
      expect((await rowsOf(desk, span(String(from)))).rows).toHaveLength(n)
    expect((await desk.refuse('report.list', span('7'))).code).toBe('figure_unknown')
    const one = await desk.do('report.get', { ...november, service: 'S-JS' })
    expect([one.leftOut.includes('queue'), one.waits]).toEqual([true, []])

    // A day later: the one who still waited has left, no time is another.
    const { id } = await desk.do('report.make', november)
    await at(desk, '2026-11-21')
    const settings = await desk.do('queue.settings', {})
    const limits = [{ from: '2026-11-01', waiting: 60, serving: {} }]
    await desk.do('queue.saveSettings', { settings: { ...settings, limits } })
    const later = await desk.do('report.get', november)
    expect(later.queue[2]).toEqual(report.queue[2])
    expect(figure(later, 'queue.waiting_over')).toBe(2)
    expect(later.waits).toEqual(report.waits)
    expect((await desk.do('report.open', { id })).report).toMatchObject({
      queue: report.queue,
      waits: report.waits,
    })
    const { token } = await desk.do('report.file', {
      ...{ what: 'report', as: 'docx', language: 'ru' },
      filter: november,
    })
    const text = textOf(desk.app.files.get(token, desk.client)!.bytes)
    expect(text).toContain('Ожидание, медиана, мин')
    expect(text).toContain('Ждали дольше предела')
  })

  it('opens the decisions behind the median and the longest term', async () => {
    const { desk } = await month()
    const { term } = await desk.do('report.get', november)
    const days = async (name: ListName) => (await rowsOf(desk, { filter: november, name })).total
    expect(term!.n).toBeGreaterThan(0)
    expect(await days('decisions.term_median')).toBeGreaterThan(0)
    expect(await days('decisions.term_longest')).toBeGreaterThan(0)
    const refused = { filter: november, name: 'decisions.term_median', by: 'service', value: 'S-JS' } as const
    expect((await desk.refuse('report.list', refused)).code).toBe('figure_unknown')
  })

  it('refuses a period that ends before it begins and days that are none', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('report.get', { from: '2026-11-02', to: '2026-11-01' })).code).toBe(
      'report_period',
    )
    expect((await desk.refuse('report.get', { from: '2026-02-30', to: '2026-11-01' })).code).toBe(
      'date_invalid',
    )
    expect(
      (await desk.refuse('report.list', { filter: november, name: 'people.came', by: 'form', value: 'x' }))
        .code,
    ).toBe('figure_unknown')
  })
})

describe('who sees a report', () => {
  it('shows figures by clerk to the director, and to a specialist their own', async () => {
    const { desk, director, specialist } = await month()
    const clerks = (report: Report) =>
      new Set(report.figures.filter(({ by }) => by === 'clerk').map(({ value }) => value))
    expect(clerks(await desk.do('report.get', november, director.client))).toEqual(new Set(['1']))
    expect(clerks(await desk.do('report.get', november, specialist.client))).toEqual(new Set())
    expect(clerks(await desk.do('report.get', november))).toEqual(new Set(['1']))
    const ofFirst = { ...november, clerkId: 1 }
    expect((await desk.refuse('report.get', ofFirst, specialist.client)).code).toBe('right_missing')
    expect((await desk.refuse('report.make', ofFirst, specialist.client)).code).toBe('right_missing')
    const list = { filter: november, name: 'applications.accepted', by: 'clerk', value: '1' } as const
    expect((await desk.refuse('report.list', list, specialist.client)).code).toBe('right_missing')
    await desk.do('report.make', ofFirst, director.client)
    expect((await desk.do('report.kept', {}, specialist.client)).total).toBe(0)
    expect((await desk.refuse('report.open', { id: 1 }, specialist.client)).code).toBe('right_missing')
    const choices = await desk.do('report.choices', {}, specialist.client)
    expect(choices.clerks.map(({ id }) => id)).toEqual([specialist.id])
  })
})

describe('a kept report', () => {
  it('stays the same byte for byte when records are corrected, and names what differs', async () => {
    const { desk, director, specialist, back } = await month()
    const kept = await desk.do('report.make', november, specialist.client)
    const bytes = () =>
      lookInto(
        desk,
        (db) => db('reports').where({ id: kept.id }).first('report', 'sha256') as Promise<unknown>,
      )
    const before = await bytes()
    const first = await desk.do('report.open', { id: kept.id }, director.client)
    expect(first).toMatchObject({ whole: true, differences: [], report: { asOf: kept.asOf } })

    const now = await desk.do('referral.get', { id: back.referral.id })
    await desk.do('referral.correct', {
      id: now.id,
      version: now.version,
      slip: null,
      reason: 'Хабарлама басқа адамдікі',
    } as InputOf<'referral.correct'>)
    const again = await desk.do('report.open', { id: kept.id }, director.client)
    expect(await bytes()).toEqual(before)
    expect(again.report).toEqual(first.report)
    expect(again.differences).toContainEqual(
      expect.objectContaining({ name: 'referrals.hired', by: null, was: 1, now: 0 }),
    )
    expect(again.differences).toContainEqual(
      expect.objectContaining({ name: 'referrals.waiting', by: null, was: 0, now: 1 }),
    )
  })

  it('says so when what is kept is not what was made', async () => {
    const { desk } = await month()
    const { id } = await desk.do('report.make', november)
    await lookInto(desk, async (db) => {
      const row = (await db('reports').where({ id }).first()) as { report: string }
      await db('reports')
        .where({ id })
        .update({ report: row.report.replace('"n":3', '"n":4') })
    })
    expect((await desk.do('report.open', { id })).whole).toBe(false)
  })
})

describe('files', () => {
  const fileOf = async (desk: TestDesk, more: Partial<InputOf<'report.file'>>) => {
    const { token, name } = await desk.do('report.file', {
      what: 'report',
      filter: november,
      as: 'docx',
      language: 'kk',
      ...more,
    })
    return { name, bytes: desk.app.files.get(token, desk.client)!.bytes }
  }

  it('makes the report and the quarterly table as paper and sheet, in both languages', async () => {
    const { desk } = await month()
    const quarter = { from: '2026-10-01', to: '2026-12-31' }
    const kk = await fileOf(desk, { what: 'quarter', filter: quarter })
    expect(kk.name).toBe('qabyldau-quarter-2026-10-01-2026-12-31.docx')
    const text = textOf(kk.bytes)
    for (const words of [
      'тоқсандық кестесі',
      'Көкөзек',
      '01.10.2026',
      '31.12.2026',
      'Жақсыбеков Ерлан',
      '27.11.2026',
    ])
      expect(text).toContain(words)
    expect(
      textOf((await fileOf(desk, { what: 'quarter', filter: quarter, language: 'ru' })).bytes),
    ).toContain('Квартальная таблица')
    expect(textOf((await fileOf(desk, { language: 'ru' })).bytes)).toContain('Принятые заявления')
    const sheet = unzipSync((await fileOf(desk, { as: 'xlsx', what: 'quarter', filter: quarter })).bytes)
    const xml = strFromU8(sheet['xl/worksheets/sheet1.xml']!)
    // The total of accepted applications is a number.
    expect(xml).toContain('<v>3</v>')
    const { id } = await desk.do('report.make', november)
    expect(textOf((await fileOf(desk, { keptId: id })).bytes)).toContain('Қабылданған өтініштер')
  })
})
