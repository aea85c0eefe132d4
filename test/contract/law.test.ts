/** The centre's own law: files in its data folder, days of editions, texts, calendars from a file. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/contract'
import type { LawService } from '../../shared/law/schema'
import {
  accept,
  addClerk,
  decide,
  openDesk,
  openSetUpDesk,
  password,
  readyDraft,
  temporaryFolder,
  type TestDesk,
} from '../helpers/desk'

const root = path.resolve(import.meta.dirname, '../..')
const shipped = (file: string) =>
  JSON.parse(readFileSync(path.join(root, 'shared/law', file), 'utf8')) as LawService

/** Put a file into the law folder of a centre. */
function put(folder: string, file: string, content: unknown): void {
  const target = path.join(folder, 'law', file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
}
const definition = (change: (service: LawService) => void, file = '129/s-ref.json') => {
  const service = shipped(file)
  change(service)
  return service
}
/** An invented edition that follows No 129. */
const next = definition((one) => {
  one.edition = '900'
  one.name.ru = 'Выдача направлений, новая редакция'
  one.inForce = { ...one.inForce, from: '2026-06-01', notEarlierThan: false }
})
const row = async (desk: TestDesk, key: string) =>
  (await desk.do('law.list', {})).services.find((one) => one.key === key)
/** The administrator at a desk: the same register opened again, or after the idle time. */
async function signIn(desk: TestDesk): Promise<TestDesk> {
  const [staff] = await desk.do('session.staff', {})
  await desk.do('session.signIn', { staffId: staff!.id, password })
  return desk
}
const reopen = async (folder: string) => signIn(await openDesk({ folder }))
const places = async (desk: TestDesk) =>
  (await desk.do('law.list', {})).faults.map(({ file, path: place, code, used }) => [file, place, code, used])

describe('days of an edition', () => {
  it('R1: the administrator sets a day that was only "not earlier than", with its source', async () => {
    const desk = await openSetUpDesk()
    const { saved } = await desk.do('law.saveDates', {
      code: 'S-REF',
      edition: '129',
      from: '2024-05-20',
      until: null,
      source: ' adilet.zan.kz, карточка акта ',
    })
    expect(saved).toEqual(['S-REF/129'])
    const view = await desk.do('law.get', { code: 'S-REF', edition: '129' })
    expect(contract['law.get'].output.parse(view)).toEqual(view)
    expect(view.inForce).toMatchObject({ from: '2024-05-20', notEarlierThan: false })
    expect(view.filed).toMatchObject({ from: '2024-05-17', notEarlierThan: true })
    expect(view.dates).toMatchObject({
      from: '2024-05-20',
      source: 'adilet.zan.kz, карточка акта',
      by: 'Әбенова Гүлнұр Серікқызы',
    })
    await desk.do('law.saveDates', { code: 'S-REF', edition: '129', from: null, until: null, source: '' })
    const back = await desk.do('law.get', { code: 'S-REF', edition: '129' })
    expect(back.dates).toBeNull()
    expect(back.inForce).toEqual(back.filed)
  })

  it('a counter that is open already hears of days set at another one', async () => {
    const desk = await openSetUpDesk()
    const second = await reopen(desk.folder)
    expect((await row(second, 'S-REF/129'))!.inForce.from).toBe('2024-05-17')
    const days = { code: 'S-REF', edition: '129', from: '2024-05-21', until: null, source: 'карточка' }
    await desk.do('law.saveDates', days)
    expect((await row(second, 'S-REF/129'))!.inForce.from).toBe('2024-05-21')
  })

  it('refuses an overlap with the other edition, an end before the beginning and a day that is known', async () => {
    const desk = await openSetUpDesk()
    const refused = async (code: string, edition: string, from: string | null, until: string | null) =>
      (await desk.refuse('law.saveDates', { code, edition, from, until, source: 'карточка' })).params
    expect(await refused('S-REF', '129', '2024-05-10', null)).toMatchObject({
      reason: 'overlap',
      other: 'S-REF/172',
    })
    expect(await refused('S-REF', '172', null, '2024-06-01')).toMatchObject({
      reason: 'overlap',
      other: 'S-REF/129',
    })
    expect(await refused('S-REF', '129', '2024-06-01', '2024-05-31')).toMatchObject({
      reason: 'end_before_begin',
    })
    expect(await refused('S-JS', '214', '2023-08-01', null)).toMatchObject({ reason: 'day_known' })
    const call = { code: 'S-REF', edition: '129', until: null, source: 'карточка' }
    expect((await desk.refuse('law.saveDates', { ...call, from: '2024-02-30' })).code).toBe('date_invalid')
    expect(await desk.refuse('law.saveDates', { ...call, from: '2024-05-20', source: ' ' })).toMatchObject({
      code: 'name_empty',
      fields: [{ path: 'source' }],
    })
    expect((await row(desk, 'S-REF/129'))!.inForce.from).toBe('2024-05-17')
  })

  it('sets the days of all services of an act at once', async () => {
    const desk = await openSetUpDesk()
    const { saved } = await desk.do('law.saveDates', {
      ...{ code: 'STD-12', edition: '217', wholeAct: true },
      ...{ from: '2014-04-01', until: null, source: 'карточка' },
    })
    expect(saved).toHaveLength(30)
    expect((await row(desk, 'STD-01/217'))!.inForce).toMatchObject({
      from: '2014-04-01',
      until: '2015-08-17',
      untilNotEarlierThan: true,
    })
  })

  it('R1: an application keeps the edition that it was accepted under when the edition ends', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    await desk.do('law.saveDates', {
      ...{ code: 'S-JS', edition: '214' },
      ...{ from: null, until: '2026-11-01', source: 'карточка' },
    })
    expect(await row(desk, 'S-JS/214')).toMatchObject({ accepted: false, state: 'historic' })
    expect((await desk.do('application.get', { id: application.id })).edition).toBe('214')
    const checked = await desk.do('application.check', {
      ...{ id: application.id, version: application.version },
      ...{ result: 'confirmed', note: '' },
    })
    expect(checked.edition).toBe('214')
  })

  it('is the administrator’s work', async () => {
    const desk = await openSetUpDesk()
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    const days = { code: 'S-REF', edition: '129', from: '2024-05-20', until: null, source: 'карточка' }
    expect((await desk.refuse('law.saveDates', days, client)).code).toBe('right_missing')
  })
})

