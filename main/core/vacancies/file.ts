/**
 * A file of vacancies of the portal (R100, R172), a line for each:
 * `number;bin;organisation;profession;qualification;experience;pay from;pay to;hours;requirements;address;places;
 * appeared;registered`. What the portal said last is kept, so that a change there is told from a change here.
 */
import {
  importedFields,
  type ImportedField,
  type ImportLine,
  type ImportReason,
  type VacancyFields,
} from '../../../shared/contract/vacancies'
import { csvCells } from '../../../shared/csv'
import { screenLanguages, translate } from '../../../shared/locale'
import { isDay } from '../../../shared/rules/dates'
import { checkBin } from '../../../shared/rules/iin'
import { workHours, type WorkHours } from '../../../shared/rules/matching'
import { cleanName } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { holding } from '../../db/search'
import { clockOf, type Context } from '../context'
import { foldOrganisation, organisationsTable, type OrganisationRecord } from '../organisations/queries'
import { textLines } from '../files/text'
import { vacanciesTable, type VacancyRecord } from './queries'

/** What a line says, in the words of a vacancy; days ISO, empty where the line is empty. */
type Values = Record<ImportedField, string>

interface ImportRecord {
  vacancy_id: number
  /** Values as JSON. */
  values: string
  file_id: number
  at: string
}

export const importsTable = (db: Knex) => db<ImportRecord>('vacancy_imports')
export interface ReadVacancy extends ImportLine {
  /** What the line says of the employer. */
  bin: string
  values: Values
  /** What stands here: fields of the form, and the organisation that they belong to. */
  found: { vacancy: VacancyRecord | null; organisation: OrganisationRecord | null }
}

/** Longest texts that a vacancy holds. */
const longest: Partial<Record<ImportedField, number>> = {
  organisation: 400,
  profession: 300,
  qualification: 300,
  requirements: 1000,
  address: 500,
}

/** A day as a file must write it, in full: half a line must not pass for an older day. */
function wholeDay(text: string): string | null {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/u.exec(text) ?? []
  const iso = year ? `${year}-${month}-${day}` : text
  return isDay(iso) ? iso : null
}

const hoursOf = (text: string): WorkHours | null =>
  workHours.find((hours) =>
    [hours, ...screenLanguages.map((language) => translate(language, `jobs.hours_${hours}`))].some(
      (word) => word.toLowerCase() === text.toLowerCase(),
    ),
  ) ?? null

/** A number within limits as text; empty for none, null for what is no such number. */
function numberIn(text: string, least: number, most: number): string | null {
  const digits = text.replace(/[\s\u00a0]/gu, '')
  if (digits === '') return ''
  return /^\d{1,10}$/u.test(digits) && Number(digits) >= least && Number(digits) <= most
    ? String(Number(digits))
    : null
}

interface Said {
  number: string
  bin: string
  values: Values
  reason: ImportReason | null
}

/** What a line says before it is held against the register, or why it says nothing usable. */
function readCells(cells: readonly string[], today: string): Said {
  const [number = '', bin = '', organisation = '', profession = '', qualification = '', ...rest] = cells
  const [experience = '', from = '', to = '', hours = '', requirements = '', address = '', ...end] = rest
  const [places = '', appeared = '', registered = ''] = end
  const months = numberIn(experience, 0, 600)
  const pay = [numberIn(from, 0, 1_000_000_000), numberIn(to, 0, 1_000_000_000)] as const
  const free = numberIn(places, 1, 10_000)
  const days = { appeared: appeared === '' ? '' : wholeDay(appeared), registered: wholeDay(registered) }
  const values: Values = {
    organisation: bin || cleanName(organisation),
    profession: cleanName(profession),
    qualification: cleanName(qualification),
    // None asked for is written as nothing or as zero.
    experienceMonths: months === '0' ? '' : (months ?? ''),
    payFrom: pay[0] ?? '',
    payTo: pay[1] ?? '',
    hours: hoursOf(hours) ?? '',
    requirements: requirements.trim(),
    address: cleanName(address),
    places: free === '' ? '1' : (free ?? ''),
    appearedOn: days.appeared ?? '',
    registeredOn: days.registered ?? '',
  }
  const reasons: [boolean, ImportReason][] = [
    [cells.length !== 14, 'columns'],
    [number === '' || number.length > 60, 'number_missing'],
    [bin !== '' && checkBin(bin).error !== null, 'bin_wrong'],
    [cleanName(organisation) === '', 'organisation_missing'],
    [values.profession === '', 'profession_missing'],
    [
      Object.entries({ ...values, organisation: cleanName(organisation) }).some(
        ([field, text]) => text.length > (longest[field as ImportedField] ?? Infinity),
      ),
      'text_too_long',
    ],
    [[months, ...pay, free].includes(null), 'number_wrong'],
    [hours !== '' && hoursOf(hours) === null, 'hours_unknown'],
    [days.appeared === null || days.registered === null, 'date_wrong'],
    [[days.appeared, days.registered].some((day) => day !== null && day > today), 'date_future'],
  ]
  const reason = reasons.find(([wrong]) => wrong)?.[1] ?? contradiction(values)
  return { number, bin, values, reason }
}

