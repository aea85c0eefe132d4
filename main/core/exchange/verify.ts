/**
 * Checking a batch that came from anywhere: container, manifest, hashes, counts, every record. The file is
 * untrusted: nothing is inflated before its declared size was judged, nothing is written to disk.
 */
import { unzipSync } from 'fflate'
import { CodedError } from '../../../shared/errors'
import type { BatchCheck, RecordKind } from '../../../shared/model'
import { batchFormat, batchFormatVersion, batchLimits, Manifest, sha256Of } from './batch'
import { fromFirstFormat, kindsOfFormat, recordSchemas } from './records'

/** Reasons of `batch_unreadable`, for the message and for maintainers. */
export type UnreadableReason =
  'not_a_zip' | 'too_large' | 'too_many_files' | 'path' | 'duplicate_file' | 'ratio'

const unreadable = (reason: UnreadableReason, file?: string, cause?: unknown) =>
  new CodedError('batch_unreadable', { reason, ...(file === undefined ? {} : { file }) }, undefined, {
    cause,
  })

/** Names of ours only: a plain file, or one folder down. No drive, no `..`, no backslash, no absolute path. */
const safeName = /^(?:[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/iu

function inflate(bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes.length > batchLimits.archive) throw unreadable('too_large')
  const declared = new Map<string, number>()
  let total = 0
  let files: Record<string, Uint8Array>
  try {
    // Called for every entry before it is inflated, in the order of the directory.
    files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (name.length > 200 || name.includes('..') || !safeName.test(name))
          throw unreadable('path', name.slice(0, 200))
        if (declared.has(name.toLowerCase())) throw unreadable('duplicate_file', name)
        if (declared.size >= batchLimits.files) throw unreadable('too_many_files')
        total += originalSize
        if (originalSize > batchLimits.file || total > batchLimits.total) throw unreadable('too_large', name)
        if (originalSize > batchLimits.ratioFrom && originalSize > size * batchLimits.ratio)
          throw unreadable('ratio', name)
        declared.set(name.toLowerCase(), originalSize)
        return true
      },
    })
  } catch (cause) {
    if (cause instanceof CodedError) throw cause
    throw unreadable('not_a_zip', undefined, cause)
  }
  const contents = new Map(Object.entries(files))
  for (const [name, content] of contents) {
    // The decoder never writes more than was declared; less means that the header lies.
    if (content.length !== declared.get(name.toLowerCase())) throw unreadable('not_a_zip', name)
  }
  return contents
}

const badManifest = (reason: string, file?: string) =>
  new CodedError('batch_manifest', { reason, ...(file === undefined ? {} : { file }) })

function readManifest(contents: Map<string, Uint8Array>): Manifest {
  const bytes = contents.get('manifest.json')
  if (!bytes) throw badManifest('missing_file', 'manifest.json')
  let data: unknown
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw badManifest('not_json')
  }
  const { format, formatVersion } = (data ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== batchFormat) throw badManifest('format')
  // Of a later version nothing else is known: say so instead of naming fields.
  if (typeof formatVersion === 'number' && formatVersion > batchFormatVersion) {
    throw new CodedError('batch_version', { version: formatVersion, known: batchFormatVersion })
  }
  const parsed = Manifest.safeParse(data)
  if (!parsed.success) throw badManifest(parsed.error.issues[0]?.path.join('.') || 'shape')
  return parsed.data
}

function checkFiles(manifest: Manifest, contents: Map<string, Uint8Array>): void {
  const listed = new Set<string>()
  const kinds = kindsOfFormat(manifest.formatVersion)
  for (const { name, kind } of manifest.files) {
    if (listed.has(name)) throw badManifest('duplicate_file', name)
    listed.add(name)
    if (!contents.has(name)) throw badManifest('missing_file', name)
    const expected =
      kind === null
        ? kinds.map((one) => `schema/${one}.schema.json`)
        : kinds.includes(kind)
          ? [`${kind}.ndjson`]
          : []
    if (!expected.includes(name)) throw badManifest('unknown_file', name)
  }
  for (const kind of kinds) {
    if (!listed.has(`${kind}.ndjson`)) throw badManifest('missing_file', `${kind}.ndjson`)
  }
  for (const name of contents.keys()) {
    if (name !== 'manifest.json' && !listed.has(name)) throw badManifest('unknown_file', name)
  }
  for (const { name, bytes, sha256 } of manifest.files) {
    const content = contents.get(name)!
    if (content.length !== bytes || sha256Of(content) !== sha256)
      throw new CodedError('batch_hash', { file: name })
  }
}

/** Line by line, so that a large file is never a second time in memory as a list of lines. */
function* linesOf(text: string): Generator<string> {
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    yield text.slice(from, end < 0 ? text.length : end)
    from = end < 0 ? text.length : end + 1
  }
}

function checkRecords(
  file: string,
  kind: RecordKind,
  records: number,
  bytes: Uint8Array,
  version: number,
): void {
  const wrong = (line: number, field: string) => new CodedError('batch_record', { file, line, field })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw wrong(0, '')
  }
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  if (text !== '' && !text.endsWith('\n')) count++
  if (count !== records) throw new CodedError('batch_count', { file, declared: records, found: count })
  const seen = new Set<string>()
  let line = 0
  for (const raw of linesOf(text)) {
    line++
    if (raw.length > batchLimits.line) throw wrong(line, '')
    let data: unknown
    try {
      data = JSON.parse(raw)
    } catch {
      throw wrong(line, '')
    }
    const parsed = recordSchemas[kind].safeParse(version === 1 ? fromFirstFormat(kind, data) : data)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
      throw wrong(line, [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.'))
    }
    const id = `${parsed.data.version} ${parsed.data.key}`
    if (seen.has(id)) throw wrong(line, 'key')
    seen.add(id)
  }
}

/**
 * Checks the bytes of a batch from the container to the last record.
 *
 * @throws CodedError `batch_unreadable` {reason, file}, `batch_manifest` {reason, file}, `batch_version` {version,
 * known}, `batch_hash` {file}, `batch_count` {file, declared, found}, `batch_record` {file, line, field}: the
 * first thing that is wrong
 */
export function verifyBatch(bytes: Uint8Array, fileName = ''): BatchCheck {
  const contents = inflate(bytes)
  const manifest = readManifest(contents)
  checkFiles(manifest, contents)
  for (const { name, kind, records } of manifest.files) {
    if (kind === null) continue
    if (manifest.counts[kind] !== records) {
      throw new CodedError('batch_count', {
        file: name,
        declared: manifest.counts[kind] ?? 0,
        found: records,
      })
    }
    checkRecords(name, kind, records, contents.get(name)!, manifest.formatVersion)
  }
  return {
    fileName,
    sequence: manifest.sequence,
    centre: manifest.centre.nameKk || manifest.centre.nameRu,
    createdAt: manifest.createdAt,
    sha256: sha256Of(bytes),
    previous: manifest.previous,
    counts: manifest.counts,
  }
}
