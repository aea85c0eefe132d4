/** The search box: an IIN, the number of an application, a telephone or a name, whatever was typed. */
import { mapDigits } from '../../../shared/rules/keyboard'
import { foldName, foldSecond } from '../../../shared/rules/names'
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

/** Words of a name as the index holds them. */
const wordsOf = (folded: string) => folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

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

/** People that fit, best first; one more than `limit` tells that there are more. */
export async function searchPeople(
  register: Register,
  text: string,
  limit: number,
  offset: number,
): Promise<PersonRecord[]> {
  const { db } = register
  const typed = text.trim()
  if (typed === '')
    return persons(db)
      .orderBy('sort_key')
      .orderBy('id')
      .limit(limit + 1)
      .offset(offset)

  const byNumber = await holdersOf(register, typed)
  if (byNumber.length > 0)
    return persons(db)
      .orderBy('id')
      .whereIn('id', byNumber)
      .limit(limit + 1)

  const digits = mapDigits(typed)
  if (/^\d{3,12}$/.test(digits)) {
    const mobile = normalisePhone(typed).e164
    return persons(db)
      .where('iin', '>=', digits)
      .where('iin', '<', digits + ':')
      .modify((query) => {
        if (mobile) void query.orWhere({ mobile }).orWhere({ phone: mobile })
      })
      .orderBy('iin')
      .limit(limit + 1)
      .offset(offset)
  }

  for (const [column, fold] of [
    ['folded', foldName],
    ['second', foldSecond],
  ] as const) {
    const ids = await searchNames(db, column, wordsOf(fold(typed)), limit + 1, offset)
    if (ids.length > 0 || offset > 0) {
      const found = new Map((await persons(db).whereIn('id', ids)).map((record) => [record.id, record]))
      return ids.map((id) => found.get(id)!)
    }
  }
  return []
}
