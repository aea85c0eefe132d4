/** Referrals to active measures through the core: from the asked facts to the returned slip (R118 to R158, R180). */
import { describe, expect, it } from 'vitest'
import { slipFacts } from '../../main/core/referrals/facts'
import { closeDatabase, openDatabase } from '../../main/db/open'
import type { InputOf } from '../../shared/contract'
import { emptyReferral, type ReferralFields, type SlipFields } from '../../shared/contract/referrals'
import { catalogue } from '../../shared/law/catalogue'
import { measuresOf } from '../../shared/law/intake'
import { slipRules } from '../../shared/rules/engine/referrals'
import { encodePaperCode } from '../../shared/rules/paper-code'
import {
  addClerk,
  decide,
  directorOf,
  openSetUpDesk,
  password,
  readyDraft,
  type TestDesk,
} from '../helpers/desk'
import { textOf } from '../helpers/docx'
import { answersTo, ask, grantReferral, organisation, slipTo } from '../helpers/referrals'
import { known, type Answers } from '../helpers/services'

const bytesOf = async (desk: TestDesk, id: number) => {
  const { token } = await desk.do('document.file', { id, as: 'docx' })
  return desk.app.files.get(token, desk.client)!.bytes
}

/** Another day; whoever was signed in signs in again. */
async function onDay(desk: TestDesk, instant: string) {
  desk.clock.set(instant)
  await desk.do('session.signIn', { staffId: (await desk.do('session.staff', {}))[0]!.id, password })
}

const archive = (day: string, paperNumber = '17') => ({ acceptanceDate: day, paperNumber, papers: false })
const inEdition: Record<string, { answers: Answers; fields: Partial<ReferralFields> }> = {
  '129': { answers: {}, fields: {} },
  '172': {
    answers: { archive: archive('05.09.2022'), consents: { personal_data: true, protected_secret: true } },
    fields: { number: '31', issuedOn: '06.09.2022', startOn: '12.09.2022', commissionOn: '01.09.2022' },
  },
}

const every = catalogue
  .filter(({ code }) => code === 'S-REF')
  .flatMap((service) =>
    measuresOf(service).flatMap(({ code }) =>
      service.measures
        .find((one) => one.code === code)!
        .forms.map((formId) => ({ edition: service.edition, measure: code, formId })),
    ),
  )

describe('every measure of both editions', () => {
  it('R134 R154: is nine referrals today and ten of 2022', () => {
    expect(every.filter(({ edition }) => edition === '129')).toHaveLength(9)
    expect(every.filter(({ edition }) => edition === '172').length).toBeGreaterThanOrEqual(10)
  })

  it.each(every)(
    'R120 R130 R133 R134 R137 R141 R144 R150 R154 R158: $measure of edition $edition on $formId goes from intake to its slip',
    async ({ edition, measure, formId }) => {
      const desk = await openSetUpDesk()
      const { answers, fields: own } = inEdition[edition]!
      const application = await ask(desk, measure, answers)
      const rule = slipRules.get(formId)!
      const fields = await answersTo(desk, application.id, { counterpart: rule.returnedBy, ...own })
      const asked = await desk.do('referral.prepare', { applicationId: application.id, fields })
      expect(asked).toMatchObject({ applies: true, formId, missing: [], ready: true })
      const {
        referral,
        document,
        application: decided,
      } = await desk.do('referral.issue', {
        applicationId: application.id,
        version: application.version,
        fields,
      })
      expect(decided).toMatchObject({ outcome: 'granted', edition })
      expect(referral).toMatchObject({ formId, measure, edition, state: 'referred' })
      expect(referral.number).toBe(edition === '129' ? '2026-000001' : '31')
      expect(referral.slipDue === null).toBe(rule.deadline === null)
      if (edition === '129') {
        // R137: one number, in the heading and below the tear-off line.
        const text = textOf(await bytesOf(desk, document!.id))
        expect(text.split('2026-000001').length - 1).toBeGreaterThanOrEqual(2)
        await desk.do('document.printed', { id: document!.id, copies: 1 })
        const [signed] = await desk.do(
          'referral.sign',
          { referrals: [{ id: referral.id, version: 1 }] },
          (await directorOf(desk)).client,
        )
        await desk.do('referral.handOver', {
          referrals: [{ id: referral.id, version: signed!.version }],
          identitySeen: true,
        })
        await onDay(desk, '2026-11-27T05:00:00.000Z')
      } else expect(document).toBeNull()
      const now = await desk.do('referral.get', { id: referral.id })
      const slip = slipTo(now, { returnedOn: edition === '129' ? '27.11.2026' : '09.09.2022' })
      expect(await desk.do('referral.compare', { id: now.id, slip })).toMatchObject({
        doubtful: false,
        missing: [],
        closes: rule.closes,
      })
      const closed = await desk.do('referral.returnSlip', { id: now.id, version: now.version, slip })
      expect(closed).toMatchObject({ state: 'closed', closed: { as: rule.closes } })
      expect((await desk.do('referral.list', { show: 'waiting' })).total).toBe(0)
      const batch = await desk.do('exchange.make', {})
      expect(batch.counts.referrals).toBe(1)
    },
    60_000,
  )
})

