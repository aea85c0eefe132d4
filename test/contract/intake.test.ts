/** What the desk says of an intake, by rule, and what it does with input that no clerk should be able to lose. */
import { describe, expect, it } from 'vitest'
import type { IntakeDraft } from '../../shared/model'
import { accept, decide, draftId, openSetUpDesk, readyDraft, type TestDesk, dutiesOf } from '../helpers/desk'

const codes = async (desk: TestDesk, draft: IntakeDraft, severity: 'block' | 'warn') =>
  (await desk.do('intake.check', { draft })).problems
    .filter((problem) => problem.severity === severity)
    .map((problem) => problem.code)

const blocks = (desk: TestDesk, draft: IntakeDraft) => codes(desk, draft, 'block')
const warnings = (desk: TestDesk, draft: IntakeDraft) => codes(desk, draft, 'warn')

/** Each change of a ready draft with the code that must stop it. */
const stops: [string, Parameters<typeof readyDraft>[0], string][] = [
  [
    'R14 no identity document',
    { checklist: { identity_document: { shown: 'none', number: '', expiresOn: null } } },
    'identity_document_missing',
  ],
  ['R14 identity document not asked for', { checklist: {} }, 'identity_document_unanswered'],
  [
    'R14 expired identity document',
    { checklist: { identity_document: { shown: 'paper', number: '1', expiresOn: '2026-11-19' } } },
    'identity_document_expired',
  ],
  ['R11 work not asked about', { declaredNoWork: null }, 'work_unanswered'],
  ['R12 no address', { person: { address: '  ' } }, 'address_missing'],
  [
    'R17 a consent without an answer',
    { consents: { publish_resume: null, outsourcing_transfer: true, personal_data: true } },
    'consent_unanswered',
  ],
  [
    'R17 no consent to process personal data',
    { consents: { publish_resume: true, outsourcing_transfer: true, personal_data: false } },
    'consent_personal_data',
  ],
  ['R179 an application dated tomorrow', { applicationDate: '2026-11-21' }, 'application_date_future'],
  ['R179 a date that does not exist', { applicationDate: '29.02.2026' }, 'application_date_invalid'],
  [
    'R181 a birth date other than in the IIN',
    { person: { birthDate: '1985-03-16' } },
    'mismatch_reason_missing',
  ],
  ['a birth date that does not exist', { person: { birthDate: '29.02.1985' } }, 'birth_date_invalid'],
  ['a birth date still to come', { person: { birthDate: '2026-11-21' } }, 'birth_date_future'],
  ['a wrong check digit', { person: { iin: '850315400125' } }, 'iin_invalid'],
  ['no IIN', { person: { iin: '' } }, 'iin_missing'],
  ['a name with <', { person: { lastName: 'Сейт<b>жанова' } }, 'name_characters'],
  ['a name with a quote', { person: { firstName: 'Айгерім "Ая"' } }, 'name_characters'],
  ['a name of 300 letters', { person: { lastName: 'Ә'.repeat(300) } }, 'name_too_long'],
  ['no name at all', { person: { lastName: '', firstName: '' } }, 'last_name_missing'],
  ['an address of 600 letters', { person: { address: 'а'.repeat(600) } }, 'text_too_long'],
  ['half an e-mail address', { person: { email: 'aigerim@' } }, 'email_invalid'],
]