describe('law files of the centre', () => {
  it('win over the shipped ones and add editions; an edition to come is told as such', async () => {
    const folder = temporaryFolder()
    put(folder, '129/s-ref.json', {
      ...definition((one) => void (one.provider.name.ru = 'наш центр')),
      state: 'historic',
      inForce: { ...next.inForce, from: '2024-05-17', until: '2026-05-31' },
    })
    put(folder, '900/s-ref.json', next)
    put(folder, '901/s-new.json', {
      ...next,
      ...{ code: 'S-NEW', edition: '901', numberPrefix: 'Я' },
      inForce: { ...next.inForce, from: '2027-01-01' },
    })
    const desk = await openSetUpDesk({ folder })
    expect(await places(desk)).toEqual([])
    expect((await desk.do('law.get', { code: 'S-REF', edition: '129' })).provider.name.ru).toBe('наш центр')
    expect(await row(desk, 'S-REF/129')).toMatchObject({ state: 'historic', accepted: false })
    expect(await row(desk, 'S-REF/900')).toMatchObject({ state: 'in_force', accepted: true })
    expect(await row(desk, 'S-NEW/901')).toMatchObject({ state: 'coming', accepted: false })
    expect((await desk.do('app.status', {})).lawFaults).toBe(0)
  })

  it('a file with a fault is left out, told with file, place and reason, and the last good one goes on', async () => {
    const folder = temporaryFolder()
    put(
      folder,
      '129/s-ref.json',
      definition((one) => void (one.provider.name.ru = 'наш центр')),
    )
    const before = await openSetUpDesk({ folder })
    await before.app.close()
    put(
      folder,
      '129/s-ref.json',
      definition((one) => {
        one.provider.name.ru = 'испорчено'
        one.documents![1]!.items = []
      }),
    )
    const desk = await reopen(folder)
    expect(await places(desk)).toEqual([['129/s-ref.json', 'documents.1.items', 'empty_list', 'last_good']])
    expect((await desk.do('law.get', { code: 'S-REF', edition: '129' })).provider.name.ru).toBe('наш центр')
    expect((await desk.do('app.status', {})).lawFaults).toBe(1)

    // Mended and asked for anew: no restart.
    put(
      folder,
      '129/s-ref.json',
      definition((one) => void (one.provider.name.ru = 'исправлено')),
    )
    expect((await desk.do('law.reload', {})).faults).toEqual([])
    expect((await desk.do('law.get', { code: 'S-REF', edition: '129' })).provider.name.ru).toBe('исправлено')

    // Taken away: the shipped one again.
    rmSync(path.join(folder, 'law/129/s-ref.json'))
    await desk.do('law.reload', {})
    expect((await desk.do('law.get', { code: 'S-REF', edition: '129' })).provider.name.ru).toBe(
      'карьерный центр',
    )
  })

  it('each fault that a file can have is named, and nothing shipped is lost by it', async () => {
    const folder = temporaryFolder()
    const bad: [string, unknown, [string, string, string]][] = [
      ['129/s-ref.json', '{"code": "S-REF",', ['', 'not_json', 'shipped']],
      [
        '172/s-ref.json',
        definition((one) => Object.assign(one, { surcharge: 1 }), '172/s-ref.json'),
        ['', 'unknown_field', 'shipped'],
      ],
      ['900/s-ref.json', next, ['inForce', 'overlap', 'nothing']],
      [
        '901/s-ref.json',
        { ...next, edition: '901', inForce: { ...next.inForce, from: '2026-02-30' } },
        ['inForce.from', 'no_such_day', 'nothing'],
      ],
      [
        '902/s-ref.json',
        { ...next, edition: '902', inForce: { ...next.inForce, from: '0214-05-01' } },
        ['inForce.from', 'no_such_day', 'nothing'],
      ],
      ['903/s-ref.json', next, ['', 'misplaced', 'nothing']],
      [
        '904/s-new.json',
        { ...next, code: 'S-NEW', edition: '904', numberPrefix: 'Т' },
        ['numberPrefix', 'prefix_taken', 'nothing'],
      ],
      [
        '905/s-own.json',
        // Archive entries are numbered so.
        { ...next, code: 'S-OWN', edition: '905', numberPrefix: 'А' },
        ['numberPrefix', 'prefix_taken', 'nothing'],
      ],
      ['stray.json', '{}', ['', 'misplaced', 'nothing']],
    ]
    for (const [file, content] of bad) put(folder, file, content)
    const desk = await openSetUpDesk({ folder })
    const faults = await places(desk)
    expect(faults.sort()).toEqual(bad.map(([file, , fault]) => [file, ...fault]).sort())
    expect((await desk.do('law.list', {})).services).toHaveLength(35)
    expect((await row(desk, 'S-REF/129'))!.accepted).toBe(true)
    expect(contract['law.list'].output.safeParse(await desk.do('law.list', {})).success).toBe(true)
  })

  it('of two files that contradict each other the changed one is left out', async () => {
    const folder = temporaryFolder()
    const ended = (until: string) => ({
      ...definition((one) => void (one.state = 'historic')),
      inForce: { ...next.inForce, from: '2024-05-17', until },
    })
    put(folder, '129/s-ref.json', ended('2026-05-31'))
    put(folder, '900/s-ref.json', next)
    const desk = await openSetUpDesk({ folder })
    put(folder, '129/s-ref.json', ended('2026-06-30'))
    await desk.do('law.reload', {})
    expect(await places(desk)).toEqual([['129/s-ref.json', 'inForce', 'overlap', 'last_good']])
    expect((await row(desk, 'S-REF/129'))!.inForce.until).toBe('2026-05-31')
    expect((await row(desk, 'S-REF/900'))!.accepted).toBe(true)
  })

  it('the end that the administrator sets makes room for a new edition', async () => {
    const folder = temporaryFolder()
    put(folder, '900/s-ref.json', next)
    const desk = await openSetUpDesk({ folder })
    expect(await places(desk)).toEqual([['900/s-ref.json', 'inForce', 'overlap', 'nothing']])
    await desk.do('law.saveDates', {
      ...{ code: 'S-REF', edition: '129' },
      ...{ from: null, until: '2026-05-31', source: 'приказ № 900' },
    })
    expect(await places(desk)).toEqual([])
    expect((await row(desk, 'S-REF/900'))!.accepted).toBe(true)
  })

  it('R1: a case keeps its edition also when that is left out for another one', async () => {
    const folder = temporaryFolder()
    put(folder, '900/s-ref.json', next)
    put(folder, '129/s-ref.json', {
      ...definition((one) => void (one.state = 'historic')),
      inForce: { ...next.inForce, from: '2024-05-17', until: '2026-05-31' },
    })
    const desk = await openSetUpDesk({ folder })
    const { application } = await accept(
      desk,
      readyDraft({
        serviceCode: 'S-REF',
        ...{ measure: 'public_works', recipient: 'unemployed' },
        checklist: {
          identity_document: { shown: 'paper', number: '031456789', expiresOn: '2034-09-12' },
          labour_book: { shown: 'none', number: '', expiresOn: null },
        },
        consents: { personal_data: true, protected_secret: true },
      }),
    )
    expect(application.edition).toBe('900')
    rmSync(path.join(folder, 'law/129/s-ref.json'))
    await desk.do('law.reload', {})
    expect(await places(desk)).toEqual([['900/s-ref.json', 'inForce', 'overlap', 'nothing']])
    const after = await desk.do('application.get', { id: application.id })
    expect(after.serviceName.ru).toBe(next.name.ru)
    expect(after.refusalGrounds).toEqual(application.refusalGrounds)
  })
})

