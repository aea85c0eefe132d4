/** Whether a paper is ours and unchanged: by the digits of its code, or by the file itself. */
import { createHash } from 'node:crypto'
import type { OutputOf } from '../../../shared/contract'
import { CodedError } from '../../../shared/errors'
import { rightsOf } from '../../../shared/rights'
import { decodePaperCode } from '../../../shared/rules/paper-code'
import type { Context } from '../context'
import { codeInFile } from './code'
import { formTitle } from './forms'
import { documentsTable, findDocument, type DocumentRecord } from './queries'

type Answer = OutputOf<'document.verify'>
type Found =
  { verdict: 'unchanged' | 'changed'; record: DocumentRecord } | { verdict: 'not_ours' | 'damaged' }

async function byCode(context: Context, text: string): Promise<Found> {
  const code = decodePaperCode(text)
  if (code === 'damaged') return { verdict: 'damaged' }
  const record =
    code === 'other' ? undefined : await documentsTable(context.db).where({ uid: code.uid }).first()
  if (code === 'other' || !record) return { verdict: 'not_ours' }
  return { verdict: record.content_sha256.startsWith(code.contentStart) ? 'unchanged' : 'changed', record }
}

async function byFile(context: Context, bytes: Uint8Array): Promise<Found> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const same = await documentsTable(context.db).where({ sha256 }).orderBy('id', 'desc').first()
  if (same) return { verdict: 'unchanged', record: same }
  const digits = codeInFile(bytes)
  if (digits === null) return { verdict: 'not_ours' }
  const found = await byCode(context, digits)
  // It bears the code of a paper of ours, and it is not the file that was issued.
  return 'record' in found ? { ...found, verdict: 'changed' } : found
}

/** A later paper of the same form in the same case has taken its place. */
async function superseded(context: Context, record: DocumentRecord): Promise<boolean> {
  const later = await documentsTable(context.db)
    .where({ application_id: record.application_id, form_id: record.form_id })
    .where('id', '>', record.id)
    .whereNull('cancelled_at')
    .first('id')
  return later !== undefined
}

/**
 * Verify a paper. The row of the register, which names the person, goes only to who may read people.
 * @throws CodedError `file_unknown`
 */
export async function verifyPaper(
  context: Context,
  asked: { text: string } | { token: string },
): Promise<Answer> {
  let found: Found
  if ('text' in asked) found = await byCode(context, asked.text)
  else {
    const file = context.files.get(asked.token, context.client)
    if (!file) throw new CodedError('file_unknown')
    found = await byFile(context, file.bytes)
  }
  if (!('record' in found)) return { verdict: found.verdict, paper: null, document: null }
  const { verdict, record } = found
  const reads = context.staff !== null && rightsOf(context.staff.roles).has('people_read')
  return {
    verdict,
    paper: {
      id: record.id,
      title: formTitle(record.form_id),
      language: record.language,
      issuedAt: record.issued_at,
      cancelledAt: record.cancelled_at,
      superseded: await superseded(context, record),
    },
    document: reads ? (await findDocument(context, record.id))! : null,
  }
}
