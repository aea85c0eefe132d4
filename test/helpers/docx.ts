/** Small DOCX files for tests: a body put into the frame of a shipped template. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

const root = join(import.meta.dirname, '../..')
export const templatesFolder = join(root, 'templates')
/** The worker that fills templates, built before the first test (`globalSetup.ts`). */
export const paperWorker = join(root, 'dist/main/paper-worker.js')

export const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

export const zipParts = (parts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)])))

export const shippedTemplate = (file: string) => new Uint8Array(readFileSync(join(templatesFolder, file)))

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A paragraph; several texts make several runs, as Word cuts them. */
export const paragraph = (...runs: string[]) =>
  `<w:p>${runs.map((run) => `<w:r><w:t xml:space="preserve">${escape(run)}</w:t></w:r>`).join('')}</w:p>`

/** A shipped template whose body is replaced, and any part changed. */
export function templateWith(
  body: string,
  change: (parts: Record<string, string>) => void = () => {},
): Uint8Array {
  const parts = partsOf(shippedTemplate('214/214-annex4.kk.docx'))
  parts['word/document.xml'] = parts['word/document.xml']!.replace(
    /<w:body>[\s\S]*?(?=<w:sectPr>)/,
    () => '<w:body>' + body,
  )
  change(parts)
  return zipParts(parts)
}

const decode = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/**
 * Text of a document as it is read on paper: row by row, white space as single spaces, blanks for the hand
 * left out.
 */
export function textOf(bytes: Uint8Array): string {
  const document = partsOf(bytes)['word/document.xml']!
  const text = document
    .replace(/<w:drawing>[^]*?<\/w:drawing>/g, '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<w:br\/>/g, '\n')
    .replace(/<w:t(?: [^>]*)?\/>/g, '')
    .replace(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g, (_, words: string) => words)
    .replace(/<[^>]*>/g, '')
  return normal(decode(text))
}

/** A full stop or semicolon after a blank stands in a cell of its own. */
export const normal = (text: string) =>
  text
    .replace(/_{2,}/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.;])/g, '$1')
    .trim()

/** Words that are underlined in running text: values, and the chosen options. */
export const underlined = (bytes: Uint8Array): string[] =>
  [
    ...partsOf(bytes)['word/document.xml']!.matchAll(
      /<w:rStyle w:val="FormFill"\/><\/w:rPr><w:t[^>]*>([^<]+)</g,
    ),
  ].map((match) => decode(match[1]!))
