import type { DutiesPage } from '../../../shared/contract/deregistrations'
import { CodedError } from '../../../shared/errors'
import { audit, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { keepFile, takenBefore, uploadedFile } from '../files/taken'
import { foresee } from '../work/corrections'
import { completeFact, correct, explain, recordFact } from './facts'
import { readDeregistrationFile } from './file'
import { dutiesPage } from './queries'
import { keepDecision, notify, printNotice, sendGround, takeOver, withdraw } from './road'

async function page(context: Context, personId: number): Promise<DutiesPage> {
  const found = await dutiesPage(context, personId)
  if (!found) throw new CodedError('not_found')
  return found
}

export const deregistrationHandlers: HandlersOf<'deregistration'> = {
  'deregistration.get': (context, { personId }) => page(context, personId),

  async 'deregistration.record'(context, { personId, fact }) {
    await recordFact(context, personId, fact)
    return page(context, personId)
  },

  async 'deregistration.complete'(context, { id, version, on }) {
    return page(context, await completeFact(context, id, version, on))
  },

  async 'deregistration.explain'(context, input) {
    await explain(context, input)
    return page(context, input.personId)
  },

  'deregistration.foresee': (context, input) =>
    // Nothing is saved: a reason is asked for only when it is.
    foresee(context, input.personId, (inside) => correct(inside, input, context.operation)),

  async 'deregistration.correct'(context, { reason, ...input }) {
    await correct(context, input, reason)
    return page(context, input.personId)
  },

  async 'deregistration.send'(context, { personId, key }) {
    await sendGround(context, personId, key)
    return page(context, personId)
  },

  async 'deregistration.withdraw'(context, input) {
    return page(context, await withdraw(context, input))
  },

  async 'deregistration.takeOver'(context, input) {
    await takeOver(context, input)
    return page(context, input.personId)
  },

  async 'deregistration.readFile'(context, { token }) {
    const file = uploadedFile(context, token)
    const lines = await readDeregistrationFile(context, file.bytes)
    return {
      fileName: file.name,
      lines: lines.map(({ todo: _, ...line }) => line),
      clean: lines.filter(({ todo }) => todo !== null).length,
      before: await takenBefore(context, 'status_files', file),
    }
  },

  async 'deregistration.importFile'(context, { token }) {
    const file = uploadedFile(context, token)
    const lines = await readDeregistrationFile(context, file.bytes)
    const clean = lines.flatMap(({ todo }) => todo ?? [])
    const left = lines.length - clean.length
    if (clean.length === 0) return { applied: 0, left }
    const fileId = await keepFile(context, 'status_files', file, clean.length)
    const { name, sha256 } = file
    for (const { registration, decision } of clean)
      await keepDecision(context, registration, decision, { source: '', fileId })
    await audit(context, 'deregistration', 'file', { name, sha256, applied: clean.length, left })
    return { applied: clean.length, left }
  },

  async 'deregistration.notify'(context, input) {
    const { personId, document } = await notify(context, input)
    return { page: await page(context, personId), document }
  },

  async 'deregistration.paper'(context, input) {
    const { personId, document } = await printNotice(context, input)
    return { page: await page(context, personId), document }
  },
}
