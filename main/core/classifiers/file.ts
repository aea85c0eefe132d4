/**
 * Files of the statistics bureau, XLSX or CSV. Their headings vary with the year and the language, so that columns
 * are known by words; the code stands in one column or is parted over several.
 */
import { unzipSync, zipSync, type Unzipped } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import type { ClassifierFault, ClassifierKind } from '../../../shared/contract/classifiers'
import { csvCells, csvSeparator } from '../../../shared/csv'
import { CodedError } from '../../../shared/errors'
import { cleanName } from '../../../shared/rules/names'
import type { z } from 'zod'
import { textLines } from '../files/text'
import { readCode } from './codes'

type Fault = z.infer<typeof ClassifierFault>

/** An entry as a line of a file says it; null where the file has no column in that language. */
export interface FileEntry {
  line: number
  code: string
  nameKk: string | null
  nameRu: string | null
  /** OKED: the section whose lines these are. */
  section: string | null
}

export interface ReadFile {
  entries: FileEntry[]
  faults: Fault[]
  /** Codes of lines that are left out: what they name is not taken for gone. */
  kept: Set<string>
}

/** Most bytes of a file, of its unpacked content, parts in it, and rows; KATO has some 17,000 rows in 2 MB. */
const limits = { file: 16 * 1024 * 1024, unpacked: 128 * 1024 * 1024, parts: 1000, rows: 100_000 }
/** Rows in which the headings are looked for: titles and notes stand above them. */
const headRows = 30
const longestName = 1000

interface Row {
  line: number
  cells: string[]
}

const tooLarge = () => new CodedError('file_too_large', { max: limits.file / 1024 / 1024 })

/** No part becomes larger than it claims to be, and the claims are added up. */
function unpacked(bytes: Uint8Array): Unzipped {
  let claimed = 0
  let parts = 0
  return unzipSync(bytes, {
    filter: ({ originalSize }) => {
      claimed += originalSize
      if (claimed > limits.unpacked || ++parts > limits.parts) throw tooLarge()
      return true
    },
  })
}

/** `1.0E8` as a spreadsheet may keep 100000000. */
const wholeNumber = (text: string): string =>
  /^\d+(?:\.\d+)?E\+?\d+$/iu.test(text) ? String(Number(text)) : text

async function sheetsOf(bytes: Uint8Array): Promise<Row[][]> {
  try {
    // Packed anew, its sizes are the true ones.
    const honest = zipSync(unpacked(bytes), { level: 0 })
    const sheets = await readXlsxFile(Buffer.from(honest), { parseNumber: wholeNumber })
    return sheets.map(({ data }) =>
      data.map((row, at) => ({
        line: at + 1,
        cells: row.map((cell) => (cell === null ? '' : cleanName(String(cell)))),
      })),
    )
  } catch (error) {
    if (error instanceof CodedError) throw error
    throw new CodedError('classifier_file_unreadable', undefined, undefined, { cause: error })
  }
}

function textRows(bytes: Uint8Array): Row[] {
  const lines = textLines(bytes, null, 'classifier_file_unreadable', limits.file)
  const separator = csvSeparator(lines.slice(0, headRows).map(({ text }) => text))
  return lines.map(({ line, text }) => ({ line, cells: csvCells(text, separator).map(cleanName) }))
}

/* ---------- Headings ---------- */

interface Columns {
  /** The code in one column, or its parts from the widest to the narrowest. */
  code: number | null
  parts: number[]
  kk: number | null
  ru: number | null
}

/** Not the middle of another word: `показатель` is no language. */
const inKazakh = /(?<!\p{L})(?:қаз|каз)|kaz|\bkk\b|_kk/iu
const inRussian = /рус|орыс|rus|\bru\b|_ru/iu
const names: [RegExp, 'kk' | 'ru'][] = [
  [/атауы/iu, 'kk'],
  [/наименование|название/iu, 'ru'],
]
const codes =
  /^te$|^(?:код|коды|code|kod)(?!\p{L})|(?<!\p{L})коды$|^(?:като|kato|әаож|нкз|nkz|окэд|oked|эқжж)(?!\p{L})/iu
/** Widths of the parts of a KATO code. */
const katoParts: Readonly<Record<string, number>> = { ab: 2, cd: 2, ef: 2, hij: 3 }
const okedParts = [
  /секци/iu,
  /раздел|бөлім/iu,
  /групп|топ/iu,
  /^(?:класс|сынып)/iu,
  /подкласс|ішкі сынып|кіші сынып/iu,
]

