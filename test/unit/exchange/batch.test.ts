import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  batchFileName,
  batchFormatVersion,
  buildEarlierBatch,
  sha256Of,
  type Manifest,
} from '../../../main/core/exchange/batch'
import { jsonSchemaOf, recordKinds, recordSchemas, stageCodes } from '../../../main/core/exchange/records'
import { verifyBatch } from '../../../main/core/exchange/verify'
import { CodedError, type ErrorValue } from '../../../shared/errors'
import { BatchCheck } from '../../../shared/model'
import { batchKey, batchOf } from '../../helpers/batches'
import { application, decision, input, person, records, stage } from './records'

async function refusal(work: () => Promise<unknown>): Promise<ErrorValue> {
  try {
    await work()
  } catch (error) {
    if (error instanceof CodedError) return error.value
    throw error
  }
  throw new Error('was accepted')
}

type Files = Record<string, Uint8Array>
const made = batchOf(input)
const good = async () => unzipSync((await made).bytes)

/** A batch with changed files; with `mend` the manifest is made to agree with them. */
async function tampered(change: (files: Files) => void, mend = false): Promise<Uint8Array> {
  const files = await good()
  change(files)
  if (mend) {
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest
    for (const file of manifest.files) {
      const content = files[file.name]!
      file.bytes = content.length
      file.sha256 = sha256Of(content)
    }
    files['manifest.json'] = strToU8(JSON.stringify(manifest))
  }
  return zipSync(files)
}

function withManifest(change: (manifest: Record<string, unknown> & Manifest) => void): Promise<Uint8Array> {
  return tampered((files) => {
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Record<string, unknown> & Manifest
    change(manifest)
    files['manifest.json'] = strToU8(JSON.stringify(manifest))
  })
}

function withPerson(change: object): Promise<Uint8Array> {
  const line = JSON.stringify({ key: 'p-1', version: 2, ...person, ...change }) + '\n'
  return tampered((files) => (files['persons.ndjson'] = strToU8(line)), true)
}

