import type { DocumentRow, LocalText, PaperLanguage } from '../../../shared/model'
import type { Knex } from '../../db/open'
import type { Register } from '../context'
import { editionOf } from '../law/editions'
import { nameOf } from '../persons/queries'
import { formTitle } from './forms'

export interface DocumentRecord {
  id: number
  uid: string
  version: number
  form_id: string
  edition: string
  language: PaperLanguage
  application_id: number
  person_id: number
  data: string
  template_sha256: string
  /** Of the filled form before its code was put on it. */
  content_sha256: string
  sha256: string
  to_hand_over: number | boolean
  issued_at: string
  issued_by: number
  printed: number
  printed_at: string | null
  handed_over_on: string | null
  copies: number
  cancelled_at: string | null
  cancelled_by: number | null
  cancel_reason: string | null
}

export const documentsTable = (db: Knex) => db<DocumentRecord>('documents')

export interface DocumentFilter {
  ids?: number[]
  personId?: number
  applicationId?: number
  id?: number
  show?: 'to_print' | 'to_hand_over' | 'all'
  limit: number
  offset: number
}

type Joined = DocumentRecord & {
  last_name: string
  first_name: string
  middle_name: string
  number: string
  service_code: string
  service_edition: string
  by_name: string
  cancelled_name: string | null
  electronic: number | null
}

function fitting(db: Knex, filter: Omit<DocumentFilter, 'limit' | 'offset'>) {
  return db('documents as d')
    .join('persons as p', 'p.id', 'd.person_id')
    .join('applications as a', 'a.id', 'd.application_id')
    .join('staff as s', 's.id', 'd.issued_by')
    .leftJoin('staff as c', 'c.id', 'd.cancelled_by')
    .leftJoin('portal_results as e', 'e.document_id', 'd.id')
    .modify((query) => {
      if (filter.id !== undefined) void query.where('d.id', filter.id)
      if (filter.ids) void query.whereIn('d.id', filter.ids)
      if (filter.personId !== undefined) void query.where('d.person_id', filter.personId)
      if (filter.applicationId !== undefined) void query.where('d.application_id', filter.applicationId)
      // R49: an electronic result need not be printed, and is handed over to nobody.
      if (filter.show === 'to_print')
        void query.where('d.printed', 0).whereNull('d.cancelled_at').whereNull('e.id')
      if (filter.show === 'to_hand_over')
        void query
          .where({ 'd.to_hand_over': true })
          .whereNull('d.handed_over_on')
          .whereNull('d.cancelled_at')
          .whereNull('e.id')
    })
}

/** How many issued papers fit; nothing else is read. */
export async function countDocuments(db: Knex, filter: Omit<DocumentFilter, 'limit' | 'offset'>) {
  const count = (await fitting(db, filter).count({ n: '*' })) as { n: number }[]
  return Number(count[0]!.n)
}

/** Ids of the papers issued from one instant up to another, oldest first; null leaves an end open. */
export async function documentsIssued(db: Knex, from: string | null, before: string | null) {
  return (await documentsTable(db)
    .modify((query) => {
      if (from !== null) void query.where('issued_at', '>=', from)
      if (before !== null) void query.where('issued_at', '<', before)
    })
    .orderBy('id')
    .select('id', 'issued_at')) as { id: number; issued_at: string }[]
}

/** Issued papers, newest first, with the number of all that fit. */
export async function listDocuments({ db, law }: Register, filter: DocumentFilter) {
  const rows = (await fitting(db, filter)
    .select(
      'd.*',
      'p.last_name',
      'p.first_name',
      'p.middle_name',
      'a.number',
      'a.service_code',
      'a.edition as service_edition',
      's.full_name as by_name',
      'c.full_name as cancelled_name',
      'e.id as electronic',
    )
    .orderBy('d.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)) as Joined[]
  return { documents: rows.map((row) => toRow(law, row)), total: await countDocuments(db, filter) }
}

export async function findDocument(register: Register, id: number): Promise<DocumentRow | undefined> {
  return (await listDocuments(register, { id, limit: 1, offset: 0 })).documents[0]
}

function toRow(law: Register['law'], record: Joined): DocumentRow {
  const title: LocalText = formTitle(record.form_id)
  return {
    id: record.id,
    formId: record.form_id,
    title,
    language: record.language,
    number: record.number,
    applicationId: record.application_id,
    applicationNumber: record.number,
    serviceName: editionOf(law, { service_code: record.service_code, edition: record.service_edition }).name,
    personId: record.person_id,
    personName: nameOf(record),
    issuedAt: record.issued_at,
    issuedBy: record.by_name,
    sha256: record.sha256,
    printed: record.printed,
    printedAt: record.printed_at,
    handedOverOn: record.handed_over_on,
    toHandOver: Boolean(record.to_hand_over) && record.electronic === null,
    electronic: record.electronic !== null,
    copies: record.copies,
    cancelled:
      record.cancelled_at === null
        ? null
        : { at: record.cancelled_at, by: record.cancelled_name ?? '', reason: record.cancel_reason ?? '' },
  }
}
