/** Entries of the classifiers: which are in force, how a file changes them, how they are found. */
import type { ClassifierKind } from '../../../shared/contract/classifiers'
import type { LocalText } from '../../../shared/model'
import { foldSecond, nameWords, typedWords } from '../../../shared/rules/names'
import type { Knex } from '../../db/open'
import { branchOf, builtInPlaces, codesAbove, rankOf } from './codes'
import type { ReadFile } from './file'

export interface EntryRecord {
  id: number
  kind: ClassifierKind
  code: string
  parent: string | null
  name_kk: string
  name_ru: string
  words: string
  path_words: string
  rank: number
  edition: string
  valid_from: string
  ended_on: string | null
  file_id: number
}

export const entriesTable = (db: Knex) => db<EntryRecord>('classifier_entries')
const inForce = (db: Knex, kind: ClassifierKind) => entriesTable(db).where({ kind }).whereNull('ended_on')

/** What stands in force for a code; `name_...` empty where no file gave it yet. */
type Named = Pick<EntryRecord, 'code' | 'parent' | 'name_kk' | 'name_ru'>

/** Words as they are looked for: each after a blank, in the spelling that the search of people forgives. */
const wordsOf = (entry: Pick<Named, 'name_kk' | 'name_ru'>): string =>
  [
    ...new Set(
      [entry.name_kk, entry.name_ru].flatMap(nameWords).map(({ folded }) => ' ' + foldSecond(folded)),
    ),
  ].join('')

const builtIn = (kind: ClassifierKind): Named[] =>
  kind === 'kato'
    ? builtInPlaces.map(({ code, nameKk, nameRu }) => ({
        code,
        parent: null,
        name_kk: nameKk,
        name_ru: nameRu,
      }))
    : []

/* ---------- A file held against what is here ---------- */

export interface Change {
  change: 'added' | 'changed' | 'ended' | 'same'
  line: number | null
  entry: Named
  /** What is in force before. */
  before: EntryRecord | null
}

/** What a file does to every entry. What lies in a part of the classifier that the file does not hold stays. */
export async function changesOf(
  db: Knex,
  kind: ClassifierKind,
  { entries, kept }: ReadFile,
): Promise<Change[]> {
  const here = new Map((await inForce(db, kind)).map((record) => [record.code, record]))
  const codes = new Set([...entries.map(({ code }) => code), ...here.keys(), ...kept])
  for (const { code } of builtIn(kind)) codes.add(code)
  const changes: Change[] = entries.map(({ line, code, nameKk, nameRu, section }) => {
    const before = here.get(code) ?? null
    const entry = {
      code,
      parent: codesAbove(kind, code).find((one) => codes.has(one)) ?? section ?? before?.parent ?? null,
      name_kk: nameKk ?? before?.name_kk ?? '',
      name_ru: nameRu ?? before?.name_ru ?? '',
    }
    const same =
      before !== null &&
      (['parent', 'name_kk', 'name_ru'] as const).every((field) => before[field] === entry[field])
    return { change: before === null ? 'added' : same ? 'same' : 'changed', line, entry, before }
  })
  const said = new Set(entries.map(({ code }) => code))
  const branches = new Set(entries.map(({ code }) => branchOf(kind, code)))
  for (const before of here.values())
    if (!said.has(before.code) && !kept.has(before.code) && branches.has(branchOf(kind, before.code)))
      changes.push({ change: 'ended', line: null, entry: before, before })
  return changes
}

const rowsAtOnce = 250

async function inParts<T>(all: readonly T[], work: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += rowsAtOnce) await work(all.slice(at, at + rowsAtOnce))
}

/** Write changes: what was in force before ends on the first day of what takes its place, and stays in the table. */
export async function applyChanges(
  db: Knex,
  kind: ClassifierKind,
  changes: readonly Change[],
  { fileId, edition, validFrom }: { fileId: number; edition: string; validFrom: string },
): Promise<void> {
  const ended = changes.filter(({ change }) => change === 'changed' || change === 'ended')
  await inParts(
    ended.map(({ before }) => before!.id),
    (ids) => entriesTable(db).whereIn('id', ids).update({ ended_on: validFrom }),
  )
  const begun = changes.filter(({ change }) => change === 'added' || change === 'changed')
  const rows = begun.map(({ entry: { code, parent, name_kk, name_ru } }) => ({
    kind,
    code,
    parent,
    name_kk,
    name_ru,
    words: wordsOf({ name_kk, name_ru }),
    path_words: '',
    rank: rankOf(kind, code),
    edition,
    valid_from: validFrom,
    ended_on: null,
    file_id: fileId,
  }))
  // The path of an entry may lead over others that stay as they are, and theirs over a new one.
  const stay = (await inForce(db, kind)) as EntryRecord[]
  const byCode = new Map<string, Pick<EntryRecord, 'parent' | 'words'>>(
    builtIn(kind).map((one) => [one.code, { parent: null, words: wordsOf(one) }]),
  )
  for (const one of [...stay, ...rows]) byCode.set(one.code, one)
  const pathOf = (code: string): string => {
    const above: string[] = []
    for (let at = byCode.get(code); at && above.length < 10; at = byCode.get(at.parent ?? ''))
      above.push(at.words)
    return above.join('')
  }
  for (const row of rows) row.path_words = pathOf(row.code)
  await inParts(rows, (part) => entriesTable(db).insert(part))
  for (const one of stay) {
    const path_words = pathOf(one.code)
    if (path_words !== one.path_words) await entriesTable(db).where({ id: one.id }).update({ path_words })
  }
}