describe('intake.check', () => {
  it.each(stops)('stops %s, and accepts once it is mended', async (_name, change, code) => {
    const desk = await openSetUpDesk()
    expect(await blocks(desk, readyDraft(change))).toContain(code)
    const refused = await desk.refuse('intake.accept', { draftId: draftId(), draft: readyDraft(change) })
    expect(['intake_not_ready']).toContain(refused.code)
    expect((await desk.do('application.list', {})).total).toBe(0)
    expect((await accept(desk)).application.number).toBe('Т-2026-00001')
  })

  it('R15: a digital document needs neither number nor expiry', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft()
    draft.checklist['identity_document'] = { shown: 'digital', number: '', expiresOn: null }
    expect(await blocks(desk, draft)).toEqual([])
    expect(await warnings(desk, draft)).toEqual([])
  })

  it('R14: labour activity and education never stop', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft()
    draft.checklist = { identity_document: draft.checklist['identity_document']! }
    expect(await blocks(desk, draft)).toEqual([])
    expect(await warnings(desk, draft)).toEqual(['checklist_unanswered', 'checklist_unanswered'])
  })

  it('R14 R15: records how each document was shown, and takes no digital one where the order has none', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    expect(Object.fromEntries(application.checklist.map(({ id, shown }) => [id, shown]))).toEqual({
      application: null,
      identity_document: 'paper',
      labour_activity: 'none',
      education: 'paper',
    })
    const { checklist } = readyDraft()
    const young = readyDraft({
      person: { iin: '', iinOverrideReason: '-', birthDate: '2012-05-05' },
      checklist: { ...checklist, legal_representative: { shown: 'digital', number: '', expiresOn: null } },
    })
    const rows = (await desk.do('intake.check', { draft: young })).checklist
    expect(rows.find(({ id }) => id === 'legal_representative')?.state).toBe('unanswered')
  })

  it('refuses days on a document that do not exist, and keeps a number that cases name', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft()
    draft.checklist['identity_document'] = { shown: 'paper', number: '1', expiresOn: '2035-02-29' }
    const refused = await desk.refuse('intake.accept', { draftId: draftId(), draft })
    expect(refused).toMatchObject({
      code: 'intake_not_ready',
      fields: [{ path: 'checklist.identity_document', code: 'input_invalid' }],
    })
    const { application } = await accept(desk)
    const { person } = await desk.do('person.get', { id: application.personId })
    const save = (fields: object) =>
      desk.refuse('person.save', {
        id: person.id,
        version: person.version,
        fields: { ...readyDraft().person, identityDocument: person.identityDocument, ...fields },
      })
    const issued = { ...person.identityDocument, issuedOn: '2026-02-31' }
    expect((await save({ identityDocument: issued })).code).toBe('date_invalid')
    expect((await save({ iin: '', iinOverrideReason: 'Жоқ' })).code).toBe('iin_length')
  })

  it('R165 R166: a corrected number goes out again with every case that names it', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    await desk.do('exchange.make', {})
    const { person } = await desk.do('person.get', { id: application.personId })
    await desk.do('person.save', {
      id: person.id,
      version: person.version,
      fields: {
        ...readyDraft().person,
        identityDocument: person.identityDocument,
        iin: '850315400125',
        iinOverrideReason: 'Куәлікте солай',
      },
    })
    const { waiting } = await desk.do('exchange.state', {})
    expect(waiting).toMatchObject({ persons: 1, applications: 1, decisions: 1, documents: 2, stages: 0 })
    await desk.do('exchange.make', {})
  })

  it('R16: younger than 16 needs the statement of a legal representative, to the day', async () => {
    const desk = await openSetUpDesk()
    const young = { iin: '101222600042', birthDate: '2010-12-22', sex: 'female' as const }
    const draft = readyDraft({ person: young })
    const check = await desk.do('intake.check', { draft })
    expect(check.age).toBe(15)
    expect(check.checklist.map((row) => row.id)).toContain('legal_representative')
    expect(await blocks(desk, draft)).toEqual(['legal_representative_missing'])
    draft.checklist['legal_representative'] = { shown: 'paper', number: '', expiresOn: null }
    expect(await blocks(desk, draft)).toEqual(['legal_representative_name', 'legal_representative_kind'])
    draft.legalRepresentative = { fullName: 'Мұхаметжан Асқар', iin: '', kind: 'parent', document: '' }
    expect(await blocks(desk, draft)).toEqual([])
    desk.clock.set('2026-12-22T05:00:00.000Z')
    const { me } = await desk.do('session.current', {})
    await desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
    const grown = await desk.do('intake.check', { draft })
    expect(grown.age).toBe(16)
    expect(grown.checklist.map((row) => row.id)).not.toContain('legal_representative')
  })

  it('R4: warns outside the hours and on a day off, and lets on', async () => {
    const desk = await openSetUpDesk({ now: '2026-11-20T08:30:00.000Z' })
    expect(await warnings(desk, readyDraft())).toEqual(['outside_hours'])
    const saturday = await openSetUpDesk({ now: '2026-11-21T05:00:00.000Z' })
    expect(await warnings(saturday, readyDraft())).toEqual(['day_off'])
    expect((await accept(saturday)).application.deadlines[0]!.due).toBe('2026-11-23')
  })

  it('R11 R12: warns of somebody who works or lives elsewhere, and lets on', async () => {
    const desk = await openSetUpDesk()
    expect(await warnings(desk, readyDraft({ declaredNoWork: false, inArea: false }))).toEqual([
      'works_declared',
      'outside_area',
    ])
  })

  it('R17: "no" is an answer', async () => {
    const desk = await openSetUpDesk()
    const consents = { publish_resume: false, outsourcing_transfer: false, personal_data: true }
    expect(await blocks(desk, readyDraft({ consents }))).toEqual([])
  })

  it('R181: digit 7 is 0, so birth date and sex come from the document', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({ person: { iin: '880101000120', birthDate: '01.01.1988', sex: 'male' } })
    expect(await blocks(desk, draft)).toEqual([])
    expect((await accept(desk, draft)).application.iinMasked).toContain('0120')
  })

  it('R181: a mismatch is kept with its reason', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({
      person: { birthDate: '1985-03-16', mismatchReason: 'Туу туралы куәлік бойынша' },
    })
    const { application } = await accept(desk, draft)
    const { person } = await desk.do('person.get', { id: application.personId })
    expect(person).toMatchObject({ birthDate: '1985-03-16', mismatchReason: 'Туу туралы куәлік бойынша' })
  })

  it('keeps a number that fails its check only with a reason, and records it', async () => {
    const desk = await openSetUpDesk()
    const person = { iin: '95010130077 3', birthDate: '1995-01-01', sex: 'male' as const }
    const draft = readyDraft({ person: { ...person, iinOverrideReason: 'Құжатта осылай жазылған' } })
    const { application } = await accept(desk, draft)
    const page = await desk.do('person.get', { id: application.personId })
    expect(page.person).toMatchObject({ iin: '950101300773', iinOverrideReason: 'Құжатта осылай жазылған' })
  })

  it('R6: announces a year whose calendar is only computed', async () => {
    const desk = await openSetUpDesk({ now: '2026-12-31T05:00:00.000Z' })
    const check = await desk.do('intake.check', { draft: readyDraft() })
    expect(check.due?.due).toBe('2027-01-05')
    expect(await warnings(desk, readyDraft())).toEqual(['calendar_computed'])
  })

  it('tells the day of the last visit, which neither a record nor an old paper case is', async () => {
    const desk = await openSetUpDesk()
    const { person } = readyDraft()
    const made = await desk.do('person.save', { id: null, version: null, fields: person })
    expect(made.lastVisitOn).toBeNull()
    const known = { ...readyDraft(), personId: made.id, personVersion: made.version }
    const archive = { acceptanceDate: '01.08.2023', paperNumber: '17', papers: false }
    await accept(desk, { ...known, archive })
    const visit = async () => (await desk.do('person.get', { id: made.id })).person.lastVisitOn
    expect(await visit()).toBeNull()
    await accept(desk, known)
    expect(await visit()).toBe('2026-11-20')
  })

  it('R24: what was not accepted is recorded as a consultation', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    await desk.do('intake.consult', {
      draftId: null,
      personId: application.personId,
      name: '',
      missing: ['identity_document_missing'],
      note: 'Куәлігін жоғалтқан',
    })
    const page = await desk.do('person.get', { id: application.personId })
    expect(page.timeline[0]).toMatchObject({ kind: 'consultation', params: { note: 'Куәлігін жоғалтқан' } })
    const unknown = { draftId: null, personId: 999, name: '', missing: [], note: '' }
    expect((await desk.refuse('intake.consult', unknown)).code).toBe('not_found')
  })

  it('R1: before the order was in force there is no edition, and it says so', async () => {
    const desk = await openSetUpDesk({ now: '2023-06-30T05:00:00.000Z' })
    expect((await desk.refuse('intake.check', { draft: readyDraft() })).code).toBe('edition_not_held')
    expect((await desk.refuse('intake.check', { draft: readyDraft({ serviceCode: 'S-XX' }) })).code).toBe(
      'service_unknown',
    )
  })

  it('R3: asks for no money anywhere', async () => {
    const desk = await openSetUpDesk()
    const service = await desk.do('intake.services', {})
    expect(JSON.stringify(service)).not.toMatch(/price|payment|amount_due/)
  })
})

