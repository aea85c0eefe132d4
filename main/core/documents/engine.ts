/** The seam between the register and the paper: what the core asks of the form engine. */
import type { LocalText, PaperLanguage, TemplateFault } from '../../../shared/model'

/**
 * Values of merge fields before styling: dates ISO `YYYY-MM-DD`, choices booleans or codes, lists one record
 * per row, '' or null = blank.
 */
export type FormData = Record<string, string | boolean | null | Record<string, string>[]>

export interface FilledForm {
  bytes: Uint8Array
  /** SHA-256 of `bytes`, hex. */
  sha256: string
  /** SHA-256 of the template it was filled from, hex. */
  templateSha256: string
}

export interface FormInfo {
  formId: string
  edition: string
  language: PaperLanguage
  title: LocalText
  wording: 'official' | 'own_translation'
  source: 'shipped' | 'centre'
  sha256: string
  /** Error code when the template cannot be used, else null. */
  problem: string | null
  /** What is wrong inside the file, when it can be read at all. */
  faults: readonly TemplateFault[]
}

export interface HeldTemplate {
  bytes: Uint8Array
  sha256: string
  source: 'shipped' | 'centre'
}

/** What a file would be as a template of a form. */
export interface TemplateCheck {
  /** Everything that keeps it from being used; none, and it prints both samples. */
  faults: readonly TemplateFault[]
  /** Text of its paragraphs with the commands; null when they are not sound. */
  lines: string[] | null
  /** The form filled with invented data, usual and as long as it gets; null when it cannot be filled. */
  usual: Uint8Array | null
  long: Uint8Array | null
}

export interface PaperEngine {
  /**
   * Fill a form. Throws `CodedError`: `form_unknown` (also for a language it is not held in), `form_field_missing` {field}, `template_missing` {file},
   * `template_invalid` {file, problem, reason}, `template_too_slow` {file, seconds}, `date_invalid` {field}.
   * `problem` is one of `templateProblems` (shared/model.ts); `reason` says it in English with the command quoted.
   */
  fill(formId: string, language: PaperLanguage, data: FormData): Promise<FilledForm>
  /** Fill with invented data; `long` takes names of 60 letters. */
  sample(formId: string, language: PaperLanguage, long?: boolean): Promise<FilledForm>
  list(): Promise<FormInfo[]>
  /** The template in use, or the one that came with the program. Throws `form_unknown`, `template_missing`. */
  template(formId: string, language: PaperLanguage, source?: 'shipped'): Promise<HeldTemplate>
  /** Text of the paragraphs of that template, with the commands; null when it is not sound. Throws as `template`. */
  lines(formId: string, language: PaperLanguage, source?: 'shipped'): Promise<string[] | null>
  /** Try a file that is not in use. A worker of its own does it: papers do not wait for a bad file. */
  check(formId: string, language: PaperLanguage, bytes: Uint8Array): Promise<TemplateCheck>
  close(): Promise<void>
}
