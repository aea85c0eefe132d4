/**
 * How a record of the central system stands against the register, and taking it: by the functions that take the same
 * fact when a person enters it, so that both are one fact.
 */
import type { CentralChange, CentralKind, CentralRow } from '../../../shared/contract/central'
import type { PortalFields } from '../../../shared/contract/portal'
import { inEveryLanguage, translate } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { shownDay } from '../../../shared/rules/dates'
import { maskIin, readIin } from '../../../shared/rules/iin'
import { fullName } from '../../../shared/rules/names'
import { actorOf, clockOf, readDesk, staffName, type Context } from '../context'
import { judgeDecision } from '../deregistrations/file'
import { correctDecision, keepDecision } from '../deregistrations/road'
import { keepFile } from '../files/taken'
import { offerHandlers } from '../offers/handlers'
import { offerRows } from '../offers/queries'
import { nameOf, persons, type PersonRecord } from '../persons/queries'
import { judgeArrival, takeArrival } from '../portal/judge'
import { keepAnswer } from '../registrations/answer'
import { correctAnswer } from '../registrations/correct'
import { judgeAnswer } from '../registrations/file'
import { groundTitle } from '../registrations/queries'
import { importsTable, judgeVacancy } from '../vacancies/file'
import { takeLine, vacancyHandlers } from '../vacancies/handlers'
import { vacanciesTable } from '../vacancies/queries'
import { lastCorrection } from '../work/corrections'
import { sameText } from '../work/source'
import { categoriesOf, categoriesTable } from './categories'
import { centralRowsTable, type Entity } from './provenance'
import type { CentralPayload, CentralRecord } from './records'

/** The fact of the register that a record made or confirmed. */
export interface Fact {
  entity: Entity
  id: number
  personId: number | null
}

export type Verdict =
  | { is: 'already'; fact: Fact }
  | { is: 'new' | 'changed'; changes: CentralChange[]; take: () => Promise<Fact> }
  | {
      is: 'conflict'
      /** What is to be decided; `central.reason_<code>`. */
      code: string
      changes: CentralChange[]
      held: CentralRow['held']
      /** Null: it cannot be decided so. */
      theirs: ((reason: string) => Promise<Fact>) | null
      /** `null` from it: nothing of the record is taken. */
      ours: ((reason: string) => Promise<Fact | null>) | null
    }
  /** It cannot be applied now. */
  | { is: 'waiting'; code: string; field: string | null }

export type About = Pick<CentralRow, 'about' | 'iinMasked' | 'place'> & { personId: number | null }

/** The batch that a record came in. */
export interface Origin {
  sequence: number
  sha256: string
  fileName: string
}

const waiting = (code: string, field: string | null = null): Verdict => ({ is: 'waiting', code, field })
const nothing = sameText('')
const day = (on: string | null): LocalText => sameText(shownDay(on))
const change = (field: string, before: LocalText, after: LocalText): CentralChange => ({
  field,
  before,
  after,
})
/** Fields that say something else. */
const differing = (changes: CentralChange[]) => changes.filter(({ before, after }) => before.kk !== after.kk)

/** Whether a fact of the register came by an earlier version of this record: then the system corrects itself. */
const cameBy = async ({ db }: Context, fact: Fact, kind: CentralKind, key: string): Promise<boolean> =>
  (await centralRowsTable(db).where({ entity: fact.entity, entity_id: fact.id, kind, key }).first('id')) !==
  undefined

/** What stands as the reason where a batch corrects a record. */
const originText = async (context: Context, { sequence }: Origin, key: string): Promise<string> =>
  translate((await readDesk(context)).language, 'central.from', { source: 'AIS', batch: sequence, key })

