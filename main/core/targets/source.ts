/** What is delivered of a batch: the one place to change when it is no longer the plain file. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../../shared/errors'
import type { Context } from '../context'
import { batchFolder, exchangeHandlers } from '../exchange/handlers'
import { batchesTable } from '../exchange/outbox'
import { writeAtomically } from '../exchange/write'
import type { Sent } from './store'

async function hashOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(file)) hash.update(part as Uint8Array)
  } catch {
    return null
  }
  return hash.digest('hex')
}

/**
 * The file of a batch on this PC; made again from the register when it is gone or changed.
 *
 * @throws CodedError `not_found`, `batch_hash`, `disk_full`, `file_write_failed`
 */
export async function batchFile(context: Context, sequence: number): Promise<Sent> {
  const row = await batchesTable(context.db).where({ sequence }).first('file_name', 'sha256')
  if (!row) throw new CodedError('not_found')
  const folder = batchFolder(context.ports.dataFolder)
  const place = path.join(folder, row.file_name)
  if ((await hashOfFile(place)) !== row.sha256) {
    const { token } = await exchangeHandlers['exchange.file'](context, { sequence })
    await writeAtomically(folder, row.file_name, context.files.get(token, context.client)!.bytes)
  }
  return { name: row.file_name, path: place, sha256: row.sha256, bytes: (await stat(place)).size }
}

/** Make the next batch as `exchange.make` does, in its own transaction. Throws `nothing_to_send` and its errors. */
export const makeBatch = (context: Context): Promise<{ sequence: number }> =>
  context.write((inside) => exchangeHandlers['exchange.make']({ ...inside, operation: 'exchange.make' }, {}))
