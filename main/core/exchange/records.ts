/**
 * The records of a batch, one schema per kind. The orders prescribe no file format (rules, section M): field
 * names and format are the project's own, the content is what R165, R166 and R171 list.
 *
 * Days are `YYYY-MM-DD` in the centre's time zone, moments are UTC. What is not known is null, never left out.
 */
import { z } from 'zod'
import { GroundCode } from '../../../shared/contract/deregistrations'
import {
  AddressKind,
  Channel,
  IdentityDocumentKind,
  Instant,
  IsoDay,
  Outcome,
  PaperLanguage,
  PersonCategory,
  Sex,
  type RecordKind,
} from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { Counterpart, slipOutcomes } from '../../../shared/rules/engine/referrals'
import { checkIin } from '../../../shared/rules/iin'

const Day = IsoDay.refine(isDay, 'day_does_not_exist')
const Text = z.string().max(2000)
const Name = z.string().min(1).max(300)
const Iin = z.string().min(1).max(40).describe('Individual identification number (ЖСН / ИИН)')
const ApplicationNumber = z.string().min(1).max(40).describe('Number in the register of applications')
const ServiceCode = z
  .string()
  .min(1)
  .max(20)
  .describe('S-JS, S-REF, STD-01 ... STD-30: code in the catalogue')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

const Employee = z
  .strictObject({ full_name: Name, position_kk: z.string().max(120), position_ru: z.string().max(120) })
  .describe('Member of staff who did it')

const ArchiveEntry = z
  .strictObject({ paper_number: z.string().max(60).nullable() })
  .nullable()
  .describe('An old paper case entered later, with its number on paper; null for an ordinary case')

/** Fields that every record has beside its own. */
const base = {
  key: z.string().min(1).max(100).describe('Stable identity of the record within the centre and kind'),
  version: z.number().int().positive().describe('Rises with every change; the highest one is true'),
}

/** R165: the data of the person for the personal employment card. */
const Persons = z
  .strictObject({
    ...base,
    iin: Iin,
    iin_override_reason: Text.nullable().describe('Why a number that fails the check digit was kept'),
    last_name: z.string().max(120),
    first_name: z.string().max(120),
    middle_name: z.string().max(120).nullable(),
    birth_date: Day,
    sex: Sex.nullable(),
    category: PersonCategory.describe('Citizenship or person category (Social Code, art. 98)'),
    address: Text,
    address_kind: AddressKind.describe('Residence or temporary stay'),
    phone: z.string().max(60).nullable(),
    mobile: z.string().max(60).nullable(),
    email: z.string().max(200).nullable(),
    identity_document: z.strictObject({
      kind: IdentityDocumentKind,
      number: z.string().max(60).nullable(),
      issuer: z.string().max(200).nullable(),
      issued_on: Day.nullable(),
      expires_on: Day.nullable(),
    }),
    labour_activity: Text.nullable(),
    education: Text.nullable(),
    consents: z.strictObject({
      publish_resume: z.boolean().nullable().describe('Publish the résumé on enbek.kz'),
      outsourcing_transfer: z.boolean().nullable().describe('Hand data to private employment agencies'),
      personal_data: z.literal(true).describe('R173: without this consent nothing leaves the centre'),
    }),
  })
  .refine((person) => person.iin_override_reason !== null || checkIin(person.iin).valid, {
    path: ['iin'],
    message: 'iin_check',
  })

/** R166, first half: what was received, how and by whom. */
const Applications = z.strictObject({
  ...base,
  application_number: ApplicationNumber,
  service_code: ServiceCode,
  edition: z.string().max(20).describe('Edition of the act under which the case runs'),
  iin: Iin,
  application_date: Day,
  acceptance_date: Day,
  accepted_at: Instant,
  channel: Channel,
  language: PaperLanguage,
  employee: Employee,
  rural_assistant: Name.nullable().describe('Assistant who sent the papers, for the channel rural_assistant'),
  rural_transfer_date: Day.nullable(),
  case_code: z
    .string()
    .max(60)
    .nullable()
    .describe('Kind of applicant or application, where the service has several'),
  measure_code: z.string().max(60).nullable().describe('Active measure applied for (S-REF)'),
  recipient_code: z.string().max(60).nullable().describe('Category of the recipient (S-REF)'),
  archive_entry: ArchiveEntry,
})

