/** States of a person and of a referral case, and what moves them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  personEvents,
  personStates,
  personStep,
  referralEvents,
  referralStates,
  referralStep,
  type PersonEvent,
  type PersonState,
  type ReferralEvent,
  type Step,
} from '../../shared/rules/engine/states'
import { expectExplained } from './explained'

/** Everything that events can lead to from a state. */
function reached<S extends string, E extends string>(
  from: S,
  events: readonly E[],
  step: (state: S, event: E) => Step<S>,
): Set<S> {
  const seen = new Set([from])
  // A set hands out what is added while it is walked.
  for (const state of seen) {
    for (const event of events) {
      const { to } = step(state, event)
      if (to) seen.add(to)
    }
  }
  return seen
}

const walkPerson = (...events: PersonEvent[]) =>
  events.reduce<PersonState>((state, event) => personStep(state, event).to!, 'none')

describe('a person', () => {
  it('R27 R56 R93 applies, is registered, becomes unemployed, is deregistered, and R31 may apply again', () => {
    expect(walkPerson('apply')).toBe('applied')
    expect(walkPerson('apply', 'register')).toBe('job_seeker')
    expect(walkPerson('apply', 'register', 'register_unemployed')).toBe('unemployed')
    expect(walkPerson('apply', 'register', 'register_unemployed', 'deregister')).toBe('deregistered')
    expect(walkPerson('apply', 'register', 'register_unemployed', 'deregister', 'apply')).toBe('applied')
  })

  it('R26 R31 who was refused may apply again', () => {
    expect(walkPerson('apply', 'refuse')).toBe('refused')
    expect(walkPerson('apply', 'refuse', 'apply', 'register')).toBe('job_seeker')
  })

  it('R58 who was refused as unemployed stays a job seeker, with the transition still open', () => {
    expect(walkPerson('register_by_portal', 'refuse_unemployed')).toBe('unemployed_refused')
    expect(walkPerson('register_by_portal', 'refuse_unemployed', 'register_unemployed')).toBe('unemployed')
  })

  it('R51 a registration of the portal needs no application', () => {
    expect(personStep('deregistered', 'register_by_portal').to).toBe('job_seeker')
  })

  it('R31 R182 applying again never takes a registration away', () => {
    for (const state of ['job_seeker', 'unemployed_refused', 'unemployed'] as const)
      for (const event of ['apply', 'register', 'refuse', 'register_by_portal'] as const)
        expect(personStep(state, event).to).toBe(state)
    expect(personStep('applied', 'apply').to).toBe('applied')
  })

  it('R93 only an unemployed person is deregistered, R56 only a job seeker becomes unemployed', () => {
    const from = (event: PersonEvent) => personStates.filter((state) => personStep(state, event).to)
    expect(from('deregister')).toEqual(['unemployed'])
    expect(from('register_unemployed')).toEqual(['job_seeker', 'unemployed_refused'])
    expect(from('refuse')).not.toContain('none')
    expect(personStep('applied', 'deregister')).toMatchObject({
      to: null,
      finding: { rule: 'R93', level: 'block', inputs: { state: 'applied', event: 'deregister' } },
    })
  })

  it('reaches every state, and from every state an application or the rest of the road is open', () => {
    expect(reached('none', personEvents, personStep)).toEqual(new Set(personStates))
    for (const state of personStates)
      expect(reached(state, personEvents, personStep)).toContain('deregistered')
  })
})

describe('a referral case', () => {
  const walk = (...events: ReferralEvent[]) =>
    events.reduce<(typeof referralStates)[number]>(
      (state, event) => referralStep(state, event).to!,
      'presented',
    )

  it('R130 R134 R141 goes from presented to closed', () => {
    expect(walk('accept', 'refer', 'return_notice', 'close')).toBe('closed')
  })

  it('R131 R135 ends with a refusal at intake or of the service; R132 what follows is another case', () => {
    expect(walk('refuse_intake')).toBe('intake_refused')
    expect(walk('accept', 'refuse')).toBe('refused')
    for (const state of ['intake_refused', 'refused', 'closed'] as const)
      expect(referralEvents.filter((event) => referralStep(state, event).to)).toEqual([])
  })

  it('R138 R139 R141 a late notice still closes the case', () => {
    expect(walk('accept', 'refer', 'term_over')).toBe('notice_overdue')
    expect(walk('accept', 'refer', 'term_over', 'return_notice', 'close')).toBe('closed')
  })

  it('R141 a doubtful notice waits for a decision, or for a right one, before closing', () => {
    expect(walk('accept', 'refer', 'return_doubtful')).toBe('notice_in_question')
    expect(referralStep('notice_in_question', 'close').to).toBeNull()
    expect(walk('accept', 'refer', 'return_doubtful', 'confirm_notice', 'close')).toBe('closed')
    expect(walk('accept', 'refer', 'term_over', 'return_doubtful', 'return_notice', 'close')).toBe('closed')
  })

  it('R126 nothing is refused that was referred, R133 nothing is referred that was not accepted', () => {
    expect(referralStep('referred', 'refuse').to).toBeNull()
    expect(referralStep('presented', 'refer')).toMatchObject({ finding: { rule: 'R134', level: 'block' } })
  })

  it('reaches every state', () => {
    expect(reached('presented', referralEvents, referralStep)).toEqual(new Set(referralStates))
  })
})

it('whatever happens in whatever order, there is no way out of the tables', () => {
  const follow = <S extends string, E extends string>(
    states: readonly S[],
    events: readonly E[],
    step: (state: S, event: E) => Step<S>,
  ) =>
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.array(fc.constantFrom(...events)), (start, happened) => {
        let state: S = start
        for (const event of happened) {
          const { to, finding } = step(state, event)
          expect((to === null) === (finding !== undefined)).toBe(true)
          if (to !== null) state = to
          expect(states).toContain(state)
        }
      }),
    )
  follow(personStates, personEvents, personStep)
  follow(referralStates, referralEvents, referralStep)
})

it('every step that is not possible explains itself in all languages', () => {
  expectExplained(
    personStates
      .flatMap((state) => personEvents.map((event) => personStep(state, event).finding))
      .concat(
        referralStates.flatMap((state) => referralEvents.map((event) => referralStep(state, event).finding)),
      )
      .filter((finding) => finding !== undefined),
  )
})
