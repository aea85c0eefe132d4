/** What each act says, as data: Orders No 214, 129, 172, the passport of 2020. */
import { describe, expect, it } from 'vitest'
import { lawIn } from '../../../shared/law/catalogue'
import type { LawService } from '../../../shared/law/schema'

const need = { required: '!', if_available: '?', conditional: '~' } as const

/** Papers asked at the counter for one measure, in order: `identity_document!`, `labour_book?`. */
function papers(service: LawService, measure: string | null): string[] {
  return (service.documents ?? [])
    .filter((list) => list.places.includes('provider'))
    .filter((list) => list.cases.length === 0 || (measure !== null && list.cases.includes(measure)))
    .flatMap((list) => list.items.map((item) => item.id + need[item.need]))
}

describe('Order No 214', () => {
  const seekers = lawIn('S-JS', '214')
  const unemployed = lawIn('S-UN', '214')

  it('R4 R5 hours of the counter, portals round the clock', () => {
    for (const service of [seekers, unemployed, lawIn('S-REF', '129'), lawIn('S-REF', '172')]) {
      expect(service.workingHours.find((one) => one.place === 'provider')).toMatchObject({
        days: 'mon_fri',
        opens: '09:00',
        closes: '18:30',
        breakFrom: '13:00',
        breakTo: '14:30',
      })
      for (const place of ['egov', 'enbek'])
        expect(service.workingHours.find((one) => one.place === place)).toMatchObject({
          days: 'every_day',
          closes: '24:00',
        })
    }
  })

  it('R13 channels of the registration of job seekers; the State Corporation is none', () => {
    expect(seekers.places.map((one) => one.place)).toEqual(['provider', 'egov', 'enbek', 'rural_assistant'])
  })

  it('R14 the counter and the assistant ask the same papers, R45 the portals their own form', () => {
    expect(papers(seekers, null)).toEqual([
      'application!',
      'identity_document!',
      'labour_activity?',
      'education?',
      'legal_representative!',
    ])
    expect(seekers.documents![0]!.places).toContain('rural_assistant')
    expect(seekers.documents![1]).toMatchObject({
      places: ['egov', 'enbek'],
      items: [{ id: 'electronic_form' }],
    })
  })

  it('R18 the confirmation names number, date and who took the papers', () => {
    expect(seekers.confirmations[0]).toMatchObject({
      place: 'provider',
      kind: 'tear_off_coupon',
      contents: [
        'application_number',
        'registration_date',
        'receiver_full_name',
        'receiver_position',
        'receiver_signature',
      ],
    })
  })

  it('R24 no paper for an incomplete package', () => {
    expect(seekers.intakeRefusal).toBeNull()
  })

  it('R55 registration of the unemployed asks for no documents and takes no application', () => {
    expect(unemployed.documents).toBeNull()
    expect(unemployed.mode).toMatchObject({ proactive: true, paper: false })
    expect(unemployed.places.every((one) => !one.intake && one.result)).toBe(true)
    expect(unemployed.places.map((one) => one.place)).toEqual(['career_centre', 'egov', 'enbek', 'mobile'])
  })

  it('R59 R60 R61 R62 R63 R64 the six bars, word for word', () => {
    expect(unemployed.refusalGrounds.map((one) => one.rule)).toEqual([
      'R59',
      'R60',
      'R61',
      'R62',
      'R63',
      'R64',
    ])
    expect(unemployed.refusalGrounds.map((one) => one.title.kk)).toEqual([
      'он алты жасқа толмаған адамдар',
      'жұмыспен қамтылған адамдар',
      'Әлеуметтік кодекстің 207-бабының 1-3-тармақтарында белгіленген зейнеткерлік жасқа толған адамдар',
      'жұмысы мен табысының (кірісінің) жоқ екендігі туралы көрінеу жалған мәліметтерді қамтитын құжаттарды, сондай-ақ басқа да анық емес мәліметтерді ұсынған адамдар',
      'Әлеуметтік кодекске сәйкес жұмыспен қамтуға жәрдемдесудің белсенді шараларына қатысуға үміткер студенттер мен жалпы білім беретін мектептердің жоғары сынып оқушылары',
      'сот шешімі бойынша түзеу жұмыстарына не мәжбүрлеу жұмыстарына, сондай-ақ бас бостандығынан айыру түріндегі жаза шартты түрде тағайындалмаған жағдайда, осындай жазаға сотталған адамдар',
    ])
  })

  it('R66 R67 R71 R76 its papers, R72 thirty calendar days', () => {
    expect(unemployed.annexes.map((one) => [one.formId, one.purpose, one.copies])).toEqual([
      ['214-annex5', 'result', null],
      ['214-annex6', 'result', null],
      ['214-annex9', 'certificate', null],
      ['214-annex10', 'plan', 2],
    ])
    expect(unemployed.terms.find((one) => one.case === 'information_validity')).toMatchObject({
      amount: 30,
      unit: 'cd',
    })
  })

  it('R159 R160 complaint without days, court open', () => {
    expect(seekers.complaint).toMatchObject({ limits: [], court: true, clause: '59', courtClause: '60' })
  })
})

