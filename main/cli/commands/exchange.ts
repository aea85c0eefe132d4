import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { OutputOf } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { verifyBatch } from '../../core/exchange/verify'
import { Refused, type Io } from '../io'
import { registerExists, withDesk, type LocalDesk } from '../open'

type Result = OutputOf<'target.deliver'>[number]

/** The line of a delivery that is under way, over the one before. */
function showProgress({ app, call }: LocalDesk, t: Translator, io: Io): () => void {
  if (!io.watched) return () => {}
  let shown = false
  let asking = false
  const stop = app.on(({ topics }) => {
    if (asking || !topics.includes('targets')) return
    asking = true
    void call('target.list', {})
      .then(({ targets }) => {
        for (const { next, state } of targets)
          if (next && state === 'under_way' && next.total > 0) {
            shown = true
            const percent = Math.floor((next.bytes / next.total) * 100)
            io.err(
              `\r\x1b[K${t('cli.export_progress', { name: next.targetName, sequence: String(next.sequence), percent })}`,
            )
          }
      })
      .catch(() => undefined)
      .finally(() => (asking = false))
  })
  return () => {
    stop()
    if (shown) io.err('\r\x1b[K')
  }
}

/** Where a target stands after the delivery, as one line; true when it lacks something that it could have got. */
function tellTarget({ name, delivered, waiting, fault }: Result, t: Translator, io: Io): boolean {
  if (fault) io.err(`${t('cli.export_target', { name })} ${t.error(fault)}\n`)
  else if (waiting > 0) io.err(`${t('cli.export_target', { name })} ${t('cli.export_elsewhere')}\n`)
  else io.out(`${t('cli.export_target', { name })} ${t('cli.export_there', { n: delivered.length })}\n`)
  // A drive that is not plugged in is no failure: its batches go when it comes.
  return (waiting > 0 || fault !== null) && fault?.code !== 'stick_absent'
}

/**
 * `export`: make the batch of the day as the system's scheduler does, and deliver what waits to every active
 * target; `out` gets a copy of the file. With nothing to send it still delivers what is left.
 *
 * @throws Refused `nothing_to_send` where there is no target either; `told` where a target lacks something
 */
export async function exportBatch(
  dataFolder: string,
  out: string | undefined,
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  if (!registerExists(dataFolder)) throw new Refused({ code: 'setup_missing' })
  await withDesk(dataFolder, 'scheduler', async (desk) => {
    const { app, client, call } = desk
    const { targets } = await call('target.list', {})
    const anyTarget = targets.some(({ active }) => active)
    const batch = await call('exchange.make', {}).catch((error: unknown) => {
      if (anyTarget && error instanceof Refused && error.value.code === 'nothing_to_send') return null
      throw error
    })
    let copy: string | null = null
    if (out && batch) {
      const { token, name } = await call('exchange.file', { sequence: batch.sequence })
      const file = app.files.get(token, client)
      if (!file) throw new Refused({ code: 'file_unknown' })
      await mkdir(out, { recursive: true })
      copy = path.join(out, name)
      await writeFileAtomic(copy, Buffer.from(file.bytes))
    }
    if (!json)
      io.out(
        (batch
          ? t('cli.export_done', {
              sequence: String(batch.sequence),
              records: batch.records,
              file: copy ?? batch.fileName,
              sha256: batch.sha256,
            })
          : t('cli.export_nothing')) + '\n',
      )
    const hide = showProgress(desk, t, io)
    const results = anyTarget ? await call('target.deliver', {}).finally(hide) : (hide(), [])
    if (json) io.out(JSON.stringify({ ...batch, copy, targets: results }, null, 2) + '\n')
    const quiet: Io = json ? { ...io, out: () => {} } : io
    const lacking = results.filter((result) => tellTarget(result, t, quiet))
    const [first] = lacking
    if (first) throw new Refused(first.fault ?? { code: 'target_failed', params: { reason: 'busy' } }, true)
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
