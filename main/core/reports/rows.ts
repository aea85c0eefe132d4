/** Records of every kind as rows of a list: which, whose, of what day, and where each opens. */
import type { ReportRow } from '../../../shared/contract/reports'
import { inEveryLanguage, type MessageKey } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { isDay, localDay } from '../../../shared/rules/dates'
import { ticketCode } from '../../../shared/rules/queue'
import type { Knex } from '../../db/open'
import type { Context } from '../context'
import { formTitle } from '../documents/forms'
import { editionOf } from '../law/editions'
import { nameOf } from '../persons/queries'
import { sameText } from '../work/source'
import type { RecordKind } from './figures'

type Row = Record<string, string | number | null>

interface Reading {
  /** The records by their ids, with the columns that a row needs. */
  query(db: Knex): Knex.QueryBuilder
  id: string
  columns: Record<string, string>
  number(row: Row): string
  title(context: Context, row: Row): LocalText
  place(row: Row): string
}

const person = { last: 'p.last_name', first: 'p.first_name', middle: 'p.middle_name' } as const
const by = { by: 's.full_name' } as const
const text = (value: string | number | null | undefined) => String(value ?? '')

/** With the person and, over `staff`, whoever did it. */
const withPerson = (query: Knex.QueryBuilder, personId: string, staff: string) =>
  query.leftJoin('persons as p', 'p.id', personId).leftJoin('staff as s', 's.id', staff)

const serviceName = (context: Context, row: Row): LocalText =>
  editionOf(context.law, { service_code: text(row['service']), edition: text(row['edition']) }).name

const ofApplication = {
  number: 'a.number',
  service: 'a.service_code',
  edition: 'a.edition',
  appId: 'a.id',
} as const
const application: Omit<Reading, 'query' | 'id'> = {
  columns: { ...ofApplication, ...person, ...by },
  number: (row) => text(row['number']),
  title: serviceName,
  place: (row) => `/applications/${row['appId']}`,
}
const onPerson = (row: Row) => `/people/${row['personId']}`
const known = (key: string) => inEveryLanguage(key as MessageKey)
const vacancy = {
  number: (row: Row) => text(row['number']),
  title: (_: Context, row: Row) =>
    sameText([row['profession'], row['organisation']].filter(Boolean).join(', ')),
}

