import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import type { PaperLanguage } from '../../../shared/model'
import { commonPorts } from '../../places'
import { createPaperEngine } from '../../core/documents/papers'
import { Refused } from '../io'
import { headlessPrinter } from '../open'

const Row = z.record(z.string(), z.string())
const Values = z.record(z.string(), z.union([z.string(), z.boolean(), z.null(), z.array(Row)]))

export interface RenderOptions {
  formId: string
  language: PaperLanguage
  /** JSON file with the values of the merge fields; null fills the form with invented data. */
  valuesFile: string | null
  /** Invented data with names of 60 letters. */
  long: boolean
  out: string
  pdf: boolean
  dataFolder: string
}

export interface Rendered {
  formId: string
  language: PaperLanguage
  sha256: string
  templateSha256: string
  docx: string
  pdf: string | null
}

async function readValues(file: string) {
  try {
    return Values.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new Refused({
      code: 'input_invalid',
      params: { name: path.basename(file), reason: (error as Error).name },
    })
  }
}

/** `render`: fill a form and write it, with its PDF where asked. Throws `Refused` or the engine's `CodedError`. */
export async function render(options: RenderOptions): Promise<Rendered> {
  const { formId, language, out } = options
  const values = options.valuesFile === null ? null : await readValues(options.valuesFile)
  const ports = commonPorts(options.dataFolder)
  const printer = options.pdf ? headlessPrinter() : undefined
  if (options.pdf && !printer) throw new Refused({ code: 'pdf_unavailable' })
  const engine = createPaperEngine({
    templatesFolder: ports.templatesFolder,
    centreTemplatesFolder: path.join(ports.dataFolder, 'templates'),
    worker: ports.paperWorker,
  })
  try {
    const filled = values
      ? await engine.fill(formId, language, values)
      : await engine.sample(formId, language, options.long)
    await mkdir(out, { recursive: true })
    // The engine knew the form, so its id is a plain name; still, only its letters reach the file system.
    const name = path.join(out, `${formId.replace(/[^\w-]/g, '_')}.${language}`)
    await writeFileAtomic(name + '.docx', Buffer.from(filled.bytes))
    if (printer) await writeFileAtomic(name + '.pdf', Buffer.from(await printer.print(filled.bytes)))
    return {
      formId,
      language,
      sha256: filled.sha256,
      templateSha256: filled.templateSha256,
      docx: name + '.docx',
      pdf: printer ? name + '.pdf' : null,
    }
  } finally {
    await engine.close()
    await printer?.close()
  }
}
