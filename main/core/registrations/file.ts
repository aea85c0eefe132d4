/** A file of AIS `iin;status;date;grounds`, UTF-8 with or without a mark, semicolons: each line judged by itself. */
import { AisStatus, type FileLine } from '../../../shared/contract/registrations'
import { screenLanguages, translate } from '../../../shared/locale'
import { readIin } from '../../../shared/rules/iin'
import { parseDay } from '../../../shared/rules/dates'
import type { Context } from '../context'
import { nameOf, persons } from '../persons/queries'
import { clockOf, staffName } from '../context'
import { readCsv } from '../files/csv'
import { faultOf, type Answer } from './answer'
import { answersTable, answersTo, groundsOn, openRegistration, type RegistrationRecord } from './queries'

export interface ReadLine extends FileLine {
  /** What a clean line would do. */
  todo: { registration: RegistrationRecord; answer: Answer } | null
}

/** The code of the contract, or the word of the desk in any of its languages. */
const statusOf = (typed: string): AisStatus | null =>
  AisStatus.options.find((status) =>
    [status, ...screenLanguages.map((language) => translate(language, `status.is_${status}`))].some(
      (word) => word.toLowerCase() === typed.toLowerCase(),
    ),
  ) ?? null

/** Grounds by their number in para 41 or by their id, between commas. */
function groundsIn(context: Context, typed: string, day: string): string[] {
  const lawful = groundsOn(context, day)
  return typed
    .split(/[,\s]+/u)
    .filter(Boolean)
    .map((one) => lawful[Number(one) - 1]?.id ?? one)
}

/** What a line says, before it is held against the register; the reason when it says nothing usable. */
function readCells(context: Context, cells: string[], today: string) {
  const [iin = '', typed = '', date = '', grounds = ''] = cells
  const number = readIin(iin)
  const status = statusOf(typed)
  const on = parseDay(date, Number(today.slice(0, 4)))
  const reason =
    cells.length < 3 || cells.length > 4
      ? ('columns' as const)
      : !number.valid
        ? ('iin_wrong' as const)
        : !status
          ? ('status_unknown' as const)
          : !on
            ? ('date_wrong' as const)
            : on > today
              ? ('date_future' as const)
              : null
  const chosen = status === 'refused' && on ? groundsIn(context, grounds, on) : []
  return { iin: number.iin, status, on, grounds: [...new Set(chosen)].sort(), reason }
}

const sameAnswer = (a: Answer, b: Answer) =>
  a.status === b.status && a.on === b.on && a.grounds.join() === b.grounds.join()

/** Every line with what it would do or why it cannot. Throws `file_too_large`, `status_file_unreadable`. */
export async function readStatusFile(context: Context, bytes: Uint8Array): Promise<ReadLine[]> {
  const { db } = context
  const { today } = await clockOf(context)
  const lines = readCsv(bytes, ([first = '']) => /^iin$/iu.test(first)).map((row) => ({
    ...row,
    said: readCells(context, row.cells, today),
  }))
  const result: ReadLine[] = []
  for (const { line, text, said } of lines) {
    const { status, on, grounds } = said
    const row: ReadLine = {
      line,
      text: text.slice(0, 200),
      personId: null,
      personName: '',
      status,
      on,
      reason: said.reason,
      held: null,
      todo: null,
    }
    result.push(row)
    if (said.reason || !status || !on) continue
    const person = await persons(db).where({ iin: said.iin }).first()
    if (!person) {
      row.reason = 'person_unknown'
      continue
    }
    row.personId = person.id
    row.personName = nameOf(person)
    const answer = { status, on, grounds }
    const others = lines.filter((one) => one.line !== line && !one.said.reason && one.said.iin === said.iin)
    const same = (one: (typeof lines)[number]) =>
      one.said.status !== null &&
      one.said.on !== null &&
      sameAnswer(answer, { status: one.said.status, on: one.said.on, grounds: one.said.grounds })
    if (others.some((one) => !same(one))) row.reason = 'contradicts_line'
    else if (others.some((one) => one.line < line)) row.reason = 'doubled'
    if (row.reason) continue
    const registration = await openRegistration(db, person.id, 'job_seeker')
    const earlier = registration ? await answersTo(db, registration.id) : []
    const held =
      earlier[0] ??
      // Who is no job seeker any more: AIS said it before.
      (await answersTable(db).where({ person_id: person.id }).orderBy('id', 'desc').first())
    if (held) {
      const before = {
        status: held.status,
        on: held.on,
        grounds: (JSON.parse(held.grounds) as string[]).sort(),
      }
      if (sameAnswer(answer, before)) row.reason = 'known'
      // A registration may follow a refusal on a later day; anything else is another story than the register's.
      else if (!registration || (earlier[0] && !(held.status === 'refused' && on > held.on)))
        row.reason = 'contradicts_register'
      if (row.reason) {
        row.held = { status: held.status, on: held.on, by: await staffName(db, held.staff_id) }
        continue
      }
    }
    if (!registration) {
      row.reason = 'not_job_seeker'
      continue
    }
    const fault = faultOf(context, answer, registration, earlier)
    row.reason = fault?.code === 'date_too_early' ? 'date_early' : (fault?.code ?? null)
    if (!fault) row.todo = { registration, answer }
  }
  return result
}