describe('the referral of a case', () => {
  it('R135: says what is missing field by field, and issues nothing half', async () => {
    const desk = await openSetUpDesk()
    const { id, version } = await ask(desk, 'first_job')
    const empty = await desk.do('referral.prepare', { applicationId: id })
    expect(empty.asks).toEqual(['organisationId', 'profession', 'category', 'startOn', 'endOn', 'months'])
    expect(empty.missing.map(({ field }) => field)).toEqual([
      'organisationId',
      'profession',
      'startOn',
      'months',
    ])
    for (const { text } of empty.missing) expect([text.kk, text.ru, text.en].every(Boolean)).toBe(true)
    const refused = await desk.refuse('referral.issue', { applicationId: id, version, fields: emptyReferral })
    expect(refused).toMatchObject({ code: 'referral_not_ready', params: { count: 4 } })
    expect(refused.fields?.map(({ path: at }) => at)).toContain('fields.organisationId')
    expect((await desk.do('application.get', { id })).decision).toBeNull()
    expect((await desk.do('referral.list', {})).total).toBe(0)
    // A decision without the referral is none; a refusal is one.
    const grant = {
      id,
      version,
      outcome: 'granted' as const,
      grounds: [],
      explanation: '',
      resultKind: 'referral_subsidised',
    }
    expect((await desk.refuse('application.decide', grant)).code).toBe('referral_needed')
    const { document } = await desk.do('application.decide', {
      ...grant,
      outcome: 'refused',
      grounds: ['requirements_not_met'],
      resultKind: '',
    })
    expect(document?.formId).toBe('common-s4')
    const fields = await answersTo(desk, id)
    expect(
      (await desk.refuse('referral.issue', { applicationId: id, version: version + 1, fields })).code,
    ).toBe('decision_exists')
  })

  it('R134: vocational training asks who takes the person in; the form hangs on it', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'vocational_training')
    const open = await desk.do('referral.prepare', { applicationId: id })
    expect(open).toMatchObject({ formId: null, counterparts: ['education_organisation', 'employer'] })
    expect(open.missing.map(({ field }) => field)).toEqual(['counterpart'])
    const at = async (counterpart: 'education_organisation' | 'employer') =>
      (await desk.do('referral.prepare', { applicationId: id, fields: { ...emptyReferral, counterpart } }))
        .formId
    expect(await at('education_organisation')).toBe('129-annex4')
    expect(await at('employer')).toBe('129-annex5')
  })

  it('R137: numbers of a year have no gap, also where a command refused', async () => {
    const desk = await openSetUpDesk()
    const numbers: string[] = []
    for (let n = 0; n < 3; n++) {
      const application = await ask(desk, 'public_works')
      if (n === 1)
        await desk.refuse('referral.issue', {
          applicationId: application.id,
          version: application.version,
          fields: emptyReferral,
        })
      numbers.push((await grantReferral(desk, application)).referral.number)
    }
    expect(numbers).toEqual(['2026-000001', '2026-000002', '2026-000003'])
  })

  it('R142: relocation is not printed without the decision of the commission, the place and whole names of the family', async () => {
    const desk = await openSetUpDesk()
    const { id, version } = await ask(desk, 'relocation')
    const fields = await answersTo(desk, id)
    const missing = async (changes: Partial<ReferralFields>) =>
      (
        await desk.do('referral.prepare', { applicationId: id, fields: { ...fields, ...changes } })
      ).missing.map(({ field }) => field)
    expect(await missing({ commissionOn: '' })).toEqual(['commissionOn'])
    expect(await missing({ commissionOn: '30.11.2026' })).toEqual(['commissionOn'])
    expect(await missing({ commissionNumber: ' ' })).toEqual(['commissionNumber'])
    expect(await missing({ destination: '' })).toEqual(['destination'])
    expect(await missing({ family: [{ relation: 'ұлы', fullName: '' }] })).toEqual(['family'])
    expect(await missing({ family: [], organisationId: null })).toEqual([])
    const { document } = await desk.do('referral.issue', { applicationId: id, version, fields })
    const text = textOf(await bytesOf(desk, document!.id))
    expect(text).toContain('Тестов Арман Үлгіұлы')
    expect(text).toContain('Жаңажол ауылы')
  })

  it('R143: the seal is the setting of the centre', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'public_works')
    const seal = async () => {
      const { findings } = await desk.do('referral.prepare', {
        applicationId: id,
        fields: await answersTo(desk, id),
      })
      return findings.find(({ rule }) => rule === 'R143')!.sentence.ru
    }
    const first = await seal()
    const { desk: settings } = await desk.do('settings.get', {})
    await desk.do('settings.saveDesk', { desk: { ...settings, seal: false } })
    expect(await seal()).not.toBe(first)
  })

  it('R118 R146: a job seeker has no option in the form of a subsidised job: warned of, printed without a line', async () => {
    const desk = await openSetUpDesk()
    const application = await ask(desk, 'social_job', { recipient: 'job_seeker' })
    const fields = await answersTo(desk, application.id, { category: '' })
    const asked = await desk.do('referral.prepare', { applicationId: application.id, fields })
    expect(asked.ready).toBe(true)
    expect(asked.findings.find(({ rule }) => rule === 'R146')).toMatchObject({
      level: 'warn',
      field: 'applicantCategory',
    })
    const issued = await desk.do('referral.issue', {
      applicationId: application.id,
      version: application.version,
      fields,
    })
    expect(issued.document?.formId).toBe('129-annex8')
  })

  it('R124 R146: a student is foreseen for public works; another kind warns', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'first_job', { recipient: 'student_or_senior_pupil' })
    const { findings } = await desk.do('referral.prepare', { applicationId: id })
    expect(findings.filter(({ rule }) => rule === 'R146')).toMatchObject([{ level: 'warn' }])
  })

  it('R147: last day and months follow from each other; what disagrees is said, an end before the beginning stops', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'public_works')
    const fields = await answersTo(desk, id)
    const of = (changes: Partial<ReferralFields>) =>
      desk.do('referral.prepare', { applicationId: id, fields: { ...fields, ...changes } })
    expect((await of({})).fields).toMatchObject({ startOn: '2026-11-24', endOn: '2027-02-23', months: 3 })
    expect((await of({ months: null, endOn: '23.05.2027' })).fields.months).toBe(6)
    const codes = async (changes: Partial<ReferralFields>) =>
      (await of(changes)).findings
        .filter(({ rule }) => rule === 'R147')
        .map(({ level, field }) => `${level} ${field}`)
    expect(await codes({})).toEqual([])
    expect(await codes({ months: 5, endOn: '23.02.2027' })).toEqual(['warn months'])
    expect(await codes({ startOn: '19.11.2026' })).toEqual(['warn start'])
    // The published longest term of public works is twelve months.
    expect(await codes({ months: 13 })).toEqual(['warn months'])
    const over = await of({ endOn: '20.11.2026', startOn: '24.11.2026' })
    expect(over.ready).toBe(false)
    expect(over.missing.map(({ field }) => field)).toEqual(['endOn'])
    expect((await of({ startOn: '31.02.2026' })).missing.map(({ field }) => field)).toContain('startOn')
  })

  it('R132: a case after a refusal is linked with it; R133: it is due the next working day', async () => {
    const desk = await openSetUpDesk()
    const first = await ask(desk, 'silver_age')
    await desk.do('application.decide', {
      ...first,
      outcome: 'refused',
      grounds: ['inaccurate'],
      explanation: '',
    })
    const second = await ask(desk, 'silver_age')
    const { findings } = await desk.do('referral.prepare', { applicationId: second.id })
    expect(findings.find(({ rule }) => rule === 'R132')?.sentence.ru).toContain('Ж-2026-00001')
    const { deadlines } = await desk.do('application.get', { id: second.id })
    expect(deadlines[0]).toMatchObject({ code: 'ref_decision', due: '2026-11-23' })
  })

  it('R127: how the owner of a digital document agreed is asked before the referral is issued', async () => {
    const desk = await openSetUpDesk()
    const digital = { identity_document: { shown: 'digital' as const, number: '', expiresOn: null } }
    const { id } = await ask(desk, 'public_works', { checklist: digital })
    const fields = await answersTo(desk, id)
    const missing = async (digitalConsent: ReferralFields['digitalConsent']) =>
      (
        await desk.do('referral.prepare', { applicationId: id, fields: { ...fields, digitalConsent } })
      ).missing.map(({ field }) => field)
    expect(await missing(null)).toEqual(['digitalConsent'])
    expect(await missing('one_time_password')).toEqual([])
  })

  it('R128 R129: who checked and that the documents went back is looked for', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'public_works')
    const rules = async () =>
      (await desk.do('referral.prepare', { applicationId: id })).findings.map(({ rule }) => rule)
    expect(await rules()).toContain('R128')
    expect(await rules()).not.toContain('R129')
    await desk.do('application.mark', { id, mark: 'documents_returned', done: true })
    expect(await rules()).not.toContain('R128')
  })

  it('refuses an organisation without an address, a place or vacancy of another one', async () => {
    const desk = await openSetUpDesk()
    const { id } = await ask(desk, 'public_works')
    const fields = await answersTo(desk, id)
    const bare = await desk.do('organisation.save', {
      id: null,
      version: null,
      fields: {
        kinds: ['employer'],
        bin: '',
        nameKk: 'Бос',
        nameRu: '',
        legalAddress: '',
        address: '',
        phone: '',
        email: '',
        contact: '',
        note: '',
      },
    })
    const missing = async (changes: Partial<ReferralFields>) =>
      (
        await desk.do('referral.prepare', { applicationId: id, fields: { ...fields, ...changes } })
      ).missing.map(({ field }) => field)
    expect(await missing({ organisationId: bare.id })).toEqual(['organisationId'])
    expect(await missing({ organisationId: 999 })).toEqual(['organisationId'])
    expect(await missing({ placeId: 999 })).toEqual(['placeId'])
    expect(await missing({ vacancyId: 999 })).toEqual(['vacancyId'])
  })

  it('is for who decides; a stale case is refused', async () => {
    const desk = await openSetUpDesk()
    const { id, version } = await ask(desk, 'public_works')
    const fields = await answersTo(desk, id)
    const reader = await addClerk(desk, 'Оспанов Ержан', ['administrator'])
    const input = { applicationId: id, version, fields }
    expect((await desk.refuse('referral.issue', input, reader.client)).code).toBe('right_missing')
    expect((await desk.refuse('referral.issue', { ...input, version: version - 1 })).code).toBe(
      'version_conflict',
    )
    expect((await desk.refuse('referral.issue', { ...input, applicationId: 999 })).code).toBe('not_found')
  })
})

