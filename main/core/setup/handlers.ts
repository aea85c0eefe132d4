import { CodedError } from '../../../shared/errors'
import { emptyPersonFields, type IntakeDraft, type PersonFields } from '../../../shared/model'
import { addDays, localDateTime } from '../../../shared/rules/dates'
import { openState } from '../../../shared/rules/deadlines'
import { applicationHandlers, decideApplication } from '../applications/handlers'
import { findApplication } from '../applications/queries'
import {
  audit,
  defaultDesk,
  readCalendar,
  readCentre,
  readDesk,
  readSetting,
  todayOf,
  writeSetting,
  type Actor,
  type Context,
} from '../context'
import type { HandlersOf } from '../handlers'
import { acceptIntake, blankDraft } from '../intake/handlers'
import { savePerson } from '../persons/handlers'
import { issueTicket } from '../queue/handlers'
import { hashPassword } from '../session/passwords'
import { saveCentre } from '../settings/handlers'
import { addStaff } from '../staff/handlers'
import { findStaff } from '../staff/queries'
import demo from './demo.json'

/** Password of everybody in the invented centre; shown on the sign-in screen of a demo desk. */
const demoPassword = 'qabyldau-demo'

/** Minutes ago, group and reason of priority of those who wait in the invented centre. */
const waitingInDemo = [
  [14, 'registration', null],
  [9, 'other', null],
  [4, 'registration', 'pregnant'],
] as const

async function refuseSecondSetup(context: Context): Promise<void> {
  if (await readSetting(context.db, 'set_up', false)) throw new CodedError('setup_done')
}

type DemoPerson = (typeof demo.people)[number]

const personOf = (one: DemoPerson): PersonFields => ({
  ...emptyPersonFields,
  iin: one.iin,
  lastName: one.lastName,
  firstName: one.firstName,
  middleName: one.middleName,
  birthDate: one.birthDate,
  sex: one.sex as 'male' | 'female',
  address: one.address,
  mobile: one.mobile,
  identityDocument: {
    ...emptyPersonFields.identityDocument,
    number: one.documentNumber,
    expiresOn: one.documentExpires,
  },
})

const draftOf = (one: DemoPerson, personId: number): IntakeDraft => ({
  ...blankDraft(one.language as 'kk' | 'ru'),
  personId,
  personVersion: 1,
  person: personOf(one),
  checklist: {
    identity_document: { shown: 'paper', number: one.documentNumber, expiresOn: one.documentExpires },
    labour_activity: { shown: 'none', number: '', expiresOn: null },
    education: { shown: 'paper', number: '', expiresOn: null },
  },
  consents: { publish_resume: true, outsourcing_transfer: false, personal_data: true },
  declaredNoWork: true,
  inArea: true,
})