describe('Order No 84 in the edition of No 129', () => {
  const service = lawIn('S-REF', '129')

  it('R118 who may apply', () => {
    expect(service.recipients.map((one) => one.id)).toEqual([
      'job_seeker',
      'unemployed',
      'idle_downtime',
      'kandas',
      'student_or_senior_pupil',
    ])
    expect(service.recipientsText!.ru).toBe(
      'лицам, ищущим работу, безработным, лицам, не обеспеченным работой в связи с простоем, кандасам, студентам и учащимся старших классов общеобразовательных школ в свободное от учебы время',
    )
  })

  it('R120 nothing is said about a representative', () => {
    expect(service.representative).toMatchObject({ allowed: null, texts: [] })
  })

  it('R121 R122 R123 R124 R125 table J.1: papers of each measure', () => {
    const subsidised = ['application!', 'identity_document!', 'labour_book?']
    const expected: Record<string, string[]> = {
      vocational_training: [...subsidised, 'education?', 'health_certificate!'],
      subsidised_job: subsidised,
      public_works: [...subsidised, 'parent_consent~'],
      social_job: subsidised,
      youth_practice: [...subsidised, 'professional_education!'],
      first_job: subsidised,
      generations_contract: [...subsidised, 'professional_education!'],
      silver_age: subsidised,
      relocation: [...subsidised, 'education?'],
    }
    expect(Object.fromEntries(service.measures.map(({ code }) => [code, papers(service, code)]))).toEqual(
      expected,
    )
  })

  it('R124 consent of a parent from sixteen to eighteen, for students and pupils in public works', () => {
    const list = service.documents!.find((one) => one.id === 'public_works_minor')!
    expect(list.items[0]!.when).toMatchObject({
      kind: 'age_between',
      from: 16,
      below: 18,
      recipient: 'student_or_senior_pupil',
    })
  })

  it('R126 six grounds, the last two each for its kind of measure and with their text unknown', () => {
    expect(service.refusalGrounds.map((one) => [one.id, one.measures?.length ?? 0])).toEqual([
      ['inaccurate', 0],
      ['requirements_not_met', 0],
      ['negative_approval', 0],
      ['no_data_consent', 0],
      ['social_code_109_4', 1],
      ['social_code_111_7', 7],
    ])
    for (const ground of service.refusalGrounds.slice(4)) expect(ground.note?.ru).toMatch(/нет/u)
    expect(service.refusalGrounds[2]!.title.ru).toBe(
      'отрицательный ответ уполномоченного государственного органа на запрос о согласовании, который требуется для оказания государственной услуги, а также отрицательное заключение экспертизы, исследования либо проверки',
    )
  })

  it('R131 incomplete or expired: form 129-annex3 in two copies', () => {
    expect(service.intakeRefusal).toMatchObject({ form: '129-annex3', copies: 2, by: ['provider'] })
    expect(service.intakeRefusal!.grounds.map((one) => one.id)).toEqual([
      'incomplete_package',
      'expired_documents',
    ])
  })

  it('R133 one working day, R134 the form of each measure, R138 R139 five days for the slip', () => {
    expect(service.terms.map((one) => [one.case, one.amount, one.unit, one.deadline])).toEqual([
      ['base', 1, 'wd', 'ref_decision'],
      ['tear_off_return', 5, 'wd', 'tear_off_return'],
    ])
    const formsOf = Object.fromEntries(service.measures.map((one) => [one.code, one.forms.join(' ')]))
    expect(formsOf).toMatchObject({
      vocational_training: '129-annex4 129-annex5',
      public_works: '129-annex8',
      silver_age: '129-annex8',
      relocation: '129-annex11',
    })
  })

  it('R147 no age and no maximum term is invented', () => {
    for (const edition of ['129', '172'])
      for (const measure of lawIn('S-REF', edition).measures) expect(measure.ages).toBeNull()
    expect(service.gaps.some((gap) => gap.ru?.includes('предельных сроков'))).toBe(true)
  })

  it('R9 R10 the list in force names no minutes', () => {
    expect([...service.waiting, ...service.serving]).toEqual([])
  })

  it('R162 R163 limits of a complaint', () => {
    expect(service.complaint.limits.map((one) => [one.amount, one.deadline])).toEqual([
      [3, 'complaint_forward'],
      [5, 'complaint_local_body'],
      [15, 'complaint_quality_body'],
    ])
  })
})