/** Several referrals of one person, printed. */
async function printed(desk: TestDesk, count: number, measure = 'public_works') {
  const referrals = []
  for (let n = 0; n < count; n++) {
    const application = await ask(desk, measure)
    const { referral, document } = await desk.do('referral.issue', {
      applicationId: application.id,
      version: application.version,
      fields: await answersTo(desk, application.id),
    })
    await desk.do('document.printed', { id: document!.id, copies: 1 })
    referrals.push({ id: referral.id, version: referral.version })
  }
  return referrals
}

describe('signing and handing over', () => {
  it('R134: where nobody on the staff is a director, whoever decides records the signature; else the director', async () => {
    const desk = await openSetUpDesk()
    const [first, second] = await printed(desk, 2)
    const rights = async () => (await desk.do('session.current', {})).me!.rights
    expect(await rights()).toContain('sign')
    const signed = await desk.do('referral.sign', { referrals: [first!] })
    expect(signed[0]!.signed?.on).toBe('2026-11-20')
    await directorOf(desk)
    expect(await rights()).not.toContain('sign')
    expect((await desk.refuse('referral.sign', { referrals: [second!] })).code).toBe('right_missing')
  })

  it('R134 R135: printed, signed and handed over, many at once, in the order of printing', async () => {
    const desk = await openSetUpDesk()
    const referrals = await printed(desk, 3)
    const list = async (show: 'to_print' | 'to_sign' | 'to_hand_over') =>
      (await desk.do('referral.list', { show })).referrals.map(({ id }) => id)
    const ids = referrals.map(({ id }) => id)
    expect(await list('to_sign')).toEqual(ids)
    expect((await desk.refuse('referral.handOver', { referrals, identitySeen: true })).code).toBe(
      'referral_not_signed',
    )
    // R134: the director signs.
    const director = (await directorOf(desk)).client
    const first = { referrals: referrals.slice(0, 2), on: '20.11.2026' }
    expect((await desk.refuse('referral.sign', first)).code).toBe('right_missing')
    const signed = await desk.do('referral.sign', first, director)
    expect(signed.map((one) => one.signed?.on)).toEqual(['2026-11-20', '2026-11-20'])
    expect(await list('to_sign')).toEqual([ids[2]])
    expect(await list('to_hand_over')).toEqual(ids.slice(0, 2))
    const ready = signed.map(({ id, version }) => ({ id, version }))
    expect((await desk.refuse('referral.handOver', { referrals: ready, identitySeen: false })).code).toBe(
      'identity_document_needed',
    )
    const done = await desk.do('referral.handOver', { referrals: ready, identitySeen: true })
    expect(done.map((one) => one.handedOverOn)).toEqual(['2026-11-20', '2026-11-20'])
    expect((await desk.do('application.get', { id: done[0]!.applicationId })).handOver).toMatchObject({
      number: '1',
    })
    const again = done.map(({ id, version }) => ({ id, version }))
    expect((await desk.refuse('referral.handOver', { referrals: again, identitySeen: true })).code).toBe(
      'handed_over_already',
    )
  })

  it('signs all or none: what is not printed, stale, signed or dated wrong is named', async () => {
    const desk = await openSetUpDesk()
    const [one, two] = await printed(desk, 2)
    const application = await ask(desk, 'public_works')
    const { referral } = await desk.do('referral.issue', {
      applicationId: application.id,
      version: application.version,
      fields: await answersTo(desk, application.id),
    })
    const fresh = { id: referral.id, version: referral.version }
    const director = (await directorOf(desk)).client
    const refuse = (input: InputOf<'referral.sign'>) => desk.refuse('referral.sign', input, director)
    expect(await refuse({ referrals: [one!, fresh] })).toMatchObject({
      code: 'referral_not_printed',
      fields: [{ path: 'referrals.1' }],
    })
    expect((await desk.do('referral.list', { show: 'to_sign' })).total).toBe(2)
    for (const [on, code] of [
      ['19.11.2026', 'date_too_early'],
      ['21.11.2026', 'date_in_future'],
      ['31.02.2026', 'date_invalid'],
    ] as const)
      expect((await refuse({ referrals: [one!], on })).code).toBe(code)
    const { client } = await addClerk(desk, 'Серікова Дана', ['director'])
    await desk.do('referral.sign', { referrals: [two!] }, client)
    expect(await refuse({ referrals: [one!, two!] })).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Серікова Дана' },
    })
    const now = (await desk.do('referral.get', { id: two!.id })).version
    expect((await refuse({ referrals: [{ id: two!.id, version: now }] })).code).toBe('referral_signed')
    expect(
      (
        await desk.refuse('application.handOver', {
          id: referral.applicationId,
          version: (await desk.do('application.get', { id: referral.applicationId })).version,
          identityDocument: 'identity_card',
          digital: false,
          number: '1',
          signed: true,
        })
      ).code,
    ).toBe('referral_not_signed')
  })

  it('R181: a referral made anew keeps its number and waits for its signature again; a cancelled one waits for nothing', async () => {
    const desk = await openSetUpDesk()
    const { referral, document } = await grantReferral(desk, await ask(desk, 'public_works'))
    const again = await desk.do('document.reissue', { id: document!.id, reason: 'қате' })
    const now = await desk.do('referral.get', { id: referral.id })
    expect(now).toMatchObject({
      number: referral.number,
      signed: null,
      stage: 'to_print',
      document: { id: again.id },
    })
    expect(textOf(await bytesOf(desk, again.id))).toContain(referral.number)
    await desk.do('document.cancel', { id: again.id, reason: 'адам бас тартты' })
    const gone = await desk.do('referral.get', { id: referral.id })
    expect(gone.cancelled).toBe(true)
    expect((await desk.do('referral.list', { show: 'waiting' })).total).toBe(0)
    expect(
      (await desk.refuse('referral.returnSlip', { id: gone.id, version: gone.version, slip: slipTo(gone) }))
        .code,
    ).toBe('paper_cancelled')
  })
})

