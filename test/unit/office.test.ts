import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createOfficePrinter, findOffice, officePlaces } from '../../main/office'
import { shippedTemplate } from '../helpers/docx'

const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-test-office-'))
afterAll(() => rmSync(folder, { recursive: true }))
const failed = { value: { code: 'office_failed' } }
const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('qabyldau-office-'))

describe('LibreOffice', () => {
  it('is looked for where each system keeps it', () => {
    expect(officePlaces('win32', { ProgramFiles: 'C:\\Program Files' })).toEqual([
      'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
    ])
    expect(officePlaces('darwin', {})[0]).toMatch(/soffice$/)
    // A relative folder of PATH would let the current folder decide what runs.
    expect(officePlaces('linux', { PATH: '.:bin:/opt/x' })[0]).toBe('/opt/x/soffice')
    expect(findOffice({ PATH: folder }) === path.join(folder, 'soffice')).toBe(false)
  })

  const script = (name: string, text: string) => {
    const file = path.join(folder, name)
    writeFileSync(file, '#!/bin/sh\n' + text)
    chmodSync(file, 0o755)
    return file
  }

  it.skipIf(process.platform === 'win32')(
    'that fails, leaves no file or hangs is an error, and nothing stays',
    async () => {
      const docx = new Uint8Array([1])
      const before = leftBehind()
      await expect(createOfficePrinter(path.join(folder, 'absent'))(docx)).rejects.toMatchObject(failed)
      await expect(createOfficePrinter(script('bad', 'exit 77'))(docx)).rejects.toMatchObject(failed)
      await expect(createOfficePrinter(script('empty', 'exit 0'))(docx)).rejects.toMatchObject(failed)
      await expect(createOfficePrinter(script('hangs', 'sleep 60 & wait'), 200)(docx)).rejects.toMatchObject(
        failed,
      )
      expect(leftBehind()).toEqual(before)
    },
  )

  const office = findOffice()
  it.skipIf(!office)(
    'makes a PDF of a paper',
    async () => {
      const pdf = await createOfficePrinter(office!)(shippedTemplate('214/214-annex4.kk.docx'))
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    },
    90_000,
  )
})