const readings: Record<RecordKind, Reading> = {
  application: {
    ...application,
    id: 'a.id',
    query: (db) => withPerson(db('applications as a'), 'a.person_id', 'a.accepted_by'),
  },
  deadline: {
    ...application,
    id: 'l.id',
    query: (db) =>
      withPerson(
        db('deadlines as l').join('applications as a', 'a.id', 'l.application_id'),
        'l.person_id',
        'a.accepted_by',
      ),
  },
  referral: {
    ...application,
    id: 'r.id',
    columns: { ...application.columns, number: 'r.number', measure: 'r.measure' },
    query: (db) =>
      withPerson(
        db('referrals as r').join('applications as a', 'a.id', 'r.application_id'),
        'r.person_id',
        'r.issued_by',
      ),
    place: (row) => `/papers/slips/${row['id']}`,
  },
  offer: {
    id: 'o.id',
    columns: {
      number: 'y.portal_number',
      profession: 'y.profession',
      organisation: 'z.name_kk',
      personId: 'o.person_id',
      ...person,
      ...by,
    },
    query: (db) =>
      withPerson(
        db('offers as o')
          .join('vacancies as y', 'y.id', 'o.vacancy_id')
          .join('organisations as z', 'z.id', 'y.organisation_id'),
        'o.person_id',
        'o.made_by',
      ),
    ...vacancy,
    place: onPerson,
  },
  vacancy: {
    id: 'y.id',
    columns: { number: 'y.portal_number', profession: 'y.profession', organisation: 'z.name_kk', ...by },
    query: (db) =>
      db('vacancies as y')
        .join('organisations as z', 'z.id', 'y.organisation_id')
        .leftJoin('staff as s', 's.id', 'y.updated_by'),
    ...vacancy,
    place: (row) => `/jobs/vacancies/${row['id']}`,
  },
  registration: {
    id: 'g.id',
    columns: { kind: 'g.kind', personId: 'g.person_id', number: 'a.number', ...person, ...by },
    query: (db) =>
      withPerson(
        db('registrations as g').join('applications as a', 'a.id', 'g.application_id'),
        'g.person_id',
        'a.accepted_by',
      ),
    number: (row) => text(row['number']),
    title: (_, row) => known(`report.kind_people_${row['kind']}`),
    place: onPerson,
  },
  deregistration: {
    id: 'x.id',
    columns: { ground: 'x.decided_ground', personId: 'x.person_id', ...person, ...by },
    query: (db) => withPerson(db('deregistrations as x'), 'x.person_id', 'x.decided_by'),
    number: () => '',
    title: (_, row) => known(`deregistration.code_${row['ground']}`),
    place: onPerson,
  },
  plan: {
    id: 'n.id',
    columns: { personId: 'n.person_id', ...person, ...by },
    query: (db) => withPerson(db('plans as n'), 'n.person_id', 'n.employee_id'),
    number: () => '',
    title: () => inEveryLanguage('report.row_plan'),
    place: onPerson,
  },
  plan_measure: {
    id: 'm.id',
    columns: { measure: 'm.measure', personId: 'n.person_id', ...person, ...by },
    query: (db) =>
      withPerson(
        db('plan_measures as m').join('plans as n', 'n.id', 'm.plan_id'),
        'n.person_id',
        'm.marked_by',
      ),
    number: () => '',
    title: (_, row) => known(`plan.measure_${row['measure']}`),
    place: onPerson,
  },
  plan_visit: {
    id: 'v.id',
    columns: { action: 'v.action', personId: 'n.person_id', ...person, ...by },
    query: (db) =>
      withPerson(
        db('plan_visits as v').join('plans as n', 'n.id', 'v.plan_id'),
        'n.person_id',
        'v.recorded_by',
      ),
    number: () => '',
    title: (_, row) => sameText(text(row['action'])),
    place: onPerson,
  },
  complaint: {
    id: 'k.id',
    columns: {
      number: 'k.number',
      name: 'k.name',
      service: 'k.service_code',
      edition: 'k.edition',
      ...person,
      ...by,
    },
    query: (db) => withPerson(db('complaints as k'), 'k.person_id', 'k.entered_by'),
    number: (row) => text(row['number']),
    title: serviceName,
    place: (row) => `/complaints/${row['id']}`,
  },
  document: {
    ...application,
    id: 'd.id',
    columns: { ...application.columns, form: 'd.form_id' },
    query: (db) =>
      withPerson(
        db('documents as d').join('applications as a', 'a.id', 'd.application_id'),
        'd.person_id',
        'd.issued_by',
      ),
    title: (_, row) => formTitle(text(row['form'])),
  },
  ticket: {
    id: 'q.id',
    columns: {
      letter: 'q.letter',
      n: 'q.number',
      kk: 'q.group_kk',
      ru: 'q.group_ru',
      personId: 'q.person_id',
      appId: 'q.application_id',
      ...person,
      ...by,
    },
    query: (db) => withPerson(db('queue_tickets as q'), 'q.person_id', 'q.clerk_id'),
    number: (row) => ticketCode(text(row['letter']), Number(row['n'])),
    title: (_, row) => ({ kk: text(row['kk']), ru: text(row['ru']), en: text(row['ru']) }),
    place: (row) =>
      row['appId'] !== null
        ? `/applications/${row['appId']}`
        : row['personId'] !== null
          ? onPerson(row)
          : '/counter/queue',
  },
  batch: {
    id: 'b.sequence',
    columns: { number: 'b.sequence', file: 'b.file_name', by: 'b.by' },
    query: (db) => db('batches as b'),
    number: (row) => text(row['number']),
    title: (_, row) => sameText(text(row['file'])),
    place: () => '/exchange',
  },
}

/** The rows of one page, in its order. */
export async function readRows(
  context: Context,
  timeZone: string,
  kind: RecordKind,
  page: readonly { id: number; day: string | null }[],
): Promise<ReportRow[]> {
  const reading = readings[kind]
  const ids = page.map(({ id }) => id)
  const rows = (await reading
    .query(context.db)
    .whereIn(reading.id, ids)
    .orderBy(reading.id)
    .select({ id: reading.id, ...reading.columns })) as Row[]
  const byId = new Map(rows.map((row) => [Number(row['id']), row]))
  return page.flatMap(({ id, day }) => {
    const row = byId.get(id)
    if (!row) return []
    const name = row['last']
      ? nameOf({
          last_name: text(row['last']),
          first_name: text(row['first']),
          middle_name: text(row['middle']),
        })
      : text(row['name'])
    return {
      id,
      day: day === null ? null : isDay(day) ? day : localDay(day, timeZone),
      number: reading.number(row),
      title: reading.title(context, row),
      person: name,
      by: text(row['by']),
      place: reading.place(row),
    }
  })
}
