import { randomUUID } from 'node:crypto'
import type { PortalCase, PortalFields, PortalRow } from '../../../shared/contract/portal'
import { termFor } from '../../../shared/law/intake'
import { maskIin } from '../../../shared/rules/iin'
import { tell, type Finding } from '../../../shared/rules/engine/finding'
import { r49ElectronicResult } from '../../../shared/rules/engine/registration'
import type { Knex } from '../../db/open'
import { choiceOf, type ApplicationRecord } from '../applications/queries'
import { actorOf, readCalendar, readDesk, staffName, type Context } from '../context'
import { provenanceOf } from '../central/provenance'
import { signatoryOf } from '../director/signatory'
import { editionOf } from '../law/editions'
import { nameOf, type PersonRecord } from '../persons/queries'
import { arrivalFinding, type Arrival } from './arrival'

export interface PortalRecord {
  id: number
  uid: string
  channel: PortalFields['channel']
  portal_number: string
  sent_at: string
  application_id: number
  person_id: number
  automatic: number | boolean
  told: string
  file_id: number | null
  entered_at: string
  entered_by: number
}

export interface ResultRecord {
  id: number
  uid: string
  version: number
  application_id: number
  document_id: number
  signed_by: 'director' | 'authorised' | null
  signer: string
  signed_on: string | null
  sent_on: string | null
  /** Moments of recording. */
  signed_at: string | null
  sent_at: string | null
  updated_at: string
  updated_by: number
}

export const portalCases = (db: Knex) => db<PortalRecord>('portal_cases')
export const portalResults = (db: Knex) => db<ResultRecord>('portal_results')

export const toArrival = (record: PortalRecord): Pick<Arrival, 'sentAt' | 'automatic'> => ({
  sentAt: record.sent_at,
  automatic: Boolean(record.automatic),
})

/** The electronic result of a case, that of the newest paper; undefined: none is expected. */
export const electronicResult = (db: Knex, applicationId: number): Promise<ResultRecord | undefined> =>
  portalResults(db).where({ application_id: applicationId }).orderBy('id', 'desc').first()

/**
 * R49, R136: the result of a case that came through a portal waits to be signed and sent to the cabinet. False when
 * the case came another way, or its result is given out on paper.
 */
export async function expectElectronicResult(context: Context, applicationId: number, documentId: number) {
  const { db, now } = context
  if (!(await portalCases(db).where({ application_id: applicationId }).first('id'))) return false
  await portalResults(db).insert({
    uid: randomUUID(),
    version: 1,
    application_id: applicationId,
    document_id: documentId,
    signed_by: null,
    signer: '',
    signed_on: null,
    sent_on: null,
    signed_at: null,
    sent_at: null,
    updated_at: now.toISOString(),
    updated_by: actorOf(context).id,
  })
  context.changes.add('portal')
  return true
}

type Joined = PortalRecord &
  Pick<PersonRecord, 'last_name' | 'first_name' | 'middle_name' | 'iin'> &
  Pick<ApplicationRecord, 'number' | 'service_code' | 'edition' | 'acceptance_date' | 'state' | 'choice'> & {
    outcome: PortalRow['outcome']
    by_name: string
    signed_on: string | null
    sent_on: string | null
    due: string | null
    met_on: string | null
  }

/** Cases with their application, their term and what became of the result. */
function joined(db: Knex) {
  return (
    db('portal_cases as c')
      .join('applications as a', 'a.id', 'c.application_id')
      .join('persons as p', 'p.id', 'c.person_id')
      .join('staff as s', 's.id', 'c.entered_by')
      .leftJoin('decisions as d', 'd.application_id', 'a.id')
      // A paper made anew has a result of its own: the newest counts.
      .leftJoin('portal_results as r', (on) => {
        on.on('r.application_id', 'a.id').andOn(
          'r.id',
          '=',
          db.raw('(SELECT MAX(x.id) FROM portal_results x WHERE x.application_id = a.id)'),
        )
      })
      // The first deadline of a case is that of its result; what follows from a registration comes later.
      .leftJoin('deadlines as l', (on) => {
        on.on('l.application_id', 'a.id')
          .andOn('l.id', '=', db.raw('(SELECT MIN(y.id) FROM deadlines y WHERE y.application_id = a.id)'))
          .andOn('c.automatic', '=', db.raw('?', [false]))
      })
  )
}

