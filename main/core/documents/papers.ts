/** The form engine: picks the template, prepares the values, has the worker fill it within its limits. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { CodedError } from '../../../shared/errors'
import type { PaperLanguage, TemplateFault, TemplateProblem } from '../../../shared/model'
import type { FilledForm, FormData, FormInfo, HeldTemplate, PaperEngine, TemplateCheck } from './engine'
import { forms as allForms, templatePath, type FormSpec } from './forms'
import type { KnownNames } from './lint'
import { namesOf, templateValues, type TemplateValues } from './values'
import type { WorkerAnswer, WorkerJob, WorkerReady } from './worker'

export interface PaperEngineOptions {
  /** Shipped templates: `<edition>/<form-id>.<lang>.docx`. */
  templatesFolder: string
  /** The centre's own templates, same layout; a file here wins over the shipped one. */
  centreTemplatesFolder: string
  /** Compiled `worker.ts`. */
  worker: string | URL
  /** Milliseconds that one form may take once the worker is loaded; 15,000 when not given. */
  timeLimitMs?: number
  /** Another registry of forms, for tests. */
  forms?: ReadonlyMap<string, FormSpec>
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

interface Template extends HeldTemplate {
  /** Path shown to people, below its folder. */
  file: string
}

/** What a template of this form may name, and what it must print. */
function knownNames(form: FormSpec): KnownNames {
  const { values, lists } = namesOf(form)
  const required = form.fields
    .filter((field) => field.required)
    .map((field) => [field.id, ...[...values].filter((value) => value.startsWith(field.id + '__'))])
  return { values, lists, required }
}

/** Milliseconds for a worker to load: a busy or slow PC must not make a good template look bad. */
const startLimitMs = 30_000

/** One worker, one job at a time: papers are made one after the other and never hold up the register. */
function createPress(entry: string | URL, timeLimitMs: number) {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  let id = 0
  const loaded = new WeakSet<Worker>()

  const start = () => {
    const started = new Worker(entry, {
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      execArgv: [],
    })
    started.unref()
    return started
  }

  function ask(job: Omit<WorkerJob, 'id'>): Promise<WorkerAnswer> {
    if (closed) throw new CodedError('internal', { event: 'paper_engine_closed' })
    const used = (worker ??= start())
    const jobId = ++id
    return new Promise((resolve, reject) => {
      const drop = () => {
        if (worker === used) worker = null
        void used.terminate()
      }
      const done = () => {
        clearTimeout(timer)
        used.off('message', onMessage).off('error', onError).off('exit', onExit)
        used.unref()
      }
      const onMessage = (answer: WorkerAnswer | WorkerReady) => {
        if (answer.id === 0) {
          loaded.add(used)
          clearTimeout(timer)
          timer = setTimeout(late, timeLimitMs)
        }
        if (answer.id !== jobId || !('ok' in answer)) return
        done()
        resolve(answer)
      }
      const fault = (problem: TemplateProblem, reason: string) =>
        resolve({ id: jobId, ok: false, faults: [{ problem, reason, at: '' }] })
      const onError = (error: Error & { code?: string }) => {
        done()
        drop()
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fault('memory', 'it needs too much memory')
        else reject(new CodedError('internal', { event: 'paper_worker' }, undefined, { cause: error }))
      }
      const onExit = () => onError(new Error('the worker ended'))
      const late = () => {
        done()
        drop()
        fault('too_slow', `it was not filled within ${timeLimitMs} ms`)
      }
      let timer = setTimeout(late, loaded.has(used) ? timeLimitMs : startLimitMs)
      used.on('message', onMessage).on('error', onError).on('exit', onExit)
      // While a paper is being made the program stays alive; between papers the worker does not hold it.
      used.ref()
      used.postMessage({ ...job, id: jobId } satisfies WorkerJob)
    })
  }

  return {
    run(job: Omit<WorkerJob, 'id'>): Promise<WorkerAnswer> {
      const next = last.then(() => ask(job))
      last = next.catch(() => undefined)
      return next
    },
    async close() {
      closed = true
      await last
      await worker?.terminate()
      worker = null
    },
  }
}

