import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { CodedError } from '../../../shared/errors'
import { audit } from '../context'
import type { HandlersOf } from '../handlers'
import { partsOf } from '../targets/queries'
import { localFault } from '../targets/local'
import { problemReport } from './report'

export const helpHandlers: HandlersOf<'help'> = {
  async 'help.day'({ db }, { since }) {
    // The newest only: a day of practice is short, and the trail of a real centre long.
    const newest = await db('audit')
      .orderBy('seq', 'desc')
      .limit(1000)
      .select<{ at: string; operation: string }[]>('at', 'operation')
    return {
      done: [...new Set(newest.filter(({ at }) => at >= since).map(({ operation }) => operation))].sort(),
    }
  },

  async 'help.report'(context, input) {
    const { name, bytes, text } = await problemReport(context, input)
    const { token } = context.files.put({ name, type: 'application/zip', bytes }, context.client)
    return { token, name, bytes: bytes.length, text, drives: await partsOf(context).drives() }
  },

  async 'help.saveReport'(context, { drive, ...input }) {
    // Only a drive that the system shows: no other folder is written to.
    if (!(await partsOf(context).drives()).includes(drive))
      throw new CodedError('stick_absent', { name: drive }, [{ path: 'drive', code: 'stick_absent' }])
    const { name, bytes } = await problemReport(context, input)
    try {
      await writeFileAtomic(path.join(drive, name), Buffer.from(bytes))
    } catch (error) {
      throw localFault(error, 'stick_pulled', drive)
    }
    await audit(context, 'problem_report', name, { bytes: bytes.length })
    return { name, bytes: bytes.length }
  },
}
