/**
 * A file of decisions of AIS, one person a line: UTF-8 with or without a mark, semicolons, a day, what was decided.
 * Each line is judged by itself and against the others; what it means for the register its noun says.
 */
import { csvCells } from '../../../shared/csv'
import { CodedError } from '../../../shared/errors'
import { parseDay } from '../../../shared/rules/dates'
import { readIin } from '../../../shared/rules/iin'
import { actorOf, clockOf, staffName, type Context } from '../context'
import { sha256Of } from '../exchange/batch'
import { persons, type PersonRecord } from '../persons/queries'
import { textLines } from '../text-file'

/** Why a line says nothing usable, whatever it is about. */
export type LineReason =
  'columns' | 'iin_wrong' | 'date_wrong' | 'date_future' | 'person_unknown' | 'doubled' | 'contradicts_line'

/** How the lines of one kind of file are read. */
export interface LineShape<S, R extends string> {
  /** Fewest and most cells. */
  columns: readonly [number, number]
  /** Cell of the day. */
  date: number
  /** What the other cells say; `reason` where they say nothing usable. */
  read(cells: readonly string[], on: string | null): { said: S; reason: R | null }
}

export interface AisLine<S, R extends string> {
  line: number
  text: string
  on: string | null
  said: S
  person: PersonRecord | null
  reason: R | LineReason | null
}

/** Every line of a file with its person. Throws `file_too_large`, `status_file_unreadable`. */
export async function readAisLines<S, R extends string>(
  context: Context,
  bytes: Uint8Array,
  shape: LineShape<S, R>,
): Promise<AisLine<S, R>[]> {
  const { today } = await clockOf(context)
  const [fewest, most] = shape.columns
  const lines = textLines(bytes, /^"?iin"?\s*;/iu, 'status_file_unreadable').map(({ line, text }) => {
    const cells = csvCells(text)
    const { iin, valid } = readIin(cells[0] ?? '')
    const on = parseDay(cells[shape.date] ?? '', Number(today.slice(0, 4)))
    const { said, reason: own } = shape.read(cells, on)
    const reason: R | LineReason | null =
      cells.length < fewest || cells.length > most
        ? 'columns'
        : !valid
          ? 'iin_wrong'
          : (own ?? (!on ? 'date_wrong' : on > today ? 'date_future' : null))
    return { line, text: text.slice(0, 200), iin, on, said, reason }
  })
  const says = ({ on, said }: (typeof lines)[number]) => JSON.stringify([on, said])
  return Promise.all(
    lines.map(async (one) => {
      const { iin, ...row } = one
      const person = row.reason ? undefined : await persons(context.db).where({ iin }).first()
      if (row.reason || !person) return { ...row, person: null, reason: row.reason ?? 'person_unknown' }
      const others = lines.filter((other) => other !== one && !other.reason && other.iin === iin)
      const reason = others.some((other) => says(other) !== says(one))
        ? ('contradicts_line' as const)
        : others.some((other) => other.line < one.line)
          ? ('doubled' as const)
          : null
      return { ...row, person, reason }
    }),
  )
}

interface FileRecord {
  id: number
  sha256: string
  name: string
  applied: number
  at: string
  staff_id: number
}
const filesTable = ({ db }: Context) => db<FileRecord>('status_files')

/** An uploaded file. Throws `file_unknown`. */
export function fileOf(context: Context, token: string) {
  const file = context.files.get(token, context.client)
  if (!file) throw new CodedError('file_unknown')
  return file
}

/** When these bytes were taken over before, and by whom. */
export async function takenBefore(context: Context, bytes: Uint8Array) {
  const row = await filesTable(context)
    .where({ sha256: sha256Of(bytes) })
    .first()
  return row ? { at: row.at, by: await staffName(context.db, row.staff_id), applied: row.applied } : null
}

/** Keep that so many lines of a file are taken over now; gives its id and what the audit trail says of it. */
export async function keepFile(
  context: Context,
  file: { name: string; bytes: Uint8Array },
  applied: number,
): Promise<{ id: number; name: string; sha256: string }> {
  const sha256 = sha256Of(file.bytes)
  const name = file.name.slice(0, 200)
  const before = await filesTable(context).where({ sha256 }).first()
  await filesTable(context)
    .insert({
      sha256,
      name,
      applied: applied + (before?.applied ?? 0),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    })
    .onConflict('sha256')
    .merge()
  const { id } = (await filesTable(context).where({ sha256 }).first())!
  return { id, name, sha256 }
}
