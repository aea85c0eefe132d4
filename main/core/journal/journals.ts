/** What the journals hold: which rows of the register, in which order and in which columns. */
import { translator, type Translator } from '../../../shared/locale'
import type { ApplicationRow, DeskSettings, DocumentRow, PaperLanguage } from '../../../shared/model'
import { addDays, localDay } from '../../../shared/rules/dates'
import {
  applicationsByDay,
  decisionsTable,
  listApplications,
  type ApplicationFilter,
} from '../applications/queries'
import type { Context } from '../context'
import { documentsIssued, listDocuments } from '../documents/queries'

export type JournalKind = 'applications' | 'documents'

export interface JournalColumn {
  /** Column of the list in the form `common-journal-<kind>`. */
  id: string
  title: string
  /** In a spreadsheet, in characters. */
  width: number
  /** Its cells are days, ISO, or ''. */
  day: boolean
}

export interface Journal {
  columns: JournalColumn[]
  count: number
  /** Day of the first entry; null when there is none. */
  first: string | null
  /** Cells of the entries in the order of the journal, some hundreds at a time. */
  rows(): AsyncGenerator<string[][]>
}

/** An entry before its columns are read. */
export interface JournalEntry {
  id: number
  day: string
}

/** A column with how a row is read; `kind` is `day` for days. */
type Reader<R> = [id: string, width: number, value: (row: R) => string, kind?: 'day']

/** Rows read at once. */
const chunk = 500

function journalOf<R extends { id: number }>(
  t: Translator,
  kind: JournalKind,
  entries: JournalEntry[],
  readers: Reader<R>[],
  read: (ids: number[]) => Promise<R[]>,
): Journal {
  return {
    columns: readers.map(([id, width, , what]) => ({
      id,
      width,
      title: t.any(`journal.${kind}_${id}`),
      day: what === 'day',
    })),
    count: entries.length,
    first: entries[0]?.day ?? null,
    async *rows() {
      for (let at = 0; at < entries.length; at += chunk) {
        const ids = entries.slice(at, at + chunk).map(({ id }) => id)
        const found = new Map((await read(ids)).map((row) => [row.id, row]))
        yield ids.flatMap((id) => {
          const row = found.get(id)
          return row ? [readers.map(([, , value]) => value(row))] : []
        })
      }
    },
  }
}

type JournalApplication = ApplicationRow & { decidedOn: string }

/** The journal of applications by day of acceptance. */
export async function applicationJournal(
  register: Context,
  language: PaperLanguage,
  filter: Pick<ApplicationFilter, 'from' | 'to' | 'state'>,
): Promise<Journal> {
  const { db } = register
  const t = translator(language)
  const state = (row: JournalApplication) => {
    const result = row.outcome ?? row.state
    const handed = row.outcome && row.state === 'handed_over'
    return t(`desk.state_${result}`) + (handed ? ', ' + t('desk.state_handed_over') : '')
  }
  const read = async (ids: number[]): Promise<JournalApplication[]> => {
    const { applications } = await listApplications(register, { ids, limit: ids.length, offset: 0 })
    const decisions = await decisionsTable(db)
      .whereIn('application_id', ids)
      .select('application_id', 'decided_on')
    const days = new Map(decisions.map((one) => [one.application_id, one.decided_on]))
    return applications.map((row) => ({ ...row, decidedOn: days.get(row.id) ?? '' }))
  }
  const readers: Reader<JournalApplication>[] = [
    ['number', 18, (row) => row.number + (row.archive?.paperNumber ? ` (${row.archive.paperNumber})` : '')],
    ['accepted', 12, (row) => row.acceptanceDate, 'day'],
    ['person', 38, (row) => row.personName],
    ['iin', 12, (row) => row.iinMasked],
    ['service', 48, (row) => t.local(row.serviceName)],
    ['language', 11, (row) => t(`desk.language_${row.language}`)],
    ['state', 22, state],
    ['decided', 13, (row) => row.decidedOn, 'day'],
    ['by', 34, (row) => row.acceptedBy],
  ]
  return journalOf(t, 'applications', await applicationsByDay(db, filter), readers, read)
}

/** The journal of issued papers by local day of issue; cancelled ones stay in it. */
export async function documentJournal(
  register: Context,
  language: PaperLanguage,
  desk: DeskSettings,
  { from, to }: { from: string | null; to: string | null },
): Promise<Journal> {
  const t = translator(language)
  const dayOf = (instant: string | null) => instant && localDay(instant, desk.timeZone)
  const state = (row: DocumentRow) => {
    if (row.cancelled) return t('desk.paper_state_cancelled')
    if (row.handedOverOn) return t('desk.state_handed_over')
    return t(row.printed > 0 ? 'desk.paper_state_printed' : 'desk.paper_state_to_print')
  }
  const readers: Reader<DocumentRow>[] = [
    ['issued', 12, (row) => dayOf(row.issuedAt)!, 'day'],
    ['title', 48, (row) => t.local(row.title)],
    ['number', 18, (row) => row.applicationNumber],
    ['person', 38, (row) => row.personName],
    ['language', 11, (row) => t(`desk.language_${row.language}`)],
    ['copies', 7, (row) => String(row.copies)],
    ['state', 14, state],
    ['printed', 12, (row) => dayOf(row.printedAt) ?? '', 'day'],
    ['handed_over', 13, (row) => row.handedOverOn ?? '', 'day'],
    ['by', 34, (row) => row.issuedBy],
  ]
  // Instants of the register are UTC; no local day begins or ends more than a day off.
  const issued = await documentsIssued(register.db, from && addDays(from, -1), to && addDays(to, 2))
  const entries = issued
    .map(({ id, issued_at }) => ({ id, day: dayOf(issued_at)! }))
    .filter(({ day }) => (!from || day >= from) && (!to || day <= to))
  const read = async (ids: number[]) =>
    (await listDocuments(register, { ids, limit: ids.length, offset: 0 })).documents
  return journalOf(t, 'documents', entries, readers, read)
}
