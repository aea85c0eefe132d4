/**
 * Reads a template before it is used and says what must not be in it. A template may come from anywhere; what
 * docx-templates would run or silently swallow is refused here, with a reason that can be passed on.
 */
import { strFromU8, unzipSync } from 'fflate'
import type { TemplateFault, TemplateProblem } from '../../../shared/model'

/** Why a template cannot be used: the first fault, and the others that were found with it. */
export class TemplateRefused extends Error {
  constructor(
    readonly problem: TemplateProblem,
    /** English for whoever mends the file, with the place quoted. */
    readonly reason: string,
    readonly faults: readonly TemplateFault[] = [{ problem, reason, at: '' }],
  ) {
    super(problem + ': ' + reason)
    this.name = 'TemplateRefused'
  }
}

/** Faults told at once; a file with more is no form. */
const mostFaults = 50

/** Notes a fault; `at` is the piece of the file that it is about. */
type Note = (problem: TemplateProblem, reason: string, at?: string) => void

/** What the linter must know of the form. */
export interface KnownNames {
  values: Set<string>
  lists: Map<string, Set<string>>
  /** Names of which at least one of each group must be printed. */
  required: string[][]
}

export const limits = {
  /** Bytes of the file, of its unpacked content, and parts in it. */
  file: 5_000_000,
  unpacked: 25_000_000,
  parts: 300,
}

/** Unpack within bounds: no more than a part claims to be is ever unpacked, and the claims are added up. */
export function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  if (bytes.length > limits.file) throw new TemplateRefused('too_large', `the file has ${bytes.length} bytes`)
  let claimed = 0
  let parts = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        claimed += file.originalSize
        parts++
        if (claimed > limits.unpacked || parts > limits.parts)
          throw new TemplateRefused('too_large', 'it unpacks to more than a form can need')
        return !file.name.endsWith('/')
      },
    })
  } catch (error) {
    if (error instanceof TemplateRefused) throw error
    throw new TemplateRefused('not_docx', 'the file cannot be unpacked')
  }
  if (!files['[Content_Types].xml'] || !files['word/document.xml'])
    throw new TemplateRefused('not_docx', 'it is not a DOCX document')
  return files
}

const decode = (text: string) =>
  text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) =>
      String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)),
    )
    .replace(/&#([0-9]{1,7});/g, (_, dec: string) => String.fromCodePoint(Math.min(Number(dec), 0x10ffff)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Text of each paragraph, in order; a paragraph inside another one ends the outer text, as in the library. */
export function paragraphsOf(part: string): string[] {
  return part
    .split(/<w:p[ >]/)
    .slice(1)
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => decode(match[1]!)).join(''),
    )
}

const forbidden: [RegExp, TemplateProblem, string][] = [
  [/<w:altChunk\b/, 'embedded_file', 'another document is embedded (altChunk)'],
  [/<(?:w:object|w:control|o:OLEObject)\b/, 'embedded_file', 'an object or control is embedded'],
  [
    /<w:(?:instrText|fldSimple)\b/,
    'unsupported_layout',
    'fields of Word (page number, link, include) are not supported',
  ],
  [/<(?:w:txbxContent|v:textbox)\b/, 'unsupported_layout', 'text boxes are not supported'],
  [
    /<w:tab\b[^>]*w:leader="(?!none)/,
    'unsupported_layout',
    'tab leaders are not supported; use a table with a lower border',
  ],
]

const name = String.raw`[\p{L}_][\p{L}\p{N}_]*`
const path = String.raw`\$?${name}(?:\.${name})*`
const grammar = {
  if: new RegExp(String.raw`^IF\s+!?(${path})$`, 'u'),
  endIf: /^END-IF$/,
  for: new RegExp(String.raw`^FOR\s+(${name})\s+IN\s+(${path})$`, 'u'),
  endFor: new RegExp(String.raw`^END-FOR\s+(${name})$`, 'u'),
  image: /^IMAGE\s+qr\(\)$/,
  insert: new RegExp(String.raw`^(?:INS\s+)?(${path})(?:\s*\+\s*1)?$`, 'u'),
}
const keywords = /^(?:INS|FOR|END-FOR|IF|END-IF|IMAGE|LINK|HTML|EXEC|QUERY|ALIAS|CMD_NODE)$/i

/** Commands of one paragraph; a lone delimiter is refused because text after it would vanish silently. */
function commandsOf(paragraph: string, note: Note): string[] {
  const commands: string[] = []
  const broken = (what: string, at: number) => {
    const near = paragraph.slice(Math.max(0, at - 20), at + 40).trim()
    note('delimiter', `${what} "${near}"`, near)
    return commands
  }
  let open = -1
  for (const match of paragraph.matchAll(/\{\{|\}\}/g)) {
    if (match[0] === '{{') {
      if (open >= 0) return broken('{{ is not closed before', match.index)
      open = match.index
    } else {
      if (open < 0) return broken('}} without {{ near', match.index)
      commands.push(paragraph.slice(open + 2, match.index).trim())
      open = -1
    }
  }
  return open >= 0 ? broken('{{ is not closed near', open) : commands
}

