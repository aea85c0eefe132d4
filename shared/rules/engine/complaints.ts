/** Complaints: Order No 214, paras 59, 60; Order No 84, annex 8-1, paras 13, 14 (R159 to R164). */
import type { LawService } from '../../law/schema'
import { found, type Finding } from './finding'
import { duty, missing, type Clock } from './registration'

export interface ComplaintRecord {
  /** Day of the complaint. */
  on: string | null
  about: 'decision' | 'act' | 'omission' | null
  addressee: 'provider_head' | 'quality_body' | 'local_body' | null
  /** Day on which the provider got it; null: it went to another body at once. */
  receivedByProviderOn: string | null
  forwardedOn: string | null
  /** A favourable act or action of the provider that fully satisfies the complaint. */
  satisfiedOn: string | null
  /** Day on which the body that examines it registered it. */
  registeredOn: string | null
  answeredOn: string | null
}

/** What the service's act says of complaints. */
type OfComplaints = Pick<LawService, 'complaint'>

const limited = ({ complaint }: OfComplaints, deadline: string): boolean =>
  complaint.limits.some((limit) => limit.deadline === deadline)

/** R159, R161: what the entry of the register lacks; an addressee is asked where the act names any. */
export function r161ComplaintMissing({ complaint }: OfComplaints, entry: ComplaintRecord): Finding[] {
  const named = complaint.addressees.length > 0
  const { about, on, addressee } = entry
  return [
    ...missing('R159', 'complaint_missing', { about, ...(!named && { on }) }),
    ...(named ? missing('R161', 'complaint_missing', { on, addressee }) : []),
  ]
}

/** R159: an act that refers to the Code gives no days of its own: nothing is computed, and that is said. */
export const r159NoDays = ({ complaint }: OfComplaints): Finding | null =>
  complaint.limits.length === 0 ? found('R159', 'info', 'complaint_no_days') : null

/** R160: who disagrees with the result may go to court, where the act says so. */
export const r160Court = ({ complaint }: OfComplaints): Finding | null =>
  complaint.court ? found('R160', 'info', 'complaint_court', { clause: complaint.courtClause }) : null

/**
 * R162: the provider sends a complaint on in three working days from receipt, unless it satisfied it fully.
 * Interpretation: only inside those days, since afterwards it had to be sent. Null when the act sets no such
 * limit or the complaint did not come to the provider.
 */
export function r162Forwarding(law: OfComplaints, entry: ComplaintRecord, clock: Clock): Finding | null {
  const { receivedByProviderOn: start, forwardedOn, satisfiedOn } = entry
  if (!limited(law, 'complaint_forward') || start === null) return null
  const forwarding = duty(
    'R162',
    'complaint_forward',
    { deadline: 'complaint_forward', start, done: forwardedOn },
    clock,
  )
  return satisfiedOn !== null && forwardedOn === null && satisfiedOn <= forwarding.deadline!.due
    ? found('R162', 'info', 'complaint_satisfied', { on: satisfiedOn })
    : forwarding
}

const answerTerms = { local_body: 'complaint_local_body', quality_body: 'complaint_quality_body' } as const

/**
 * R163: the local executive body answers in five, the body for quality in fifteen working days from
 * registration; null for other addressees, for which the act gives no days.
 */
export function r163AnswerDue(law: OfComplaints, entry: ComplaintRecord, clock: Clock): Finding | null {
  const { addressee, registeredOn: start, answeredOn: done } = entry
  if (start === null || addressee === null || addressee === 'provider_head') return null
  const deadline = answerTerms[addressee]
  return limited(law, deadline) ? duty('R163', 'complaint_answer', { deadline, start, done }, clock) : null
}

/** R164: court comes after a complaint, unless another law says otherwise; so its absence only warns. */
export const r164CourtAfterComplaint = (entry: ComplaintRecord | null): Finding | null =>
  entry?.on ? null : found('R164', 'warn', 'complaint_court_early')