describe('decision', () => {
  it('R19: no decision without the check, and no registration against it', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const grant = {
      id: application.id,
      version: application.version,
      outcome: 'granted' as const,
      grounds: [],
      explanation: '',
    }
    expect((await desk.refuse('application.decide', grant)).code).toBe('check_needed')
    const check = {
      id: application.id,
      version: application.version,
      result: 'inaccurate' as const,
      note: '',
    }
    expect((await desk.refuse('application.check', check)).code).toBe('reason_needed')
    const checked = await desk.do('application.check', { ...check, note: 'Жұмыс орны бар' })
    expect((await desk.refuse('application.decide', { ...grant, version: checked.version })).code).toBe(
      'check_contradicts',
    )
    const mended = await desk.do('application.check', {
      ...check,
      version: checked.version,
      result: 'confirmed',
    })
    expect(
      (await desk.do('application.decide', { ...grant, version: mended.version })).application.outcome,
    ).toBe('granted')
  })

  it('R26: refuses only on a ground of the law', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const checked = await desk.do('application.check', {
      id: application.id,
      version: application.version,
      result: 'inaccurate',
      note: 'x',
    })
    const refusal = {
      id: application.id,
      version: checked.version,
      outcome: 'refused' as const,
      explanation: 'Себебі бар',
    }
    expect((await desk.refuse('application.decide', { ...refusal, grounds: [] })).code).toBe('ground_needed')
    expect((await desk.refuse('application.decide', { ...refusal, grounds: ['no_vacancies'] })).code).toBe(
      'ground_unknown',
    )
    expect((await desk.do('application.get', { id: application.id })).decision).toBeNull()
  })

  it('R28: the notice is handed over once, against a document and a signature', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    const hand = {
      id: application.id,
      version: application.version,
      identityDocument: 'passport' as const,
      digital: false,
      number: 'N12345678',
      signed: true,
    }
    expect((await desk.refuse('application.handOver', hand)).code).toBe('not_handed_over_yet')
    const checked = await desk.do('application.check', {
      id: application.id,
      version: application.version,
      result: 'confirmed',
      note: '',
    })
    const { application: decided } = await desk.do('application.decide', {
      id: application.id,
      version: checked.version,
      outcome: 'granted',
      grounds: [],
      explanation: '',
    })
    const now = { ...hand, version: decided.version }
    expect((await desk.refuse('application.handOver', { ...now, signed: false })).code).toBe(
      'identity_document_needed',
    )
    expect((await desk.refuse('application.handOver', { ...now, number: ' ' })).code).toBe(
      'identity_document_needed',
    )
    await desk.do('application.handOver', now)
    expect((await desk.refuse('application.handOver', now)).code).toBe('handed_over_already')
  })

  it('R29: once the person was told, the case leaves the list of the day and stays in the papers to hand over', async () => {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    // R33: finding work has begun beside it and stays.
    expect(await dutiesOf(desk)).toEqual([
      ['registration:1:js_matching', '2026-11-24'],
      ['application:1', null],
    ])
    await desk.do('application.inform', {
      id: application.id,
      channel: 'sms',
      to: '+77015550124',
      text: 'Тіркелдіңіз',
    })
    expect((await dutiesOf(desk)).map(([id]) => id)).toEqual(['registration:1:js_matching'])
    expect((await desk.do('today.list', {})).toHandOver).toBe(1)
  })
})