describe('batch', () => {
  it('R165 R166 R171 holds manifest, signature, and per kind its file, twin and schema, and verifies', async () => {
    const { bytes, sha256, manifest, signature } = await made
    expect(sha256).toBe(sha256Of(bytes))
    const files = unzipSync(bytes)
    expect(Object.keys(files).slice(0, 2)).toEqual(['manifest.json', 'signature.json'])
    expect(Object.keys(files).sort()).toEqual(
      [
        'manifest.json',
        'signature.json',
        ...recordKinds.flatMap((kind) => [`${kind}.ndjson`, `csv/${kind}.csv`, `schema/${kind}.schema.json`]),
      ].sort(),
    )
    expect(JSON.parse(strFromU8(files['manifest.json']!))).toEqual(manifest)
    expect(manifest.counts).toEqual({
      ...Object.fromEntries(recordKinds.map((kind) => [kind, 0])),
      plans: 1,
      deregistrations: 1,
      candidates: 1,
      persons: 1,
      applications: 1,
      documents: 1,
      stages: 2,
    })
    expect(strFromU8(files['decisions.ndjson']!)).toBe('')
    const keys = new Map([[signature!.key, batchKey.publicKey]])
    const check = await verifyBatch(bytes, { fileName: 'x.zip', keys })
    expect(BatchCheck.parse(check)).toEqual({
      fileName: 'x.zip',
      sequence: 42,
      centre: input.centre.nameKk,
      createdAt: input.createdAt,
      sha256,
      previous: 'b'.repeat(64),
      counts: manifest.counts,
      signature: { key: signature!.key, known: true },
    })
  })

  it('the same input gives the same bytes, whatever the order of fields and the time zone', async () => {
    const first = (await made).bytes
    const shuffled = records.map((record) => ({
      ...record,
      payload: Object.fromEntries(Object.entries(record.payload).reverse()),
    }))
    const zone = process.env.TZ
    try {
      for (const tz of ['Asia/Almaty', 'America/New_York', 'UTC']) {
        process.env.TZ = tz
        const again = await batchOf({ ...input, records: shuffled })
        expect(Buffer.compare(again.bytes, first)).toBe(0)
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('lines begin with key and version and keep the order in which records arose', async () => {
    const lines = strFromU8((await good())['stages.ndjson']!)
      .trim()
      .split('\n')
    expect(lines).toHaveLength(2)
    const order = records.filter(({ kind }) => kind === 'stages').map(({ key }) => key)
    expect(lines.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(order)
    expect(lines[0]).toMatch(/^\{"key":"s-\d","version":1,"application_number":/u)
  })

  it('an empty batch and one of ten thousand records verify', async () => {
    const empty = await batchOf({ ...input, previous: null, records: [] })
    expect((await verifyBatch(empty.bytes)).counts.persons).toBe(0)
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      kind: 'stages' as const,
      key: `s-${index}`,
      version: 1,
      payload: { ...stage, application_number: `Т-2026-${index}` },
    }))
    const { bytes } = await batchOf({ ...input, records: many })
    expect((await verifyBatch(bytes)).counts.stages).toBe(10_000)
  })

  it('the published schemas accept every record of a real batch, and no other field', async () => {
    const files = await good()
    const ajv = new Ajv2020({ strict: false })
    addFormats(ajv)
    let lines = 0
    for (const kind of recordKinds) {
      const schema = JSON.parse(strFromU8(files[`schema/${kind}.schema.json`]!)) as object
      const validate = ajv.compile(schema)
      for (const line of strFromU8(files[`${kind}.ndjson`]!).trim().split('\n')) {
        if (line === '') continue
        lines++
        const record = JSON.parse(line) as Record<string, unknown>
        expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
        expect(validate({ ...record, salary: 1 })).toBe(false)
        const { key: _, ...without } = record
        expect(validate(without)).toBe(false)
      }
    }
    expect(lines).toBe(8)
  })

  it('the twin opens right in a spreadsheet: mark, semicolons, no number that loses its zeros', async () => {
    const csv = (await good())['csv/persons.csv']!
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, row, end] = strFromU8(csv.subarray(3)).split('\r\n')
    expect(end).toBe('')
    expect(head!.split(';')).toEqual(expect.arrayContaining(['key', 'iin', 'identity_document.kind']))
    expect(head!.split(';')).toHaveLength(row!.split(';').length)
    expect(row).toContain('"=""900101300017"""')
    expect(row).toContain('"=""012345678"""')
    expect(row).toContain('Әбілқасымов')
    expect(row).toContain('"=""+77012345678"""')
  })

  it('R171 knows the seven stages; every schema is published as JSON Schema', () => {
    expect(stageCodes).toEqual([
      'received',
      'intake_refused',
      'registered',
      'in_work',
      'decided_positive',
      'decided_refusal',
      'result_issued',
    ])
    for (const kind of recordKinds) {
      const schema = jsonSchemaOf(kind) as {
        $schema: string
        required: string[]
        additionalProperties: boolean
      }
      expect(schema.$schema).toContain('2020-12')
      expect(schema.additionalProperties).toBe(false)
      expect(schema.required).toEqual(expect.arrayContaining(['key', 'version', 'iin']))
    }
  })

  it('R166 a decision says either registered or refused with a ground', () => {
    const line = { key: 'x', version: 1, ...decision }
    const ground = { code: 'inaccurate', text_kk: 'а', text_ru: 'а' }
    const ok = (change: object) => recordSchemas.decisions.safeParse({ ...line, ...change }).success
    expect(ok({})).toBe(true)
    expect(ok({ registration_date: null })).toBe(false)
    expect(
      ok({
        outcome: 'refused',
        registration_date: null,
        refusal_date: '2026-03-20',
        refusal_grounds: [ground],
      }),
    ).toBe(true)
    expect(ok({ outcome: 'refused', registration_date: null, refusal_date: '2026-03-20' })).toBe(false)
    expect(ok({ refusal_date: '2026-03-20' })).toBe(false)
  })

  it('R173 a person without the consent to personal data cannot leave', () => {
    const line = { key: 'x', version: 1, ...person }
    expect(
      recordSchemas.persons.safeParse({ ...line, consents: { ...person.consents, personal_data: false } })
        .success,
    ).toBe(false)
    expect(recordSchemas.persons.safeParse({ ...line, iin: '900101300018' }).success).toBe(false)
    expect(
      recordSchemas.persons.safeParse({ ...line, iin: '900101300018', iin_override_reason: 'so in the card' })
        .success,
    ).toBe(true)
  })

  it('reads a batch of the first format', async () => {
    const file = path.join(import.meta.dirname, '../../fixtures/batches/format-1.zip')
    const { sequence, counts, signature } = await verifyBatch(file)
    expect(signature).toBeNull()
    expect(sequence).toBe(1)
    expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(70)
  })

  it('makes and reads batches of earlier formats, which knew fewer kinds and no signature', async () => {
    const second = buildEarlierBatch({ ...input, format: 2 })
    expect(second.manifest.formatVersion).toBe(2)
    expect(Object.keys(unzipSync(second.bytes))).not.toContain('plans.ndjson')
    const third = buildEarlierBatch({ ...input, format: 3 })
    for (const { bytes, manifest } of [second, third]) {
      expect(await verifyBatch(bytes)).toMatchObject({ counts: manifest.counts, signature: null })
    }
    // What version 3 of the format gave on the day it was current.
    expect(third.sha256).toBe('e667bcbd53386b4e726646fd971e40c97aa6cde3a5c0df0eb914d0bc8b591149')
  })

  it('names the file after the centre and the sequence, safely', () => {
    expect(batchFileName('971240001315', 42)).toBe('qabyldau-971240001315-000042.zip')
    expect(batchFileName('../..', 1)).toBe('qabyldau-centre-000001.zip')
  })
})

describe('a batch that is not as it was made', () => {
  const cases: [string, () => Uint8Array | Promise<Uint8Array>, object][] = [
    ['no file at all', () => new Uint8Array(), { code: 'batch_unreadable', params: { reason: 'not_a_zip' } }],
    [
      'some other file',
      () => strToU8('%PDF-1.7'.repeat(100)),
      { code: 'batch_unreadable', params: { reason: 'not_a_zip' } },
    ],
    [
      'cut in half',
      async () => (await made).bytes.slice(0, 2000),
      { code: 'batch_unreadable', params: { reason: 'not_a_zip' } },
    ],
    [
      'cut by its last bytes',
      async () => (await made).bytes.slice(0, -10),
      { code: 'batch_unreadable', params: { reason: 'not_a_zip' } },
    ],
    [
      'a path upward',
      () => tampered((files) => (files['../evil.json'] = strToU8('1'))),
      { code: 'batch_unreadable', params: { reason: 'path' } },
    ],
    [
      'an absolute path',
      () => tampered((files) => (files['/etc/passwd'] = strToU8('1'))),
      { code: 'batch_unreadable', params: { reason: 'path' } },
    ],
    [
      'a drive',
      () => tampered((files) => (files['C:\\evil'] = strToU8('1'))),
      { code: 'batch_unreadable', params: { reason: 'path' } },
    ],
    [
      'names that differ only by case',
      () => tampered((files) => (files['Persons.ndjson'] = strToU8(''))),
      { code: 'batch_unreadable', params: { reason: 'duplicate_file' } },
    ],
    [
      'a file that nobody listed',
      () => tampered((files) => (files['extra.json'] = strToU8('1'))),
      { code: 'batch_manifest', params: { reason: 'unknown_file', file: 'extra.json' } },
    ],
    [
      'hundreds of files',
      () =>
        tampered((files) => {
          for (let index = 0; index < 300; index++) files[`f${index}`] = strToU8('')
        }),
      { code: 'batch_unreadable', params: { reason: 'too_many_files' } },
    ],
    [
      'a zip bomb by ratio',
      () => tampered((files) => (files['persons.ndjson'] = new Uint8Array(20_000_000))),
      { code: 'batch_unreadable', params: { reason: 'ratio', file: 'persons.ndjson' } },
    ],
    [
      'no manifest',
      () => tampered((files) => delete files['manifest.json']),
      { code: 'batch_manifest', params: { reason: 'missing_file' } },
    ],
    [
      'a manifest that is no JSON',
      () => tampered((files) => (files['manifest.json'] = strToU8('{'))),
      { code: 'batch_manifest', params: { reason: 'not_json' } },
    ],
    [
      'a manifest that is null',
      () => tampered((files) => (files['manifest.json'] = strToU8('null'))),
      { code: 'batch_manifest', params: { reason: 'format' } },
    ],
    [
      'another format',
      () =>
        withManifest((manifest) => {
          ;(manifest as { format: string }).format = 'x'
        }),
      { code: 'batch_manifest', params: { reason: 'format' } },
    ],
    [
      'a future version',
      () =>
        withManifest((manifest) => {
          ;(manifest as { formatVersion: number }).formatVersion = batchFormatVersion + 1
          manifest.new = 1
        }),
      { code: 'batch_version', params: { version: batchFormatVersion + 1, known: batchFormatVersion } },
    ],
    [
      'a version of no kind',
      () =>
        withManifest((manifest) => {
          ;(manifest as { formatVersion: unknown }).formatVersion = '1'
        }),
      { code: 'batch_manifest', params: { reason: 'formatVersion' } },
    ],
    [
      'a field of the manifest gone',
      () =>
        withManifest((manifest) => {
          delete (manifest as Partial<Manifest>).sequence
        }),
      { code: 'batch_manifest', params: { reason: 'sequence' } },
    ],
    [
      'a listed file gone',
      () => tampered((files) => delete files['stages.ndjson']),
      { code: 'batch_manifest', params: { reason: 'missing_file', file: 'stages.ndjson' } },
    ],
    [
      'a kind left out',
      () =>
        tampered((files) => {
          const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest
          manifest.files = manifest.files.filter((file) => file.name !== 'stages.ndjson')
          files['manifest.json'] = strToU8(JSON.stringify(manifest))
          delete files['stages.ndjson']
        }),
      { code: 'batch_manifest', params: { reason: 'missing_file', file: 'stages.ndjson' } },
    ],
    [
      'one letter of a record changed',
      () =>
        tampered((files) => {
          files['persons.ndjson'] = strToU8(strFromU8(files['persons.ndjson']!).replace('Асан', 'Есен'))
        }),
      { code: 'batch_hash', params: { file: 'persons.ndjson' } },
    ],
    [
      'a schema changed',
      () => tampered((files) => (files['schema/persons.schema.json'] = strToU8('{}'))),
      { code: 'batch_hash', params: { file: 'schema/persons.schema.json' } },
    ],
    [
      'a line removed and the hash mended',
      () => tampered((files) => (files['persons.ndjson'] = strToU8('')), true),
      { code: 'batch_count', params: { file: 'persons.ndjson', declared: 1, found: 0 } },
    ],
    [
      'counts that disagree',
      () =>
        withManifest((manifest) => {
          manifest.counts.persons = 2
        }),
      { code: 'batch_count', params: { file: 'persons.ndjson', declared: 2, found: 1 } },
    ],
    [
      'a line that is no JSON',
      () => tampered((files) => (files['persons.ndjson'] = strToU8('{\n')), true),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 1, field: '' } },
    ],
    [
      'a line that is no UTF-8',
      () => tampered((files) => (files['persons.ndjson'] = new Uint8Array([0xff, 0x0a])), true),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 0, field: '' } },
    ],
    [
      'a wrong IIN',
      () => withPerson({ iin: '900101300018' }),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 1, field: 'iin' } },
    ],
    [
      'a day that does not exist',
      () => withPerson({ birth_date: '2001-02-29' }),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 1, field: 'birth_date' } },
    ],
    [
      'a field of a field missing',
      () => withPerson({ consents: { publish_resume: true, outsourcing_transfer: true } }),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 1, field: 'consents.personal_data' } },
    ],
    [
      'a field too many',
      () => withPerson({ salary: 1 }),
      { code: 'batch_record', params: { file: 'persons.ndjson', line: 1, field: 'salary' } },
    ],
    [
      'the same record twice',
      () =>
        tampered((files) => {
          const line = JSON.stringify({ key: 'a-1', version: 1, ...application }) + '\n'
          files['applications.ndjson'] = strToU8(line + line)
          const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest
          manifest.counts.applications = 2
          manifest.files.find((file) => file.kind === 'applications')!.records = 2
          files['manifest.json'] = strToU8(JSON.stringify(manifest))
        }, true),
      { code: 'batch_record', params: { file: 'applications.ndjson', line: 2, field: 'key' } },
    ],
  ]
  for (const [what, make, expected] of cases) {
    it(what, async () => expect(await refusal(async () => verifyBatch(await make()))).toMatchObject(expected))
  }

  it('two entries of one name', async () => {
    const files: Zippable = await good()
    files['stages.ndjsom'] = strToU8('x')
    // Rename the second entry in the bytes, which no ZIP library would write.
    const bytes = Buffer.from(zipSync(files))
    for (let at = bytes.indexOf('stages.ndjsom'); at >= 0; at = bytes.indexOf('stages.ndjsom', at))
      bytes.write('stages.ndjson', at)
    expect(await refusal(() => verifyBatch(bytes))).toMatchObject({
      code: 'batch_unreadable',
      params: { reason: 'duplicate_file' },
    })
  })

  it('a header that declares less or more than there is', async () => {
    for (const change of [-1, 1, 1000]) {
      const bytes = Buffer.from((await made).bytes)
      // The last mention of a name stands in the directory, 46 bytes after the start of its header.
      const header = bytes.lastIndexOf('persons.ndjson') - 46
      bytes.writeUInt32LE(bytes.readUInt32LE(header + 24) + change, header + 24)
      expect((await refusal(() => verifyBatch(bytes))).code).toBe('batch_hash')
    }
  })

  it('a header that declares four gigabytes is refused before memory is taken', async () => {
    const bytes = Buffer.from((await made).bytes)
    bytes.writeUInt32LE(0xfffffff0, bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24)
    expect(await refusal(() => verifyBatch(bytes))).toMatchObject({
      code: 'batch_unreadable',
      params: { reason: 'too_large' },
    })
  })

  it('any single byte changed is noticed or harmless, and never crashes', async () => {
    const original = (await made).bytes
    const expected = await verifyBatch(original)
    for (let at = 0; at < original.length; at += 97) {
      const bytes = original.slice()
      bytes[at]! ^= 0x55
      try {
        expect((await verifyBatch(bytes)).counts).toEqual(expected.counts)
      } catch (error) {
        expect(error).toBeInstanceOf(CodedError)
      }
    }
  })
})