const columns = [
  'c.*',
  'p.last_name',
  'p.first_name',
  'p.middle_name',
  'p.iin',
  'a.number',
  'a.service_code',
  'a.edition',
  'a.acceptance_date',
  'a.state',
  'a.choice',
  'd.outcome',
  's.full_name as by_name',
  'r.signed_on',
  'r.sent_on',
  'l.due',
  'l.met_on',
]

function waitsFor(record: Joined): PortalRow['waitsFor'] {
  if (record.state === 'accepted') return 'check'
  if (record.state === 'checked') return 'decide'
  if (record.state === 'decided') return record.signed_on === null ? 'sign' : 'send'
  return null
}

const toRow = (context: Context, record: Joined): PortalRow => ({
  id: record.id,
  channel: record.channel,
  portalNumber: record.portal_number,
  sentAt: record.sent_at,
  automatic: Boolean(record.automatic),
  applicationId: record.application_id,
  applicationNumber: record.number,
  serviceName: editionOf(context.law, record).name,
  acceptanceDate: record.acceptance_date,
  state: record.state,
  outcome: record.outcome,
  personId: record.person_id,
  personName: nameOf(record),
  iinMasked: maskIin(record.iin ?? ''),
  due: record.due,
  late: record.due !== null && record.met_on !== null && record.met_on > record.due,
  waitsFor: waitsFor(record),
  enteredAt: record.entered_at,
  by: record.by_name,
})

/** What came through the portals, the newest first, with the number of all that fit. */
export async function listPortal(
  context: Context,
  filter: { show: 'all' | 'open' | PortalFields['channel']; limit: number },
) {
  const fitting = () =>
    joined(context.db).modify((query) => {
      if (filter.show === 'open') void query.whereIn('a.state', ['accepted', 'checked', 'decided'])
      else if (filter.show !== 'all') void query.where('c.channel', filter.show)
    })
  const rows = (await fitting().select(columns).orderBy('c.id', 'desc').limit(filter.limit)) as Joined[]
  const count = (await fitting().count({ n: '*' })) as { n: number }[]
  return { rows: rows.map((row) => toRow(context, row)), total: Number(count[0]!.n) }
}

/** R49: what is missing of the result or stands in its way. */
export const resultFindings = (
  result: Pick<ResultRecord, 'signed_on' | 'sent_on'> & {
    signed_by: 'director' | 'authorised' | 'other' | null
  },
): Finding[] =>
  r49ElectronicResult({
    signedBy: result.signed_by,
    signedOn: result.signed_on,
    sentToCabinetOn: result.sent_on,
  })

/** The case of an application that came through a portal; null: it came another way. */
export async function findPortalCase(context: Context, applicationId: number): Promise<PortalCase | null> {
  const { db } = context
  const [record] = (await joined(db).where('c.application_id', applicationId).select(columns)) as Joined[]
  if (!record) return null
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const code = termFor(editionOf(context.law, record), choiceOf(record))?.deadline
  const finding = arrivalFinding(toArrival(record), code, { calendar, ...desk }, desk)
  const result = await electronicResult(db, applicationId)
  return {
    ...toRow(context, record),
    fields: JSON.parse(record.told) as PortalFields,
    result: result
      ? {
          version: result.version,
          signedBy: result.signed_by,
          signer: result.signer,
          signedOn: result.signed_on,
          sentOn: result.sent_on,
          documentId: result.document_id,
          updatedAt: result.updated_at,
          by: await staffName(db, result.updated_by),
        }
      : null,
    central: (await provenanceOf(db, 'application', [applicationId])).get(applicationId) ?? null,
    director: (await signatoryOf(context, 'kk')).fullName,
    told: [...(finding ? [finding] : []), ...(result ? resultFindings(result) : [])].map(tell),
  }
}
