/** The shape of the law's data: everything the counter must know of a service in one edition of its act. */
import { z } from 'zod'
import { Channel, IsoDay, LocalText, PersonCategory, Term } from '../model'

const Text = LocalText.extend({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
const Key = z.string().regex(/^[a-z][a-z0-9_]*$/u)

/** When an item of the checklist is asked for; absent: always. */
export const ChecklistCondition = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Age on the day of acceptance below so many full years. */
    kind: z.literal('younger_than'),
    years: z.number().int().min(1).max(120),
    /** Said to the clerk beside the item. */
    because: Text,
  }),
])

export const ChecklistItem = z.strictObject({
  id: Key,
  title: Text,
  /** Official name in the list of requirements, with its place. */
  source: Text,
  /** `required` blocks acceptance when missing, `if_available` never does. */
  need: z.enum(['required', 'if_available']),
  when: ChecklistCondition.optional(),
  /** An electronic document from the digital documents service will do (R15). */
  digital: z.boolean(),
  /** Number and expiry are written down; an expired one is not accepted. */
  asksExpiry: z.boolean(),
  /** The program prints this paper itself. */
  printedByProgram: z.boolean(),
  rule: z.string().regex(/^R\d+$/u),
  /** Which sentence (`problem.<code>`) says what is wrong with the answer. */
  problems: z.strictObject({ unanswered: Key, missing: Key.optional(), expired: Key.optional() }).optional(),
})

export const Consent = z.strictObject({
  id: Key,
  title: Text,
  /** `yes_no`: must be answered, "no" is allowed; `must_agree`: without it the application is not signed. */
  answer: z.enum(['yes_no', 'must_agree']),
  source: Text,
})

export const RefusalGround = z.strictObject({ id: Key, title: Text, source: Text })

export const ServiceDefinition = z
  .strictObject({
    code: z.string().regex(/^S-[A-Z]+$/u),
    /** Edition of the act; forms are looked up by it. */
    edition: z.string().regex(/^[a-z0-9-]+$/u),
    name: Text,
    act: Text,
    provider: Text,
    channels: z.array(Channel).min(1),
    /** What the applicant gets. */
    result: Text,
    /** Before the year in the registration number: `Т-2026-00001`. */
    numberPrefix: z.string().regex(/^\p{Lu}{1,4}$/u),
    term: Term,
    /** Code in `deadlines.json`. */
    deadline: Key,
    /** R3: all these services are free of charge, so that no payment field exists anywhere. */
    fee: z.literal(false),
    /** Who may apply. */
    applicants: z.array(PersonCategory).min(1),
    checklist: z.array(ChecklistItem).min(1),
    consents: z.array(Consent),
    refusalGrounds: z.array(RefusalGround).min(1),
    /** Form ids, `<form>.<lang>.docx` in the templates of the edition. */
    forms: z.strictObject({ application: z.string(), granted: z.string(), refused: z.string() }),
    inForce: z.strictObject({
      from: IsoDay,
      /** Last day; null while in force. */
      until: IsoDay.nullable(),
      /** Whether the days were compared with the official card of the act. */
      verified: z.boolean(),
      source: z.string(),
    }),
  })
  .superRefine((service, issues) => {
    for (const list of ['checklist', 'consents', 'refusalGrounds'] as const) {
      const ids = service[list].map((item) => item.id)
      for (const id of ids) {
        if (ids.indexOf(id) !== ids.lastIndexOf(id))
          issues.addIssue({ code: 'custom', path: [list], message: `${id} twice` })
      }
    }
    if (service.inForce.until !== null && service.inForce.until < service.inForce.from) {
      issues.addIssue({ code: 'custom', path: ['inForce'], message: 'ends before it begins' })
    }
  })
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

/** Regions of Kazakhstan: the first two digits of KATO. */
export const Region = z.strictObject({
  code: z.string().regex(/^\d{2}$/u),
  kato: z.string().regex(/^\d{9}$/u),
  kk: z.string().min(1),
  ru: z.string().min(1),
  kind: z.enum(['oblast', 'city']),
})
export type Region = z.infer<typeof Region>
