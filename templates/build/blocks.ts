/**
 * What a form is made of. The wording of a form is written with these blocks, one line of the law per line of
 * code; marks in the text stand for the merge fields:
 *
 *   [[centre_name]]                 a value on a rule
 *   [[applicant_phone|________]]    the same, with the blank that stays for the hand when there is no value
 *   [[@issue_date|"___" ____ 20__]] a date or a long text, printed without a rule
 *   [[@issue_date~kk_on|20__]]      the same in a style of its own (forms.md 2.2)
 *   [[?consent_x=yes]]              a tick box, crossed when that option is chosen
 *   [[_measure=relocation|words]]   words that are underlined when that option is chosen
 *   [[+applicant_phone|, ]]         words that are printed only when that field has a value
 *   [[+possible=yes|words]]         words that stand only when that option is chosen
 *   [[,employer_address]]           a comma and the value, nothing when there is none
 *
 *   [[plan_measures=social_jobs]]   what a list says of a row that the form itself prints
 *
 * and, inside `each`, `lines` and the rows of a table, for the entries of a list:
 *
 *   [[.full_name]] [[ .defect]]     a column; with a space before it when it has a value; [[, .sex]] with a comma
 *   [[#]] [[;|.]]                   the number of the entry; what stands after each one | after the last one
 */
export type Cell =
  | { /** Words as wide as they are. */ label: string }
  | {
      /** What stands on the rule; empty for a signature. */
      value: string
      /** Words under the rule. */
      caption?: string
      /** Share of the room that the labels leave; 1 when not given. */
      share?: number
      /** Room between this rule and the next cell, in mm. */
      gap?: number
    }

/** `before` is room above in points, `left` room at the left in mm. */
interface TextBlock {
  kind: 'text'
  text: string
  caption?: string
  before?: number
  left?: number
}
interface HeadBlock {
  kind: 'head'
  lines: string[]
  mark: string
  left?: number
}
interface RowBlock {
  kind: 'row'
  cells: Cell[]
  before?: number
  left?: number
}

/** A cell in the heading of a table; `across` columns, or on `down` to the end of the heading; null is taken. */
export type HeadCell = string | { text: string; across?: number; down?: true } | null

/** A row of a table: its cells, a heading across all columns, or cells for each entry of a list. */
export type TableRow = string[] | { group: string } | { each: string; cells: string[] }

/** One side of a line of two: words, or a value over its caption; no value is room for a signature. */
export type Side = string | { value: string; caption: string }

export type Block =
  | HeadBlock
  | { kind: 'title'; text: string }
  | TextBlock
  | RowBlock
  | { kind: 'choices'; rows: { text: string; options: string[] }[] }
  | { kind: 'each'; list: string; text: string }
  | { kind: 'lines'; list: string; text: string; caption?: string; blank: number }
  | { kind: 'centred'; text: string; small: boolean }
  | { kind: 'when'; field: string; blocks: Block[] }
  | { kind: 'table'; widths: number[]; head?: HeadCell[][]; rows: TableRow[]; figures?: boolean }
  | { kind: 'sides'; rows: [Side, Side][] }
  | { kind: 'tear'; caption: string }

/** The block at the top right: which annex of which act; `mark` stands a little lower. */
export const head = (mark: string, ...lines: string[]): HeadBlock => ({ kind: 'head', lines, mark })
export const title = (text: string): Block => ({ kind: 'title', text })
/** A paragraph; `caption` is the small print under it, `before` the room above it in points. */
export const text = (text: string, more: { caption?: string; before?: number } = {}): TextBlock => ({
  kind: 'text',
  text,
  ...more,
})
/** Values over their captions, side by side with labels. */
export const row = (...cells: Cell[]): RowBlock => ({ kind: 'row', cells })
/** A row with room above it, in points. */
export const rowAfter = (before: number, ...cells: Cell[]): RowBlock => ({ kind: 'row', cells, before })
/** Lines in the right part of the sheet: to whom and from whom an application is. */
export const addressee = (...blocks: (TextBlock | RowBlock)[]): Block[] =>
  blocks.map((block) => ({ ...block, left: 70 }))
export const choices = (...rows: { text: string; options: string[] }[]): Block => ({ kind: 'choices', rows })
/** A paragraph for each entry of a list. */
export const each = (list: string, text: string): Block => ({ kind: 'each', list, text })
/** A rule for each entry of a list, or `blank` empty ones for the hand when there is none. */
export const lines = (
  list: string,
  text: string,
  more: { caption?: string; blank?: number } = {},
): Block => ({
  kind: 'lines',
  list,
  text,
  blank: 1,
  ...more,
})
/** Who signs over the caption, beside room for the signature. */
export const signature = (value: string, caption: string, sign: string): Block =>
  rowAfter(8, { value, caption, share: 3, gap: 5 }, { value: '', caption: sign })
/** The date of issue and, beside it, the place of the seal; without a date its rule stays for the hand. */
export const issued = (label: string, date: string, seal: string): Block =>
  rowAfter(8, { label: label + ' ' }, { value: date, share: 0.3, gap: 25 }, { label: seal })
/** A line of the head of a paper, in the middle. */
export const centred = (text: string): Block => ({ kind: 'centred', text, small: false })
/** The same in small print. */
export const small = (text: string): Block => ({ kind: 'centred', text, small: true })
/** Blocks that are printed only when the field has a value. */
export const when = (field: string, ...blocks: Block[]): Block => ({ kind: 'when', field, blocks })
/** A ruled table. Widths in mm; 0 takes what is left. The heading comes again on a next sheet. */
export const table = (widths: number[], head: string[] | undefined, ...rows: TableRow[]): Block => ({
  kind: 'table',
  widths,
  head: head && [head],
  rows,
})
/** The same where every column but the first holds numbers, which stand at the right of their cells. */
export const tableOfFigures = (widths: number[], head: string[], ...rows: TableRow[]): Block => ({
  kind: 'table',
  widths,
  head: [head],
  rows,
  figures: true,
})
/** The same with a heading of several rows. */
export const tableUnder = (widths: number[], head: HeadCell[][], ...rows: TableRow[]): Block => ({
  kind: 'table',
  widths,
  head,
  rows,
})
/** Two columns side by side without rules, e.g. for two who sign. */
export const sides = (...rows: [Side, Side][]): Block => ({ kind: 'sides', rows })
/** What follows stays on one page: the sheet is cut here. */
export const tear = (caption: string): Block => ({ kind: 'tear', caption })

export interface FormText {
  formId: string
  language: 'kk' | 'ru'
  /** Set in 11 pt instead of 12, with less room above the title; `most` also with tighter lines. For full forms. */
  dense?: boolean | 'most'
  /** The sheet lies on its side: for tables with many columns. */
  landscape?: boolean
  blocks: Block[]
}
