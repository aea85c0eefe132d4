/** R33, R55-R72: from job seeker to unemployed. AIS decides; the desk takes its answer over and explains it. */
import { z } from 'zod'
import { DeadlineWhy, DocumentRow, Id, Instant, IsoDay, LocalText, Person } from '../model'
import { Told } from '../rules/engine/finding'
import { FromCentral } from './central'
import { command, query, type Operation } from './define'
import { Difference } from './work'

export const AisStatus = z.enum(['unemployed', 'refused'])
export type AisStatus = z.infer<typeof AisStatus>

/** What the clerk knows of a job seeker before the transition; null: nobody told. */
export const StatusNotes = z.strictObject({
  employed: z.boolean().nullable(),
  studentClaimsMeasures: z.boolean().nullable(),
  falseData: z.boolean().nullable(),
  sentence: z
    .enum(['none', 'correctional_labour', 'compulsory_labour', 'imprisonment', 'imprisonment_conditional'])
    .nullable(),
  pensionKind: z.enum(['nuclear_test_zone', 'five_children']).nullable(),
  /** Took up suitable work on this day; '' while not. */
  placedOn: z.string().max(40),
  /** R57: refused an offered job on this day; '' while not. */
  refusedOn: z.string().max(40),
})
export type StatusNotes = z.infer<typeof StatusNotes>

export const emptyStatusNotes: StatusNotes = {
  employed: null,
  studentClaimsMeasures: null,
  falseData: null,
  sentence: null,
  pensionKind: null,
  placedOn: '',
  refusedOn: '',
}

export const StatusAnswer = z.object({
  id: Id,
  status: AisStatus,
  on: IsoDay,
  grounds: z.array(z.object({ id: z.string(), title: LocalText })),
  /** What the clerk wrote about where it was read; the name of the file for one that was imported. */
  source: z.string(),
  /** R172: it came in a batch, or a batch says the same; then it is not corrected here. */
  central: FromCentral.nullable(),
  at: Instant,
  by: z.string(),
  /** What it said before it was corrected, the newest correction first. */
  corrections: z.array(
    z.object({
      id: Id,
      status: AisStatus,
      on: IsoDay,
      grounds: z.array(LocalText),
      reason: z.string(),
      at: Instant,
      by: z.string(),
    }),
  ),
})
export type StatusAnswer = z.infer<typeof StatusAnswer>

export const StatusPaper = z.object({
  id: Id,
  kind: z.enum(['registered', 'refused', 'information', 'payment']),
  askedBy: z.string(),
  on: IsoDay,
  validUntil: IsoDay.nullable(),
  documentId: Id.nullable(),
  at: Instant,
  by: z.string(),
})
export type StatusPaper = z.infer<typeof StatusPaper>

/** Everything about one person's way from job seeker to unemployed. */
export const StatusPage = z.object({
  /** What the person is, since when and by which event; null: never came to be registered. */
  standing: z
    .object({
      status: Person.shape.status,
      since: IsoDay,
      because: LocalText,
      applicationId: Id,
      applicationNumber: z.string(),
    })
    .nullable(),
  /** By time, the newest first. */
  registrations: z.array(
    z.object({
      id: Id,
      kind: z.enum(['job_seeker', 'unemployed']),
      since: IsoDay,
      until: IsoDay.nullable(),
      source: z.string(),
      /** The answer of AIS behind it was corrected: the person never was unemployed by it. */
      takenBack: z.boolean(),
      applicationId: Id,
      applicationNumber: z.string(),
    }),
  ),
  /** R56, R57: while the person is a job seeker. */
  transition: z
    .object({
      due: z.boolean(),
      expected: IsoDay,
      told: Told,
      /** Null where a refused offer leads to it (R57). */
      why: DeadlineWhy.nullable(),
      since: IsoDay,
    })
    .nullable(),
  /** R21: the category that AIS determined last. */
  category: z.object({ name: LocalText, on: IsoDay, central: FromCentral.nullable() }).nullable(),
  /** R59-R64, as far as the desk knows. */
  bars: z.array(Told),
  notes: StatusNotes,
  /** 0: nothing was noted yet. */
  notesVersion: z.number().int(),
  answers: z.array(StatusAnswer),
  papers: z.array(StatusPaper),
  /** R68: while the person is unemployed. */
  payment: z.object({ due: IsoDay, informedOn: IsoDay.nullable(), told: z.array(Told) }).nullable(),
  /** Grounds of refusal of the law in force (R59-R64). */
  grounds: z.array(z.object({ id: z.string(), title: LocalText })),
  /** What may be asked for now. */
  can: z.object({
    takeOver: z.boolean(),
    notice: z.boolean(),
    information: z.boolean(),
    informPayment: z.boolean(),
    correct: z.boolean(),
  }),
})
export type StatusPage = z.infer<typeof StatusPage>

export const DueRow = z.object({
  personId: Id,
  personName: z.string(),
  iinMasked: z.string(),
  applicationId: Id,
  applicationNumber: z.string(),
  since: IsoDay,
  expected: IsoDay,
  told: Told,
  bars: z.array(Told),
  responsible: z.string(),
  responsibleId: Id,
})
export type DueRow = z.infer<typeof DueRow>

export const fileReasons = [
  'columns',
  'iin_wrong',
  'person_unknown',
  'status_unknown',
  'date_wrong',
  'date_future',
  'date_early',
  'ground_needed',
  'ground_unknown',
  'not_job_seeker',
  /** The same line stands further above. */
  'doubled',
  /** Two lines of the file say different things of one person. */
  'contradicts_line',
  /** The register holds this answer already. */
  'known',
  /** The register holds another answer, or a later one. */
  'contradicts_register',
] as const

