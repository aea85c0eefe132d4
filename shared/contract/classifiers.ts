/** State classifiers: places (KATO), occupations (NKZ), activities (OKED); texts stay free, codes stand beside them. */
import { z } from 'zod'
import { Instant, IsoDay, LocalText } from '../model'
import { command, query, type Operation } from './define'

export const ClassifierKind = z.enum(['kato', 'nkz', 'oked'])
export type ClassifierKind = z.infer<typeof ClassifierKind>

/** Why a line of a file is left out; its sentence is `classifier.fault_<reason>`. */
export const ClassifierFaultReason = z.enum([
  'code_missing',
  'code_wrong',
  'name_missing',
  'name_too_long',
  'contradicts_line',
])
export type ClassifierFaultReason = z.infer<typeof ClassifierFaultReason>

export const ClassifierFault = z.object({
  /** Row of the sheet or line of the text, from 1. */
  line: z.number().int(),
  reason: ClassifierFaultReason,
  /** The code as it stands there, or the line that it contradicts. */
  what: z.string(),
})

/** What a file does to a classifier; `ended`: in force here, in its branch of the file no longer. */
const Counts = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  ended: z.number().int(),
})

const ClassifierPreviewLine = z.object({
  /** Null: the file does not hold it. */
  line: z.number().int().nullable(),
  code: z.string(),
  nameKk: z.string(),
  nameRu: z.string(),
  change: z.enum(['added', 'changed', 'ended', 'same']),
})

const fileErrors = [
  'file_unknown',
  'file_too_large',
  'classifier_file_unreadable',
  'classifier_columns',
] as const

export const classifierOperations = {
  'classifier.list': query({
    about: 'The classifiers that this centre holds, and from which file.',
    right: 'signed_in',
    input: z.strictObject({}),
    output: z.array(
      z.object({
        kind: ClassifierKind,
        /** Entries in force that came from a file; the regions are there without one. */
        entries: z.number().int(),
        ended: z.number().int(),
        last: z
          .object({
            fileName: z.string(),
            edition: z.string(),
            validFrom: IsoDay,
            at: Instant,
            by: z.string(),
          })
          .nullable(),
      }),
    ),
    errors: [],
  }),
  'classifier.suggest': query({
    about:
      'Entries whose words begin as typed, in any spelling, or whose code does; the widest places first.',
    right: 'signed_in',
    input: z.strictObject({
      kind: ClassifierKind,
      text: z.string().max(2000),
      limit: z.number().int().min(1).max(50).default(8),
    }),
    output: z.array(
      z.object({
        code: z.string(),
        /** What is put into the field: a place with all that it lies in. */
        text: LocalText,
      }),
    ),
    errors: [],
  }),
  'classifier.read': query({
    about: 'What a file of the statistics bureau would change; nothing is written.',
    right: 'settings',
    input: z.strictObject({ kind: ClassifierKind, token: z.string() }),
    output: Counts.extend({
      fileName: z.string(),
      /** Lines that can be used. */
      rows: z.number().int(),
      /** The first lines, those that change something before the others. */
      lines: z.array(ClassifierPreviewLine),
      /** The first of them; `faulty` counts all. */
      faults: z.array(ClassifierFault),
      faulty: z.number().int(),
      before: z.object({ at: Instant, by: z.string(), applied: z.number().int() }).nullable(),
    }),
    errors: fileErrors,
  }),
  'classifier.import': command({
    about: 'Take a file over: new and changed entries begin, what is gone ends; faulty lines are left out.',
    right: 'settings',
    input: z.strictObject({
      kind: ClassifierKind,
      token: z.string(),
      /** As the bureau names it, e.g. `НК РК 01-2017`; may be empty. */
      edition: z.string().max(100),
      /** First day of this version; empty: today. */
      validFrom: z.string().max(40),
    }),
    output: Counts,
    errors: [...fileErrors, 'date_invalid', 'date_in_future'],
  }),
} as const satisfies Record<string, Operation>
