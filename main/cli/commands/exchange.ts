import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Translator } from '../../../shared/locale'
import { verifyBatch } from '../../core/exchange/verify'
import { Refused, type Io } from '../io'
import { registerExists, withDesk } from '../open'

/** `export`: make the batch of the day as the system's scheduler does; `out` gets a copy of the file. */
export async function exportBatch(
  dataFolder: string,
  out: string | undefined,
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  if (!registerExists(dataFolder)) throw new Refused({ code: 'setup_missing' })
  await withDesk(dataFolder, 'scheduler', async ({ app, client, call }) => {
    const batch = await call('exchange.make', {})
    let copy: string | null = null
    if (out) {
      const { token, name } = await call('exchange.file', { sequence: batch.sequence })
      const file = app.files.get(token, client)
      if (!file) throw new Refused({ code: 'file_unknown' })
      await mkdir(out, { recursive: true })
      copy = path.join(out, name)
      await writeFileAtomic(copy, Buffer.from(file.bytes))
    }
    io.out(
      json
        ? JSON.stringify({ ...batch, copy }, null, 2) + '\n'
        : t('cli.export_done', {
            sequence: String(batch.sequence),
            records: batch.records,
            file: copy ?? batch.fileName,
            sha256: batch.sha256,
          }) + '\n',
    )
  })
}

/** `verify FILE`: check a batch with the core's own reader. Needs no register, not even a whole one. */
export async function verifyFile(file: string, json: boolean, t: Translator, io: Io): Promise<void> {
  const name = path.basename(file)
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch {
    throw new Refused({ code: 'file_unknown', params: { name } })
  }
  const check = verifyBatch(bytes, name)
  if (json) return io.out(JSON.stringify(check, null, 2) + '\n')
  io.out(t('cli.verify_good', { sequence: String(check.sequence), centre: check.centre }) + '\n')
  for (const [kind, count] of Object.entries(check.counts)) io.out(`  ${kind}: ${count}\n`)
  io.out(`  SHA-256: ${check.sha256}\n`)
}
