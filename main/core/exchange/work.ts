/** What the exchange asks for: records that must leave, refused ones to be mended, batches without an answer. */
import type { RefusalReason } from '../../../shared/contract/exchange'
import { inEveryLanguage } from '../../../shared/locale'
import { localDay } from '../../../shared/rules/dates'
import { maskIin } from '../../../shared/rules/iin'
import { readDesk } from '../context'
import { persons } from '../persons/queries'
import type { Duty, WorkSource } from '../work/source'
import type { BatchRefusal } from './acknowledgement'
import { batchesTable, outboxTable } from './outbox'
import { readReceiver } from './receiver'
import { sender } from './responsible'
import { subjectsOf } from './subjects'

/** Working days after which a batch without an answer is asked about. The law names no term. */
const answerAwaited = 2
/** Refused records and silent batches named one by one; beyond them the Exchange page has the list. */
const named = 200

/** R165 to R171: records that should have left, by their last day. What may leave until tonight is on the Today page. */
const leaving: WorkSource = async ({ db }, { today }) => {
  const rows = (await outboxTable(db)
    .where({ state: 'waiting' })
    .where('due', '<', today)
    .groupBy('due')
    .orderBy('due')
    .select('due')
    .count({ n: '*' })) as unknown as { due: string; n: number | string }[]
  const whose = await sender(db)
  return rows.map(({ due, n }): Duty => ({
    id: `exchange:due:${due}`,
    noun: 'exchange',
    rule: 'R171',
    what: inEveryLanguage('work.todo_send', { n: Number(n) }),
    about: null,
    due,
    why: null,
    person: null,
    place: '/exchange',
    ...whose,
  }))
}

/** Records that the receiver refused, each with its first reason. */
const refused: WorkSource = async ({ db }, { today }, { personId }) => {
  const rows = await outboxTable(db).where({ state: 'refused' }).orderBy('id').limit(named)
  const subjects = await subjectsOf(db, rows)
  const whose = await sender(db)
  const people = new Map(
    (
      await persons(db)
        .whereIn('id', [...new Set([...subjects.values()].map(({ person }) => person.id))])
        .select('id', 'iin')
    ).map((row) => [row.id, row.iin]),
  )
  return rows.flatMap((row): Duty[] => {
    const subject = subjects.get(row.id)
    if (personId !== undefined && subject?.person.id !== personId) return []
    const [reason] = JSON.parse(row.reasons ?? '[]') as RefusalReason[]
    return [
      {
        id: `exchange:refused:${row.kind}:${row.key}`,
        noun: 'exchange',
        rule: 'R165',
        what: inEveryLanguage('work.todo_refused', {
          kind: row.kind,
          batch: String(row.batch ?? ''),
        }),
        about: reason
          ? {
              kk: `${reason.field}: ${reason.text.kk}`,
              ru: `${reason.field}: ${reason.text.ru}`,
              en: `${reason.field}: ${reason.text.en}`,
            }
          : null,
        // R165: the term of the record is over; what was refused has not arrived.
        due: row.due !== null && row.due < today ? row.due : today,
        why: null,
        person: subject
          ? { ...subject.person, iinMasked: maskIin(people.get(subject.person.id) ?? '') }
          : null,
        place: subject?.place ?? '/exchange',
        ...whose,
      },
    ]
  })
}

/** Batches that the receiver refused as a whole, and those that it has not answered. */
const unanswered: WorkSource = async (context, { today, calendar }) => {
  const { db } = context
  if (!(await readReceiver(db))) return []
  const { timeZone } = await readDesk(context)
  const rows = await batchesTable(db)
    .where({ state: 'made' })
    .where((either) => void either.whereNull('answer').orWhere({ answer: 'refused' }))
    .orderBy('sequence')
    .limit(named)
  const whose = await sender(db)
  return rows.flatMap((row): Duty[] => {
    const made = localDay(row.created_at, timeZone)
    const { due } = calendar.addTerm({ start: made, term: { amount: answerAwaited, unit: 'wd' } })
    if (row.answer === null && today <= due) return []
    return [
      {
        id: `exchange:batch:${row.sequence}`,
        noun: 'exchange',
        rule: 'R171',
        what: inEveryLanguage(row.answer === null ? 'work.todo_unanswered' : 'work.todo_batch_refused', {
          batch: String(row.sequence),
        }),
        about:
          row.answer_reason === null
            ? null
            : inEveryLanguage(`exchange.batch_refusal_${row.answer_reason as BatchRefusal}`),
        due: row.answer === null ? due : today,
        why: null,
        person: null,
        place: '/exchange',
        ...whose,
      },
    ]
  })
}

export const exchangeWork: WorkSource = async (context, clock, filter) => [
  ...(filter.personId === undefined
    ? [...(await leaving(context, clock, filter)), ...(await unanswered(context, clock, filter))]
    : []),
  ...(await refused(context, clock, filter)),
]
