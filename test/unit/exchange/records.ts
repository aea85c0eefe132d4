import type { BatchInput, BatchRecord } from '../../../main/core/exchange/batch'
import type { Payload } from '../../../main/core/exchange/records'

const employee = { full_name: 'Сейтқали Айдос Нұрланұлы', position_kk: 'маман', position_ru: 'специалист' }

export const person: Payload<'persons'> = {
  iin: '900101300017',
  iin_override_reason: null,
  last_name: 'Әбілқасымов',
  first_name: 'Асан',
  middle_name: null,
  birth_date: '1990-01-01',
  sex: 'male',
  category: 'citizen',
  address: 'Көкөзек ауданы, Абай көшесі, 1-үй',
  address_kind: 'residence',
  phone: null,
  mobile: '+77012345678',
  email: null,
  identity_document: {
    kind: 'identity_card',
    number: '012345678',
    issuer: 'ІІМ',
    issued_on: null,
    expires_on: null,
  },
  labour_activity: null,
  education: 'орта',
  consents: { publish_resume: false, outsourcing_transfer: false, personal_data: true },
}

export const application: Payload<'applications'> = {
  application_number: 'Т-2026-00001',
  service_code: 'S-JS',
  edition: '214',
  iin: '900101300017',
  application_date: '2026-03-19',
  acceptance_date: '2026-03-19',
  accepted_at: '2026-03-19T05:00:00.000Z',
  channel: 'counter',
  language: 'kk',
  employee,
  rural_assistant: null,
  rural_transfer_date: null,
  case_code: null,
  measure_code: null,
  recipient_code: null,
  archive_entry: null,
}

export const decision: Payload<'decisions'> = {
  application_number: 'Т-2026-00001',
  service_code: 'S-JS',
  iin: '900101300017',
  outcome: 'granted',
  decided_at: '2026-03-20T05:00:00.000Z',
  decision_date: '2026-03-20',
  result_kind: null,
  registration_date: '2026-03-20',
  refusal_date: null,
  refusal_grounds: [],
  refusal_explanation: null,
  employee,
}

export const document: Payload<'documents'> = {
  form_id: '214-annex4',
  edition: '214',
  language: 'kk',
  document_number: null,
  application_number: 'Т-2026-00001',
  iin: '900101300017',
  issued_at: '2026-03-20T05:00:00.000Z',
  issued_by: employee,
  sha256: 'a'.repeat(64),
  handed_over_date: '2026-03-20',
  handed_over_identity_document: 'identity_card',
  cancelled_date: null,
}

export const stage: Payload<'stages'> = {
  service_code: 'S-JS',
  application_number: 'Т-2026-00001',
  iin: '900101300017',
  provider: {
    bin: '971240001315',
    name_kk: 'Көкөзек ауданының мансап орталығы',
    name_ru: 'Карьерный центр Кокозекского района',
  },
  channel: 'counter',
  stage: 'decided_positive',
  stage_at: '2026-03-20T05:00:00.000Z',
  stage_date: '2026-03-20',
  archive_entry: null,
  due_date: '2026-03-20',
  result: 'positive',
  result_document: { form_id: '214-annex4', number: null, date: '2026-03-20' },
}

export const plan: Payload<'plans'> = {
  iin: '900101300017',
  application_number: 'Т-2026-00001',
  unemployed_since: '2026-03-27',
  state: 'in_force',
  goal: 'Есепші мамандығы бойынша тұрақты жұмыс',
  education: 'орта',
  speciality: 'есепші',
  measures: [
    {
      measure_code: 'enbek_job_search',
      complete_on: '2026-04-10',
      done: true,
      marked_on: '2026-04-09',
      note: null,
    },
    { measure_code: 'public_works', complete_on: '2026-05-10', done: null, marked_on: null, note: null },
  ],
  visits: [
    {
      planned_on: '2026-04-10',
      action: 'мансап орталығына келу',
      kept_on: null,
      explanation: 'ауырып қалды',
      judgement: 'valid',
    },
  ],
  valid_until: '2026-06-30',
  person_signed_on: '2026-03-30',
  employee_signed_on: '2026-03-30',
  employee,
}

export const deregistration: Payload<'deregistrations'> = {
  iin: '900101300017',
  application_number: 'Т-2026-00001',
  unemployed_since: '2026-03-27',
  ground_code: '51-4',
  fact_date: '2026-04-10',
  evidence: 'Жоспар бойынша келмеді',
  explanation: null,
  judgement: null,
  sent_on: '2026-04-13',
  withdrawn_on: null,
  deregistered_on: '2026-04-15',
  decided_ground_code: '51-4',
  notified_on: '2026-04-16',
  notified_through: 'mobile',
  employee,
}

export const candidate: Payload<'candidates'> = {
  iin: '900101300017',
  vacancy_number: null,
  vacancy_key: 'v-1',
  employer_bin: '971240001315',
  employer_name: 'Көкөзек құрылыс',
  profession: 'есепші',
  resume: 'орта білім, үш жыл есепші болған',
  consent_date: '2026-04-01',
  sent_on: '2026-04-01',
  interview_on: '2026-04-03',
  result: 'pending',
  result_on: null,
  employee,
}

export const records: BatchRecord[] = [
  { kind: 'stages', key: 's-2', version: 1, payload: stage },
  {
    kind: 'stages',
    key: 's-1',
    version: 1,
    payload: { ...stage, stage: 'received', result: null, result_document: null },
  },
  { kind: 'persons', key: 'p-1', version: 2, payload: person },
  { kind: 'applications', key: 'a-1', version: 1, payload: application },
  { kind: 'documents', key: 'd-1', version: 1, payload: document },
  { kind: 'plans', key: 'l-1', version: 1, payload: plan },
  { kind: 'deregistrations', key: 'g-1', version: 1, payload: deregistration },
  { kind: 'candidates', key: 'c-1', version: 1, payload: candidate },
]

export const input: BatchInput = {
  centre: {
    bin: '971240001315',
    nameKk: 'Көкөзек ауданының мансап орталығы',
    nameRu: 'Карьерный центр',
    region: '33',
  },
  sequence: 42,
  previous: 'b'.repeat(64),
  createdAt: '2026-03-20T13:00:00.000Z',
  from: null,
  to: '2026-03-20T13:00:00.000Z',
  records,
}
