/**
 * From blocks to a DOCX that Word and LibreOffice are pleasant to edit in: named styles, real tables, fields
 * as plain text. The same input gives the same bytes: fixed dates, no random ids.
 *
 * How a form must be made so that Word, LibreOffice and docx-preview set it alike: fixed borderless tables for
 * a value over its caption, no tab stops, exact line spacing, rows at least as high as a line.
 */
import { strToU8, zipSync, type Zippable } from 'fflate'
import { dateStyles, formatDay, type DateStyle } from '../../main/core/documents/dates'
import type { FormSpec } from '../../main/core/documents/forms'
import type { Block, FormText, HeadCell, Side, TableRow } from './blocks'
import { widthOf } from './measure'

/** Twentieths of a point in a millimetre. */
const mm = (value: number) => Math.round((value * 1440) / 25.4)
const points = (value: number) => Math.round(value * 20)

const page = { width: 11906, height: 16838, top: mm(14), right: mm(15), bottom: mm(10), left: mm(25) }
/** The sheet of a form; a lying one keeps its binding margin at the left. */
const sheetOf = (text: FormText) =>
  text.landscape ? { width: page.height, height: page.width } : { width: page.width, height: page.height }
const textWidthOf = (text: FormText) => sheetOf(text).width - page.left - page.right
/** Size of the body, height of its lines and of captions, least gap between rows, in points. */
const bodyOf = (text: FormText) =>
  text.dense === 'most'
    ? { size: 11, line: 12.7, caption: 9.5, gap: 2 }
    : text.dense
      ? { size: 11, line: 13.5, caption: 10, gap: 4 }
      : { size: 12, line: 15, caption: 10, gap: 4 }
/** The same for the cells of ruled tables; `row` is the least height of a row. */
const cellOf = (text: FormText) =>
  text.dense === 'most'
    ? { size: 10, line: 11, row: 11 }
    : text.dense
      ? { size: 10, line: 11.5, row: 12 }
      : { size: 11, line: 13, row: 12 }
/** Where the block at the head of a form begins: the right half of the sheet. */
const headIndent = (text: FormText) => mm(text.landscape ? 165 : 97)
const choiceWidth = mm(30)
/** Word's own look of a tick box; the paper page draws both itself. */
const boxFont = 'Segoe UI Symbol'

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/* ---------- text with its marks ---------- */

type Look = '' | 'value' | 'box' | 'chosen'

const runLook: Record<Look, string> = {
  '': '',
  value: '<w:rPr><w:rStyle w:val="FormFill"/></w:rPr>',
  box: '<w:rPr><w:rStyle w:val="FormBox"/></w:rPr>',
  chosen: '<w:rPr><w:rStyle w:val="FormFill"/></w:rPr>',
}

const run = (text: string, look: Look = '') =>
  text === '' ? '' : `<w:r>${runLook[look]}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>`

interface Mark {
  kind: 'value' | 'date' | 'box' | 'option' | 'next' | 'chosen'
  field: string
  /** Style of a date; empty for the usual one of its field. */
  style: '' | DateStyle
  option: string
  blank: string
}

/** Commands for a mark of a list's entry; '' when the mark is of another kind. */
function entryRuns(mark: string): string {
  const column = /^\[\[(,? ?)\.([a-z0-9_]+)\]\]$/.exec(mark)
  if (column) {
    const path = '$row.' + column[2]!
    const value = run(`{{${path}}}`)
    return column[1] ? run(`{{IF ${path}}}`) + run(column[1]) + value + run('{{END-IF}}') : value
  }
  const stop = /^\[\[([;,]?)\|([;,.]?)\]\]$/.exec(mark)
  if (stop) return either('$row.last', run(stop[2]!), run(stop[1]!))
  return mark === '[[#]]' ? run('{{$idx + 1}}') : ''
}

/** One thing or the other; commands side by side, because the library takes no nested ones. */
const either = (name: string, yes: string, no: string) =>
  (yes && run(`{{IF ${name}}}`) + yes + run('{{END-IF}}')) +
  (no && run(`{{IF !${name}}}`) + no + run('{{END-IF}}'))

