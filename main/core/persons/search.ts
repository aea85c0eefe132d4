/** The search box: an IIN, the number of an application, a telephone or a name, whatever was typed. */
import { services } from '../../../shared/law/catalogue'
import { mapDigits } from '../../../shared/rules/keyboard'
import { foldName, foldSecond } from '../../../shared/rules/names'
import { normalisePhone } from '../../../shared/rules/phone'
import type { Knex } from '../../db/open'
import { searchNames } from '../../db/search'
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

/** People that fit, best first; one more than `limit` tells that there are more. */
export async function searchPeople(
  db: Knex,
  text: string,
  limit: number,
  offset: number,
): Promise<PersonRecord[]> {
  const typed = text.trim()
  if (typed === '')
    return persons(db)
      .orderBy('sort_key')
      .orderBy('id')
      .limit(limit + 1)
      .offset(offset)

  const number = /^[тtТT]\s*-?\s*(\d{4})\s*-?\s*0*(\d+)$/u.exec(typed)
  if (number) {
    const ending = `-${number[1]}-${number[2]!.padStart(5, '0')}`
    // The columns of the unique index, so that three million numbers are not read one by one.
    const rows = await db('applications')
      .whereIn('service_code', [...new Set(services.map((service) => service.code))])
      .where({ year: Number(number[1]) })
      .whereIn('number', [...new Set(services.map((service) => service.numberPrefix + ending))])
      .select<{ person_id: number }[]>('person_id')
    return persons(db)
      .whereIn(
        'id',
        rows.map((row) => row.person_id),
      )
      .limit(limit + 1)
  }

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