describe('the slip', () => {
  async function issued(measure = 'first_job', changes: Partial<ReferralFields> = {}) {
    const desk = await openSetUpDesk()
    const { referral, document } = await grantReferral(desk, await ask(desk, measure), changes)
    return { desk, referral, document: document! }
  }

  it('R138 R139: due five working days after issue, overdue the day after, with the telephone of the organisation', async () => {
    const { desk, referral } = await issued()
    expect(referral.slipDue).toMatchObject({ due: '2026-11-27' })
    await onDay(desk, '2026-11-27T05:00:00.000Z')
    expect((await desk.do('referral.list', { show: 'overdue' })).total).toBe(0)
    expect(
      (await desk.refuse('referral.remind', { referrals: [{ id: referral.id, version: referral.version }] }))
        .code,
    ).toBe('slip_not_due')
    await onDay(desk, '2026-11-30T05:00:00.000Z')
    const overdue = await desk.do('referral.list', { show: 'overdue' })
    expect(overdue.referrals).toMatchObject([
      {
        id: referral.id,
        state: 'notice_overdue',
        workingDaysLeft: -1,
        organisation: { phone: '+77015550011' },
      },
    ])
    expect(overdue.counts).toMatchObject({ overdue: 1, waiting: 1 })
    const { documents, referrals } = await desk.do('referral.remind', {
      referrals: [{ id: referral.id, version: referral.version }],
    })
    expect(referrals[0]?.remindedOn).toBe('2026-11-30')
    expect(textOf(await bytesOf(desk, documents[0]!.id))).toContain('2026-000001')
    const work = (await desk.do('work.list', { noun: 'referral' })).items
    expect(work.find(({ id }) => id.endsWith(':slip'))).toMatchObject({
      rule: 'R139',
      due: '2026-11-27',
      workingDaysLeft: -1,
    })
  })

  it('R139: one letter to an organisation about all its overdue slips', async () => {
    const { desk, referral } = await issued()
    const { id: organisationId } = referral.organisation!
    const second = await grantReferral(desk, await ask(desk, 'silver_age'), { organisationId })
    await grantReferral(desk, await ask(desk, 'first_job'))
    await onDay(desk, '2026-11-30T05:00:00.000Z')
    const { documents, referrals } = await desk.do('referral.remind', {
      referrals: [{ id: referral.id, version: referral.version }],
    })
    expect(documents).toHaveLength(1)
    expect(referrals.map(({ id, remindedOn }) => [id, remindedOn])).toEqual([
      [referral.id, '2026-11-30'],
      [second.referral.id, '2026-11-30'],
    ])
    const text = textOf(await bytesOf(desk, documents[0]!.id))
    expect(text).toContain('2026-000001')
    expect(text).toContain('2026-000002')
    expect(text).not.toContain('2026-000003')
    // The paper of the referral shows the telephone as the screens do.
    expect(textOf(await bytesOf(desk, referral.document!.id))).toContain('+7 701 555 00 11')
  })

  it('R140: relocation has no day; the centre may ask after its own number of days', async () => {
    const { desk, referral } = await issued('relocation')
    expect(referral).toMatchObject({ slipDue: null, reminderOn: null })
    const { desk: settings } = await desk.do('settings.get', {})
    await desk.do('settings.saveDesk', { desk: { ...settings, relocationReminderDays: 10 } })
    expect((await desk.do('referral.get', { id: referral.id })).reminderOn).toBe('2026-11-30')
    const duties = async () =>
      (await desk.do('work.list', { noun: 'referral' })).items.filter(({ id }) => id.endsWith(':remind'))
    expect(await duties()).toEqual([])
    await onDay(desk, '2026-11-30T05:00:00.000Z')
    expect(await duties()).toMatchObject([{ rule: 'R140', due: null }])
  })

  it('R141: is found by the code of its paper, also of one made anew since, and by its number', async () => {
    const { desk, referral, document } = await issued()
    const db = openDatabase(desk.folder)
    const { uid, content_sha256 } = (await db('documents').where({ id: document.id }).first()) as {
      uid: string
      content_sha256: string
    }
    await closeDatabase(db)
    const code = encodePaperCode(uid, content_sha256)
    const find = async (text: string) => {
      const { verdict, referrals } = await desk.do('referral.find', { text })
      return [verdict, ...referrals.map(({ id }) => id)]
    }
    expect(await find(code)).toEqual(['unchanged', referral.id])
    expect(await find(code.slice(0, -2) + '00')).toEqual(['damaged'])
    expect(await find('2026-000001')).toEqual(['by_number', referral.id])
    expect(await find('1')).toEqual(['by_number', referral.id])
    expect(await find('77')).toEqual(['unknown'])
    await desk.do('document.reissue', { id: document.id, reason: 'x' })
    expect(await find(code)).toEqual(['unchanged', referral.id])
  })

  it('R141 R139: what differs, or comes without the copy of the order, waits for a person', async () => {
    const { desk, referral } = await issued()
    const compare = (changes: Parameters<typeof slipTo>[1]) =>
      desk.do('referral.compare', {
        id: referral.id,
        slip: slipTo(referral, { returnedOn: '20.11.2026', ...changes }),
      })
    const later = await compare({ written: { hired_from_date: '26.11.2026' } })
    expect(later.doubtful).toBe(true)
    expect(later.lines.find(({ field }) => field === 'hired_from_date')).toEqual({
      field: 'hired_from_date',
      issued: '2026-11-24',
      written: '2026-11-26',
      verdict: 'differs',
    })
    expect((await compare({ hireOrderCopy: false })).doubtful).toBe(true)
    expect(
      (await compare({ written: { job_position_name: 'Аспаз' } })).findings.map(({ field }) => field),
    ).toEqual(['post'])
    expect((await compare({ written: { hire_order_number: '' } })).doubtful).toBe(true)
    expect((await compare({})).doubtful).toBe(false)

    const slip = slipTo(referral, { returnedOn: '20.11.2026', hireOrderCopy: false })
    const kept = await desk.do('referral.returnSlip', { id: referral.id, version: referral.version, slip })
    expect(kept).toMatchObject({ state: 'notice_in_question', closed: null, slip: { doubtful: true } })
    expect((await desk.do('work.list', { noun: 'referral' })).items.map(({ id }) => id)).toContain(
      `referral:${referral.id}:decide_slip`,
    )
    const confirm = { id: kept.id, version: kept.version, reason: ' ' }
    expect((await desk.refuse('referral.confirmSlip', confirm)).code).toBe('reason_needed')
    const done = await desk.do('referral.confirmSlip', {
      ...confirm,
      reason: 'Көшірме электрондық поштамен келді',
    })
    expect(done).toMatchObject({
      state: 'closed',
      closed: { as: 'hired' },
      slip: { decision: { reason: 'Көшірме электрондық поштамен келді' } },
    })
    expect(
      (await desk.refuse('referral.confirmSlip', { ...confirm, version: done.version, reason: 'x' })).code,
    ).toBe('referral_step')
    expect(
      (await desk.refuse('referral.returnSlip', { id: done.id, version: done.version, slip })).code,
    ).toBe('referral_step')
  })

  it('R141: a right slip after a doubtful one closes the referral', async () => {
    const { desk, referral } = await issued()
    const doubtful = slipTo(referral, { returnedOn: '20.11.2026', hireOrderCopy: false })
    const kept = await desk.do('referral.returnSlip', {
      id: referral.id,
      version: referral.version,
      slip: doubtful,
    })
    const right = await desk.do('referral.returnSlip', {
      id: kept.id,
      version: kept.version,
      slip: { ...doubtful, hireOrderCopy: true },
    })
    expect(right).toMatchObject({ state: 'closed', closed: { as: 'hired' } })
  })

  it('R180: a slip with the name the person had, or has now, is recognised; a strange one too is only asked about', async () => {
    const { desk, referral } = await issued()
    const person = await desk.do('person.get', { id: referral.person.id })
    const { person: fields } = readyDraft()
    await desk.do('person.save', {
      id: referral.person.id,
      version: person.person.version,
      fields: { ...fields, lastName: 'Құдайбергенова' },
    })
    const rules = async (name: string) =>
      (
        await desk.do('referral.compare', {
          id: referral.id,
          slip: slipTo(referral, { returnedOn: '20.11.2026', name }),
        })
      ).findings.map(({ rule }) => rule)
    expect(await rules('Сейтжанова Айгерім Болатқызы')).toEqual([])
    expect(await rules('Кудайбергенова Айгерим Болаткызы')).toEqual(['R180'])
    expect(await rules('Ермекова Сәуле')).toEqual(['R141'])
  })

  it('R141: who refused or did not come closes the referral without an order; other rules are told', async () => {
    for (const outcome of ['refused', 'not_come'] as const) {
      const { desk, referral } = await issued()
      const slip = {
        ...slipTo(referral, { returnedOn: '20.11.2026', outcome, hireOrderCopy: false }),
        written: {},
      }
      const closed = await desk.do('referral.returnSlip', {
        id: referral.id,
        version: referral.version,
        slip,
      })
      expect(closed).toMatchObject({ state: 'closed', closed: { as: outcome, on: '2026-11-20' } })
      const db = openDatabase(desk.folder)
      expect(await slipFacts(db, referral.person.id)).toMatchObject([
        { referralId: referral.id, outcome, on: '2026-11-20', inQuestion: false },
      ])
      await closeDatabase(db)
      const { timeline } = await desk.do('person.get', { id: referral.person.id })
      expect(timeline.some(({ noted }) => noted?.tone === 'stop')).toBe(true)
    }
  })

  it.each([
    ['returnedOn', 'date_in_future', { returnedOn: '21.11.2026' }],
    ['returnedOn', 'date_invalid', { returnedOn: '' }],
    ['written.hired_to_date', 'date_too_early', { written: { hired_to_date: '01.11.2026' } }],
    ['written.hire_order_date', 'date_invalid', { written: { hire_order_date: '31.02.2026' } }],
    ['written.shoe_size', 'slip_field_unknown', { written: { shoe_size: '42' } }],
  ] as const)('refuses a slip with a wrong %s: %s', async (field, code, changes) => {
    const { desk, referral } = await issued()
    const slip = slipTo(referral, { returnedOn: '20.11.2026', ...changes })
    const refused = await desk.refuse('referral.returnSlip', {
      id: referral.id,
      version: referral.version,
      slip,
    })
    expect(refused.code).toBe(code)
    expect(refused.fields?.map((one) => one.path)).toContain('slip.' + field)
    expect((await desk.do('referral.get', { id: referral.id })).slip).toBeNull()
  })

  it('loses nobody’s slip: the second of two clerks is told of the first', async () => {
    const { desk, referral } = await issued()
    const { client } = await addClerk(desk, 'Серікова Дана')
    const input = {
      id: referral.id,
      version: referral.version,
      slip: slipTo(referral, { returnedOn: '20.11.2026', hireOrderCopy: false }),
    }
    await desk.do('referral.returnSlip', input, client)
    expect(await desk.refuse('referral.returnSlip', input)).toMatchObject({
      code: 'version_conflict',
      params: { by: 'Серікова Дана' },
    })
  })

  it('R141 R114: who was hired takes a place of the vacancy', async () => {
    const desk = await openSetUpDesk()
    const employer = await organisation(desk)
    const vacancy = await desk.do('vacancy.save', {
      id: null,
      version: null,
      post: null,
      fields: {
        organisationId: employer.id,
        profession: 'Наубайшы',
        qualification: '',
        experienceMonths: null,
        payFrom: null,
        payTo: null,
        hours: null,
        requirements: '',
        address: '',
        places: 2,
        placesLeft: 2,
        appearedOn: '',
        registeredOn: '',
        portalNumber: '',
      },
    })
    const { referral } = await grantReferral(desk, await ask(desk, 'social_job'), {
      organisationId: employer.id,
      vacancyId: vacancy.id,
    })
    const left = async () => (await desk.do('vacancy.get', { id: vacancy.id })).placesLeft
    expect(await left()).toBe(2)
    await desk.do('referral.returnSlip', {
      id: referral.id,
      version: referral.version,
      slip: slipTo(referral, { returnedOn: '20.11.2026' }),
    })
    expect(await left()).toBe(1)
  })
})

