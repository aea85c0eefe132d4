/** R34-R44 through the core: an assistant's laptop and the centre, with files carried between the two. */
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { emptyRuralFacts, type RuralFacts } from '../../shared/contract/rural'
import type { InputOf, OutputOf } from '../../shared/contract'
import type { IntakeDraft, RuralPlace } from '../../shared/model'
import {
  accept,
  addClerk,
  centre,
  draftId,
  openDesk,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'
import { textOf } from '../helpers/docx'

const place: RuralPlace = {
  districtKk: 'Жаңақоныс ауылдық округі',
  districtRu: 'Жанаконысский сельский округ',
  akim: 'Сәдуақасов Мұрат Ерғалиұлы',
}
const facts: RuralFacts = { ...emptyRuralFacts, aisAccessible: false, card: 'paper', portalExplained: true }
const second = {
  iin: '900101300017',
  lastName: 'Қуанышбеков',
  firstName: 'Нұрдәулет',
  middleName: 'Ғабитұлы',
  birthDate: '1990-01-01',
  sex: 'male' as const,
  mobile: '+77015550011',
}

/** A laptop in the village: its own register, set up for the centre, and an assistant signed in. */
async function laptop(options: Parameters<typeof openSetUpDesk>[0] = {}) {
  const desk = await openSetUpDesk(options)
  const { client, id } = await addClerk(desk, 'Ермекова Сандуғаш Бекқызы', ['assistant'], place)
  const village: TestDesk = {
    ...desk,
    client,
    call: (name, input, from = client) => desk.call(name, input, from),
    do: (name, input, from = client) => desk.do(name, input, from),
    refuse: (name, input, from = client) => desk.refuse(name, input, from),
  }
  return Object.assign(village, { assistant: id })
}

/** Another day: the desk locked itself meanwhile. */
async function go(desk: TestDesk & { assistant?: number }, instant: string) {
  desk.clock.set(instant)
  await desk.do('session.signIn', { staffId: desk.assistant ?? 1, password })
}

let revision = 0
const save = (desk: TestDesk, id: string, data: IntakeDraft) =>
  desk.do('rural.save', { id, revision: ++revision, data })

async function checked(
  desk: TestDesk,
  draft = readyDraft(),
  more: Partial<InputOf<'rural.check'>> = {},
): Promise<OutputOf<'rural.get'>> {
  const id = draftId()
  await save(desk, id, draft)
  const noted = await desk.do('rural.note', { id, version: 1, facts })
  return desk.do('rural.check', {
    id,
    version: noted.version,
    on: '20.11.2026',
    result: 'confirmed',
    note: '',
    ...more,
  })
}

async function sent(desk: TestDesk, ...drafts: IntakeDraft[]) {
  const cases = []
  for (const draft of drafts.length > 0 ? drafts : [readyDraft()]) cases.push(await checked(desk, draft))
  const transfer = await desk.do('rural.send', {
    cases: cases.map(({ id, version }) => ({ id, version })),
    on: '20.11.2026',
    language: 'kk',
  })
  return { cases, transfer, bytes: await bytesOf(desk, transfer.id) }
}

async function bytesOf(desk: TestDesk, id: number, as: 'file' | 'docx' = 'file') {
  const { token } = await desk.do('rural.transferFile', { id, as })
  return desk.app.files.get(token, desk.client)!.bytes
}

/** Carry a file to a desk. */
const carry = (desk: TestDesk, bytes: Uint8Array | string, name = 'transfer.json') =>
  desk.app.files.put(
    { name, type: 'application/json', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
    desk.client,
  ).token

interface Envelope {
  format: string
  formatVersion: number
  sha256: string
  content: { centre: object; transfer: { sentOn: string }; cases: Record<string, unknown>[] }
}

/** A case of the file. */
interface Sent {
  id: string
  begunOn: string
  draft: IntakeDraft
  check: object
}

/** The same file after somebody changed it, with a hash that fits. */
function forged(bytes: Uint8Array, change: (file: Envelope) => void): string {
  const file = JSON.parse(Buffer.from(bytes).toString()) as Envelope
  change(file)
  file.sha256 = createHash('sha256').update(JSON.stringify(file.content)).digest('hex')
  return JSON.stringify(file)
}

const choices = (
  preview: OutputOf<'rural.readFile'>,
  more: Partial<InputOf<'rural.takeIn'>['cases'][number]> = {},
) =>
  preview.cases
    .filter(({ verdict }) => verdict !== 'unusable')
    .map(({ id, person, differences }) => ({
      id,
      personVersion: person?.version ?? null,
      keep: Object.fromEntries(
        differences.filter(({ chosen }) => chosen).map(({ field }) => [field, 'theirs' as const]),
      ),
      ...more,
    }))

async function takeIn(desk: TestDesk, bytes: Uint8Array | string, receivedOn = '') {
  const token = carry(desk, bytes)
  const preview = await desk.do('rural.readFile', { token, receivedOn })
  return desk.do('rural.takeIn', { token, receivedOn, cases: choices(preview) })
}

/** Check and register an application of the centre the ordinary way. */
async function register(desk: TestDesk, id: number, outcome: 'granted' | 'refused' = 'granted') {
  const { version } = await desk.do('application.get', { id })
  const application = await desk.do('application.check', {
    id,
    version,
    result: outcome === 'granted' ? 'confirmed' : 'inaccurate',
    note: outcome === 'granted' ? '' : 'Жұмыс орны бар',
  })
  return desk.do('application.decide', {
    id,
    version: application.version,
    outcome,
    grounds: outcome === 'granted' ? [] : ['inaccurate'],
    explanation: outcome === 'granted' ? '' : 'Еңбек қатынасында тұр',
  })
}

const kk = (told: { sentence: { kk: string } }[]) => told.map(({ sentence }) => sentence.kk).join(' ')

describe('at the assistant’s', () => {
  it('R34 a case needs a district and an assistant: nobody without them begins one', async () => {
    const desk = await openSetUpDesk()
    const clerk = await addClerk(desk, 'Ермекова Сандуғаш Бекқызы', ['assistant'])
    const begin = { id: draftId(), revision: 1, data: readyDraft() }
    expect((await desk.refuse('rural.save', begin, clerk.client)).code).toBe('rural_place_missing')
    const row = (await desk.do('staff.list', {})).find((one) => one.id === clerk.id)!
    const { fullName, positionKk, positionRu, roles, version, id } = row
    const change = { id, version, fullName, positionKk, positionRu, roles, active: true }
    expect(await desk.refuse('staff.save', { ...change, rural: { ...place, akim: ' ' } })).toMatchObject({
      code: 'name_empty',
      fields: [{ path: 'rural.akim' }],
    })
    await desk.do('staff.save', { ...change, rural: place })
    await desk.do('rural.save', begin, clerk.client)
    const page = await desk.do('rural.get', { id: begin.id }, clerk.client)
    expect(page).toMatchObject({ assistant: fullName, place, state: 'draft' })
    // The right of the role goes no further than the law: no number, no decision, no batch.
    expect(
      (await desk.refuse('intake.accept', { draftId: draftId(), draft: readyDraft() }, clerk.client)).code,
    ).toBe('right_missing')
  })

  it('R35 keeps what is typed: an older revision never overwrites, and a new process finds the case', async () => {
    const desk = await laptop()
    const id = draftId()
    await desk.do('rural.save', { id, revision: 1, data: readyDraft() })
    await desk.do('rural.save', { id, revision: 3, data: readyDraft({ person: { firstName: 'Айша' } }) })
    expect((await desk.refuse('rural.save', { id, revision: 2, data: readyDraft() })).code).toBe(
      'version_conflict',
    )
    await desk.app.close()
    const again = await laptopAgain(desk.folder)
    const { cases } = await again.do('rural.cases', {})
    expect(cases).toMatchObject([{ id, state: 'draft', personName: 'Сейтжанова Айша Болатқызы' }])
  })

  it('R36 asks for the papers of the counter, also under sixteen, and stops the check without them', async () => {
    const desk = await laptop()
    const young = readyDraft({ person: { iin: '101222600042', birthDate: '2010-12-22' } })
    const verdict = await desk.do('rural.judge', { draft: young })
    expect(verdict.checklist.find(({ representative }) => representative)).toMatchObject({ need: 'required' })
    const id = draftId()
    await save(desk, id, readyDraft({ checklist: {} }))
    const check = { id, version: 1, on: '20.11.2026', result: 'confirmed' as const, note: '' }
    expect((await desk.refuse('rural.check', check)).code).toBe('intake_not_ready')
    expect((await desk.do('rural.get', { id })).state).toBe('draft')
  })

  it('R37 records the check, which has no term; inaccurate data need a reason, and contradicting days are refused', async () => {
    const desk = await laptop()
    const id = draftId()
    await save(desk, id, readyDraft({ applicationDate: '19.11.2026' }))
    expect(kk((await desk.do('rural.get', { id })).findings)).toContain('қай күні тексергені')
    const check = { id, version: 1, on: '18.11.2026', result: 'inaccurate' as const, note: '' }
    expect((await desk.refuse('rural.check', check)).code).toBe('date_too_early')
    expect((await desk.refuse('rural.check', { ...check, on: '21.11.2026' })).code).toBe('date_in_future')
    expect((await desk.refuse('rural.check', { ...check, on: '31.02.2026' })).code).toBe('date_invalid')
    expect((await desk.refuse('rural.check', { ...check, on: '20.11.2026' })).code).toBe('reason_needed')
    const page = await desk.do('rural.check', { ...check, on: '20.11.2026', note: 'Мекенжайы басқа' })
    expect(page).toMatchObject({ state: 'checked', check: { result: 'inaccurate', on: '2026-11-20' } })
    // The person is in this desk's register now and is found by the next case.
    expect((await desk.do('person.search', { text: 'Сейтжанова' })).people).toHaveLength(1)
    expect((await desk.refuse('rural.save', { id, revision: ++revision, data: readyDraft() })).code).toBe(
      'rural_locked',
    )
    const open = await desk.do('rural.reopen', { id, version: page.version })
    expect(open).toMatchObject({ state: 'draft', check: null })
    expect((await desk.refuse('rural.reopen', { id, version: page.version })).code).toBe('version_conflict')
  })

  it('R38 R39 R40 R41 says what of the card is open, and prints its data and the application', async () => {
    const desk = await laptop()
    const id = draftId()
    await save(desk, id, readyDraft())
    const fields = async () =>
      (await desk.do('rural.get', { id })).findings.map(({ rule, field }) => `${rule} ${field}`)
    expect(await fields()).toEqual(expect.arrayContaining(['R38 aisAccessible', 'R41 portal_explained']))
    const ais = await desk.do('rural.note', {
      id,
      version: 1,
      facts: { ...emptyRuralFacts, aisAccessible: true, card: 'ais' },
    })
    expect(await fields()).toContain('R40 seekerCategory')
    expect((await desk.refuse('rural.note', { id, version: 1, facts })).code).toBe('version_conflict')
    await desk.do('rural.note', {
      id,
      version: ais.version,
      facts: { ...facts, seekerCategory: 'Қысқа мерзімді' },
    })
    expect((await fields()).filter((one) => /R38|R39|R40|R41/u.test(one))).toEqual([])
    const text = async (what: 'card' | 'application') => {
      const { token } = await desk.do('rural.paper', { id, what })
      return textOf(desk.app.files.get(token, desk.client)!.bytes)
    }
    const card = await text('card')
    for (const part of ['850315400124', place.districtKk, '031456789', 'Қысқа мерзімді'])
      expect(card).toContain(part)
    const application = await text('application')
    // Its number is the centre's: a line is left for it.
    expect(application).toMatch(/2026 жылы № тіркелді/u)
    expect(application).toContain('Сейтжанова Айгерім Болатқызы')
  })

  it('R42 is due one working day from the check, over a weekend, and makes a file and the list S7', async () => {
    const desk = await laptop()
    const one = await checked(desk)
    const other = await checked(desk, readyDraft({ person: second }), {
      result: 'inaccurate',
      note: 'Диплом анық емес',
    })
    expect(one.due).toMatchObject({ code: 'rural_transfer', due: '2026-11-23' })
    expect(other.due).toBeNull()
    expect(other.findings.find(({ rule }) => rule === 'R42')).toMatchObject({ level: 'warn' })
    const work = (await desk.do('work.list', { noun: 'rural' })).items
    expect(work.map(({ rule, due }) => [rule, due])).toEqual([
      ['R42', '2026-11-23'],
      ['R42', null],
    ])
    const unchecked = draftId()
    await save(
      desk,
      unchecked,
      readyDraft({ person: { ...second, iin: '950101300707', birthDate: '1995-01-01' } }),
    )
    const send = (cases: { id: string; version: number }[], on = '20.11.2026') => ({
      cases: cases.map(({ id, version }) => ({ id, version })),
      on,
      language: 'ru' as const,
    })
    expect((await desk.refuse('rural.send', send([{ id: unchecked, version: 1 }]))).code).toBe(
      'rural_not_checked',
    )
    expect((await desk.refuse('rural.send', send([one], '19.11.2026'))).code).toBe('date_too_early')
    expect((await desk.refuse('rural.send', send([one], '21.11.2026'))).code).toBe('date_in_future')
    expect((await desk.refuse('rural.send', send([{ ...one, version: 1 }]))).code).toBe('version_conflict')
    const pick = ({ id, version }: { id: string; version: number }) => ({ id, version })
    const transfer = await desk.do('rural.send', send([pick(one), pick(other)]))
    expect(transfer).toMatchObject({ number: '2026-001', cases: 2, answered: 0 })
    expect((await desk.do('rural.get', { id: one.id })).state).toBe('sent')
    expect((await desk.refuse('rural.send', send([{ ...pick(one), version: one.version + 1 }]))).code).toBe(
      'rural_locked',
    )
    // The same bytes, however often and whenever it is asked for.
    const bytes = await bytesOf(desk, transfer.id)
    await go(desk, '2026-11-24T05:00:00.000Z')
    expect(await bytesOf(desk, transfer.id)).toEqual(bytes)
    const list = textOf(await bytesOf(desk, transfer.id, 'docx'))
    for (const part of [place.districtRu, 'Ермекова Сандуғаш Бекқызы', 'Сейтжанова', 'Қуанышбеков'])
      expect(list).toContain(part)
  })

  it('R42 says that a check is overdue to be sent, and lets a case be put aside with a reason', async () => {
    const desk = await laptop()
    const page = await checked(desk)
    await go(desk, '2026-11-24T05:00:00.000Z')
    const late = await desk.do('rural.get', { id: page.id })
    expect(late.findings.find(({ rule }) => rule === 'R42')).toMatchObject({ level: 'warn' })
    expect((await desk.do('work.list', { noun: 'rural' })).items[0]!.workingDaysLeft).toBe(-1)
    const close = { id: page.id, version: page.version, reason: ' ' }
    expect((await desk.refuse('rural.close', close)).code).toBe('reason_needed')
    const closed = await desk.do('rural.close', { ...close, reason: 'Орталыққа өзі барды' })
    expect(closed).toMatchObject({ state: 'closed', closed: { reason: 'Орталыққа өзі барды' } })
    expect((await desk.do('rural.cases', {})).cases).toEqual([])
  })
})

/** The same laptop after its process was started anew. */
async function laptopAgain(folder: string): Promise<TestDesk> {
  const desk = await openDesk({ folder })
  const [assistant] = (await desk.do('session.staff', {})).filter(({ roles }) => roles.includes('assistant'))
  await desk.do('session.signIn', { staffId: assistant!.id, password })
  return desk
}

describe('at the centre', () => {
  it('R43 registers on the day of receipt under the term of para 20, with number, paper and the name of the assistant', async () => {
    const village = await laptop()
    const { bytes } = await sent(village, readyDraft(), readyDraft({ person: second }))
    // Sent on Friday, received on Monday, typed in on Tuesday.
    const desk = await openSetUpDesk({ now: '2026-11-24T05:00:00.000Z' })
    const token = carry(desk, bytes)
    const preview = await desk.do('rural.readFile', { token, receivedOn: '23.11.2026' })
    expect(preview).toMatchObject({
      assistant: 'Ермекова Сандуғаш Бекқызы',
      number: '2026-001',
      before: null,
    })
    expect(preview.cases.map(({ verdict, fault }) => [verdict, fault])).toEqual([
      ['new', null],
      ['new', null],
    ])
    expect((await desk.do('application.list', {})).total).toBe(0)
    const result = await desk.do('rural.takeIn', { token, receivedOn: '23.11.2026', cases: choices(preview) })
    expect(result).toMatchObject({ taken: 2, before: 0 })
    const { applications } = await desk.do('application.list', {})
    expect(applications.map(({ number }) => number.slice(-5)).sort()).toEqual(['00001', '00002'])
    const first = await desk.do('application.get', { id: applications.at(-1)!.id })
    expect(first).toMatchObject({
      channel: 'rural_assistant',
      acceptanceDate: '2026-11-23',
      applicationDate: '2026-11-20',
      deadlines: [{ code: 'rural_registration', due: '2026-11-24' }],
      documents: [{ formId: '214-annex1' }],
      marks: [{ name: 'portal_explained', by: 'Ермекова Сандуғаш Бекқызы' }],
    })
    // Written into the record for AIS, at its first version.
    await desk.do('exchange.make', {})
    const file = await desk.do('exchange.file', { sequence: 1 })
    const parts = unzipSync(desk.app.files.get(file.token, desk.client)!.bytes)
    const records = strFromU8(parts['applications.ndjson']!)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(records).toHaveLength(2)
    expect(records[0]).toMatchObject({
      version: 1,
      channel: 'rural_assistant',
      rural_assistant: 'Ермекова Сандуғаш Бекқызы',
      rural_transfer_date: '2026-11-20',
    })
    const { timeline } = await desk.do('person.get', { id: first.personId })
    expect(timeline.some(({ noted }) => noted?.what.kk.includes('2026-001'))).toBe(true)
  })

  it('R43 the same file twice makes nothing twice, also when only a part was taken first', async () => {
    const village = await laptop()
    const { bytes } = await sent(village, readyDraft(), readyDraft({ person: second }))
    const desk = await openSetUpDesk()
    const token = carry(desk, bytes)
    const preview = await desk.do('rural.readFile', { token })
    const all = choices(preview)
    expect(await desk.do('rural.takeIn', { token, cases: [all[0]!] })).toMatchObject({ taken: 1 })
    const again = await desk.do('rural.readFile', { token })
    expect(again.before).not.toBeNull()
    expect(again.cases.map(({ verdict }) => verdict)).toEqual(['taken', 'new'])
    expect(await desk.do('rural.takeIn', { token, cases: all })).toMatchObject({ taken: 1, before: 1 })
    expect(await desk.do('rural.takeIn', { token, cases: all })).toMatchObject({ taken: 0, before: 2 })
    expect((await desk.do('application.list', {})).total).toBe(2)
    expect((await desk.do('rural.receipts', {}))[0]!.arrivals).toHaveLength(2)
  })

  it('R31 R43 sets what differs about a known person side by side and keeps what the clerk chose', async () => {
    const village = await laptop()
    const { bytes } = await sent(
      village,
      readyDraft({ person: { lastName: 'Сейтжанова-Ким', mobile: '+77015550199', email: '' } }),
    )
    const desk = await openSetUpDesk()
    const known = await desk.do('person.save', {
      id: null,
      version: null,
      fields: readyDraft({ person: { email: 'a@example.kz' } }).person,
    })
    const token = carry(desk, bytes)
    const preview = await desk.do('rural.readFile', { token })
    const [row] = preview.cases
    expect(row).toMatchObject({ verdict: 'known', person: { id: known.id, version: known.version } })
    expect(row!.differences.map(({ field, chosen }) => [field, chosen])).toEqual(
      expect.arrayContaining([
        ['lastName', true],
        ['mobile', true],
        ['identityDocument', false],
      ]),
    )
    expect(row!.differences).toHaveLength(3)
    const one = { id: row!.id, personVersion: known.version }
    const take = (keep: object, version = known.version) =>
      desk.call('rural.takeIn', { token, cases: [{ ...one, personVersion: version, keep }] })
    expect(await take({ lastName: 'theirs' })).toMatchObject({
      ok: false,
      error: { code: 'rural_choice_missing', params: { field: 'mobile' } },
    })
    // Somebody mended the person since the preview.
    await desk.do('person.save', {
      id: known.id,
      version: known.version,
      fields: { ...readyDraft({ person: { email: 'a@example.kz' } }).person, phone: '+77272000000' },
    })
    expect(await take({ lastName: 'theirs', mobile: 'ours' })).toMatchObject({
      error: { code: 'version_conflict' },
    })
    expect((await desk.do('application.list', {})).total).toBe(0)
    const result = await take({ lastName: 'theirs', mobile: 'ours' }, known.version + 1)
    expect(result.ok).toBe(true)
    const { person } = await desk.do('person.get', { id: known.id })
    expect(person).toMatchObject({
      lastName: 'Сейтжанова-Ким',
      mobile: '+77015550124',
      email: 'a@example.kz',
      phone: '+77272000000',
      formerNames: [{ name: 'Сейтжанова Айгерім Болатқызы' }],
      identityDocument: { number: '031456789' },
    })
  })

  it('R43 takes the code of a place with the address that it stands beside, never for itself', async () => {
    const village = await laptop()
    const theirs = { address: 'Жетісу облысы, Көкөзек ауылы, 7', addressCode: '330000000' }
    const { bytes } = await sent(village, readyDraft({ person: theirs }))
    const desk = await openSetUpDesk()
    const ours = { address: 'Астана қаласы, 1', addressCode: '710000000' }
    const known = await desk.do('person.save', {
      id: null,
      version: null,
      fields: readyDraft({ person: ours }).person,
    })
    const token = carry(desk, bytes)
    const [row] = (await desk.do('rural.readFile', { token })).cases
    expect(row!.differences.map(({ field }) => field)).toContain('address')
    expect(row!.differences.map(({ field }) => field)).not.toContain('addressCode')
    await desk.do('rural.takeIn', {
      token,
      cases: [{ id: row!.id, personVersion: known.version, keep: { address: 'theirs' } }],
    })
    expect((await desk.do('person.get', { id: known.id })).person).toMatchObject(theirs)
  })

  it('R43 R182 an open application asks for a reason, similar people for a look; all or none is taken', async () => {
    const village = await laptop()
    const { bytes } = await sent(village, readyDraft({ person: second }), readyDraft())
    const desk = await openSetUpDesk()
    await accept(desk)
    await desk.do('person.save', {
      id: null,
      version: null,
      fields: readyDraft({ person: { ...second, iin: '', iinOverrideReason: 'ЖСН белгісіз' } }).person,
    })
    const token = carry(desk, bytes)
    const preview = await desk.do('rural.readFile', { token })
    expect(preview.cases[0]).toMatchObject({
      verdict: 'new',
      similar: [{ fullName: 'Қуанышбеков Нұрдәулет Ғабитұлы' }],
    })
    expect(preview.cases[1]).toMatchObject({
      verdict: 'known',
      openApplication: { personName: 'Сейтжанова Айгерім Болатқызы' },
    })
    const [first, other] = choices(preview)
    const before = (await desk.do('application.list', {})).total
    const refused = await desk.refuse('rural.takeIn', {
      token,
      cases: [{ ...first!, similarSeen: true }, other!],
    })
    expect(refused).toMatchObject({ code: 'intake_not_ready', fields: [{ path: 'secondReason' }] })
    expect((await desk.do('application.list', {})).total).toBe(before)
    const taken = await desk.do('rural.takeIn', {
      token,
      cases: [
        { ...first!, similarSeen: true },
        { ...other!, secondReason: 'Ауылға көшкен' },
      ],
    })
    expect(taken.taken).toBe(2)
  })

  it('R43 refuses a file that is changed, half, newer, of another centre or no file of ours, and leaves nothing', async () => {
    const village = await laptop()
    const { bytes } = await sent(village)
    const desk = await openSetUpDesk()
    const text = Buffer.from(bytes).toString()
    const code = async (file: string) => {
      const { code: found, params } = await desk.refuse('rural.readFile', { token: carry(desk, file) })
      return [found, params?.['reason']].filter(Boolean).join(' ')
    }
    expect(await code(text.replace('Айгерім', 'Айгуль'))).toBe('rural_file_changed')
    expect(await code(text.slice(0, text.length / 2))).toBe('rural_file_unreadable half')
    expect(await code('өтініш')).toBe('rural_file_unreadable not_json')
    expect(await code('{"format":"other"}')).toBe('rural_file_unreadable format')
    expect(await code(text.replace('"formatVersion":1', '"formatVersion":2'))).toBe('rural_file_newer')
    expect(await code(forged(bytes, ({ content }) => (content.cases = [])))).toBe(
      'rural_file_unreadable shape',
    )
    expect(
      await code(forged(bytes, ({ content }) => (content.centre = { ...centre, bin: '190440000020' }))),
    ).toBe('rural_file_unreadable shape')
    const { nameKk, nameRu } = centre
    expect(
      await code(forged(bytes, ({ content }) => (content.centre = { bin: '190440000020', nameKk, nameRu }))),
    ).toBe('rural_file_centre')
    expect((await desk.refuse('rural.readFile', { token: 'no such' })).code).toBe('file_unknown')
    expect(await desk.do('rural.receipts', {})).toEqual([])
    // Another content under the number of a transfer that is here already.
    await takeIn(desk, bytes)
    expect(
      await code(forged(bytes, ({ content }) => void (content.cases[0]!['begunOn'] = '2026-11-19'))),
    ).toBe('rural_file_changed')
  })

  it('R43 reads the sound cases of a file beside those that cannot be used, each with its reason', async () => {
    const village = await laptop()
    const people = [
      readyDraft(),
      readyDraft({ person: second }),
      readyDraft({
        person: {
          iin: '950101300707',
          birthDate: '1995-01-01',
          sex: 'male',
          lastName: 'Иванов',
          firstName: 'Сергей',
        },
      }),
    ]
    const { bytes } = await sent(village, ...people)
    const desk = await openSetUpDesk()
    const file = forged(bytes, ({ content }) => {
      const [a, b, c] = content.cases as unknown as [Sent, Sent, Sent]
      const { check: _, ...unchecked } = b
      const wrong = { ...c.draft, checklist: {}, person: { ...c.draft.person, iin: '850315400125' } }
      content.cases = [
        a,
        unchecked,
        { ...c, check: { ...c.check, on: '2026-11-25' } },
        { ...a, id: draftId() },
        { ...c, id: draftId(), draft: wrong },
        { ...b, id: draftId(), draft: { ...b.draft, serviceCode: 'S-REF' } },
        { ...b, begunOn: '2026-02-31' },
      ] as unknown as Record<string, unknown>[]
    })
    const preview = await desk.do('rural.readFile', { token: carry(desk, file) })
    expect(preview.cases.map(({ fault }) => fault)).toEqual([
      null,
      'shape',
      'dates',
      'doubled',
      'not_ready',
      'service',
      'shape',
    ])
    expect(preview.cases[1]!.personName).toBe('Қуанышбеков Нұрдәулет Ғабитұлы')
    const token = carry(desk, file)
    const bad = { id: preview.cases[4]!.id, personVersion: null }
    expect((await desk.refuse('rural.takeIn', { token, cases: [...choices(preview), bad] })).code).toBe(
      'rural_case_unusable',
    )
    expect((await desk.do('application.list', {})).total).toBe(0)
    expect((await desk.refuse('rural.readFile', { token, receivedOn: '21.11.2026' })).code).toBe(
      'date_in_future',
    )
    const early = await desk.do('rural.readFile', { token, receivedOn: '19.11.2026' })
    expect(early.cases[0]).toMatchObject({ verdict: 'unusable', fault: 'dates' })
  })

  it('R44 the person is told inside the same working day, and the answer goes back to the assistant', async () => {
    const village = await laptop()
    const { cases, bytes, transfer } = await sent(village, readyDraft(), readyDraft({ person: second }))
    const desk = await openSetUpDesk()
    await takeIn(desk, bytes)
    const [receipt] = await desk.do('rural.receipts', {})
    const [one, other] = receipt!.arrivals
    expect(one).toMatchObject({ due: { due: '2026-11-23' }, registeredOn: null, informed: null })
    const inform = {
      id: one!.id,
      version: one!.version,
      on: '20.11.2026',
      through: 'assistant' as const,
      note: '',
    }
    expect((await desk.refuse('rural.inform', inform)).code).toBe('rural_not_registered')
    await register(desk, one!.applicationId)
    await register(desk, other!.applicationId, 'refused')
    const work = (await desk.do('work.list', { noun: 'rural' })).items
    expect(work).toMatchObject([{ rule: 'R44', due: '2026-11-23', person: { id: one!.personId } }])

    // Back on the laptop: numbers, the day, and the refusal.
    const { token, name } = await desk.do('rural.answerFile', { id: receipt!.id })
    expect(name).toContain(transfer.number)
    const answer = desk.app.files.get(token, desk.client)!.bytes
    const read = await village.do('rural.readAnswer', { token: carry(village, answer, name) })
    expect(read.lines.map(({ verdict }) => verdict)).toEqual(['marked', 'marked'])
    expect((await village.do('rural.readAnswer', { token: carry(village, answer) })).lines[0]!.verdict).toBe(
      'unchanged',
    )
    const back = await village.do('rural.get', { id: cases[0]!.id })
    expect(back).toMatchObject({
      state: 'registered',
      answer: { applicationNumber: one!.applicationNumber, registeredOn: '2026-11-20' },
      due: { due: '2026-11-23' },
    })
    expect((await village.do('rural.get', { id: cases[1]!.id })).state).toBe('refused')
    const tell = {
      id: back.id,
      version: back.version,
      on: '19.11.2026',
      through: 'assistant' as const,
      note: '',
    }
    expect((await village.refuse('rural.tell', tell)).code).toBe('date_too_early')
    await village.do('rural.tell', { ...tell, on: '20.11.2026' })
    expect((await village.do('work.list', { noun: 'rural' })).items).toEqual([])

    // At the centre it is recorded through whom; the case leaves the list of the day.
    const told = await desk.do('rural.inform', inform)
    expect(told.informed).toMatchObject({ through: 'assistant', on: '2026-11-20' })
    expect((await desk.refuse('rural.inform', inform)).code).toBe('version_conflict')
    const { messages } = await desk.do('application.get', { id: one!.applicationId })
    expect(messages).toMatchObject([{ channel: 'assistant', to: 'Ермекова Сандуғаш Бекқызы' }])
    expect((await desk.do('work.list', { noun: 'rural' })).items).toEqual([])
  })

  it('R44 a message of the ordinary case page counts, and one after the day is late', async () => {
    const village = await laptop()
    const { bytes } = await sent(village)
    const desk = await openSetUpDesk()
    await takeIn(desk, bytes)
    const [{ arrivals }] = (await desk.do('rural.receipts', {})) as [OutputOf<'rural.receipts'>[number]]
    await register(desk, arrivals[0]!.applicationId)
    await go(desk, '2026-11-24T05:00:00.000Z')
    await desk.do('application.inform', {
      id: arrivals[0]!.applicationId,
      channel: 'call',
      to: '',
      text: 'Тіркелді',
    })
    const [receipt] = await desk.do('rural.receipts', {})
    expect(receipt!.arrivals[0]).toMatchObject({ informed: { through: 'mobile', on: '2026-11-24' } })
    expect(receipt!.arrivals[0]!.findings.find(({ rule }) => rule === 'R44')).toMatchObject({ level: 'warn' })
  })

  it('R43 the assistant types an answer in; days before the sending and answers to what was not sent are refused', async () => {
    const village = await laptop()
    const fresh = await checked(village)
    const note = {
      id: fresh.id,
      version: fresh.version,
      receivedOn: '20.11.2026',
      applicationNumber: 'ЖІ-2026-00001',
      registeredOn: '',
    }
    expect((await village.refuse('rural.noteAnswer', note)).code).toBe('rural_not_sent')
    await village.do('rural.send', {
      cases: [{ id: fresh.id, version: fresh.version }],
      on: '20.11.2026',
      language: 'kk',
    })
    const version = fresh.version + 1
    expect(
      await village.refuse('rural.noteAnswer', { ...note, version, receivedOn: '19.11.2026' }),
    ).toMatchObject({
      code: 'date_too_early',
      fields: [{ path: 'receivedOn' }],
    })
    expect(
      (await village.refuse('rural.noteAnswer', { ...note, version, applicationNumber: ' ' })).code,
    ).toBe('name_empty')
    const received = await village.do('rural.noteAnswer', { ...note, version })
    expect(received.state).toBe('received')
    const tell = {
      id: fresh.id,
      version: received.version,
      on: '20.11.2026',
      through: 'mobile' as const,
      note: '',
    }
    expect((await village.refuse('rural.tell', tell)).code).toBe('rural_not_registered')
    const registered = await village.do('rural.noteAnswer', {
      ...note,
      version: received.version,
      registeredOn: '20.11.2026',
    })
    expect(registered.state).toBe('registered')
    const told = await village.do('rural.tell', { ...tell, version: registered.version })
    expect(told.told).toMatchObject({ through: 'mobile' })
    expect(
      await village.refuse('rural.noteAnswer', { ...note, version: told.version, registeredOn: '' }),
    ).toMatchObject({ code: 'rural_locked', params: { state: 'told' } })
    const { person } = await village.do('person.get', { id: told.personId! })
    const { timeline } = await village.do('person.get', { id: person.id })
    expect(timeline.filter(({ kind }) => kind === 'noted')).toHaveLength(4)
  })
})
