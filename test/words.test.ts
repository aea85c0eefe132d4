/** Every sentence that a person can see stands in the catalogues, or it stays in one language for ever. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const files = ['main', 'renderer'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.d\.ts$|vite\.config/.test(name))
    .map((name) => path.join(folder, name)),
)

/** Where letters are data and no sentence: alphabets, month names of the forms, keyboard maps, sample values. */
const data = [
  'main/core/persons/search.ts',
  'main/core/documents/dates.ts',
  'main/core/documents/editions/',
  'main/core/setup/handlers.ts',
  'main/core/exchange/records.ts',
]

/** Words that are the same in every language: the name of the program, of a language in itself, of keys, of a hash. */
const same = new Set([
  'Қабылдау',
  ...['Қазақша', 'Русский', 'English', 'Қаз', 'Рус'],
  ...['Ctrl+K', 'Ctrl+A', 'Ctrl+M', 'Esc', 'Enter', 'Tab', 'Space'],
  'SHA-256',
])

function* textsOf(node: ts.Node): Generator<{ text: string; jsx: boolean }> {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    yield { text: node.text, jsx: false }
  if (ts.isJsxText(node) && node.text.trim() !== '') yield { text: node.text, jsx: true }
  if (ts.isTemplateExpression(node)) yield { text: node.getText(), jsx: false }
  for (const child of node.getChildren()) yield* textsOf(child)
}

it('no user-visible sentence stands outside the catalogues', () => {
  expect(files.length).toBeGreaterThan(60)
  const found: string[] = []
  for (const file of files) {
    if (data.some((place) => file.replaceAll('\\', '/').startsWith(place))) continue
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    )
    for (const { text, jsx } of textsOf(source)) {
      if (same.has(text.trim())) continue
      // Two Cyrillic letters in a row are a word; a word of Latin letters between tags is one too.
      if (/[\u0400-\u04ff]{2}/u.test(text) || (jsx && /[A-Za-z]{2}/.test(text)))
        found.push(`${file}: ${text.trim()}`)
    }
  }
  expect(found).toEqual([])
})
