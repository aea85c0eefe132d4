/**
 * States of a person and of a referral case, and what moves them (end of section P of the rules). An event that
 * the table does not hold answers with the finding why not.
 */
import { found, type Finding, type RuleId } from './finding'

type Table<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>
export type Step<State> = { to: State; finding?: undefined } | { to: null; finding: Finding }

export const personStates = [
  'none',
  'applied',
  'refused',
  'job_seeker',
  'unemployed_refused',
  'unemployed',
  'deregistered',
] as const
export type PersonState = (typeof personStates)[number]

export const personEvents = [
  'apply',
  'register',
  'refuse',
  'register_by_portal',
  'register_unemployed',
  'refuse_unemployed',
  'deregister',
] as const
export type PersonEvent = (typeof personEvents)[number]

/** Rule under which an event happens to a person. */
const personRules: Readonly<Record<PersonEvent, RuleId>> = {
  apply: 'R31',
  register: 'R27',
  refuse: 'R26',
  register_by_portal: 'R51',
  register_unemployed: 'R56',
  refuse_unemployed: 'R58',
  deregister: 'R93',
}

/** R31: a registered person who applies again has the card changed; the registration goes on meanwhile. */
const again = <State extends PersonState>(state: State) => ({
  apply: state,
  register: state,
  refuse: state,
  register_by_portal: state,
})

/**
 * Who was refused as unemployed stays a job seeker in law (interpretation, the law is silent), so that a later
 * registration as unemployed is open. The law names no end of being a job seeker but this one.
 */
export const personTable: Table<PersonState, PersonEvent> = {
  none: { apply: 'applied', register_by_portal: 'job_seeker' },
  // R182: a second application beside an open one is a warning, not another state.
  applied: {
    apply: 'applied',
    register: 'job_seeker',
    refuse: 'refused',
    register_by_portal: 'job_seeker',
  },
  refused: { apply: 'applied', register_by_portal: 'job_seeker' },
  job_seeker: {
    ...again('job_seeker'),
    register_unemployed: 'unemployed',
    refuse_unemployed: 'unemployed_refused',
  },
  unemployed_refused: {
    ...again('unemployed_refused'),
    register_unemployed: 'unemployed',
    refuse_unemployed: 'unemployed_refused',
  },
  unemployed: { ...again('unemployed'), deregister: 'deregistered' },
  deregistered: { apply: 'applied', register_by_portal: 'job_seeker' },
}

/** The state of a person after an event. */
export function personStep(state: PersonState, event: PersonEvent): Step<PersonState> {
  const to = personTable[state][event]
  return to
    ? { to }
    : { to: null, finding: found(personRules[event], 'block', 'person_step', { state, event }) }
}

export const referralStates = [
  'presented',
  'intake_refused',
  'accepted',
  'refused',
  'referred',
  'notice_overdue',
  'notice_in_question',
  'notice_returned',
  'closed',
] as const
export type ReferralState = (typeof referralStates)[number]

export const referralEvents = [
  'refuse_intake',
  'accept',
  'refuse',
  'refer',
  'term_over',
  'return_notice',
  'return_doubtful',
  'confirm_notice',
  'close',
] as const
export type ReferralEvent = (typeof referralEvents)[number]

const referralRules: Readonly<Record<ReferralEvent, RuleId>> = {
  refuse_intake: 'R131',
  accept: 'R130',
  refuse: 'R135',
  refer: 'R134',
  term_over: 'R139',
  return_notice: 'R141',
  return_doubtful: 'R141',
  confirm_notice: 'R141',
  close: 'R141',
}

const returning = { return_notice: 'notice_returned', return_doubtful: 'notice_in_question' } as const

/**
 * A notice without its copy, or with another period or name, is in question until a person confirms it or a
 * right one comes. Lateness is read from the days; the law knows no other consequence of it.
 */
export const referralTable: Table<ReferralState, ReferralEvent> = {
  presented: { refuse_intake: 'intake_refused', accept: 'accepted' },
  // R132: who removed the reasons applies anew, with another case.
  intake_refused: {},
  accepted: { refuse: 'refused', refer: 'referred' },
  refused: {},
  referred: { ...returning, term_over: 'notice_overdue' },
  notice_overdue: returning,
  notice_in_question: { ...returning, confirm_notice: 'notice_returned' },
  notice_returned: { close: 'closed' },
  closed: {},
}

/** The state of a referral case after an event. */
export function referralStep(state: ReferralState, event: ReferralEvent): Step<ReferralState> {
  const to = referralTable[state][event]
  return to
    ? { to }
    : { to: null, finding: found(referralRules[event], 'block', 'referral_step', { state, event }) }
}
