/** docx-templates inside its fence. Runs in the worker only. */
import { randomBytes } from 'node:crypto'
import { createReport, listCommands } from 'docx-templates'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { lintTemplate, TemplateRefused, type KnownNames } from './lint'
import { pack } from './pack'
import type { TemplateValues } from './values'

const delimiters: [string, string] = ['{{', '}}']

const expression = /^(!?)(\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)(\s*\+\s*1)?$/u

/**
 * The only evaluator: a path into the data, an optional `!`, `+ 1` after a number. The library's own sandbox
 * is `node:vm`, which is no security boundary: a one-line template ran a shell command in it.
 */
function evaluate({ sandbox }: { sandbox: { __code__: string | undefined; [key: string]: unknown } }) {
  const match = expression.exec((sandbox.__code__ ?? '').trim())
  if (!match) throw new Error('expression not allowed')
  let value: unknown = sandbox
  for (const key of match[2]!.split('.')) {
    if (value === null || typeof value !== 'object' || key.startsWith('__') || !Object.hasOwn(value, key))
      throw new Error('unknown field ' + match[2])
    value = (value as Record<string, unknown>)[key]
  }
  if (typeof value === 'function') throw new Error('expression not allowed')
  if (match[3]) {
    if (typeof value !== 'number') throw new Error('not a number ' + match[2])
    value += 1
  }
  // An empty list is a false condition.
  const truth = Array.isArray(value) ? value.length > 0 : Boolean(value)
  return { modifiedSandbox: sandbox as never, result: match[1] ? !truth : value }
}

export interface CheckedTemplate {
  /** All parts, as they were checked. */
  parts: Record<string, Uint8Array>
  /** Those that the library needs, packed anew, so that it sees nothing else in them. */
  packed: Uint8Array
  /** Whether only the body holds commands, no header and no footer. */
  bodyOnly: boolean
  wording: string | null
  /** Text of its paragraphs, with the commands. */
  lines: string[]
}

/**
 * Lint a template and make sure that the library reads the same commands in it.
 * @throws TemplateRefused
 */
export async function checkTemplate(bytes: Uint8Array, known: KnownNames): Promise<CheckedTemplate> {
  const lint = lintTemplate(bytes, known)
  let seen: number
  try {
    seen = (await listCommands(pack(lint.files, 0) as never, delimiters)).length
  } catch (error) {
    throw new TemplateRefused('structure', firstLine(error))
  }
  if (seen !== lint.commands.length)
    throw new TemplateRefused('hidden_xml', `${lint.commands.length} commands can be read, ${seen} would run`)
  return {
    parts: lint.files,
    ...neededParts(lint.files),
    wording: lint.wording,
    lines: lint.lines,
  }
}

const body = 'word/document.xml'

/** The library reads and writes every part anew, styles and settings too: it is given only what has commands. */
function neededParts(parts: Record<string, Uint8Array>) {
  // A brace can also be written as a reference to its number.
  const commanded = Object.keys(parts).filter(
    (name) => name !== body && /^word\/[^/]+\.xml$/.test(name) && /\{|&#/.test(strFromU8(parts[name]!)),
  )
  const needed = Object.entries(parts).filter(
    ([name]) =>
      name === body ||
      name === '[Content_Types].xml' ||
      name.startsWith('word/_rels/') ||
      commanded.includes(name),
  )
  return { packed: pack(Object.fromEntries(needed), 0), bodyOnly: commanded.length === 0 }
}

const firstLine = (error: unknown): string => {
  const first: unknown = Array.isArray(error) ? error[0] : error
  return (first instanceof Error ? first.message : String(first)).split('\n')[0]!.slice(0, 200)
}

/**
 * Fill a checked template.
 * @returns the DOCX; the same template and values give the same bytes
 * @throws TemplateRefused `render` when the library cannot fill it
 */
export async function fillTemplate(template: CheckedTemplate, values: TemplateValues): Promise<Uint8Array> {
  const options = {
    template: template.packed,
    data: { ...values },
    cmdDelimiter: delimiters,
    // User data that contains the delimiter would be taken for raw XML: make it unguessable.
    literalXmlDelimiter: randomBytes(24).toString('hex'),
    runJs: evaluate as never,
    rejectNullish: true,
    failFast: true,
    fixSmartQuotes: true,
    processLineBreaks: true,
    processLineBreaksAsNewText: true,
    maximumWalkingDepth: 1_000_000,
    indentXml: false,
    compressionLevel: 0,
  }
  let filled: Record<string, Uint8Array>
  try {
    // The body alone comes as text and need not be zipped twice.
    filled = template.bodyOnly
      ? { [body]: strToU8(await createReport(options, 'XML')) }
      : unzipSync(await createReport(options))
  } catch (error) {
    throw new TemplateRefused('render', firstLine(error))
  }
  for (const [name, content] of Object.entries(filled))
    if (/\.html?$/i.test(name) || (name.endsWith('.rels') && /External|aFChunk/i.test(strFromU8(content))))
      throw new TemplateRefused(
        'command_not_allowed',
        'it would put a link or a foreign document on the paper',
      )
  return pack({ ...template.parts, ...filled }, 6)
}
