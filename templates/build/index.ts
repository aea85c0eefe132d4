/** `npm run templates`: write the shipped DOCX templates from their source in this folder. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forms, templatePath } from '../../main/core/documents/forms'
import { templateBytes } from './docx'
import { texts129 } from './forms/129'
import { texts172 } from './forms/172'
import { texts214 } from './forms/214'
import { texts214Unemployed } from './forms/214-unemployed'
import { texts217 } from './forms/217'
import { textsCommon } from './forms/common'
import { textsCommonGeneral } from './forms/common-general'
import { textsCommonJournals } from './forms/common-journals'
import { textsCommonReferrals } from './forms/common-referrals'
import { textsCommonReports } from './forms/common-reports'

/** Every shipped template: path below `templates/` and bytes. The same on every machine. */
export function buildTemplates(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const text of [
    ...texts214,
    ...texts214Unemployed,
    ...texts129,
    ...texts172,
    ...texts217,
    ...textsCommon,
    ...textsCommonGeneral,
    ...textsCommonJournals,
    ...textsCommonReferrals,
    ...textsCommonReports,
  ]) {
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
