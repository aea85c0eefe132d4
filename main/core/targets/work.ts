import { inEveryLanguage, translate } from '../../../shared/locale'
import type { Fault } from '../../../shared/contract/targets'
import type { LocalText } from '../../../shared/model'
import { sender } from '../exchange/responsible'
import type { WorkSource } from '../work/source'
import { lastRun, readSchedule } from './schedule'

/** Which target, and why, in the language it is read in. */
const told = (lacking: readonly { name: string; fault: Fault }[], fault: Fault | null): LocalText => {
  const [first] = lacking
  const of = (language: keyof LocalText) => {
    const found = fault ?? first?.fault
    const why = found ? translate(language, 'error.' + found.code, found.params) : ''
    return fault || !first ? why : translate(language, 'target.work_about', { name: first.name, why })
  }
  return { kk: of('kk'), ru: of('ru'), en: of('en') }
}

/** The last scheduled batch was not made, or did not reach all its targets: one duty until it has. */
export const targetWork: WorkSource = async (context, _clock, filter) => {
  if (filter.personId !== undefined || !(await readSchedule(context.db)).on) return []
  const run = await lastRun(context)
  if (!run || (run.outcome !== 'failed' && run.lacking.length === 0)) return []
  return [
    {
      id: 'target:schedule',
      noun: 'target',
      rule: null,
      what: inEveryLanguage(run.outcome === 'failed' ? 'target.work_not_made' : 'target.work_not_delivered'),
      about: told(run.lacking, run.fault),
      due: run.slot.slice(0, 10),
      why: null,
      person: null,
      place: '/exchange',
      ...(await sender(context.db)),
    },
  ]
}
