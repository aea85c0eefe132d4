/**
 * A batch: a ZIP with `manifest.json`, its signature, and for each kind of record one NDJSON file, its twin for
 * people as CSV, and its JSON Schema. Described for the receiver in docs/exchange-format.md.
 *
 * Deterministic: the same input gives the same bytes on any machine, so that a batch that was lost can be made
 * again from the register and compared by its hash.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync, type Zippable } from 'fflate'
import { z } from 'zod'
import { csvLine, csvMark } from '../../../shared/csv'
import { Instant, RecordKind } from '../../../shared/model'
import { fixedTime, writeZip, type ZipEntry } from './container'
import { csvColumns, csvRow } from './csv'
import { jsonSchemaOf, kindsOfFormat } from './records'
import type { Signature } from './signature'

export const batchFormat = 'qabyldau-batch'
/**
 * 2: every service of the catalogue, archive entries, cancelled papers. 3: plans, grounds of deregistration,
 * candidates, referrals. 4: signature, CSV twins, records in the order in which they arose. Batches of earlier
 * versions can still be read, and made again.
 */
export const batchFormatVersion = 4
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

const BatchFile = z.strictObject({
  name: z.string(),
  /** Null for the files that are no records: schemas and CSV twins. */
  kind: RecordKind.nullable(),
  records: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: Sha256,
})

export const Manifest = z.strictObject({
  format: z.literal(batchFormat),
  formatVersion: z.number().int().min(1).max(batchFormatVersion),
  centre: z.strictObject({ bin: z.string(), nameKk: z.string(), nameRu: z.string(), region: z.string() }),
  sequence: z.number().int().positive(),
  /** SHA-256 of the batch before this one; null for the first. */
  previous: Sha256.nullable(),
  createdAt: Instant,
  period: z.strictObject({ from: Instant.nullable(), to: Instant }),
  counts: z.partialRecord(RecordKind, z.number().int().min(0)),
  files: z.array(BatchFile),
})
export type Manifest = z.infer<typeof Manifest>

export interface BatchRecord {
  kind: RecordKind
  key: string
  version: number
  payload: object
}

export interface BatchInput {
  centre: Manifest['centre']
  sequence: number
  previous: string | null
  createdAt: string
  from: string | null
  to: string
  records: readonly BatchRecord[]
}

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** SHA-256 of a file; null when there is none. */
export async function fileSha256(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return hash.digest('hex')
}

/** JSON with the keys of every object in one order, so that equal records are equal bytes. */
export function stableJson(value: unknown, indent?: number): string {
  const sorted = (part: unknown): unknown =>
    Array.isArray(part)
      ? part.map(sorted)
      : part !== null && typeof part === 'object'
        ? Object.fromEntries(
            Object.entries(part)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, sorted(inner)]),
          )
        : part
  return JSON.stringify(sorted(value), null, indent)
}

/** One line without its end: `key` and `version` first, then the payload by field name. */
function lineOf({ key, version, payload }: BatchRecord): string {
  const rest = stableJson({ ...payload, key: undefined, version: undefined })
  const head = `{"key":${JSON.stringify(key)},"version":${version}`
  return rest === '{}' ? head + '}' : `${head},${rest.slice(1)}`
}

const byKey = (a: BatchRecord, b: BatchRecord) =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.version - b.version

/** The name under which a batch is kept and sent: `qabyldau-<bin>-000042.zip`. */
export function batchFileName(bin: string, sequence: number): string {
  const centre = bin.replace(/[^0-9A-Za-z]/gu, '') || 'centre'
  return `qabyldau-${centre}-${String(sequence).padStart(6, '0')}.zip`
}

/** A file of lines in the making, hashed as it grows. */
class LineFile {
  readonly #hash = createHash('sha256')
  readonly #out: FileHandle
  #bytes = 0
  #waiting: string[] = []
  #held = 0

  private constructor(
    readonly path: string,
    out: FileHandle,
  ) {
    this.#out = out
  }

  static async create(path: string): Promise<LineFile> {
    return new LineFile(path, await open(path, 'w'))
  }

