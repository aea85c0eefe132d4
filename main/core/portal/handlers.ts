import { noPortalChoice } from '../../../shared/contract/portal'
import { audit } from '../context'
import { keepFile, takenBefore, uploadedFile } from '../files/taken'
import type { HandlersOf } from '../handlers'
import { readPortalFile } from './file'
import { enterArrival, judgeArrival, takeArrival } from './judge'
import { findPortalCase, listPortal } from './queries'
import { recordResult } from './results'

export const portalHandlers: HandlersOf<'portal'> = {
  'portal.list': (context, filter) => listPortal(context, filter),

  'portal.get': (context, { applicationId }) => findPortalCase(context, applicationId),

  'portal.judge': async (context, { fields, choice }) =>
    (await judgeArrival(context, fields, choice)).judgement,

  'portal.enter': async (context, { fields, choice }) => ({
    applicationId: await enterArrival(context, fields, choice),
  }),

  async 'portal.readFile'(context, { token, ...of }) {
    const file = uploadedFile(context, token)
    const lines = await readPortalFile(context, file.bytes, of)
    return {
      fileName: file.name,
      lines: lines.map(({ line }) => line),
      clean: lines.filter(({ todo }) => todo !== null).length,
      before: await takenBefore(context, 'portal_files', file),
    }
  },

  async 'portal.importFile'(context, { token, choices, ...of }) {
    const file = uploadedFile(context, token)
    const decided = new Map(choices.map(({ line, ...choice }) => [line, choice]))
    const lines = await readPortalFile(context, file.bytes, of, decided)
    const fit = lines.filter(({ todo }) => todo !== null)
    if (fit.length === 0) return { applied: 0, left: lines.length }
    const fileId = await keepFile(context, 'portal_files', file, 0)
    let applied = 0
    for (const { fields, row } of fit) {
      // An earlier line of the same file may have changed what this one meets: it is judged again.
      const { todo } = await judgeArrival(context, fields!, decided.get(row.line) ?? noPortalChoice)
      if (!todo) continue
      await takeArrival(context, fields!, todo, fileId)
      applied += 1
    }
    await keepFile(context, 'portal_files', file, applied)
    const { name, sha256 } = file
    await audit(context, 'portal', 'file', { name, sha256, applied, left: lines.length - applied })
    return { applied, left: lines.length - applied }
  },

  'portal.recordResult': (context, input) => recordResult(context, input),
}