describe('Order No 84 in the edition of No 172', () => {
  const service = lawIn('S-REF', '172')

  it('R148 R149 channels and the representative', () => {
    expect(service.places.map((one) => one.place)).toEqual(['provider', 'state_corporation', 'egov', 'enbek'])
    expect(service.representative.allowed).toBe(true)
  })

  it('R150 table K.1: papers of each measure', () => {
    const base = ['application!', 'identity_document!']
    const social = [...base, 'labour_book?', 'education?']
    const expected: Record<string, string[]> = {
      vocational_training: [...base, 'labour_book?', 'education?', 'health_certificate!'],
      bastau_business: base,
      microcredit: base,
      youth_practice: [...base, 'labour_book?', 'professional_education!'],
      social_job: social,
      first_job: social,
      generations_contract: social,
      silver_age: social,
      public_works: [...base, 'labour_book?', 'education?', 'parent_consent~', 'school_consent~'],
      relocation: [...base, 'labour_book?', 'education?'],
    }
    expect(Object.fromEntries(service.measures.map(({ code }) => [code, papers(service, code)]))).toEqual(
      expected,
    )
  })

  it('R151 both consents from sixteen to eighteen', () => {
    const list = service.documents!.find((one) => one.id === 'public_works_minor')!
    for (const item of list.items)
      expect(item.when).toMatchObject({ kind: 'age_between', from: 16, below: 18 })
  })

  it('R152 receipt 172-annex3 also from the State Corporation, R153 two grounds', () => {
    expect(service.intakeRefusal).toMatchObject({
      form: '172-annex3',
      copies: 2,
      by: ['provider', 'state_corporation'],
    })
    expect(service.refusalGrounds.map((one) => one.id)).toEqual(['inaccurate', 'requirements_not_met'])
  })

  it('R154 eight forms of referral, annexes 4 to 11', () => {
    expect([...new Set(service.measures.flatMap((one) => one.forms))]).toEqual(
      [4, 5, 6, 7, 8, 9, 10, 11].map((n) => `172-annex${n}`),
    )
  })

  it('R9 R10 R155 thirty minutes of waiting and of serving', () => {
    for (const limits of [service.waiting, service.serving])
      expect(limits.map((one) => [one.place, one.minutes])).toEqual([
        ['provider', 30],
        ['state_corporation', 30],
      ])
  })

  it('R156 the State Corporation works six days without a break, R157 gives a receipt', () => {
    expect(service.workingHours.find((one) => one.place === 'state_corporation')).toMatchObject({
      days: 'mon_sat',
      opens: '09:00',
      closes: '20:00',
      breakFrom: null,
    })
    expect(service.confirmations.find((one) => one.place === 'state_corporation')?.kind).toBe('receipt')
  })
})

describe('passport of 2020, for reference', () => {
  const service = lawIn('S-JS', 'passport-2020')

  it('R174 R176 places and papers', () => {
    expect(service.places.map((one) => one.place)).toEqual([
      'state_corporation',
      'egov',
      'mobile',
      'provider',
    ])
    expect(papers(service, null)).toEqual([
      'application!',
      'identity_document!',
      'labour_activity?',
      'education?',
    ])
  })

  it('R9 R10 R175 one working day, thirty minutes to wait, twenty to be served', () => {
    expect(service.terms[0]).toMatchObject({ amount: 1, unit: 'wd' })
    expect(new Set(service.waiting.map((one) => one.minutes))).toEqual(new Set([30]))
    expect(new Set(service.serving.map((one) => one.minutes))).toEqual(new Set([20]))
  })

  it('R177 a certificate; what it does not say is unknown', () => {
    expect(service.result.kk).toMatch(/^Жұмыс іздеп жүрген адам ретінде тіркеу туралы анықтама/u)
    expect(service).toMatchObject({
      state: 'reference',
      refusalGrounds: [],
      annexes: [],
      inForce: { from: null },
    })
    expect(service.complaint.court).toBeNull()
    expect(service.gaps.length).toBeGreaterThan(2)
  })
})