/** R166, second half: registered or refused, when, on which ground, by whom. */
const Decisions = z
  .strictObject({
    ...base,
    application_number: ApplicationNumber,
    service_code: ServiceCode,
    iin: Iin,
    outcome: Outcome,
    decided_at: Instant,
    decision_date: Day,
    result_kind: z
      .string()
      .max(60)
      .nullable()
      .describe('Which result was granted, where the service has several'),
    registration_date: Day.nullable().describe('Only for services that put a person on a register'),
    refusal_date: Day.nullable(),
    refusal_grounds: z.array(
      z.strictObject({ code: z.string().min(1).max(60), text_kk: Text, text_ru: Text }),
    ),
    refusal_explanation: Text.nullable(),
    employee: Employee,
  })
  .refine((decision) => decision.outcome === 'granted' || decision.registration_date === null, {
    path: ['registration_date'],
    message: 'outcome_contradicts',
  })
  .refine(
    (decision) =>
      decision.service_code !== 'S-JS' ||
      decision.outcome !== 'granted' ||
      decision.registration_date !== null,
    {
      path: ['registration_date'],
      message: 'outcome_contradicts',
    },
  )
  .refine((decision) => (decision.outcome === 'refused') === (decision.refusal_date !== null), {
    path: ['refusal_date'],
    message: 'outcome_contradicts',
  })
  .refine((decision) => decision.outcome === 'refused' || decision.refusal_grounds.length === 0, {
    path: ['refusal_grounds'],
    message: 'outcome_contradicts',
  })
  // Some acts list no grounds; then the reason stands in words.
  .refine(
    (decision) =>
      decision.outcome === 'granted' ||
      decision.refusal_grounds.length > 0 ||
      decision.refusal_explanation !== null,
    { path: ['refusal_grounds'], message: 'outcome_contradicts' },
  )

/** Issued papers: which form, for which case, and the hash by which the file can be verified. */
const Documents = z.strictObject({
  ...base,
  form_id: z.string().min(1).max(60),
  edition: z.string().max(20),
  language: PaperLanguage,
  document_number: z.string().max(40).nullable(),
  application_number: ApplicationNumber,
  iin: Iin,
  issued_at: Instant,
  issued_by: Employee,
  sha256: Sha256.describe('SHA-256 of the issued DOCX'),
  handed_over_date: Day.nullable(),
  handed_over_identity_document: IdentityDocumentKind.nullable().describe('Shown at handing over (R28)'),
  cancelled_date: Day.nullable().describe('The paper is void since this day; null for one that holds'),
})

/** R171: stages of a service for the monitoring system. */
export const stageCodes = [
  'received',
  'intake_refused',
  'registered',
  'in_work',
  'decided_positive',
  'decided_refusal',
  'result_issued',
] as const
export type StageCode = (typeof stageCodes)[number]

const Stages = z.strictObject({
  ...base,
  service_code: ServiceCode,
  application_number: ApplicationNumber,
  iin: Iin,
  provider: z.strictObject({
    bin: z.string().max(20),
    name_kk: z.string().max(300),
    name_ru: z.string().max(300),
  }),
  channel: Channel,
  stage: z.enum(stageCodes),
  stage_at: Instant.describe('Date and time of the stage; of an archive entry, of its being entered'),
  stage_date: Day.describe('Day of the stage'),
  archive_entry: ArchiveEntry,
  due_date: Day.nullable().describe('Day on which the service is due'),
  result: z.enum(['positive', 'refusal']).nullable(),
  result_document: z
    .strictObject({ form_id: z.string().min(1).max(60), number: z.string().max(40).nullable(), date: Day })
    .nullable(),
})

/** R168: a signed individual employment plan with what the monitoring saw (214-annex10). */
const Plans = z.strictObject({
  ...base,
  iin: Iin,
  application_number: ApplicationNumber.describe('Application by which the person was registered'),
  unemployed_since: Day,
  state: z.enum(['in_force', 'superseded']),
  goal: Text,
  education: Text,
  speciality: Text,
  measures: z.array(
    z.strictObject({
      measure_code: z.string().min(1).max(60),
      complete_on: Day,
      done: z.boolean().nullable().describe('Null while the employee has not looked'),
      marked_on: Day.nullable(),
      note: Text.nullable(),
    }),
  ),
  visits: z.array(
    z.strictObject({
      planned_on: Day,
      action: Text,
      kept_on: Day.nullable(),
      explanation: Text.nullable(),
      judgement: z.enum(['valid', 'not_valid']).nullable(),
    }),
  ),
  valid_until: Day,
  person_signed_on: Day,
  employee_signed_on: Day,
  employee: Employee,
})

/** R169: a ground of para 51 for the labour mobility centre, which decides. */
const Deregistrations = z.strictObject({
  ...base,
  iin: Iin,
  application_number: ApplicationNumber.describe('Application by which the person was registered'),
  unemployed_since: Day,
  ground_code: GroundCode.describe('As the centre sent it, or as it was decided where nothing was sent'),
  fact_date: Day.nullable(),
  evidence: Text.describe('What happened, in words'),
  explanation: Text.nullable().describe('What the person said (R96); grounds 51-3 and 51-4 have it'),
  judgement: z.enum(['valid', 'not_valid']).nullable(),
  sent_on: Day.nullable().describe('Null: decided without information of the centre'),
  withdrawn_on: Day.nullable().describe('The centre took the information back on this day'),
  deregistered_on: Day.nullable().describe('As the labour mobility centre decided'),
  decided_ground_code: GroundCode.nullable(),
  notified_on: Day.nullable(),
  notified_through: z.enum(['ict', 'mobile', 'akim']).nullable(),
  employee: Employee,
})

