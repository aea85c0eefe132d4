/** The seam between the register and the paper: what the core asks of the form engine. */
import type { LocalText, PaperLanguage } from '../../../shared/model'

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
}

export interface PaperEngine {
  /**
   * Fill a form. Throws `CodedError`: `form_unknown`, `form_field_missing` {field}, `template_missing` {file},
   * `template_invalid` {file, problem, reason}, `template_too_slow` {file, seconds}, `date_invalid` {field}.
   * `problem` is one of `templateProblems` (lint.ts); `reason` says it in English with the command quoted.
   */
  fill(formId: string, language: PaperLanguage, data: FormData): Promise<FilledForm>
  /** Fill with invented data; `long` takes names of 60 letters. */
  sample(formId: string, language: PaperLanguage, long?: boolean): Promise<FilledForm>
  list(): Promise<FormInfo[]>
  close(): Promise<void>
}
