/**
 * Records of a batch of the central system (R172), in the words of `docs/central-format.md`. The schemas are
 * published: a description says what a name does not.
 */
import { z } from 'zod'
import { centralKinds, type CentralKind } from '../../../shared/contract/central'
import { PortalChannel } from '../../../shared/contract/portal'
import { Instant, IsoDay, PaperLanguage, Sex } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { groundCodes } from '../../../shared/rules/engine/deregistration'
import { workHours } from '../../../shared/rules/matching'

export const centralFormat = 'qabyldau-central'
export const centralFormatVersion = 1

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

export const CentralManifest = z.strictObject({
  format: z.literal(centralFormat),
  formatVersion: z.literal(centralFormatVersion),
  source: z.literal('AIS'),
  centre: z.strictObject({ bin: z.string().max(20).describe('BIN of the centre that the batch is for') }),
  sequence: z.number().int().positive().describe('1, 2, 3 ... without gaps, for each centre'),
  previous: Sha256.nullable().describe('SHA-256 of the batch before this one; null for the first'),
  createdAt: Instant,
  files: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        kind: z.enum(centralKinds),
        records: z.number().int().min(0),
        bytes: z.number().int().min(0),
        sha256: Sha256,
      }),
    )
    .max(centralKinds.length),
})
export type CentralManifest = z.infer<typeof CentralManifest>

const Day = IsoDay.refine(isDay, 'day_does_not_exist')
const base = {
  key: z.string().min(1).max(100).describe('The same for every version of the record, for ever'),
  version: z.number().int().positive().describe('Raised when the record is corrected'),
}
const Iin = z.string().min(1).max(40).describe('Individual identification number (IIN)')
const Pay = z.number().int().min(0).max(1_000_000_000).nullable().describe('Tenge in a month')

/** R56 to R64. */
const Statuses = z.strictObject({
  ...base,
  iin: Iin,
  status: z.enum(['unemployed', 'refused']),
  on: Day.describe('Day of the registration as unemployed or of its refusal'),
  grounds: z
    .array(z.string().max(60))
    .max(20)
    .describe('Of a refusal: under_16, employed, retirement_age, ... (Order No 214, para 41); else empty'),
})
/** R21. */
const Categories = z.strictObject({
  ...base,
  iin: Iin,
  category_code: z.string().min(1).max(60),
  category_kk: z.string().min(1).max(300),
  category_ru: z.string().min(1).max(300),
  on: Day.describe('Day from which the category holds'),
})
/** R98 to R100. */
const Vacancies = z.strictObject({
  ...base,
  number: z.string().min(1).max(60).describe('Number of the vacancy on enbek.kz'),
  employer_bin: z.string().max(20).nullable(),
  employer_name: z.string().min(1).max(400),
  profession: z.string().min(1).max(300),
  qualification: z.string().max(300),
  experience_months: z.number().int().min(0).max(600).nullable(),
  pay_from: Pay,
  pay_to: Pay,
  hours: z.enum(workHours).nullable(),
  requirements: z.string().max(1000),
  address: z.string().max(500).describe('Empty: at the address of the employer'),
  places: z.number().int().min(1).max(10_000),
  appeared_on: Day.nullable(),
  registered_on: Day,
  closed_on: Day.nullable().describe('Day on which it was taken off the portal; null while it is open'),
})
/** R46, R51. */
const PortalApplications = z.strictObject({
  ...base,
  channel: PortalChannel.describe('enbek: registered by the portal itself when the service is S-JS'),
  number: z.string().min(1).max(60).describe('Number of the application on its portal'),
  sent_at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/u)
    .describe('Day and time of sending in the time zone of the centre'),
  service_code: z.string().max(20).describe('S-JS or S-REF'),
  measure_code: z.string().max(60).nullable().describe('Of S-REF'),
  recipient_code: z.string().max(60).nullable().describe('Of S-REF'),
  language: PaperLanguage,
  iin: Iin,
  last_name: z.string().max(120),
  first_name: z.string().max(120),
  middle_name: z.string().max(120).nullable(),
  birth_date: Day.nullable(),
  sex: Sex.nullable(),
  address: z.string().max(2000),
  mobile: z.string().max(60).nullable(),
  email: z.string().max(200).nullable(),
  labour_activity: z.string().max(1000).nullable(),
  education: z.string().max(1000).nullable(),
  consents: z
    .record(z.string().max(60), z.boolean())
    .describe('publish_resume, outsourcing_transfer, personal_data'),
})
/** R93. */
const Deregistrations = z.strictObject({
  ...base,
  iin: Iin,
  on: Day.describe('Day of the deregistration'),
  ground_code: z.enum(groundCodes).describe('Subparagraph of para 51 of Order No 214'),
})
/** R112. */
const EmployerAnswers = z.strictObject({
  ...base,
  iin: Iin.describe('The candidate'),
  vacancy_number: z.string().min(1).max(60),
  answer: z.enum(['hired', 'refused']),
  on: Day,
  channel: z.enum(['written', 'enbek']),
  note: z.string().max(1000),
})

export const centralSchemas = {
  statuses: Statuses,
  categories: Categories,
  vacancies: Vacancies,
  portal_applications: PortalApplications,
  deregistrations: Deregistrations,
  employer_answers: EmployerAnswers,
} as const satisfies Record<CentralKind, z.ZodType>

export type CentralPayload<K extends CentralKind = CentralKind> = z.infer<(typeof centralSchemas)[K]>
export type CentralRecord = { [K in CentralKind]: { kind: K; data: CentralPayload<K> } }[CentralKind]

/** JSON Schema of one kind, as the other side may check by it. */
export const centralJsonSchema = (kind: CentralKind): object => ({
  ...z.toJSONSchema(centralSchemas[kind], { target: 'draft-2020-12' }),
  title: kind,
})
