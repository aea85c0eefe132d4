/** Duties of an unemployed person and deregistration (Order No 214, paras 51, 52, 64, R81 to R97). */
import { z } from 'zod'
import { DeadlineWhy, DocumentRow, Id, Instant, IsoDay, LocalText, Version } from '../model'
import { groundCodes } from '../rules/engine/deregistration'
import { Told } from '../rules/engine/finding'
import { changeKinds } from '../rules/engine/plan'
import { FromCentral } from './central'
import { command, query, type Operation } from './define'
import { VisitJudgement } from './plans'
import { Difference } from './work'

export const GroundCode = z.enum(groundCodes)

/** A day as it was typed; empty where nothing is said. Kept days are `YYYY-MM-DD`. */
const Day = z.string().max(40)
const Text = z.string().max(1000)

/** What the centre learns of an unemployed person; `''` where a day or a text may be missing and is. */
export const DutyFact = z.discriminatedUnion('kind', [
  /** R81, R91. Not reported: where the centre knows it from. */
  z.strictObject({
    kind: z.literal('change'),
    change: z.enum(changeKinds),
    eventOn: Day,
    reportedOn: Day,
    knownFrom: Text,
  }),
  /** R87: told to come to the centre for an active measure. */
  z.strictObject({ kind: z.literal('invitation'), toldOn: Day, cameOn: Day, about: Text }),
  /** R86: told to come to an offered place of work or study. */
  z.strictObject({ kind: z.literal('summons'), toldOn: Day, cameOn: Day, about: Text }),
  /** R88. */
  z.strictObject({ kind: z.literal('stopped'), on: Day, source: Text, about: Text }),
  /** R90. */
  z.strictObject({
    kind: z.literal('court'),
    court: z.enum(['imprisonment', 'compulsory_treatment']),
    inForceOn: Day,
    document: Text,
  }),
  /** R83: as AIS tells; any of the three. */
  z.strictObject({ kind: z.literal('contributions'), medical: Day, pension: Day, social: Day, source: Text }),
  /** R92. */
  z.strictObject({ kind: z.literal('false_documents'), foundOn: Day, documents: Text }),
])
export type DutyFact = z.infer<typeof DutyFact>
export const dutyKinds = [
  'change',
  'invitation',
  'summons',
  'stopped',
  'contributions',
  'court',
  'false_documents',
] as const satisfies readonly DutyFact['kind'][]
export type DutyKind = DutyFact['kind']

/** Where a duty stands in the register: a fact of this page, a visit of the plan, an interview, an offer, a referral. */
export const DutySource = z.enum(['fact', 'visit', 'interview', 'offer', 'referral'])
export type DutySource = z.infer<typeof DutySource>

const DutyReason = z.object({
  explanation: z.string(),
  judgement: VisitJudgement.nullable(),
  at: Instant,
  by: z.string(),
})

export const DutyRow = z.object({
  /** Source and id, the same as long as the record is. */
  key: z.string(),
  source: DutySource,
  id: Id,
  version: Version,
  /** Null for what stands elsewhere in the register. */
  fact: DutyFact.nullable(),
  title: LocalText,
  /** The test of the days, and what follows from it. */
  tests: z.array(Told),
  /** R96: waits for an explanation and for its judgement; R85: for a decision. */
  asks: z.enum(['explanation', 'decision']).nullable(),
  reason: DutyReason.nullable(),
  /** Version to judge on; 0: nothing was said yet. */
  reasonVersion: z.number().int(),
  /** What can still be added to it without a correction: the day of coming or of the report. */
  open: z.enum(['cameOn', 'reportedOn']).nullable(),
  corrections: z.number().int(),
  at: Instant.nullable(),
  by: z.string(),
})
export type DutyRow = z.infer<typeof DutyRow>

export const RaisedGround = z.object({
  key: z.string(),
  ground: GroundCode,
  /** R85: a person decides first whether it is enough. */
  possible: z.boolean(),
  on: IsoDay,
  told: Told,
  /** What happened; null where the sentence says it all. */
  title: LocalText.nullable(),
  explanation: z.string(),
  judgement: VisitJudgement.nullable(),
})
export type RaisedGround = z.infer<typeof RaisedGround>

export const deregistrationChannels = ['mobile', 'ict', 'akim'] as const

