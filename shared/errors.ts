/**
 * Every way an operation can fail. The list is closed: a code that is not here does not exist, and each
 * has a sentence with the next step in every catalogue (`error.<code>` in `locale/*.json`).
 */
export const errorCodes = [
  // any operation
  'operation_unknown',
  'input_invalid',
  'not_signed_in',
  'desk_locked',
  'right_missing',
  'not_found',
  'version_conflict',
  'internal',
  // the data folder and the database
  'database_busy',
  'database_corrupt',
  'database_newer',
  'database_refused',
  'database_unreachable',
  'database_unsuitable',
  'database_unreadable',
  'disk_full',
  'file_write_failed',
  'migration_failed',
  'register_setting_invalid',
  'register_not_empty',
  'copy_differs',
  // first run and staff
  'setup_done',
  'setup_missing',
  'password_wrong',
  'password_blocked',
  'password_weak',
  'staff_name_taken',
  'last_administrator',
  // numbers of identity
  'iin_characters',
  'iin_length',
  'iin_is_bin',
  'iin_date',
  'iin_century',
  'iin_check_digit',
  'iin_never_issued',
  'bin_characters',
  'bin_length',
  'bin_is_iin',
  'bin_month',
  'bin_kind',
  'bin_check_digit',
  'bin_never_issued',
  // people
  'person_exists',
  'reason_needed',
  'name_empty',
  'name_too_long',
  'name_characters',
  'text_too_long',
  'date_invalid',
  'date_in_future',
  'date_too_early',
  'email_invalid',
  // intake and decision
  'service_unknown',
  'edition_not_held',
  'intake_not_ready',
  'intake_refusal_unlawful',
  'nothing_missing',
  'already_accepted',
  'decision_exists',
  'papers_not_taken',
  'check_needed',
  'check_contradicts',
  'ground_needed',
  'ground_unknown',
  'result_kind_needed',
  'identity_document_needed',
  'handed_over_already',
  'not_handed_over_yet',
  // papers
  'form_unknown',
  'form_field_missing',
  'template_missing',
  'template_invalid',
  'template_too_slow',
  'paper_changed',
  'paper_cancelled',
  'paper_superseded',
  'paper_outdated',
  'paper_signatory',
  'pdf_unavailable',
  'office_failed',
  'printer_missing',
  'printer_failed',
  'journal_too_long',
  // calendar and the days of the law
  'calendar_invalid',
  'law_dates_invalid',
  'term_invalid',
  // employment
  'organisation_exists',
  'not_job_seeker',
  'status_exists',
  'registration_ended',
  'status_unknown',
  'status_file_unreadable',
  'payment_informed',
  'payment_text_missing',
  'not_unemployed',
  'plan_signed',
  'plan_not_ready',
  'plan_not_in_force',
  'date_after_plan',
  'date_too_late',
  'vacancy_not_covered',
  'vacancy_exists',
  'vacancy_closed',
  'vacancy_dates',
  'pay_range',
  'places_range',
  // offers and interviews
  'offer_exists',
  'offer_step',
  'assistant_needed',
  'resume_without_consent',
  'personal_data_consent',
  'time_wrong',
  'vacancy_file_unreadable',
  'vacancy_file_changed',
  // classifiers
  'classifier_file_unreadable',
  'classifier_columns',
  // duties and deregistration
  'fact_exists',
  'fact_incomplete',
  'explanation_judged',
  'ground_not_raised',
  'deregistration_sent',
  'deregistration_exists',
  'deregistration_withdrawn',
  'not_deregistered',
  'deregistration_notified',
  'akim_needed',
  // the assistant in a village
  'rural_place_missing',
  'rural_locked',
  'rural_not_checked',
  'rural_not_sent',
  'rural_not_registered',
  'rural_file_unreadable',
  'rural_file_changed',
  'rural_file_newer',
  'rural_file_centre',
  'rural_case_unusable',
  'rural_choice_missing',
  // portals
  'portal_known',
  'portal_registered',
  'result_electronic',
  'result_signer',
  // complaints
  'complaint_not_received',
  'complaint_law_unknown',
  // referrals and slips
  'referral_needed',
  'referral_not_ready',
  'referral_number_taken',
  'referral_not_printed',
  'referral_signed',
  'referral_not_signed',
  'referral_step',
  'referral_not_taking_part',
  'slip_field_unknown',
  'slip_not_due',
  'measure_unknown',
  // reports and the director's desk
  'report_period',
  'figure_unknown',
  'acting_again',
  'acting_unsuitable',
  'acting_overlaps',
  'acting_order',
  'acting_over',
  'assign_unsuitable',
  'assign_same',
  // files and exchange
  'file_unknown',
  'file_too_large',
  'nothing_to_send',
  'batch_unreadable',
  'batch_manifest',
  'batch_hash',
  'batch_count',
  'batch_record',
  'batch_version',
  // batches of the central system
  'central_centre',
  'central_signature',
  'central_order',
  'central_chain',
  'central_differs',
  'central_value',
  // where batches go
  'target_full',
  'target_read_only',
  'target_denied',
  'target_gone',
  'target_failed',
  'target_path',
  'target_file_differs',
  'target_verify_failed',
  'delivery_cancelled',
  'stick_absent',
  'stick_pulled',
  'sftp_unreachable',
  'sftp_login',
  'sftp_key_changed',
  'sftp_key_unconfirmed',
  'sftp_cut',
  'sftp_key_file',
  'secret_missing',
  'batch_signature',
  'batch_sealed',
  'batch_under_way',
  'batch_cancelled',
  'ack_unreadable',
  'ack_version',
  'ack_key_unknown',
  'ack_forged',
  'ack_foreign',
  'ack_other_batch',
  'ack_mismatch',
  'key_file_invalid',
  // the demo centre
  'demo_refused',
  // the queue
  'queue_letter_taken',
  'queue_group_in_use',
  'queue_group_unknown',
  'queue_window_unknown',
  'queue_window_taken',
  'queue_window_missing',
  'queue_ticket_open',
  'queue_step_wrong',
  'queue_no_show_early',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Values that a message may show. Numbers are formatted by the catalogue, dates are ISO `YYYY-MM-DD`. */
export type ErrorParams = Record<string, string | number | boolean | null>

/** What is wrong with one field of the input; `path` is dotted, e.g. `person.birthDate`. */
export interface FieldError {
  path: string
  code: ErrorCode
  params?: ErrorParams
}

/** An error as it crosses the contract: never a stack, never a text. */
export interface ErrorValue {
  code: ErrorCode
  params?: ErrorParams
  fields?: FieldError[]
}

/** Answer of every call. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorValue }

/** Thrown inside the core and turned into an `ErrorValue` at its edge (`main/core/dispatch.ts`). */
export class CodedError extends Error {
  readonly value: ErrorValue

  constructor(code: ErrorCode, params?: ErrorParams, fields?: FieldError[], options?: ErrorOptions) {
    super(code + (params ? ' ' + JSON.stringify(params) : ''), options)
    this.name = 'CodedError'
    this.value = { code, ...(params ? { params } : {}), ...(fields?.length ? { fields } : {}) }
  }
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (
  code: ErrorCode,
  params?: ErrorParams,
  fields?: FieldError[],
): { ok: false; error: ErrorValue } => ({
  ok: false,
  error: new CodedError(code, params, fields).value,
})
