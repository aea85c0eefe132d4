import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { OutboxRow, RefusalReason } from '../../../shared/contract/exchange'
import { CodedError } from '../../../shared/errors'
import { audit, clockOf, readCentre, writeSetting } from '../context'
import type { HandlersOf } from '../handlers'
import { keepAside, takeAck, takeInbox, toAck } from './answers'
import { batchFile, batchFolder, batchToDeliver, cancelMaking, makeBatch, makingNow } from './make'
import {
  acknowledgementsTable,
  batchesTable,
  outboxTable,
  sendAgain,
  toBatches,
  waitingCounts,
} from './outbox'
import { exchangeKeysTable, ownKey, ownPublicKeys } from './own-key'
import { centreKeyFile, keyFileText, readKeyFile, readReceiver, receiverSetting } from './receiver'
import { subjectsOf } from './subjects'
import { verifyBatch } from './verify'

/** Batches and answers shown in the lists; older ones stay in the register and on disk. */
const shown = 60

const countOf = async (query: PromiseLike<unknown>) =>
  Number(((await query) as { n: number | string }[])[0]!.n)

export const exchangeHandlers: HandlersOf<'exchange'> = {
  async 'exchange.state'(context) {
    const { db } = context
    const { today } = await clockOf(context)
    const waiting = await waitingCounts(db)
    const first = await outboxTable(db).where({ state: 'waiting' }).orderBy('id').first('created_at')
    const inState = (state: 'sent' | 'accepted' | 'refused') =>
      countOf(outboxTable(db).where({ state }).count({ n: '*' }))
    const key = await exchangeKeysTable(db).orderBy('created_at', 'desc').first()
    const batches = await batchesTable(db).where({ state: 'made' }).orderBy('sequence', 'desc').limit(shown)
    return {
      today,
      waiting,
      waitingTotal: Object.values(waiting).reduce((sum, n) => sum + n, 0),
      waitingSince: first?.created_at ?? null,
      dueToday: await countOf(outboxTable(db).where({ state: 'waiting', due: today }).count({ n: '*' })),
      overdue: await countOf(
        outboxTable(db).where({ state: 'waiting' }).where('due', '<', today).count({ n: '*' }),
      ),
      sentTotal: await inState('sent'),
      acceptedTotal: await inState('accepted'),
      refusedTotal: await inState('refused'),
      batches: await toBatches(db, batches),
      making: await makingNow(context),
      key: key ? { fingerprint: key.fingerprint, createdAt: key.created_at } : null,
      receiver: await readReceiver(db),
      acknowledgements: (await acknowledgementsTable(db).orderBy('id', 'desc').limit(shown)).map(toAck),
    }
  },

  'exchange.make': (context) => makeBatch(context),

  'exchange.cancel': (context) => Promise.resolve({ stopped: cancelMaking(context) }),

  async 'exchange.file'(context, { sequence, encrypted }) {
    const file = await (encrypted ? batchToDeliver : batchFile)(context, sequence)
    return context.files.put(
      {
        name: file.name,
        type: file.name.endsWith('.age') ? 'application/octet-stream' : 'application/zip',
        bytes: new Uint8Array(await readFile(file.path)),
      },
      context.client,
    )
  },

  async 'exchange.verify'(context, { token }) {
    const file = context.files.get(token, context.client)
    if (!file) throw new CodedError('file_unknown')
    return verifyBatch(file.bytes, { fileName: file.name, keys: await ownPublicKeys(context.db) })
  },

  async 'exchange.records'(context, { state, open, kind, key, batch, limit, offset }) {
    const { db } = context
    const query = () => {
      const all = outboxTable(db)
      if (state) void all.where({ state })
      if (open) void all.where({ state: 'refused' })
      if (kind) void all.where({ kind })
      if (key) void all.where({ key })
      if (batch) void all.where({ batch })
      return all
    }
    const rows = await query().orderBy('id', 'desc').limit(limit).offset(offset)
    const subjects = await subjectsOf(db, rows)
    return {
      total: await countOf(query().count({ n: '*' })),
      rows: rows.map((row): OutboxRow => ({
        id: row.id,
        kind: row.kind,
        key: row.key,
        version: row.version,
        state: row.state,
        createdAt: row.created_at,
        due: row.due,
        batch: row.batch,
        reasons: row.reasons === null ? [] : (JSON.parse(row.reasons) as RefusalReason[]),
        overtaken: row.state === 'superseded',
        person: subjects.get(row.id)?.person ?? null,
        place: subjects.get(row.id)?.place ?? null,
      })),
    }
  },

  async 'exchange.sendAgain'(context, { ids, reason }) {
    let waiting = 0
    for (const id of ids) if (await sendAgain(context, id)) waiting++
    await audit(context, 'exchange', 'again', { reason, ids: ids.slice(0, 200), waiting })
    return { waiting, left: ids.length - waiting }
  },

  async 'exchange.acknowledge'(context, { token }) {
    const file = context.files.get(token, context.client)
    if (!file) throw new CodedError('file_unknown')
    try {
      return await takeAck(context, file.bytes, file.name)
    } catch (error) {
      // Without the receiver's key nothing can be said of it; all else is kept to be asked about.
      if (error instanceof CodedError && error.value.code !== 'ack_key_unknown')
        await keepAside(context, file.name, file.bytes, error.value)
      throw error
    }
  },

  'exchange.takeInbox': (context) => takeInbox(context),

  async 'exchange.publicKey'(context) {
    const key = await ownKey(context)
    const centre = await readCentre(context)
    const bytes = Buffer.from(keyFileText(centreKeyFile(centre, key.publicKey)))
    await audit(context, 'exchange_key', 'given_out')
    return context.files.put(
      { name: `qabyldau-${centre.bin}.key.json`, type: 'application/json', bytes },
      context.client,
    )
  },

  async 'exchange.saveReceiver'(context, { token }) {
    let receiver = null
    if (token !== null) {
      const file = context.files.get(token, context.client)
      if (!file) throw new CodedError('file_unknown')
      const { name, publicKey, fingerprint, age } = readKeyFile(file.bytes, 'receiver')
      receiver = { name, publicKey, fingerprint, age }
    }
    await writeSetting(context.db, receiverSetting, receiver)
    await audit(context, 'exchange_receiver', receiver?.fingerprint ?? 'none')
    // Envelopes for the former receiver would lie beside the batches, and nobody could open them.
    const folder = batchFolder(context.ports.dataFolder)
    for (const name of await readdir(folder).catch(() => [] as string[]))
      if (name.endsWith('.age')) await rm(path.join(folder, name), { force: true })
    context.changes.add('exchange')
    return receiver
  },
}