describe('an unemployed person who is referred', () => {
  /** Unemployed since 23.11.2026, referred to public works on 24.11.2026; today is 02.12.2026. */
  async function referred(startOn = '25.11.2026') {
    const desk = await openSetUpDesk()
    const { application } = await decide(desk)
    const { personId } = application
    await onDay(desk, '2026-11-24T05:00:00.000Z')
    await desk.do('registration.takeOver', { personId, seen: null, status: 'unemployed', on: '24.11.2026' })
    const plan = await desk.do('plan.save', {
      personId,
      id: null,
      version: null,
      fields: {
        goal: 'Жұмыс',
        education: 'орта',
        speciality: 'есепші',
        measures: [
          { measure: 'public_works', completeOn: '30.12.2026' },
          { measure: 'enbek_job_search', completeOn: '30.12.2026' },
        ],
        visits: [{ on: '30.12.2026', action: 'келу' }],
        validUntil: '31.12.2026',
        specialistPhone: '1',
        specialistEmail: 'a@example.invalid',
      },
    })
    const day = '24.11.2026'
    await desk.do('plan.sign', {
      id: plan.id,
      version: plan.version,
      personSignedOn: day,
      employeeSignedOn: day,
      copyGivenOn: day,
    })
    const { referral } = await grantReferral(desk, await ask(desk, 'public_works'), { startOn })
    await onDay(desk, '2026-12-02T05:00:00.000Z')
    const take = (changes: Partial<SlipFields>) =>
      desk.do('referral.returnSlip', {
        id: referral.id,
        version: referral.version,
        slip: slipTo(referral, { returnedOn: '01.12.2026', ...changes }),
      })
    const page = () => desk.do('deregistration.get', { personId })
    const judge = async (judgement: 'valid' | 'not_valid') => {
      const row = (await page()).rows.find(({ source }) => source === 'referral')!
      return desk.do('deregistration.explain', {
        personId,
        source: 'referral',
        id: row.id,
        version: row.reasonVersion,
        explanation: 'Қатты суық тиді',
        judgement,
      })
    }
    return { desk, personId, referral, take, page, judge }
  }

  it('R79 R141: the slip marks the measure in the plan as begun, once, and no other', async () => {
    const { desk, personId, referral, take } = await referred()
    await take({})
    const rows = (await desk.do('plan.get', { personId })).current!.measures
    expect(rows.find(({ measure }) => measure === 'enbek_job_search')?.mark).toBeNull()
    const row = rows.find(({ measure }) => measure === 'public_works')!
    expect(row.mark).toMatchObject({ done: true, on: '2026-12-01' })
    expect(row.mark?.note).toContain(referral.number)
  })

  it.each(['refused', 'not_come'] as const)(
    'R86 R96: a slip that says %s raises ground 51-3 once the reason is heard and is not valid',
    async (outcome) => {
      const { take, page, judge } = await referred()
      expect((await page()).rows.filter(({ source }) => source === 'referral')).toEqual([])
      await take({ outcome, written: {}, hireOrderCopy: false })
      const before = await page()
      expect(before.grounds).toEqual([])
      expect(before.rows.filter(({ source }) => source === 'referral')).toMatchObject([
        { asks: 'explanation', title: { ru: expect.stringContaining('2026-000001') as string } },
      ])
      expect((await judge('not_valid')).grounds).toMatchObject([{ ground: '51-3', told: { rule: 'R86' } }])
    },
  )

  it('R96: a valid reason excuses who did not come; who came owes nothing', async () => {
    const excused = await referred()
    await excused.take({ outcome: 'not_come', written: {}, hireOrderCopy: false })
    expect((await excused.judge('valid')).grounds).toEqual([])
    const came = await referred()
    await came.take({})
    expect((await came.page()).rows.filter(({ source }) => source === 'referral')).toEqual([])
  })

  it('R141: a kept slip is corrected: plan, ground and batch follow, what was said before stays', async () => {
    const { desk, personId, take, page } = await referred()
    const { id, version } = await take({})
    const mark = async () =>
      (await desk.do('plan.get', { personId })).current!.measures.find(
        ({ measure }) => measure === 'public_works',
      )!.mark
    expect(await mark()).toMatchObject({ done: true })
    const now = await desk.do('referral.get', { id })
    const wrong = slipTo(now, { returnedOn: '01.12.2026', outcome: 'not_come', hireOrderCopy: false })
    const slip = { ...wrong, written: {} }
    expect((await desk.do('referral.foresee', { id, version, slip })).work.came).not.toEqual([])
    // Foreseen is not saved.
    expect((await desk.do('referral.get', { id })).version).toBe(version)
    const no = await desk.refuse('referral.correct', { id, version, slip, reason: ' ' })
    expect(no.code).toBe('reason_needed')
    expect((await desk.do('referral.get', { id })).closed?.as).toBe('hired')
    const assistant = await addClerk(desk, 'Серікова Дана', ['administrator'])
    const correction = { id, version, slip, reason: 'Басқа адамның хабарламасы' }
    expect((await desk.refuse('referral.correct', correction, assistant.client)).code).toBe('right_missing')
    await desk.do('exchange.make', {})
    const corrected = await desk.do('referral.correct', correction)
    expect(corrected).toMatchObject({ state: 'closed', closed: { as: 'not_come' } })
    expect(await mark()).toBeNull()
    expect((await page()).rows.filter(({ source }) => source === 'referral')).toHaveLength(1)
    expect((await desk.do('exchange.make', {})).counts.referrals).toBe(1)
    const { timeline } = await desk.do('person.get', { id: personId })
    expect(timeline.some(({ noted }) => noted?.more?.kk.includes('Басқа адамның хабарламасы'))).toBe(true)
    // A stale correction is refused; taken back, the referral waits for its own slip again.
    expect((await desk.refuse('referral.correct', correction)).code).toBe('version_conflict')
    const back = await desk.do('referral.correct', { ...correction, version: corrected.version, slip: null })
    expect(back).toMatchObject({ state: 'notice_overdue', closed: null, slip: null })
    expect((await page()).rows.filter(({ source }) => source === 'referral')).toEqual([])
    const nothing = { ...correction, version: back.version }
    expect((await desk.refuse('referral.correct', nothing)).code).toBe('referral_step')
  })

  it('R88: leaving the measure early is told to deregistration with its day and reason', async () => {
    const { desk, take, judge } = await referred()
    const { id, version } = await take({})
    await desk.do('referral.stop', { id, version, on: '02.12.2026', why: 'өз еркімен кетті' })
    expect((await judge('not_valid')).grounds).toMatchObject([
      {
        ground: '51-3',
        on: '2026-12-02',
        told: { rule: 'R88' },
        title: { kk: expect.stringContaining('өз еркімен кетті') as string },
      },
    ])
  })
})

