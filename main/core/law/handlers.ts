/** The law for the screen *Law*: services found, shown whole, compared; their days and the texts put in. */
import { keyOf } from '../../../shared/law/catalogue'
import { compareServices } from '../../../shared/law/compare'
import { settableDays, standingOn, type LawDateSettings } from '../../../shared/law/dates'
import { CodedError, type FieldError } from '../../../shared/errors'
import type { LawService } from '../../../shared/law/schema'
import { LawTextId, lawTextRules, textOn } from '../../../shared/law/texts'
import { isDay } from '../../../shared/rules/dates'
import { actorOf, audit, readDesk, readSetting, todayOf, writeSetting, type Context } from '../context'
import { forms } from '../documents/forms'
import type { HandlersOf } from '../handlers'
import { recomputeDeadlines } from '../today/handlers'
import { announceLaw, calendarsKey, changesOf, datesKey, keptKey, loadLaw, type Law } from './load'
import { readTexts, textsKey } from './texts'

function rowOf(law: Law, service: LawService, today: string) {
  const { code, edition, number, name, act, inForce } = service
  return {
    key: keyOf(service),
    code,
    edition,
    number,
    name,
    act,
    state: standingOn(service, today),
    inForce,
    provider: service.provider.name,
    accepted: law.serviceOn(code, today)?.edition === edition,
  }
}

/** `S-JS/214` as a definition; throws `service_unknown`, `edition_not_held`. */
function byKey(law: Law, key: string): LawService {
  const [code = '', edition = ''] = key.split('/', 2)
  return law.lawIn(code, edition)
}

/**
 * Take over what the centre's own law files hold now: keep what passed, compute open deadlines anew when days
 * off changed, and tell the other desks. Gives the law as it is from then on.
 */
export async function takeOverLaw(context: Context): Promise<Law> {
  const { db } = context
  const loaded = await loadLaw(db, context.ports.dataFolder)
  const changes = await changesOf(db, loaded)
  if (changes?.kept) {
    await writeSetting(db, keptKey, changes.kept)
    await audit(context, 'law', 'folder', {
      files: Object.values(changes.kept.definitions).map(({ file }) => file),
      calendars: changes.kept.calendars.map(({ year, week }) => `${year}/${week}`),
      faults: loaded.law.faults,
    })
  }
  if (changes?.calendars) {
    await writeSetting(db, calendarsKey, changes.calendars)
    await recomputeDeadlines({ ...context, law: loaded.law })
  }
  await announceLaw(db, context.now)
  context.changes.add('settings')
  return loaded.law
}

/** Titles of fields that must be filled, as errors; throws when one is empty. */
function refuseEmpty(fields: Readonly<Record<string, string>>): void {
  const empty = Object.entries(fields)
    .filter(([, value]) => value.trim() === '')
    .map(([path]): FieldError => ({ path, code: 'name_empty' }))
  if (empty.length > 0) throw new CodedError('name_empty', undefined, empty)
}

function refuseNoDay(days: Readonly<Record<string, string | null>>): void {
  const wrong = Object.entries(days)
    .filter(([, day]) => day !== null && !isDay(day))
    .map(([path, value]): FieldError => ({ path, code: 'date_invalid', params: { value } }))
  if (wrong[0]) throw new CodedError('date_invalid', wrong[0].params, wrong)
}

async function textRows(context: Context) {
  const texts = await readTexts(context)
  const today = todayOf(context, await readDesk(context))
  return LawTextId.options.map((id) => {
    const versions = texts[id] ?? []
    return {
      id,
      rules: [...lawTextRules[id]],
      current: textOn(versions, today),
      versions: versions.toReversed(),
    }
  })
}

