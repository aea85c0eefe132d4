/** Reports of the centre: figures of a period, the rows behind each, and reports that were made and are kept. */
import { z } from 'zod'
import { Channel, FileToken, Id, Instant, IsoDay, LocalText, PaperLanguage } from '../model'
import { command, query, type Operation } from './define'

export const reportSections = [
  'applications',
  'decisions',
  'terms',
  'queue',
  'referrals',
  'placements',
  'people',
  'deregistrations',
  'plans',
  'complaints',
  'papers',
  'batches',
] as const
export type ReportSection = (typeof reportSections)[number]

/** What a figure may be parted by. */
export const reportDimensions = [
  'service',
  'edition',
  'channel',
  'clerk',
  'measure',
  'ground',
  'code',
  'form',
  'kind',
  'day',
  'minutes',
] as const
export const ReportDimension = z.enum(reportDimensions)
export type ReportDimension = z.infer<typeof ReportDimension>

/** Every figure, `section.figure`. What is counted and by which day: `main/core/reports/figures.ts`. */
export const figureNames = [
  'applications.accepted',
  'applications.not_taken',
  'applications.by_portal',
  'applications.archive',
  'decisions.granted',
  'decisions.refused',
  'terms.in_time',
  'terms.late',
  'terms.overdue',
  'terms.running',
  'queue.issued',
  'queue.served',
  'queue.not_come',
  'queue.left',
  'queue.waiting_over',
  'queue.serving_over',
  'referrals.issued',
  'referrals.hired',
  'referrals.not_hired',
  'referrals.in_question',
  'referrals.waiting',
  'referrals.overdue',
  'referrals.returned_late',
  'placements.vacancies',
  'placements.measures',
  'placements.registered',
  'placements.closed',
  'people.start',
  'people.came',
  'people.went',
  'people.end',
  'deregistrations.decided',
  'plans.signed',
  'plans.measures_done',
  'plans.measures_not_done',
  'plans.visits_kept',
  'plans.visits_missed',
  'complaints.received',
  'complaints.answered',
  'complaints.late',
  'papers.issued',
  'papers.cancelled',
  'batches.made',
  'batches.answered',
] as const
export const FigureName = z.enum(figureNames)
export type FigureName = z.infer<typeof FigureName>

/** Numbers that are no count: behind each are the records that it is read from. */
export const spreadNames = [
  'decisions.term_median',
  'decisions.term_longest',
  'queue.waiting_median',
  'queue.waiting_longest',
  'queue.serving_median',
  'queue.serving_longest',
  'queue.waited',
] as const
export type SpreadName = (typeof spreadNames)[number]
/** Whatever opens a list. */
export const ListName = z.enum([...figureNames, ...spreadNames])
export type ListName = z.infer<typeof ListName>

export const sectionOf = (name: ListName) => name.slice(0, name.indexOf('.')) as ReportSection

/** First and last day belong to the period. What is null is not asked for. */
export const ReportFilter = z.strictObject({
  from: IsoDay,
  to: IsoDay,
  service: z.string().max(20).nullable().default(null),
  edition: z.string().max(40).nullable().default(null),
  /** Code of a measure; '' for what leads to none. */
  measure: z.string().max(60).nullable().default(null),
  channel: Channel.nullable().default(null),
  clerkId: Id.nullable().default(null),
})
export type ReportFilter = z.infer<typeof ReportFilter>

export const Figure = z.object({
  name: FigureName,
  /** Null: the figure itself; else one part of it. */
  by: ReportDimension.nullable(),
  value: z.string().nullable(),
  title: LocalText.nullable(),
  n: z.number().int(),
})
export type Figure = z.infer<typeof Figure>

/** A number with the list that it opens: a figure or a spread. */
export type Listed = Omit<Figure, 'name' | 'n'> & { name: ListName; n: number | null }

/** Seconds; null where no ticket has a length. */
const QueueTime = z.object({ median: z.number(), longest: z.number().int() }).nullable()
/** R9, R10: how long one waited and was served, of all lines and of each; ids of lines as in `figures` by `kind`. */
export const QueueTimes = z.object({
  groupId: z.string().nullable(),
  title: LocalText.nullable(),
  waiting: QueueTime,
  serving: QueueTime,
})
export type QueueTimes = z.infer<typeof QueueTimes>

