/** A file of AIS `iin;status;date;grounds`: each line held against the register. */
import { AisStatus, type FileLine } from '../../../shared/contract/registrations'
import { screenLanguages, translate } from '../../../shared/locale'
import { staffName, type Context } from '../context'
import { nameOf, type PersonRecord } from '../persons/queries'
import { readAisLines, type LineShape } from './ais-file'
import { faultOf, type Answer } from './answer'
import {
  answersTable,
  answersTo,
  groundsOn,
  openRegistration,
  type AnswerRecord,
  type RegistrationRecord,
} from './queries'

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

type Said = Omit<Answer, 'on' | 'status'> & { status: AisStatus | null }

const shapeOf = (context: Context): LineShape<Said, 'status_unknown'> => ({
  columns: [3, 4],
  date: 2,
  read([, typed = '', , grounds = ''], on) {
    const status = statusOf(typed)
    const chosen = status === 'refused' && on ? groundsIn(context, grounds, on) : []
    return {
      said: { status, grounds: [...new Set(chosen)].sort() },
      reason: status ? null : 'status_unknown',
    }
  },
})

const sameAnswer = (a: Answer, b: Answer) =>
  a.status === b.status && a.on === b.on && a.grounds.join() === b.grounds.join()

const answerOf = ({ status, on, grounds }: AnswerRecord): Answer => ({
  status,
  on,
  grounds: (JSON.parse(grounds) as string[]).sort(),
})

/** How an answer of AIS about a known person stands against the register; `grounds` sorted. */
export async function judgeAnswer(
  context: Context,
  person: Pick<PersonRecord, 'id'>,
  answer: Answer,
): Promise<{
  reason: FileLine['reason']
  /** The same answer, or the one that stands against it. */
  held: AnswerRecord | null
  todo: ReadLine['todo']
}> {
  const { db } = context
  const registration = await openRegistration(db, person.id, 'job_seeker')
  const earlier = registration ? await answersTo(db, registration.id) : []
  const all = await answersTable(db).where({ person_id: person.id }).orderBy('id', 'desc')
  const same = all.find((one) => sameAnswer(answer, answerOf(one)))
  if (same) return { reason: 'known', held: same, todo: null }
  // Who is no job seeker any more: AIS said it before.
  const held = earlier[0] ?? (registration ? null : (all[0] ?? null))
  // A registration may follow a refusal on a later day; anything else is another story than the register's.
  if (held && (!registration || !(held.status === 'refused' && answer.on > held.on)))
    return { reason: 'contradicts_register', held, todo: null }
  if (!registration) return { reason: 'not_job_seeker', held: null, todo: null }
  const fault = faultOf(context, answer, registration, earlier)
  const reason = fault?.code === 'date_too_early' ? 'date_early' : (fault?.code ?? null)
  return { reason, held: null, todo: fault ? null : { registration, answer } }
}

/** Every line with what it would do or why it cannot. Throws `file_too_large`, `status_file_unreadable`. */
export async function readStatusFile(context: Context, bytes: Uint8Array): Promise<ReadLine[]> {
  const { db } = context
  const result: ReadLine[] = []
  for (const { line, text, on, said, person, reason } of await readAisLines(
    context,
    bytes,
    shapeOf(context),
  )) {
    const { status, grounds } = said
    const row: ReadLine = {
      line,
      text,
      personId: person?.id ?? null,
      personName: person ? nameOf(person) : '',
      status,
      on,
      reason,
      held: null,
      todo: null,
    }
    result.push(row)
    if (reason || !person || !status || !on) continue
    const judged = await judgeAnswer(context, person, { status, on, grounds })
    row.reason = judged.reason
    row.todo = judged.todo
    if (judged.held) {
      const { held } = judged
      row.held = { status: held.status, on: held.on, by: await staffName(db, held.staff_id) }
    }
  }
  return result
}