describe('texts that the orders leave open', () => {
  const text = (from: string, ru: string) => ({
    ...{ id: 'art_109_4' as const, from, kk: '', ru },
    source: 'Социальный кодекс, редакция от 19.01.2026',
  })

  it('R126: nothing is held until the administrator puts it in, and a later version takes its place', async () => {
    const desk = await openSetUpDesk()
    const empty = await desk.do('law.texts', {})
    expect(empty.map((one) => [one.id, one.current])).toEqual(empty.map((one) => [one.id, null]))
    await desk.do('law.saveText', text('2026-01-19', 'первая редакция'))
    await desk.do('law.saveText', text('2026-12-01', 'будущая редакция'))
    const [row] = await desk.do('law.texts', {})
    expect(row).toMatchObject({ id: 'art_109_4', rules: ['R126'], current: { ru: 'первая редакция' } })
    expect(row!.versions.map((one) => one.ru)).toEqual(['будущая редакция', 'первая редакция'])
    desk.clock.set('2026-12-01T05:00:00.000Z')
    await signIn(desk)
    expect((await desk.do('law.texts', {}))[0]!.current!.ru).toBe('будущая редакция')
  })

  it('a version older than the newest, without text or without source is refused', async () => {
    const desk = await openSetUpDesk()
    await desk.do('law.saveText', text('2026-01-19', 'первая'))
    // A slip of the pen is mended from the same day on.
    await desk.do('law.saveText', text('2026-01-19', 'исправленная'))
    expect((await desk.do('law.texts', {}))[0]!.current!.ru).toBe('исправленная')
    expect(await desk.refuse('law.saveText', text('2026-01-18', 'старая'))).toMatchObject({
      code: 'law_dates_invalid',
      params: { reason: 'before_newest', other: '2026-01-19' },
    })
    expect(
      (await desk.refuse('law.saveText', text('2026-02-01', ' '))).fields!.map((one) => one.path),
    ).toEqual(['kk', 'ru'])
    expect((await desk.refuse('law.saveText', { ...text('2026-02-01', 'а'), source: '' })).code).toBe(
      'name_empty',
    )
    const { client } = await addClerk(desk, 'Оспанов Дәурен Асқарұлы')
    expect((await desk.do('law.texts', {}, client))[0]!.versions).toHaveLength(2)
    expect((await desk.refuse('law.saveText', text('2026-02-01', 'а'), client)).code).toBe('right_missing')
  })
})

