/** `npm run templates`: write the shipped DOCX templates from their source in this folder. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forms, templatePath } from '../../main/core/documents/forms'
import { templateBytes } from './docx'
import { texts214 } from './forms/214'

/** Every shipped template: path below `templates/` and bytes. The same on every machine. */
export function buildTemplates(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const text of [...texts214]) {
    const form = forms.get(text.formId)
    if (!form) throw new Error('unknown form ' + text.formId)
    files.set(templatePath(form, text.language), templateBytes(form, text))
  }
  return files
}

const here = fileURLToPath(import.meta.url)
if (process.argv[1] && resolve(process.argv[1]) === here) {
  for (const [path, bytes] of buildTemplates()) {
    const file = join(dirname(here), '..', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    process.stdout.write(`${path}  ${bytes.length}\n`)
  }
}
