/** Help: how far the guided first day is, and the bundle that tells maintainers of a problem. */
import { z } from 'zod'
import { Instant } from '../model'
import { command, query } from './define'

/** What a page tells of itself when a problem is reported; nothing of what stands on it. */
export const ScreenFacts = z.strictObject({
  /** Address of the page; numbers in it are left out. */
  address: z.string().max(500).default(''),
  width: z.number().int().nonnegative().max(100_000).default(0),
  height: z.number().int().nonnegative().max(100_000).default(0),
  scale: z.number().nonnegative().max(100).default(1),
  language: z.string().max(10).default(''),
  browser: z.string().max(500).default(''),
})

const ProblemReport = z.strictObject({
  screen: ScreenFacts.prefault({}),
  /** What happened, in the words of the person; numbers of five and more digits are left out. */
  words: z.string().max(2000).default(''),
})

export const helpOperations = {
  'help.day': query({
    about: 'Which operations were done at this centre since an instant: how far the guided first day is.',
    right: 'signed_in',
    input: z.strictObject({ since: Instant }),
    output: z.object({ done: z.array(z.string()) }),
    errors: [],
  }),
  'help.report': query({
    about:
      'The bundle of a problem as a ZIP, with its whole text: versions and last errors, no personal data.',
    right: 'signed_in',
    input: ProblemReport,
    output: z.object({
      token: z.string(),
      name: z.string(),
      bytes: z.number().int(),
      text: z.string(),
      /** Removable drives that are plugged in. */
      drives: z.array(z.string()),
    }),
    errors: [],
  }),
  'help.saveReport': command({
    about: 'Write the bundle of a problem onto a removable drive.',
    right: 'signed_in',
    input: ProblemReport.extend({ drive: z.string().max(1000) }),
    output: z.object({ name: z.string(), bytes: z.number().int() }),
    errors: [
      'stick_absent',
      'stick_pulled',
      'target_full',
      'target_read_only',
      'target_denied',
      'target_failed',
    ],
  }),
}
