/** Files that were uploaded, and the trace of those that were taken over. */
import { CodedError } from '../../../shared/errors'
import { actorOf, staffName, type Context } from '../context'
import { sha256Of } from '../exchange/batch'

/** An uploaded file of this client. Throws `file_unknown`. */
export function uploadedFile(context: Context, token: string) {
  const file = context.files.get(token, context.client)
  if (!file) throw new CodedError('file_unknown')
  return { ...file, sha256: sha256Of(file.bytes) }
}
/** Its name and the hash of its bytes. */
type Uploaded = Pick<ReturnType<typeof uploadedFile>, 'name' | 'sha256'>

/** Tables that remember which files were taken over. */
type FileTable = 'status_files' | 'portal_files' | 'vacancy_files' | 'classifier_files'
const filesTable = ({ db }: Context, table: FileTable) =>
  db<{ id: number; sha256: string; name: string; applied: number; at: string; staff_id: number }>(table)

/** When the same bytes were taken over before, and by whom; null: never. */
export async function takenBefore(context: Context, table: FileTable, { sha256 }: Uploaded) {
  const before = await filesTable(context, table).where({ sha256 }).first()
  return before
    ? { at: before.at, by: await staffName(context.db, before.staff_id), applied: before.applied }
    : null
}

/** Remember that lines of a file were taken over now; gives its id. */
export async function keepFile(
  context: Context,
  table: FileTable,
  file: Uploaded,
  applied: number,
): Promise<number> {
  const before = await takenBefore(context, table, file)
  await filesTable(context, table)
    .insert({
      sha256: file.sha256,
      name: file.name.slice(0, 200),
      applied: applied + (before?.applied ?? 0),
      at: context.now.toISOString(),
      staff_id: actorOf(context).id,
    })
    .onConflict('sha256')
    .merge()
  return (await filesTable(context, table).where({ sha256: file.sha256 }).first())!.id
}