/** Make the engine. The worker starts with the first paper. */
export function createPaperEngine(options: PaperEngineOptions): PaperEngine {
  const forms = options.forms ?? allForms
  const timeLimitMs = options.timeLimitMs ?? 15_000
  const press = createPress(options.worker, timeLimitMs)

  const formOf = (formId: string, language: PaperLanguage) => {
    const form = forms.get(formId)
    if (!form) throw new CodedError('form_unknown', { form: formId.slice(0, 60) })
    if (!form.languages.includes(language))
      throw new CodedError('form_unknown', { form: `${formId}.${language}` })
    return form
  }

  async function templateOf(form: FormSpec, language: PaperLanguage, only?: 'shipped'): Promise<Template> {
    const file = templatePath(form, language)
    const folders = [
      ['centre', options.centreTemplatesFolder],
      ['shipped', options.templatesFolder],
    ] as const
    for (const [source, folder] of folders) {
      if (only && only !== source) continue
      try {
        const bytes = new Uint8Array(await readFile(join(folder, file)))
        return { bytes, file, sha256: sha256(bytes), source }
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR') continue
        throw new CodedError('template_invalid', {
          file,
          problem: 'not_docx',
          reason: 'the file cannot be read',
        })
      }
    }
    throw new CodedError('template_missing', { file })
  }

  const jobOf = (form: FormSpec, template: HeldTemplate, values: TemplateValues | null) => ({
    key: form.formId + ' ' + template.sha256,
    template: template.bytes,
    known: knownNames(form),
    // A copy without a prototype survives the crossing to the worker as a plain object.
    values: values && { ...values },
  })

  /** The first fault of a template as an error of the contract. */
  const refusal = (file: string, faults: readonly TemplateFault[]) => {
    const { problem, reason } = faults[0]!
    return problem === 'too_slow'
      ? new CodedError('template_too_slow', { file, seconds: Math.max(1, Math.round(timeLimitMs / 1000)) })
      : new CodedError('template_invalid', { file, problem, reason })
  }

  async function fill(formId: string, language: PaperLanguage, data: FormData): Promise<FilledForm> {
    const form = formOf(formId, language)
    const values = templateValues(form, language, data)
    const template = await templateOf(form, language)
    const answer = await press.run(jobOf(form, template, values))
    if (!answer.ok) throw refusal(template.file, answer.faults)
    const { bytes } = answer
    if (!bytes) throw new CodedError('internal', { event: 'paper_worker' })
    return { bytes, sha256: sha256(bytes), templateSha256: template.sha256 }
  }

  const sampleOf = ({ sample }: FormSpec, language: PaperLanguage, long: boolean): FormData => ({
    ...sample[language],
    ...(long ? sample.long[language] : {}),
  })

  return {
    fill,
    sample: async (formId, language, long = false) =>
      fill(formId, language, sampleOf(formOf(formId, language), language, long)),
    async template(formId, language, source) {
      return templateOf(formOf(formId, language), language, source)
    },
    async lines(formId, language, source) {
      const form = formOf(formId, language)
      const answer = await press.run(jobOf(form, await templateOf(form, language, source), null))
      return answer.ok ? answer.lines : null
    },
    async check(formId, language, bytes) {
      const form = formOf(formId, language)
      const template: HeldTemplate = { bytes, sha256: sha256(bytes), source: 'centre' }
      const result: TemplateCheck = { faults: [], lines: null, usual: null, long: null }
      const own = createPress(options.worker, timeLimitMs)
      try {
        const read = await own.run(jobOf(form, template, null))
        if (!read.ok) return { ...result, faults: read.faults }
        result.lines = read.lines
        for (const which of ['usual', 'long'] as const) {
          const values = templateValues(form, language, sampleOf(form, language, which === 'long'))
          const filled = await own.run(jobOf(form, template, values))
          if (!filled.ok) return { ...result, faults: filled.faults }
          result[which] = filled.bytes
        }
        return result
      } finally {
        await own.close()
      }
    },
    async list() {
      const rows: FormInfo[] = []
      for (const form of forms.values())
        for (const language of form.languages) {
          const row: FormInfo = {
            formId: form.formId,
            edition: form.edition,
            language,
            title: form.title,
            wording: form.wording[language],
            source: 'shipped',
            sha256: '',
            problem: null,
            faults: [],
          }
          try {
            const template = await templateOf(form, language)
            row.source = template.source
            row.sha256 = template.sha256
            const answer = await press.run(jobOf(form, template, null))
            if (!answer.ok) {
              row.faults = answer.faults
              throw refusal(template.file, answer.faults)
            }
            const { wording } = answer
            if (wording === 'official' || wording === 'own_translation') row.wording = wording
          } catch (error) {
            row.problem = error instanceof CodedError ? error.value.code : 'internal'
          }
          rows.push(row)
        }
      return rows
    },
    close: () => press.close(),
  }
}
