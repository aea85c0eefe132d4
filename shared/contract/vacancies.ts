/** Vacancies of employers, and how people and vacancies fit (Order No 214, paras 66 to 76). */
import { z } from 'zod'
import { DeadlineWhy, Id, Instant, IsoDay, LocalText, Version } from '../model'
import { fitCriteria, workHours } from '../rules/matching'
import { matchCriteria, postsNotCovered } from '../rules/engine/mediation'
import { FromCentral } from './central'
import { command, query, type Operation } from './define'

const Money = z.number().int().min(0).max(1_000_000_000)

/** What a clerk types about a vacancy, or takes over from enbek.kz. */
export const VacancyFields = z.object({
  organisationId: Id,
  /** Profession or post; variants are parted by a slash. */
  profession: z.string().max(300),
  /** NKZ; empty: none was chosen. */
  professionCode: z.string().max(20).default(''),
  qualification: z.string().max(300),
  /** Work experience asked for, in months; null: the employer asks for none. */
  experienceMonths: z.number().int().min(1).max(600).nullable(),
  /** Tenge in a month. */
  payFrom: Money.nullable(),
  payTo: Money.nullable(),
  hours: z.enum(workHours).nullable(),
  requirements: z.string().max(1000),
  /** Where the work is; empty: at the organisation's address. */
  address: z.string().max(500),
  places: z.number().int().min(1).max(10_000),
  placesLeft: z.number().int().min(0).max(10_000),
  /** Day of appearance; empty when it is not known (R98). */
  appearedOn: z.string().max(40),
  /** Day of registration here or on the portal; empty: today. */
  registeredOn: z.string().max(40),
  /** Number on enbek.kz; empty for a vacancy typed here (R100). */
  portalNumber: z.string().max(60),
})
export type VacancyFields = z.infer<typeof VacancyFields>

export const emptyVacancy: Omit<VacancyFields, 'organisationId'> = {
  profession: '',
  professionCode: '',
  qualification: '',
  experienceMonths: null,
  payFrom: null,
  payTo: null,
  hours: null,
  requirements: '',
  address: '',
  places: 1,
  placesLeft: 1,
  appearedOn: '',
  registeredOn: '',
  portalNumber: '',
}

/** Why a vacancy is closed; `hired` as R114 has it. */
export const VacancyClosing = z.enum(['hired', 'withdrawn', 'removed_on_portal', 'mistake'])
export type VacancyClosing = z.infer<typeof VacancyClosing>

/** A term of the law that is computed from the vacancy's own days. */
export const VacancyTerm = z.object({
  why: DeadlineWhy,
  /** `late`: done, but after the last day. */
  state: z.enum(['open', 'overdue', 'late', 'done']),
  doneOn: IsoDay.nullable(),
  /** Null when done. */
  workingDaysLeft: z.number().int().nullable(),
})
export type VacancyTerm = z.infer<typeof VacancyTerm>

