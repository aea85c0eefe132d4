/** Applications that came through egov.kz and enbek.kz (Order No 214, paras 24 to 37, R45 to R54, R136). */
import { z } from 'zod'
import {
  ApplicationState,
  DeadlineWhy,
  Id,
  Instant,
  IsoDay,
  LocalText,
  Outcome,
  PaperLanguage,
  PersonFields,
  Problem,
} from '../model'
import { Told } from '../rules/engine/finding'
import { FromCentral } from './central'
import { command, query, type Operation } from './define'

export const PortalChannel = z.enum(['egov', 'enbek'])
export type PortalChannel = z.infer<typeof PortalChannel>

/** What a portal tells of a person, in the order of the columns of its file. */
export const portalPersonFields = [
  'lastName',
  'firstName',
  'middleName',
  'birthDate',
  'sex',
  'address',
  'mobile',
  'email',
  'labourActivity',
  'education',
] as const
export const PortalPersonField = z.enum(portalPersonFields)
export type PortalPersonField = z.infer<typeof PortalPersonField>

/** An application as it came, typed by hand or read from a file. */
export const PortalFields = z.strictObject({
  channel: PortalChannel,
  portalNumber: z.string().max(60),
  /** Day and local time of sending; for a registration by enbek.kz, of the registration. */
  sentOn: z.string().max(40),
  sentTime: z.string().max(10),
  serviceCode: z.string().max(20),
  measure: z.string().max(60),
  recipient: z.string().max(60),
  language: PaperLanguage,
  person: PersonFields.pick({
    iin: true,
    lastName: true,
    firstName: true,
    middleName: true,
    birthDate: true,
    sex: true,
    address: true,
    mobile: true,
    email: true,
    labourActivity: true,
    education: true,
    mismatchReason: true,
  }),
  /** Not named: not told. Whoever signs agrees to what the service cannot be given without (R17). */
  consents: z.record(z.string().max(60), z.boolean().nullable()),
})
export type PortalFields = z.infer<typeof PortalFields>

export const emptyPortalFields: PortalFields = {
  channel: 'egov',
  portalNumber: '',
  sentOn: '',
  sentTime: '',
  serviceCode: 'S-JS',
  measure: '',
  recipient: '',
  language: 'kk',
  person: {
    iin: '',
    lastName: '',
    firstName: '',
    middleName: '',
    birthDate: '',
    sex: null,
    address: '',
    mobile: '',
    email: '',
    labourActivity: '',
    education: '',
    mismatchReason: '',
  },
  consents: {},
}

/** What a person decides about an arrival before it is taken over. */
export const PortalChoice = z.strictObject({
  /** Data of the portal that replace those of the register; null: not decided. */
  take: z.array(PortalPersonField).nullable().default(null),
  /** R182. */
  secondReason: z.string().max(500).default(''),
  /** Similar people were shown, and this is somebody else. */
  similarSeen: z.boolean().default(false),
})
export type PortalChoice = z.infer<typeof PortalChoice>
export const noPortalChoice: PortalChoice = { take: null, secondReason: '', similarSeen: false }

export const portalReasons = [
  'columns',
  'number_missing',
  'service_unknown',
  'service_elsewhere',
  'sent_wrong',
  'sent_future',
  'iin_wrong',
  'sex_unknown',
  'consents_unknown',
  /** Something of the person or of what is applied for stands in the way; the problems say what. */
  'unfit',
  /** The same line stands further above. */
  'doubled',
  /** Two lines of the file say different things under one number. */
  'contradicts_line',
  /** The register holds this number already. */
  'known',
  /** The register holds this number with another person or service. */
  'contradicts_register',
] as const
export const PortalReason = z.enum(portalReasons)

/** How an arrival stands against the register. */
export const PortalJudgement = z.object({
  /** Null: it can be taken over, once `asks` is answered. */
  reason: PortalReason.nullable(),
  /** Field of the arrival that the reason is about. */
  at: z.string().nullable(),
  problems: z.array(Problem),
  /** What must be decided first. */
  asks: z.array(z.enum(['person_data', 'second_reason', 'similar'])),
  personId: Id.nullable(),
  personName: z.string(),
  /** Data of a known person that the portal tells otherwise. */
  differs: z.array(z.object({ field: PortalPersonField, held: z.string(), told: z.string() })),
  /** R182. */
  openApplication: z.object({ id: Id, number: z.string() }).nullable(),
  /** The case that bears this number of the portal already. */
  known: z.object({ applicationId: Id, number: z.string() }).nullable(),
  /** R51: the portal registered by itself. */
  automatic: z.boolean(),
  /** R31: a registration that stands already keeps its day. */
  registeredSince: IsoDay.nullable(),
  /** R5, R47; for a registration by enbek.kz its day (R51). */
  day: IsoDay.nullable(),
  due: DeadlineWhy.nullable(),
  told: z.array(Told),
})
export type PortalJudgement = z.infer<typeof PortalJudgement>