describe('the list of the day', () => {
  it('R25 R27: counts working days, says what is late, and recomputes when the calendar changes', async () => {
    const desk = await openSetUpDesk()
    await accept(desk)
    const first = await desk.do('work.list', {})
    expect(first.items).toMatchObject([
      {
        noun: 'application',
        rule: 'R25',
        workingDaysLeft: 1,
        due: '2026-11-23',
        why: { code: 'js_decision' },
        place: '/applications/1',
      },
    ])
    const calendars = await desk.do('calendar.list', {})
    const { own: _own, ...calendar } = calendars.find((one) => one.year === 2026 && one.week === 5)!
    const { moved } = await desk.do('calendar.save', {
      calendar: { ...calendar, off: [...calendar.off, '11-23'], source: 'Министрдің бұйрығы' },
    })
    expect(moved).toBe(1)
    expect((await desk.do('work.list', {})).items[0]!.due).toBe('2026-11-24')
    expect(await desk.refuse('calendar.save', { calendar: { ...calendar, off: ['11-21'] } })).toMatchObject({
      code: 'calendar_invalid',
      params: { reason: 'off_is_weekend' },
    })
    // Nothing of the batch is late: only the case is.
    await desk.do('exchange.make', {})
    desk.clock.set('2026-11-26T05:00:00.000Z')
    const { me } = await desk.do('session.current', {})
    await desk.do('session.signIn', { staffId: me!.id, password: 'Тілеуова-2026' })
    expect(await desk.do('today.list', {})).toMatchObject({ overdue: 1, dueToday: 0 })
    expect(await desk.do('work.list', {})).toMatchObject({ items: [{ workingDaysLeft: -2 }] })
  })
})

