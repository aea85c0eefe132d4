/**
 * The centre's own templates on disk: `<data>/templates/<edition>/<form>.<lang>.docx` is in use; what it replaced
 * is kept in `<data>/templates/.superseded/<edition>/<form>.<lang>.<moment>.docx`.
 */
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError } from '../../../shared/errors'
import type { PaperLanguage } from '../../../shared/model'
import { writeAtomically } from '../exchange/write'
import { templatePath, type FormSpec } from './forms'

type Form = Pick<FormSpec, 'edition' | 'formId'>

const keptFolder = '.superseded'
/** `20261120T050000000Z`: a moment that may stand in a file name on Windows. */
const moment = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/

const idOf = (at: Date) => at.toISOString().replace(/[-:.]/g, '')
const instantOf = (id: string) => id.replace(moment, '$1-$2-$3T$4:$5:$6.$7Z')

const absent = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    if (absent(error)) return null
    throw new CodedError('file_write_failed', { name: basename(file), reason: 'read' }, undefined, {
      cause: error,
    })
  }
}

export const templatesOfCentre = (dataFolder: string) => join(dataFolder, 'templates')

/** The templates that this one replaced, the newest first. */
export async function supersededTemplates(dataFolder: string, form: Form, language: PaperLanguage) {
  const start = `${form.formId}.${language}.`
  const names = await readdir(join(templatesOfCentre(dataFolder), keptFolder, form.edition)).catch(() => [])
  return names
    .filter((name) => name.startsWith(start) && name.endsWith('.docx'))
    .map((name) => name.slice(start.length, -'.docx'.length))
    .filter((id) => moment.test(id))
    .sort()
    .reverse()
    .map((id) => ({ id, at: instantOf(id) }))
}

const keptFile = (dataFolder: string, form: Form, language: PaperLanguage, id: string) =>
  join(templatesOfCentre(dataFolder), keptFolder, form.edition, `${form.formId}.${language}.${id}.docx`)

/**
 * A template that was replaced.
 * @throws CodedError `not_found`
 */
export async function supersededTemplate(
  dataFolder: string,
  form: Form,
  language: PaperLanguage,
  id: string,
): Promise<Uint8Array> {
  const bytes = moment.test(id) ? await readIfThere(keptFile(dataFolder, form, language, id)) : null
  if (!bytes) throw new CodedError('not_found')
  return bytes
}

export interface Swap {
  form: Form
  language: PaperLanguage
  /** The new template of the centre; null: the shipped one again. */
  bytes: Uint8Array | null
  /** Superseded template that is in use again, and so no longer superseded. */
  from: string | null
  now: Date
}

/**
 * Put a template of the centre in place, or take it away; the one before is kept.
 * @returns the way back, for a register that then cannot be written
 * @throws CodedError `disk_full`; `file_write_failed`. Nothing is changed then.
 */
export async function swapTemplate(dataFolder: string, swap: Swap): Promise<() => Promise<void>> {
  const { form, language, bytes, from } = swap
  const file = join(templatesOfCentre(dataFolder), templatePath(form, language))
  const before = await readIfThere(file)
  const put = async (path: string, content: Uint8Array | null) => {
    if (content) await writeAtomically(dirname(path), basename(path), content)
    else await rm(path, { force: true })
  }
  let kept: string | null = null
  if (before) {
    // Two changes within one millisecond keep both files.
    const taken = new Set((await supersededTemplates(dataFolder, form, language)).map(({ id }) => id))
    const at = new Date(swap.now)
    while (taken.has(idOf(at))) at.setMilliseconds(at.getMilliseconds() + 1)
    kept = keptFile(dataFolder, form, language, idOf(at))
    await put(kept, before)
  }
  const reused = from === null ? null : keptFile(dataFolder, form, language, from)
  const undo = async () => {
    await put(file, before)
    if (reused && bytes) await put(reused, bytes)
    if (kept) await rm(kept, { force: true })
  }
  try {
    await put(file, bytes)
    if (reused) await rm(reused, { force: true })
  } catch (error) {
    await undo().catch(() => undefined)
    throw error instanceof CodedError
      ? error
      : new CodedError('file_write_failed', { name: basename(file), reason: 'rm' }, undefined, {
          cause: error,
        })
  }
  return undo
}