async function judgeStatus(
  context: Context,
  data: CentralPayload<'statuses'>,
  person: PersonRecord,
  origin: Origin,
): Promise<Verdict> {
  const { db } = context
  const { today } = await clockOf(context)
  if (data.on > today) return waiting('date_future', 'on')
  const grounds = data.status === 'refused' ? [...new Set(data.grounds)].sort() : []
  const answer = { status: data.status, on: data.on, grounds }
  const { reason, held, todo } = await judgeAnswer(context, person, answer)
  const fact = (id: number): Fact => ({ entity: 'status_answer', id, personId: person.id })
  if (reason === 'known') return { is: 'already', fact: fact(held!.id) }
  const word = (status: string) =>
    inEveryLanguage(status === 'refused' ? 'status.is_refused' : 'status.is_unemployed')
  const titles = (on: string, ids: readonly string[]): LocalText => {
    const all = ids.map((id) => groundTitle(context, on, id))
    const join = (language: keyof LocalText) => all.map((one) => one[language]).join('; ')
    return { kk: join('kk'), ru: join('ru'), en: join('en') }
  }
  const changes = differing([
    change('status', held ? word(held.status) : nothing, word(data.status)),
    change('on', held ? day(held.on) : nothing, day(data.on)),
    change(
      'grounds',
      held ? titles(held.on, JSON.parse(held.grounds) as string[]) : nothing,
      titles(data.on, grounds),
    ),
  ])
  if (todo)
    return {
      is: 'new',
      changes,
      take: async () =>
        fact(await keepAnswer(context, todo.registration, todo.answer, { source: '', fileId: null })),
    }
  if (reason !== 'contradicts_register')
    return waiting(reason!, reason === 'not_job_seeker' ? null : reason === 'date_early' ? 'on' : 'grounds')
  const theirs = async (why: string) => {
    const seen = (await lastCorrection(context, 'status_answer', held!.id))?.id ?? null
    await correctAnswer(context, { personId: person.id, answerId: held!.id, seen, ...answer }, why)
    return fact(held!.id)
  }
  if (await cameBy(context, fact(held!.id), 'statuses', data.key))
    return {
      is: 'changed',
      changes,
      take: async () => theirs(await originText(context, origin, data.key)),
    }
  return {
    is: 'conflict',
    code: 'other_status',
    changes,
    held: { by: await staffName(db, held!.staff_id), at: held!.at },
    theirs,
    ours: () => Promise.resolve(null),
  }
}

async function judgeCategory(
  context: Context,
  data: CentralPayload<'categories'>,
  person: PersonRecord,
): Promise<Verdict> {
  const { db, now } = context
  const { today } = await clockOf(context)
  if (data.on > today) return waiting('date_future', 'on')
  const fact = (id: number): Fact => ({ entity: 'seeker_category', id, personId: person.id })
  const held = await categoriesOf(db, person.id)
  const same = held.find(
    (one) =>
      one.code === data.category_code &&
      one.name_kk === data.category_kk &&
      one.name_ru === data.category_ru &&
      one.on === data.on,
  )
  if (same) return { is: 'already', fact: fact(same.id) }
  const before: (typeof held)[number][] = []
  for (const one of held) if (await cameBy(context, fact(one.id), 'categories', data.key)) before.push(one)
  // Corrected, or else the one that held until that day.
  const until = before[0] ?? held.find(({ on }) => on <= data.on)
  const name = { kk: data.category_kk, ru: data.category_ru, en: data.category_ru }
  return {
    is: until ? 'changed' : 'new',
    changes: differing([
      change('category', until ? { kk: until.name_kk, ru: until.name_ru, en: until.name_ru } : nothing, name),
      change('on', until ? day(until.on) : nothing, day(data.on)),
    ]),
    take: async () => {
      for (const { id } of before)
        await categoriesTable(db).where({ id }).update({ superseded_at: now.toISOString() })
      const [made] = await categoriesTable(db).insert(
        {
          person_id: person.id,
          code: data.category_code,
          name_kk: data.category_kk,
          name_ru: data.category_ru,
          on: data.on,
          at: now.toISOString(),
          staff_id: actorOf(context).id,
        },
        ['id'],
      )
      context.changes.add('registrations')
      return fact(made!.id)
    },
  }
}

