/**
 * `npm run forms [-- FORM-ID...]`: every form in each of its languages, filled and printed with usual and with the
 * longest values: whether it says what the law says, has all its fields, keeps to its pages and carries its fonts.
 * Ends with 1 when one of them has a gap.
 */
import { join } from 'node:path'
import { strFromU8 } from 'fflate'
import { ensureBuilt } from '../main/build.mjs'
import { forms, templatePath, type FormSpec } from '../main/core/documents/forms'
import { paragraphsOf, unpack } from '../main/core/documents/lint'
import { createPaperEngine } from '../main/core/documents/papers'
import { findBrowser } from '../main/web/browsers'
import { createPdfPrinter } from '../main/web/pdf'
import type { PaperLanguage } from '../shared/model'
import { paperWorker, shippedTemplate, templatesFolder, textOf } from './helpers/docx'
import { fontsOf, pagesOf } from './helpers/pdf'
import { expectedText } from './helpers/wording'

const say = (text: string) => process.stdout.write(text + '\n')
const browser = findBrowser()
if (!browser) {
  say(
    'No Chromium, Chrome or Edge: pages and fonts cannot be looked at. Install one or set QABYLDAU_BROWSER.',
  )
  process.exit(1)
}
await ensureBuilt()

/** Fields that the template never names, not even in a condition. */
function fieldsLeftOut(form: FormSpec, language: PaperLanguage): string[] {
  const parts = Object.entries(unpack(shippedTemplate(templatePath(form, language))))
  const named = parts
    .filter(([file]) => /^word\/[^/]+\.xml$/.test(file))
    .flatMap(([, content]) => paragraphsOf(strFromU8(content)))
    .flatMap((line) => line.match(/\{\{[^}]*\}\}/g) ?? [])
    .flatMap((command) => command.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [])
    .map((name) => name.split('__')[0])
  return form.fields.map(({ id }) => id).filter((id) => !named.includes(id))
}

const engine = createPaperEngine({ templatesFolder, centreTemplatesFolder: '', worker: paperWorker })
const printer = createPdfPrinter({
  rendererFolder: join(import.meta.dirname, '../dist/renderer'),
  executablePath: browser,
})

interface Row {
  wording: string
  fields: string
  pages: string
  fonts: string
  gaps: string[]
}

async function look(form: FormSpec, language: PaperLanguage): Promise<Row> {
  const gaps: string[] = []
  const left = fieldsLeftOut(form, language)
  if (left.length > 0) gaps.push('fields not printed: ' + left.join(', '))
  const pages: number[] = []
  /** The letter of a tick box is there to be copied and is never seen: the box itself is drawn. */
  const foreign = new Set<string>()
  let same = true
  let embedded = true
  for (const long of [false, true]) {
    const kind = long ? 'the longest values' : 'usual values'
    const data = { ...form.sample[language], ...(long ? form.sample.long[language] : {}) }
    const { bytes } = await engine.sample(form.formId, language, long)
    if (textOf(bytes) !== expectedText(form, language, data)) {
      same = false
      gaps.push('wording differs with ' + kind)
    }
    const pdf = await printer.print(bytes)
    pages.push(pagesOf(pdf))
    const found = fontsOf(pdf)
    for (const { name, letters } of found.fonts)
      if (!name.startsWith('Tinos-') && /[^□☐☒☑]/.test(letters || '?')) foreign.add(`${name} (${letters})`)
    if (!found.embedded) {
      embedded = false
      gaps.push('a font is not in the file with ' + kind)
    }
  }
  if (foreign.size > 0) gaps.push('fonts of this PC: ' + [...foreign].join(', '))
  if (Math.max(...pages) > form.pages) gaps.push(`${Math.max(...pages)} pages, ${form.pages} allowed`)
  return {
    wording: same ? `equal (${form.wording[language] === 'official' ? 'official' : 'own'})` : 'DIFFERS',
    fields: `${form.fields.length - left.length}/${form.fields.length}`,
    pages: `${pages.join('/')} of ${form.pages}`,
    fonts: embedded && foreign.size === 0 ? 'embedded' : 'NOT EMBEDDED',
    gaps,
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((id) => !forms.has(id))
let gaps = unknown.length
for (const id of unknown) say('no such form: ' + id)
let count = 0
const line = (...cells: string[]) =>
  say(cells.map((cell, i) => cell.padEnd([28, 4, 18, 8, 10, 0][i]!)).join(''))
line('form', '', 'wording', 'fields', 'pages', 'fonts')
try {
  for (const form of forms.values()) {
    if (asked.length > 0 && !asked.includes(form.formId)) continue
    for (const language of form.languages) {
      count++
      const row = await look(form, language).catch((error: unknown): Row => {
        const reason = error instanceof Error ? error.message : String(error)
        return { wording: '-', fields: '-', pages: '-', fonts: '-', gaps: [reason.split('\n')[0]!] }
      })
      line(form.formId, language, row.wording, row.fields, row.pages, row.fonts)
      for (const gap of row.gaps) say('    ' + gap)
      gaps += row.gaps.length
    }
  }
} finally {
  await printer.close()
  await engine.close()
}
say(`${count} papers, ${gaps === 0 ? 'no gap' : `${gaps} gap(s)`}`)
process.exitCode = gaps === 0 ? 0 : 1
