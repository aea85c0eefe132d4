/** Issuing a paper: fill, keep the data and the bytes, put it into the print queue. */
import { createHash, randomUUID } from 'node:crypto'
import type { DocumentRow, PaperLanguage } from '../../../shared/model'
import { encodePaperCode } from '../../../shared/rules/paper-code'
import { actorOf, audit, readDesk, type Context } from '../context'
import { sendDocument } from '../exchange/outbox'
import { drawCode } from './code'
import type { FormData } from './engine'
import { forms } from './forms'
import { documentsTable, findDocument } from './queries'

/**
 * Issue a form inside a command: when the template cannot be filled nothing of the command stays, neither
 * record nor number. Throws what `PaperEngine.fill` throws.
 */
export async function issueDocument(
  context: Context,
  paper: {
    formId: string
    edition: string
    language: PaperLanguage
    applicationId: number
    personId: number
    toHandOver: boolean
    data: FormData
  },
): Promise<DocumentRow> {
  const { db, now } = context
  const filled = await context.papers.fill(paper.formId, paper.language, paper.data)
  const uid = randomUUID()
  const { qr } = await readDesk(context)
  const coded = qr ? await drawCode(filled.bytes, encodePaperCode(uid, filled.sha256)) : null
  const bytes = coded ?? filled.bytes
  const sha256 = coded ? createHash('sha256').update(coded).digest('hex') : filled.sha256
  const [{ id }] = (await documentsTable(db).insert(
    {
      uid,
      version: 1,
      form_id: paper.formId,
      edition: paper.edition,
      language: paper.language,
      application_id: paper.applicationId,
      person_id: paper.personId,
      data: JSON.stringify(paper.data),
      template_sha256: filled.templateSha256,
      content_sha256: filled.sha256,
      sha256,
      to_hand_over: paper.toHandOver,
      issued_at: now.toISOString(),
      issued_by: actorOf(context).id,
      printed: 0,
      printed_at: null,
      handed_over_on: null,
      copies: forms.get(paper.formId)?.copies ?? 1,
    },
    ['id'],
  )) as [{ id: number }]
  await db('document_files').insert({ document_id: id, bytes: Buffer.from(bytes) })
  await audit(context, 'document', id, { formId: paper.formId, sha256, data: paper.data })
  await sendDocument(context, id)
  context.changes.add('documents')
  return (await findDocument(context, id))!
}