describe('search', () => {
  it('finds a person by anything a clerk may type', async () => {
    const desk = await openSetUpDesk()
    const { application } = await accept(desk)
    for (const text of [
      '850315400124',
      '85031',
      'сейтж',
      'айгерим сейт',
      'АЙГЕРІМ',
      '8 701 555 01 24',
      'Т-2026-00001',
      'т2026-1',
      'үі0315ң00124'.replace('үі', '85'),
    ]) {
      const { people } = await desk.do('person.search', { text })
      expect([text, people.map((person) => person.id)]).toEqual([text, [application.personId]])
    }
    expect((await desk.do('person.search', { text: 'иванов' })).people).toEqual([])
  })

  it('lists in the order of the Kazakh alphabet', async () => {
    const desk = await openSetUpDesk()
    const names = ['Ыбырай', 'Әлиев', 'Ғани', 'Іңкәр', 'Азат', 'Қайрат', 'Кәрім', 'Һаким', 'Яков']
    for (const [index, lastName] of names.entries()) {
      const fields = readyDraft({
        person: {
          lastName,
          iin: '',
          iinOverrideReason: 'Нөмірі жоқ',
          mobile: '',
          birthDate: `19${60 + index}-01-02`,
        },
      }).person
      await desk.do('person.save', { id: null, version: null, fields })
    }
    const { people } = await desk.do('person.search', { text: '' })
    expect(people.map((person) => person.fullName.split(' ')[0])).toEqual([
      'Азат',
      'Әлиев',
      'Ғани',
      'Кәрім',
      'Қайрат',
      'Һаким',
      'Ыбырай',
      'Іңкәр',
      'Яков',
    ])
  })
})
