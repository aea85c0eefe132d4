/**
 * A batch: a ZIP with `manifest.json`, one NDJSON file per record kind and the JSON Schema of each kind.
 *
 * Pure and deterministic: the same input gives the same bytes on any machine, so that a batch that was lost can
 * be made again from the register and compared by its hash.
 */
import { createHash } from 'node:crypto'
import { zipSync, type Zippable } from 'fflate'
import { z } from 'zod'
import { Instant, RecordKind } from '../../../shared/model'
import { jsonSchemaOf, kindsOfFormat } from './records'

export const batchFormat = 'qabyldau-batch'
/**
 * 2: every service of the catalogue, archive entries, cancelled papers. 3: plans, grounds of deregistration and
 * candidates. Batches of earlier versions can still be read.
 */
export const batchFormatVersion = 3
/** More than a day of the largest centre by far; beyond it a file is taken for an attack or an accident. */
export const batchLimits = {
  /** The ZIP itself, bytes. */
  archive: 128 * 1024 * 1024,
  /** One file inside, inflated, bytes. */
  file: 256 * 1024 * 1024,
  /** All files inside, inflated, bytes. */
  total: 512 * 1024 * 1024,
  /** Inflated to deflated size of a file; records that differ in nothing but their key reach about 100. */
  ratio: 300,
  /** Below this inflated size the ratio means nothing, bytes. */
  ratioFrom: 1024 * 1024,
  files: 32,
  /** One line, characters. */
  line: 1024 * 1024,
} as const

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

export const BatchFile = z.strictObject({
  name: z.string(),
  /** Null for the files that are no records: the schemas. */
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
  /** Version of the format; today's when it is left out. */
  format?: number
  records: readonly BatchRecord[]
}

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** JSON with the keys of every object in one order, so that equal records are equal bytes. */
function stableJson(value: unknown, indent?: number): string {
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

/** One line: `key` and `version` first, then the payload by field name. */
function lineOf({ key, version, payload }: BatchRecord): string {
  const rest = stableJson({ ...payload, key: undefined, version: undefined })
  const head = `{"key":${JSON.stringify(key)},"version":${version}`
  return rest === '{}' ? head + '}' : `${head},${rest.slice(1)}`
}

const byKey = (a: BatchRecord, b: BatchRecord) =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.version - b.version

/**
 * The DOS date of every entry. The ZIP holds local time, so it is built from local parts when it is needed: the
 * bytes are then the same in every time zone.
 */
const fixedTime = () => new Date(2020, 0, 1, 0, 0, 0)

/** The name under which a batch is kept and sent: `qabyldau-<bin>-000042.zip`. */
export function batchFileName(bin: string, sequence: number): string {
  const centre = bin.replace(/[^0-9A-Za-z]/gu, '') || 'centre'
  return `qabyldau-${centre}-${String(sequence).padStart(6, '0')}.zip`
}

/** Make the bytes of a batch. Every kind has its file, also when nothing of it is sent. */
export function buildBatch(input: BatchInput): { bytes: Uint8Array; sha256: string; manifest: Manifest } {
  const encoder = new TextEncoder()
  const contents = new Map<string, Uint8Array>()
  const files: Manifest['files'] = []
  const counts: Manifest['counts'] = {}
  const formatVersion = input.format ?? batchFormatVersion
  for (const kind of kindsOfFormat(formatVersion)) {
    const lines = input.records
      .filter((record) => record.kind === kind)
      .sort(byKey)
      .map(lineOf)
    counts[kind] = lines.length
    const parts: [string, RecordKind | null, number, string][] = [
      [`${kind}.ndjson`, kind, lines.length, lines.map((line) => line + '\n').join('')],
      [`schema/${kind}.schema.json`, null, 0, stableJson(jsonSchemaOf(kind), 2) + '\n'],
    ]
    for (const [name, fileKind, records, text] of parts) {
      const bytes = encoder.encode(text)
      contents.set(name, bytes)
      files.push({ name, kind: fileKind, records, bytes: bytes.length, sha256: sha256Of(bytes) })
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const manifest: Manifest = {
    format: batchFormat,
    formatVersion,
    centre: {
      bin: input.centre.bin,
      nameKk: input.centre.nameKk,
      nameRu: input.centre.nameRu,
      region: input.centre.region,
    },
    sequence: input.sequence,
    previous: input.previous,
    createdAt: input.createdAt,
    period: { from: input.from, to: input.to },
    counts,
    files,
  }
  const entries: Zippable = {}
  // The manifest first: a reader sees at once what follows.
  entries['manifest.json'] = encoder.encode(JSON.stringify(manifest, null, 2) + '\n')
  for (const { name } of files) entries[name] = contents.get(name)!
  const bytes = zipSync(entries, { level: 6, mtime: fixedTime(), os: 3, attrs: 0o644 << 16 })
  return { bytes, sha256: sha256Of(bytes), manifest }
}