export const lawHandlers: HandlersOf<'law'> = {
  async 'law.list'(context, { text, state }) {
    const { law } = context
    const desk = await readDesk(context)
    const today = todayOf(context, desk)
    return {
      services: law
        .findServices(text, desk.language)
        .map((service) => rowOf(law, service, today))
        .filter((row) => state === 'all' || row.state === state),
      faults: [...law.faults],
    }
  },

  async 'law.get'(context, { code, edition }) {
    const { law } = context
    const service = law.lawIn(code, edition)
    const filed = law.filedIn(code, edition)
    const dates = await readSetting<LawDateSettings>(context.db, datesKey, {})
    return {
      ...service,
      state: standingOn(service, todayOf(context, await readDesk(context))),
      filed: filed.inForce,
      dates: dates[keyOf(service)] ?? null,
      settable: settableDays(filed),
      annexes: service.annexes.map((annex) => ({ ...annex, templateHeld: forms.has(annex.formId) })),
    }
  },

  async 'law.compare'(context, { a, b, language }) {
    const { law } = context
    const today = todayOf(context, await readDesk(context))
    const [left, right] = [byKey(law, a), byKey(law, b)]
    return {
      a: rowOf(law, left, today),
      b: rowOf(law, right, today),
      differences: compareServices(left, right, language),
    }
  },

  async 'law.saveDates'(context, { code, edition, wholeAct, from, until, source }) {
    const { db } = context
    const { law } = await loadLaw(db, context.ports.dataFolder)
    const service = law.lawIn(code, edition)
    const before = await readSetting<LawDateSettings>(db, datesKey, {})
    refuseNoDay({ from, until })
    const set = from !== null || until !== null
    if (set) refuseEmpty({ source })
    const settable = settableDays(law.filedIn(code, edition))
    const others = law.definitions.filter(
      (one) =>
        one.code !== code &&
        one.edition === edition &&
        // Only services that leave the same days open: the others of the act have days of their own.
        settableDays(law.filedIn(one.code, edition)).from === settable.from &&
        settableDays(law.filedIn(one.code, edition)).until === settable.until,
    )
    const keys = [service, ...(wholeAct ? others : [])].map(keyOf)
    const after: Record<string, LawDateSettings[string]> = { ...before }
    for (const key of keys) {
      const fault = law.datesFault(key, { from, until })
      if (fault)
        throw new CodedError('law_dates_invalid', { reason: fault.reason, service: key, other: fault.other })
      if (set)
        after[key] = {
          from,
          until,
          source: source.trim(),
          by: actorOf(context).fullName,
          at: context.now.toISOString(),
        }
      else delete after[key]
    }
    await writeSetting(db, datesKey, after)
    for (const key of keys)
      await audit(context, 'law', key, { before: before[key] ?? null, after: after[key] ?? null })
    await announceLaw(db, context.now)
    context.changes.add('settings')
    return { saved: keys }
  },

  async 'law.reload'(context) {
    const law = await takeOverLaw(context)
    return { services: law.definitions.length, faults: [...law.faults] }
  },

  'law.texts': textRows,

  async 'law.saveText'(context, { id, from, kk, ru, source }) {
    refuseNoDay({ from })
    refuseEmpty({ source, ...(kk.trim() === '' && ru.trim() === '' ? { kk, ru } : {}) })
    const texts = await readTexts(context)
    const versions = texts[id] ?? []
    const newest = versions.at(-1)
    if (newest && from < newest.from)
      throw new CodedError(
        'law_dates_invalid',
        { reason: 'before_newest', service: id, other: newest.from },
        [
          {
            path: 'from',
            code: 'law_dates_invalid',
            params: { reason: 'before_newest', other: newest.from },
          },
        ],
      )
    const version = {
      from,
      kk: kk.trim(),
      ru: ru.trim(),
      source: source.trim(),
      by: actorOf(context).fullName,
      at: context.now.toISOString(),
    }
    await writeSetting(context.db, textsKey, { ...texts, [id]: [...versions, version] })
    await audit(context, 'law', id, { version })
    context.changes.add('settings')
    return textRows(context)
  },
}
