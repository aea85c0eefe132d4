/** The steps of an application, what is typed for them, and what the next one still needs. */
import type { InputOf, OutputOf } from '../../../shared/contract'
import { emptyReferral, type ReferralFields } from '../../../shared/contract/referrals'
import type { Translator } from '../../../shared/locale'
import type { Application } from '../../../shared/model'
import { isDay } from '../../../shared/rules/dates'
import { formatDate } from '../../format'

export type StepName = 'check' | 'decide' | 'hand_over' | 'inform'
export type Person = OutputOf<'person.get'>['person']
export const stepNames: readonly StepName[] = ['check', 'decide', 'hand_over', 'inform']

/**
 * The step that is to be done next; null when all are done. An old paper case was checked on paper, and nobody
 * waits to be told of it; papers that were not taken have no steps.
 */
export function nextStep(application: Application): StepName | null {
  const { archive, check, decision, handOver, state } = application
  if (state === 'intake_refused' || state === 'portal_registered') return null
  if (decision === null) return check === null && archive === null ? 'check' : 'decide'
  // R49: an electronic result is signed and sent to the cabinet in a part of its own; that tells the person too.
  if (application.documents.some(({ electronic }) => electronic)) return null
  if (handOver === null) return 'hand_over'
  if (archive !== null) return null
  return application.messages.length === 0 ? 'inform' : null
}

/** What is typed for the steps; kept while the application itself is read anew. */
export interface Typed {
  check: { result: 'confirmed' | 'inaccurate' | null; note: string }
  decide: {
    outcome: 'granted' | 'refused' | null
    resultKind: string
    grounds: string[]
    explanation: string
    /** Day of the decision of an old paper case. */
    on: string
  }
  /** What the referral asks for, where the result is one. */
  referral: ReferralFields
  hand: {
    kind: IdentityDocumentKindName
    shown: 'paper' | 'digital'
    number: string | null
    signed: boolean
    /** Day of handing over of an old paper case. */
    on: string
  }
  inform: { channel: InputOf<'application.inform'>['channel'] | null; to: string | null; text: string | null }
}
type IdentityDocumentKindName = InputOf<'application.handOver'>['identityDocument']

export const nothing: Typed = {
  check: { result: null, note: '' },
  decide: { outcome: null, resultKind: '', grounds: [], explanation: '', on: '' },
  referral: emptyReferral,
  hand: { kind: 'identity_card', shown: 'paper', number: null, signed: false, on: '' },
  inform: { channel: null, to: null, text: null },
}

/** What stands in the fields of handing over and informing before anybody typed there. */
export function prefilled(t: Translator, application: Application, person: Person | null, typed: Typed) {
  const channel = typed.inform.channel ?? (person && person.mobile === '' ? 'in_person' : 'sms')
  const address = channel === 'email' ? person?.email : channel === 'in_person' ? '' : person?.mobile
  const name = person
    ? [person.firstName, person.middleName].filter(Boolean).join(' ') || person.lastName
    : application.personName
  const handed = application.handOver ? 'yes' : 'no'
  const { number, outcome, registers, decision } = application
  const date = formatDate(decision?.registrationDate ?? decision?.decidedOn)
  const words = registers
    ? outcome === 'refused'
      ? t('counter.inform_refused_text', { name, number, handed })
      : t('counter.inform_granted_text', { name, handed, date })
    : t('counter.inform_other_text', { name, number, handed, date, outcome: outcome ?? 'granted' })
  return {
    number: typed.hand.number ?? person?.identityDocument.number ?? '',
    channel,
    to: typed.inform.to ?? address ?? '',
    text: typed.inform.text ?? words,
  }
}

/** What a referral still needs before it is issued, and whether the director signed it. */
export interface ReferralNeeds {
  missing: { field: string; text: string }[]
  signed: boolean
}

export type FillIn = ReturnType<typeof prefilled>

/** What the next step still needs, each with its field. */
export function lacks(
  t: Translator,
  application: Application,
  step: StepName,
  typed: Typed,
  fillIn: FillIn,
  /** What the referral needs, where the result is one (R134). */
  referral: ReferralNeeds | null = null,
): { field: string; text: string }[] {
  const { archive, resultKinds, refusalGrounds } = application
  const noDay = (day: string) => archive !== null && !isDay(day)
  const list: (false | { field: string; text: string })[] =
    step === 'check'
      ? [
          typed.check.result === null && { field: 'check.result', text: t('counter.check_missing') },
          typed.check.result === 'inaccurate' &&
            typed.check.note.trim() === '' && { field: 'check.note', text: t('counter.check_note_missing') },
        ]
      : step === 'decide'
        ? [
            typed.decide.outcome === null && { field: 'decide.outcome', text: t('counter.decide_missing') },
            !(referral && typed.decide.outcome === 'granted') &&
              noDay(typed.decide.on) && { field: 'decide.on', text: t('counter.decided_on_missing') },
            ...(referral && typed.decide.outcome === 'granted' ? referral.missing : []),
            typed.decide.outcome === 'granted' &&
              archive === null &&
              !referral &&
              resultKinds.length > 0 &&
              typed.decide.resultKind === '' && {
                field: 'decide.resultKind',
                text: t('error.result_kind_needed'),
              },
            typed.decide.outcome === 'refused' &&
              refusalGrounds.length > 0 &&
              typed.decide.grounds.length === 0 && {
                field: 'decide.grounds',
                text: t('counter.decide_ground_missing'),
              },
            typed.decide.outcome === 'refused' &&
              typed.decide.explanation.trim() === '' && {
                field: 'decide.explanation',
                text: t('counter.decide_explanation_missing'),
              },
          ]
        : step === 'hand_over'
          ? [
              referral !== null && !referral.signed && { field: 'hand.sign', text: t('referral.sign_first') },
              typed.hand.shown === 'paper' &&
                fillIn.number.trim() === '' && {
                  field: 'hand.number',
                  text: t('counter.hand_over_number_missing'),
                },
              noDay(typed.hand.on) && { field: 'hand.on', text: t('counter.handed_on_missing') },
              !typed.hand.signed && { field: 'hand.signed', text: t('counter.hand_over_signed_missing') },
            ]
          : [
              fillIn.channel !== 'in_person' &&
                fillIn.to.trim() === '' && { field: 'inform.to', text: t('counter.inform_to_missing') },
              fillIn.text.trim() === '' && { field: 'inform.text', text: t('counter.inform_text_missing') },
            ]
  return list.filter((one) => one !== false)
}
