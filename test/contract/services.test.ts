/** Every service of the catalogue through the core from its data alone: intake, refusal at intake, decision, handing over, archive. */
import { describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '../../main/db/open'
import { catalogue } from '../../shared/law/catalogue'
import { refusesIntakeAt } from '../../shared/law/intake'
import type { IntakeDraft } from '../../shared/model'
import { r171Order } from '../../shared/rules/engine/exchange'
import { draftId, openSetUpDesk, readyDraft, type TestDesk } from '../helpers/desk'
import { textOf } from '../helpers/docx'
import { grantReferral } from '../helpers/referrals'
import { complete, inForce, kindsOf, known, type Answers } from '../helpers/services'

/** Wednesday 15.10.2014, ten o'clock in Almaty, which was UTC+6 then. */
const autumn2014 = '2014-10-15T04:00:00.000Z'
const standards = catalogue.filter((service) => service.edition === '217')

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
  const granted = {
    id,
    version,
    outcome: 'granted' as const,
    grounds: [],
    explanation: '',
    resultKind: resultKinds[0]?.id ?? '',
  }
  const decided =
    service.code === 'S-REF'
      ? await grantReferral(desk, { id, version })
      : await desk.do('application.decide', granted)
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
          expect(document).toMatchObject({ toHandOver: false })
        } else expect((await desk.refuse('intake.refuse', input)).code).toBe('intake_refusal_unlawful')
      }
      const { counts } = await desk.do('exchange.make', {})
      expect(counts.applications).toBeGreaterThan(0)
    },
    120_000,
  )
})

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
    expect(document).toMatchObject({ formId: '129-annex3', toHandOver: false })
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

  const bare: IntakeDraft = readyDraft({
    ...request,
    checklist: { identity_document: { shown: 'none', number: '', expiresOn: null } },
  })

  it('R131 gives the receipt at once: nothing of it is accepted or waits to be handed over', async () => {
    const desk = await openSetUpDesk()
    await desk.do('intake.refuse', { draftId: draftId(), draft: bare, explanation: '' })
    expect(await desk.do('today.list', {})).toMatchObject({ acceptedToday: [], toHandOver: 0, toPrint: 1 })
    expect((await desk.do('document.list', { show: 'to_hand_over' })).documents).toEqual([])
  })

  it('R131 answers no draft with what another desk made of it', async () => {
    const desk = await openSetUpDesk()
    const [taken, refused] = [draftId(), draftId()]
    await desk.do('intake.accept', { draftId: taken, draft: readyDraft(request) })
    const { personId, personVersion } = await known(desk)
    const again = { ...bare, personId: personId!, personVersion: personVersion! }
    const late = { draftId: taken, draft: again, explanation: '' }
    expect((await desk.refuse('intake.refuse', late)).code).toBe('already_accepted')
    await desk.do('intake.refuse', { draftId: refused, draft: again, explanation: '' })
    const draft = { ...readyDraft(request), ...(await known(desk)) } as IntakeDraft
    expect((await desk.refuse('intake.accept', { draftId: refused, draft })).code).toBe('papers_not_taken')
  })

  it('R173 sends nothing of an application without the consent to process personal data', async () => {
    const desk = await openSetUpDesk()
    const input = { draftId: draftId(), draft: { ...bare, consents: {} }, explanation: '' }
    const { document } = await desk.do('intake.refuse', input)
    await desk.do('document.cancel', { id: document!.id, reason: 'x' })
    expect((await desk.do('exchange.state', {})).waitingTotal).toBe(0)
  })

  it('R131 issues the receipt again, with what was missing', async () => {
    const desk = await openSetUpDesk()
    const { document } = await desk.do('intake.refuse', { draftId: draftId(), draft: bare, explanation: '' })
    const again = await desk.do('document.reissue', { id: document!.id, reason: 'x' })
    const texts = []
    for (const { id } of [document!, again]) {
      const { token } = await desk.do('document.file', { id })
      texts.push(textOf(desk.app.files.get(token, desk.client)!.bytes))
    }
    expect(again.formId).toBe('129-annex3')
    expect(texts[1]).toBe(texts[0])
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

  it('R144 R171 tells of its stages in the order that the monitoring knows', async () => {
    const desk = await openSetUpDesk()
    await goThrough(desk, kindsOf(inForce('S-REF'))[0]!)
    const db = openDatabase(desk.folder)
    const sent = (await db('outbox').where({ kind: 'stages' }).orderBy('id')) as { payload: string }[]
    await closeDatabase(db)
    const stages = sent.map((row) => (JSON.parse(row.payload) as { stage: string }).stage)
    expect(stages).toHaveLength(5)
    expect(r171Order(stages)).toBeNull()
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
    // The orders only name the article; where the centre holds its text of that day, the reply carries it.
    const article = { id: 'art_111_7' as const, ru: '', source: 'Әлеуметтік кодекс' }
    await desk.do('law.saveText', { ...article, from: '2026-01-01', kk: 'Жұмыс беруші шартты бұзды.' })
    await desk.do('law.saveText', { ...article, from: '2026-11-21', kk: 'Ертеңгі мәтін.' })
    const { document } = await desk.do('application.decide', {
      ...refusal,
      grounds: ['social_code_111_7'],
      explanation: 'Келісімшарт жоқ',
    })
    expect(document).toMatchObject({ formId: 'common-s4', serviceName: application.serviceName })
    const { token } = await desk.do('document.file', { id: document!.id })
    const paper = textOf(desk.app.files.get(token, desk.client)!.bytes)
    expect(paper).toContain('Себебі: Жұмыс беруші шартты бұзды. Келісімшарт жоқ.')
  })
})