/* ---------- Finding ---------- */

/** Most words that are looked for; an address has more, and then no place of the classifier is meant. */
const mostWords = 10

async function chainsOf(db: Knex, kind: ClassifierKind, found: Named[]): Promise<Named[][]> {
  const known = new Map(builtIn(kind).map((one) => [one.code, one]))
  for (const one of found) known.set(one.code, one)
  for (let missing = found; missing.length > 0;) {
    const wanted = [...new Set(missing.map(({ parent }) => parent))].filter((code) => code !== null)
    missing = wanted.length > 0 ? await inForce(db, kind).whereIn('code', wanted) : []
    for (const one of missing) known.set(one.code, one)
  }
  return found.map((one) => {
    const chain = [one]
    for (let at = known.get(one.parent ?? ''); at && chain.length < 10; at = known.get(at.parent ?? ''))
      chain.unshift(at)
    return chain
  })
}

/** A name in each language; where a file gave one only, it stands for both. */
const namesOf = (chain: readonly Named[]): LocalText => {
  const kk = chain.map(({ name_kk, name_ru }) => name_kk || name_ru).join(', ')
  return { kk, ru: chain.map(({ name_kk, name_ru }) => name_ru || name_kk).join(', '), en: kk }
}

/** Entries in force that begin as typed, the best first; a place is told with all that it lies in. */
export async function suggestEntries(
  db: Knex,
  kind: ClassifierKind,
  text: string,
  limit: number,
): Promise<{ code: string; text: LocalText }[]> {
  const typed = typedWords(text).map(({ folded }) => foldSecond(folded))
  if (typed.length === 0 || typed.length > mostWords || typed.join('').length < 2) return []
  const digits = text.trim().replaceAll('.', '')
  const byCode = /^\d[\d-]*$/u.test(digits)
  const found: Named[] = await inForce(db, kind)
    .modify((query) => {
      if (byCode) return void query.where('code', 'like', digits + '%')
      for (const word of typed) void query.where('path_words', 'like', `% ${word}%`)
      // All words may stand above; then everything below would be found.
      void query.where((own) => {
        for (const word of typed) void own.orWhere('words', 'like', `% ${word}%`)
      })
    })
    .orderBy('rank')
    .orderByRaw('length(words)')
    .orderBy('code')
    .limit(limit)
  const places = builtIn(kind).filter((one) =>
    byCode ? one.code.startsWith(digits) : typed.every((word) => wordsOf(one).includes(' ' + word)),
  )
  const replaced = new Set(
    places.length === 0
      ? []
      : await inForce(db, kind)
          .whereIn(
            'code',
            places.map(({ code }) => code),
          )
          .pluck<string[]>('code'),
  )
  const all = [...places.filter(({ code }) => !replaced.has(code)), ...found].slice(0, limit)
  const chains = kind === 'kato' ? await chainsOf(db, kind, all) : all.map((one) => [one])
  return chains.map((chain) => ({ code: chain.at(-1)!.code, text: namesOf(chain) }))
}

/**
 * The code as it is kept beside a text: only while the text still holds the name that it stands for, in either
 * language and as it is or was; empty else.
 */
export async function codeBeside(
  db: Knex,
  kind: ClassifierKind,
  code: string,
  text: string,
): Promise<string> {
  if (code === '') return ''
  const records: Named[] = [
    ...builtIn(kind).filter((one) => one.code === code),
    ...(await entriesTable(db).where({ kind, code })),
  ]
  return records.some(({ name_kk, name_ru }) =>
    [name_kk, name_ru].some((name) => name !== '' && text.includes(name)),
  )
    ? code
    : ''
}
