/** What applications wait for: the check, the decision, the result in the hands of the person (R19, R25-R29). */
import { inEveryLanguage } from '../../../shared/locale'
import { termFor } from '../../../shared/law/intake'
import type { DeadlineWhy } from '../../../shared/model'
import type { RuleId } from '../../../shared/rules/engine/finding'
import type { Context } from '../context'
import { editionOf } from '../law/editions'
import { dutyPerson, dutyPersonColumns, type DutyPersonRow, type WorkSource } from '../work/source'
import { ownTerm } from './papers'
import { choiceOf, deadlinesTable, type ApplicationRecord, type DeadlineRecord } from './queries'

/** What a state waits for. */
const todoOf = { accepted: 'check', checked: 'decide', decided: 'hand_over' } as const

type Row = ApplicationRecord & DutyPersonRow & { state: keyof typeof todoOf; responsible: string }

async function waiting({ db }: Context, personId: number | undefined): Promise<Row[]> {
  return (
    (await db('applications as a')
      .orderBy('a.id')
      .join('persons as p', 'p.id', 'a.person_id')
      .join('staff as s', 's.id', 'a.accepted_by')
      .whereIn('a.state', Object.keys(todoOf))
      // An archive entry owes nothing any more.
      .whereNull('a.paper_number')
      .where((open) => {
        // A decided case is open until its result is handed over, or the person was told (R29).
        void open
          .whereNot('a.state', 'decided')
          .orWhereNotExists(db('messages as m').whereRaw('m.application_id = a.id'))
      })
      // R49: nobody hands over an electronic result; signing and sending it is work of its own.
      .whereNotExists(db('portal_results as e').whereRaw('e.application_id = a.id'))
      .modify((query) => {
        if (personId !== undefined) void query.where('a.person_id', personId)
      })
      .select('a.*', ...dutyPersonColumns, 's.full_name as responsible')) as Row[]
  )
}

export const applicationWork: WorkSource = async (context, _clock, { personId }) => {
  const rows = await waiting(context, personId)
  const open = await deadlinesTable(context.db)
    .orderBy('id')
    .whereNull('met_on')
    .modify((query) => {
      if (personId !== undefined) void query.where({ person_id: personId })
    })
  const deadlines = new Map<string, DeadlineRecord>()
  for (const one of open) deadlines.set(`${one.application_id}:${one.code}`, one)
  return rows.map((row) => {
    const service = editionOf(context.law, row)
    const todo = todoOf[row.state]
    // Handing over has no term of its own.
    const code = termFor(service, choiceOf(row))?.deadline ?? ownTerm
    const deadline = todo === 'hand_over' ? undefined : deadlines.get(`${row.id}:${code}`)
    const why = deadline ? (JSON.parse(deadline.why) as DeadlineWhy) : null
    const { kk, ru, en } = service.name
    return {
      id: `application:${row.id}`,
      noun: 'application',
      rule: todo === 'hand_over' ? 'R28' : ((why?.rules[0] as RuleId | undefined) ?? null),
      what: inEveryLanguage(`desk.todo_${todo}`),
      about: { kk: `${row.number} · ${kk}`, ru: `${row.number} · ${ru}`, en: `${row.number} · ${en}` },
      due: deadline?.due ?? null,
      why,
      person: dutyPerson(row),
      place: `/applications/${row.id}`,
      responsible: row.responsible,
      responsibleId: row.accepted_by,
    }
  })
}