/** Check the commands of one part; its first fault of structure ends it, the next would only follow from it. */
function checkCommands(commands: string[], known: KnownNames, used: Set<string>, note: Note): void {
  /** `columns` null: the list is not known, which was said already. */
  const stack: { kind: 'IF' | 'FOR'; variable: string; columns: Set<string> | null }[] = []
  const refuse = (problem: TemplateProblem, what: string, command: string) => {
    const at = `{{${command.slice(0, 80)}}}`
    note(problem, `${what}: ${at}`, at)
  }
  const checkPath = (text: string, command: string) => {
    if (text === '$idx' && stack.some((block) => block.kind === 'FOR')) return
    if (text.startsWith('$')) {
      const [variable, column, ...more] = text.slice(1).split('.')
      const loop = stack.find((block) => block.kind === 'FOR' && block.variable === variable)
      if (!loop) refuse('field_unknown', 'no loop has this variable', command)
      else if (loop.columns && (!column || more.length || !loop.columns.has(column)))
        refuse('field_unknown', 'no such column', command)
    } else if (!known.values.has(text)) refuse('field_unknown', 'no such field in this form', command)
    used.add(text)
  }
  for (const command of commands) {
    let match: RegExpExecArray | null
    if ((match = grammar.if.exec(command))) {
      const asked = match[1]!
      if (known.lists.has(asked)) used.add(asked)
      else checkPath(asked, command)
      stack.push({ kind: 'IF', variable: '', columns: null })
    } else if (grammar.endIf.test(command)) {
      if (stack.pop()?.kind !== 'IF') return refuse('structure', 'END-IF without its IF', command)
    } else if ((match = grammar.for.exec(command))) {
      const columns = known.lists.get(match[2]!) ?? null
      if (!columns) refuse('field_unknown', 'no such list in this form', command)
      if (stack.some((block) => block.variable === match![1]))
        return refuse('structure', 'this loop is open already', command)
      used.add(match[2]!)
      stack.push({ kind: 'FOR', variable: match[1]!, columns })
    } else if ((match = grammar.endFor.exec(command))) {
      const block = stack.pop()
      if (block?.kind !== 'FOR' || block.variable !== match[1])
        return refuse('structure', 'END-FOR without its FOR', command)
    } else if (grammar.image.test(command)) {
      continue
    } else if ((match = grammar.insert.exec(command)) && !keywords.test(match[1]!)) {
      checkPath(match[1]!, command)
    } else refuse('command_not_allowed', 'this command is not allowed', command)
  }
  const open = stack.pop()
  if (open) {
    const at = `${open.kind} ${open.variable}`.trim()
    note('structure', at + ' has no end', `{{${at}}}`)
  }
}

export interface LintResult {
  /** Parts of the document, unpacked. */
  files: Record<string, Uint8Array>
  /** Commands of every part. */
  commands: string[]
  /** Text of its paragraphs, with the commands, empty ones left out. */
  lines: string[]
  /** The property `wording` of the document, when it has one. */
  wording: string | null
}

/**
 * Check a template.
 * @throws TemplateRefused with everything that is wrong with it
 */
export function lintTemplate(bytes: Uint8Array, known: KnownNames): LintResult {
  const files = unpack(bytes)
  const used = new Set<string>()
  const all: string[] = []
  const lines: string[] = []
  const faults: TemplateFault[] = []
  const note: Note = (problem, reason, at = '') => {
    if (faults.length < mostFaults) faults.push({ problem, reason, at })
  }
  for (const [file, content] of Object.entries(files)) {
    if (/vba|macro/i.test(file)) note('macros', `it contains macros (${file})`, file)
    if (
      /(?:^|\/)(?:embeddings|activeX|afchunk)/i.test(file) ||
      /\.(?:bin|html?|mht|rtf|docx?|docm|exe|js)$/i.test(file)
    )
      note('embedded_file', `another file is embedded (${file})`, file)
    if (!/\.(?:xml|rels)$/i.test(file)) continue
    const part = strFromU8(content)
    // A second way to write the same text could hide a command from this reading.
    if (part.includes('<!') || /<\?/.test(part.slice(2)) || /^(?:\uFEFF|\xFE\xFF|\xFF\xFE)?\0/.test(part))
      note('hidden_xml', `comments and declarations are not allowed (${file})`, file)
    if (file === '[Content_Types].xml') {
      if (/macroEnabled|vbaProject/i.test(part)) note('macros', 'it is a document with macros')
      else {
        const mains = part.match(/wordprocessingml\.document\.main\+xml/g)?.length ?? 0
        if (mains !== 1 || !/PartName="\/word\/document\.xml"/.test(part))
          note('not_docx', 'it is not a DOCX document')
      }
    }
    if (file.endsWith('.rels')) {
      if (/TargetMode\s*=\s*["']External/i.test(part))
        note('external_link', `it points to something outside itself (${file})`, file)
      if (/aFChunk/i.test(part)) note('embedded_file', `another document is embedded (${file})`, file)
    }
    if (!/^word\/[^/]+\.xml$/.test(file)) continue
    for (const [pattern, problem, reason] of forbidden) {
      const found = pattern.exec(part)
      if (found) note(problem, reason, found[0].slice(1, 40))
    }
    if (file === 'word/document.xml' && (part.match(/<w:sectPr\b/g)?.length ?? 0) > 1)
      note('unsupported_layout', 'only one section (one page size and direction) is supported', 'w:sectPr')
    const paragraphs = paragraphsOf(part)
    const commands = paragraphs.flatMap((paragraph) => commandsOf(paragraph, note))
    checkCommands(commands, known, used, note)
    all.push(...commands)
    lines.push(...paragraphs.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean))
  }
  // Where commands could not be read to the end, a field that seems to be missing may well be there.
  if (!faults.some(({ problem }) => problem === 'delimiter' || problem === 'structure'))
    for (const group of known.required)
      if (!group.some((item) => used.has(item)))
        note('field_not_used', `a required field is not printed: {{${group[0]}}}`, `{{${group[0]}}}`)
  const first = faults[0]
  if (first) throw new TemplateRefused(first.problem, first.reason, faults)
  const custom = files['docProps/custom.xml']
  const wording = custom && /name="wording"[^>]*>\s*<vt:lpwstr>([a-z_]+)</.exec(strFromU8(custom))?.[1]
  return { files, commands: all, lines, wording: wording || null }
}