/** Cut a line into words and marks. */
function partsOf(line: string): (string | Mark)[] {
  // A number stays on one line with its sign.
  const whole = line.replaceAll('№ [[', '№\u00a0[[')
  return whole.split(/(\[\[[^\]]*\]\])/).map((part) => {
    if (!part.startsWith('[[')) return part
    if (entryRuns(part)) return part
    const match = /^\[\[([@?_,+]?)([a-z0-9_]+)(?:~([a-z_]+))?(?:=([a-z0-9_]+))?(?:\|(.*))?\]\]$/.exec(part)
    if (!match) throw new Error('mark not understood: ' + part)
    const kind =
      ({ '@': 'date', '?': 'box', _: 'option', ',': 'next', '+': 'chosen' } as const)[match[1]!] ?? 'value'
    const style = (match[3] ?? '') as Mark['style']
    if (style && !dateStyles.includes(style)) throw new Error('no such style of dates: ' + part)
    return { kind, field: match[2]!, style, option: match[4] ?? '', blank: match[5] ?? '' }
  })
}

function runsOf(line: string, form: FormSpec, inCell: boolean): string {
  return partsOf(line)
    .map((part) => {
      if (typeof part === 'string') return part.startsWith('[[') ? entryRuns(part) : run(part)
      const spec = form.fields.find((field) => field.id === part.field)
      if (!spec) throw new Error(`${form.formId} has no field ${part.field}`)
      const asked = `${part.field}__${part.option}`
      if (part.kind === 'box') return either(asked, run('☒', 'box'), run('□', 'box'))
      if (part.kind === 'option') return either(asked, run(part.blank, 'chosen'), run(part.blank))
      if (part.kind === 'chosen') return either(part.option ? asked : part.field, run(part.blank), '')
      // In a cell the rule is the border of the cell.
      const look = part.kind === 'date' || inCell ? '' : 'value'
      const name = [part.field, part.style || part.option].filter(Boolean).join('__')
      const value = run(`{{${name}}}`, look)
      if (part.kind === 'next') return either(part.field, run(', ', look) + value, '')
      return part.blank ? either(part.field, value, run(part.blank)) : value
    })
    .join('')
}

/** Room that a label needs at its widest: dates are measured in every month. */
function widthOfLabel(label: string, form: FormSpec, text: FormText): number {
  const { size } = bodyOf(text)
  const widest = partsOf(label)
    .map((part) => {
      if (typeof part === 'string') return part
      const spec = form.fields.find((field) => field.id === part.field)
      if (spec?.type !== 'date') throw new Error('only dates may stand in a label: ' + part.field)
      const shown = Array.from({ length: 12 }, (_, i) =>
        formatDay(`2028-${String(i + 1).padStart(2, '0')}-28`, part.style || spec.style[text.language]),
      )
      return [...shown, part.blank].sort((a, b) => widthOf(b, size) - widthOf(a, size))[0]!
    })
    .join('')
  // Two points of spare, so that no renderer breaks the label for a rounding.
  return widthOf(widest, size) + points(2)
}

/* ---------- blocks ---------- */

