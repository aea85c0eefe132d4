/** Following up: who takes part in a measure, and how many referrals led to what. */
import type { InputOf, OutputOf, ParsedInputOf } from '../../../shared/contract'
import type { Referral } from '../../../shared/contract/referrals'
import { addDays } from '../../../shared/rules/dates'
import type { Context } from '../context'
import { referralMeasures } from './places'
import { readingFacts, readReferrals } from './queries'

const came: ReadonlySet<string> = new Set(['enrolled', 'hired', 'relocated'])

/** Whether a person is in the measure on a day: taken in, begun, not over, not stopped. */
export function takesPartOn(one: Referral, day: string): boolean {
  if (one.closed === null || !came.has(one.closed.as) || one.cancelled || one.stopped !== null) return false
  const { from, to } = one.takesPart
  return (from === null || from <= day) && (to === null || to >= day)
}

/** Participants of a list, those whose measure ends first before the others. */
export async function listParticipants(
  context: Context,
  filter: ParsedInputOf<'referral.participants'>,
): Promise<OutputOf<'referral.participants'>> {
  const facts = await readingFacts(context)
  const { today } = facts.clock
  const soon = addDays(today, filter.days)
  const all = await readReferrals(context, facts, (query) => {
    void query.whereIn('r.closed_as', [...came])
    if (filter.organisationId !== null) void query.where('r.organisation_id', filter.organisationId)
    if (filter.measure) void query.where('r.measure', filter.measure)
    // What ended long ago is asked for by `all` only; a relocation has no last day.
    if (filter.show !== 'all')
      void query.where(
        (one) => void one.where('r.to_on', '>=', today).orWhereNull('r.to_on').orWhereNotNull('r.stopped_on'),
      )
  })
  const now = (one: Referral) => takesPartOn(one, today) && one.takesPart.to !== null
  const ending = (one: Referral) => now(one) && one.takesPart.to! <= soon
  const stopped = (one: Referral) => one.stopped !== null && !one.cancelled
  const lists = { now, ending, stopped, all: () => true }
  const shown = all
    .filter(lists[filter.show])
    .sort((a, b) => (a.takesPart.to ?? '9').localeCompare(b.takesPart.to ?? '9') || a.id - b.id)
  return {
    today,
    referrals: shown.slice(filter.offset, filter.offset + filter.limit),
    total: shown.length,
    counts: {
      now: all.filter(now).length,
      ending: all.filter(ending).length,
      stopped: all.filter(stopped).length,
    },
  }
}

const monthBefore = (month: string, n: number): string => {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - n
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`
}

const isMonth = (text: string) => /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text)

/** No more months than fit a chart. */
const mostMonths = 36

/** Referrals by month of issue, measure and organisation; cancelled papers do not count. */
export async function countReferrals(
  context: Context,
  filter: InputOf<'referral.counts'>,
): Promise<OutputOf<'referral.counts'>> {
  const facts = await readingFacts(context)
  const to = isMonth(filter.to ?? '') ? filter.to! : facts.clock.today.slice(0, 7)
  const first = isMonth(filter.from ?? '') ? filter.from! : monthBefore(to, 11)
  const months: string[] = []
  for (let n = 0; n < mostMonths && monthBefore(to, n) >= first; n++) months.unshift(monthBefore(to, n))
  const from = months[0] ?? to
  const referrals = await readReferrals(context, facts, (query) => {
    void query.whereBetween('r.issued_on', [from + '-01', to + '-31']).whereNull('d.cancelled_at')
    if (typeof filter.organisationId === 'number')
      void query.where('r.organisation_id', filter.organisationId)
    if (filter.measure) void query.where('r.measure', filter.measure)
  })
  const rows = new Map<string, OutputOf<'referral.counts'>['rows'][number]>()
  for (const one of referrals) {
    const month = one.issuedOn.slice(0, 7)
    const organisation = one.organisation
    const key = [month, one.measure, organisation?.id ?? 0].join(' ')
    const row = rows.get(key) ?? {
      month,
      measure: one.measure,
      measureName: one.measureName,
      organisationId: organisation?.id ?? null,
      organisation: organisation
        ? { kk: organisation.nameKk, ru: organisation.nameRu, en: organisation.nameRu }
        : null,
      issued: 0,
      came: 0,
      refused: 0,
      waiting: 0,
      stopped: 0,
    }
    row.issued += 1
    if (one.closed === null) row.waiting += 1
    else if (one.closed.as === 'refused' || one.closed.as === 'not_come') row.refused += 1
    else row.came += 1
    if (one.stopped !== null) row.stopped += 1
    rows.set(key, row)
  }
  return {
    months,
    measures: [...referralMeasures(context)].map(([code, name]) => ({ code, name })),
    rows: [...rows.values()].sort(
      (a, b) => b.month.localeCompare(a.month) || a.measure.localeCompare(b.measure),
    ),
  }
}
