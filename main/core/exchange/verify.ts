/**
 * Checking a batch that came from anywhere: container, manifest, signature, hashes, counts, every record. The file
 * is untrusted: nothing is inflated before its declared size was judged, nothing is written to disk, and memory does
 * not grow with it.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { CodedError } from '../../../shared/errors'
import type { BatchCheck, RecordKind } from '../../../shared/model'
import { batchFormat, batchFormatVersion, fileSha256, Manifest, sha256Of } from './batch'
import { openArchive, unreadable, type Archive } from './container'
import { fromFirstFormat, kindsOfFormat, recordSchemas } from './records'
import { Signature, signatureHolds } from './signature'

/** One line, characters. */
const longestLine = 1024 * 1024

const badManifest = (reason: string, file?: string) =>
  new CodedError('batch_manifest', { reason, ...(file === undefined ? {} : { file }) })

/** JSON in UTF-8, or undefined. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

async function readManifest(archive: Archive): Promise<{ manifest: Manifest; bytes: Uint8Array }> {
  if (!archive.names.includes('manifest.json')) throw badManifest('missing_file', 'manifest.json')
  const bytes = await archive.read('manifest.json')
  const data = jsonOf(bytes)
  if (data === undefined) throw badManifest('not_json')
  const { format, formatVersion } = (data ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== batchFormat) throw badManifest('format')
  // Of a later version nothing else is known: say so instead of naming fields.
  if (typeof formatVersion === 'number' && formatVersion > batchFormatVersion) {
    throw new CodedError('batch_version', { version: formatVersion, known: batchFormatVersion })
  }
  const parsed = Manifest.safeParse(data)
  if (!parsed.success) throw badManifest(parsed.error.issues[0]?.path.join('.') || 'shape')
  return { manifest: parsed.data, bytes }
}

/** Every listed file is there and one of ours, and no other. */
function checkNames(manifest: Manifest, archive: Archive): void {
  const listed = new Set<string>()
  const kinds = kindsOfFormat(manifest.formatVersion)
  const beside = new Set(
    kinds.flatMap((kind) => [
      `schema/${kind}.schema.json`,
      ...(manifest.formatVersion >= 4 ? [`csv/${kind}.csv`] : []),
    ]),
  )
  for (const { name, kind, bytes } of manifest.files) {
    if (listed.has(name)) throw badManifest('duplicate_file', name)
    listed.add(name)
    if (!archive.names.includes(name)) throw badManifest('missing_file', name)
    const expected = kind === null ? beside.has(name) : kinds.includes(kind) && name === `${kind}.ndjson`
    if (!expected) throw badManifest('unknown_file', name)
    if (archive.size(name) !== bytes) throw new CodedError('batch_hash', { file: name })
  }
  for (const kind of kinds) {
    if (!listed.has(`${kind}.ndjson`)) throw badManifest('missing_file', `${kind}.ndjson`)
  }
  const own = new Set(['manifest.json', ...(manifest.formatVersion >= 4 ? ['signature.json'] : [])])
  for (const name of archive.names) {
    if (!own.has(name) && !listed.has(name)) throw badManifest('unknown_file', name)
  }
}

/** Public keys (PEM) whose signatures count, by fingerprint. */
export type KnownKeys = ReadonlyMap<string, string>

async function checkSignature(
  archive: Archive,
  manifest: Uint8Array,
  keys: KnownKeys,
): Promise<BatchCheck['signature']> {
  if (!archive.names.includes('signature.json')) return null
  const parsed = Signature.safeParse(jsonOf(await archive.read('signature.json')))
  if (!parsed.success) throw new CodedError('batch_signature', { key: '' })
  const { key } = parsed.data
  const known = keys.get(key)
  if (known === undefined) return { key, known: false }
  if (!signatureHolds(manifest, parsed.data, known)) throw new CodedError('batch_signature', { key })
  return { key, known: true }
}

/** A record that does not fit: where, and the field. */
export interface RecordFault {
  kind: RecordKind
  line: number
  field: string
  /** What could be read of it; null where not even its identity is known. */
  id: { key: string; version: number } | null
}

/** A record as it was in the batch. */
export interface ReadRecord {
  kind: RecordKind
  key: string
  version: number
  payload: Record<string, unknown>
}

export interface ReadOptions {
  fileName?: string
  keys?: KnownKeys
  /** Gets every good record in the order of the file. */
  onRecord?: (record: ReadRecord) => void | Promise<void>
  /** Gets what does not fit; without it the first one is an error. */
  onFault?: (fault: RecordFault) => void
  /** Called when container, manifest and signature are good, before the records; may refuse by throwing. */
  onHead?: (head: {
    manifest: Manifest
    signature: BatchCheck['signature']
    sha256: string
  }) => void | Promise<void>
}

