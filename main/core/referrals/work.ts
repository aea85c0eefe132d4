import { inEveryLanguage } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import type { Referral } from '../../../shared/contract/referrals'
import { slipRules } from '../../../shared/rules/engine/referrals'
import { deadlinesTable } from '../applications/queries'
import type { Duty, WorkSource } from '../work/source'
import { readReferrals, readingFacts, stillOpen } from './queries'
import { referralsTable } from './tables'

const both = (kk: string, ru: string): LocalText => ({ kk, ru, en: ru })

/** Number of the referral and who takes the person in. */
function aboutOf({ number, organisation, destination }: Referral): LocalText {
  const at = organisation ? both(organisation.nameKk, organisation.nameRu) : both(destination, destination)
  return { kk: `№ ${number}, ${at.kk}`, ru: `№ ${number}, ${at.ru}`, en: `№ ${number}, ${at.en}` }
}

/** What is due of it now, over all people or for one. */
export const referralWork: WorkSource = async (context, clock, filter) => {
  const { db } = context
  const facts = await readingFacts(context)
  const open = await readReferrals(context, facts, (query) => {
    stillOpen(query)
    void query.where('r.archive', false)
    if (filter.personId !== undefined) void query.where('r.person_id', filter.personId)
    if (filter.staffId !== undefined) void query.where('r.issued_by', filter.staffId)
  })
  const issuers = new Map(
    (
      await referralsTable(db)
        .orderBy('id')
        .whereIn(
          'id',
          open.map(({ id }) => id),
        )
        .select('id', 'issued_by')
    ).map((row) => [row.id, row.issued_by]),
  )
  const terms = new Map(
    (
      await deadlinesTable(db)
        .orderBy('id')
        .where({ code: 'ref_decision' })
        .whereIn(
          'application_id',
          open.map(({ applicationId }) => applicationId),
        )
    ).map((row) => [row.application_id, row.due]),
  )
  return open.flatMap((one): Duty[] => {
    const base = {
      noun: 'referral' as const,
      about: aboutOf(one),
      why: null,
      person: { id: one.person.id, name: one.person.name, iinMasked: one.person.iinMasked },
      responsible: one.issuedBy,
      responsibleId: issuers.get(one.id) ?? null,
    }
    const duty = (
      name: string,
      more: Pick<Duty, 'rule' | 'what' | 'due' | 'place'> & { why?: Duty['why'] },
    ) => ({
      ...base,
      ...more,
      id: `referral:${one.id}:${name}`,
    })
    const duties: Duty[] = []
    // R133: the result is issued within the term of the service; until it is signed and given it is not.
    const due = terms.get(one.applicationId) ?? null
    if (one.stage === 'to_sign' || one.stage === 'to_print')
      duties.push(
        duty('sign', {
          rule: 'R134',
          what: inEveryLanguage('referral.work_sign'),
          due,
          place: '/papers/signing',
        }),
      )
    if (one.stage === 'to_hand_over')
      duties.push(
        duty('hand_over', {
          rule: 'R133',
          what: inEveryLanguage('referral.work_hand_over'),
          due,
          place: '/papers/signing',
        }),
      )
    if (one.state === 'notice_in_question')
      duties.push(
        duty('decide_slip', {
          rule: 'R141',
          what: inEveryLanguage('referral.work_decide_slip'),
          due: null,
          place: `/papers/slips/${one.id}`,
        }),
      )
    else if (one.slipDue)
      duties.push(
        duty('slip', {
          rule: slipRules.get(one.formId)!.rule,
          what: inEveryLanguage('referral.work_slip'),
          due: one.slipDue.due,
          why: one.slipDue,
          place: `/papers/slips/${one.id}`,
        }),
      )
    else if (one.reminderOn !== null && one.reminderOn <= clock.today)
      duties.push(
        duty('remind', {
          rule: 'R140',
          what: inEveryLanguage('referral.work_remind'),
          due: null,
          place: `/papers/slips/${one.id}`,
        }),
      )
    return duties
  })
}