const paragraph = (style: string, content: string, properties = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${content}</w:p>`

const above = (before: number | undefined) => (before ? `<w:spacing w:before="${points(before)}"/>` : '')

const indent = (left: number | undefined) => (left ? `<w:ind w:left="${mm(left)}"/>` : '')

/** A bordered table is a hair narrower than the text, so that no printer cuts its outer lines. */
const hair = 12

const tableHead = (widths: number[], borders: string, side: number) =>
  `<w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/>` +
  `<w:tblInd w:w="${borders ? hair : 0}" w:type="dxa"/>${borders}<w:tblLayout w:type="fixed"/>` +
  `<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="${side}" w:type="dxa"/>` +
  `<w:bottom w:w="0" w:type="dxa"/><w:right w:w="${side}" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
  `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`

const tableRow = (height: number, cells: string, properties = '') =>
  `<w:tr><w:trPr>${properties}<w:cantSplit/><w:trHeight w:val="${height}" w:hRule="atLeast"/></w:trPr>${cells}</w:tr>`

const tableCell = (width: number, content: string, properties = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`

/** A table of one or two rows: values on their rules, captions below. */
function rowTable(block: Block & { kind: 'row' }, form: FormSpec, text: FormText): string {
  const { cells, before = 0, left = 0 } = block
  const body = bodyOf(text)
  interface Column {
    width: number
    top: string
    caption: string
    rule: boolean
    end: boolean
  }
  // Beside a value that takes several lines the others stay on the rule.
  const several = cells.filter((cell) => 'value' in cell).length > 1
  const labels = cells.map((cell) => ('label' in cell ? widthOfLabel(cell.label, form, text) : 0))
  const gaps = cells.reduce((sum, cell) => sum + ('value' in cell ? mm(cell.gap ?? 0) : 0), 0)
  const room = textWidthOf(text) - mm(left) - labels.reduce((a, b) => a + b, 0) - gaps
  const shares = cells.reduce((sum, cell) => sum + ('value' in cell ? (cell.share ?? 1) : 0), 0)
  const columns: Column[] = []
  if (left) columns.push({ width: mm(left), top: '', caption: '', rule: false, end: false })
  cells.forEach((cell, i) => {
    if ('label' in cell) {
      const runs = runsOf(cell.label, form, true)
      columns.push({ width: labels[i]!, top: runs, caption: '', rule: false, end: several || i > 0 })
      return
    }
    // A share below one leaves the rest of the line free.
    const width = Math.floor((room * (cell.share ?? 1)) / Math.max(1, shares))
    columns.push({
      width,
      top: runsOf(cell.value, form, true),
      caption: cell.caption ?? '',
      rule: true,
      end: several,
    })
    if (cell.gap) columns.push({ width: mm(cell.gap), top: '', caption: '', rule: false, end: false })
  })
  const top = columns.map((column) =>
    tableCell(
      column.width,
      paragraph('FormValue', column.top),
      (column.rule ? rule : '') + (column.end ? '<w:vAlign w:val="bottom"/>' : ''),
    ),
  )
  const rows = [tableRow(points(body.line), top.join(''))]
  if (columns.some((column) => column.caption))
    rows.push(
      tableRow(
        points(body.caption),
        columns.map((c) => tableCell(c.width, paragraph('FormCaption', run(c.caption)))).join(''),
      ),
    )
  const widths = columns.map((column) => column.width)
  // The tightest forms have half the room.
  return (
    gapAbove(Math.max((before * body.gap) / 4, body.gap)) +
    `<w:tbl>${tableHead(widths, '', 0)}${rows.join('')}</w:tbl>`
  )
}

/** Keeps two tables apart (touching ones would merge) and gives the room before the next one. */
const gapAbove = (height: number) =>
  paragraph('FormGap', '', `<w:spacing w:line="${points(height)}" w:lineRule="exact"/>`)

const rule = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'

/** A rule for each entry of a list. The rows of the commands vanish when the form is filled. */
function lineTable(block: Block & { kind: 'lines' }, form: FormSpec, text: FormText): string {
  const width = textWidthOf(text)
  const wide = (height: number, content: string, properties = '') =>
    tableRow(points(height), tableCell(width, content, properties))
  const command = (words: string) => wide(10, paragraph('FormValue', run(words)))
  const { line, caption, gap } = bodyOf(text)
  const empty = wide(line + 2, paragraph('FormValue', ''), rule)
  return (
    gapAbove(2) +
    `<w:tbl>${tableHead([width], '', 0)}` +
    command(`{{FOR row IN ${block.list}}}`) +
    wide(line + gap / 4, paragraph('FormValue', runsOf(block.text, form, true)), rule) +
    command('{{END-FOR row}}') +
    (block.blank
      ? command(`{{IF !${block.list}}}`) + empty.repeat(block.blank) + command('{{END-IF}}')
      : '') +
    (block.caption ? wide(caption, paragraph('FormCaption', run(block.caption))) : '') +
    '</w:tbl>'
  )
}

const boxed = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('')}</w:tblBorders>`

function choiceTable(rows: { text: string; options: string[] }[], form: FormSpec, text: FormText): string {
  const widths = [textWidthOf(text) - choiceWidth - 2 * hair, choiceWidth]
  const body = rows.map((item) => {
    const options = item.options.map((option) => paragraph('FormValue', runsOf(option, form, true))).join('')
    return tableRow(
      points(15),
      tableCell(widths[0]!, paragraph('FormValue', runsOf(item.text, form, true))) +
        tableCell(widths[1]!, options),
    )
  })
  const gap = paragraph('FormGap', '', `<w:spacing w:line="${points(6)}" w:lineRule="exact"/>`)
  return gap + `<w:tbl>${tableHead(widths, boxed, mm(1.5))}${body.join('')}</w:tbl>`
}

/** A ruled table in smaller print. The rows of the commands vanish when the form is filled. */
function ruledTable(block: Block & { kind: 'table' }, form: FormSpec, text: FormText): string {
  const rest = textWidthOf(text) - 2 * hair - block.widths.reduce((sum, width) => sum + mm(width), 0)
  const widths = block.widths.map((width) => (width ? mm(width) : rest))
  const height = points(cellOf(text).row)
  const cells = (texts: string[]) =>
    widths
      .map((width, i) => {
        const style = block.figures && i > 0 ? 'FormCellFigure' : 'FormCell'
        return tableCell(width, paragraph(style, runsOf(texts[i] ?? '', form, true)))
      })
      .join('')
  const plain = (texts: string[]) => tableRow(height, cells(texts))
  const rowXml = (row: TableRow): string => {
    if (Array.isArray(row)) return plain(row)
    if ('each' in row)
      return [[`{{FOR row IN ${row.each}}}`], row.cells, ['{{END-FOR row}}']].map(plain).join('')
    const heading = paragraph('FormCellHead', run(row.group), '<w:keepNext/>')
    return tableRow(
      height,
      tableCell(textWidthOf(text) - 2 * hair, heading, `<w:gridSpan w:val="${widths.length}"/>`),
    )
  }
  // LibreOffice cuts a merged cell of a heading that comes again.
  const repeats = !block.head?.flat().includes(null)
  const headRow = (row: HeadCell[]): string => {
    let at = 0
    const headCells = row.map((cell) => {
      const { text: words = '', across = 1, down } = typeof cell === 'string' ? { text: cell } : (cell ?? {})
      const span = widths.slice(at, (at += across)).reduce((sum, width) => sum + width, 0)
      const merged =
        (across > 1 ? `<w:gridSpan w:val="${across}"/>` : '') +
        (down ? '<w:vMerge w:val="restart"/>' : cell === null ? '<w:vMerge/>' : '')
      return tableCell(span, paragraph('FormCellHead', runsOf(words, form, true)), merged)
    })
    return tableRow(height, headCells.join(''), repeats ? '<w:tblHeader/>' : '')
  }
  const head = (block.head ?? []).map(headRow).join('')
  return (
    gapAbove(bodyOf(text).gap) +
    `<w:tbl>${tableHead(widths, boxed, mm(1.5))}${head}${block.rows.map(rowXml).join('')}</w:tbl>`
  )
}

/** Two columns without rules; a value stands on its own rule over its caption. */
function sidesTable(rows: [Side, Side][], form: FormSpec, text: FormText): string {
  const gap = mm(8)
  const half = Math.floor((textWidthOf(text) - gap) / 2)
  const line = bodyOf(text).line
  const between = tableCell(gap, paragraph('FormValue', ''))
  const rowXml = (pair: [Side, Side]): string => {
    const signed = pair.some((side) => typeof side !== 'string')
    const top = pair.map((side) =>
      typeof side === 'string'
        ? tableCell(half, paragraph('FormValue', runsOf(side, form, false)))
        : tableCell(
            half,
            paragraph('FormValue', runsOf(side.value, form, true)),
            rule + '<w:vAlign w:val="bottom"/>',
          ),
    )
    const captions = pair.map((side) =>
      tableCell(half, paragraph('FormCaption', run(typeof side === 'string' ? '' : side.caption))),
    )
    return (
      tableRow(points(signed ? line + 3 : line), top.join(between)) +
      (signed ? tableRow(points(bodyOf(text).caption), captions.join(between)) : '')
    )
  }
  return (
    gapAbove(bodyOf(text).gap + 2) +
    `<w:tbl>${tableHead([half, gap, half], '', 0)}${rows.map(rowXml).join('')}</w:tbl>`
  )
}

function blockXml(block: Block, form: FormSpec, text: FormText): string {
  switch (block.kind) {
    case 'head':
      return (
        block.lines.map((line) => paragraph('FormHead', run(line), indent(block.left))).join('') +
        (block.mark && paragraph('FormHead', run(block.mark), above(8) + indent(block.left)))
      )
    case 'title':
      return paragraph('FormTitle', runsOf(block.text, form, false))
    case 'text':
      return (
        paragraph('FormText', runsOf(block.text, form, false), above(block.before) + indent(block.left)) +
        (block.caption ? paragraph('FormCaption', run(block.caption), '<w:jc w:val="left"/>') : '')
      )
    case 'row':
      return rowTable(block, form, text)
    case 'choices':
      return choiceTable(block.rows, form, text)
    case 'each':
      return [`{{FOR row IN ${block.list}}}`, block.text, '{{END-FOR row}}']
        .map((line) => paragraph('FormText', runsOf(line, form, false)))
        .join('')
    case 'lines':
      return lineTable(block, form, text)
    case 'centred':
      return paragraph(block.small ? 'FormSmall' : 'FormCentred', runsOf(block.text, form, true))
    case 'when': {
      const inside = block.blocks.map((inner) => blockXml(inner, form, text)).join('')
      return (
        paragraph('FormText', run(`{{IF ${block.field}}}`)) +
        inside +
        paragraph('FormText', run('{{END-IF}}'))
      )
    }
    case 'table':
      return ruledTable(block, form, text)
    case 'sides':
      return sidesTable(block.rows, form, text)
    case 'tear':
      return paragraph('FormTear', run(block.caption))
  }
}

/* ---------- the parts of the file ---------- */

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const wordNs = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const fonts = (name: string) =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:cs="${name}" w:eastAsia="${name}"/>`
const size = (value: number) => `<w:sz w:val="${value * 2}"/><w:szCs w:val="${value * 2}"/>`
const lines = (line: number, before = 0, after = 0) =>
  `<w:spacing w:before="${points(before)}" w:after="${points(after)}" w:line="${points(line)}" w:lineRule="exact"/>`

function paragraphStyle(id: string, name: string, paragraphs: string, runs = ''): string {
  return (
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraphs}</w:pPr>${runs ? `<w:rPr>${runs}</w:rPr>` : ''}</w:style>`
  )
}

