/**
 * The law that a desk works with: what is shipped, the centre's own files over it, the days that the
 * administrator set. A file with a fault never takes anything away: what it held before goes on.
 */
import { createHash } from 'node:crypto'
import { keyOf, makeCatalogue, shippedFiles, shippedLaw, type Catalogue } from '../../../shared/law/catalogue'
import type { LawDateSettings } from '../../../shared/law/dates'
import type { LawFault } from '../../../shared/law/schema'
import type { CalendarYear } from '../../../shared/model'
import { shippedCalendars } from '../../../shared/rules/calendar'
import { readCalendarFile } from '../../../shared/rules/calendar-file'
import type { Knex } from '../../db/open'
import { readSetting, writeSetting } from '../context'
import { calendarFile, readLawFolder, wholeFolder, type LawFolder } from './folder'

export interface Law extends Catalogue {
  /** Calendars of the data folder; they win over the shipped ones. */
  readonly calendars: readonly CalendarYear[]
}

/**
 * The centre's own files as they were when they last passed. Kept in the register, so that a copy of it which
 * is restored elsewhere still knows the editions of its applications.
 */
export interface LastGood {
  /** By `CODE/edition`. */
  definitions: Record<string, { file: string; content: unknown }>
  calendars: CalendarYear[]
}

export interface LoadedLaw {
  law: Law
  kept: LastGood
}

/** Settings of the register. */
export const keptKey = 'law_last_good'
export const datesKey = 'law_dates'
export const calendarsKey = 'law_calendars'
const revisionKey = 'law_revision'

const nothingKept: LastGood = { definitions: {}, calendars: [] }
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The key that a definition claims, whatever else is wrong with it. */
function keyIn(content: unknown): string | null {
  const { code, edition } = (content ?? {}) as { code?: unknown; edition?: unknown }
  return typeof code === 'string' && typeof edition === 'string' ? keyOf({ code, edition } as never) : null
}

const shippedByKey = new Map(Object.entries(shippedFiles).map(([file, content]) => [keyIn(content)!, file]))

/**
 * Lay the centre's own definitions over the shipped ones.
 *
 * @param isUsed whether applications were accepted under a `CODE/edition`
 */
export async function composeLaw(
  own: Pick<LawFolder, 'definitions' | 'faults'>,
  before: LastGood['definitions'],
  dates: LawDateSettings,
  isUsed: (key: string) => Promise<boolean>,
): Promise<{ catalogue: Catalogue; kept: LastGood['definitions'] }> {
  if (own.definitions.size === 0 && own.faults.length === 0 && Object.keys(before).length === 0)
    return {
      catalogue: Object.keys(dates).length === 0 ? shippedLaw : makeCatalogue(shippedFiles, dates),
      kept: {},
    }
  // A folder that cannot be read says nothing of what was in it.
  const unread = own.faults.flatMap((fault) =>
    Object.values(before)
      .filter(({ file }) => fault.file === wholeFolder || file.startsWith(fault.file + '/'))
      .map(({ file }) => ({ ...fault, file })),
  )
  const told = [...own.faults, ...unread]
  const keptIn = (file: string) => Object.keys(before).find((key) => before[key]!.file === file)
  const shippedIn = (file: string) =>
    Object.hasOwn(shippedFiles, file) ? keyIn(shippedFiles[file]) : undefined
  /** What each own file is about; one that is no JSON is known by its name. */
  const keys = new Map<string, string | undefined>([
    ...told.map(({ file }) => [file, keptIn(file) ?? shippedIn(file) ?? undefined] as const),
    ...[...own.definitions].map(([file, content]) => [file, keyIn(content) ?? keptIn(file)] as const),
  ])
  const claimed = new Set(keys.values())
  const gone: string[] = []
  for (const key of Object.keys(before))
    if (!claimed.has(key) && !shippedByKey.has(key) && (await isUsed(key))) gone.push(key)

  // A file that fails is replaced by what stands in for it, until the rest is sound together.
  const failed = new Map<string, LawFault[]>()
  for (const fault of told) failed.set(fault.file, [fault])
  const standIn = (file: string): { content: unknown; used: LawFault['used'] } | null => {
    const key = keys.get(file)
    const kept = key === undefined ? undefined : before[key]
    if (kept && !same(kept.content, own.definitions.get(file)))
      return { content: kept.content, used: 'last_good' }
    const shipped = key === undefined ? undefined : shippedByKey.get(key)
    return shipped === undefined ? null : { content: shippedFiles[shipped], used: 'shipped' }
  }
  const isNew = (file: string) => {
    const key = keys.get(file)
    return key === undefined || !same(before[key]?.content, own.definitions.get(file))
  }
  for (;;) {
    const good = [...own.definitions.keys()].filter((file) => !failed.has(file))
    const replaced = new Set([...good, ...failed.keys()].map((file) => keys.get(file)))
    const stand = new Map(
      [...failed.keys()].flatMap((file) => {
        const key = keys.get(file)
        const found = good.some((other) => keys.get(other) === key) ? null : standIn(file)
        return found ? [[file, found] as const] : []
      }),
    )
    // What was sound before stands first: of two that contradict each other the later one is left out.
    const files: Record<string, unknown> = {}
    for (const [file, content] of Object.entries(shippedFiles))
      if (!replaced.has(keyIn(content)!)) files[file] = content
    for (const [file, { content }] of stand) files['own:' + file] = content
    for (const key of gone) files['own:' + before[key]!.file] = before[key]!.content
    for (const file of good.filter((one) => !isNew(one))) files['own:' + file] = own.definitions.get(file)
    for (const file of good.filter(isNew)) files['own:' + file] = own.definitions.get(file)
    // Sound but for another edition in force: the catalogue has it for its applications alone.
    for (const [file, list] of failed)
      if (!stand.has(file) && list.every(({ code }) => code === 'overlap'))
        files['own:' + file] = own.definitions.get(file)

    const catalogue = makeCatalogue(files, dates)
    const found = catalogue.faults.map((fault) => ({ ...fault, file: fault.file.replace(/^own:/u, '') }))
    const fresh = found.filter(({ file }) => good.includes(file))
    if (fresh.length > 0) {
      for (const fault of fresh) failed.set(fault.file, [...(failed.get(fault.file) ?? []), fault])
      continue
    }
    const kept: LastGood['definitions'] = {}
    for (const key of gone) kept[key] = before[key]!
    for (const file of failed.keys()) {
      const key = keys.get(file)
      if (key !== undefined && before[key]) kept[key] = before[key]
    }
    for (const file of good) {
      const key = keys.get(file)
      if (key !== undefined) kept[key] = { file, content: own.definitions.get(file) }
    }
    const faults = [
      ...[...failed].flatMap(([file, list]) =>
        list.map((fault) => ({ ...fault, used: stand.get(file)?.used ?? ('nothing' as const) })),
      ),
      ...gone.map((key): LawFault => ({
        ...{ file: before[key]!.file, path: '', code: 'gone', reason: key },
        used: 'last_good',
      })),
      // A stand-in that is left out itself.
      ...found.filter(({ file }) => !failed.has(file)),
    ]
    return { catalogue: { ...catalogue, faults }, kept }
  }
}

