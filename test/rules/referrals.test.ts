/** R118-R147: referrals to active measures in the edition in force. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lawIn } from '../../shared/law/catalogue'
import { askedItems, groundsFor, measuresOf } from '../../shared/law/intake'
import {
  addDays,
  ageOn,
  buildCalendar,
  dayOfNumber,
  deadlineRules,
  shippedCalendars,
} from '../../shared/rules'
import { allowed, explain, rules, type Finding } from '../../shared/rules/engine/finding'
import {
  measureTerms,
  r118Recipient,
  r120Application,
  r124TooYoung,
  r126Refusal,
  r127DigitalConsent,
  r128Returned,
  r129Check,
  r130Receipt,
  r131IntakeRefusal,
  r132Earlier,
  r133Due,
  r134Form,
  r135Reply,
  r136PortalDue,
  r137Number,
  r138Overdue,
  r138SlipDue,
  r139HireOrderCopy,
  r141Slip,
  r142Relocation,
  r143Seal,
  r146Category,
  r147EndDay,
  r147Months,
  r147Published,
  r147Term,
  r149PowerOfAttorney,
  r157CorporationDue,
  slipRules,
  type AnsweredPaper,
  type IssuedReferral,
  type ReturnedSlip,
} from '../../shared/rules/engine/referrals'
import { referralStep } from '../../shared/rules/engine/states'
import { codesIn, expectExplained } from './explained'

const calendar = buildCalendar(shippedCalendars, 5)
const counting = { calendar }
const service = lawIn('S-REF', '129')
const historic = lawIn('S-REF', '172')

/** Every finding of these tests, for the test of the words at the end. */
const said: Finding[] = []
const codes = (findings: readonly (Finding | null)[]) =>
  findings.flatMap((finding) => {
    if (!finding) return []
    said.push(finding)
    return [`${finding.level} ${finding.code}`]
  })
const fields = (findings: readonly Finding[]) => {
  codes(findings)
  return findings.map((finding) => finding.field)
}

const asked = (measure: string, { recipient = 'unemployed', age = 30 as number | null } = {}) =>
  askedItems(service, { place: '', caseId: '', measure, recipient, term: '', conditions: {} }, age).map(
    ({ item, need }) => `${item.id} ${need}`,
  )

