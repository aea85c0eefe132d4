import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeBatch, type BatchInput, type Manifest } from '../../main/core/exchange/batch'
import { newKeyPair, signWith, type KeyPair, type Signature } from '../../main/core/exchange/signature'

export const batchKey: KeyPair = newKeyPair()

/** A batch of today's format in memory, signed by `key` (null: unsigned). */
export async function batchOf(
  input: BatchInput,
  key: KeyPair | null = batchKey,
): Promise<{ bytes: Uint8Array; sha256: string; manifest: Manifest; signature: Signature | null }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-batch-'))
  try {
    const made = await writeBatch(folder, 'batch.zip', input, {
      records: (kind) => input.records.filter((record) => record.kind === kind),
      sign: (manifest) => (key ? signWith(key, manifest) : null),
    })
    return { ...made, bytes: new Uint8Array(readFileSync(path.join(folder, 'batch.zip'))) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