export const Vacancy = VacancyFields.extend({
  id: Id,
  version: Version,
  appearedOn: IsoDay.nullable(),
  registeredOn: IsoDay,
  organisationKk: z.string(),
  organisationRu: z.string(),
  /** Where the work is: its own address or the organisation's. */
  workAddress: z.string(),
  origin: z.enum(['by_hand', 'portal']),
  /** R98; null when the day of appearance is not known. */
  reported: VacancyTerm.nullable(),
  /** R101. */
  candidatesDue: VacancyTerm,
  /** How many people were selected. */
  selected: z.number().int(),
  closed: z.object({ on: IsoDay, why: VacancyClosing, note: z.string() }).nullable(),
  /** What the rules note about it, e.g. that nobody looked for the portal's number (R100, R114). */
  notes: z.array(z.object({ rule: z.string(), level: z.string(), text: LocalText })),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type Vacancy = z.infer<typeof Vacancy>

/** One criterion of para 70, or the distance, with what it was judged from; `met` null: nothing to judge from. */
export const FitPoint = z.object({
  criterion: z.enum(fitCriteria),
  met: z.boolean().nullable(),
  /** Its sentence is `jobs.fit_<reason>`. */
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type FitPoint = z.infer<typeof FitPoint>

const Fit = z.object({
  /** 0 to 100: a help to look at the likely ones first; people decide. */
  score: z.number().int(),
  points: z.array(FitPoint),
  /** R103: criteria that the register says nothing about, to be asked. */
  toAsk: z.array(z.enum(matchCriteria)),
})

export const Candidate = Fit.extend({
  personId: Id,
  fullName: z.string(),
  iinMasked: z.string(),
  mobile: z.string(),
  address: z.string(),
  standing: z.enum(['job_seeker', 'unemployed']),
  since: IsoDay,
  /** The day on which the person was selected for this vacancy. */
  selectedOn: IsoDay.nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** What a line of a file may change, in the order of its columns. */
export const importedFields = [
  'organisation',
  'profession',
  'qualification',
  'experienceMonths',
  'payFrom',
  'payTo',
  'hours',
  'requirements',
  'address',
  'places',
  'appearedOn',
  'registeredOn',
] as const
export const ImportedField = z.enum(importedFields)
export type ImportedField = z.infer<typeof ImportedField>

/** Why a line of a file cannot be taken over; its sentence is `offer.reason_<code>`. */
export const ImportReason = z.enum([
  'columns',
  'number_missing',
  'bin_wrong',
  'organisation_missing',
  'profession_missing',
  'number_wrong',
  'pay_range',
  'hours_unknown',
  'text_too_long',
  'date_wrong',
  'date_future',
  'dates_order',
  'doubled',
  'contradicts_line',
  'closed',
])
export type ImportReason = z.infer<typeof ImportReason>

export const ImportLine = z.object({
  line: z.number().int(),
  text: z.string(),
  number: z.string(),
  profession: z.string(),
  organisation: z.string(),
  /** No organisation has this BIN or name yet: it would be added. */
  organisationNew: z.boolean(),
  kind: z.enum(['new', 'known', 'changed', 'conflict', 'unusable']),
  reason: ImportReason.nullable(),
  vacancyId: Id.nullable(),
  /** Of the vacancy here, so that a choice is made about what was shown. */
  version: Version.nullable(),
  /** What would change; `both`: here and on the portal since the last file. */
  differences: z.array(
    z.object({ field: ImportedField, here: z.string(), file: z.string(), both: z.boolean() }),
  ),
})
export type ImportLine = z.infer<typeof ImportLine>

const pageOf = {
  limit: z.number().int().min(1).max(200).default(20),
  offset: z.number().int().min(0).default(0),
}
const dayErrors = ['date_invalid', 'date_in_future', 'date_too_early'] as const

export const vacancyOperations = {
  'vacancy.search': query({
    about: 'Vacancies by profession or organisation; `due`: candidates are still to be selected (R101).',
    right: 'people_read',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      state: z.enum(['open', 'due', 'closed', 'all']).default('open'),
      organisationId: Id.nullable().default(null),
      ...pageOf,
    }),
    output: z.object({
      vacancies: z.array(Vacancy),
      total: z.number().int(),
      /** Open ones without selected candidates, whatever was searched for. */
      due: z.number().int(),
    }),
    errors: [],
  }),
  'vacancy.get': query({
    about: 'One vacancy with its terms, and where it comes from.',
    right: 'people_read',
    input: z.strictObject({ id: Id }),
    output: Vacancy.extend({
      central: FromCentral.nullable(),
      /** R172: fields that were changed here since AIS told of them; the next difference is a conflict. */
      changedHere: z.array(ImportedField),
    }),
    errors: ['not_found'],
  }),
  'vacancy.save': command({
    about: 'Register a vacancy or mend one; a post that para 66 leaves out is refused (R99).',
    right: 'mediate',
    input: z.strictObject({
      id: Id.nullable(),
      version: Version.nullable(),
      fields: VacancyFields,
      /** The post of para 66 that it is; null: none of them. */
      post: z.enum(postsNotCovered).nullable(),
    }),
    output: Vacancy,
    errors: [
      'not_found',
      'version_conflict',
      'name_empty',
      'vacancy_not_covered',
      'vacancy_exists',
      'vacancy_closed',
      'vacancy_dates',
      'pay_range',
      'places_range',
      ...dayErrors,
    ],
  }),
  'vacancy.close': command({
    about: 'Close a vacancy, with day and reason (R114).',
    right: 'mediate',
    input: z.strictObject({
      id: Id,
      version: Version,
      on: z.string().max(40),
      why: VacancyClosing,
      note: z.string().max(1000),
    }),
    output: Vacancy,
    errors: ['not_found', 'version_conflict', 'vacancy_closed', 'vacancy_dates', ...dayErrors],
  }),
  'vacancy.candidates': query({
    about: 'Registered people for a vacancy, the best fitting first, with the reasons (R102, R103).',
    right: 'people_read',
    input: z.strictObject({ id: Id, ...pageOf }),
    output: z.object({
      candidates: z.array(Candidate),
      /** People with any point in common. */
      total: z.number().int(),
      /** Everybody who is registered. */
      pool: z.number().int(),
    }),
    errors: ['not_found'],
  }),
  'vacancy.select': command({
    about:
      'Record who was selected for a vacancy, and each match as it stood (R101, R103); nobody is an answer too.',
    right: 'mediate',
    input: z.strictObject({ id: Id, version: Version, people: z.array(Id).max(500) }),
    output: Vacancy,
    errors: ['not_found', 'version_conflict', 'vacancy_closed'],
  }),
  'vacancy.forPerson': query({
    about: 'Open vacancies for a person, the best fitting first, with the reasons (R102, R103).',
    right: 'people_read',
    input: z.strictObject({ personId: Id, ...pageOf }),
    output: z.object({
      vacancies: z.array(Fit.extend({ vacancy: Vacancy, selectedOn: IsoDay.nullable() })),
      total: z.number().int(),
      /** Not among the registered: no candidate for a vacancy, but work may be sought (R102). */
      outsidePool: LocalText.nullable(),
    }),
    errors: ['not_found'],
  }),
  'vacancy.readFile': query({
    about: 'R100, R172: what a file of vacancies of the portal would change, line by line.',
    right: 'mediate',
    input: z.strictObject({ token: z.string() }),
    output: z.object({
      fileName: z.string(),
      lines: z.array(ImportLine),
      /** When this very file was taken over before. */
      before: z.object({ at: Instant, by: z.string(), applied: z.number().int() }).nullable(),
    }),
    errors: ['file_unknown', 'file_too_large', 'vacancy_file_unreadable'],
  }),
  'vacancy.importFile': command({
    about: 'Take over what is new or changed on the portal; what was changed here as well only by a choice.',
    right: 'mediate',
    input: z.strictObject({
      token: z.string(),
      choices: z
        .array(z.strictObject({ line: z.number().int(), version: Version, take: z.enum(['file', 'here']) }))
        .max(5000),
    }),
    output: z.object({ applied: z.number().int(), left: z.number().int() }),
    errors: ['file_unknown', 'file_too_large', 'vacancy_file_unreadable', 'vacancy_file_changed'],
  }),
} as const satisfies Record<string, Operation>
