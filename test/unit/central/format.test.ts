/** The batch of the central system as a file: written alike, read with suspicion, described as it is. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../../main/core/central/container'
import { buildCentralBatch, readCentralBatch, type CentralInput } from '../../../main/core/central/format'
import { centralJsonSchema, centralSchemas } from '../../../main/core/central/records'
import { centralKinds } from '../../../shared/contract/central'
import type { CodedError } from '../../../shared/errors'
import { category, deregistration, employerAnswer, portal, status, vacancy } from '../../helpers/central'

const records: Required<CentralInput['records']> = {
  statuses: [status()],
  categories: [category()],
  vacancies: [vacancy()],
  portal_applications: [portal()],
  deregistrations: [deregistration()],
  employer_answers: [employerAnswer()],
}
const input: CentralInput = {
  centre: { bin: '230440000010' },
  sequence: 1,
  previous: null,
  createdAt: '2026-03-28T02:00:00.000Z',
  records,
}
const bytesOf = (text: string) => new TextEncoder().encode(text)
const batch = buildCentralBatch(input)

/** What a changed batch is refused with. */
const refusal = async (bytes: Uint8Array) => {
  const error = await readCentralBatch(bytes).then(
    () => null,
    (one: CodedError) => one,
  )
  return error && [error.value.code, error.value.params]
}
async function changed(change: (files: Map<string, Uint8Array>) => void) {
  const files = await unpack(batch.bytes)
  change(files)
  return refusal(pack(files))
}
/** The same batch with other bytes in a file and a manifest that agrees with them. */
const withLines = (kind: keyof typeof records, text: string, count: number) =>
  changed((files) => {
    const other = buildCentralBatch({ ...input, records: {} })
    const manifest = structuredClone(other.manifest)
    const file = manifest.files.find((one) => one.kind === kind)!
    const bytes = bytesOf(text)
    Object.assign(file, { records: count, bytes: bytes.length, sha256: hashOf(bytes) })
    for (const one of other.manifest.files) files.set(one.name, new Uint8Array())
    files.set(file.name, bytes)
    files.set('manifest.json', bytesOf(JSON.stringify(manifest)))
  })
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a batch of the central system', () => {
  it('is the same bytes for the same input, and reads back as it was written', async () => {
    expect(buildCentralBatch(input).sha256).toBe(batch.sha256)
    const read = await readCentralBatch(batch.bytes)
    expect(read).toMatchObject({ manifest: batch.manifest, sha256: batch.sha256, signed: false })
    for (const kind of centralKinds)
      expect(read.records.filter((one) => one.kind === kind).map(({ data }) => data)).toEqual(records[kind])
  })

  it.each([
    ['no ZIP', bytesOf('not a zip'), 'not_a_zip'],
    ['nothing', new Uint8Array(), 'not_a_zip'],
    ['a folder', zipSync({ 'a/manifest.json': new Uint8Array() }), 'path'],
    ['a way out', zipSync({ '../../x.json': new Uint8Array() }), 'path'],
    ['an absolute name', zipSync({ '/x.json': new Uint8Array() }), 'path'],
    ['a bomb', zipSync({ 'x.json': new Uint8Array(4_000_000) }), 'ratio'],
    [
      'many files',
      zipSync(Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`a${n}.json`, new Uint8Array()]))),
      'too_many_files',
    ],
  ])('refuses %s', async (_name, bytes, reason) => {
    expect(await refusal(bytes)).toMatchObject(['batch_unreadable', { reason }])
  })

  it('refuses every cut of the file', async () => {
    for (let at = 0; at < batch.bytes.length; at += 97)
      expect(await refusal(batch.bytes.slice(0, at))).toMatchObject(['batch_unreadable', {}])
  })

  it('refuses a manifest that does not say what is there', async () => {
    expect(await changed((files) => files.delete('manifest.json'))).toMatchObject([
      'batch_manifest',
      { reason: 'missing_file' },
    ])
    expect(await changed((files) => files.delete('statuses.ndjson'))).toMatchObject([
      'batch_manifest',
      { reason: 'missing_file', file: 'statuses.ndjson' },
    ])
    expect(await changed((files) => files.set('more.json', bytesOf('{}')))).toMatchObject([
      'batch_manifest',
      { reason: 'unknown_file', file: 'more.json' },
    ])
    expect(await changed((files) => files.set('manifest.json', bytesOf('{')))).toMatchObject([
      'batch_manifest',
      { reason: 'not_json' },
    ])
  })

  it('names file, line and field of the first record that is wrong', async () => {
    const line = (more: object) => JSON.stringify({ ...status(), ...more }) + '\n'
    const cases: [string, number, object][] = [
      [line({}) + line({ key: 'st-2', on: '2026-02-30' }), 2, { line: 2, field: 'on' }],
      [line({ extra: 1 }), 1, { line: 1, field: 'extra' }],
      [line({ version: 0 }), 1, { line: 1, field: 'version' }],
      ['{}\n', 1, { line: 1, field: 'key' }],
      ['{"key"\n', 1, { line: 1, field: '' }],
      [line({}) + '\n', 2, { line: 2, field: '' }],
    ]
    for (const [text, count, params] of cases)
      expect(await withLines('statuses', text, count)).toMatchObject(['batch_record', params])
    expect(await withLines('statuses', line({}), 2)).toMatchObject(['batch_count', { declared: 2, found: 1 }])
  })

  it('publishes schemas that agree with what is read', () => {
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    for (const kind of centralKinds) {
      const check = ajv.compile(centralJsonSchema(kind))
      expect(check(records[kind][0]), kind).toBe(true)
      expect(check({ ...records[kind][0], extra: 1 }), kind).toBe(false)
    }
  })

  it('is described in words by examples that hold', () => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/central-format.md'), 'utf8')
    const parts = [...text.matchAll(/### `(\w+)`[\s\S]*?```json\n([\s\S]*?)\n```/gu)]
    expect(parts.map(([, kind]) => kind).sort()).toEqual([...centralKinds].sort())
    for (const [, kind, example] of parts)
      expect(
        centralSchemas[kind as (typeof centralKinds)[number]].safeParse(JSON.parse(example!)).error,
      ).toBe(undefined)
  })
})