describe('who applies, for what, with which papers', () => {
  it('R118 five kinds of recipient may apply, nobody else, and the kind is asked for', () => {
    for (const { id } of service.recipients) expect(r118Recipient(id, service)).toEqual([])
    expect(service.recipients).toHaveLength(5)
    expect(codes(r118Recipient('pensioner', service))).toEqual(['block ref_recipient_not_listed'])
    expect(codes(r118Recipient('', service))).toEqual(['record ref_recipient_missing'])
    // The edition of 2022 names natural persons only.
    expect(r118Recipient('', historic)).toEqual([])
  })

  it('R119 counter and both portals, no State Corporation', () => {
    expect(service.places.filter(({ intake }) => intake).map(({ place }) => place)).toEqual([
      'provider',
      'egov',
      'enbek',
    ])
  })

  it('R120 one measure for each application; a representative is warned of', () => {
    const apply = (measures: string[], byRepresentative = false) =>
      codes(r120Application({ measures, byRepresentative }, service))
    expect(apply(['relocation'])).toEqual([])
    expect(apply([])).toEqual(['block ref_one_measure'])
    expect(apply(['relocation', 'public_works'])).toEqual(['block ref_one_measure'])
    expect(apply(['microcredit'])).toEqual(['block ref_measure_unknown'])
    expect(apply(['relocation'], true)).toEqual(['warn ref_representative'])
    expect(allowed(r120Application({ measures: ['relocation'], byRepresentative: true }, service))).toBe(true)
    expect(r120Application({ measures: ['microcredit'], byRepresentative: true }, historic)).toEqual([])
  })

  const base = ['application required', 'identity_document required', 'labour_book if_available']

  it('R121 vocational training asks for a certificate of health', () => {
    expect(asked('vocational_training')).toEqual([
      ...base,
      'education if_available',
      'health_certificate required',
    ])
  })

  it('R122 a subsidised job asks for identity and labour book, and for its kind', () => {
    expect(asked('social_job')).toEqual(base)
    expect(
      codes(r120Application({ measures: ['subsidised_job'], byRepresentative: false }, service)),
    ).toEqual(['record ref_measure_kind_missing'])
    expect(measuresOf(service).map(({ code }) => code)).not.toContain('subsidised_job')
  })

  it('R123 only youth practice and the generations contract ask for professional education', () => {
    for (const { code } of measuresOf(service))
      expect([code, asked(code).includes('professional_education required')]).toEqual([
        code,
        ['youth_practice', 'generations_contract'].includes(code),
      ])
  })

  it('R124 consent of a parent from the sixteenth to the eighteenth birthday', () => {
    const birthDate = '2010-03-22'
    const consent = (acceptedOn: string, recipient = 'student_or_senior_pupil', measure = 'public_works') =>
      asked(measure, { recipient, age: ageOn(birthDate, acceptedOn) }).includes('parent_consent required')
    expect(consent('2026-03-21')).toBe(false)
    expect(consent('2026-03-22')).toBe(true)
    expect(consent('2028-03-21')).toBe(true)
    expect(consent('2028-03-22')).toBe(false)
    expect(consent('2026-03-22', 'unemployed')).toBe(false)
    expect(consent('2026-03-22', 'student_or_senior_pupil', 'social_job')).toBe(false)
    expect(asked('public_works', { recipient: 'student_or_senior_pupil', age: 17 })).not.toContain(
      'school_consent required',
    )
    const young = (acceptedOn: string, recipient = 'student_or_senior_pupil') =>
      codes(r124TooYoung({ recipient, birthDate, acceptedOn }, service))
    expect(young('2026-03-21')).toEqual(['warn ref_student_too_young'])
    expect(young('2026-03-22')).toEqual([])
    expect(young('2026-03-21', 'kandas')).toEqual([])
  })

  it('R125 relocation asks for identity, labour book and education if available', () => {
    expect(asked('relocation')).toEqual([...base, 'education if_available'])
  })

  it('R127 a digital document needs its owner’s consent on record', () => {
    expect(fields(r127DigitalConsent(['paper', 'digital'], null))).toEqual(['digitalConsent'])
    expect(r127DigitalConsent(['digital'], 'sms_answer')).toEqual([])
    expect(r127DigitalConsent(['paper', 'none'], null)).toEqual([])
  })

  it('R128 the documents go back once identity is confirmed', () => {
    expect(fields(r128Returned({ identityConfirmed: true, documentsReturnedOn: null }))).toEqual([
      'documentsReturnedOn',
    ])
    expect(r128Returned({ identityConfirmed: true, documentsReturnedOn: '2026-03-20' })).toEqual([])
    expect(r128Returned({ identityConfirmed: false, documentsReturnedOn: null })).toEqual([])
  })

  it('R129 the check has a result, a day and an employee', () => {
    expect(fields(r129Check({ checkResult: null, checkedOn: null, checkedBy: ' ' }))).toEqual([
      'checkResult',
      'checkedOn',
      'checkedBy',
    ])
    expect(
      r129Check({ checkResult: 'inaccurate', checkedOn: '2026-03-20', checkedBy: 'Әбенова Г.' }),
    ).toEqual([])
    expect(service.dataFromSystems?.ru).toContain('шлюз')
  })

  it('R130 the tear-off receipt names number, day and who accepted', () => {
    const receipt = {
      application_number: 'Ж-2026-00001',
      registration_date: '2026-03-20',
      receiver_full_name: 'Әбенова Гүлнұр Серікқызы',
      receiver_position: 'маман',
      receiver_signature: 'қойылды',
    }
    expect(r130Receipt(receipt, service)).toEqual([])
    expect(fields(r130Receipt({ ...receipt, application_number: '' }, service))).toEqual([
      'application_number',
    ])
    expect(fields(r130Receipt({}, service))).toEqual(Object.keys(receipt))
    expect(service.annexes.find(({ formId }) => formId === '129-annex1')?.tearOff).toBe(true)
  })

  it('R131 missing and expired papers stop the intake; what may be absent is never missing', () => {
    const papers = (over: Record<string, Partial<AnsweredPaper>>): AnsweredPaper[] =>
      askedItems(
        service,
        {
          place: '',
          caseId: '',
          measure: 'vocational_training',
          recipient: 'kandas',
          term: '',
          conditions: {},
        },
        30,
      ).map(({ item, need }) => ({ id: item.id, need, presented: true, expiresOn: null, ...over[item.id] }))
    const judge = (over: Record<string, Partial<AnsweredPaper>>) => {
      const { findings, ...found } = r131IntakeRefusal(papers(over), '2026-03-20', service)
      codes(findings)
      return { ...found, refused: !allowed(findings) }
    }
    const none = { missing: [], expired: [], refused: false }
    expect(judge({})).toEqual(none)
    expect(judge({ labour_book: { presented: false } })).toEqual(none)
    expect(judge({ identity_document: { expiresOn: '2026-03-20' } })).toEqual(none)
    expect(judge({ identity_document: { expiresOn: '2026-03-19' } })).toEqual({
      ...none,
      expired: ['identity_document'],
      refused: true,
    })
    expect(judge({ labour_book: { expiresOn: '2020-01-01' } })).toMatchObject({ expired: ['labour_book'] })
    expect(judge({ labour_book: { presented: false, expiresOn: '2020-01-01' } })).toEqual(none)
    expect(judge({ health_certificate: { presented: false } })).toMatchObject({
      missing: ['health_certificate'],
      refused: true,
    })
    const { findings } = r131IntakeRefusal(
      papers({ application: { presented: false } }),
      '2026-03-20',
      service,
    )
    expect(findings[0]).toMatchObject({ rule: 'R131', level: 'block', inputs: { copies: 2, missing: 1 } })
    // S-JS has no such receipt (R24).
    expect(
      r131IntakeRefusal(papers({ application: { presented: false } }), '2026-03-20', lawIn('S-JS', '214')),
    ).toEqual({ missing: ['application'], expired: [], findings: [] })
  })

  it('R132 after a refusal one may apply again the same day; the newest case is linked', () => {
    const refused = [
      { number: 'Ж-2026-00001', measure: 'relocation', refusedOn: '2026-03-19' },
      { number: 'Ж-2026-00003', measure: 'relocation', refusedOn: '2026-03-20' },
      { number: 'Ж-2026-00002', measure: 'public_works', refusedOn: '2026-03-20' },
    ]
    const again = r132Earlier(refused, { measure: 'relocation', day: '2026-03-20' })
    expect(codes([again])).toEqual(['info ref_again_after_refusal'])
    expect(again?.inputs).toEqual({ number: 'Ж-2026-00003', refused: '2026-03-20' })
    expect(r132Earlier(refused, { measure: 'silver_age', day: '2026-03-20' })).toBeNull()
    expect(r132Earlier(refused, { measure: 'public_works', day: '2026-03-19' })).toBeNull()
    // The refused case itself is not reopened.
    expect(referralStep('intake_refused', 'accept').to).toBeNull()
  })
})

