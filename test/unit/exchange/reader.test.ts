/** The reader that was written from the description of the format alone reads what the program makes. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { centreKeyFile, keyFileText } from '../../../main/core/exchange/receiver'
import { batchKey, batchOf } from '../../helpers/batches'
import { input } from './records'

const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-reader-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)
const script = path.resolve(import.meta.dirname, '../../../docs/read_batch.py')
if (!python) console.warn('skipped: no Python on this machine, so docs/read_batch.py is not run')

function read(name: string, bytes: Uint8Array, ...options: string[]) {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return spawnSync(python!, [script, file, ...options], { encoding: 'utf8' })
}

describe.skipIf(!python)('docs/read_batch.py', () => {
  it('reads a batch with signature, chain, hashes, schemas and counts', async () => {
    const { bytes, sha256, manifest, signature } = await batchOf(input)
    const key = path.join(folder, 'centre.key.json')
    writeFileSync(key, keyFileText(centreKeyFile(input.centre, batchKey.publicKey)))
    const openssl = spawnSync('openssl', ['version']).status === 0
    const { status, stdout, stderr } = read(
      'good.zip',
      bytes,
      ...['--previous', input.previous!, ...(openssl ? ['--key', key] : [])],
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({
      centre: input.centre.bin,
      sequence: 42,
      previous: input.previous,
      sha256,
      counts: manifest.counts,
      signedBy: openssl ? signature!.key : null,
    })
  })

  it('refuses what was changed, cut, doubled or does not follow', async () => {
    const { bytes } = await batchOf(input)
    const tampered = (change: (files: Record<string, Uint8Array>) => void) => {
      const files = unzipSync(bytes)
      change(files)
      return zipSync(files)
    }
    const cases: [Uint8Array, RegExp, ...string[]][] = [
      [bytes.slice(0, 3000), /^refused: /u],
      [bytes, /does not follow/u, '--previous', 'a'.repeat(64)],
      [tampered((files) => (files['../x'] = strToU8('1'))), /unexpected file/u],
      [
        tampered((files) => {
          const text = strFromU8(files['persons.ndjson']!)
          files['persons.ndjson'] = strToU8(text.replace('Асан', 'Есен'))
        }),
        /persons\.ndjson was changed/u,
      ],
      [
        tampered((files) => {
          const text = strFromU8(files['manifest.json']!)
          files['manifest.json'] = strToU8(text.replace('"formatVersion": 4', '"formatVersion": 5'))
        }),
        /newer version/u,
      ],
    ]
    for (const [file, sentence, ...options] of cases) {
      const { status, stderr } = read('bad.zip', file, ...options)
      expect(status).toBe(1)
      expect(stderr).toMatch(sentence)
    }
  })
})
