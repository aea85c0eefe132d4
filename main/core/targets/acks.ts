/** Files of acknowledgement that lie at a target: fetched into the data folder, each once by its hash. */
import { createHash } from 'node:crypto'
import type { Knex } from '../../db/open'
import type { Context } from '../context'
import { ackInbox } from '../exchange/answers'
import { writeAtomically } from '../exchange/write'
import type { Store } from './store'

interface FetchedAck {
  id: number
  target_id: number
  name: string
  bytes: number
  modified: number
  sha256: string
  fetched_at: string
}
const fetchedTable = (db: Knex) => db<FetchedAck>('fetched_acks')

/** A day of the largest centre answered record by record is far below. */
const largest = 64 * 1024 * 1024
const isAck = /^[^/\\:\0]{1,200}\.ack\.json$/iu

/** Fetch what is new at an open target; answers how many files came. Nothing is taken away from there. */
export async function fetchAcks(context: Context, targetId: number, store: Store): Promise<number> {
  const { db, ports } = context
  let fetched = 0
  for (const { name, bytes, modified } of await store.list()) {
    if (!isAck.test(name) || bytes > largest) continue
    const known = await fetchedTable(db).where({ target_id: targetId, name, bytes, modified }).first('id')
    if (known) continue
    const parts: Uint8Array[] = []
    let read = 0
    for await (const part of store.read(name)) {
      read += part.length
      if (read > largest) break
      parts.push(part)
    }
    // It is being written there at this moment: the next look finds it whole.
    if (read !== bytes) continue
    const content = Buffer.concat(parts)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const twin = await fetchedTable(db).where({ sha256 }).first('id')
    if (!twin)
      await writeAtomically(
        ackInbox(ports.dataFolder),
        `${sha256.slice(0, 12)}-${name.toLowerCase()}`,
        content,
      )
    await context.write(async ({ db: trx, changes }) => {
      const row = {
        target_id: targetId,
        name,
        bytes,
        modified,
        sha256,
        fetched_at: ports.now().toISOString(),
      }
      await fetchedTable(trx).insert(row)
      changes.add('exchange')
    })
    if (!twin) fetched++
  }
  return fetched
}