const textOf = (value: string | number | null) => (value === null ? '' : String(value))

async function judgeCentralVacancy(
  context: Context,
  data: CentralPayload<'vacancies'>,
  origin: Origin,
): Promise<Verdict> {
  const { db } = context
  const row = await judgeVacancy(context, [
    data.number,
    data.employer_bin ?? '',
    data.employer_name,
    data.profession,
    data.qualification,
    textOf(data.experience_months),
    textOf(data.pay_from),
    textOf(data.pay_to),
    data.hours ?? '',
    data.requirements,
    data.address,
    String(data.places),
    data.appeared_on ?? '',
    data.registered_on,
  ])
  const { vacancy } = row.found
  const fact = (id: number): Fact => ({ entity: 'vacancy', id, personId: null })
  const closes = data.closed_on !== null && vacancy?.closed_on == null
  if (row.reason === 'closed' && data.closed_on !== null) return { is: 'already', fact: fact(vacancy!.id) }
  if (row.reason) return waiting(row.reason)
  const shown = (field: string, text: string): LocalText =>
    field === 'hours' && text !== ''
      ? inEveryLanguage(`jobs.hours_${text as NonNullable<typeof data.hours>}`)
      : field.endsWith('On')
        ? day(text || null)
        : sameText(text)
  const changes = differing([
    ...(vacancy === null
      ? (['organisation', 'profession', 'places'] as const).map((field) =>
          change(field, nothing, sameText(field === 'organisation' ? data.employer_name : row.values[field])),
        )
      : row.differences.map(({ field, here, file }) =>
          change(field, shown(field, here), shown(field, file)),
        )),
    ...(closes ? [change('closed_on', nothing, day(data.closed_on))] : []),
  ])
  const take = async (write: boolean): Promise<Fact> => {
    const fileId = await keepFile(
      context,
      'vacancy_files',
      { name: origin.fileName, sha256: origin.sha256 },
      1,
    )
    const id = await takeLine(context, row, fileId, write)
    if (closes) {
      const { version } = (await vacanciesTable(db).where({ id }).first())!
      await vacancyHandlers['vacancy.close'](context, {
        id,
        version,
        on: data.closed_on!,
        why: 'removed_on_portal',
        note: '',
      })
    }
    return fact(id)
  }
  if (row.kind === 'known' && !closes) {
    // What AIS says is kept, so that a later change here is told from a change there.
    if (!(await importsTable(db).where({ vacancy_id: vacancy!.id }).first('vacancy_id'))) await take(false)
    return { is: 'already', fact: fact(vacancy!.id) }
  }
  if (row.kind === 'conflict')
    return {
      is: 'conflict',
      code: 'changed_here',
      changes,
      held: { by: await staffName(db, vacancy!.updated_by), at: vacancy!.updated_at },
      theirs: () => take(true),
      ours: () => take(false),
    }
  return {
    is: row.kind === 'new' ? 'new' : 'changed',
    changes,
    take: () => take(row.kind !== 'known'),
  }
}

