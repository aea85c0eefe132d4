/** Vacancies of the portal from a file: what is new, known, changed, changed here too, or unusable (R100, R172). */
import { describe, expect, it } from 'vitest'
import { emptyOrganisation } from '../../shared/contract/organisations'
import { addClerk, openSetUpDesk, putFile, type TestDesk } from '../helpers/desk'

const head =
  'number;bin;organisation;profession;qualification;experience;pay from;pay to;hours;requirements;address;' +
  'places;appeared;registered\r\n'
const cells = {
  number: 'V-1',
  bin: '190440000020',
  organisation: '"ТОО ""Кокозекский хлеб"""',
  profession: 'Наубайшы / пекарь',
  qualification: 'орта арнаулы',
  experience: '12',
  from: '150000',
  to: '200 000',
  hours: 'shift',
  requirements: '"таза; ұқыпты"',
  address: 'Көкөзек ауылы',
  places: '2',
  appeared: '18.11.2026',
  registered: '2026-11-19',
}
const line = (changes: Partial<typeof cells> = {}) =>
  Object.values({ ...cells, ...changes }).join(';') + '\r\n'

const read = (desk: TestDesk, token: string) => desk.do('vacancy.readFile', { token })
const take = (
  desk: TestDesk,
  token: string,
  choices: { line: number; version: number; take: 'file' | 'here' }[] = [],
) => desk.do('vacancy.importFile', { token, choices })
const put = (desk: TestDesk, text: string | Uint8Array) => putFile(desk, 'vacancies.csv', text)
const all = async (desk: TestDesk) => (await desk.do('vacancy.search', { state: 'all' })).vacancies

/** Mend the first vacancy as a clerk does. */
async function mend(desk: TestDesk, changes: object) {
  const [vacancy] = await all(desk)
  const { id, version, appearedOn, registeredOn, ...rest } = vacancy!
  const fields = {
    organisationId: rest.organisationId,
    profession: rest.profession,
    qualification: rest.qualification,
    experienceMonths: rest.experienceMonths,
    payFrom: rest.payFrom,
    payTo: rest.payTo,
    hours: rest.hours,
    requirements: rest.requirements,
    address: rest.address,
    places: rest.places,
    placesLeft: rest.placesLeft,
    appearedOn: appearedOn ?? '',
    registeredOn,
    portalNumber: rest.portalNumber,
  }
  return desk.do('vacancy.save', { id, version, post: null, fields: { ...fields, ...changes } })
}

