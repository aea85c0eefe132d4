import { CodedError } from '../../../shared/errors'
import { translate } from '../../../shared/locale'
import { isDay } from '../../../shared/rules/dates'
import { actorOf, audit, readCentre, readDesk, todayOf, type Context } from '../context'
import type { FormData } from '../documents/engine'
import type { HandlersOf } from '../handlers'
import { applicationJournal, documentJournal, type Journal, type JournalKind } from './journals'
import { journalCsv, journalXlsx } from './write'

/** Entries that one file may hold: a paper is filled as a whole, a sheet is made in memory. */
const most = { docx: 2_000, xlsx: 100_000, csv: 1_000_000 }

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** The journal as a paper, through the form `common-journal-<kind>`. */
async function journalDocx(
  context: Context,
  kind: JournalKind,
  language: 'kk' | 'ru',
  journal: Journal,
  period: { from: string; to: string; today: string },
): Promise<Uint8Array> {
  const centre = await readCentre(context)
  const { fullName, positionKk, positionRu } = actorOf(context)
  const entries: Record<string, string>[] = []
  for await (const rows of journal.rows())
    for (const row of rows)
      entries.push(Object.fromEntries(journal.columns.map(({ id }, i) => [id, row[i]!])))
  const data: FormData = {
    centre_name: language === 'ru' ? centre.nameRu : centre.nameKk,
    period_from: period.from,
    period_to: period.to,
    rows_count: String(entries.length),
    rows: entries,
    printed_date: period.today,
    printed_by_position: language === 'ru' ? positionRu : positionKk,
    printed_by_full_name: fullName,
  }
  return (await context.papers.fill('common-journal-' + kind, language, data)).bytes
}

export const journalHandlers: HandlersOf<'journal'> = {
  async 'journal.file'(context, { kind, from, to, state, as, language }) {
    for (const [path, day] of Object.entries({ from, to }))
      if (day !== null && !isDay(day))
        throw new CodedError('date_invalid', { field: path }, [{ path, code: 'date_invalid' }])
    const desk = await readDesk(context)
    const journal =
      kind === 'applications'
        ? await applicationJournal(context, language, { from, to, state })
        : await documentJournal(context, language, desk, { from, to })
    if (journal.count > most[as])
      throw new CodedError('journal_too_long', { rows: journal.count, most: most[as] })
    const today = todayOf(context, desk)
    const until = to ?? today
    const period = { from: from ?? journal.first ?? until, to: until, today }
    const bytes =
      as === 'docx'
        ? await journalDocx(context, kind, language, journal, period)
        : as === 'xlsx'
          ? await journalXlsx(journal, translate(language, `journal.${kind}`))
          : await journalCsv(journal)
    const name = `qabyldau-${kind}-${period.from}-${period.to}.${as}`
    // The journal names people: whoever takes it out of the register is kept, with what was taken.
    await context.write(async (inside) => {
      const asked = kind === 'applications' ? { state, language } : { language }
      await audit(inside, 'journal', name, { kind, from, to, as, ...asked, entries: journal.count })
    })
    return context.files.put({ name, type: types[as], bytes }, context.client)
  },
}
