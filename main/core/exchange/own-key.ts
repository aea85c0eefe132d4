/**
 * The key pair that signs the batches of this desk. The private half stays on the PC that made it, under the
 * system's safe storage where there is one; the register knows the public halves of all its desks.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Knex } from '../../db/open'
import { audit, type Context } from '../context'
import { fingerprintOf, newKeyPair, type KeyPair } from './signature'
import { writeFault } from './write'

export interface ExchangeKeyRow {
  fingerprint: string
  public_key: string
  created_at: string
  by: string
}

export const exchangeKeysTable = (db: Knex) => db<ExchangeKeyRow>('exchange_keys')

interface KeyFile {
  publicKey: string
  privateKey: string
  /** `os`: `privateKey` is what the safe storage made of it. */
  protection: 'os' | 'none'
}

/**
 * The command line cannot open what the safe storage of the window keeps: each has a key of its own, and the receiver
 * is given both.
 */
const keyFile = ({ dataFolder, secrets }: Context['ports']) =>
  path.join(dataFolder, 'keys', secrets ? 'centre-key.os.json' : 'centre-key.json')

/** The private key of a file, or undefined when this PC cannot read it. */
function privateKeyOf(text: string, { secrets }: Context['ports']): KeyPair | undefined {
  try {
    const file = JSON.parse(text) as KeyFile
    const privateKey = file.protection === 'os' ? (secrets?.reveal(file.privateKey) ?? '') : file.privateKey
    const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' })
    return { publicKey: String(publicKey), privateKey }
  } catch {
    return undefined
  }
}

/**
 * The key pair of this desk; made, and its public half entered in the register, where there is none or where it
 * cannot be read any more. Inside a transaction.
 *
 * @throws CodedError `disk_full`, `file_write_failed`
 */
export async function ownKey(context: Context): Promise<KeyPair> {
  const { db, ports, now, staff, client } = context
  const file = keyFile(ports)
  const found = await readFile(file, 'utf8').catch(() => null)
  let pair = found === null ? undefined : privateKeyOf(found, ports)
  if (!pair) {
    pair = newKeyPair()
    const kept: KeyFile = ports.secrets
      ? {
          publicKey: pair.publicKey,
          privateKey: ports.secrets.protect(pair.privateKey),
          protection: 'os',
        }
      : { ...pair, protection: 'none' }
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      // Of another PC, or damaged: kept, in case that it can be read there again.
      if (found !== null) await rename(file, `${file}.${now.getTime()}.unreadable`)
      await writeFile(file, JSON.stringify(kept, null, 2) + '\n', { mode: 0o600, flush: true })
    } catch (cause) {
      throw writeFault(path.basename(file), cause)
    }
  }
  const fingerprint = fingerprintOf(pair.publicKey)!
  if (!(await exchangeKeysTable(db).where({ fingerprint }).first('fingerprint'))) {
    await exchangeKeysTable(db).insert({
      fingerprint,
      public_key: pair.publicKey,
      created_at: now.toISOString(),
      by: staff?.fullName ?? client.kind,
    })
    await audit(context, 'exchange_key', fingerprint)
    context.changes.add('exchange')
  }
  return pair
}

/** Public keys of this centre, by fingerprint. */
export async function ownPublicKeys(db: Knex): Promise<Map<string, string>> {
  const rows = await exchangeKeysTable(db)
  return new Map(rows.map((row) => [row.fingerprint, row.public_key]))
}