describe('vacancies from a file', () => {
  it('R100: a new vacancy with a new employer; the same file twice changes nothing', async () => {
    const desk = await openSetUpDesk()
    const token = put(desk, '\ufeff' + head + line())
    const seen = await read(desk, token)
    expect(seen).toMatchObject({
      fileName: 'vacancies.csv',
      before: null,
      lines: [{ line: 2, kind: 'new', reason: null, organisationNew: true, vacancyId: null }],
    })
    expect(await all(desk)).toEqual([])
    expect(await take(desk, token)).toEqual({ applied: 1, left: 0 })
    const [made] = await all(desk)
    expect(made).toMatchObject({
      origin: 'portal',
      portalNumber: 'V-1',
      organisationKk: 'ТОО "Кокозекский хлеб"',
      experienceMonths: 12,
      payTo: 200_000,
      hours: 'shift',
      requirements: 'таза; ұқыпты',
      places: 2,
      placesLeft: 2,
      appearedOn: '2026-11-18',
      registeredOn: '2026-11-19',
    })
    const again = await read(desk, token)
    expect(again).toMatchObject({ before: { applied: 1 }, lines: [{ kind: 'known', differences: [] }] })
    expect(await take(desk, token)).toEqual({ applied: 0, left: 1 })
    expect(await all(desk)).toEqual([made])
  })

  it('R100: finds the employer by BIN, or without one by the name, and adds one only once', async () => {
    const desk = await openSetUpDesk()
    const known = await desk.do('organisation.save', {
      id: null,
      version: null,
      fields: { ...emptyOrganisation, bin: '190440000020', nameKk: '«Көкөзек наны» ЖШС' },
    })
    const noBin = { bin: '', organisation: 'ИП Жаңа' }
    const text = head + line() + line({ number: 'V-2', ...noBin }) + line({ number: 'V-3', ...noBin })
    const token = put(desk, text)
    expect((await read(desk, token)).lines.map((one) => one.organisationNew)).toEqual([false, true, true])
    await take(desk, token)
    const found = await all(desk)
    expect(found.find((one) => one.portalNumber === 'V-1')?.organisationId).toBe(known.id)
    expect((await desk.do('organisation.search', {})).total).toBe(2)
    expect((await read(desk, token)).lines.map(({ kind }) => kind)).toEqual(['known', 'known', 'known'])
  })

  it('R172: a change of the portal is taken over, a change made here stays where the portal said nothing new', async () => {
    const desk = await openSetUpDesk()
    await take(desk, put(desk, head + line()))
    await mend(desk, { requirements: 'таза, ұқыпты, 25 жастан', placesLeft: 1 })
    // The old file again: what stands here is the clerk's.
    expect((await read(desk, put(desk, head + line()))).lines[0]?.kind).toBe('known')
    const token = put(desk, head + line({ to: '220000', places: '3' }))
    expect((await read(desk, token)).lines[0]).toMatchObject({
      kind: 'changed',
      differences: [
        { field: 'payTo', here: '200000', file: '220000', both: false },
        { field: 'places', here: '2', file: '3', both: false },
      ],
    })
    await take(desk, token)
    expect((await all(desk))[0]).toMatchObject({
      payTo: 220_000,
      places: 3,
      placesLeft: 2,
      requirements: 'таза, ұқыпты, 25 жастан',
    })
  })

  it('R172: what was changed here and there is shown side by side and never overwritten without a choice', async () => {
    const desk = await openSetUpDesk()
    await take(desk, put(desk, head + line()))
    const here = await mend(desk, { payTo: 180_000 })
    const text = head + line({ to: '220000' }) + line({ number: 'V-2' })
    const token = put(desk, text)
    const [conflict] = (await read(desk, token)).lines
    expect(conflict).toMatchObject({
      kind: 'conflict',
      version: here.version,
      differences: [{ field: 'payTo', here: '180000', file: '220000', both: true }],
    })
    expect(await take(desk, token)).toEqual({ applied: 1, left: 1 })
    const paid = async () => (await all(desk)).find((one) => one.portalNumber === 'V-1')?.payTo
    expect(await paid()).toBe(180_000)
    const choice = (version: number, what: 'file' | 'here') => [{ line: 2, version, take: what }]
    // Another clerk changed it after the preview: the choice was about something else.
    const changed = await desk.refuse('vacancy.importFile', {
      token,
      choices: choice(here.version - 1, 'file'),
    })
    expect(changed.code).toBe('vacancy_file_changed')
    await take(desk, token, choice(here.version, 'here'))
    expect(await paid()).toBe(180_000)
    // What was decided is not asked again.
    expect((await read(desk, token)).lines[0]?.kind).toBe('known')
    const next = put(desk, head + line({ to: '230000' }))
    const [asked] = (await read(desk, next)).lines
    expect(asked?.kind).toBe('conflict')
    await take(desk, next, choice(asked!.version!, 'file'))
    expect(await paid()).toBe(230_000)
  })

  it('R100: a vacancy typed here with its number is no stranger: what differs is asked', async () => {
    const desk = await openSetUpDesk()
    await take(desk, put(desk, head + line({ number: 'X' })))
    await mend(desk, { portalNumber: 'V-1', payTo: 190_000 })
    expect((await read(desk, put(desk, head + line()))).lines[0]?.kind).toBe('known')
    expect((await read(desk, put(desk, head + line({ to: '195000' })))).lines[0]?.kind).toBe('conflict')
  })

  it('R100: of half a file the sound lines are taken, and it says which are not', async () => {
    const desk = await openSetUpDesk()
    const whole = head + line() + line({ number: 'V-2' })
    for (const cut of [3, 4, 6, 12, 40, 100]) {
      const lines = (await read(desk, put(desk, whole.slice(0, -cut)))).lines
      expect([cut, lines.map(({ line: at, kind }) => [at, kind])]).toEqual([
        cut,
        [
          [2, 'new'],
          [3, 'unusable'],
        ],
      ])
    }
    expect(await take(desk, put(desk, whole.slice(0, -4)))).toEqual({ applied: 1, left: 1 })
    expect((await all(desk)).map((one) => one.portalNumber)).toEqual(['V-1'])
  })

  it.each([
    ['columns', line().replace(';shift', '')],
    ['number_missing', line({ number: '' })],
    ['bin_wrong', line({ bin: '190440000021' })],
    ['organisation_missing', line({ organisation: '' })],
    ['profession_missing', line({ profession: ' ' })],
    ['number_wrong', line({ places: '0' })],
    ['number_wrong', line({ from: '15о000' })],
    ['pay_range', line({ from: '250000' })],
    ['hours_unknown', line({ hours: 'кейде' })],
    ['text_too_long', line({ qualification: 'а'.repeat(301) })],
    ['date_wrong', line({ registered: '31.02.2026' })],
    ['date_wrong', line({ registered: '' })],
    ['date_future', line({ registered: '21.11.2026' })],
    ['dates_order', line({ appeared: '20.11.2026' })],
  ] as const)('R100: names why a line is unusable: %s', async (reason, text) => {
    const desk = await openSetUpDesk()
    const token = put(desk, head + text)
    expect((await read(desk, token)).lines).toMatchObject([{ kind: 'unusable', reason }])
    expect(await take(desk, token)).toEqual({ applied: 0, left: 1 })
  })

  it('R100: lines that double or contradict each other, closed vacancies, and what is no text', async () => {
    const desk = await openSetUpDesk()
    const reasons = async (text: string) =>
      (await read(desk, put(desk, text))).lines.map(({ kind, reason }) => reason ?? kind)
    expect(await reasons(line() + line())).toEqual(['new', 'doubled'])
    expect(await reasons(line() + line({ places: '3' }))).toEqual(['contradicts_line', 'contradicts_line'])
    await take(desk, put(desk, line()))
    const [made] = await all(desk)
    await desk.do('vacancy.close', {
      id: made!.id,
      version: 1,
      on: '20.11.2026',
      why: 'withdrawn',
      note: '',
    })
    expect(await reasons(line())).toEqual(['known'])
    expect(await reasons(line({ places: '3' }))).toEqual(['closed'])
    const bytes = new Uint8Array([0xcd, 0xe0, 0xf3, 0x3b])
    expect((await desk.refuse('vacancy.readFile', { token: put(desk, bytes) })).code).toBe(
      'vacancy_file_unreadable',
    )
    const reader = await addClerk(desk, 'Оспанов Ержан', ['administrator'])
    const token = put(desk, line())
    expect((await desk.refuse('vacancy.importFile', { token, choices: [] }, reader.client)).code).toBe(
      'right_missing',
    )
  })
})