describe('decision', () => {
  it('R133 one working day after acceptance, over Nauryz', () => {
    const due = r133Due('2026-03-20', counting)
    expect(codes([due])).toEqual(['compute ref_due'])
    expect(due.inputs).toMatchObject({ due: '2026-03-26' })
    expect(explain(due, 'kk').skipped.map(({ day }) => day)).toEqual(
      [21, 22, 23, 24, 25].map((day) => `2026-03-${day}`),
    )
    expect(r133Due('2026-03-19', counting).inputs).toMatchObject({ due: '2026-03-20' })
    expect(r133Due('2026-03-20', { calendar, countFromSameDay: true }).inputs).toMatchObject({
      due: '2026-03-20',
    })
  })

  it('R136 a portal application after hours is due on the next working day itself', () => {
    const due = (received: string) => {
      const finding = r136PortalDue(received, counting)
      codes([finding])
      return [finding.inputs['accepted'], finding.inputs['due']]
    }
    expect(due('2026-03-19T18:29')).toEqual(['2026-03-19', '2026-03-20'])
    expect(due('2026-03-19T18:30')).toEqual(['2026-03-20', '2026-03-20'])
    expect(due('2026-03-19T07:00')).toEqual(['2026-03-19', '2026-03-20'])
    expect(due('2026-03-22T12:00')).toEqual(['2026-03-26', '2026-03-26'])
    // Until 2025 Constitution Day moved to Monday 1 September.
    expect(due('2025-08-30T12:00')).toEqual(['2025-09-02', '2025-09-02'])
    const list = service.documents!.find(({ id }) => id === 'portal')!
    expect(list.places).toEqual(['egov', 'enbek'])
    expect(list.items.filter(({ need }) => need === 'required').map(({ id }) => id)).toEqual(['application'])
  })

  it('R126 refuses on the six grounds, each with its measure', () => {
    const refuse = (measure: string, grounds: string[], explanation = '', held: string[] = []) =>
      codes(r126Refusal({ measure, grounds, explanation, textsHeld: new Set(held) }, service))
    for (const { code } of measuresOf(service)) {
      expect(refuse(code, ['inaccurate', 'requirements_not_met', 'negative_approval'])).toEqual([])
      const possible = groundsFor(service, code).map(({ id }) => id)
      expect(possible.includes('social_code_109_4')).toBe(code === 'vocational_training')
      expect(possible.includes('social_code_111_7')).toBe(
        !['vocational_training', 'relocation'].includes(code),
      )
    }
    expect(refuse('relocation', [])).toEqual(['block ref_ground_missing'])
    expect(refuse('relocation', ['no_budget'])).toEqual(['block ref_ground_not_listed'])
    expect(refuse('relocation', ['social_code_111_7'])).toEqual(['block ref_ground_other_measure'])
    expect(refuse('public_works', ['social_code_109_4'])).toEqual(['block ref_ground_other_measure'])
  })

  it('R126 an article whose text is not held is warned of and explained in words', () => {
    const refuse = (explanation: string, held: string[]) =>
      codes(
        r126Refusal(
          {
            measure: 'silver_age',
            grounds: ['social_code_111_7'],
            explanation,
            textsHeld: new Set(held),
          },
          service,
        ),
      )
    expect(refuse(' ', [])).toEqual(['warn ref_article_not_held', 'record ref_article_explain'])
    expect(refuse('7-тармақтың жағдайы', [])).toEqual(['warn ref_article_not_held'])
    expect(refuse(' ', ['social_code_111_7'])).toEqual([])
  })

  it('R134 each measure has its form; training by who takes the person in', () => {
    const form = (measure: string, counterpart: Parameters<typeof r134Form>[0]['counterpart'] = null) => {
      const { form, findings } = r134Form({ measure, counterpart }, service)
      codes(findings)
      return form
    }
    expect(form('vocational_training', 'education_organisation')).toBe('129-annex4')
    expect(form('vocational_training', 'employer')).toBe('129-annex5')
    expect(form('vocational_training')).toBeNull()
    expect(form('')).toBeNull()
    expect(form('relocation')).toBe('129-annex11')
    for (const { code, group } of service.measures)
      if (group === 'subsidised_job') expect(form(code)).toBe('129-annex8')
    expect(codes(r134Form({ measure: 'vocational_training', counterpart: null }, service).findings)).toEqual([
      'record ref_counterpart_missing',
    ])
  })

  it('R135 the reasoned reply names grounds, reason, director and day', () => {
    const reply = {
      refusalGrounds: ['inaccurate'],
      refusalReason: 'Анықтама жарамсыз',
      directorFullName: 'Жақсыбеков Е. М.',
      issueDate: '2026-03-20',
    }
    expect(r135Reply(reply)).toEqual([])
    expect(
      fields(r135Reply({ refusalGrounds: [], refusalReason: '', directorFullName: '', issueDate: null })),
    ).toEqual(['refusalGrounds', 'refusalReason', 'directorFullName', 'issueDate'])
    expect(service.resultKinds.find(({ id }) => id === 'refused')?.forms).toEqual([])
  })

  it('R137 one number in the heading and below the line', () => {
    expect(r137Number({ heading: '17', notice: '17' })).toEqual([])
    expect(codes(r137Number({ heading: '17', notice: '71' }))).toEqual(['block ref_number_differs'])
    expect(codes(r137Number({ heading: '', notice: '' }))).toEqual(['block ref_number_missing'])
  })

  it('R142 no referral for relocation without the commission’s decision and the place', () => {
    const relocation = {
      commissionDecisionDate: '2026-03-10',
      commissionDecisionNumber: '4',
      destinationPlace: 'Павлодар облысы',
      familyMembers: [{ relation: 'жұбайы', fullName: 'Ермекова Сәуле' }],
    }
    expect(r142Relocation(relocation)).toEqual([])
    const empty = r142Relocation({
      commissionDecisionDate: null,
      commissionDecisionNumber: '',
      destinationPlace: ' ',
      familyMembers: [{ relation: '', fullName: 'Ермеков Арман' }],
    })
    expect(codes(empty)).toEqual([
      ...Array.from({ length: 3 }, () => 'block ref_relocation_missing'),
      'record ref_family_incomplete',
    ])
    expect(empty.at(-1)?.field).toBe('familyMembers.0')
    expect(r142Relocation({ ...relocation, familyMembers: [] })).toEqual([])
  })

  it('R143 a seal only if the centre has one', () => {
    expect(codes([r143Seal(true), r143Seal(false)])).toEqual(['info ref_seal', 'info ref_seal_none'])
  })

  it('R146 three categories in the form; others and other measures are warned of', () => {
    const category = (recipient: string, measure = 'public_works') => {
      const { category, findings } = r146Category({ recipient, measure }, service)
      return [category, ...codes(findings)]
    }
    expect(category('unemployed')).toEqual(['unemployed'])
    expect(category('idle_downtime', 'silver_age')).toEqual(['idle_downtime'])
    expect(category('student_or_senior_pupil')).toEqual(['student_or_senior_pupil'])
    expect(category('student_or_senior_pupil', 'first_job')).toEqual([
      'student_or_senior_pupil',
      'warn ref_student_other_measure',
    ])
    expect(category('job_seeker')).toEqual([null, 'warn ref_category_no_option'])
    expect(category('kandas')).toEqual([null, 'warn ref_category_no_option'])
    expect(category('')).toEqual([null, 'record ref_category_missing'])
  })

  it('R145 where addresses and the status are asked for stands in the rule', () => {
    for (const language of ['kk', 'ru', 'en'] as const)
      for (const place of ['1414', 'www.enbek.gov.kz', 'www.enbek.kz', 'www.egov.kz'])
        expect(rules.get('R145')!.about[language]).toContain(place)
    expect(service.complaint).toMatchObject({ informedByPhone1414: true, trackedInCabinet: true })
  })
})

