/** Referrals as the desk shows them: where each stands, when its slip is due, what came back. */
import type { Referral, ReferralList } from '../../../shared/contract/referrals'
import type { DocumentRow, LocalText, PaperLanguage } from '../../../shared/model'
import type { Told } from '../../../shared/rules/engine/finding'
import { r138SlipDue, slipRules } from '../../../shared/rules/engine/referrals'
import type { ReferralState } from '../../../shared/rules/engine/states'
import type { Clock } from '../../../shared/rules/engine/registration'
import { maskIin } from '../../../shared/rules/iin'
import { foldName } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { clockOf, readDesk, type Context } from '../context'
import { formTitle } from '../documents/forms'
import { listDocuments } from '../documents/queries'
import { editionOf } from '../law/editions'
import { nameOf } from '../persons/queries'
import { blanksOf } from './form'
import { fieldsOf, slipOf, slipsTable, type ReferralRecord, type SlipRecord } from './tables'

type Joined = ReferralRecord & {
  last_name: string
  first_name: string
  middle_name: string
  iin: string | null
  person_phone: string
  person_mobile: string
  application_number: string
  service_code: string
  language: PaperLanguage
  application_state: string
  hand_over: string | null
  issued_name: string
  signed_name: string | null
  organisation_kk: string | null
  organisation_ru: string | null
  organisation_phone: string | null
  organisation_contact: string | null
  printed: number | null
  handed_over_on: string | null
  cancelled_at: string | null
}

const joined = (db: Knex) =>
  db('referrals as r')
    .join('persons as p', 'p.id', 'r.person_id')
    .join('applications as a', 'a.id', 'r.application_id')
    .join('staff as s', 's.id', 'r.issued_by')
    .leftJoin('staff as g', 'g.id', 'r.signed_by')
    .leftJoin('organisations as o', 'o.id', 'r.organisation_id')
    .leftJoin('documents as d', 'd.id', 'r.document_id')

const columns = [
  'r.*',
  'p.last_name',
  'p.first_name',
  'p.middle_name',
  'p.iin',
  'p.phone as person_phone',
  'p.mobile as person_mobile',
  'a.number as application_number',
  'a.service_code',
  'a.language',
  'a.state as application_state',
  'a.hand_over',
  's.full_name as issued_name',
  'g.full_name as signed_name',
  'o.name_kk as organisation_kk',
  'o.name_ru as organisation_ru',
  'o.phone as organisation_phone',
  'o.contact as organisation_contact',
  'd.printed',
  'd.handed_over_on',
  'd.cancelled_at',
]

/** What is read once for a whole list. */
export interface ReadingFacts {
  clock: Clock
  reminderDays: number | null
}

export async function readingFacts(context: Context): Promise<ReadingFacts> {
  const [clock, desk] = [await clockOf(context), await readDesk(context)]
  return { clock, reminderDays: desk.relocationReminderDays }
}

const handedOverOn = (row: Joined): string | null =>
  row.handed_over_on ??
  (row.application_state === 'handed_over' && row.hand_over !== null
    ? (JSON.parse(row.hand_over) as { on: string }).on
    : null)

/** Where a paper is on its way to the person; one of an old case is where it was taken. */
function stageOf(row: Joined): Referral['stage'] {
  if (row.archive || handedOverOn(row) !== null) return 'handed_over'
  if (row.signed_on !== null) return 'to_hand_over'
  return (row.printed ?? 0) > 0 ? 'to_sign' : 'to_print'
}

/** Both names of a measure in its edition. */
export function measureName(
  law: Context['law'],
  of: { service_code: string; edition: string; measure: string },
): LocalText {
  const { measure } = of
  const found = editionOf(law, of).measures.find(({ code }) => code === measure)
  return found?.name ?? { kk: measure, ru: measure, en: measure }
}

type Named = SlipRecord & { by_name: string; decided_name: string | null }

/** The newest slip of each referral. */
async function slipsOf(db: Knex, ids: readonly number[]): Promise<Map<number, Named>> {
  const rows = (await slipsTable(db)
    .join('staff as s', 's.id', 'referral_slips.entered_by')
    .leftJoin('staff as t', 't.id', 'referral_slips.decided_by')
    .whereIn('referral_id', [...ids])
    .orderBy('referral_slips.id')
    .select('referral_slips.*', 's.full_name as by_name', 't.full_name as decided_name')) as Named[]
  return new Map(rows.map((row) => [row.referral_id, row]))
}

