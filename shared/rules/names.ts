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

/** A word of a name: as it is written, in small letters, and folded. */
export interface NameWord {
  spelling: string
  folded: string
}

const signs = /[\-'’ʼ]/gu
/** What a patronymic is written with, together or apart: `Серікұлы`, `Серік ұлы`. */
const sonsAndDaughters = new Set(['улы', 'уулу', 'кызы', 'кизы', 'оглы', 'огли', 'гызы'])

/** Words of a text, hyphens inside; a mark on a Latin letter counts for nothing (`Müller`). */
const tokens = (text: string): string[] =>
  cleanName(text)
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}\-'’ʼ]+/gu)
    .filter((token) => /[\p{L}\p{N}]/u.test(token))

const wordOf = (token: string): NameWord => ({
  spelling: token.replace(signs, ''),
  folded: foldName(token),
})

const joined = (all: NameWord[]): NameWord[] =>
  all.reduce<NameWord[]>((words, word) => {
    const before = words.at(-1)
    if (before && sonsAndDaughters.has(word.folded))
      return [
        ...words.slice(0, -1),
        { spelling: before.spelling + word.spelling, folded: before.folded + word.folded },
      ]
    return [...words, word]
  }, [])

const unlike = (words: NameWord[]): NameWord[] => [
  ...new Map(
    words.filter((word) => word.folded !== '').map((word) => [word.spelling + ' ' + word.folded, word]),
  ).values(),
]

/**
 * The words by which a name is found: each as it stands, the halves of a double name, a patronymic of two words as
 * one word too.
 */
export function nameWords(name: string): NameWord[] {
  const whole = tokens(name)
  const words = whole.map(wordOf)
  const halves = whole.filter((token) => /.-./u.test(token)).flatMap((token) => token.split('-').map(wordOf))
  return unlike([...words, ...halves, ...joined(words)])
}

/** The words that were typed to find a name; a patronymic of two words is one. */
export const typedWords = (text: string): NameWord[] => unlike(joined(tokens(text).map(wordOf)))

/** A text with each of its letters left out once. */
export function shortenings(text: string): string[] {
  const letters = Array.from(text)
  return [...new Set(letters.map((_, at) => letters.slice(0, at).join('') + letters.slice(at + 1).join('')))]
}

/** Shorter words are all one slip from each other. */
const shortestSlip = 4

/** Whether two words are the same but for one slip: a letter missing, added or replaced, two neighbours swapped. */
export function oneSlipApart(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [Array.from(one), Array.from(other)]
  if (Math.max(a.length, b.length) < shortestSlip || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const [left, right] = [endA - start, endB - start]
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}

/**
 * Whether two names may be of one person for whoever types quickly: every word of the shorter one stands in the
 * other, in any order, but for one slip a word. One word alone says nothing.
 */
export function namesAlike(one: string, other: string): boolean {
  const [few, many] = [typedWords(one), typedWords(other)]
    .map((words) => words.map((word) => foldSecond(word.folded)))
    .sort((a, b) => a.length - b.length) as [string[], string[]]
  if (few.length < 2) return false
  const left = [...many]
  return few.every((word) => {
    const at = left.findIndex((candidate) => oneSlipApart(word, candidate))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** Cyrillic for the Latin spelling of names in passports and mail, longest first. */
const fromLatin: readonly (readonly [RegExp, string])[] = [
  [/shch/gu, 'щ'],
  [/zh|dzh/gu, 'ж'],
  [/kh/gu, 'х'],
  [/gh/gu, 'г'],
  [/ts/gu, 'ц'],
  [/ch/gu, 'ч'],
  [/sh/gu, 'ш'],
  [/yu|iu/gu, 'ю'],
  [/ya/gu, 'я'],
  [/ye|yo/gu, 'е'],
  [/j/gu, 'ж'],
  [/q|c|k/gu, 'к'],
  [/x|h/gu, 'х'],
  [/w|v/gu, 'в'],
  [/y|i/gu, 'и'],
]
const latinLetters = 'abdefglmnoprstuz'
const cyrillicLetters = 'абдефглмнопрстуз'

/** A name in Latin letters as it may stand in Cyrillic ones (`Abdrakhmanova`, `Zhanar`), for searching only. */
export function cyrillicOf(text: string): string {
  let found = text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase()
  for (const [latin, letter] of fromLatin) found = found.replace(latin, letter)
  return Array.from(found, (letter) => {
    const at = latinLetters.indexOf(letter)
    return at < 0 ? letter : cyrillicLetters.charAt(at)
  }).join('')
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