describe('a term that the act itself gives', () => {
  it('R6 is counted anew when the week of the centre changes', async () => {
    const desk = await openSetUpDesk({ now: autumn2014 })
    const draft = await complete(desk, { serviceCode: 'STD-12' })
    const { application } = await desk.do('intake.accept', { draftId: draftId(), draft })
    const { desk: settings } = await desk.do('settings.get', {})
    await desk.do('settings.saveDesk', { desk: { ...settings, week: 6 } })
    const [after] = (await desk.do('application.get', { id: application.id })).deadlines
    const { due, why, ...rest } = application.deadlines[0]!
    expect(due).toBe('2014-10-22')
    expect(after).toMatchObject({ ...rest, due: '2014-10-21' })
    expect(after!.why).toMatchObject({ code: null, rules: why.rules, source: why.source, term: why.term })
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
    expect((await desk.do('work.list', {})).items).toEqual([])
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

  it('R154 a social job of 2022 is a measure of its own, and so are its three projects', async () => {
    const desk = await openSetUpDesk()
    const services = await desk.do('intake.services', { archiveDate: '2023-03-15' })
    const measures = services.find(({ code }) => code === 'S-REF')!.measures.map(({ id }) => id)
    for (const id of ['social_job', 'first_job', 'generations_contract', 'silver_age'])
      expect(measures).toContain(id)
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

  it('R1 R31 registers nobody by a case of former times, and keeps its own day', async () => {
    const desk = await openSetUpDesk()
    const enter = async (day: string) => {
      const { application } = await desk.do('intake.accept', {
        draftId: draftId(),
        draft: readyDraft({ ...(await known(desk)), archive: archive(day), checklist: {}, consents: {} }),
      })
      const { id, version } = application
      const decision = { id, version, outcome: 'granted' as const, grounds: [], explanation: '' }
      const decided = await desk.do('application.decide', { ...decision, decidedOn: day })
      const { person } = await desk.do('person.get', { id: application.personId })
      return [decided.application.decision?.registrationDate, person.status, person.statusSince]
    }
    expect(await enter('2019-05-06')).toEqual(['2019-05-06', 'none', null])
    expect(await enter('2026-11-10')).toEqual(['2026-11-10', 'job_seeker', '2026-11-10'])
    expect(await enter('2026-11-03')).toEqual(['2026-11-03', 'job_seeker', '2026-11-10'])
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
