/** What the register keeps of the assistant's cases and transfers, and of what the centre took over. */
import type { RuralHead } from '../../../shared/contract/rural'
import type { PaperLanguage } from '../../../shared/model'
import type { Knex } from '../../db/open'

export interface CaseRecord {
  id: string
  version: number
  revision: number
  place: string
  draft: string
  facts: string
  person_id: number | null
  begun_on: string
  checked_on: string | null
  check: string | null
  transfer_id: number | null
  answer: string | null
  told: string | null
  closed: string | null
  done: number | boolean
  staff_id: number
  created_at: string
  saved_at: string
}

export interface TransferRecord {
  id: number
  uid: string
  year: number
  number: number
  place: string
  sent_on: string
  language: PaperLanguage
  content: string
  sha256: string
  paper: Buffer
  staff_id: number
  at: string
}

export interface ReceiptRecord {
  id: number
  uid: string
  sha256: string
  head: string
  file_name: string
  at: string
  staff_id: number
}

export interface ArrivalRecord {
  id: number
  receipt_id: number
  case_id: string
  application_id: number | null
  received_on: string
  case: string
  informed: string | null
  version: number
}

export const casesTable = (db: Knex) => db<CaseRecord>('rural_cases')
export const transfersTable = (db: Knex) => db<TransferRecord>('rural_transfers')
export const receiptsTable = (db: Knex) => db<ReceiptRecord>('rural_receipts')
export const arrivalsTable = (db: Knex) => db<ArrivalRecord>('rural_arrivals')

export const transferNumber = ({ year, number }: Pick<TransferRecord, 'year' | 'number'>): string =>
  `${year}-${String(number).padStart(3, '0')}`

/** R34: who sent the papers of an application and when, by the draft that it was registered from. */
export async function senderOf(db: Knex, draftId: string): Promise<RuralHead | null> {
  const row = await db('rural_arrivals as v')
    .join('rural_receipts as r', 'r.id', 'v.receipt_id')
    .where('v.case_id', draftId)
    .first<{ head: string } | undefined>('r.head')
  return row ? (JSON.parse(row.head) as RuralHead) : null
}
