/** What the parts of a figure are called. */
import type { FigureName, ReportDimension } from '../../../shared/contract/reports'
import { everywhere } from '../../../shared/law/intake'
import { inEveryLanguage, translate, type MessageKey } from '../../../shared/locale'
import type { LocalText } from '../../../shared/model'
import { deadlineRules } from '../../../shared/rules/deadlines'
import { shownDay } from '../../../shared/rules/dates'
import type { Context } from '../context'
import { formTitle } from '../documents/forms'
import type { TicketRecord } from '../queue/queries'
import { readQueue } from '../queue/settings'
import { referralMeasures } from '../referrals/places'
import { sameText } from '../work/source'

/** A sentence where the catalogues have it, else the code itself. */
const known = (key: string, code: string): LocalText =>
  translate('kk', key) === key ? sameText(code) : inEveryLanguage(key as MessageKey)

/** Measures of every edition; the one in force is read last and holds. */
function measureNames(context: Context): Map<string, LocalText> {
  const names = new Map<string, LocalText>()
  for (const { measures } of context.law.definitions)
    for (const { code, name } of measures) names.set(code, everywhere(name))
  for (const [code, name] of referralMeasures(context)) names.set(code, name)
  return names
}

/** Lines of the queue: as they are called now, one that is gone as its last ticket had it. */
async function lineNames(context: Context): Promise<Map<string, LocalText>> {
  const { groups } = await readQueue(context)
  const names = new Map<string, LocalText>(groups.map(({ id, name: { kk, ru } }) => [id, { kk, ru, en: ru }]))
  const table = () => context.db<TicketRecord>('queue_tickets')
  const used = (await table().distinct('group_id').orderBy('group_id')) as { group_id: string }[]
  for (const { group_id } of used) {
    if (names.has(group_id)) continue
    const last = (await table().where({ group_id }).orderBy('id', 'desc').first())!
    names.set(group_id, { kk: last.group_kk, ru: last.group_ru, en: last.group_ru })
  }
  return names
}

export async function titlesOf(
  context: Context,
): Promise<(name: FigureName, by: ReportDimension, value: string) => LocalText> {
  const { law, db } = context
  const staff = new Map(
    ((await db('staff').orderBy('id').select('id', 'full_name')) as { id: number; full_name: string }[]).map(
      ({ id, full_name }) => [String(id), full_name],
    ),
  )
  const measures = measureNames(context)
  const lines = await lineNames(context)
  // The name of the edition in force holds; one out of force names a service that has no other.
  const held = [...law.definitions].sort(
    (a, b) => Number(a.state === 'in_force') - Number(b.state === 'in_force'),
  )
  const services = new Map(held.map((one) => [one.code, one.name]))
  const acts = new Map(law.definitions.map((one) => [one.edition, one.act]))
  const grounds = new Map(
    law.definitions.flatMap(({ refusalGrounds }) =>
      refusalGrounds.map(({ id, title }) => [id, everywhere(title)] as const),
    ),
  )
  const codeTitle = (code: string): LocalText => {
    const rule = deadlineRules.get(code)
    if (!rule) return inEveryLanguage('report.term_own')
    const { startEvent, amount, unit } = rule
    return {
      kk: translate('kk', 'report.term_title', { event: startEvent.kk, amount, unit }),
      ru: translate('ru', 'report.term_title', { event: startEvent.ru, amount, unit }),
      en: translate('en', 'report.term_title', { event: startEvent.en, amount, unit }),
    }
  }
  return (name, by, value) => {
    const section = name.slice(0, name.indexOf('.'))
    switch (by) {
      case 'service':
        return services.get(value) ?? sameText(value)
      case 'edition':
        return acts.get(value) ?? sameText(value)
      case 'measure':
        return section === 'plans'
          ? known('plan.measure_' + value, value)
          : (measures.get(value) ?? sameText(value))
      case 'clerk':
        return sameText(staff.get(value) ?? value)
      case 'channel':
        return known('report.channel_' + value, value)
      case 'code':
        return codeTitle(value)
      case 'form':
        return formTitle(value)
      case 'day':
        return sameText(shownDay(value))
      // Spans of waiting are no parts of a figure: the screen names them.
      case 'minutes':
        return sameText(value)
      case 'ground':
        return section === 'decisions'
          ? (grounds.get(value) ?? sameText(value))
          : section === 'deregistrations'
            ? known('deregistration.code_' + value, value)
            : known('report.ended_' + value, value)
      case 'kind':
        if (section === 'queue') return lines.get(value) ?? sameText(value)
        return known(`report.kind_${section}_${value}`, value)
    }
  }
}
