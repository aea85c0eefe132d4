import { inEveryLanguage } from '../../../shared/locale'
import type { DeadlineWhy } from '../../../shared/model'
import { maskIin } from '../../../shared/rules/iin'
import { nameOf, type PersonRecord } from '../persons/queries'
import type { WorkSource } from '../work/source'

interface Row extends Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin'> {
  id: number
  application_id: number
  person_id: number
  number: string
  channel: string
  portal_number: string
  signed_on: string | null
  decided_by: number
  responsible: string
  why: string | null
}

/** R49: results that wait for a signature, or to be sent to the cabinet; due with the service itself. */
export const portalWork: WorkSource = async ({ db }, _clock, filter) => {
  const rows = (await db('portal_results as r')
    .orderBy('r.id')
    .join('portal_cases as c', 'c.application_id', 'r.application_id')
    .join('applications as a', 'a.id', 'r.application_id')
    .join('documents as x', 'x.id', 'r.document_id')
    .join('decisions as d', 'd.application_id', 'a.id')
    .join('persons as p', 'p.id', 'a.person_id')
    .join('staff as s', 's.id', 'd.decided_by')
    .leftJoin('deadlines as l', (on) => {
      on.on('l.application_id', 'a.id').andOn(
        'l.id',
        '=',
        db.raw('(SELECT MIN(y.id) FROM deadlines y WHERE y.application_id = a.id)'),
      )
    })
    .whereNull('r.sent_on')
    .whereNull('x.cancelled_at')
    .modify((query) => {
      if (filter.personId !== undefined) void query.where('a.person_id', filter.personId)
      if (filter.staffId !== undefined) void query.where('d.decided_by', filter.staffId)
    })
    .select(
      'r.id',
      'r.application_id',
      'r.signed_on',
      'a.person_id',
      'a.number',
      'c.channel',
      'c.portal_number',
      'd.decided_by',
      's.full_name as responsible',
      'p.last_name',
      'p.first_name',
      'p.middle_name',
      'p.iin',
      'l.why',
    )) as Row[]
  return rows.map((row) => {
    const why = row.why === null ? null : (JSON.parse(row.why) as DeadlineWhy)
    const duty = row.signed_on === null ? 'sign' : 'send'
    return {
      id: `portal:${row.id}:${duty}`,
      noun: 'portal' as const,
      rule: 'R49' as const,
      what: inEveryLanguage(`portal.work_${duty}`),
      about: inEveryLanguage('portal.work_about', {
        channel: row.channel,
        number: row.portal_number,
        application: row.number,
      }),
      due: why?.due ?? null,
      why,
      person: { id: row.person_id, name: nameOf(row), iinMasked: maskIin(row.iin ?? '') },
      place: `/applications/${row.application_id}`,
      responsible: row.responsible,
      responsibleId: row.decided_by,
    }
  })
}