async function judgePortal(context: Context, data: CentralPayload<'portal_applications'>): Promise<Verdict> {
  const fields: PortalFields = {
    channel: data.channel,
    portalNumber: data.number,
    sentOn: data.sent_at.slice(0, 10),
    sentTime: data.sent_at.slice(11),
    serviceCode: data.service_code,
    measure: data.measure_code ?? '',
    recipient: data.recipient_code ?? '',
    language: data.language,
    person: {
      iin: data.iin,
      lastName: data.last_name,
      firstName: data.first_name,
      middleName: data.middle_name ?? '',
      birthDate: data.birth_date ?? '',
      sex: data.sex,
      address: data.address,
      mobile: data.mobile ?? '',
      email: data.email ?? '',
      labourActivity: data.labour_activity ?? '',
      education: data.education ?? '',
      mismatchReason: '',
    },
    consents: data.consents,
  }
  const undecided = { take: null, secondReason: '', similarSeen: false }
  const { judgement, todo } = await judgeArrival(context, fields, undecided)
  const { reason, asks, differs, known, personId } = judgement
  const fact = (id: number, person: number | null): Fact => ({ entity: 'application', id, personId: person })
  if (reason === 'known') return { is: 'already', fact: fact(known!.applicationId, personId) }
  const take = async (
    choice:
      | typeof undecided
      | { take: (typeof judgement.differs)[number]['field'][]; secondReason: string; similarSeen: boolean },
  ) => {
    // Judged anew: what was decided is part of it.
    const judged = choice === undecided ? { todo } : await judgeArrival(context, fields, choice)
    const id = await takeArrival(context, fields, judged.todo!, null)
    const person = (await persons(context.db)
      .where({ iin: readIin(data.iin).iin })
      .first('id'))!
    return fact(id, person.id)
  }
  const service = context.law.services.find(({ code }) => code === data.service_code)?.name ?? nothing
  const changes = [
    ...(known ? [] : [change('application', nothing, service)]),
    ...differs.map(({ field, held, told }) => change(field, sameText(held), sameText(told))),
  ]
  if (reason === 'contradicts_register')
    return {
      is: 'conflict',
      code: 'other_application',
      changes: [change('application', sameText(known!.number), service)],
      held: null,
      theirs: null,
      ours: () => Promise.resolve(null),
    }
  if (reason !== null) {
    const problem = judgement.problems.find(({ severity }) => severity === 'block')
    return waiting(reason, judgement.at ?? problem?.field ?? null)
  }
  if (asks.length === 0) return { is: 'new', changes, take: () => take(undecided) }
  const twin = asks.includes('second_reason') || asks.includes('similar')
  return {
    is: 'conflict',
    code: asks.includes('second_reason')
      ? 'second_application'
      : asks.includes('similar')
        ? 'similar_person'
        : 'person_data',
    changes,
    held: null,
    theirs: (why) => take({ take: differs.map(({ field }) => field), secondReason: why, similarSeen: true }),
    // The application itself is the portal's; only a doubt about it leaves it out.
    ours: twin ? () => Promise.resolve(null) : () => take({ take: [], secondReason: '', similarSeen: false }),
  }
}

async function judgeDeregistration(
  context: Context,
  data: CentralPayload<'deregistrations'>,
  person: PersonRecord,
  origin: Origin,
): Promise<Verdict> {
  const clock = await clockOf(context)
  if (data.on > clock.today) return waiting('date_future', 'on')
  const decision = { on: data.on, ground: data.ground_code }
  const { reason, held, todo } = await judgeDecision(context, person.id, decision, clock)
  const fact = (id: number): Fact => ({ entity: 'deregistration', id, personId: person.id })
  if (reason === 'known') return { is: 'already', fact: fact(held!.id) }
  const changes = differing([
    change('on', held ? day(held.deregistered_on) : nothing, day(data.on)),
    change('ground', sameText(held?.decided_ground ?? ''), sameText(data.ground_code)),
  ])
  if (todo)
    return {
      is: 'new',
      changes,
      take: async () =>
        fact(await keepDecision(context, todo.registration, decision, { source: '', fileId: null })),
    }
  if (reason !== 'contradicts_register') return waiting(reason!, reason === 'date_early' ? 'on' : null)
  const theirs = async (why: string) => {
    await correctDecision(context, held!, decision, why)
    return fact(held!.id)
  }
  if (await cameBy(context, fact(held!.id), 'deregistrations', data.key))
    return {
      is: 'changed',
      changes,
      take: async () => theirs(await originText(context, origin, data.key)),
    }
  return {
    is: 'conflict',
    code: 'other_deregistration',
    changes,
    held: { by: await staffName(context.db, held!.decided_by), at: held!.decided_at },
    theirs,
    ours: () => Promise.resolve(null),
  }
}