export const PortalLine = PortalJudgement.extend({
  line: z.number().int().positive(),
  text: z.string(),
  portalNumber: z.string(),
  sentAt: z.string(),
  serviceName: LocalText.nullable(),
})
export type PortalLine = z.infer<typeof PortalLine>

export const PortalResult = z.object({
  version: z.number().int().positive(),
  signedBy: z.enum(['director', 'authorised']).nullable(),
  signer: z.string(),
  signedOn: IsoDay.nullable(),
  sentOn: IsoDay.nullable(),
  documentId: Id,
  updatedAt: Instant,
  by: z.string(),
})
export type PortalResult = z.infer<typeof PortalResult>

export const PortalRow = z.object({
  id: Id,
  channel: PortalChannel,
  portalNumber: z.string(),
  /** Local date and time. */
  sentAt: z.string(),
  automatic: z.boolean(),
  applicationId: Id,
  applicationNumber: z.string(),
  serviceName: LocalText,
  acceptanceDate: IsoDay,
  state: ApplicationState,
  outcome: Outcome.nullable(),
  personId: Id,
  personName: z.string(),
  iinMasked: z.string(),
  due: IsoDay.nullable(),
  late: z.boolean(),
  waitsFor: z.enum(['check', 'decide', 'sign', 'send']).nullable(),
  enteredAt: Instant,
  by: z.string(),
})
export type PortalRow = z.infer<typeof PortalRow>

export const PortalCase = PortalRow.extend({
  /** As it came. */
  fields: PortalFields,
  result: PortalResult.nullable(),
  central: FromCentral.nullable(),
  /** Who signs, unless somebody is authorised. */
  director: z.string(),
  /** R47 or R51, then what R49 asks. */
  told: z.array(Told),
})
export type PortalCase = z.infer<typeof PortalCase>

const Token = { token: z.string().max(200), channel: PortalChannel, language: PaperLanguage }
const fileErrors = ['file_unknown', 'file_too_large', 'status_file_unreadable'] as const
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const

export const portalOperations = {
  'portal.list': query({
    about: 'R46, R51: what came through the portals, the newest first.',
    right: 'people_read',
    input: z.strictObject({
      show: z.enum(['all', 'open', 'egov', 'enbek']).default('all'),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(PortalRow), total: z.number().int() }),
    errors: [],
  }),
  'portal.get': query({
    about: 'R46 to R53: a case of a portal as it came, with what the rules find; null: it came another way.',
    right: 'people_read',
    input: z.strictObject({ applicationId: Id }),
    output: PortalCase.nullable(),
    errors: [],
  }),
  'portal.judge': query({
    about: 'R46, R47: how an application of a portal stands against the register before it is taken over.',
    right: 'intake',
    input: z.strictObject({ fields: PortalFields, choice: PortalChoice }),
    output: PortalJudgement,
    errors: ['service_unknown'],
  }),
  'portal.enter': command({
    about: 'R46 to R48, R51, R136: take over one application of a portal, typed by hand.',
    right: 'intake',
    input: z.strictObject({ fields: PortalFields, choice: PortalChoice }),
    output: z.object({ applicationId: Id }),
    errors: ['intake_not_ready', 'portal_known', 'service_unknown', 'person_exists', ...dayErrors],
  }),
  'portal.readFile': query({
    about: 'Read an uploaded file of a portal, line by line: what would be taken over, and what not.',
    right: 'intake',
    input: z.strictObject(Token),
    output: z.object({
      fileName: z.string(),
      lines: z.array(PortalLine),
      clean: z.number().int(),
      /** When these bytes were taken over before. */
      before: z.object({ at: Instant, by: z.string(), applied: z.number().int() }).nullable(),
    }),
    errors: fileErrors,
  }),
  'portal.importFile': command({
    about: 'Take over the lines of an uploaded file of a portal that are fit; a second time nothing changes.',
    right: 'intake',
    input: z.strictObject({
      ...Token,
      /** What was decided, by number of the line. */
      choices: z.array(PortalChoice.extend({ line: z.number().int().positive() })).max(20_000),
    }),
    output: z.object({ applied: z.number().int(), left: z.number().int() }),
    errors: fileErrors,
  }),
  'portal.recordResult': command({
    about: 'R49: who signed the electronic result, when, and when it went to the cabinet.',
    right: 'decide',
    input: z.strictObject({
      applicationId: Id,
      version: z.number().int().positive(),
      signedBy: z.enum(['director', 'authorised', 'other']),
      signer: z.string().max(300),
      signedOn: z.string().max(40),
      sentOn: z.string().max(40).describe('Empty: not sent yet'),
      reason: z.string().max(500).default('').describe('Why what was recorded is corrected'),
    }),
    output: PortalCase,
    errors: [
      'not_found',
      'version_conflict',
      'not_handed_over_yet',
      'paper_cancelled',
      'result_signer',
      'name_empty',
      'reason_needed',
      ...dayErrors,
    ],
  }),
} as const satisfies Record<string, Operation>
