/**
 * From blocks to a DOCX that Word and LibreOffice are pleasant to edit in: named styles, real tables, fields
 * as plain text. The same input gives the same bytes: fixed dates, no random ids.
 *
 * How a form must be made so that Word, LibreOffice and docx-preview set it alike: fixed borderless tables for
 * a value over its caption, no tab stops, exact line spacing, rows at least as high as a line.
 */
import { strToU8, zipSync, type Zippable } from 'fflate'
import { formatDay } from '../../main/core/documents/dates'
import type { FormSpec } from '../../main/core/documents/forms'
import type { Block, Cell, FormText } from './blocks'
import { widthOf } from './measure'

/** Twentieths of a point in a millimetre. */
const mm = (value: number) => Math.round((value * 1440) / 25.4)
const points = (value: number) => Math.round(value * 20)

const page = { width: 11906, height: 16838, top: mm(14), right: mm(15), bottom: mm(10), left: mm(25) }
const textWidth = page.width - page.left - page.right
const bodySize = 12
/** Where the block at the head of a form begins: the right half of the sheet. */
const headIndent = mm(97)
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
  kind: 'value' | 'date' | 'box' | 'option'
  field: string
  option: string
  blank: string
}

/** Cut a line into words and marks. */
function partsOf(line: string): (string | Mark)[] {
  return line.split(/(\[\[[^\]]*\]\])/).map((part) => {
    if (!part.startsWith('[[')) return part
    const match = /^\[\[([@?_]?)([a-z0-9_]+)(?:=([a-z0-9_]+))?(?:\|(.*))?\]\]$/.exec(part)
    if (!match) throw new Error('mark not understood: ' + part)
    const kind = ({ '@': 'date', '?': 'box', _: 'option' } as const)[match[1]!] ?? 'value'
    return { kind, field: match[2]!, option: match[3] ?? '', blank: match[4] ?? '' }
  })
}

function runsOf(line: string, form: FormSpec, inCell: boolean): string {
  return partsOf(line)
    .map((part) => {
      if (typeof part === 'string') return run(part)
      const spec = form.fields.find((field) => field.id === part.field)
      if (!spec) throw new Error(`${form.formId} has no field ${part.field}`)
      const either = (name: string, yes: string, no: string) =>
        run(`{{IF ${name}}}`) + yes + run('{{END-IF}}') + run(`{{IF !${name}}}`) + no + run('{{END-IF}}')
      const asked = `${part.field}__${part.option}`
      if (part.kind === 'box') return either(asked, run('☒', 'box'), run('□', 'box'))
      if (part.kind === 'option') return either(asked, run(part.blank, 'chosen'), run(part.blank))
      // In a cell the rule is the border of the cell.
      const look = part.kind === 'date' || inCell ? '' : 'value'
      const value = run(`{{${part.field}}}`, look)
      return part.blank ? either(part.field, value, run(part.blank)) : value
    })
    .join('')
}

/** Room that a label needs at its widest: dates are measured in every month. */
function widthOfLabel(label: string, form: FormSpec, language: 'kk' | 'ru'): number {
  const widest = partsOf(label)
    .map((part) => {
      if (typeof part === 'string') return part
      const spec = form.fields.find((field) => field.id === part.field)
      if (spec?.type !== 'date') throw new Error('only dates may stand in a label: ' + part.field)
      const shown = Array.from({ length: 12 }, (_, i) =>
        formatDay(`2028-${String(i + 1).padStart(2, '0')}-28`, spec.style[language]),
      )
      return [...shown, part.blank].sort((a, b) => widthOf(b, bodySize) - widthOf(a, bodySize))[0]!
    })
    .join('')
  // Two points of spare, so that no renderer breaks the label for a rounding.
  return widthOf(widest, bodySize) + points(2)
}

/* ---------- blocks ---------- */