describe('the slip', () => {
  const referral: IssuedReferral = {
    number: '17',
    form: '129-annex8',
    issuedOn: '2026-03-18',
    name: 'Құдайбергенова Айгерім Болатқызы',
    otherNames: ['Сейтжанова Айгерім Болатқызы'],
    period: { from: '2026-04-01', to: '2026-09-30', months: 6 },
  }
  const written = Object.fromEntries(slipRules.get('129-annex8')!.written.map((field) => [field, '1']))
  const slip: ReturnedSlip = {
    returnedOn: '2026-03-30',
    name: 'Кудайбергенова Айгерим Болаткызы',
    period: { from: '2026-04-01', to: '2026-09-30', months: 6 },
    hireOrderCopy: true,
    written,
  }
  const back = (over: Partial<ReturnedSlip>, of: Partial<IssuedReferral> = {}) => {
    const { findings, ...rest } = r141Slip({ ...referral, ...of }, { ...slip, ...over }, counting)
    return { ...rest, codes: codes(findings) }
  }

  it('R138 R139 due five working days after the referral, over holidays', () => {
    const due = (form: string, issuedOn: string) => {
      const finding = r138SlipDue({ form, issuedOn }, counting)
      codes([finding])
      return [finding.rule, finding.inputs['due']]
    }
    expect(due('129-annex4', '2026-03-18')).toEqual(['R138', '2026-03-30'])
    expect(due('129-annex5', '2026-03-18')).toEqual(['R139', '2026-03-30'])
    expect(due('129-annex8', '2025-12-29')).toEqual(['R139', '2026-01-08'])
    // 1 September 2025 stood for Constitution Day; in 2026 there is none any more.
    expect(due('129-annex8', '2025-08-27')).toEqual(['R139', '2025-09-04'])
    expect(due('129-annex8', '2026-08-27')).toEqual(['R139', '2026-09-03'])
    expect(() => r138SlipDue({ form: '129-annex3', issuedOn: '2026-03-18' }, counting)).toThrow()
  })

  it('R138 R139 never due on a day off, later for a later referral, five working days away', () => {
    const day = fc.integer({ min: 19_700, max: 21_500 }).map(dayOfNumber)
    const due = (issuedOn: string) => r138SlipDue({ form: '129-annex4', issuedOn }, counting).deadline!.due
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(calendar.isWorkingDay(due(a))).toBe(true)
        expect(calendar.workingDaysBetween(a, due(a))).toBe(5)
        if (a <= b) expect(due(a) <= due(b)).toBe(true)
      }),
    )
  })

  it('R138 R139 lists the notices that did not come back, the longest waiting first', () => {
    const waiting = [
      { ...referral, number: '2', issuedOn: '2026-03-19' },
      { ...referral, number: '1', issuedOn: '2026-03-18' },
      { ...referral, number: '3', form: '129-annex11', issuedOn: '2024-06-03' },
    ]
    const late = (today: string) =>
      r138Overdue(waiting, today, counting).map(({ referral, finding }) => {
        codes([finding])
        return [referral.number, finding.inputs['days']]
      })
    expect(late('2026-03-30')).toEqual([])
    expect(late('2026-03-31')).toEqual([['1', 1]])
    expect(late('2026-04-01')).toEqual([
      ['1', 2],
      ['2', 1],
    ])
  })

  it('R139 an employer’s notice without a copy of the hiring order is warned of', () => {
    expect(codes(r139HireOrderCopy('129-annex8', false))).toEqual(['warn slip_no_copy'])
    expect(codes(r139HireOrderCopy('129-annex5', false))).toEqual(['warn slip_no_copy'])
    expect(r139HireOrderCopy('129-annex8', true)).toEqual([])
    expect(r139HireOrderCopy('129-annex4', false)).toEqual([])
  })

  it('R140 relocation has no limit; a reminder is the centre’s own', () => {
    const move = { form: '129-annex11', issuedOn: '2026-03-18' }
    const silent = r138SlipDue(move, counting)
    expect(codes([silent])).toEqual(['info slip_no_limit'])
    expect(silent).toMatchObject({ rule: 'R140' })
    expect(silent.deadline).toBeUndefined()
    const reminder = r138SlipDue(move, counting, 30)
    expect(codes([reminder])).toEqual(['info slip_reminder'])
    expect(reminder.inputs['day']).toBe('2026-04-17')
    expect(r138Overdue([{ ...referral, ...move }], '2030-01-01', counting)).toEqual([])
  })

  it('R141 a slip as the referral closes it; what differs waits for a person', () => {
    expect(back({})).toEqual({ event: 'return_notice', closes: 'hired', codes: [] })
    expect(back({ name: 'Ермекова Сәуле Қайратқызы' })).toMatchObject({
      event: 'return_doubtful',
      codes: ['warn slip_name_differs'],
    })
    expect(back({ period: { from: '2026-04-02', to: '2026-09-30', months: 5 } })).toMatchObject({
      event: 'return_doubtful',
      codes: ['warn slip_period_differs', 'warn slip_period_differs'],
    })
    expect(back({ period: { from: null, to: '2026-10-01', months: null } }).codes).toEqual([
      'warn slip_period_differs',
    ])
    expect(back({ post: 'күзетші' }, { post: 'аспаз' })).toMatchObject({
      event: 'return_doubtful',
      codes: ['warn slip_post_differs'],
    })
    expect(back({ hireOrderCopy: false })).toMatchObject({ event: 'return_doubtful' })
    expect(back({ returnedOn: null }).codes).toEqual(['record ref_field_missing'])
    expect(back({ returnedOn: '2026-03-17' }).codes).toEqual(['warn slip_before_issue'])
    expect(back({ written: { ...written, hire_order_number: '  ' } }).codes).toEqual([
      'record slip_values_missing',
    ])
    expect(referralStep('referred', back({ hireOrderCopy: false }).event).to).toBe('notice_in_question')
    expect(referralStep('referred', back({}).event).to).toBe('notice_returned')
  })

  it('R141 another post is a doubt; of who refused or did not come no order or period is asked', () => {
    const post = (written: string | null, issued: string | null = 'Наубайшы') =>
      back({ post: written }, { post: issued })
    expect(post('Аспаз')).toMatchObject({ event: 'return_doubtful', codes: ['warn slip_post_differs'] })
    expect(post('НАУБАЙШЫ').codes).toEqual([])
    expect(post(null).codes).toEqual([])
    expect(post('Аспаз', null).codes).toEqual([])
    for (const outcome of ['refused', 'not_come'] as const)
      expect(back({ outcome, written: {}, period: null, hireOrderCopy: false })).toEqual({
        event: 'return_notice',
        closes: outcome,
        codes: [],
      })
    expect(back({ outcome: 'refused', name: 'Ермекова Сәуле' }).event).toBe('return_doubtful')
  })

  it('R141 lateness is marked and changes nothing else', () => {
    expect(back({ returnedOn: '2026-03-31' })).toEqual({
      event: 'return_notice',
      closes: 'hired',
      codes: ['info slip_late'],
    })
    expect(
      back(
        { returnedOn: '2030-01-01', period: null },
        { form: '129-annex11', issuedOn: '2026-03-18', period: null },
      ),
    ).toMatchObject({ event: 'return_notice', closes: 'relocated' })
  })

  it('R141 R180 a slip with the former name is recognised and only warned of', () => {
    const former = back({ name: 'Сейтжанова Айгерім Болатқызы' })
    expect(former).toMatchObject({ event: 'return_doubtful', codes: ['warn slip_other_name'] })
    expect(said.at(-1)).toMatchObject({ rule: 'R180', level: 'warn' })
  })

  it('R137 R138 R139 R140 R158 a slip is described for every form of a referral, and for no other', () => {
    const forms = [service, historic].flatMap(({ measures }) => measures.flatMap((one) => one.forms))
    expect([...slipRules.keys()].sort()).toEqual([...new Set(forms)].sort())
    for (const { deadline, closes } of slipRules.values()) {
      expect(deadline === null).toBe(closes === 'relocated')
      if (deadline) expect(deadlineRules.get(deadline)).toMatchObject({ amount: 5, unit: 'wd' })
    }
  })
})

