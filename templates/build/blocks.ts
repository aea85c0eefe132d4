/**
 * What a form is made of. The wording of a form is written with these blocks, one line of the law per line of
 * code; marks in the text stand for the merge fields:
 *
 *   [[centre_name]]                 a value on a rule
 *   [[applicant_phone|________]]    the same, with the blank that stays for the hand when there is no value
 *   [[@issue_date|"___" ____ 20__]] a date, printed without a rule
 *   [[?consent_x=yes]]              a tick box, crossed when that option is chosen
 *   [[_measure=relocation|words]]   words that are underlined when that option is chosen
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

export type Block =
  | { kind: 'head'; lines: string[]; mark: string }
  | { kind: 'title'; text: string }
  | { kind: 'text'; text: string; caption?: string; before?: number }
  | { kind: 'row'; cells: Cell[]; before?: number }
  | { kind: 'choices'; rows: { text: string; options: string[] }[] }
  | { kind: 'tear'; caption: string }

export const head = (mark: string, ...lines: string[]): Block => ({ kind: 'head', lines, mark })
export const title = (text: string): Block => ({ kind: 'title', text })
/** A paragraph; `caption` is the small print under it, `before` the room above it in points. */
export const text = (text: string, more: { caption?: string; before?: number } = {}): Block => ({
  kind: 'text',
  text,
  ...more,
})
/** Values over their captions, side by side with labels. */
export const row = (...cells: Cell[]): Block => ({ kind: 'row', cells })
/** A row with room above it, in points. */
export const rowAfter = (before: number, ...cells: Cell[]): Block => ({ kind: 'row', cells, before })
export const choices = (...rows: { text: string; options: string[] }[]): Block => ({ kind: 'choices', rows })
export const tear = (caption: string): Block => ({ kind: 'tear', caption })

export interface FormText {
  formId: string
  language: 'kk' | 'ru'
  blocks: Block[]
}
