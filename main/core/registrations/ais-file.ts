/**
 * A file of decisions of AIS, one person a line: UTF-8 with or without a mark, semicolons, a day, what was decided.
 * Each line is judged by itself and against the others; what it means for the register its noun says.
 */
import { parseDay } from '../../../shared/rules/dates'
import { readIin } from '../../../shared/rules/iin'
import { clockOf, type Context } from '../context'
import { csvRows } from '../files/text'
import { persons, type PersonRecord } from '../persons/queries'

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

const isHead = ([first = '']: readonly string[]) => /^iin$/iu.test(first)

/** Every line of a file with its person. Throws `file_too_large`, `status_file_unreadable`. */
export async function readAisLines<S, R extends string>(
  context: Context,
  bytes: Uint8Array,
  shape: LineShape<S, R>,
): Promise<AisLine<S, R>[]> {
  const { today } = await clockOf(context)
  const [fewest, most] = shape.columns
  const lines = csvRows(bytes, isHead, 'status_file_unreadable').map(({ line, text, cells }) => {
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