/** One file of records, line by line, while its hash is taken. */
class RecordFile {
  readonly #seen = new Set<string>()
  #line = 0

  constructor(
    readonly file: string,
    readonly kind: RecordKind,
    readonly version: number,
    readonly options: ReadOptions,
  ) {}

  get lines() {
    return this.#line
  }

  fault(field: string, id: RecordFault['id'] = null): void {
    if (!this.options.onFault)
      throw new CodedError('batch_record', { file: this.file, line: this.#line, field })
    this.options.onFault({ kind: this.kind, line: this.#line, field, id })
  }

  async take(raw: string): Promise<void> {
    this.#line++
    if (raw.length > longestLine) return this.fault('')
    let data: unknown
    try {
      data = JSON.parse(raw)
    } catch {
      return this.fault('')
    }
    const parsed = recordSchemas[this.kind].safeParse(
      this.version === 1 ? fromFirstFormat(this.kind, data) : data,
    )
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
      const { key, version } = (data ?? {}) as { key?: unknown; version?: unknown }
      const id = typeof key === 'string' && typeof version === 'number' ? { key, version } : null
      return this.fault([...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.'), id)
    }
    const { key, version, ...payload } = parsed.data
    const id = `${version} ${key}`
    if (this.#seen.has(id)) return this.fault('key', { key, version })
    this.#seen.add(id)
    await this.options.onRecord?.({ kind: this.kind, key, version, payload })
  }
}

/** Inflate a file once, over its hash and, for records, line by line. */
async function readFileOf(
  archive: Archive,
  { name, sha256 }: Manifest['files'][number],
  records: RecordFile | null,
): Promise<void> {
  const hash = createHash('sha256')
  // UTF-8 that is none is an error of the record, not a character in its place.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new CodedError('batch_record', { file: name, line: 0, field: '' })
    }
  }
  let rest = ''
  const stream = await archive.stream(name)
  try {
    for await (const part of stream) {
      hash.update(part as Uint8Array)
      if (!records) continue
      const lines = (rest + decode(part as Uint8Array)).split('\n')
      rest = lines.pop()!
      if (rest.length > longestLine) throw new CodedError('batch_record', { file: name, line: 0, field: '' })
      for (const line of lines) await records.take(line)
    }
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    throw unreadable('not_a_zip', name, cause)
  }
  if (hash.digest('hex') !== sha256) throw new CodedError('batch_hash', { file: name })
  if (records) {
    rest += decode()
    if (rest !== '') await records.take(rest)
  }
}

/**
 * Read a batch from the container to the last record, a file's path or its bytes. Hashes are checked before records
 * are given out, so that `onRecord` sees nothing of a file that was changed.
 *
 * @throws CodedError `batch_unreadable` {reason, file}, `batch_manifest` {reason, file}, `batch_version` {version,
 * known}, `batch_signature` {key}, `batch_hash` {file}, `batch_count` {file, declared, found}, `batch_record` {file,
 * line, field}: the first thing that is wrong
 */
export async function readBatch(
  source: Uint8Array | string,
  options: ReadOptions = {},
): Promise<BatchCheck & { manifest: Manifest }> {
  const archive = await openArchive(source)
  try {
    const { manifest, bytes } = await readManifest(archive)
    checkNames(manifest, archive)
    const signature = await checkSignature(archive, bytes, options.keys ?? new Map())
    for (const file of manifest.files) await readFileOf(archive, file, null)
    const sha256 = typeof source === 'string' ? (await fileSha256(source))! : sha256Of(source)
    await options.onHead?.({ manifest, signature, sha256 })
    for (const kind of kindsOfFormat(manifest.formatVersion)) {
      const file = manifest.files.find((one) => one.kind === kind)!
      const declared = manifest.counts[kind] ?? 0
      if (declared !== file.records)
        throw new CodedError('batch_count', { file: file.name, declared, found: file.records })
      const records = new RecordFile(file.name, kind, manifest.formatVersion, options)
      await readFileOf(archive, file, records)
      if (records.lines !== declared)
        throw new CodedError('batch_count', { file: file.name, declared, found: records.lines })
    }
    return {
      fileName: options.fileName ?? (typeof source === 'string' ? path.basename(source) : ''),
      sequence: manifest.sequence,
      centre: manifest.centre.nameKk || manifest.centre.nameRu,
      createdAt: manifest.createdAt,
      sha256,
      previous: manifest.previous,
      counts: manifest.counts,
      signature,
      manifest,
    }
  } finally {
    archive.close()
  }
}

/** Check a batch, a file's path or its bytes. Throws what `readBatch` throws. */
export async function verifyBatch(
  source: Uint8Array | string,
  options: Omit<ReadOptions, 'onRecord' | 'onFault' | 'onHead'> = {},
): Promise<BatchCheck> {
  const { manifest: _, ...check } = await readBatch(source, options)
  return check
}