const toSlip = (row: Named): Referral['slip'] => ({
  fields: slipOf(row),
  returnedOn: row.returned_on,
  doubtful: Boolean(row.doubtful),
  findings: JSON.parse(row.findings) as Told[],
  enteredAt: row.entered_at,
  enteredBy: row.by_name,
  decision:
    row.decided_at === null
      ? null
      : { reason: row.decision ?? '', at: row.decided_at, by: row.decided_name ?? '' },
})

/** R139: what nobody entered is read from the days: a referral whose slip is past its day is overdue. */
function stateOf(row: Joined, due: string | null, today: string): ReferralState {
  return row.state === 'referred' && !row.archive && due !== null && due < today
    ? 'notice_overdue'
    : row.state
}

function toReferral(
  law: Context['law'],
  row: Joined,
  kept: { slip: Named | undefined; document: DocumentRow | null },
  facts: ReadingFacts,
): Referral {
  const { slip, document } = kept
  const { clock, reminderDays } = facts
  const finding = r138SlipDue({ form: row.form_id, issuedOn: row.issued_on }, clock, reminderDays)
  const slipDue = finding.deadline ?? null
  const fields = fieldsOf(row)
  const cancelled = row.cancelled_at !== null
  const waits = row.state === 'referred' && !row.archive && !cancelled
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    nameOnPaper: row.name,
    applicationId: row.application_id,
    applicationNumber: row.application_number,
    person: {
      id: row.person_id,
      name: nameOf(row),
      iinMasked: maskIin(row.iin ?? ''),
      phone: row.person_mobile || row.person_phone,
    },
    edition: row.edition,
    formId: row.form_id,
    formTitle: formTitle(row.form_id),
    language: row.language,
    measure: row.measure,
    measureName: measureName(law, row),
    counterpart: slipRules.get(row.form_id)!.returnedBy,
    organisation:
      row.organisation_id === null
        ? null
        : {
            id: row.organisation_id,
            nameKk: row.organisation_kk ?? '',
            nameRu: row.organisation_ru ?? '',
            phone: row.organisation_phone ?? '',
            contact: row.organisation_contact ?? '',
          },
    placeId: row.place_id,
    vacancyId: row.vacancy_id,
    profession: row.profession,
    destination: fields.destination,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    months: row.months,
    issuedOn: row.issued_on,
    issuedBy: row.issued_name,
    archive: Boolean(row.archive),
    document,
    cancelled,
    stage: stageOf(row),
    state: stateOf(row, slipDue?.due ?? null, clock.today),
    signed: row.signed_on === null ? null : { on: row.signed_on, by: row.signed_name ?? '' },
    handedOverOn: handedOverOn(row),
    slipDue,
    reminderOn: slipDue === null && waits ? ((finding.inputs['day'] as string | undefined) ?? null) : null,
    workingDaysLeft: waits && slipDue ? clock.calendar.workingDaysLeft(clock.today, slipDue.due) : null,
    remindedOn: row.reminded_on,
    blanks: blanksOf(row.form_id),
    asksCopy: slipRules.get(row.form_id)!.hireOrderCopy,
    // A slip that was taken back stays in the register, but says nothing.
    slip: slip && row.state !== 'referred' ? toSlip(slip) : null,
    closed: row.closed_as === null ? null : { as: row.closed_as, on: row.closed_on! },
    takesPart: { from: row.from_on ?? row.starts_on, to: row.to_on ?? row.ends_on },
    stopped: row.stopped_on === null ? null : { on: row.stopped_on, why: row.stopped_why ?? '' },
  }
}

/** Rows of a query over `r` and its joins, as the desk shows them, in the order of the query. */
export async function readReferrals(
  context: Pick<Context, 'db' | 'law'>,
  facts: ReadingFacts,
  fit: (query: Knex.QueryBuilder) => void,
): Promise<Referral[]> {
  const rows = (await joined(context.db)
    .select(columns)
    .modify((query) => fit(query))
    .orderBy('r.id')) as Joined[]
  const slips = await slipsOf(
    context.db,
    rows.map(({ id }) => id),
  )
  const papers = rows.flatMap(({ document_id }) => (document_id === null ? [] : [document_id]))
  const { documents } = await listDocuments(context, { ids: papers, limit: papers.length, offset: 0 })
  const byId = new Map(documents.map((document) => [document.id, document]))
  return rows.map((row) =>
    toReferral(
      context.law,
      row,
      { slip: slips.get(row.id), document: byId.get(row.document_id ?? 0) ?? null },
      facts,
    ),
  )
}