/** R170: a candidate who agreed, for the employer; R112 to R114: what came of it. */
const Candidates = z.strictObject({
  ...base,
  iin: Iin,
  vacancy_number: z.string().max(60).nullable().describe('Number on enbek.kz; null for a vacancy typed here'),
  vacancy_key: z.string().min(1).max(100),
  employer_bin: z.string().max(20).nullable(),
  employer_name: z.string().max(500),
  profession: z.string().max(300),
  resume: Text.describe('Education and labour activity as the person told them'),
  consent_date: Day,
  sent_on: Day,
  interview_on: Day.nullable(),
  result: z.enum(['pending', 'hired', 'refused_by_employer']),
  result_on: Day.nullable(),
  employee: Employee,
})

/** R144: a referral to an active measure, and what its returned lower part said (R141). */
const Referrals = z.strictObject({
  ...base,
  referral_number: z.string().min(1).max(60),
  application_number: ApplicationNumber,
  iin: Iin,
  edition: z.string().max(20),
  form_id: z.string().min(1).max(60),
  measure_code: z.string().min(1).max(60),
  counterpart: Counterpart.describe('Who takes the person in and returns the lower part'),
  organisation_bin: z.string().max(20).nullable(),
  organisation_name: z.string().max(500).nullable(),
  profession: z.string().max(300).nullable(),
  starts_on: Day.nullable(),
  ends_on: Day.nullable(),
  months: z.number().int().nullable(),
  commission_date: Day.nullable().describe('Decision of the regional commission (relocation)'),
  commission_number: z.string().max(60).nullable(),
  destination: z.string().max(300).nullable(),
  issued_on: Day,
  signed_on: Day.nullable(),
  cancelled_on: Day.nullable().describe('The paper is void since this day'),
  archive_entry: z.boolean().describe('An old paper case entered later'),
  slip: z
    .strictObject({
      returned_on: Day,
      outcome: z.enum(slipOutcomes),
      state: z.enum(['accepted', 'in_question']),
      hire_order_copy: z.boolean(),
      values: z
        .array(z.strictObject({ field: z.string().min(1).max(60), value: Text }))
        .describe('What was written by hand, by field of the form; days as ISO'),
    })
    .nullable(),
  closed_as: z.enum(['enrolled', 'hired', 'relocated', 'answered', 'refused', 'not_come']).nullable(),
  stopped_on: Day.nullable().describe('Left the measure before its last day'),
  stopped_why: Text.nullable(),
  employee: Employee,
})

/** Schema of a whole line, by kind. */
export const recordSchemas = {
  persons: Persons,
  applications: Applications,
  decisions: Decisions,
  documents: Documents,
  stages: Stages,
  plans: Plans,
  deregistrations: Deregistrations,
  candidates: Candidates,
  referrals: Referrals,
} as const satisfies Record<RecordKind, z.ZodType>

/** A record of format version 1 with what it did not say yet, so that it can be read like one of today. */
export function fromFirstFormat(kind: RecordKind, data: unknown): unknown {
  if (data === null || typeof data !== 'object') return data
  const { registration_date, refusal_date, stage_at } = data as Record<string, unknown>
  const missing: Partial<Record<RecordKind, object>> = {
    applications: { case_code: null, measure_code: null, recipient_code: null, archive_entry: null },
    decisions: { decision_date: registration_date ?? refusal_date, result_kind: null },
    documents: { cancelled_date: null },
    stages: { stage_date: String(stage_at).slice(0, 10), archive_entry: null },
  }
  return { ...missing[kind], ...data }
}

/** The kinds in the order in which a receiver should read them: people before their cases. */
export const recordKinds = Object.keys(recordSchemas) as RecordKind[]

/** Kinds that came with a later version of the format than the first. */
const since: Partial<Record<RecordKind, number>> = {
  plans: 3,
  deregistrations: 3,
  candidates: 3,
  referrals: 3,
}

/** The kinds that a batch of a version of the format holds. */
export const kindsOfFormat = (version: number): RecordKind[] =>
  recordKinds.filter((kind) => (since[kind] ?? 1) <= version)

type Line<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>
/** A record without `key` and `version`, which the register keeps beside it. */
export type Payload<K extends RecordKind> = Omit<Line<K>, 'key' | 'version'>

/** JSON Schema (draft 2020-12) of a kind, as published in every batch. */
export function jsonSchemaOf(kind: RecordKind): object {
  return {
    ...z.toJSONSchema(recordSchemas[kind], { target: 'draft-2020-12' }),
    title: kind,
  }
}