/** Styles that only some forms need. */
function furtherStyles(text: FormText, document: string): string {
  const { line } = bodyOf(text)
  const cell = cellOf(text)
  const middle = '<w:jc w:val="center"/>'
  const styles = {
    FormCentred: ['Form centred line', lines(line) + middle, ''],
    FormSmall: ['Form small print', lines(12) + middle, size(10)],
    FormCell: ['Form table cell', lines(cell.line), size(cell.size)],
    FormCellFigure: ['Form table figure', lines(cell.line) + '<w:jc w:val="right"/>', size(cell.size)],
    FormCellHead: ['Form table heading', lines(cell.line) + middle, '<w:b/><w:bCs/>' + size(cell.size)],
  } as const
  return Object.entries(styles)
    .map(([id, [name, paragraphs, runs]]) =>
      document.includes(`"${id}"`) ? paragraphStyle(id, name, paragraphs, runs) : '',
    )
    .join('')
}

function stylesXml(text: FormText, document: string): string {
  const spoken = text.language === 'kk' ? 'kk-KZ' : 'ru-RU'
  const body = bodyOf(text)
  const dashed =
    '<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' +
    lines(13, 4 * body.gap, body.gap)
  return (
    `${xml}<w:styles ${wordNs}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('Times New Roman')}${size(body.size)}` +
    `<w:lang w:val="${spoken}" w:eastAsia="${spoken}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr>${lines(14)}</w:pPr></w:pPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    paragraphStyle(
      'FormHead',
      'Form head',
      `${lines(text.dense === 'most' ? 12 : 13)}<w:ind w:left="${headIndent(text)}"/>`,
      size(text.dense === 'most' ? 10 : 11),
    ) +
    paragraphStyle(
      'FormTitle',
      'Form title',
      `${text.dense === 'most' ? lines(15, 4, 3) : text.dense ? lines(15, 8, 6) : lines(15, 16, 12)}<w:jc w:val="center"/>`,
      `<w:b/><w:bCs/>${size(13)}`,
    ) +
    paragraphStyle('FormText', 'Form text', lines(body.line, body.gap / 2)) +
    paragraphStyle('FormValue', 'Form value', lines(body.line)) +
    paragraphStyle('FormCaption', 'Form caption', `${lines(body.caption)}<w:jc w:val="center"/>`, size(8)) +
    paragraphStyle('FormGap', 'Form gap', lines(2), size(1)) +
    paragraphStyle('FormTear', 'Form tear-off line', `${dashed}<w:jc w:val="center"/>`, size(9)) +
    '<w:style w:type="character" w:customStyle="1" w:styleId="FormFill"><w:name w:val="Form value in text"/><w:qFormat/><w:rPr><w:u w:val="single"/></w:rPr></w:style>' +
    `<w:style w:type="character" w:customStyle="1" w:styleId="FormBox"><w:name w:val="Form tick box"/><w:qFormat/><w:rPr>${fonts(boxFont)}</w:rPr></w:style>` +
    furtherStyles(text, document) +
    '</w:styles>'
  )
}

/**
 * Paragraphs that stay on one page with what follows them. LibreOffice does not keep a table of unbreakable rows
 * with the next one; kept paragraphs do not let a row break either.
 */
const keptTogether = (content: string) =>
  content
    .replaceAll(/(<w:pStyle w:val="\w+"\/>)(?:<w:keepNext\/>)?/g, '$1<w:keepNext/><w:keepLines/>')
    .replaceAll('<w:cantSplit/>', '')

function documentXml(form: FormSpec, text: FormText): string {
  const cut = text.blocks.findIndex((block) => block.kind === 'tear')
  const body = text.blocks
    .map((block, i) => {
      const content = blockXml(block, form, text)
      return cut >= 0 && i >= cut ? keptTogether(content) : content
    })
    .join('\n')
  const sheet = sheetOf(text)
  // Word wants a paragraph after a last table; it is one point high.
  const end = paragraph('FormGap', '', '<w:spacing w:line="20" w:lineRule="exact"/>')
  return (
    `${xml}<w:document ${wordNs}><w:body>\n${body}\n${end}<w:sectPr>` +
    `<w:pgSz w:w="${sheet.width}" w:h="${sheet.height}"${text.landscape ? ' w:orient="landscape"' : ''}/>` +
    `<w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="0" w:footer="0" w:gutter="0"/>` +
    '</w:sectPr></w:body></w:document>'
  )
}

const customProperty = (id: number, name: string, value: string) =>
  `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${id}" name="${name}"><vt:lpwstr>${escape(value)}</vt:lpwstr></property>`

/** Zip with fixed dates, so that the same content is the same file on every machine and in every time zone. */
export function zipFixed(parts: Record<string, string>): Uint8Array {
  const files: Zippable = {}
  for (const [name, content] of Object.entries(parts)) files[name] = strToU8(content)
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) })
}