/** Lead one invented person through the desk as far as `stage` says, on a working day some days ago. */
async function livePerson(context: Context, one: DemoPerson, clerk: Actor, index: number): Promise<void> {
  const desk = await readDesk(context)
  const calendar = await readCalendar(context, desk)
  const today = todayOf(context, desk)
  let day = addDays(today, -(one.daysAgo ?? 7))
  while (one.daysAgo && !calendar.isWorkingDay(day)) day = addDays(day, -1)
  // Half past nine and on, in the centre's time; today's case keeps the present moment.
  const offset = Date.parse(localDateTime(context.now, desk.timeZone) + 'Z') - context.now.getTime()
  const at = (minutes: number) =>
    one.daysAgo ? new Date(Date.parse(`${day}T09:30:00Z`) - offset + minutes * 60_000) : context.now
  const on = (minutes: number): Context => ({ ...context, staff: clerk, now: at(minutes) })

  const person = await savePerson(on(index * 3), null, null, personOf(one))
  if (one.stage === 'known') return
  const draft = draftOf(one, person.id)
  const { application } = await acceptIntake(
    on(index * 3),
    `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    draft,
  )
  const version = async () => (await findApplication(context, application.id))!.version
  const { id } = application
  if (one.stage === 'accepted') return
  const result = one.stage === 'refused' ? ('inaccurate' as const) : ('confirmed' as const)
  await applicationHandlers['application.check'](on(index * 3 + 60), {
    id,
    version: await version(),
    result,
    note: result === 'inaccurate' ? 'Место работы по базе пенсионных взносов' : '',
  })
  if (one.stage === 'checked') return
  await decideApplication(on(index * 3 + 90), {
    id,
    version: await version(),
    outcome: one.stage === 'refused' ? 'refused' : 'granted',
    grounds: one.stage === 'refused' ? [application.refusalGrounds[0]!.id] : [],
    explanation: one.stage === 'refused' ? 'Заявитель состоит в трудовых отношениях' : '',
  })
  if (one.stage !== 'handed_over') return
  await applicationHandlers['application.handOver'](on(index * 3 + 120), {
    id,
    version: await version(),
    identityDocument: 'identity_card',
    digital: false,
    number: one.documentNumber,
    signed: true,
    on: '',
  })
}

export const setupHandlers: HandlersOf<'setup' | 'app'> = {
  async 'app.status'(context) {
    const { db, ports, now } = context
    const desk = await readDesk(context)
    const calendar = await readCalendar(context, desk)
    const today = todayOf(context, desk)
    const year = Number(today.slice(0, 4))
    const setUp = await readSetting(db, 'set_up', false)
    const centre = await readCentre(context)
    return {
      version: ports.appVersion,
      setUp,
      demoPassword: (await readSetting(db, 'demo', false)) ? demoPassword : null,
      centreName: setUp ? { kk: centre.nameKk, ru: centre.nameRu } : null,
      language: desk.language,
      idleMinutes: desk.idleMinutes,
      now: now.toISOString(),
      today,
      timeZone: desk.timeZone,
      // The next year matters from December on, when terms begin to reach into it.
      calendarWarnings: calendar.warnings(year, today.slice(5, 7) === '12' ? year + 1 : year),
      open: openState(localDateTime(now, desk.timeZone), calendar, desk).open,
      lawFaults: context.law.faults.length,
    }
  },

  async 'setup.complete'(context, { language, centre, administrator }) {
    await refuseSecondSetup(context)
    await writeSetting(context.db, 'desk', { ...defaultDesk, language })
    await saveCentre(context, centre)
    const staff = await addStaff(context, {
      ...administrator,
      roles: [...new Set([...administrator.roles, 'administrator' as const])],
    })
    await writeSetting(context.db, 'set_up', true)
    context.changes.add('settings').add('staff')
    return { staffId: staff.id }
  },

  async 'setup.demo'(context, { language }) {
    await refuseSecondSetup(context)
    await writeSetting(context.db, 'desk', { ...defaultDesk, language })
    await saveCentre(context, demo.centre)
    const hash = await hashPassword(demoPassword, context.ports.passwordCost)
    const clerks: Actor[] = []
    for (const one of demo.staff) {
      const row = await addStaff(
        context,
        { ...one, roles: one.roles as Actor['roles'], password: demoPassword },
        hash,
      )
      if (row.roles.includes('specialist')) clerks.push((await findStaff(context.db, row.id))!)
    }
    for (const [index, one] of demo.people.entries()) {
      await livePerson(context, one, clerks[index % clerks.length]!, index + 1)
    }
    // Somebody waits already: a quarter of an hour, so that nothing is late yet.
    for (const [minutesAgo, groupId, priorityReason] of waitingInDemo)
      await issueTicket(
        { ...context, staff: clerks[0]!, now: new Date(context.now.getTime() - minutesAgo * 60_000) },
        { groupId, personId: null, priorityReason },
      )
    await writeSetting(context.db, 'demo', true)
    await writeSetting(context.db, 'set_up', true)
    await audit(context, 'settings', 'demo', { people: demo.people.length })
    context.changes
      .add('settings')
      .add('staff')
      .add('people')
      .add('applications')
      .add('documents')
      .add('deadlines')
      .add('queue')
    return { people: demo.people.length, password: demoPassword }
  },
}
