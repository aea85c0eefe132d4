/** Every service of the catalogue through the core from its data alone: intake, refusal at intake, decision, handing over, archive. */
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../shared/law/catalogue'
import { casesAt, desksOf, measuresOf, refusesIntakeAt } from '../../shared/law/intake'
import type { LawService } from '../../shared/law/schema'
import type { IntakeDraft } from '../../shared/model'
import { draftId, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'

/** Wednesday 15.10.2014, ten o'clock in Almaty, which was UTC+6 then. */
const autumn2014 = '2014-10-15T04:00:00.000Z'
const standards = catalogue.filter((service) => service.edition === '217')

type Answers = Partial<Omit<IntakeDraft, 'person'>>

/** Answer everything that the check of a draft asks for, until nothing stops any more. */
async function complete(desk: TestDesk, first: Answers): Promise<IntakeDraft> {
  let draft = readyDraft({ checklist: {}, consents: {}, secondReason: 'тексеру', ...first })
  let stops: unknown[] = []
  for (let round = 0; round < 6; round++) {
    const check = await desk.do('intake.check', { draft })
    stops = check.problems.filter((problem) => problem.severity === 'block')
    if (stops.length === 0) return draft
    const { checklist, conditions, consents } = structuredClone(draft)
    for (const row of check.checklist) {
      if (row.state === 'condition_open') conditions[row.id] = true
      if (row.state === 'unanswered') checklist[row.id] = { shown: 'paper', number: '1', expiresOn: null }
    }
    for (const { id } of check.consents) consents[id] = true
    draft = {
      ...draft,
      checklist,
      conditions,
      consents,
      term: check.terms[0]?.id ?? '',
      legalRepresentative: { fullName: 'Ким Ирина', iin: '', kind: 'proxy', document: '№ 12, 01.10.2014' },
    }
  }
  throw new Error(`${first.serviceCode} stays stopped: ${JSON.stringify(stops)}`)
}

/** One kind of application of a service at one desk. */
const kindsOf = (service: LawService) =>
  desksOf(service).flatMap((place) => {
    const cases = casesAt(service, place).map((one) => one.id)
    const measures = measuresOf(service).map((one) => one.code)
    return (cases.length > 0 ? cases : ['']).flatMap((caseId) =>
      (measures.length > 0 ? measures : ['']).map((measure) => ({
        service,
        place,
        caseId,
        measure,
        name: [service.code, service.edition, place, caseId, measure].filter(Boolean).join(' '),
      })),
    )
  })

/** The one person of these tests, as the register has it now. */
async function known(desk: TestDesk): Promise<Answers> {
  const found = (await desk.do('person.readIin', { text: '850315400124' })).person
  const person =
    found ?? (await desk.do('person.save', { id: null, version: null, fields: readyDraft().person }))
  return { personId: person.id, personVersion: person.version }
}

async function goThrough(desk: TestDesk, kind: ReturnType<typeof kindsOf>[number]) {
  const { service, place, caseId, measure } = kind
  const recipient = service.recipients.at(-1)?.id ?? ''
  const draft = await complete(desk, {
    ...(await known(desk)),
    serviceCode: service.code,
    place,
    caseId,
    measure,
    recipient,
  })
  const check = await desk.do('intake.check', { draft })
  expect(check.edition).toBe(service.edition)
  expect(check.due ?? check.termText, 'says when it is due').not.toBeNull()

  const accepted = await desk.do('intake.accept', { draftId: draftId(), draft })
  expect(accepted.application).toMatchObject({
    serviceCode: service.code,
    edition: service.edition,
    state: 'accepted',
    archive: null,
  })
  expect(accepted.application.number).toContain(service.numberPrefix + '-')
  expect(accepted.document, 'the tear-off or receipt').toMatchObject({ toHandOver: false })

  const { id } = accepted.application
  const { version, resultKinds, deadlines } = await desk.do('application.check', {
    id,
    version: accepted.application.version,
    result: 'confirmed',
    note: '',
  })
  const decided = await desk.do('application.decide', {
    id,
    version,
    outcome: 'granted',
    grounds: [],
    explanation: '',
    resultKind: resultKinds[0]?.id ?? '',
  })
  expect(decided.document).toMatchObject({ toHandOver: true })
  for (const deadline of decided.application.deadlines) expect(deadline.metOn).not.toBeNull()
  expect(deadlines.length).toBe(check.due ? 1 : 0)
  const done = await desk.do('application.handOver', {
    id,
    version: decided.application.version,
    identityDocument: 'identity_card',
    digital: false,
    number: '031456789',
    signed: true,
  })
  expect(done.state).toBe('handed_over')
  return { draft, accepted, done }
}

describe('the thirty standards of 2014, each by its data alone', () => {
  it('are thirty', () => expect(standards).toHaveLength(30))

  it.each(standards.map((service) => [service.code, service] as const))(
    '%s is accepted, decided and handed over at each desk and in each case',
    async (_code, service) => {
      const desk = await openSetUpDesk({ now: autumn2014 })
      for (const kind of kindsOf(service)) {
        const { draft } = await goThrough(desk, kind)

        // Without its first required paper: answered by the receipt where the act has one, else by words.
        const rows = (await desk.do('intake.check', { draft })).checklist
        const missing = rows.find((row) => row.need === 'required' && !row.printed)
        if (!missing) continue
        const bare = {
          ...draft,
          ...(await known(desk)),
          checklist: {
            ...draft.checklist,
            [missing.id]: { shown: 'none' as const, number: '', expiresOn: null },
          },
        }
        expect((await desk.refuse('intake.accept', { draftId: draftId(), draft: bare })).code).toBe(
          'intake_not_ready',
        )
        const input = { draftId: draftId(), draft: bare, explanation: '' }
        if (refusesIntakeAt(service, kind.place)) {
          const { application, document } = await desk.do('intake.refuse', input)
          expect(application).toMatchObject({
            state: 'intake_refused',
            intakeRefusal: { missing: [missing.title] },
          })
          expect(document).toMatchObject({ toHandOver: true })
        } else expect((await desk.refuse('intake.refuse', input)).code).toBe('intake_refusal_unlawful')
      }
      const { counts } = await desk.do('exchange.make', {})
      expect(counts.applications).toBeGreaterThan(0)
    },
    120_000,
  )
})

const inForce = (code: string) => catalogue.find((one) => one.code === code && one.state === 'in_force')!

describe('referrals to active measures', () => {
  it.each(kindsOf(inForce('S-REF')).map((kind) => [kind.measure, kind] as const))(
    'R120 R130 R133 %s is accepted on its form, decided and handed over',
    async (_measure, kind) => {
      const desk = await openSetUpDesk()
      const { accepted } = await goThrough(desk, kind)
      expect(accepted.document?.formId).toBe('129-annex1')
      expect(accepted.application.deadlines[0]).toMatchObject({ code: 'ref_decision', due: '2026-11-23' })
    },
  )

  const request: Answers = {
    serviceCode: 'S-REF',
    measure: 'public_works',
    recipient: 'unemployed',
    checklist: {
      identity_document: { shown: 'paper', number: '031456789', expiresOn: '2034-09-12' },
      labour_book: { shown: 'none', number: '', expiresOn: null },
    },
    consents: { personal_data: true, protected_secret: true },
  }
  const rowsOf = async (desk: TestDesk, change: Answers, birthDate: string) =>
    (
      await desk.do('intake.check', {
        draft: readyDraft({
          ...request,
          ...change,
          person: { iin: '', iinOverrideReason: '-', birthDate },
        }),
      })
    ).checklist.map((row) => `${row.id} ${row.need}`)

  it('R118 R120 asks for the category of the recipient and for one measure', async () => {
    const desk = await openSetUpDesk()
    const { problems } = await desk.do('intake.check', {
      draft: readyDraft({ ...request, measure: '', recipient: '' }),
    })
    expect(problems.map(({ field, code, severity }) => [field, code, severity])).toEqual(
      expect.arrayContaining([
        ['measure', 'measure_missing', 'block'],
        ['recipient', 'recipient_missing', 'block'],
      ]),
    )
    const foreign = readyDraft({ ...request, measure: 'microcredit', recipient: 'pensioner' })
    expect((await desk.do('intake.check', { draft: foreign })).problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['choice_unknown', 'choice_unknown']),
    )
  })

  it('R121 R122 R123 R125 asks for the papers of the measure', async () => {
    const desk = await openSetUpDesk()
    const adult = '1985-03-15'
    const base = ['application required', 'identity_document required', 'labour_book if_available']
    expect(await rowsOf(desk, { measure: 'vocational_training' }, adult)).toEqual([
      ...base,
      'education if_available',
      'health_certificate required',
    ])
    for (const measure of ['public_works', 'social_job', 'first_job', 'silver_age'])
      expect(await rowsOf(desk, { measure }, adult)).toEqual(base)
    for (const measure of ['youth_practice', 'generations_contract'])
      expect(await rowsOf(desk, { measure }, adult)).toEqual([...base, 'professional_education required'])
    expect(await rowsOf(desk, { measure: 'relocation' }, adult)).toEqual([...base, 'education if_available'])
  })

  it('R124 asks a student of 16 and 17 for a consent, from the birthday to the day before the next', async () => {
    const desk = await openSetUpDesk()
    const asked = async (birthDate: string, recipient = 'student_or_senior_pupil') =>
      (await rowsOf(desk, { recipient }, birthDate)).includes('parent_consent required')
    expect(await asked('2010-11-21')).toBe(false)
    expect(await asked('2010-11-20')).toBe(true)
    expect(await asked('2008-11-21')).toBe(true)
    expect(await asked('2008-11-20')).toBe(false)
    expect(await asked('2010-01-01', 'unemployed')).toBe(false)
  })

  it('R131 refuses the papers on the prescribed receipt, which names what is missing and what expired', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({
      ...request,
      measure: 'vocational_training',
      checklist: {
        identity_document: { shown: 'paper', number: '031456789', expiresOn: '2026-11-19' },
        labour_book: { shown: 'none', number: '', expiresOn: null },
        health_certificate: { shown: 'none', number: '', expiresOn: null },
      },
    })
    const id = draftId()
    const { application, document } = await desk.do('intake.refuse', { draftId: id, draft, explanation: '' })
    expect(document).toMatchObject({ formId: '129-annex3', toHandOver: true })
    expect(application).toMatchObject({ number: 'Б-2026-00001', state: 'intake_refused', outcome: null })
    // "If available" never counts as missing.
    expect(application.intakeRefusal?.missing.map((title) => title.ru)).toHaveLength(2)
    expect(await desk.do('intake.refuse', { draftId: id, draft, explanation: '' })).toMatchObject({
      application: { id: application.id },
    })
    const { version } = application
    expect(
      (await desk.refuse('application.check', { id: application.id, version, result: 'confirmed', note: '' }))
        .code,
    ).toBe('papers_not_taken')
    // The register of applications has no gap: the next one is its first.
    const mended = readyDraft({
      ...request,
      personId: application.personId,
      personVersion: (await known(desk)).personVersion!,
    })
    expect((await desk.do('intake.accept', { draftId: draftId(), draft: mended })).application.number).toBe(
      'Ж-2026-00001',
    )
    expect((await desk.do('application.list', { state: 'open' })).total).toBe(1)
    const batch = await desk.do('exchange.make', {})
    expect(batch.counts.stages).toBe(3)
  })

  it('R131 refuses nothing when nothing is missing; R24 has no such receipt for job seekers', async () => {
    const desk = await openSetUpDesk()
    const refuse = (draft: IntakeDraft) =>
      desk.refuse('intake.refuse', { draftId: draftId(), draft, explanation: '' })
    expect((await refuse(readyDraft(request))).code).toBe('nothing_missing')
    const jobSeeker = readyDraft({
      checklist: { identity_document: { shown: 'none', number: '', expiresOn: null } },
    })
    expect((await refuse(jobSeeker)).code).toBe('intake_refusal_unlawful')
    expect((await desk.do('application.list', {})).total).toBe(0)
  })

  it('R126 R135 refuses on the grounds of the measure alone, by the reasoned reply', async () => {
    const desk = await openSetUpDesk()
    const { application } = await desk.do('intake.accept', { draftId: draftId(), draft: readyDraft(request) })
    expect(application.refusalGrounds.map(({ id }) => id)).toEqual([
      'inaccurate',
      'requirements_not_met',
      'negative_approval',
      'no_data_consent',
      'social_code_111_7',
    ])
    const { id } = application
    const { version } = await desk.do('application.check', {
      id,
      version: application.version,
      result: 'inaccurate',
      note: 'x',
    })
    const refusal = { id, version, outcome: 'refused' as const, explanation: '' }
    expect(
      (await desk.refuse('application.decide', { ...refusal, grounds: ['social_code_109_4'] })).code,
    ).toBe('ground_unknown')
    expect((await desk.refuse('application.decide', { ...refusal, grounds: [] })).code).toBe('ground_needed')
    const { document } = await desk.do('application.decide', { ...refusal, grounds: ['social_code_111_7'] })
    expect(document?.formId).toBe('common-s4')
  })
})