const languageOf = (heading: string): 'kk' | 'ru' | null =>
  inKazakh.test(heading)
    ? 'kk'
    : inRussian.test(heading)
      ? 'ru'
      : (names.find(([words]) => words.test(heading))?.[1] ?? null)

/** What the columns of a row of headings hold; null when it is no such row. */
function columnsOf(kind: ClassifierKind, cells: readonly string[]): Columns | null {
  const columns: Columns = { code: null, parts: [], kk: null, ru: null }
  const parts = new Map<number, number>()
  for (const [at, heading] of cells.entries()) {
    const word = heading.trim().toLowerCase()
    const part =
      kind === 'kato'
        ? Object.keys(katoParts).indexOf(word)
        : kind === 'oked'
          ? okedParts.findIndex((one) => one.test(word))
          : -1
    if (part >= 0) parts.set(part, at)
    else if (columns.code === null && codes.test(word)) columns.code = at
    else {
      const language = languageOf(word)
      if (language !== null && columns[language] === null) columns[language] = at
    }
  }
  const all = kind === 'kato' ? 4 : 2
  if (parts.size >= all) columns.parts = [...parts].sort(([a], [b]) => a - b).map(([, at]) => at)
  if (columns.code === null && columns.parts.length === 0) return null
  return columns.kk === null && columns.ru === null ? null : columns
}

/** The code as the cells of a line write it. */
function codeCell(kind: ClassifierKind, columns: Columns, cells: readonly string[]): string {
  const whole = columns.code === null ? '' : (cells[columns.code] ?? '')
  if (whole !== '' || columns.parts.length === 0) return whole
  const parts = columns.parts.map((at) => cells[at] ?? '')
  // The narrowest part of an activity is its whole code.
  if (kind !== 'kato') return parts.findLast((part) => part !== '') ?? ''
  if (parts.every((part) => part === '')) return ''
  // A spreadsheet keeps 00 as 0.
  const widths = Object.values(katoParts)
  return parts.map((part, at) => part.padStart(widths[at]!, '0')).join('')
}

/* ---------- Lines ---------- */

function entriesOf(kind: ClassifierKind, rows: readonly Row[], columns: Columns): ReadFile {
  const result: ReadFile = { entries: [], faults: [], kept: new Set() }
  const seen = new Map<string, FileEntry>()
  let section: string | null = null
  const nameIn = (at: number | null, cells: readonly string[]) => (at === null ? null : (cells[at] ?? ''))
  for (const { line, cells } of rows) {
    const typed = codeCell(kind, columns, cells)
    const nameKk = nameIn(columns.kk, cells)
    const nameRu = nameIn(columns.ru, cells)
    const named = Boolean(nameKk) || Boolean(nameRu)
    // Notes and empty lines between the tables hold neither.
    if (typed === '' && !named) continue
    const code = readCode(kind, typed)
    const leaveOut = (reason: Fault['reason'], what: string) => {
      result.faults.push({ line, reason, what: what.slice(0, 100) })
      if (code !== null) result.kept.add(code)
    }
    if (typed === '') leaveOut('code_missing', nameKk || nameRu || '')
    else if (code === null) leaveOut('code_wrong', typed)
    else if (!named) leaveOut('name_missing', code)
    else if ([nameKk, nameRu].some((name) => (name ?? '').length > longestName))
      leaveOut('name_too_long', code)
    else {
      if (kind === 'oked' && /^[A-U]$/u.test(code)) section = code
      const entry = { line, code, nameKk, nameRu, section: code === section ? null : section }
      const twin = seen.get(code)
      if (!twin) {
        seen.set(code, entry)
        result.entries.push(entry)
      } else if (twin.nameKk !== nameKk || twin.nameRu !== nameRu)
        leaveOut('contradicts_line', String(twin.line))
    }
  }
  return result
}

/**
 * What a file says, line by line.
 *
 * @throws CodedError `file_too_large`, `classifier_file_unreadable` for what is neither XLSX nor text,
 * `classifier_columns` where no row names a code and a name
 */
export async function readClassifierFile(kind: ClassifierKind, bytes: Uint8Array): Promise<ReadFile> {
  if (bytes.length > limits.file) throw tooLarge()
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b
  for (const rows of packed ? await sheetsOf(bytes) : [textRows(bytes)]) {
    const head = rows.slice(0, headRows).findIndex(({ cells }) => columnsOf(kind, cells) !== null)
    if (head < 0) continue
    if (rows.length - head > limits.rows) throw tooLarge()
    return entriesOf(kind, rows.slice(head + 1), columnsOf(kind, rows[head]!.cells)!)
  }
  throw new CodedError('classifier_columns')
}
