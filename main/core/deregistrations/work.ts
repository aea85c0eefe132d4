import { inEveryLanguage, type MessageKey } from '../../../shared/locale'
import { maskIin } from '../../../shared/rules/iin'
import type { Finding } from '../../../shared/rules/engine/finding'
import { nameOf } from '../persons/queries'
import type { RegistrationRecord } from '../registrations/queries'
import type { Duty as WorkDuty, WorkSource } from '../work/source'
import { awaitedFinding, noticeFindings, standingsOf, stillRaised, type CaseRecord } from './queries'

/** Who a duty is about and of whom it is asked. */
interface Named {
  person_id: number
  last_name: string
  first_name: string
  middle_name: string
  iin: string | null
  responsible: string
  responsible_id: number
}

const dutyFor = (
  one: Named,
  id: string,
  what: MessageKey,
  of: Pick<WorkDuty, 'about' | 'rule'> & { deadline?: Finding['deadline'] },
): WorkDuty => ({
  id: 'deregistration:' + id,
  noun: 'deregistration',
  rule: of.rule,
  what: inEveryLanguage(what),
  about: of.about,
  due: of.deadline?.due ?? null,
  why: of.deadline ?? null,
  person: { id: one.person_id, name: nameOf(one), iinMasked: maskIin(one.iin ?? '') },
  place: '/people/' + one.person_id,
  responsible: one.responsible,
  responsibleId: one.responsible_id,
})

/**
 * R84 to R97: explanations to be heard, grounds raised and not sent, decisions awaited, people to be told. The
 * orders give the first two no term. While an information is on its way nothing more is asked for of its person.
 */
export const deregistrationWork: WorkSource = async ({ db }, clock, { personId }) => {
  const people = () =>
    db('registrations as r')
      .orderBy('r.id')
      .join('applications as a', 'a.id', 'r.application_id')
      .join('persons as p', 'p.id', 'r.person_id')
      .modify((query) => {
        if (personId !== undefined) void query.where('r.person_id', personId)
      })
  const names = ['p.last_name', 'p.first_name', 'p.middle_name', 'p.iin']
  // Whoever works with the person: who drew up the plan, else who took the application in.
  const open = (await people()
    .leftJoin('plans as l', (join) => join.on('l.registration_id', 'r.id').andOnVal('l.state', 'signed'))
    .joinRaw('JOIN staff AS s ON s.id = COALESCE(l.employee_id, a.accepted_by)')
    .where('r.kind', 'unemployed')
    .whereNull('r.until')
    .select('r.*', ...names, 's.full_name as responsible', 's.id as responsible_id')) as (Named &
    RegistrationRecord)[]
  const cases = (await people()
    .join('deregistrations as d', 'd.registration_id', 'r.id')
    .joinRaw('JOIN staff AS s ON s.id = COALESCE(d.sent_by, d.decided_by)')
    .where((either) => {
      void either
        .where('d.state', 'sent')
        .orWhere((decided) => void decided.where('d.state', 'decided').whereNull('d.notified_on'))
    })
    .select('d.*', ...names, 's.full_name as responsible', 's.id as responsible_id')) as (Named &
    CaseRecord)[]
  const standings = await standingsOf(db, open, clock)
  const duties: WorkDuty[] = []
  for (const standing of standings) {
    const { registration, grounds } = standing
    const one = open.find(({ id }) => id === registration.id)!
    if (cases.some(({ registration_id: id }) => id === registration.id)) continue
    for (const ground of grounds) {
      const what = ground.possible
        ? 'deregistration.work_decide'
        : ground.ground === '51-6'
          ? 'deregistration.work_change'
          : 'deregistration.work_send'
      duties.push(
        dutyFor(one, `${registration.id}:${ground.key}:${ground.possible ? 'decide' : 'send'}`, what, {
          rule: ground.finding.rule,
          about: ground.title,
        }),
      )
    }
    for (const duty of standing.duties.filter(({ asks }) => asks === 'explanation'))
      duties.push(
        dutyFor(one, `${registration.id}:${duty.key}:explain`, 'deregistration.work_explain', {
          rule: 'R96',
          about: duty.title,
        }),
      )
  }
  for (const one of cases) {
    const about = (code: string) => inEveryLanguage('deregistration.ground', { ground: code })
    if (one.state === 'decided') {
      const [notice] = noticeFindings(one, clock)
      duties.push(
        dutyFor(one, `${one.id}:notify`, 'deregistration.work_notify', {
          rule: 'R94',
          about: about(one.decided_ground!),
          deadline: notice!.deadline,
        }),
      )
      continue
    }
    const { deadline } = awaitedFinding(one, clock)
    duties.push(
      dutyFor(one, `${one.id}:decision`, 'deregistration.work_decision', {
        rule: 'R93',
        about: about(one.ground!),
        deadline,
      }),
    )
    const standing = standings.find(({ registration }) => registration.id === one.registration_id)
    if (!stillRaised(one, standing ?? null))
      duties.push(
        dutyFor(one, `${one.id}:withdraw`, 'deregistration.work_withdraw', {
          rule: 'R169',
          about: about(one.ground!),
        }),
      )
  }
  return duties
}
