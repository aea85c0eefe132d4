import { inEveryLanguage } from '../../../shared/locale'
import { maskIin } from '../../../shared/rules/iin'
import { editionOf } from '../law/editions'
import type { WorkSource } from '../work/source'
import { columns, daysOf, joined, openTerms, stepsOf, termsOf, whoOf, type Joined } from './queries'

/** R162, R163: complaints to send on, and to answer. */
export const complaintWork: WorkSource = async (context, clock, filter) => {
  const { db, law } = context
  const rows = (await joined(db)
    .orderBy('c.id')
    .where('c.closed', false)
    .modify((query) => {
      if (filter.personId !== undefined) void query.where('c.person_id', filter.personId)
      if (filter.staffId !== undefined) void query.where('c.entered_by', filter.staffId)
    })
    .select(columns)) as Joined[]
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) =>
    openTerms(termsOf(editionOf(law, row), row, daysOf(steps(row.id)), clock), false).map((term) => ({
      id: `complaint:${row.id}:${term.step}`,
      noun: 'complaint' as const,
      rule: term.told.rule,
      what: inEveryLanguage(`complaint.work_${term.step}`),
      about: inEveryLanguage('complaint.work_about', { number: row.number, who: whoOf(row) }),
      due: term.why.due,
      why: term.why,
      person:
        row.person_id === null
          ? null
          : { id: row.person_id, name: whoOf(row), iinMasked: maskIin(row.iin ?? '') },
      place: `/complaints/${row.id}`,
      responsible: row.by_name,
      responsibleId: row.entered_by,
    })),
  )
}