describe('places', () => {
  const group = async (desk: TestDesk, places = 1) => {
    const { id } = await organisation(desk)
    return desk.do('referral.savePlace', {
      id: null,
      version: null,
      fields: {
        organisationId: id,
        measure: 'public_works',
        title: 'Көгалдандырушы',
        startsOn: '01.11.2026',
        endsOn: '31.12.2027',
        places,
        note: '',
        active: true,
      },
    })
  }

  it('a referral takes one, a refusal or a cancelled paper frees it, and too many are warned of', async () => {
    const desk = await openSetUpDesk()
    const place = await group(desk)
    const free = async () => (await desk.do('referral.places', {})).places.map((one) => one.free)
    const changes = { organisationId: place.organisationId, placeId: place.id }
    const first = await grantReferral(desk, await ask(desk, 'public_works'), changes)
    expect(await free()).toEqual([0])
    const second = await ask(desk, 'public_works')
    const asked = await desk.do('referral.prepare', {
      applicationId: second.id,
      fields: await answersTo(desk, second.id, changes),
    })
    expect(asked).toMatchObject({
      ready: true,
      notes: [{ field: 'placeId' }],
      places: [{ id: place.id, free: 0 }],
    })
    const over = await grantReferral(desk, second, changes)
    expect(await free()).toEqual([-1])
    await desk.do('referral.returnSlip', {
      id: over.referral.id,
      version: over.referral.version,
      slip: slipTo(over.referral, { returnedOn: '20.11.2026', outcome: 'refused' }),
    })
    expect(await free()).toEqual([0])
    await desk.do('document.cancel', { id: first.document!.id, reason: 'қате' })
    expect(await free()).toEqual([1])
  })

  it('R88: who leaves the measure early frees what remains of the place', async () => {
    const desk = await openSetUpDesk()
    const place = await group(desk)
    const free = async () => (await desk.do('referral.places', {})).places.map((one) => one.free)
    const { referral } = await grantReferral(desk, await ask(desk, 'public_works'), {
      organisationId: place.organisationId,
      placeId: place.id,
      startOn: '20.11.2026',
    })
    const { id, version } = await desk.do('referral.returnSlip', {
      id: referral.id,
      version: referral.version,
      slip: slipTo(referral, { returnedOn: '20.11.2026' }),
    })
    expect(await free()).toEqual([0])
    await desk.do('referral.stop', { id, version, on: '20.11.2026', why: 'өз еркімен кетті' })
    expect(await free()).toEqual([1])
  })

  it('the place tells organisation and profession of the referral', async () => {
    const desk = await openSetUpDesk()
    const place = await group(desk)
    const { id } = await ask(desk, 'public_works')
    const { fields } = await desk.do('referral.prepare', {
      applicationId: id,
      fields: { ...emptyReferral, placeId: place.id },
    })
    expect(fields).toMatchObject({ organisationId: place.organisationId, profession: 'Көгалдандырушы' })
  })

  it.each([
    ['measure', 'measure_unknown', { measure: 'juggling' }],
    ['title', 'name_empty', { title: ' ' }],
    ['organisationId', 'not_found', { organisationId: 999 }],
    ['endsOn', 'date_too_early', { endsOn: '31.10.2026' }],
    ['startsOn', 'date_invalid', { startsOn: 'кеше' }],
  ] as const)('refuses a wrong %s: %s', async (field, code, changes) => {
    const desk = await openSetUpDesk()
    const { id, version, ...place } = await group(desk)
    const fields = {
      organisationId: place.organisationId,
      measure: place.measure,
      title: place.title,
      startsOn: place.startsOn,
      endsOn: place.endsOn,
      places: 3,
      note: '',
      active: true,
    }
    expect(
      await desk.refuse('referral.savePlace', { id, version, fields: { ...fields, ...changes } }),
    ).toMatchObject({
      code,
      fields: [{ path: 'fields.' + field }],
    })
    const saved = await desk.do('referral.savePlace', { id, version, fields })
    expect(saved).toMatchObject({ places: 3, version: 2 })
    expect((await desk.refuse('referral.savePlace', { id, version, fields })).code).toBe('version_conflict')
  })
})

