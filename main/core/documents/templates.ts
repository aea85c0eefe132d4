/** The forms held and their templates: list, look at, check a file, replace, take back. */
import { createHash } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import type { PaperLanguage, TemplateFault } from '../../../shared/model'
import { audit, type AuditRow, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import type { HeldTemplate } from './engine'
import { forms } from './forms'
import { docxType } from './handlers'
import { supersededTemplate, supersededTemplates, swapTemplate } from './own-templates'
import { compareWording } from './wording'

/** Which form in which language. */
interface Which {
  formId: string
  language: PaperLanguage
}

/** What the audit trail keeps of a change of template. */
interface Change {
  /** Of the new one; null: the shipped one again. */
  sha256: string | null
  superseded: string | null
  official: boolean
}

const entity = 'form'
const entityId = ({ formId, language }: Which) => `${formId}.${language}`
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** @throws CodedError `form_unknown` */
function formOf({ formId }: Which) {
  const form = forms.get(formId)
  if (!form) throw new CodedError('form_unknown', { form: formId })
  return form
}

/** Pages of a PDF; null when they cannot be counted. */
const pagesOf = (pdf: Uint8Array): number | null =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b/g)?.length ?? null

/** Sheets that a paper takes; null where there is nothing to print with, or it cannot print this. */
async function sheetsOf({ ports }: Context, docx: Uint8Array): Promise<number | null> {
  if (!ports.printPdf) return null
  try {
    return pagesOf(await ports.printPdf(docx))
  } catch (error) {
    if (error instanceof CodedError) return null
    throw error
  }
}

/** Lines of the template in use, or of the shipped one when that is the only sound one. */
async function linesInUse({ papers }: Context, { formId, language }: Which): Promise<string[]> {
  for (const source of [undefined, 'shipped'] as const) {
    const lines = await papers.lines(formId, language, source).catch(() => null)
    if (lines) return lines
  }
  return []
}

/**
 * Everything that keeps a file from being this form's template: its fields, its samples, its pages.
 * `pages` is null where they cannot be counted.
 */
async function checkFile(context: Context, which: Which, bytes: Uint8Array) {
  const form = formOf(which)
  const { papers } = context
  const checked = await papers.check(which.formId, which.language, bytes)
  const faults: TemplateFault[] = [...checked.faults]
  const pages = { usual: null as number | null, long: null as number | null, most: form.pages }
  const tooMany = (pages: number, most: number) =>
    void faults.push({
      problem: 'too_many_pages',
      reason: `${pages} pages, where the shipped form takes ${most}`,
      at: `${pages} > ${most}`,
    })
  if (checked.usual && checked.long) {
    pages.usual = await sheetsOf(context, checked.usual)
    pages.long = pages.usual && (await sheetsOf(context, checked.long))
    if (pages.usual === null || pages.usual > 1) {
      // Is it the file, or the printer? And how many sheets does the shipped form take?
      const shipped = await papers.template(which.formId, which.language, 'shipped')
      const { usual } = await papers.check(which.formId, which.language, shipped.bytes)
      const most = usual && (await sheetsOf(context, usual))
      if (pages.usual === null && most !== null)
        faults.push({ problem: 'render', reason: 'the page cannot show it', at: '' })
      if (pages.usual !== null && most !== null && pages.usual > most) tooMany(pages.usual, most)
    }
    const unprintable = 'the page cannot show it with the longest values'
    if (pages.usual !== null && pages.long === null)
      faults.push({ problem: 'render', reason: unprintable, at: '' })
    if (faults.length === 0 && pages.long !== null && pages.long > form.pages) tooMany(pages.long, form.pages)
  }
  return { ...checked, faults, pages }
}

/** A file that was put on the shelf. */
function uploaded(context: Context, token: string) {
  const file = context.files.get(token, context.client)
  if (!file) throw new CodedError('file_unknown')
  return file
}

const shelve = ({ files, client }: Context, name: string, bytes: Uint8Array) =>
  files.put({ name: name + '.docx', type: docxType, bytes }, client)

/**
 * Put a checked template in place, or take the centre's own away, and write down who did it.
 * The check takes seconds, so it runs before the transaction.
 */
