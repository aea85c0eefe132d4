/** Codes of the state classifiers: how they are written, and what an entry belongs to. */
import type { ClassifierKind } from '../../../shared/contract/classifiers'
import { regions } from '../../../shared/law/catalogue'

/** Sections of OKED and group X of NKZ are letters; files hold them in Cyrillic as well. */
const latin: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
}

const shapes: Readonly<Record<ClassifierKind, RegExp>> = {
  // The first two digits are the region.
  kato: /^[1-9]\d{8}$/u,
  // domain-facts 7.3: one to four digits or X, a group of occupations after a dash.
  nkz: /^(?:X|\d|\d{2,4}(?:-\d)?)$/u,
  // A section, then two to five digits.
  oked: /^(?:[A-U]|\d{2,5})$/u,
}

/** A code as it is kept, from a cell of a file; null when it is none of this classifier. */
export function readCode(kind: ClassifierKind, cell: string): string | null {
  const bare = cell
    .replace(/[\s\u00a0]/gu, '')
    .replace(/[‐‑–—−]/gu, '-')
    .toUpperCase()
    .replace(/[А-Я]/gu, (letter) => latin[letter] ?? letter)
  const code = kind === 'oked' ? bare.replaceAll('.', '') : bare
  return shapes[kind].test(code) ? code : null
}

/** The codes that an entry may belong to, the nearest first; the section of an activity stands in the file only. */
export function codesAbove(kind: ClassifierKind, code: string): string[] {
  if (kind === 'kato')
    return [6, 4, 2]
      .map((digits) => code.slice(0, digits).padEnd(9, '0'))
      .filter((one) => one !== code)
      .filter((one, at, all) => all.indexOf(one) === at)
  const digits = code.replace(/-\d$/u, '')
  const shorter = Array.from({ length: digits.length - 1 }, (_, at) =>
    digits.slice(0, digits.length - 1 - at),
  )
  return digits === code ? shorter : [digits, ...shorter]
}

/** The part of a classifier that a file holds whole or not at all: a region, a great group, a division. */
export const branchOf = (kind: ClassifierKind, code: string): string => code.slice(0, kind === 'nkz' ? 1 : 2)

/** Order of suggestions: the widest place first, but the narrowest occupation and activity. */
export function rankOf(kind: ClassifierKind, code: string): number {
  if (kind !== 'kato') return 9 - code.length
  return /^\d{2}0{7}$/u.test(code) ? 1 : /^\d{4}0{5}$/u.test(code) ? 2 : /^\d{6}0{3}$/u.test(code) ? 3 : 4
}

/** The regions, which are there without any file (domain-facts 7.1). */
export const builtInPlaces = regions.map(({ kato, kk, ru }) => ({ code: kato, nameKk: kk, nameRu: ru }))