/** What values say against each other. */
const contradiction = ({ payFrom, payTo, appearedOn, registeredOn }: Values): ImportReason | null =>
  payFrom !== '' && payTo !== '' && Number(payFrom) > Number(payTo)
    ? 'pay_range'
    : appearedOn > registeredOn
      ? 'dates_order'
      : null

/** What stands here, in the words of a line, so that both can be held against each other. */
function valuesOf(
  vacancy: VacancyRecord,
  organisation: OrganisationRecord,
  said: { bin: string; organisation: string },
): Values {
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  const names = [organisation.name_kk, organisation.name_ru]
  const named = names.some((name) => foldOrganisation(name) === foldOrganisation(said.organisation))
  return {
    organisation:
      said.bin !== ''
        ? (organisation.bin ?? organisation.name_kk)
        : named
          ? said.organisation
          : organisation.name_kk,
    profession: vacancy.profession,
    qualification: vacancy.qualification,
    experienceMonths: text(vacancy.experience_months),
    payFrom: text(vacancy.pay_from),
    payTo: text(vacancy.pay_to),
    hours: text(vacancy.hours),
    requirements: vacancy.requirements,
    address: vacancy.address,
    places: text(vacancy.places),
    appearedOn: text(vacancy.appeared_on),
    registeredOn: vacancy.registered_on,
  }
}

/** The employer of a line: by BIN, without one by the name in any spelling. */
export async function employerNamed(db: Knex, bin: string, name: string): Promise<OrganisationRecord | null> {
  if (bin !== '') return (await organisationsTable(db).where({ bin }).first()) ?? null
  const folded = foldOrganisation(name)
  const near = await organisationsTable(db).orderBy('id').where('folded', 'like', holding(folded))
  return (
    near.find((one) => [one.name_kk, one.name_ru].some((own) => foldOrganisation(own) === folded)) ?? null
  )
}

/** What a line changes: fields where the portal says something else than it said last, and than stands here. */
function compare(here: Values, file: Values, base: Values | null): ImportLine['differences'] {
  return (
    importedFields
      .filter((field) => file[field] !== here[field])
      // What the portal did not change is the clerk's: it stays.
      .filter((field) => base === null || file[field] !== base[field])
      .map((field) => ({
        field,
        here: here[field],
        file: file[field],
        both: base === null || here[field] !== base[field],
      }))
  )
}

interface ReadLine {
  line: number
  text: string
  /** The employer as the line names it. */
  name: string
  said: Said
}

/** A line before it is held against the vacancies. */
async function rowOf(db: Knex, { line, text, name, said }: ReadLine): Promise<ReadVacancy> {
  const { number, bin, values } = said
  const organisation = said.reason ? null : await employerNamed(db, bin, name)
  return {
    line,
    text: text.slice(0, 200),
    number,
    profession: values.profession,
    organisation: name,
    organisationNew: !said.reason && organisation === null,
    kind: 'unusable',
    reason: said.reason,
    vacancyId: null,
    version: null,
    differences: [],
    bin,
    values,
    found: { vacancy: null, organisation },
  }
}

/** What a line that says something usable does to the vacancy of its number. */
async function holdAgainst(db: Knex, row: ReadVacancy): Promise<void> {
  const { number, bin, values } = row
  const vacancy = (await vacanciesTable(db).where({ portal_number: number }).first()) ?? null
  row.found.vacancy = vacancy
  if (vacancy === null) {
    row.kind = 'new'
    return
  }
  row.vacancyId = vacancy.id
  row.version = vacancy.version
  const own = (await organisationsTable(db).where({ id: vacancy.organisation_id }).first())!
  const kept = await importsTable(db).where({ vacancy_id: vacancy.id }).first()
  const base = kept ? (JSON.parse(kept.values) as Values) : null
  const here = valuesOf(vacancy, own, { bin, organisation: values.organisation })
  row.differences = compare(here, values, base)
  if (row.differences.length === 0) row.kind = 'known'
  else if (vacancy.closed_on !== null) row.reason = 'closed'
  else if (row.differences.some(({ both }) => both)) row.kind = 'conflict'
  else {
    row.reason = contradiction(merged(here, row))
    if (!row.reason) row.kind = 'changed'
  }
}