/** The calendar file of the data folder; one with a fault is left out and the last good one used. */
function composeCalendars({ calendar, faults: unread }: LawFolder, before: CalendarYear[]) {
  const used = before.length > 0 ? ('last_good' as const) : ('nothing' as const)
  if (calendar === null) {
    const own = unread.filter(({ file }) => file === calendarFile)
    const lost = unread.some(({ file }) => file === calendarFile || file === wholeFolder)
    return { calendars: lost ? before : [], faults: own.map((fault) => ({ ...fault, used })) }
  }
  const { years, faults } = readCalendarFile(calendar, 5)
  if (faults.length === 0) return { calendars: years, faults: [] }
  return {
    calendars: before,
    faults: faults.map(({ line, reason, what }): LawFault => {
      const place = line === null ? '' : String(line)
      const code =
        reason === 'not_json'
          ? 'not_json'
          : reason === 'duplicate_day' || reason === 'year_twice'
            ? 'twice'
            : reason === 'day_not_in_year'
              ? 'no_such_day'
              : 'other'
      return { file: calendarFile, path: place, code, reason: `${reason} ${what}`.trim(), used }
    }),
  }
}

/** Read the data folder and the register, and put the law together. Changes nothing. */
export async function loadLaw(db: Knex, dataFolder: string): Promise<LoadedLaw> {
  const folder = await readLawFolder(dataFolder)
  const before = await readSetting<LastGood>(db, keptKey, nothingKept)
  const dates = await readSetting<LawDateSettings>(db, datesKey, {})
  const definitions = { ...folder, faults: folder.faults.filter(({ file }) => file !== calendarFile) }
  const { catalogue, kept } = await composeLaw(definitions, before.definitions, dates, async (key) => {
    const [code = '', edition = ''] = key.split('/')
    return (await db('applications').where({ service_code: code, edition }).first('id')) !== undefined
  })
  const { calendars, faults } = composeCalendars(folder, before.calendars)
  return {
    law: { ...catalogue, faults: [...catalogue.faults, ...faults], calendars },
    kept: { definitions: kept, calendars },
  }
}

/** Tell every desk on this register to read the law anew with its next call. */
export const announceLaw = (db: Knex, now: Date) =>
  // Two changes within a millisecond differ too.
  writeSetting(db, revisionKey, now.toISOString() + ' ' + Math.random().toString(36).slice(2))

/** The law in the memory of a desk, read anew when somebody changed it. */
export class LawShelf {
  readonly #dataFolder: string
  #held: { revision: string; law: Promise<Law> } | undefined

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder
  }

  async current(db: Knex): Promise<Law> {
    const revision = await readSetting(db, revisionKey, '')
    if (this.#held?.revision !== revision) {
      const held = { revision, law: loadLaw(db, this.#dataFolder).then(({ law }) => law) }
      this.#held = held
      held.law.catch(() => {
        if (this.#held === held) this.#held = undefined
      })
    }
    return this.#held!.law
  }
}

/** Number of the days off that due dates are computed with. */
export const hashOfCalendars = (law: Law): string =>
  createHash('sha256')
    .update(JSON.stringify([...shippedCalendars, ...law.calendars]))
    .digest('hex')

/** What a loaded law changes in the register: what is kept of it, the days off; null: nothing. */
export async function changesOf(db: Knex, { law, kept }: LoadedLaw) {
  const calendars = hashOfCalendars(law)
  const changes = {
    kept: same(kept, await readSetting(db, keptKey, nothingKept)) ? null : kept,
    calendars: calendars === (await readSetting(db, calendarsKey, '')) ? null : calendars,
  }
  return changes.kept || changes.calendars ? changes : null
}