  async add(text: string): Promise<void> {
    this.#waiting.push(text)
    this.#held += text.length
    if (this.#held >= 256 * 1024) await this.#flush()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#waiting.join(''))
    this.#waiting = []
    this.#held = 0
    this.#hash.update(bytes)
    this.#bytes += bytes.length
    for (let at = 0; at < bytes.length;) at += (await this.#out.write(bytes, at)).bytesWritten
  }

  async end(): Promise<{ bytes: number; sha256: string }> {
    await this.#flush()
    await this.#out.close()
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  async abandon(): Promise<void> {
    await this.#out.close().catch(() => undefined)
  }
}

export type BatchHead = Omit<BatchInput, 'records'>

export interface BatchSource {
  /** Records of a kind in the order in which they arose, each once. */
  records(kind: RecordKind): AsyncIterable<BatchRecord> | Iterable<BatchRecord>
  /** Signs the bytes of `manifest.json`; null leaves the batch unsigned. */
  sign(manifest: Uint8Array): Signature | null
}

/** How far a batch is: records written, then bytes packed. Both count up to their totals. */
export type BatchProgress = (step: 'records' | 'packing', done: number) => void

/**
 * Make a batch of today's format as a file, record by record: memory does not grow with the day. What is half made
 * lies in `folder` under names of its own and is removed whatever happens.
 *
 * @param folder an existing folder on the disk where the batch is to lie
 * @param fileName the batch in that folder; written with `fsync`, over what stood there
 * @param options.signal stops the work, nothing stays behind
 */
export async function writeBatch(
  folder: string,
  fileName: string,
  head: BatchHead,
  source: BatchSource,
  options: { onProgress?: BatchProgress; signal?: AbortSignal } = {},
): Promise<{ sha256: string; bytes: number; manifest: Manifest; signature: Signature | null }> {
  const work = await mkdtemp(join(folder, '.making-'))
  try {
    const contents: { file: Manifest['files'][number]; source: ZipEntry['source'] }[] = []
    const counts: Manifest['counts'] = {}
    let written = 0
    for (const kind of kindsOfFormat(batchFormatVersion)) {
      const lines = await LineFile.create(join(work, `${kind}.ndjson`))
      const table = await LineFile.create(join(work, `${kind}.csv`))
      let records = 0
      try {
        const columns = csvColumns(kind)
        await table.add(csvMark + csvLine(columns))
        for await (const record of source.records(kind)) {
          options.signal?.throwIfAborted()
          await lines.add(lineOf(record) + '\n')
          await table.add(csvRow(columns, { key: record.key, version: record.version, ...record.payload }))
          records++
          options.onProgress?.('records', ++written)
        }
        contents.push(
          { file: { name: `${kind}.ndjson`, kind, records, ...(await lines.end()) }, source: lines.path },
          {
            file: { name: `csv/${kind}.csv`, kind: null, records: 0, ...(await table.end()) },
            source: table.path,
          },
        )
      } catch (error) {
        await lines.abandon()
        await table.abandon()
        throw error
      }
      counts[kind] = records
      const schema = Buffer.from(schemaText(kind))
      contents.push({
        file: {
          name: `schema/${kind}.schema.json`,
          kind: null,
          records: 0,
          bytes: schema.length,
          sha256: sha256Of(schema),
        },
        source: schema,
      })
    }
    contents.sort((a, b) => (a.file.name < b.file.name ? -1 : 1))
    const manifest = manifestOf(
      head,
      batchFormatVersion,
      counts,
      contents.map(({ file }) => file),
    )
    const manifestBytes = Buffer.from(manifestText(manifest))
    const signature = source.sign(manifestBytes)
    const packed = await writeZip(
      join(work, 'batch.zip'),
      [
        // The manifest first: a reader sees at once what follows.
        { name: 'manifest.json', source: manifestBytes },
        ...(signature ? [{ name: 'signature.json', source: Buffer.from(stableJson(signature) + '\n') }] : []),
        ...contents.map(({ file, source: from }) => ({ name: file.name, source: from })),
      ],
      {
        onBytes: (bytes) => options.onProgress?.('packing', bytes),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    )
    await rename(join(work, 'batch.zip'), join(folder, fileName))
    return { ...packed, manifest, signature }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const schemaText = (kind: RecordKind) => stableJson(jsonSchemaOf(kind), 2) + '\n'
const manifestText = (manifest: Manifest) => JSON.stringify(manifest, null, 2) + '\n'

const manifestOf = (
  head: BatchHead,
  formatVersion: number,
  counts: Manifest['counts'],
  files: Manifest['files'],
): Manifest => ({
  format: batchFormat,
  formatVersion,
  centre: {
    bin: head.centre.bin,
    nameKk: head.centre.nameKk,
    nameRu: head.centre.nameRu,
    region: head.centre.region,
  },
  sequence: head.sequence,
  previous: head.previous,
  createdAt: head.createdAt,
  period: { from: head.from, to: head.to },
  counts,
  files,
})

/**
 * The bytes of a batch of format 1 to 3, which an earlier version of the program made and whose file is lost. Every
 * kind has its file, also when nothing of it is sent.
 */
export function buildEarlierBatch(input: BatchInput & { format: number }): {
  bytes: Uint8Array
  sha256: string
  manifest: Manifest
} {
  const encoder = new TextEncoder()
  const contents = new Map<string, Uint8Array>()
  const files: Manifest['files'] = []
  const counts: Manifest['counts'] = {}
  for (const kind of kindsOfFormat(input.format)) {
    const lines = input.records
      .filter((record) => record.kind === kind)
      .sort(byKey)
      .map(lineOf)
    counts[kind] = lines.length
    const parts: [string, RecordKind | null, number, string][] = [
      [`${kind}.ndjson`, kind, lines.length, lines.map((line) => line + '\n').join('')],
      [`schema/${kind}.schema.json`, null, 0, schemaText(kind)],
    ]
    for (const [name, fileKind, records, text] of parts) {
      const bytes = encoder.encode(text)
      contents.set(name, bytes)
      files.push({ name, kind: fileKind, records, bytes: bytes.length, sha256: sha256Of(bytes) })
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const manifest = manifestOf(input, input.format, counts, files)
  const entries: Zippable = {}
  entries['manifest.json'] = encoder.encode(manifestText(manifest))
  for (const { name } of files) entries[name] = contents.get(name)!
  const bytes = zipSync(entries, { level: 6, mtime: fixedTime(), os: 3, attrs: 0o644 << 16 })
  return { bytes, sha256: sha256Of(bytes), manifest }
}