/** Fields that say something else here than the portal said last. */
export async function changedHere(db: Knex, vacancyId: number): Promise<ImportedField[]> {
  const kept = await importsTable(db).where({ vacancy_id: vacancyId }).first()
  if (!kept) return []
  const base = JSON.parse(kept.values) as Values
  const vacancy = (await vacanciesTable(db).where({ id: vacancyId }).first())!
  const own = (await organisationsTable(db).where({ id: vacancy.organisation_id }).first())!
  // Twelve digits are a BIN; without one the organisation stands there by its name.
  const bin = /^\d{12}$/u.test(base.organisation) ? base.organisation : ''
  const here = valuesOf(vacancy, own, { bin, organisation: base.organisation })
  return importedFields.filter((field) => here[field] !== base[field])
}

/** How one vacancy of the portal stands against the register; `cells` in the order of the file. */
export async function judgeVacancy(context: Context, cells: readonly string[]): Promise<ReadVacancy> {
  const { today } = await clockOf(context)
  const name = cleanName(cells[2] ?? '')
  const row = await rowOf(context.db, { line: 0, text: '', name, said: readCells(cells, today) })
  if (!row.reason) await holdAgainst(context.db, row)
  return row
}

/** Every line with what it would change or why it cannot. Throws `file_too_large`, `vacancy_file_unreadable`. */
export async function readVacancyFile(context: Context, bytes: Uint8Array): Promise<ReadVacancy[]> {
  const { db } = context
  const { today } = await clockOf(context)
  const read = textLines(bytes, /^"?number"?\s*;/iu, 'vacancy_file_unreadable').map((one) => {
    const cells = csvCells(one.text)
    return { ...one, name: cleanName(cells[2] ?? ''), said: readCells(cells, today) }
  })
  const result: ReadVacancy[] = []
  for (const { line, text, name, said } of read) {
    const { number, values } = said
    const row = await rowOf(db, { line, text, name, said })
    result.push(row)
    if (row.reason) continue
    const twins = read.filter((one) => one.line !== line && !one.said.reason && one.said.number === number)
    const same = (one: (typeof twins)[number]) => JSON.stringify(one.said.values) === JSON.stringify(values)
    if (!twins.every(same)) row.reason = 'contradicts_line'
    else if (twins.some((one) => one.line < line)) row.reason = 'doubled'
    if (row.reason) continue
    await holdAgainst(db, row)
  }
  return result
}

/** What stands here with what the line changes. */
const merged = (here: Values, { differences }: Pick<ReadVacancy, 'differences'>): Values => ({
  ...here,
  ...Object.fromEntries(differences.map(({ field, file }) => [field, file])),
})

const numberOf = (text: string): number | null => (text === '' ? null : Number(text))

/** The fields of the form that a line leads to: all that it says for a new vacancy, what it changes for a known one. */
export function fieldsOf(row: ReadVacancy, organisationId: number): VacancyFields {
  const { vacancy } = row.found
  const changed = (field: ImportedField): boolean =>
    vacancy === null || row.differences.some((one) => one.field === field)
  const { values } = row
  const places = Number(values.places)
  const kept = vacancy && !changed('places')
  return {
    organisationId: changed('organisation') ? organisationId : vacancy!.organisation_id,
    profession: changed('profession') ? values.profession : vacancy!.profession,
    professionCode: vacancy?.profession_code ?? '',
    qualification: changed('qualification') ? values.qualification : vacancy!.qualification,
    experienceMonths: changed('experienceMonths')
      ? numberOf(values.experienceMonths)
      : vacancy!.experience_months,
    payFrom: changed('payFrom') ? numberOf(values.payFrom) : vacancy!.pay_from,
    payTo: changed('payTo') ? numberOf(values.payTo) : vacancy!.pay_to,
    hours: changed('hours') ? (values.hours as WorkHours) || null : vacancy!.hours,
    requirements: changed('requirements') ? values.requirements : vacancy!.requirements,
    address: changed('address') ? values.address : vacancy!.address,
    places: kept ? vacancy.places : places,
    // Places that were taken stay taken when the employer asks for more or fewer people.
    placesLeft: kept
      ? vacancy.places_left
      : Math.min(places, Math.max(0, places - (vacancy === null ? 0 : vacancy.places - vacancy.places_left))),
    appearedOn: changed('appearedOn') ? values.appearedOn : (vacancy!.appeared_on ?? ''),
    registeredOn: changed('registeredOn') ? values.registeredOn : vacancy!.registered_on,
    portalNumber: row.number,
  }
}