describe('following up', () => {
  it('who takes part today, whose measure ends soon, who left it early, and the counts', async () => {
    const desk = await openSetUpDesk()
    const issue = async (changes: Partial<ReferralFields>, outcome: 'came' | 'refused' = 'came') => {
      const { referral } = await grantReferral(desk, await ask(desk, 'public_works'), changes)
      return desk.do('referral.returnSlip', {
        id: referral.id,
        version: referral.version,
        slip: slipTo(referral, { returnedOn: '20.11.2026', outcome }),
      })
    }
    const long = await issue({ startOn: '20.11.2026', months: 6 })
    const soon = await issue({ startOn: '20.11.2026', months: 1, endOn: '01.12.2026' })
    await issue({}, 'refused')
    const shown = async (show: 'now' | 'ending' | 'stopped') =>
      (await desk.do('referral.participants', { show })).referrals.map(({ id }) => id)
    expect(await shown('now')).toEqual([soon.id, long.id])
    expect(await shown('ending')).toEqual([soon.id])
    const stop = { id: long.id, version: long.version, on: '20.11.2026', why: 'жұмысқа тұрды' }
    expect((await desk.refuse('referral.stop', { ...stop, why: '' })).code).toBe('reason_needed')
    expect((await desk.refuse('referral.stop', { ...stop, on: '19.11.2026' })).code).toBe('date_too_early')
    await desk.do('referral.stop', stop)
    expect(await shown('now')).toEqual([soon.id])
    expect(await shown('stopped')).toEqual([long.id])
    const counts = await desk.do('referral.counts', {})
    expect(counts.months).toHaveLength(12)
    expect(counts.months.at(-1)).toBe('2026-11')
    // Each was sent to an organisation of its own.
    expect(counts.rows.map(({ issued, came, refused, stopped }) => [issued, came, refused, stopped])).toEqual(
      expect.arrayContaining([
        [1, 1, 0, 1],
        [1, 1, 0, 0],
        [1, 0, 1, 0],
      ]),
    )
  })
})

