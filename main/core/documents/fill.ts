/** docx-templates inside its fence. Runs in the worker only. */
import { randomBytes } from 'node:crypto'
import { createReport, listCommands } from 'docx-templates'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { lintTemplate, TemplateRefused, type KnownNames } from './lint'
import { joinParts, pack, packPart, type Entry } from './pack'
import type { TemplateValues } from './values'

const delimiters: [string, string] = ['{{', '}}']

const expression = /^(!?)(\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)(\s*\+\s*1)?$/u

/**
 * The only evaluator: a path into the data, an optional `!`, `+ 1` after a number. The library's own sandbox
 * is `node:vm`, which is no security boundary: a one-line template ran a shell command in it.
 *
 * The library gets no data at all, because it would copy all of them three times for each command.
 */
const evaluatorOf =
  (values: TemplateValues) =>
  ({ sandbox }: { sandbox: { __code__: string | undefined; [key: string]: unknown } }) => {
    const match = expression.exec((sandbox.__code__ ?? '').trim())
    if (!match) throw new Error('expression not allowed')
    // What begins with $ is of a loop and comes from the library.
    let value: unknown = match[2]!.startsWith('$') ? sandbox : values
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
    return { modifiedSandbox: {} as never, result: match[1] ? !truth : value }
  }

export interface CheckedTemplate {
  /** All parts, as they were checked, packed for the paper. */
  parts: Record<string, Entry>
  /** Those that the library needs, packed anew, so that it sees nothing else in them. */
  packed: Uint8Array
  /** Properties that were taken out of the body; the mark of each holds its place in this list. */
  properties: string[]
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
    parts: packAll(lint.files),
    ...neededParts(lint.files),
    wording: lint.wording,
    lines: lint.lines,
  }
}

const body = 'word/document.xml'

const packAll = (files: Readonly<Record<string, Uint8Array>>): Record<string, Entry> =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [name, packPart(name, content, 6)]))

/** Properties of paragraphs, runs and tables: most of the elements of a form, and none of its words. */
const properties = /<w:(pPr|rPr|tblPr|tblGrid|trPr|tcPr|sectPr)>(?:(?!<w:\1>|[{&])[^])*?<\/w:\1>/g
const mark = /<w:\w+ q="(\d+)"\/>/g

/**
 * Take the properties out of a body; a mark stays where each was. The library walks, copies and writes every
 * element with every paper, also those that no command can touch.
 */
function withoutProperties(xml: string): { xml: string; properties: string[] } {
  // Nobody writes such an attribute; one who did would get the properties of another place.
  if (/\sq\s*=/.test(xml)) return { xml, properties: [] }
  const found = new Map<string, number>()
  const light = xml.replace(properties, (all, name: string) => {
    if (!found.has(all)) found.set(all, found.size)
    return `<w:${name} q="${found.get(all)}"/>`
  })
  return { xml: light, properties: [...found.keys()] }
}

/** Values cannot be taken for a mark: a bracket in them is written as a reference. */
const withProperties = (xml: string, taken: readonly string[]) =>
  taken.length === 0 ? xml : xml.replace(mark, (all, place: string) => taken[Number(place)] ?? all)

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
  const light = withoutProperties(strFromU8(parts[body]!))
  const packed = pack({ ...Object.fromEntries(needed), [body]: strToU8(light.xml) }, 0)
  return { packed, properties: light.properties, bodyOnly: commanded.length === 0 }
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
    data: {},
    cmdDelimiter: delimiters,
    // User data that contains the delimiter would be taken for raw XML: make it unguessable.
    literalXmlDelimiter: randomBytes(24).toString('hex'),
    runJs: evaluatorOf(values) as never,
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
      ? { [body]: strToU8(withProperties(await createReport(options, 'XML'), template.properties)) }
      : unzipSync(await createReport(options))
    if (!template.bodyOnly)
      filled[body] = strToU8(withProperties(strFromU8(filled[body]!), template.properties))
  } catch (error) {
    throw new TemplateRefused('render', firstLine(error))
  }
  for (const [name, content] of Object.entries(filled))
    if (/\.html?$/i.test(name) || (name.endsWith('.rels') && /External|aFChunk/i.test(strFromU8(content))))
      throw new TemplateRefused(
        'command_not_allowed',
        'it would put a link or a foreign document on the paper',
      )
  return joinParts({ ...template.parts, ...packAll(filled) })
}
