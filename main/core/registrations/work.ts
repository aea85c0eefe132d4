/** What registrations wait for: suitable work, the answer of AIS, the person told of the payment (R33, R55-R57, R68). */
import { inEveryLanguage } from '../../../shared/locale'
import { emptyStatusNotes, type StatusNotes } from '../../../shared/contract/registrations'
import type { DeadlineWhy } from '../../../shared/model'
import { shownDay } from '../../../shared/rules/dates'
import { registrationDeadlines } from '../../../shared/rules/deadlines'
import type { Clock } from '../../../shared/rules/engine/registration'
import { r55ServiceDue, r56Transition } from '../../../shared/rules/engine/unemployed'
import type { DeadlineRecord } from '../applications/queries'
import type { Context } from '../context'
import {
  dutyPerson,
  dutyPersonColumns,
  sameText,
  type Duty,
  type DutyPersonRow,
  type WorkFilter,
  type WorkSource,
} from '../work/source'
import { dueCases, type RegistrationRecord } from './queries'

type Code = 'js_matching' | 'un_ssif_info' | 'un_plan'
const kindOf: Record<Code, RegistrationRecord['kind']> = {
  js_matching: 'job_seeker',
  un_ssif_info: 'unemployed',
  un_plan: 'unemployed',
}
const ruleOf = { js_matching: 'R33', un_ssif_info: 'R68', un_plan: 'R74' } as const

type Row = DeadlineRecord &
  DutyPersonRow & {
    code: Code
    number: string
    channel: string
    accepted_by: number
    responsible: string
    notes: string | null
  }

/** Deadlines that an open registration started and that are not met. */
export async function registrationDuties(
  { db }: Context,
  code: Code,
  { personId }: WorkFilter,
): Promise<{ row: Row; duty: Duty }[]> {
  const rows = (await db('deadlines as l')
    .orderBy('l.id')
    .join('applications as a', 'a.id', 'l.application_id')
    .join('registrations as r', 'r.application_id', 'a.id')
    .join('persons as p', 'p.id', 'l.person_id')
    .join('staff as s', 's.id', 'a.accepted_by')
    .leftJoin('status_notes as n', 'n.registration_id', 'r.id')
    .where('l.code', code)
    .whereNull('l.met_on')
    .whereNull('l.ended_on')
    .where('r.kind', kindOf[code])
    .whereNull('r.until')
    .modify((query) => {
      if (personId !== undefined) void query.where('l.person_id', personId)
    })
    .select(
      'l.*',
      'a.number',
      'a.channel',
      'a.accepted_by',
      's.full_name as responsible',
      'n.notes',
      ...dutyPersonColumns,
    )) as Row[]
  return rows.map((row) => ({
    row,
    duty: {
      id: `${code === 'un_plan' ? 'plan' : 'registration'}:${row.application_id}:${code}`,
      noun: code === 'un_plan' ? 'plan' : 'registration',
      rule: code === 'js_matching' && row.channel === 'enbek' ? 'R53' : ruleOf[code],
      what: inEveryLanguage(`desk.todo_${registrationDeadlines.get(code)!}`),
      about: sameText(row.number),
      due: row.due,
      why: JSON.parse(row.why) as DeadlineWhy,
      person: dutyPerson(row),
      place: `/people/${row.person_id}`,
      responsible: row.responsible,
      responsibleId: row.accepted_by,
    },
  }))
}

const placed = (notes: string | null) =>
  notes !== null && { ...emptyStatusNotes, ...(JSON.parse(notes) as Partial<StatusNotes>) }.placedOn !== ''

/** R56, R57: AIS has registered by itself; the desk looks for its answer inside the term of the service (R55). */
async function transitions(
  context: Context,
  clock: Clock,
  filter: WorkFilter,
): Promise<(Duty & { application: number })[]> {
  return (await dueCases(context, clock, filter.personId)).map(({ one, row }) => {
    const finding = r56Transition(one, clock)!
    const { deadline } = r55ServiceDue(one, clock)
    return {
      id: `registration:${row.id}:transition`,
      noun: 'registration',
      rule: finding.rule,
      what: inEveryLanguage('status.take_over'),
      about: inEveryLanguage('work.expected_on', {
        number: row.number,
        date: shownDay(String(finding.inputs['expected'])),
      }),
      due: deadline!.due,
      why: deadline!,
      person: dutyPerson(row),
      place: `/people/${row.person_id}`,
      responsible: row.responsible,
      responsibleId: row.accepted_by,
      application: row.application_id,
    }
  })
}

type PaperRow = DutyPersonRow & {
  id: number
  kind: 'registered' | 'refused' | 'information'
  document_id: number
  staff_id: number
  responsible: string
}

/** Papers on a status that was corrected since: they tell what is not so, until they are cancelled. */
async function papersOfCorrected({ db }: Context, { personId }: WorkFilter): Promise<Duty[]> {
  const rows = (await db('corrections as c')
    .orderBy('x.id')
    .join('status_papers as x', 'x.person_id', 'c.person_id')
    .join('documents as d', 'd.id', 'x.document_id')
    .join('persons as p', 'p.id', 'x.person_id')
    .join('staff as s', 's.id', 'x.staff_id')
    .where('c.entity', 'status_answer')
    .whereIn('x.kind', ['registered', 'refused', 'information'])
    .whereRaw('x.at < c.at')
    .whereNull('d.cancelled_at')
    .modify((query) => {
      if (personId !== undefined) void query.where('c.person_id', personId)
    })
    .distinct(
      'x.id',
      'x.kind',
      'x.person_id',
      'x.document_id',
      'x.staff_id',
      's.full_name as responsible',
      ...dutyPersonColumns,
    )) as PaperRow[]
  return rows.map((row) => ({
    id: `registration:paper:${row.id}`,
    noun: 'registration',
    rule: null,
    what: inEveryLanguage('work.todo_cancel_paper'),
    about: inEveryLanguage(`status.paper_kind_${row.kind}`),
    due: null,
    why: null,
    person: dutyPerson(row),
    place: '/papers?show=all',
    responsible: row.responsible,
    responsibleId: row.staff_id,
  }))
}

export const registrationWork: WorkSource = async (context, clock, filter) => {
  const due = await transitions(context, clock, filter)
  const passed = new Set(due.map(({ application }) => application))
  // Whose two working days are over waits for AIS, no longer for work; whoever took up work waits for nothing.
  const matching = (await registrationDuties(context, 'js_matching', filter)).filter(
    ({ row }) => !passed.has(row.application_id) && !placed(row.notes),
  )
  const payment = await registrationDuties(context, 'un_ssif_info', filter)
  return [
    ...[...matching, ...payment].map(({ duty }) => duty),
    ...due.map(({ application: _, ...duty }) => duty),
    ...(await papersOfCorrected(context, filter)),
  ]
}