export const Deregistration = z.object({
  id: Id,
  version: Version,
  state: z.enum(['sent', 'withdrawn', 'decided']),
  /** What the centre sent; null: AIS decided where nothing was sent. */
  sent: z
    .object({
      ground: GroundCode,
      on: IsoDay,
      factOn: IsoDay,
      evidence: LocalText,
      explanation: z.string(),
      judgement: VisitJudgement.nullable(),
      by: z.string(),
      /** Whether the facts still raise it. */
      raised: z.boolean(),
    })
    .nullable(),
  /** R93: until when the decision is expected. */
  awaited: z.object({ told: Told, why: DeadlineWhy, workingDaysLeft: z.number().int() }).nullable(),
  withdrawn: z.object({ on: IsoDay, reason: z.string(), by: z.string() }).nullable(),
  decided: z
    .object({
      on: IsoDay,
      ground: GroundCode,
      /** Whether the desk held that ground when it was taken over. */
      known: z.boolean(),
      source: z.string(),
      central: FromCentral.nullable(),
      at: Instant,
      by: z.string(),
    })
    .nullable(),
  /** R94, R95: telling the person; null before the decision. */
  notice: z
    .object({
      told: z.array(Told),
      why: DeadlineWhy,
      /** Null once the person was told. */
      workingDaysLeft: z.number().int().nullable(),
      on: IsoDay.nullable(),
      channel: z.enum(deregistrationChannels).nullable(),
      rural: z.boolean(),
      akim: z.string(),
      text: z.string(),
      by: z.string(),
      documentId: Id.nullable(),
    })
    .nullable(),
})
export type Deregistration = z.infer<typeof Deregistration>

export const DutiesPage = z.object({
  /** The open registration as unemployed, or the last one that ended; null: there was none. */
  registration: z.object({ id: Id, since: IsoDay, until: IsoDay.nullable() }).nullable(),
  rows: z.array(DutyRow),
  /** R97: refusals of suitable work since the registration. */
  refusals: z.number().int(),
  grounds: z.array(RaisedGround),
  /** What the rules find beside the facts, e.g. R97. */
  findings: z.array(Told),
  /** Of all registrations, the newest first. */
  cases: z.array(Deregistration),
  /** R82. */
  changesToTell: Told,
  can: z.object({ record: z.boolean(), send: z.boolean(), takeOver: z.boolean(), notify: z.boolean() }),
})
export type DutiesPage = z.infer<typeof DutiesPage>

export const deregistrationFileReasons = [
  'columns',
  'iin_wrong',
  'person_unknown',
  'date_wrong',
  'date_future',
  'date_early',
  'ground_unknown',
  'not_unemployed',
  'doubled',
  'contradicts_line',
  'known',
  'contradicts_register',
] as const

/** One line of a file of deregistrations: ready to be taken over, or why not. */
export const DeregistrationLine = z.object({
  line: z.number().int().positive(),
  text: z.string(),
  personId: Id.nullable(),
  personName: z.string(),
  on: IsoDay.nullable(),
  ground: GroundCode.nullable(),
  /** Null: clean. */
  reason: z.enum(deregistrationFileReasons).nullable(),
  /** What the register holds, beside a line that contradicts it. */
  held: z.object({ on: IsoDay, ground: GroundCode, by: z.string() }).nullable(),
  /** Of a clean line: whether the desk holds that ground; AIS prevails also where it does not. */
  known: z.boolean(),
})
export type DeregistrationLine = z.infer<typeof DeregistrationLine>

/** What a correction says anew; what is null stays. */
const Correction = z.strictObject({
  personId: Id,
  source: DutySource,
  id: Id,
  version: z.number().int().min(0).describe('`version` of a fact, `reasonVersion` of a judgement'),
  fact: DutyFact.nullable().default(null),
  /** The fact was recorded by mistake and is none. */
  mistaken: z.boolean().default(false),
  judged: z.strictObject({ explanation: Text, judgement: VisitJudgement }).nullable().default(null),
})

const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const factErrors = [
  'not_found',
  'not_unemployed',
  'fact_exists',
  'fact_incomplete',
  'reason_needed',
  ...dayErrors,
] as const
const paperErrors = [
  'template_missing',
  'template_invalid',
  'template_too_slow',
  'form_field_missing',
] as const
const fileErrors = ['file_unknown', 'file_too_large', 'status_file_unreadable'] as const
const Token = z.strictObject({ token: z.string().max(200) })
const Fresh = z.strictObject({ id: Id, version: Version })