describe('the term of a measure', () => {
  it('R147 the last day of a number of months, and back', () => {
    expect(r147EndDay('2026-12-01', 6)).toBe('2027-05-31')
    expect(r147EndDay('2026-03-15', 1)).toBe('2026-04-14')
    expect(r147EndDay('2026-08-31', 6)).toBe('2027-02-28')
    expect(r147EndDay('2024-02-29', 12)).toBe('2025-02-28')
    expect(r147EndDay('2024-01-30', 1)).toBe('2024-02-29')
    expect(r147EndDay('2024-01-29', 1)).toBe('2024-02-28')
    expect(r147Months('2026-12-01', '2027-05-31')).toBe(6)
    expect(r147Months('2026-12-01', '2027-05-30')).toBe(5)
    expect(r147Months('2026-12-01', '2026-12-30')).toBe(0)
    expect(r147Months('2026-12-01', '2026-11-30')).toBe(0)
  })

  it('R147 end and months are inverse, and grow with start and months', () => {
    const day = fc.integer({ min: 19_000, max: 25_000 }).map(dayOfNumber)
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 40 }), (a, b, months) => {
        expect(r147Months(a, r147EndDay(a, months))).toBe(months)
        expect(r147Months(a, addDays(r147EndDay(a, months), -1))).toBe(months - 1)
        if (a <= b) expect(r147EndDay(a, months) <= r147EndDay(b, months)).toBe(true)
      }),
    )
  })

  it('R147 months that do not fit the days are warned of; both readings of the last day agree', () => {
    const term = (over: Partial<Parameters<typeof r147Term>[0]>) =>
      codes(r147Term({ issuedOn: '2026-11-20', start: '2026-12-01', end: '2027-05-31', months: 6, ...over }))
    expect(term({})).toEqual([])
    expect(term({ end: '2027-06-01' })).toEqual([])
    expect(term({ end: '2027-06-02' })).toEqual(['warn term_disagrees'])
    expect(term({ end: '2027-05-30' })).toEqual(['warn term_disagrees'])
    expect(term({ months: 5 })).toEqual(['warn term_disagrees'])
    expect(term({ start: '2026-11-20', end: '2027-05-19' })).toEqual([])
    expect(term({ start: '2026-11-19', end: '2027-05-18' })).toEqual(['warn term_starts_before_issue'])
    expect(term({ end: '2026-11-30' })).toEqual(['block term_ends_before_start'])
    expect(term({ end: '2026-12-01', months: 0 })).toEqual([])
  })

  it('R147 a term or age beyond the published one only warns, and says where it was read', () => {
    const judge = (measure: string, over: Partial<Parameters<typeof r147Published>[0]> = {}) => {
      const findings = r147Published({
        measure,
        months: 6,
        birthDate: '2000-06-15',
        start: '2026-12-01',
        retired: false,
        ...over,
      })
      for (const { level } of findings) expect(level).toBe('warn')
      return codes(findings)
    }
    expect(judge('public_works', { months: 12 })).toEqual([])
    expect(judge('public_works', { months: 13 })).toEqual(['warn measure_too_long'])
    expect(judge('generations_contract', { months: 7 })).toEqual(['warn measure_too_long'])
    expect(judge('youth_practice', { birthDate: '1990-12-02' })).toEqual([])
    expect(judge('youth_practice', { birthDate: '1990-12-01' })).toEqual(['warn measure_too_old'])
    expect(judge('silver_age', { birthDate: '1976-12-02' })).toEqual(['warn measure_too_young'])
    expect(judge('silver_age', { birthDate: '1976-12-01', months: 36 })).toEqual([])
    expect(judge('silver_age', { birthDate: '1960-01-01', retired: true })).toEqual(['warn measure_retired'])
    expect(judge('silver_age', { birthDate: '1960-01-01', retired: null })).toEqual([])
    // Nothing was published for these.
    for (const measure of ['vocational_training', 'relocation'])
      expect(judge(measure, { months: 60, birthDate: '1930-01-01', retired: true })).toEqual([])
    const long = r147Published({
      measure: 'first_job',
      months: 24,
      birthDate: '2000-06-15',
      start: '2026-12-01',
      retired: false,
    })[0]!
    expect(explain(long, 'ru').sentence).toContain('zakon.kz')
    expect(explain(long, 'kk').sentence).toContain('расталмаған')
  })

  it('R147 rows of published terms name a measure of the edition, their status and source, and hold on their days', () => {
    const known = measuresOf(service).map(({ code }) => code)
    for (const { measure, source, from, until } of measureTerms) {
      expect(known).toContain(measure)
      expect(source).not.toBe('')
      expect(from === null || until === null || from <= until).toBe(true)
    }
    const row = { ...measureTerms[0]!, maxMonths: 3, from: '2026-01-01', until: '2026-12-31' }
    const on = (start: string) =>
      codes(
        r147Published({ measure: row.measure, months: 4, birthDate: '1990-01-01', start, retired: false }, [
          row,
        ]),
      )
    expect(on('2025-12-31')).toEqual([])
    expect(on('2026-01-01')).toEqual(['warn measure_too_long'])
    expect(on('2026-12-31')).toEqual(['warn measure_too_long'])
    expect(on('2027-01-01')).toEqual([])
  })
})

it('says each of its findings in words', () => {
  codes([
    ...r149PowerOfAttorney({ powerNumber: '', powerDate: null }, historic),
    r157CorporationDue('2024-03-20', calendar),
  ])
  expectExplained(said)
  // Every field has its words: none is shown by its name in the record.
  for (const finding of said) expect(explain(finding, 'kk').sentence).not.toMatch(/[a-z][A-Z]/u)
  const known = new Set(said.map(({ code }) => code))
  expect(codesIn('referrals.ts').filter((code) => !known.has(code))).toEqual([])
})