describe('calendars from a file', () => {
  const upload = (desk: TestDesk, name: string, content: string) =>
    desk.app.files.put({ name, type: '', bytes: new TextEncoder().encode(content) }, desk.client).token

  it('R6: shows what a file changes, and saves all its years or none', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    expect(application.deadlines[0]!.due).toBe('2026-11-23')
    const token = upload(
      desk,
      'жыл.csv',
      'күні;түрі\r\n23.11.2026;off\r\n2026-11-28;worked\r\n04.01.2028;off\r\n',
    )
    const read = await desk.do('calendar.read', { token })
    expect(read.faults).toEqual([])
    const [year, later] = read.years
    expect(year).toMatchObject({
      held: 'shipped',
      off: { added: ['2026-11-23'] },
      worked: { added: ['2026-11-28'] },
    })
    expect(year!.off.removed).toContain('2026-05-27')
    expect(later).toMatchObject({ held: 'computed', calendar: { year: 2028, week: 5, off: ['01-04'] } })

    const calendars = read.years.map((one) => ({ ...one.calendar, source: 'бұйрық' }))
    const broken = { ...calendars[1]!, off: ['01-01', '01-04'] }
    expect(await desk.refuse('calendar.import', { calendars: [calendars[0]!, broken] })).toMatchObject({
      code: 'calendar_invalid',
      params: { reason: 'off_is_weekend', day: '2028-01-01' },
    })
    expect((await desk.do('calendar.list', {})).some((one) => one.own)).toBe(false)
    expect(await desk.do('calendar.import', { calendars })).toEqual({ moved: 1 })
    expect((await desk.do('application.get', { id: application.id })).deadlines[0]!.due).toBe('2026-11-24')
    expect((await desk.do('calendar.list', {})).filter((one) => one.own).map((one) => one.year)).toEqual([
      2026, 2028,
    ])
  })

  it('R6: the calendar of the law folder is taken over at start, and one with a day twice is not', async () => {
    const folder = temporaryFolder()
    const desk = await openSetUpDesk({ folder })
    const { application } = await accept(desk)
    const year = (await desk.do('calendar.list', {})).find((one) => one.year === 2026 && one.week === 5)!
    const { own: _, ...calendar } = year
    put(folder, 'calendar.json', [{ ...calendar, off: [...calendar.off, '11-23'] }])
    await desk.app.close()
    const again = await reopen(folder)
    expect((await again.do('application.get', { id: application.id })).deadlines[0]!.due).toBe('2026-11-24')

    put(folder, 'calendar.json', [{ ...calendar, off: [...calendar.off, '11-23', '11-23'] }])
    const { faults } = await again.do('law.reload', {})
    expect(faults).toMatchObject([{ file: 'calendar.json', code: 'twice', used: 'last_good' }])
    expect(Number(faults[0]!.path)).toBeGreaterThan(20)
    expect((await again.do('application.get', { id: application.id })).deadlines[0]!.due).toBe('2026-11-24')
  })

  it('a file of somebody else is not read', async () => {
    const desk = await openSetUpDesk()
    expect((await desk.refuse('calendar.read', { token: 'nothing' })).code).toBe('file_unknown')
  })
})

describe('a ground that the centre’s own file no longer has', () => {
  it('R126 stays in the decision that names it', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk, 'refused')
    const without = definition((one) => {
      one.refusalGrounds = one.refusalGrounds.filter(({ id }) => id !== 'inaccurate')
    }, '214/s-js.json')
    put(desk.folder, '214/s-js.json', without)
    expect((await desk.do('law.reload', {})).faults).toEqual([])
    const { person } = await desk.do('person.get', { id: application.personId })
    const fields = { ...readyDraft().person, iin: '900101450018', birthDate: '1990-01-01' }
    const { id, version } = person
    expect((await desk.do('person.save', { id, version, fields })).iin).toBe('900101450018')
    expect((await desk.do('application.get', { id: application.id })).decision?.grounds).toEqual([
      'inaccurate',
    ])
    await desk.do('exchange.make', {})
  })
})