describe('archive entry', () => {
  const archive = (acceptanceDate: string, more: Partial<NonNullable<IntakeDraft['archive']>> = {}) => ({
    acceptanceDate,
    paperNumber: '17/2014',
    papers: false,
    ...more,
  })

  it('R1 R179 enters an old case under the edition of its date, marked in the register and the batch', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({
      serviceCode: 'STD-12',
      archive: archive('15.10.2014'),
      checklist: {},
      consents: {},
    })
    const check = await desk.do('intake.check', { draft })
    expect(check).toMatchObject({ ready: true, edition: '217', due: { due: '2014-10-22' } })
    const { application, document } = await desk.do('intake.accept', { draftId: draftId(), draft })
    expect(document).toBeNull()
    expect(application).toMatchObject({
      number: 'А-2026-00001',
      edition: '217',
      acceptanceDate: '2014-10-15',
      archive: { paperNumber: '17/2014' },
      deadlines: [],
    })
    const decide = (decidedOn: string) => ({
      id: application.id,
      version: application.version,
      outcome: 'granted' as const,
      grounds: [],
      explanation: '',
      decidedOn,
    })
    for (const [day, code] of [
      ['14.10.2014', 'date_too_early'],
      ['21.11.2026', 'date_in_future'],
      ['31.02.2015', 'date_invalid'],
    ] as const)
      expect((await desk.refuse('application.decide', decide(day))).code).toBe(code)
    const decided = await desk.do('application.decide', decide('20.10.2014'))
    expect(decided.application.decision).toMatchObject({ decidedOn: '2014-10-20' })
    const handOver = {
      id: application.id,
      version: decided.application.version,
      identityDocument: 'identity_card' as const,
      digital: false,
      number: '1',
      signed: true,
    }
    expect((await desk.refuse('application.handOver', { ...handOver, on: '19.10.2014' })).code).toBe(
      'date_too_early',
    )
    expect(await desk.do('application.handOver', { ...handOver, on: '21.10.2014' })).toMatchObject({
      handOver: { on: '2014-10-21' },
    })
    // Nothing of it is owed today, and the person is not "applied" by it.
    expect((await desk.do('today.list', {})).items).toEqual([])
    const page = await desk.do('person.get', { id: application.personId })
    expect(page.person.status).toBe('none')
    expect(page.timeline.map((event) => event.kind)).toContain('archive_entered')
    expect((await desk.do('person.search', { text: '17/2014' })).people).toHaveLength(1)
    expect((await desk.do('person.search', { text: 'а-2026-1' })).people).toHaveLength(1)
    await desk.do('exchange.make', {})
  })

  it('R1 makes the papers of its edition when they are asked for, with the dates and the number of the case', async () => {
    const desk = await openSetUpDesk()
    const draft = await complete(desk, {
      serviceCode: 'S-REF',
      measure: 'bastau_business',
      archive: archive('2023-03-15', { papers: true, paperNumber: '44' }),
      checklist: { identity_document: { shown: 'paper', number: '031456789', expiresOn: null } },
      consents: { personal_data: true, protected_secret: true },
    })
    const { application, document } = await desk.do('intake.accept', { draftId: draftId(), draft })
    expect(document?.formId).toBe('172-annex1')
    expect(application.edition).toBe('172')
  })

  it('R1 accepts a time whose edition is not held, without a form, a list or a ground', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({
      archive: archive('2019-05-06', { papers: true }),
      checklist: {},
      consents: {},
    })
    const check = await desk.do('intake.check', { draft })
    expect(check.edition).toBe('not-held')
    expect(check.problems.map(({ code }) => code)).toEqual(['archive_edition_not_held'])
    const { application, document } = await desk.do('intake.accept', { draftId: draftId(), draft })
    expect([document, application.edition, application.checklist]).toEqual([null, 'not-held', []])
    const { version } = application
    const refused = { id: application.id, version, outcome: 'refused' as const, grounds: [] }
    expect((await desk.refuse('application.decide', { ...refused, explanation: '' })).code).toBe(
      'reason_needed',
    )
    const { application: decided } = await desk.do('application.decide', {
      ...refused,
      explanation: 'Құжат жетіспеді',
      decidedOn: '2019-05-08',
    })
    expect(decided.decision).toMatchObject({ outcome: 'refused', decidedOn: '2019-05-08' })
    await desk.do('exchange.make', {})
  })

  it('R179 takes no day still to come, and asks for one', async () => {
    const desk = await openSetUpDesk()
    for (const [day, code] of [
      ['2026-11-21', 'application_date_future'],
      ['', 'archive_date_missing'],
      ['вчера', 'archive_date_missing'],
    ] as const) {
      const { problems } = await desk.do('intake.check', { draft: readyDraft({ archive: archive(day) }) })
      expect(problems.filter(({ severity }) => severity === 'block').map((one) => one.code)).toContain(code)
    }
    const listed = await desk.do('intake.services', { archiveDate: '2014-10-15' })
    expect(listed.filter(({ edition }) => edition === '217')).toHaveLength(30)
    expect((await desk.do('intake.services', {})).map(({ code }) => code)).toEqual(['S-JS', 'S-REF'])
    expect((await desk.refuse('intake.services', { archiveDate: '2027-01-01' })).code).toBe('date_in_future')
  })
})
