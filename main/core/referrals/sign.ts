/** R134: the director's signature under a referral: what stands in its way, and recording it. */
import type { Refusal } from '../../../shared/contract/director'
import type { Referral } from '../../../shared/contract/referrals'
import { CodedError } from '../../../shared/errors'
import { actorOf, clockOf, dayFrom, type Context } from '../context'
import { signatoryOf } from '../director/signatory'
import { documentsTable } from '../documents/queries'
import { change, readReferral } from './change'
import { counterpartNameField } from './form'
import { readingFacts, readReferrals, stillOpen } from './queries'
import { referralsTable } from './tables'

const toRefusal = ({ value: { code, params = {} } }: CodedError): Refusal => ({ code, params })

/** The data that was printed on a paper, by field of its form. */
type Printed = Readonly<Record<string, unknown>>

async function printedOn(context: Context, referrals: readonly Referral[]): Promise<Map<number, Printed>> {
  const ids = referrals.flatMap(({ document }) => (document ? [document.id] : []))
  const rows = (await documentsTable(context.db).whereIn('id', ids).orderBy('id').select('id', 'data')) as {
    id: number
    data: string
  }[]
  return new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as Printed]))
}

/** A name that was mended in the register after the paper was made. */
function mendedSince(referral: Referral, printed: Printed): { was: string; now: string } | null {
  const { language, nameOnPaper, person, organisation } = referral
  if (nameOnPaper !== person.name) return { was: nameOnPaper, now: person.name }
  const was = printed[counterpartNameField(referral.counterpart)]
  if (organisation === null || typeof was !== 'string') return null
  const now = language === 'kk' ? organisation.nameKk : organisation.nameRu
  return was === now ? null : { was, now }
}

/** Why a referral cannot be signed on any day; null when nothing stands in the way. */
function obstacle(referral: Referral, printed: Printed): CodedError | null {
  if (referral.signed !== null || referral.archive) return new CodedError('referral_signed')
  if (referral.cancelled) return new CodedError('paper_cancelled')
  if (referral.state === 'closed') return new CodedError('referral_step', { state: 'closed' })
  if (referral.stage === 'handed_over') return new CodedError('handed_over_already')
  if (referral.stage === 'to_print') return new CodedError('referral_not_printed')
  const mended = mendedSince(referral, printed)
  return mended && new CodedError('paper_outdated', mended)
}

/** The paper names its signatory: on a day on which somebody else signs for the centre it is not theirs to sign. */
async function otherSignatory(
  context: Context,
  { language }: Referral,
  printed: Printed,
  day: string,
): Promise<CodedError | null> {
  const was = printed['signatory_full_name']
  const now = (await signatoryOf(context, language, day)).fullName
  return typeof was !== 'string' || now === '' || was === now
    ? null
    : new CodedError('paper_signatory', { was, now })
}

/**
 * Record the signature under one referral; nothing is written when it refuses.
 *
 * @param typed the day of the signature as it was typed; empty: today
 * @throws CodedError `paper_cancelled`, `referral_signed`, `referral_step`, `handed_over_already`,
 * `referral_not_printed`, `paper_outdated`, `paper_signatory`, and those of a day
 */
export async function signReferral(
  context: Context,
  { record, referral }: Awaited<ReturnType<typeof readReferral>>,
  typed: string,
): Promise<Referral> {
  const printed = (await printedOn(context, [referral])).get(record.document_id ?? 0) ?? {}
  const refusal = obstacle(referral, printed)
  if (refusal) throw refusal
  const on = dayFrom(typed, (await clockOf(context)).today, record.issued_on, 'on')
  const other = await otherSignatory(context, referral, printed, on)
  if (other) throw other
  return change(
    context,
    record,
    { signed_on: on, signed_at: context.now.toISOString(), signed_by: actorOf(context).id },
    { signed: on, document: record.document_id },
  )
}

/**
 * Referrals without a signature, in the order of their papers, and `also`, which were seen before and may have been
 * cancelled or made anew since. Each with what stands in the way of signing it today.
 */
export async function listSigning(context: Context, also: readonly number[]) {
  const facts = await readingFacts(context)
  const found = await readReferrals(
    context,
    facts,
    (query) =>
      void query.where((either) => {
        void either.whereIn('r.id', [...also]).orWhere((open) => {
          stillOpen(open)
          void open.whereNull('r.signed_on').where('r.archive', false)
        })
      }),
  )
  const referrals = found
    .filter(({ id, stage }) => also.includes(id) || stage === 'to_print' || stage === 'to_sign')
    .sort((a, b) => (a.document?.id ?? 0) - (b.document?.id ?? 0))
  const papers = await printedOn(context, referrals)
  const { today } = facts.clock
  return Promise.all(
    referrals.map(async (referral) => {
      const printed = papers.get(referral.document?.id ?? 0) ?? {}
      const error = obstacle(referral, printed) ?? (await otherSignatory(context, referral, printed, today))
      return { referral, refused: error && toRefusal(error) }
    }),
  )
}

/** Sign what can be signed of the papers that were looked at; each of the others says why and blocks nothing. */
export async function signLookedAt(
  context: Context,
  papers: readonly { id: number; version: number; documentId: number }[],
) {
  const signed: Referral[] = []
  const refused: { id: number; error: Refusal }[] = []
  for (const { id, version, documentId } of papers) {
    try {
      const held = await referralsTable(context.db).where({ id }).first('document_id')
      // Another sheet than the one that was looked at is to be looked at first.
      if (held && held.document_id !== documentId) throw new CodedError('paper_superseded')
      signed.push(await signReferral(context, await readReferral(context, { id, version }), ''))
    } catch (error) {
      // Every refusal comes before anything is written.
      if (!(error instanceof CodedError)) throw error
      refused.push({ id, error: toRefusal(error) })
    }
  }
  return { signed, refused }
}