export const Report = z.object({
  filter: ReportFilter,
  /** As the register knew it at this moment; `today` is its day in the centre. */
  asOf: Instant,
  today: IsoDay,
  figures: z.array(Figure),
  /** Working days from acceptance to decision; null where nothing was decided. */
  term: z.object({ n: z.number().int(), median: z.number(), longest: z.number().int() }).nullable(),
  /** All lines first, then each. Empty where no ticket was given out; reports that were kept before have none. */
  queue: z.array(QueueTimes).default([]),
  /** R9: tickets by span of waiting (minutes from), up to the longest; `over` those over the limit of their day. */
  waits: z
    .array(z.object({ from: z.number().int(), n: z.number().int(), over: z.number().int() }))
    .default([]),
  /** Sections that say nothing under this filter, since their records have no such mark. */
  leftOut: z.array(z.enum(reportSections)),
})
export type Report = z.infer<typeof Report>

/** A row of the quarterly table: a service, or a measure of one. */
export const QuarterRow = z.object({
  service: z.string(),
  measure: z.string(),
  title: LocalText,
  accepted: z.number().int(),
  granted: z.number().int(),
  refused: z.number().int(),
  inTime: z.number().int(),
  late: z.number().int(),
  referrals: z.number().int(),
  hired: z.number().int(),
})
export type QuarterRow = z.infer<typeof QuarterRow>

/** A row behind a figure. */
export const ReportRow = z.object({
  id: Id,
  day: IsoDay.nullable(),
  number: z.string(),
  title: LocalText,
  person: z.string(),
  by: z.string(),
  /** Where the record opens. */
  place: z.string(),
})
export type ReportRow = z.infer<typeof ReportRow>

export const KeptReport = z.object({
  id: Id,
  filter: ReportFilter,
  asOf: Instant,
  madeBy: z.string(),
  sha256: z.string(),
})
export type KeptReport = z.infer<typeof KeptReport>

/** A figure that the register would give otherwise today. */
export const ReportDifference = Figure.omit({ n: true }).extend({
  was: z.number().int(),
  now: z.number().int(),
})
export type ReportDifference = z.infer<typeof ReportDifference>

const periodErrors = ['date_invalid', 'report_period', 'right_missing'] as const
const paperErrors = [
  'template_missing',
  'template_invalid',
  'template_too_slow',
  'form_field_missing',
] as const

export const reportOperations = {
  'report.get': query({
    about:
      'The figures of a period as the register knows them now. By clerk: the director; a specialist their own.',
    right: 'reports',
    input: ReportFilter,
    output: Report,
    errors: [...periodErrors],
  }),
  'report.list': query({
    about: 'The rows behind one figure of a report.',
    right: 'reports',
    input: z.strictObject({
      filter: ReportFilter,
      name: ListName,
      by: ReportDimension.nullable().default(null),
      value: z.string().max(200).nullable().default(null),
      limit: z.number().int().min(1).max(1000).default(100),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), rows: z.array(ReportRow) }),
    errors: [...periodErrors, 'figure_unknown'],
  }),
  'report.choices': query({
    about: 'What a report can be asked by: services, editions, measures, clerks.',
    right: 'reports',
    input: z.strictObject({}),
    output: z.object({
      services: z.array(z.object({ code: z.string(), name: LocalText, editions: z.array(z.string()) })),
      measures: z.array(z.object({ code: z.string(), name: LocalText })),
      /** Whom this reader may ask for. */
      clerks: z.array(z.object({ id: Id, name: z.string() })),
      /** First day of the oldest application; null while there is none. */
      first: IsoDay.nullable(),
    }),
    errors: [],
  }),
  'report.make': command({
    about: 'Make a report and keep it: its figures never change, whatever is corrected later.',
    right: 'reports',
    input: ReportFilter,
    output: KeptReport,
    errors: [...periodErrors],
  }),
  'report.kept': query({
    about: 'Reports that were made, the newest first.',
    right: 'reports',
    input: z.strictObject({ limit: z.number().int().min(1).max(500).default(50) }),
    output: z.object({ reports: z.array(KeptReport), total: z.number().int() }),
    errors: [],
  }),
  'report.open': query({
    about:
      'A kept report as it was made, whether it is whole, and which figures the register would give otherwise now.',
    right: 'reports',
    input: z.strictObject({ id: Id }),
    output: z.object({
      kept: KeptReport,
      report: Report,
      /** False: what is kept is not what was made. */
      whole: z.boolean(),
      differences: z.array(ReportDifference),
    }),
    errors: ['not_found', 'right_missing'],
  }),
  'report.file': query({
    about: 'A report or the quarterly table of the centre as a paper or a spreadsheet.',
    right: 'reports',
    input: z.strictObject({
      what: z.enum(['report', 'quarter']),
      filter: ReportFilter,
      /** A kept report instead of what the register says now. */
      keptId: Id.nullable().default(null),
      as: z.enum(['docx', 'xlsx']),
      language: PaperLanguage,
    }),
    output: FileToken,
    errors: [...periodErrors, 'not_found', ...paperErrors],
  }),
} as const satisfies Record<string, Operation>
