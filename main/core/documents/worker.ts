/** Worker that checks and fills templates, away from the register and under limits of time and memory. */
import { parentPort } from 'node:worker_threads'
import { checkTemplate, fillTemplate, type CheckedTemplate } from './fill'
import type { TemplateFault } from '../../../shared/model'
import { TemplateRefused, type KnownNames } from './lint'
import type { TemplateValues } from './values'

export interface WorkerJob {
  id: number
  /** SHA-256 of `template` with the form's id: what was checked once is not checked again. */
  key: string
  template: Uint8Array
  known: KnownNames
  /** Without values the template is only checked. */
  values: TemplateValues | null
}

export type WorkerAnswer =
  | { id: number; ok: true; bytes: Uint8Array | null; wording: string | null; lines: string[] }
  | { id: number; ok: false; faults: readonly TemplateFault[] }

/** Said once, when everything is loaded: only then does the time of a paper begin to run. */
export interface WorkerReady {
  id: 0
}

const checked = new Map<string, CheckedTemplate>()

async function work(job: WorkerJob): Promise<WorkerAnswer> {
  try {
    let template = checked.get(job.key)
    if (!template) {
      template = await checkTemplate(job.template, job.known)
      if (checked.size >= 100) checked.clear()
      checked.set(job.key, template)
    }
    const bytes = job.values ? await fillTemplate(template, job.values) : null
    // The wording is asked for when a template is looked at, not with every paper.
    return { id: job.id, ok: true, bytes, wording: template.wording, lines: bytes ? [] : template.lines }
  } catch (error) {
    if (error instanceof TemplateRefused) return { id: job.id, ok: false, faults: error.faults }
    const reason = error instanceof Error ? error.message.split('\n')[0]! : 'unknown'
    return { id: job.id, ok: false, faults: [{ problem: 'render', reason, at: '' }] }
  }
}

parentPort?.on('message', (job: WorkerJob) => {
  void work(job).then((answer) => parentPort?.postMessage(answer))
})
parentPort?.postMessage({ id: 0 } satisfies WorkerReady)
