import { randomUUID } from 'node:crypto'
import type { ComplaintFields, ComplaintStep } from '../../../shared/contract/complaints'
import { CodedError, type ErrorCode, type FieldError } from '../../../shared/errors'
import { r159NoDays, r160Court, r161ComplaintMissing } from '../../../shared/rules/engine/complaints'
import { tell } from '../../../shared/rules/engine/finding'
import { cleanName } from '../../../shared/rules/names'
import { applicationsTable } from '../applications/queries'
import {
  actorOf,
  audit,
  clockOf,
  nextNumber,
  readDay,
  refuseStale,
  staffName,
  type Context,
} from '../context'
import type { HandlersOf } from '../handlers'
import { persons } from '../persons/queries'
import { keepCorrection } from '../work/corrections'
import {
  complaintsTable,
  daysOf,
  eventsTable,
  findComplaint,
  heldEvents,
  isClosed,
  listComplaints,
  ruleRecord,
  type ComplaintRecord,
  type Days,
} from './queries'

/** Prefix of the numbers: шағым. */
const prefix = 'Ш'

async function page(context: Context, id: number) {
  const found = await findComplaint(context, id)
  if (!found) throw new CodedError('not_found')
  return found
}

const fault = (path: string, code: ErrorCode, params?: FieldError['params']) =>
  new CodedError(code, params, [{ path, code, ...(params && { params }) }])

async function fresh(context: Context, id: number, version: number): Promise<ComplaintRecord> {
  const record = await complaintsTable(context.db).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  refuseStale(record, version, {
    by: await staffName(context.db, record.updated_by),
    at: record.updated_at,
  })
  return record
}

/**
 * What was entered, as it is kept. The edition is that of the application complained of, else that of the day.
 * Throws `not_found`, `name_empty`, `input_invalid`, `complaint_law_unknown` and what `readDay` throws.
 */
async function read(context: Context, fields: ComplaintFields, days: Days) {
  const { db, law } = context
  const { today } = await clockOf(context)
  const application =
    fields.applicationId === null
      ? undefined
      : await applicationsTable(db).where({ id: fields.applicationId }).first()
  if (fields.applicationId !== null && !application) throw new CodedError('not_found')
  const personId = application?.person_id ?? fields.personId
  if (personId !== null && !(await persons(db).where({ id: personId }).first('id')))
    throw new CodedError('not_found')
  const name = personId === null ? cleanName(fields.name) : ''
  if (personId === null && name === '') throw fault('fields.name', 'name_empty')
  if (cleanName(fields.text) === '') throw fault('fields.text', 'name_empty')
  const on = fields.on.trim() === '' ? null : readDay(fields.on, today, 'fields.on')
  const day = on ?? days.court ?? today
  const service = application
    ? law.heldIn(application.service_code, application.edition)
    : law.lawOn(fields.serviceCode, day)
  if (!service) throw fault('fields.serviceCode', 'complaint_law_unknown', { date: day })
  const kept = {
    person_id: personId,
    name,
    application_id: application?.id ?? null,
    service_code: service.code,
    edition: service.edition,
    about: fields.about,
    on,
    // To whom it goes is said where the act names anybody (R161).
    addressee: service.complaint.addressees.length > 0 ? fields.addressee : null,
    text: fields.text.trim(),
  }
  // R164: who went to court at once has no complaint with a day and an addressee.
  const early = on === null && days.court !== undefined
  const missing = r161ComplaintMissing(service, ruleRecord({ ...kept, about: kept.about! }, days))
    .map(({ field }) => field!)
    .filter((field) => field === 'about' || !early)
  if (missing.length > 0)
    throw new CodedError(
      'input_invalid',
      undefined,
      missing.map((field) => ({
        path: 'fields.' + field,
        code: field === 'on' ? 'date_invalid' : 'input_invalid',
      })),
    )
  return { ...kept, about: kept.about! }
}

/** The step that a step cannot come before. */
const after: Readonly<Record<ComplaintStep, readonly ComplaintStep[]>> = {
  received: [],
  registered: [],
  forwarded: ['received'],
  satisfied: ['received'],
  answered: ['registered', 'received'],
  court: [],
}

/** Days that contradict each other are refused, beside the field of the later one. */
function refuseDisorder(on: string | null, days: Days, pathOf: (step: ComplaintStep) => string): void {
  for (const [step, day] of Object.entries(days) as [ComplaintStep, string][]) {
    // Going to court before complaining is possible, and warned of (R164).
    const earliest = [...(step === 'court' ? [] : [on]), ...after[step].map((one) => days[one])]
      .filter((one) => one != null)
      .reduce((a, b) => (a > b ? a : b), '')
    if (day < earliest) throw fault(pathOf(step), 'date_too_early', { date: earliest })
  }
}