describe('the edition of 2022', () => {
  it('R149 R150 R151 R153: consent of parents and school, two grounds, the power of attorney', async () => {
    const desk = await openSetUpDesk()
    const draft = readyDraft({
      ...(await known(desk)),
      serviceCode: 'S-REF',
      measure: 'public_works',
      archive: archive('05.09.2022'),
      checklist: {},
      consents: {},
      person: {
        iin: '060315500127',
        birthDate: '2006-03-15',
        iinOverrideReason: 'тексеру',
        lastName: 'Оқушы',
        sex: 'male',
      },
    })
    const { checklist } = await desk.do('intake.check', {
      draft: { ...draft, personId: null, personVersion: null },
    })
    expect(checklist.map(({ id }) => id).filter((id) => id.includes('consent'))).toHaveLength(2)
    const { id } = await ask(desk, 'microcredit', {
      archive: archive('05.09.2022'),
      legalRepresentative: { fullName: 'Ким Ирина', iin: '', kind: 'proxy', document: '№ 12, 01.09.2022' },
    })
    const application = await desk.do('application.get', { id })
    expect(application.refusalGrounds.map((one) => one.id)).toEqual(['inaccurate', 'requirements_not_met'])
    const { findings, missing } = await desk.do('referral.prepare', { applicationId: id })
    expect(findings.filter(({ rule }) => rule === 'R149' || rule === 'R120')).toEqual([])
    expect(missing.map(({ field }) => field).sort()).toEqual(['issuedOn', 'number', 'organisationId'])
  })

  it('R1 R158: the number of an old referral is its own, once in its year, and nothing is waited for', async () => {
    const desk = await openSetUpDesk()
    const old = { number: '31', issuedOn: '06.09.2022', startOn: '12.09.2022' }
    const first = await grantReferral(
      desk,
      await ask(desk, 'youth_practice', { archive: archive('05.09.2022') }),
      old,
    )
    expect(first.referral).toMatchObject({
      archive: true,
      number: '31',
      stage: 'handed_over',
      state: 'referred',
    })
    const second = await ask(desk, 'youth_practice', { archive: archive('05.09.2022', '18') })
    const fields = await answersTo(desk, second.id, old)
    const again = { applicationId: second.id, version: second.version, fields }
    expect(await desk.refuse('referral.issue', again)).toMatchObject({
      code: 'referral_number_taken',
      fields: [{ path: 'fields.number' }],
    })
    expect((await desk.do('work.list', { noun: 'referral' })).items).toEqual([])
    expect((await desk.do('referral.list', { show: 'overdue' })).total).toBe(0)
  })
})
