import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { OutputOf } from '../../../shared/contract'
import type { AckResult } from '../../../shared/contract/exchange'
import { CodedError } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { readKeyFile } from '../../core/exchange/receiver'
import { verifyBatch } from '../../core/exchange/verify'
import { openReceiver, type Received } from '../../receiver/receive'
import { Refused, type Io } from '../io'
import { registerExists, withDesk, type LocalDesk } from '../open'

type Result = OutputOf<'target.deliver'>[number]

/** A file named on the command line, or `file_unknown`. */
async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw new CodedError('file_unknown', { name: path.basename(file) }, undefined, { cause })
  }
}

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
      const { token, name } = await call('exchange.file', { sequence: batch.sequence, encrypted: true })
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

/**
 * `verify FILE`: check a batch with the core's own reader. Needs no register, not even a whole one; with a key file
 * of the centre its signature too.
 */
export async function verifyFile(
  file: string,
  key: string | undefined,
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  const centre = key === undefined ? null : readKeyFile(await bytesOf(key), 'centre')
  await bytesOf(file)
  const check = await verifyBatch(file, {
    keys: new Map(centre ? [[centre.fingerprint, centre.publicKey]] : []),
  })
  if (json) return io.out(JSON.stringify(check, null, 2) + '\n')
  io.out(t('cli.verify_good', { sequence: String(check.sequence), centre: check.centre }) + '\n')
  for (const [kind, count] of Object.entries(check.counts)) io.out(`  ${kind}: ${count}\n`)
  io.out(`  SHA-256: ${check.sha256}\n`)
  io.out(
    '  ' +
      (check.signature === null
        ? t('exchange.unsigned')
        : check.signature.known
          ? t('cli.verify_signed', { key: check.signature.key })
          : t('exchange.verify_unknown_key', { key: check.signature.key })) +
      '\n',
  )
}

/** What an answer came to, as a line. */
function ackLine(result: AckResult, t: Translator): string {
  const n = { batch: String(result.batch), accepted: result.accepted, refused: result.refused }
  switch (result.effect) {
    case 'again':
      return t('exchange.answer_again', { at: result.takenAt })
    case 'late':
      return t('exchange.answer_late')
    default:
      return result.outcome === 'taken'
        ? t('exchange.answer_applied', n)
        : t('exchange.answer_applied_refused', {
            ...n,
            reason: t.any(`exchange.batch_refusal_${result.reason}`),
          }) + ` ${t('exchange.expected', { n: String(result.expected) })}`
  }
}

/** `ack FILE...`: take the receiver's answers in. All are tried; the first refusal decides the exit code. */
export async function takeAnswers(
  dataFolder: string,
  files: readonly string[],
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  if (!registerExists(dataFolder)) throw new Refused({ code: 'setup_missing' })
  let fault: CodedError | Refused | undefined
  const results: object[] = []
  await withDesk(dataFolder, 'scheduler', async ({ app, client, call }) => {
    for (const file of files) {
      const name = path.basename(file)
      try {
        const { token } = app.files.put(
          { name, type: 'application/json', bytes: await bytesOf(file) },
          client,
        )
        const result = await call('exchange.acknowledge', { token })
        results.push({ file: name, ok: true, ...result })
        if (!json) io.out(`${name}: ${ackLine(result, t)}\n`)
      } catch (error) {
        if (!(error instanceof Refused) && !(error instanceof CodedError)) throw error
        results.push({ file: name, ok: false, error: error.value })
        if (!json) io.err(`${name}: ${error.value.code}: ${t.error(error.value)}\n`)
        fault ??= error
      }
    }
  })
  if (json) io.out(JSON.stringify(results, null, 2) + '\n')
  if (fault) throw new Refused(fault.value, true)
}

/** `key --out DIR`: the centre's public key as the file that the receiver takes. */
export async function exportKey(
  dataFolder: string,
  out: string,
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  if (!registerExists(dataFolder)) throw new Refused({ code: 'setup_missing' })
  await withDesk(dataFolder, 'scheduler', async ({ app, client, call }) => {
    const { token, name } = await call('exchange.publicKey', {})
    const bytes = Buffer.from(app.files.get(token, client)!.bytes)
    const { fingerprint } = readKeyFile(bytes, 'centre')
    await mkdir(out, { recursive: true })
    const file = path.join(out, name)
    await writeFileAtomic(file, bytes)
    io.out(
      json
        ? JSON.stringify({ file, fingerprint }, null, 2) + '\n'
        : `${file}\n${t('exchange.fingerprint')}: ${fingerprint}\n`,
    )
  })
}

/** `receive DIR`: the other side, as a reference: take the batches of a folder and answer them. */
export async function receiveBatches(
  folder: string,
  options: { name?: string; trust?: readonly string[] },
  json: boolean,
  t: Translator,
  io: Io,
): Promise<void> {
  const receiver = await openReceiver(folder, options.name === undefined ? {} : { name: options.name })
  try {
    const trusted = []
    for (const file of options.trust ?? []) trusted.push(await receiver.trust(await bytesOf(file)))
    const received = await receiver.receive()
    const keyFile = path.join(receiver.store.folder, 'receiver.key.json')
    if (json) return io.out(JSON.stringify({ keyFile, trusted, received }, null, 2) + '\n')
    io.out(t('cli.receive_key', { file: keyFile, key: receiver.store.publicFile.fingerprint }) + '\n')
    for (const { name, bin, fingerprint } of trusted)
      io.out(t('cli.receive_trusted', { name, bin, key: fingerprint }) + '\n')
    for (const one of received) io.out(receivedLine(one, t) + '\n')
    if (received.length === 0) io.out(t('cli.receive_nothing') + '\n')
  } finally {
    await receiver.close()
  }
}

function receivedLine(one: Received, t: Translator): string {
  const { file, accepted, refused } = one
  switch (one.as) {
    case 'taken':
      return t('cli.receive_taken', { file, accepted, refused })
    case 'again':
      return t('cli.receive_again', { file })
    case 'refused':
      return t('cli.receive_refused', {
        file,
        reason: t.any(`exchange.batch_refusal_${String(one.reason?.params?.['reason'])}`),
      })
    default:
      return `${file}: ${one.reason!.code}: ${t.error(one.reason!)}`
  }
}