async function judgeEmployerAnswer(
  context: Context,
  data: CentralPayload<'employer_answers'>,
  person: PersonRecord,
): Promise<Verdict> {
  const { db } = context
  const { today } = await clockOf(context)
  if (data.on > today) return waiting('date_future', 'on')
  const vacancy = await vacanciesTable(db).where({ portal_number: data.vacancy_number }).first()
  if (!vacancy) return waiting('vacancy_unknown', 'vacancy_number')
  const offers = (await offerRows(db, { personId: person.id, vacancyId: vacancy.id })).filter(
    (one) => one.withdrawn_on === null && one.answer === 'agree',
  )
  const fact = (id: number): Fact => ({ entity: 'offer', id, personId: person.id })
  const same = offers.find(
    (one) =>
      one.employer_answer === data.answer &&
      one.employer_answered_on === data.on &&
      one.employer_note === data.note.trim(),
  )
  if (same) return { is: 'already', fact: fact(same.id) }
  const held = offers[0]
  if (!held) return waiting('offer_unknown', 'vacancy_number')
  const word = (answer: string | null) =>
    answer === null ? nothing : inEveryLanguage(`offer.employer_${answer as 'hired' | 'refused'}`)
  const changes = differing([
    change('employer_answer', word(held.employer_answer), word(data.answer)),
    change('on', day(held.employer_answered_on), day(data.on)),
    change('note', sameText(held.employer_note), sameText(data.note.trim())),
  ])
  const take = async () => {
    await offerHandlers['offer.employerAnswer'](context, {
      id: held.id,
      version: held.version,
      answer: data.answer,
      on: data.on,
      channel: data.channel,
      note: data.note,
      // Hiring told after the term is decided about by a person (R113).
      late: null,
    })
    return fact(held.id)
  }
  if (held.employer_answer === null) return { is: 'new', changes, take }
  if (await cameBy(context, fact(held.id), 'employer_answers', data.key))
    return { is: 'changed', changes, take }
  return {
    is: 'conflict',
    code: 'other_answer',
    changes,
    held: { by: held.by_name, at: held.updated_at },
    theirs: take,
    ours: () => Promise.resolve(null),
  }
}

/** Whom or what a record is about, as the register knows it now. */
export async function aboutOf({ db }: Context, record: CentralRecord): Promise<About> {
  if (record.kind === 'vacancies') {
    const { number, profession, employer_name: employer } = record.data
    const known = await vacanciesTable(db).where({ portal_number: number }).first('id')
    return {
      about: `${profession}, ${employer}`,
      iinMasked: number,
      place: known ? `/jobs/vacancies/${known.id}` : null,
      personId: null,
    }
  }
  const { iin } = readIin(record.data.iin)
  const person = await persons(db).where({ iin }).first()
  const told =
    record.kind === 'portal_applications'
      ? fullName({
          lastName: record.data.last_name,
          firstName: record.data.first_name,
          middleName: record.data.middle_name ?? '',
        })
      : ''
  return {
    about: person ? nameOf(person) : told,
    iinMasked: maskIin(iin),
    place: person ? `/people/${person.id}` : null,
    personId: person?.id ?? null,
  }
}

/** How a record stands against the register as it is now; `take` and the decisions work in the same transaction. */
export async function judgeRecord(context: Context, record: CentralRecord, origin: Origin): Promise<Verdict> {
  if (record.kind === 'vacancies') return judgeCentralVacancy(context, record.data, origin)
  if (record.kind === 'portal_applications') return judgePortal(context, record.data)
  const { iin, valid } = readIin(record.data.iin)
  if (!valid) return waiting('iin_wrong', 'iin')
  const person = await persons(context.db).where({ iin }).first()
  if (!person) return waiting('person_unknown', 'iin')
  switch (record.kind) {
    case 'statuses':
      return judgeStatus(context, record.data, person, origin)
    case 'categories':
      return judgeCategory(context, record.data, person)
    case 'deregistrations':
      return judgeDeregistration(context, record.data, person, origin)
    case 'employer_answers':
      return judgeEmployerAnswer(context, record.data, person)
  }
}
