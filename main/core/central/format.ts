/** Writing and reading a batch of the central system; `docs/central-format.md` describes it. */
import { centralKinds, type CentralKind } from '../../../shared/contract/central'
import { CodedError } from '../../../shared/errors'
import { sha256Of } from '../exchange/batch'
import { fingerprintOf, Signature, signatureHolds, signWith, type KeyPair } from '../exchange/signature'
import { pack, unpack } from './container'
import {
  centralFormat,
  centralFormatVersion,
  CentralManifest,
  centralSchemas,
  type CentralPayload,
  type CentralRecord,
} from './records'

/** Characters of one line. */
const longestLine = 64 * 1024

export interface CentralInput {
  centre: { bin: string }
  sequence: number
  previous: string | null
  /** UTC. */
  createdAt: string
  records: { readonly [K in CentralKind]?: readonly CentralPayload<K>[] }
  /** Key pair of the sender, PEM; without it the batch is not signed. */
  key?: KeyPair
}

/** Make the bytes of a batch. The same input gives the same bytes. */
export function buildCentralBatch(input: CentralInput): {
  bytes: Uint8Array
  sha256: string
  manifest: CentralManifest
} {
  const encoder = new TextEncoder()
  const contents = centralKinds.map((kind) => {
    const records: readonly CentralPayload[] = input.records[kind] ?? []
    const bytes = encoder.encode(records.map((record) => JSON.stringify(record) + '\n').join(''))
    return { kind, name: `${kind}.ndjson`, records: records.length, bytes }
  })
  const manifest: CentralManifest = {
    format: centralFormat,
    formatVersion: centralFormatVersion,
    source: 'AIS',
    centre: { bin: input.centre.bin },
    sequence: input.sequence,
    previous: input.previous,
    createdAt: input.createdAt,
    files: contents.map(({ bytes, ...file }) => ({
      ...file,
      bytes: bytes.length,
      sha256: sha256Of(bytes),
    })),
  }
  const head = encoder.encode(JSON.stringify(manifest, null, 2) + '\n')
  const files = new Map([['manifest.json', head]])
  if (input.key) {
    const signature = signWith(input.key, head)
    files.set('signature.json', encoder.encode(JSON.stringify(signature, null, 2) + '\n'))
  }
  for (const { name, bytes } of contents) files.set(name, bytes)
  const bytes = pack(files)
  return { bytes, sha256: sha256Of(bytes), manifest }
}

export interface ReadBatch {
  manifest: CentralManifest
  sha256: string
  /** A signature was there and holds. */
  signed: boolean
  records: CentralRecord[]
}

const badManifest = (reason: string, file?: string) =>
  new CodedError('batch_manifest', { reason, ...(file === undefined ? {} : { file }) })

function jsonOf(bytes: Uint8Array, refuse: () => CodedError): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refuse()
  }
}

function readManifest(files: ReadonlyMap<string, Uint8Array>): CentralManifest {
  const bytes = files.get('manifest.json')
  if (!bytes) throw badManifest('missing_file', 'manifest.json')
  const data = jsonOf(bytes, () => badManifest('not_json'))
  const { format, formatVersion } = (data ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== centralFormat) throw badManifest('format')
  // Of a later version nothing else is known: say so instead of naming fields.
  if (typeof formatVersion === 'number' && formatVersion > centralFormatVersion)
    throw new CodedError('batch_version', { version: formatVersion, known: centralFormatVersion })
  const parsed = CentralManifest.safeParse(data)
  if (!parsed.success) throw badManifest(parsed.error.issues[0]?.path.join('.') || 'shape')
  return parsed.data
}

/** Whether the manifest was signed by whom the desk knows; without a known key a signature says nothing. */
function checkSignature(files: ReadonlyMap<string, Uint8Array>, publicKey: string | null): boolean {
  const refuse = (reason: string) => new CodedError('central_signature', { reason })
  if (publicKey === null) return false
  const bytes = files.get('signature.json')
  if (!bytes) throw refuse('missing')
  const parsed = Signature.safeParse(jsonOf(bytes, () => refuse('forged')))
  if (!parsed.success) throw refuse('forged')
  if (parsed.data.key !== fingerprintOf(publicKey)) throw refuse('other_key')
  if (!signatureHolds(files.get('manifest.json')!, parsed.data, publicKey)) throw refuse('forged')
  return true
}

function recordsOf(file: CentralManifest['files'][number], bytes: Uint8Array): CentralRecord[] {
  const { name, kind } = file
  const wrong = (line: number, field: string) => new CodedError('batch_record', { file: name, line, field })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw wrong(0, '')
  }
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (lines.length !== file.records)
    throw new CodedError('batch_count', { file: name, declared: file.records, found: lines.length })
  const keys = new Set<string>()
  return lines.map((raw, at) => {
    if (raw.length > longestLine) throw wrong(at + 1, '')
    let data: unknown
    try {
      data = JSON.parse(raw)
    } catch {
      throw wrong(at + 1, '')
    }
    const parsed = centralSchemas[kind].safeParse(data)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
      throw wrong(at + 1, [...(issue?.path ?? []), ...unknown].join('.'))
    }
    if (keys.has(parsed.data.key)) throw wrong(at + 1, 'key')
    keys.add(parsed.data.key)
    return { kind, data: parsed.data } as CentralRecord
  })
}

/**
 * Read a batch that came from anywhere, from the container to the last record.
 *
 * @param publicKey PEM of the key that must have signed it; null: none is known
 * @throws CodedError `batch_unreadable`, `batch_manifest`, `batch_version`, `central_signature` {reason},
 * `batch_hash` {file}, `batch_count`, `batch_record` {file, line, field}: the first thing that is wrong
 */
export async function readCentralBatch(
  bytes: Uint8Array,
  publicKey: string | null = null,
): Promise<ReadBatch> {
  const files = await unpack(bytes)
  const manifest = readManifest(files)
  const signed = checkSignature(files, publicKey)
  const named = new Set(['manifest.json', 'signature.json'])
  for (const { name, kind, bytes: size, sha256 } of manifest.files) {
    if (name !== `${kind}.ndjson`) throw badManifest('unknown_file', name)
    if (named.has(name)) throw badManifest('duplicate_file', name)
    named.add(name)
    const content = files.get(name)
    if (!content) throw badManifest('missing_file', name)
    if (content.length !== size || sha256Of(content) !== sha256)
      throw new CodedError('batch_hash', { file: name })
  }
  for (const name of files.keys()) if (!named.has(name)) throw badManifest('unknown_file', name)
  return {
    manifest,
    sha256: sha256Of(bytes),
    signed,
    records: manifest.files.flatMap((file) => recordsOf(file, files.get(file.name)!)),
  }
}
