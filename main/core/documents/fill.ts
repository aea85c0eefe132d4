/** docx-templates inside its fence. Runs in the worker only. */
import { randomBytes } from 'node:crypto'
import { createReport, listCommands } from 'docx-templates'
import { strFromU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { lintTemplate, TemplateRefused, type KnownNames } from './lint'
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

/** A zip that is the same for the same parts: no dates of today. */
function pack(files: Record<string, Uint8Array>, level: 0 | 6): Uint8Array {
  const sorted: Zippable = {}
  // The list of content types comes first, as Word writes it.
  if (files['[Content_Types].xml']) sorted['[Content_Types].xml'] = files['[Content_Types].xml']
  for (const name of Object.keys(files).sort()) sorted[name] = files[name]!
  return zipSync(sorted, { level, mtime: new Date(1980, 0, 1) })
}

export interface CheckedTemplate {
  /** The template packed anew from what was checked, so that no other reader sees anything else in it. */
  packed: Uint8Array
  wording: string | null
}

/**
 * Lint a template and make sure that the library reads the same commands in it.
 * @throws TemplateRefused
 */
export async function checkTemplate(bytes: Uint8Array, known: KnownNames): Promise<CheckedTemplate> {
  const lint = lintTemplate(bytes, known)
  const packed = pack(lint.files, 0)
  let seen: number
  try {
    seen = (await listCommands(packed as never, delimiters)).length
  } catch (error) {
    throw new TemplateRefused('structure', firstLine(error))
  }
  if (seen !== lint.commands.length)
    throw new TemplateRefused('hidden_xml', `${lint.commands.length} commands can be read, ${seen} would run`)
  return { packed, wording: lint.wording }
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
  let filled: Uint8Array
  try {
    filled = await createReport({
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
      maximumWalkingDepth: 500_000,
      indentXml: false,
      compressionLevel: 0,
    })
  } catch (error) {
    throw new TemplateRefused('render', firstLine(error))
  }
  const files = unzipSync(filled)
  for (const [name, content] of Object.entries(files))
    if (/\.html?$/i.test(name) || (name.endsWith('.rels') && /External|aFChunk/i.test(strFromU8(content))))
      throw new TemplateRefused(
        'command_not_allowed',
        'it would put a link or a foreign document on the paper',
      )
  return pack(files, 6)
}