/** The DOCX template of one form in one language. */
export function templateBytes(form: FormSpec, text: FormText): Uint8Array {
  const title = form.title[text.language]
  const document = documentXml(form, text)
  const relations = (items: [string, string, string][]) =>
    `${xml}<Relationships xmlns="${packaged}/relationships">${items
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
      .join('')}</Relationships>`
  return zipFixed({
    '[Content_Types].xml':
      `${xml}<Types xmlns="${packaged}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>` +
      `<Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/>` +
      `<Override PartName="/word/settings.xml" ContentType="${wordType}.settings+xml"/>` +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
      '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>' +
      '</Types>',
    '_rels/.rels': relations([
      ['rId1', `${office}/relationships/officeDocument`, 'word/document.xml'],
      ['rId2', `${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ['rId3', `${office}/relationships/custom-properties`, 'docProps/custom.xml'],
    ]),
    'word/document.xml': document,
    'word/_rels/document.xml.rels': relations([
      ['rId1', `${office}/relationships/styles`, 'styles.xml'],
      ['rId2', `${office}/relationships/settings`, 'settings.xml'],
    ]),
    'word/styles.xml': stylesXml(text, document),
    'word/settings.xml':
      `${xml}<w:settings ${wordNs}><w:zoom w:percent="100"/><w:autoHyphenation w:val="false"/><w:compat>` +
      '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>' +
      '</w:compat></w:settings>',
    'docProps/core.xml':
      `${xml}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
      'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escape(title)}</dc:title><dc:creator>Qabyldau</dc:creator><dc:language>${text.language}</dc:language>` +
      '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>' +
      '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>',
    'docProps/custom.xml':
      `${xml}<Properties xmlns="${office}/custom-properties" xmlns:vt="${office}/docPropsVTypes">` +
      customProperty(2, 'form', form.formId) +
      customProperty(3, 'wording', form.wording[text.language]) +
      '</Properties>',
  })
}