const insertStep = (context: Context, id: number, kind: ComplaintStep, on: string, note: string) =>
  eventsTable(context.db).insert({
    complaint_id: id,
    kind,
    on,
    note: note.trim(),
    at: context.now.toISOString(),
    staff_id: actorOf(context).id,
  })

async function touch(context: Context, record: ComplaintRecord, values: Partial<ComplaintRecord>) {
  await complaintsTable(context.db)
    .where({ id: record.id })
    .update({
      ...values,
      version: record.version + 1,
      updated_at: context.now.toISOString(),
      updated_by: actorOf(context).id,
    })
  context.changes.add('complaints')
}

export const complaintHandlers: HandlersOf<'complaint'> = {
  'complaint.list': (context, filter) => listComplaints(context, filter),

  'complaint.get': (context, { id }) => page(context, id),

  async 'complaint.laws'(context, { on }) {
    const { law } = context
    const { today } = await clockOf(context)
    const day = on.trim() === '' ? today : readDay(on, today, 'on')
    const codes = [...new Set(law.definitions.map(({ code }) => code))]
    return codes.flatMap((code) => {
      const service = law.lawOn(code, day)
      if (!service) return []
      return [
        {
          code,
          name: service.name,
          act: service.act,
          addressed: service.complaint.addressees.length > 0,
          told: [r159NoDays(service), r160Court(service)].filter((one) => one !== null).map(tell),
        },
      ]
    })
  },

  async 'complaint.enter'(context, { fields, received, court }) {
    const { db, now } = context
    const { today } = await clockOf(context)
    const day = (typed: string, path: string) =>
      typed.trim() === '' ? {} : { [path]: readDay(typed, today, path) }
    const days: Days = { ...day(received, 'received'), ...day(court, 'court') }
    const kept = await read(context, fields, days)
    refuseDisorder(kept.on, days, (step) => step)
    const year = Number(today.slice(0, 4))
    const number = `${prefix}-${year}-${String(await nextNumber(context, 'complaint', year)).padStart(5, '0')}`
    const by = actorOf(context).id
    const at = now.toISOString()
    const [{ id }] = (await complaintsTable(db).insert(
      {
        uid: randomUUID(),
        version: 1,
        number,
        ...kept,
        closed: false,
        entered_at: at,
        entered_by: by,
        updated_at: at,
        updated_by: by,
      },
      ['id'],
    )) as [{ id: number }]
    for (const [kind, on] of Object.entries(days) as [ComplaintStep, string][])
      await insertStep(context, id, kind, on, '')
    await audit(context, 'complaint', id, { number, ...kept, days })
    context.changes.add('complaints')
    return page(context, id)
  },

  async 'complaint.correct'(context, { id, version, fields, reason }) {
    const record = await fresh(context, id, version)
    const days = daysOf(await heldEvents(context.db, id))
    const kept = await read(context, fields, days)
    refuseDisorder(kept.on, days, () => 'fields.on')
    const before = Object.fromEntries(
      Object.keys(kept).map((key) => [key, record[key as keyof ComplaintRecord]]),
    )
    await keepCorrection(context, {
      ...{ entity: 'complaint', id, personId: record.person_id },
      ...{ before, after: kept, reason },
    })
    await touch(context, record, kept)
    return page(context, id)
  },

  async 'complaint.record'(context, { id, version, step, on: typed, note, reason }) {
    const { db, now } = context
    const record = await fresh(context, id, version)
    const { today } = await clockOf(context)
    const events = await heldEvents(db, id)
    const held = events.find(({ kind }) => kind === step)
    const on = typed.trim() === '' ? null : readDay(typed, today, 'on')
    if (on === null && !held) throw fault('on', 'date_invalid')
    const others = daysOf(events.filter(({ kind }) => kind !== step))
    const days: Days = on === null ? others : { ...others, [step]: on }
    // R162: only what the provider got can be sent on by it.
    if (days.forwarded && !days.received) throw fault('on', 'complaint_not_received')
    refuseDisorder(record.on, days, () => 'on')
    if (held) {
      const after = on === null ? { step, on: '', note: '' } : { step, on, note: note.trim() }
      await keepCorrection(context, {
        ...{ entity: 'complaint', id, personId: record.person_id },
        ...{ before: { step, on: held.on, note: held.note }, after, reason },
      })
      await eventsTable(db).where({ id: held.id }).update({ superseded_at: now.toISOString() })
    }
    if (on !== null) await insertStep(context, id, step, on, note)
    await audit(context, 'complaint', id, { step, on, note: note.trim() })
    await touch(context, record, { closed: isClosed(days) })
    return page(context, id)
  },
}
