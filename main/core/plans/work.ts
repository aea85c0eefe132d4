/** What plans wait for: to be drawn up, to reach AIS, and what of them is to come or past its day (R73-R79). */
import { inEveryLanguage } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { shownDay } from '../../../shared/rules/dates'
import type { Clock } from '../../../shared/rules/engine/registration'
import {
  r77PlanExport,
  r78OverdueMeasures,
  r79Monitoring,
  type PlanMeasure,
} from '../../../shared/rules/engine/plan'
import { r73Visits } from '../../../shared/rules/engine/unemployed'
import type { Context } from '../context'
import { outboxTable } from '../exchange/outbox'
import { registrationDuties } from '../registrations/work'
import { dutyPerson, sameText, type Duty, type WorkFilter, type WorkSource } from '../work/source'
import { factsOf, plansInForce, plansTable, visitState } from './queries'

type InForce = Awaited<ReturnType<typeof plansInForce>>[number]

/** A duty of a plan; who drew it up is asked for it. */
const dutyOf = (
  { plan }: InForce,
  of: Pick<Duty, 'id' | 'rule' | 'what' | 'about' | 'due'> & Partial<Pick<Duty, 'why' | 'place'>>,
): Duty => ({
  noun: 'plan',
  why: null,
  place: `/people/${plan.person_id}`,
  person: dutyPerson(plan),
  responsible: plan.responsible,
  responsibleId: plan.employee_id,
  ...of,
})

/** R78: measures past their day that are not done. */
const measureDuties = (one: InForce, today: string): Duty[] =>
  r78OverdueMeasures(factsOf(one.plan, one.rows), today).map(({ inputs }) => {
    const measure = inputs['measure'] as PlanMeasure
    const marked = one.rows.measures.find((row) => row.measure === measure)?.done !== null
    return dutyOf(one, {
      id: `plan:${one.plan.id}:measure:${measure}`,
      rule: 'R78',
      what: inEveryLanguage(marked ? 'work.todo_measure_not_done' : 'work.todo_measure'),
      about: inEveryLanguage(`plan.measure_${measure}`),
      due: inputs['due'] as string,
    })
  })

const visitWords = { unrecorded: 'work.todo_visit_unrecorded', missed: 'work.todo_visit_missed' } as const

/** R73, R96: visits nobody recorded, missed ones whose reason is not judged, and the next one. */
function visitDuties(one: InForce, today: string): Duty[] {
  const { plan, rows } = one
  const next = r73Visits(
    rows.visits.flatMap(({ on, kept_on }) => (on ? [{ date: on, keptOn: kept_on }] : [])),
    today,
  ).find(({ code }) => code === 'visit_next')?.inputs['date']
  return rows.visits.flatMap((visit) => {
    const state = visitState(visit, today)
    const open = (state === 'unrecorded' || state === 'missed') && visit.judgement === null
    const coming = visit.on === next && visit.recorded_at === null
    if (!open && !coming) return []
    return dutyOf(one, {
      id: `plan:${plan.id}:visit:${visit.id}`,
      rule: state === 'missed' ? 'R96' : 'R73',
      what: inEveryLanguage(open ? visitWords[state] : 'work.todo_visit'),
      about: sameText(visit.action),
      due: visit.on,
    })
  })
}

/** R79: a plan that ended with measures open. */
const overDuties = (one: InForce, today: string): Duty[] =>
  r79Monitoring(factsOf(one.plan, one.rows), today)
    .filter(({ code }) => code === 'plan_over')
    .map(({ inputs }) =>
      dutyOf(one, {
        id: `plan:${one.plan.id}:over`,
        rule: 'R79',
        what: inEveryLanguage('work.todo_plan_over'),
        about: inEveryLanguage('work.measures_open', { n: Number(inputs['open']) }),
        due: one.plan.valid_until,
      }),
    )

/**
 * R77: signed plans that no batch has taken yet. The term of the first is that of R74; the law gives none to one
 * that takes its place.
 */
async function exportDuties({ db }: Context, plans: readonly InForce[], clock: Clock): Promise<Duty[]> {
  const waiting = new Set(
    (await outboxTable(db).where({ kind: 'plans', state: 'waiting', version: 1 }).select('key')).map(
      ({ key }) => key,
    ),
  )
  // Changed since it first waited: the newest version waits, and none was sent.
  const later = await outboxTable(db).where({ kind: 'plans', state: 'waiting' }).where('version', '>', 1)
  for (const { key } of later)
    if (!(await outboxTable(db).where({ kind: 'plans', key }).whereNotNull('batch').first('id')))
      waiting.add(key)
  const duties: Duty[] = []
  for (const one of plans) {
    const { plan } = one
    if (!waiting.has(plan.uid)) continue
    const earlier = await plansTable(db)
      .where({ registration_id: plan.registration_id, state: 'superseded' })
      .first('id')
    const why = earlier
      ? null
      : (r77PlanExport(
          {
            signedByPersonOn: plan.person_signed_on,
            signedByEmployeeOn: plan.employee_signed_on,
            unemployedSince: plan.since,
            exportedOn: null,
          },
          clock,
        )?.deadline ?? null)
    duties.push(
      dutyOf(one, {
        id: `plan:${plan.id}:export`,
        rule: 'R77',
        what: inEveryLanguage('work.todo_plan_export'),
        about: signedOn(plan),
        due: why?.due ?? null,
        why,
        place: '/exchange',
      }),
    )
  }
  return duties
}

const signedOn = ({ person_signed_on: a, employee_signed_on: b }: InForce['plan']): LocalText =>
  inEveryLanguage('plan.signed', { date: shownDay(a! > b! ? a! : b!) })

export const planWork: WorkSource = async (context, clock, filter: WorkFilter) => {
  const drawUp = (await registrationDuties(context, 'un_plan', filter)).map(({ duty }) => duty)
  const plans = await plansInForce(context, filter.personId)
  return [
    ...drawUp,
    ...plans.flatMap((one) => [
      ...measureDuties(one, clock.today),
      ...visitDuties(one, clock.today),
      ...overDuties(one, clock.today),
    ]),
    ...(await exportDuties(context, plans, clock)),
  ]
}
