/** The search box: an IIN, the number of an application, a telephone or a name, whatever was typed. */
import { asKazakhKeys, asLatinKeys, mapDigits } from '../../../shared/rules/keyboard'
import { cyrillicOf, typedWords } from '../../../shared/rules/names'
import { normalisePhone } from '../../../shared/rules/phone'
import type { Register } from '../context'
import { searchNames } from '../../db/search'
import { serviceCodes } from '../law/editions'
import { persons, type PersonRecord } from './queries'

const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'

/**
 * A key that sorts as the Kazakh alphabet does in any database and locale: each of the 42 letters becomes one
 * character in their order.
 */
export function sortKey(name: string): string {
  return Array.from(name.toLowerCase(), (letter) => {
    const place = alphabet.indexOf(letter)
    return place < 0 ? letter : String.fromCharCode(0x100 + place)
  }).join('')
}

const latinTwins: Readonly<Record<string, string>> = { A: 'А', C: 'С', T: 'Т' }

/**
 * Whose application bears a number as the register writes it (`Т-2026-00012`, `с12 2014 7`; a prefix typed in
 * Latin look-alikes too), or as an archive entry bears it on paper.
 */
async function holdersOf({ db, law }: Register, typed: string): Promise<number[]> {
  const parts = /^(\p{L}{1,3}\d{0,2})[\s-]*(\d{4})[\s-]+0*(\d{1,9})$/u.exec(typed)
  const rows: { person_id: number }[] = []
  if (parts) {
    const prefix = Array.from(parts[1]!.toUpperCase(), (letter) => latinTwins[letter] ?? letter).join('')
    // The columns of the unique index, so that three million numbers are not read one by one.
    rows.push(
      ...(await db('applications')
        .orderBy('id')
        .whereIn('service_code', serviceCodes(law))
        .where({ year: Number(parts[2]), number: `${prefix}-${parts[2]}-${parts[3]!.padStart(5, '0')}` })
        .select<{ person_id: number }[]>('person_id')),
    )
  }
  if (/\d/u.test(typed) && !/^\d{12}$/u.test(typed))
    rows.push(
      ...(await db('applications')
        .orderBy('id')
        .where({ paper_number: typed })
        .limit(50)
        .select<{ person_id: number }[]>('person_id')),
    )
  return rows.map((row) => row.person_id)
}

export interface PeopleFound {
  /** Best first; one more than asked for tells that there are more. */
  records: PersonRecord[]
  /** So many of them hold what was typed; the rest differ by a slip. */
  near: number
}

/** The same words typed with another layout or alphabet, where that can be. */
function otherWays(text: string): { text: string; slips: boolean }[] {
  const ways: { text: string; slips: boolean }[] = []
  if (/[a-z]/iu.test(text))
    ways.push({ text: asKazakhKeys(text), slips: true }, { text: cyrillicOf(text), slips: true })
  // Few names are kept in Latin letters: a slip in one of them is not looked for as well.
  else if (/\p{Script=Cyrillic}/u.test(text)) ways.push({ text: asLatinKeys(text), slips: false })
  if (/\p{L}[-’']\p{L}/u.test(text)) ways.push({ text: text.replace(/[-’']/gu, ' '), slips: true })
  return ways
}

/** Longest name that is looked for, in words. */
const mostWords = 8

/** Ids of people by name, the ways of typing it one after the other until one finds somebody. */
async function byName(
  { db }: Register,
  text: string,
  need: number,
): Promise<{ ids: number[]; near: number }> {
  const asTyped = typedWords(text).slice(0, mostWords)
  const plain = await searchNames(db, asTyped, need)
  if (plain.near > 0) return plain
  const ids = new Set<number>()
  let near = 0
  for (const { text: way, slips } of otherWays(text)) {
    const found = await searchNames(db, typedWords(way).slice(0, mostWords), need, { slips })
    if (ids.size === 0) near = found.near
    for (const id of found.ids) ids.add(id)
    if (near > 0) break
  }
  for (const id of plain.ids) ids.add(id)
  return { ids: [...ids].slice(0, need), near }
}

/** Numbers of telephones that begin so, however they were typed; undefined where it cannot be one. */
function telephoneStart(digits: string): string | undefined {
  const national = /^(?:8|7(?=7))?(7\d{4,9})$/u.exec(digits)?.[1]
  return national && '+7' + national
}

/** People that fit, best first. */
export async function searchPeople(
  register: Register,
  text: string,
  limit: number,
  offset: number,
): Promise<PeopleFound> {
  const { db } = register
  const typed = text.trim()
  const all = (records: PersonRecord[]) => ({ records, near: records.length })
  if (typed === '')
    return all(
      await persons(db)
        .orderBy('sort_key')
        .orderBy('id')
        .limit(limit + 1)
        .offset(offset),
    )

  const byNumber = await holdersOf(register, typed)
  if (byNumber.length > 0)
    return all(
      await persons(db)
        .orderBy('id')
        .whereIn('id', byNumber)
        .limit(limit + 1),
    )

  const digits = mapDigits(typed).replace(/[()]/gu, '')
  const mobile = normalisePhone(typed).e164
  if (mobile !== null || /^\+?\d{3,12}$/.test(digits)) {
    const bare = digits.replace('+', '')
    const start = mobile === null ? telephoneStart(bare) : undefined
    const need = offset + limit + 1
    // One index after the other: together they would be sorted first.
    const found = new Map<number, PersonRecord>()
    if (bare === digits)
      for (const record of await persons(db)
        .where('iin', '>=', bare)
        .where('iin', '<', bare + ':')
        .orderBy(['iin', 'id'])
        .limit(need))
        found.set(record.id, record)
    for (const column of ['mobile', 'phone'] as const)
      if (found.size < need && (mobile ?? start) !== undefined)
        for (const record of await persons(db)
          .modify((query) => {
            if (mobile) void query.where(column, mobile)
            else void query.where(column, '>=', start!).where(column, '<', start! + ':')
          })
          .orderBy([column, 'id'])
          .limit(need))
          found.set(record.id, record)
    const records = [...found.values()].slice(offset, need)
    // Keys of the digit row are letters of the Kazakh layout: `қ` alone is not meant as a number.
    if (found.size > 0 || !/\p{L}/u.test(typed)) return all(records)
  }

  const { ids, near } = await byName(register, typed, offset + limit + 1)
  const page = ids.slice(offset)
  const found = new Map((await persons(db).whereIn('id', page)).map((record) => [record.id, record]))
  return {
    records: page.flatMap((id) => found.get(id) ?? []),
    near: Math.max(0, near - offset),
  }
}