export async function findReferral(context: Context, id: number): Promise<Referral | undefined> {
  const facts = await readingFacts(context)
  return (await readReferrals(context, facts, (query) => void query.where('r.id', id)))[0]
}

export async function referralOf(context: Context, applicationId: number): Promise<Referral | null> {
  const facts = await readingFacts(context)
  return (
    (
      await readReferrals(context, facts, (query) => void query.where('r.application_id', applicationId))
    )[0] ?? null
  )
}

/** Which lists a referral stands on. */
export function listsOf(one: Referral): ReferralList[] {
  const lists: ReferralList[] = ['all']
  if (one.state === 'closed') lists.push('closed')
  if (one.cancelled) return lists
  if (one.stage !== 'handed_over' && one.state !== 'closed') lists.push(one.stage)
  if (one.state === 'notice_in_question') lists.push('in_question')
  if (one.state === 'referred' || one.state === 'notice_overdue') lists.push('waiting')
  if (one.state === 'notice_overdue') lists.push('overdue')
  return lists
}

/** Everything whose case is not closed and whose paper holds: what lists and duties are read from. */
export const stillOpen = (query: Knex.QueryBuilder): void =>
  void query.whereNot('r.state', 'closed').whereNull('d.cancelled_at')

export interface ReferralFilter {
  show: ReferralList
  text: string
  personId: number | null
  organisationId: number | null
  measure: string
  limit: number
  offset: number
}

/** In which order a list is worked through. */
const orders: Partial<Record<ReferralList, (a: Referral, b: Referral) => number>> = {
  waiting: (a, b) => (a.slipDue?.due ?? '9').localeCompare(b.slipDue?.due ?? '9') || a.id - b.id,
  overdue: (a, b) => (a.slipDue?.due ?? '9').localeCompare(b.slipDue?.due ?? '9') || a.id - b.id,
  in_question: (a, b) => a.slip!.enteredAt.localeCompare(b.slip!.enteredAt),
  closed: (a, b) => b.id - a.id,
  all: (a, b) => b.id - a.id,
}
// Papers are printed, signed and handed over in the order in which they were issued.
const inTurn = (a: Referral, b: Referral) => (a.document?.id ?? a.id) - (b.document?.id ?? b.id)

const matches = (one: Referral, text: string): boolean => {
  const haystack = foldName(
    [one.number, one.person.name, one.organisation?.nameKk, one.organisation?.nameRu, one.profession].join(
      ' ',
    ),
  )
  return foldName(text)
    .split(' ')
    .filter(Boolean)
    .every((word) => haystack.includes(word))
}

/** Referrals of a list, with how many stand on each. */
export async function listReferrals(context: Context, filter: ReferralFilter) {
  const facts = await readingFacts(context)
  const ofPast = filter.show === 'closed' || filter.show === 'all'
  const fitting = (
    await readReferrals(context, facts, (query) => {
      if (!ofPast) stillOpen(query)
      if (filter.personId !== null) void query.where('r.person_id', filter.personId)
      if (filter.organisationId !== null) void query.where('r.organisation_id', filter.organisationId)
      if (filter.measure) void query.where('r.measure', filter.measure)
    })
  ).filter((one) => matches(one, filter.text))
  const shown = fitting
    .filter((one) => listsOf(one).includes(filter.show))
    .sort(orders[filter.show] ?? inTurn)
  const counts = Object.fromEntries(
    (
      ['to_print', 'to_sign', 'to_hand_over', 'waiting', 'overdue', 'in_question', 'closed', 'all'] as const
    ).map((list) => [list, fitting.filter((one) => listsOf(one).includes(list)).length]),
  ) as Record<ReferralList, number>
  return {
    today: facts.clock.today,
    referrals: shown.slice(filter.offset, filter.offset + filter.limit),
    total: shown.length,
    counts,
  }
}