async function putInPlace(
  context: Context,
  which: Which,
  bytes: Uint8Array | null,
  { from = null, official = false }: { from?: string | null; official?: boolean } = {},
): Promise<Pick<HeldTemplate, 'source' | 'sha256'>> {
  const form = formOf(which)
  const { formId, language } = which
  if (!bytes) await context.papers.template(formId, language, 'shipped')
  const held = await context.papers.template(formId, language).catch(() => null)
  if (held && (bytes ? held.source === 'centre' && held.sha256 === sha256(bytes) : held.source === 'shipped'))
    return { source: held.source, sha256: held.sha256 }
  if (bytes) {
    const [fault] = (await checkFile(context, which, bytes)).faults
    if (fault)
      throw new CodedError('template_invalid', {
        file: entityId(which),
        problem: fault.problem,
        reason: fault.reason,
      })
  }
  let undo: (() => Promise<void>) | undefined
  try {
    await context.write(async (inside) => {
      const now = bytes ? sha256(bytes) : null
      await audit(inside, entity, entityId(which), {
        sha256: now,
        superseded: from,
        official,
      } satisfies Change)
      inside.changes.add('settings')
      undo = await swapTemplate(context.ports.dataFolder, { form, language, bytes, from, now: inside.now })
    })
  } catch (error) {
    await undo?.()
    throw error
  }
  const { source, sha256: hash } = await context.papers.template(formId, language)
  return { source, sha256: hash }
}

export const formHandlers: HandlersOf<'form'> = {
  async 'form.sample'(context, { formId, language }) {
    const { bytes } = await context.papers.sample(formId, language)
    return shelve(context, `${formId}.${language}`, bytes)
  },

  async 'form.list'({ db, papers, ports }) {
    const entries = await db<AuditRow>('audit')
      .where({ entity })
      .orderBy('seq')
      .select('entity_id', 'at', 'by', 'detail')
    const changes = entries.map(({ detail, ...entry }) => ({ ...entry, ...(JSON.parse(detail) as Change) }))
    const rows = await papers.list()
    return Promise.all(
      rows.map(async ({ faults, ...row }) => {
        const own = changes.filter((change) => change.entity_id === entityId(row))
        const last = row.source === 'centre' ? own.at(-1) : undefined
        // A file that somebody put into the folder by hand has nobody's name.
        const known = last?.sha256 === row.sha256 ? last : undefined
        const official = own.some((change) => change.official && change.sha256 === row.sha256)
        return {
          ...row,
          wording: official ? ('official' as const) : row.wording,
          faults: [...faults],
          replacedAt: known?.at ?? null,
          replacedBy: known?.by ?? null,
          superseded: await supersededTemplates(ports.dataFolder, row, row.language),
        }
      }),
    )
  },

  async 'form.template'(context, { formId, language, version }) {
    const { bytes } =
      version === null || version === 'shipped'
        ? await context.papers.template(formId, language, version ?? undefined)
        : {
            bytes: await supersededTemplate(
              context.ports.dataFolder,
              formOf({ formId, language }),
              language,
              version,
            ),
          }
    return shelve(context, [formId, language, version].filter(Boolean).join('.'), bytes)
  },

  async 'form.compare'({ papers }, { formId, language }) {
    const [shipped, own] = [
      await papers.lines(formId, language, 'shipped'),
      await papers.lines(formId, language),
    ]
    return { wording: shipped && own && compareWording(shipped, own) }
  },

  async 'form.check'(context, { token, ...which }) {
    const { name, bytes } = uploaded(context, token)
    const held = await context.papers.template(which.formId, which.language).catch(() => null)
    const { faults, lines, usual, long, pages } = await checkFile(context, which, bytes)
    const preview = (sample: Uint8Array | null) => sample && shelve(context, entityId(which), sample)
    return {
      fileName: name,
      sha256: sha256(bytes),
      inUse: held?.sha256 === sha256(bytes),
      faults,
      pages,
      wording: lines && compareWording(await linesInUse(context, which), lines),
      usual: preview(usual),
      long: preview(long),
    }
  },

  'form.replace': (context, { token, official, ...which }) =>
    putInPlace(context, which, uploaded(context, token).bytes, { official }),

  async 'form.revert'(context, { to, ...which }) {
    if (to === 'shipped') return putInPlace(context, which, null)
    const bytes = await supersededTemplate(context.ports.dataFolder, formOf(which), which.language, to)
    return putInPlace(context, which, bytes, { from: to })
  },
}
