/** What must be done now, over all people: every duty of the law that is open, by its due day. */
import { z } from 'zod'
import { DeadlineWhy, Id, IsoDay, LocalText, Person } from '../model'
import { RuleId, Told } from '../rules/engine/finding'
import { query, type Operation } from './define'

/** Where a duty arises; also what a list of work is filtered by. */
export const workNouns = [
  'application',
  'registration',
  'plan',
  'vacancy',
  'offer',
  'deregistration',
  'rural',
  'portal',
  'complaint',
  'referral',
  'target',
  'exchange',
] as const
export const WorkNoun = z.enum(workNouns)
export type WorkNoun = z.infer<typeof WorkNoun>

export const WorkItem = z.object({
  /** The same as long as the duty is: noun, record and duty. */
  id: z.string(),
  noun: WorkNoun,
  rule: RuleId.nullable(),
  what: LocalText,
  /** Which record of its noun: a number, a vacancy, an organisation. */
  about: LocalText.nullable(),
  /** Null where the law names no day: it is asked for all the same. */
  due: IsoDay.nullable(),
  why: DeadlineWhy.nullable(),
  /** 0 today, negative when overdue; null where there is no term to count. */
  workingDaysLeft: z.number().int().nullable(),
  person: z.object({ id: Id, name: z.string(), iinMasked: z.string() }).nullable(),
  /** Address in the desk where it is done, e.g. `/people/12`. */
  place: z.string(),
  responsible: z.string(),
  responsibleId: Id.nullable(),
  /** The director gave it to whoever is responsible now. */
  assigned: z.object({ by: z.string(), at: z.iso.datetime(), note: z.string() }).optional(),
})
export type WorkItem = z.infer<typeof WorkItem>

/** How a person stands: what the register says and what follows from it. */
export const PersonStanding = z.object({
  status: Person.shape.status,
  since: IsoDay.nullable(),
  /** What the rules find: refusals counted, grounds raised, bars. */
  findings: z.array(Told),
  work: z.array(WorkItem),
})
export type PersonStanding = z.infer<typeof PersonStanding>

/** What a correction would change, before it is saved. */
export const Difference = z.object({
  before: PersonStanding.pick({ status: true, since: true }),
  after: PersonStanding.pick({ status: true, since: true }),
  findings: z.object({ gone: z.array(Told), came: z.array(Told) }),
  work: z.object({
    gone: z.array(WorkItem),
    came: z.array(WorkItem),
    moved: z.array(z.object({ from: WorkItem, to: WorkItem })),
  }),
})
export type Difference = z.infer<typeof Difference>

/** The heading that a duty stands under in the list: late, today, a later day, or without a term. */
export const WorkGroup = z.union([z.enum(['overdue', 'today', 'no_day']), IsoDay])
export type WorkGroup = z.infer<typeof WorkGroup>

export const workGroupOf = ({ due }: Pick<WorkItem, 'due'>, today: string): WorkGroup =>
  due === null ? 'no_day' : due < today ? 'overdue' : due === today ? 'today' : due

export const workOperations = {
  'work.list': query({
    about: 'What must be done now, over all people, by due day: every open duty with its reason.',
    right: 'people_read',
    input: z.strictObject({
      /** Of whom it is asked; null: of everybody. */
      staffId: Id.nullable().default(null),
      noun: WorkNoun.nullable().default(null),
      /** Items given, the most urgent first; the numbers are of all. */
      limit: z.number().int().min(1).max(100_000).default(200),
    }),
    output: z.object({
      today: IsoDay,
      items: z.array(WorkItem),
      total: z.number().int(),
      /** How many stand under each heading, in the order of the list. */
      groups: z.array(z.object({ group: WorkGroup, n: z.number().int() })),
      /** Of the clerk that was asked for, by kind of work. */
      nouns: z.partialRecord(WorkNoun, z.number().int()),
      /** Of the kind that was asked for, of everybody and by clerk. */
      everybody: z.number().int(),
      staff: z.array(z.object({ id: Id, name: z.string(), n: z.number().int() })),
    }),
    errors: [],
  }),
} as const satisfies Record<string, Operation>
