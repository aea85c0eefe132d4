import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../main/core/exchange/write'

const bytes = new TextEncoder().encode('қабылдау'.repeat(1000))
const fault = (code: string) => Object.assign(new Error(code), { code })
const refused = (code: string, params: object = {}) =>
  expect.objectContaining({
    value: expect.objectContaining({ code, params: expect.objectContaining(params) }),
  })

describe('writing a file', () => {
  let folder: string
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'write-'))))
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('makes the folder, writes all bytes and leaves nothing beside them', async () => {
    const inner = join(folder, 'a', 'b')
    const path = await writeAtomically(inner, 'x.zip', bytes)
    expect(new Uint8Array(await readFile(path))).toEqual(bytes)
    expect(await readdir(inner)).toEqual(['x.zip'])
  })

  it('writes only the part of a buffer that it was given', async () => {
    const path = await writeAtomically(folder, 'x.zip', bytes.subarray(10, 20))
    expect((await readFile(path)).length).toBe(10)
  })

  it('tries again while a scanner holds the file, then gives up', async () => {
    const waited: number[] = []
    let left = 3
    const write = async (path: string, data: Uint8Array) => {
      if (left-- > 0) throw fault(left % 2 ? 'EBUSY' : 'EPERM')
      await writeFile(path, data)
    }
    const wait = async (milliseconds: number) => waited.push(milliseconds)
    await writeAtomically(folder, 'x.zip', bytes, { write, wait })
    expect(waited).toEqual([50, 100, 200])
    left = Infinity
    await expect(writeAtomically(folder, 'x.zip', bytes, { write, wait })).rejects.toEqual(
      refused('file_write_failed'),
    )
  })

  it('says that the disk is full, also when the file was only cut short', async () => {
    const write = () => Promise.reject(fault('ENOSPC'))
    await expect(writeAtomically(folder, 'x.zip', bytes, { write })).rejects.toEqual(refused('disk_full'))
    const short = (path: string, data: Uint8Array) => writeFile(path, data.subarray(0, 5))
    await expect(writeAtomically(folder, 'y.zip', bytes, { write: short })).rejects.toEqual(
      refused('disk_full'),
    )
    expect(await readdir(folder)).toEqual([])
  })

  it('refuses a file that reads back otherwise, and a folder that is a file', async () => {
    const read = async () => new Uint8Array(bytes.length)
    await expect(writeAtomically(folder, 'x.zip', bytes, { read })).rejects.toEqual(
      refused('file_write_failed', { reason: 'hash' }),
    )
    await writeFile(join(folder, 'file'), '')
    await expect(writeAtomically(join(folder, 'file'), 'x.zip', bytes)).rejects.toEqual(
      refused('file_write_failed'),
    )
  })

  it('takes a name, never a path', async () => {
    for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', 'C:x', '/x']) {
      await expect(writeAtomically(folder, name, bytes)).rejects.toEqual(
        refused('file_write_failed', { reason: 'name' }),
      )
    }
  })
})
