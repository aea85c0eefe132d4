import { createHash } from 'node:crypto'
import { CodedError } from '../../../shared/errors'
import { translate } from '../../../shared/locale'
import { reissueDocument } from '../applications/reissue'
import { actorOf, audit, readDesk, type Context } from '../context'
import type { HandlersOf } from '../handlers'
import { documentsTable, findDocument, listDocuments } from './queries'
import { cancelDocument, historyOf, refuseCancelled } from './register'
import { verifyPaper } from './verify'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The file as it was issued; refused when its hash is not the one in the register. */
async function issuedBytes(context: Context, id: number) {
  const record = await documentsTable(context.db).where({ id }).first()
  const file = await context
    .db<{ document_id: number; bytes: Buffer }>('document_files')
    .where({ document_id: id })
    .first()
  if (!record || !file) throw new CodedError('not_found')
  if (createHash('sha256').update(file.bytes).digest('hex') !== record.sha256) {
    throw new CodedError('paper_changed', { number: record.uid })
  }
  return { record, bytes: new Uint8Array(file.bytes) }
}

/** The paper as PDF, by what the centre chose; a PC without that program uses the page that previews it. */
export async function pdfOf(context: Context, docx: Uint8Array): Promise<Uint8Array> {
  const { officePdf, printPdf } = context.ports
  const { pdf } = await readDesk(context)
  const chosen = (pdf === 'built_in' ? undefined : officePdf?.[pdf]) ?? printPdf
  if (!chosen) throw new CodedError('pdf_unavailable')
  return chosen(docx)
}

export const documentHandlers: HandlersOf<'document'> = {
  'document.list': (context, { show, limit, offset }) => listDocuments(context, { show, limit, offset }),

  async 'document.file'(context, { id, as }) {
    const { record, bytes } = await issuedBytes(context, id)
    const row = (await findDocument(context, id))!
    const name = `${row.applicationNumber} ${record.form_id} ${record.language}`
    if (as === 'docx') {
      // R49: the electronic document lies in the cabinet; what is printed here is a copy.
      const mark = row.electronic ? translate(record.language, 'portal.copy_mark') : undefined
      const file = { name: name + '.docx', type: docxType, bytes, ...(mark !== undefined && { mark }) }
      return context.files.put(file, context.client)
    }
    const pdf = await pdfOf(context, bytes)
    return context.files.put({ name: name + '.pdf', type: 'application/pdf', bytes: pdf }, context.client)
  },

  async 'document.printed'(context, { id, copies }) {
    const { db, now } = context
    const before = await documentsTable(db).where({ id }).first()
    if (!before) throw new CodedError('not_found')
    refuseCancelled(before)
    await db('document_prints').insert({
      document_id: id,
      at: now.toISOString(),
      staff_id: actorOf(context).id,
      copies,
      reprint: before.printed > 0,
    })
    await documentsTable(db)
      .where({ id })
      .update({ printed: before.printed + 1, printed_at: now.toISOString(), version: before.version + 1 })
    await audit(context, 'document', id, { copies, reprint: before.printed > 0 })
    context.changes.add('documents')
    return (await findDocument(context, id))!
  },

  'document.verify': (context, asked) => verifyPaper(context, asked),

  'document.history': (context, { id }) => historyOf(context, id),

  'document.cancel': (context, { id, reason }) => cancelDocument(context, id, reason),

  'document.reissue': (context, { id, reason }) => reissueDocument(context, id, reason),
}