const paragraph = (style: string, content: string, properties = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${content}</w:p>`

const above = (before: number | undefined) => (before ? `<w:spacing w:before="${points(before)}"/>` : '')

/** A bordered table is a hair narrower than the text, so that no printer cuts its outer lines. */
const hair = 12

const tableHead = (widths: number[], borders: string, side: number) =>
  `<w:tblPr><w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/>` +
  `<w:tblInd w:w="${borders ? hair : 0}" w:type="dxa"/>${borders}<w:tblLayout w:type="fixed"/>` +
  `<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="${side}" w:type="dxa"/>` +
  `<w:bottom w:w="0" w:type="dxa"/><w:right w:w="${side}" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
  `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`

const tableRow = (height: number, cells: string) =>
  `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="${height}" w:hRule="atLeast"/></w:trPr>${cells}</w:tr>`

const tableCell = (width: number, content: string, properties = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`

/** A table of one or two rows: values on their rules, captions below. */
function rowTable(cells: Cell[], form: FormSpec, language: 'kk' | 'ru', before = 0): string {
  interface Column {
    width: number
    top: string
    caption: string
    rule: boolean
    end: boolean
  }
  const labels = cells.map((cell) => ('label' in cell ? widthOfLabel(cell.label, form, language) : 0))
  const gaps = cells.reduce((sum, cell) => sum + ('value' in cell ? mm(cell.gap ?? 0) : 0), 0)
  const room = textWidth - labels.reduce((a, b) => a + b, 0) - gaps
  const shares = cells.reduce((sum, cell) => sum + ('value' in cell ? (cell.share ?? 1) : 0), 0)
  const columns: Column[] = []
  cells.forEach((cell, i) => {
    if ('label' in cell) {
      const runs = runsOf(cell.label, form, true)
      columns.push({ width: labels[i]!, top: runs, caption: '', rule: false, end: i > 0 })
      return
    }
    // A share below one leaves the rest of the line free.
    const width = Math.floor((room * (cell.share ?? 1)) / Math.max(1, shares))
    columns.push({
      width,
      top: runsOf(cell.value, form, true),
      caption: cell.caption ?? '',
      rule: true,
      end: false,
    })
    if (cell.gap) columns.push({ width: mm(cell.gap), top: '', caption: '', rule: false, end: false })
  })
  const rule = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'
  const top = columns.map((column) =>
    tableCell(
      column.width,
      paragraph('FormValue', column.top),
      (column.rule ? rule : '') + (column.end ? '<w:vAlign w:val="bottom"/>' : ''),
    ),
  )
  const rows = [tableRow(points(15), top.join(''))]
  if (columns.some((column) => column.caption))
    rows.push(
      tableRow(
        points(10),
        columns.map((c) => tableCell(c.width, paragraph('FormCaption', run(c.caption)))).join(''),
      ),
    )
  const widths = columns.map((column) => column.width)
  // The paragraph above keeps two tables apart (touching ones would merge) and gives the room before this one.
  const gap = `<w:spacing w:line="${points(Math.max(before, 4))}" w:lineRule="exact"/>`
  return paragraph('FormGap', '', gap) + `<w:tbl>${tableHead(widths, '', 0)}${rows.join('')}</w:tbl>`
}

function choiceTable(rows: { text: string; options: string[] }[], form: FormSpec): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const borders = `<w:tblBorders>${sides
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')}</w:tblBorders>`
  const widths = [textWidth - choiceWidth - 2 * hair, choiceWidth]
  const body = rows.map((item) => {
    const options = item.options.map((option) => paragraph('FormValue', runsOf(option, form, true))).join('')
    return tableRow(
      points(15),
      tableCell(widths[0]!, paragraph('FormValue', runsOf(item.text, form, true))) +
        tableCell(widths[1]!, options),
    )
  })
  const gap = paragraph('FormGap', '', `<w:spacing w:line="${points(6)}" w:lineRule="exact"/>`)
  return gap + `<w:tbl>${tableHead(widths, borders, mm(1.5))}${body.join('')}</w:tbl>`
}

function blockXml(block: Block, form: FormSpec, language: 'kk' | 'ru'): string {
  switch (block.kind) {
    case 'head':
      return (
        block.lines.map((line) => paragraph('FormHead', run(line))).join('') +
        paragraph('FormHead', run(block.mark), above(8))
      )
    case 'title':
      return paragraph('FormTitle', run(block.text))
    case 'text':
      return (
        paragraph('FormText', runsOf(block.text, form, false), above(block.before)) +
        (block.caption ? paragraph('FormCaption', run(block.caption), '<w:jc w:val="left"/>') : '')
      )
    case 'row':
      return rowTable(block.cells, form, language, block.before)
    case 'choices':
      return choiceTable(block.rows, form)
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

function stylesXml(language: 'kk' | 'ru'): string {
  const spoken = language === 'kk' ? 'kk-KZ' : 'ru-RU'
  const dashed =
    '<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' + lines(13, 16, 4)
  return (
    `${xml}<w:styles ${wordNs}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('Times New Roman')}${size(bodySize)}` +
    `<w:lang w:val="${spoken}" w:eastAsia="${spoken}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr>${lines(14)}</w:pPr></w:pPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    paragraphStyle('FormHead', 'Form head', `${lines(13)}<w:ind w:left="${headIndent}"/>`, size(11)) +
    paragraphStyle(
      'FormTitle',
      'Form title',
      `${lines(15, 16, 12)}<w:jc w:val="center"/>`,
      `<w:b/><w:bCs/>${size(13)}`,
    ) +
    paragraphStyle('FormText', 'Form text', lines(15, 2)) +
    paragraphStyle('FormValue', 'Form value', lines(15)) +
    paragraphStyle('FormCaption', 'Form caption', `${lines(10)}<w:jc w:val="center"/>`, size(8)) +
    paragraphStyle('FormGap', 'Form gap', lines(2), size(1)) +
    paragraphStyle('FormTear', 'Form tear-off line', `${dashed}<w:jc w:val="center"/>`, size(9)) +
    '<w:style w:type="character" w:customStyle="1" w:styleId="FormFill"><w:name w:val="Form value in text"/><w:qFormat/><w:rPr><w:u w:val="single"/></w:rPr></w:style>' +
    `<w:style w:type="character" w:customStyle="1" w:styleId="FormBox"><w:name w:val="Form tick box"/><w:qFormat/><w:rPr>${fonts(boxFont)}</w:rPr></w:style>` +
    '</w:styles>'
  )
}

function documentXml(form: FormSpec, text: FormText): string {
  const body = text.blocks.map((block) => blockXml(block, form, text.language)).join('\n')
  // Word wants a paragraph after a last table; it is one point high.
  const end = paragraph('FormGap', '', '<w:spacing w:line="20" w:lineRule="exact"/>')
  return (
    `${xml}<w:document ${wordNs}><w:body>\n${body}\n${end}<w:sectPr>` +
    `<w:pgSz w:w="${page.width}" w:h="${page.height}"/>` +
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
    'word/document.xml': documentXml(form, text),
    'word/_rels/document.xml.rels': relations([
      ['rId1', `${office}/relationships/styles`, 'styles.xml'],
      ['rId2', `${office}/relationships/settings`, 'settings.xml'],
    ]),
    'word/styles.xml': stylesXml(text.language),
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
