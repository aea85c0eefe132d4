/** Names of people: cleaning, checking, folding for search, sorting. */
import type { ScreenLanguage } from '../model'

/** Longest part of a name (last, first or middle), in characters. */
export const longestName = 120

/**
 * A name as it will be kept: composed letters (NFC), no control or direction characters, single blanks.
 * Letters and their case are left as in the identity document.
 */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\r\p{Z}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/ {2,}/gu, ' ')
    .trim()
}

export type NameProblem =
  | { code: 'name_empty'; params?: undefined }
  | { code: 'name_too_long'; params: { max: number; length: number } }
  | { code: 'name_characters'; params: { character: string } }

/** Letters of the Cyrillic and Latin alphabets, and what stands between them in names. */
const allowed = /^[\p{Script=Cyrillic}\p{Script=Latin}\-'’ʼ. ]$/u

/** Null when the text (cleaned or not) can be a part of a name; else why not. */
export function checkName(text: string): NameProblem | null {
  const characters = Array.from(cleanName(text))
  if (characters.length === 0) return { code: 'name_empty' }
  if (characters.length > longestName) {
    return { code: 'name_too_long', params: { max: longestName, length: characters.length } }
  }
  const wrong = characters.find((character) => !allowed.test(character))
  if (wrong !== undefined) return { code: 'name_characters', params: { character: wrong } }
  if (!characters.some((character) => /\p{L}/u.test(character))) {
    return { code: 'name_characters', params: { character: characters[0]! } }
  }
  return null
}

const folding: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  й: 'и',
  ъ: '',
  ь: '',
  '-': '',
  "'": '',
  '’': '',
  ʼ: '',
  '.': '',
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  k: 'к',
  h: 'н',
  b: 'в',
  m: 'м',
  t: 'т',
  i: 'и',
}

/**
 * A name folded for searching: lower case, Kazakh letters as the Russian ones beside them, Latin look-alikes
 * as Cyrillic, signs dropped. Only for a search column, never printed.
 */
export function foldName(text: string): string {
  return Array.from(cleanName(text).toLowerCase(), (character) => folding[character] ?? character)
    .join('')
    .replace(/ {2,}/gu, ' ')
    .trim()
}

/** The second chance of a search: clerks without Kazakh keys type ы for і and ю for ү. */
export function foldSecond(text: string): string {
  return foldName(text).replace(/ы/gu, 'и').replace(/ю/gu, 'у')
}

export interface NameParts {
  lastName: string
  firstName: string
  middleName?: string | null
}

/** Last, first and middle name as on the identity document; a missing part leaves no gap. */
export function fullName(person: NameParts): string {
  return [person.lastName, person.firstName, person.middleName ?? '']
    .map((part) => cleanName(part))
    .filter((part) => part !== '')
    .join(' ')
}

/** Last name and initials: `Әбілқасымова Ә. Қ.` */
export function shortName(person: NameParts): string {
  const initials = [person.firstName, person.middleName ?? '']
    .map((part) => Array.from(cleanName(part)).find((character) => /\p{L}/u.test(character)))
    .filter((letter) => letter !== undefined)
    .map((letter) => letter.toUpperCase() + '.')
  return [cleanName(person.lastName), ...initials].filter((part) => part !== '').join(' ')
}

/**
 * Order of names is the Kazakh alphabet of 42 letters in every screen language: it holds the Russian one, while
 * the Russian order misplaces Kazakh letters, and a list should not reorder when the screen language changes.
 */
const orders: Readonly<Record<ScreenLanguage, string>> = { kk: 'kk', ru: 'kk', en: 'kk' }
const collators = new Map<string, Intl.Collator>()

/** Collator for names; `numeric` so that `Т-2` stands before `Т-10`. */
export function collate(language: ScreenLanguage = 'kk'): Intl.Collator {
  const order = orders[language]
  let collator = collators.get(order)
  if (!collator) {
    collator = new Intl.Collator(order, { numeric: true })
    collators.set(order, collator)
  }
  return collator
}