/** One line of a file of AIS: ready to be taken over, or why not. */
export const FileLine = z.object({
  line: z.number().int().positive(),
  text: z.string(),
  personId: Id.nullable(),
  personName: z.string(),
  status: AisStatus.nullable(),
  on: IsoDay.nullable(),
  /** Null: clean. */
  reason: z.enum(fileReasons).nullable(),
  /** What the register holds, beside a line that contradicts it. */
  held: z.object({ status: AisStatus, on: IsoDay, by: z.string() }).nullable(),
})
export type FileLine = z.infer<typeof FileLine>

export const StatusFile = z.object({
  fileName: z.string(),
  lines: z.array(FileLine),
  clean: z.number().int(),
  /** When these bytes were taken over before. */
  before: z.object({ at: Instant, by: z.string(), applied: z.number().int() }).nullable(),
})
export type StatusFile = z.infer<typeof StatusFile>

const paperErrors = [
  'template_missing',
  'template_invalid',
  'template_too_slow',
  'form_field_missing',
] as const
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const
const fileErrors = ['file_unknown', 'file_too_large', 'status_file_unreadable'] as const
/** An answer as it should have been entered. */
const Correction = z.strictObject({
  personId: Id,
  answerId: Id,
  seen: Id.nullable().describe('Newest correction of this answer that was on the screen'),
  status: AisStatus,
  on: z.string().max(40),
  grounds: z.array(z.string().max(60)).max(20).default([]),
})
const correctionErrors = [
  'not_found',
  'version_conflict',
  'status_exists',
  'registration_ended',
  'ground_needed',
  'ground_unknown',
  'central_value',
  ...dayErrors,
  'date_too_late',
] as const
const Token = z.strictObject({ token: z.string().max(200) })

export const registrationOperations = {
  'registration.get': query({
    about: 'How a person stands between job seeker and unemployed, with the reasons.',
    right: 'people_read',
    input: z.strictObject({ personId: Id }),
    output: StatusPage,
    errors: ['not_found'],
  }),
  'registration.due': query({
    about: 'R56, R57: job seekers due for the transition to unemployed, with the bars that are known.',
    right: 'people_read',
    input: z.strictObject({}),
    output: z.object({ today: IsoDay, rows: z.array(DueRow) }),
    errors: [],
  }),
  'registration.note': command({
    about: 'R57-R64: note what is known of a job seeker before the transition.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      version: z.number().int().min(0).describe('`notesVersion` that was on the screen'),
      notes: StatusNotes,
    }),
    output: StatusPage,
    errors: ['not_found', 'not_job_seeker', 'version_conflict', ...dayErrors],
  }),
  'registration.takeOver': command({
    about: 'R56, R58: take over what AIS decided: unemployed or refused, on its day.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      seen: Id.nullable().describe('Newest answer that was on the screen'),
      status: AisStatus,
      on: z.string().max(40),
      grounds: z.array(z.string().max(60)).max(20).default([]),
      source: z.string().max(300).default(''),
    }),
    output: StatusPage,
    errors: ['not_found', 'not_job_seeker', 'status_exists', 'ground_needed', 'ground_unknown', ...dayErrors],
  }),
  'registration.foresee': query({
    about: 'What correcting an answer of AIS would change: status, findings and duties; nothing is kept.',
    right: 'mediate',
    input: Correction,
    output: Difference,
    errors: correctionErrors,
  }),
  'registration.correct': command({
    about:
      'Correct the day, status or grounds of an answer of AIS that was entered wrongly; all that follows is computed anew.',
    right: 'mediate',
    input: Correction.extend({ reason: z.string().max(500) }),
    output: StatusPage,
    errors: [...correctionErrors, 'reason_needed'],
  }),
  'registration.readFile': query({
    about: 'Read an uploaded file of AIS `iin;status;date;grounds`: what would be taken over, and what not.',
    right: 'mediate',
    input: Token,
    output: StatusFile,
    errors: fileErrors,
  }),
  'registration.importFile': command({
    about: 'Take over the clean lines of an uploaded file of AIS; a second time nothing changes.',
    right: 'mediate',
    input: Token,
    output: z.object({ applied: z.number().int(), left: z.number().int() }),
    errors: fileErrors,
  }),
  'registration.notice': command({
    about:
      'R66, R67, R71: print the notice or the information on the status, because the person asked for it.',
    right: 'mediate',
    input: z.strictObject({
      personId: Id,
      kind: z.enum(['notice', 'information']),
      askedBy: z.string().max(300).default('').describe('Who asked; empty: the person'),
      askedOn: z.string().max(40).default('').describe('Empty: today'),
    }),
    output: z.object({ page: StatusPage, document: DocumentRow }),
    errors: ['not_found', 'status_unknown', ...dayErrors, ...paperErrors],
  }),
  'registration.informPayment': command({
    about: 'R68: tell which documents the social payment for loss of work needs, with the reminder S8.',
    right: 'mediate',
    input: z.strictObject({ personId: Id, on: z.string().max(40).default('').describe('Empty: today') }),
    output: z.object({ page: StatusPage, document: DocumentRow }),
    errors: [
      'not_found',
      'status_unknown',
      'payment_informed',
      'payment_text_missing',
      ...dayErrors,
      ...paperErrors,
    ],
  }),
} as const satisfies Record<string, Operation>