export const deregistrationOperations = {
  'deregistration.get': query({
    about: 'R81-R97: duties of an unemployed person, grounds raised, and what came of them.',
    right: 'people_read',
    input: z.strictObject({ personId: Id }),
    output: DutiesPage,
    errors: ['not_found'],
  }),
  'deregistration.record': command({
    about: 'R81-R92: record a fact of an unemployed person.',
    right: 'mediate',
    input: z.strictObject({ personId: Id, fact: DutyFact }),
    output: DutiesPage,
    errors: factErrors,
  }),
  'deregistration.complete': command({
    about: 'R81, R86, R87: the person came, or reported, after the fact was recorded.',
    right: 'mediate',
    input: Fresh.extend({ on: Day }),
    output: DutiesPage,
    errors: ['version_conflict', ...factErrors],
  }),
  'deregistration.explain': command({
    about: 'R96, R85: record what the person said, and whether the reason is valid.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      source: DutySource,
      id: Id,
      version: z.number().int().min(0).describe('`reasonVersion` that was on the screen'),
      explanation: Text,
      judgement: VisitJudgement.nullable(),
    }),
    output: DutiesPage,
    errors: ['not_found', 'not_unemployed', 'version_conflict', 'explanation_judged', 'reason_needed'],
  }),
  'deregistration.foresee': query({
    about: 'What a correction of a recorded fact would change, before it is saved.',
    right: 'mediate',
    input: Correction,
    output: Difference,
    errors: ['version_conflict', ...factErrors],
  }),
  'deregistration.correct': command({
    about: 'Correct a recorded fact or a judgement; what was said before is kept with the reason.',
    right: 'mediate',
    input: Correction.extend({ reason: z.string().max(1000) }),
    output: DutiesPage,
    errors: ['version_conflict', ...factErrors],
  }),
  'deregistration.send': command({
    about: 'R93, R169: send the information with a raised ground to the labour mobility centre.',
    right: 'mediate',
    input: z.strictObject({ personId: Id, key: z.string().max(60) }),
    output: DutiesPage,
    errors: ['not_found', 'not_unemployed', 'ground_not_raised', 'deregistration_sent'],
  }),
  'deregistration.withdraw': command({
    about: 'Take back an information that was sent by mistake; it is superseded, never deleted.',
    right: 'mediate',
    input: Fresh.extend({ reason: z.string().max(1000) }),
    output: DutiesPage,
    errors: [
      'not_found',
      'version_conflict',
      'reason_needed',
      'deregistration_exists',
      'deregistration_withdrawn',
    ],
  }),
  'deregistration.takeOver': command({
    about: 'R93: take over day and ground of the deregistration as the labour mobility centre decided.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      on: Day,
      ground: GroundCode,
      source: z.string().max(300).default(''),
    }),
    output: DutiesPage,
    errors: ['not_found', 'not_unemployed', 'deregistration_exists', ...dayErrors],
  }),
  'deregistration.readFile': query({
    about: 'Read an uploaded file of AIS `iin;date;ground`: what would be taken over, and what not.',
    right: 'mediate',
    input: Token,
    output: z.object({
      fileName: z.string(),
      lines: z.array(DeregistrationLine),
      clean: z.number().int(),
      /** When these bytes were taken over before. */
      before: z.object({ at: Instant, by: z.string(), applied: z.number().int() }).nullable(),
    }),
    errors: fileErrors,
  }),
  'deregistration.importFile': command({
    about: 'Take over the clean lines of a file of deregistrations; a second time nothing changes.',
    right: 'mediate',
    input: Token,
    output: z.object({ applied: z.number().int(), left: z.number().int() }),
    errors: fileErrors,
  }),
  'deregistration.notify': command({
    about: 'R94, R95: record how the person was told of the deregistration; for an akim with the paper S6.',
    right: 'mediate',
    input: Fresh.extend({
      on: Day,
      channel: z.enum(deregistrationChannels),
      rural: z.boolean(),
      akim: z.string().max(300).default(''),
      text: Text.default(''),
      /** Print the notice S6 too; through the akim it always is. */
      paper: z.boolean().default(false),
    }),
    output: z.object({ page: DutiesPage, document: DocumentRow.nullable() }),
    errors: [
      'not_found',
      'version_conflict',
      'not_deregistered',
      'deregistration_notified',
      'akim_needed',
      ...dayErrors,
      ...paperErrors,
    ],
  }),
  'deregistration.paper': command({
    about: 'R94: print the notice S6 because the person asked for it.',
    right: 'mediate',
    input: Fresh,
    output: z.object({ page: DutiesPage, document: DocumentRow }),
    errors: ['not_found', 'version_conflict', 'not_deregistered', ...paperErrors],
  }),
} as const satisfies Record<string, Operation>
