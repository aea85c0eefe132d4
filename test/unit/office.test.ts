import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  createOfficePrinter,
  createWordPrinter,
  findOffice,
  findWord,
  officePlaces,
  powerShellPlaces,
  wordPlaces,
  wordScript,
} from '../../main/office'
import { shippedTemplate } from '../helpers/docx'

const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-test-office-'))
afterAll(() => rmSync(folder, { recursive: true }))
const failed = { value: { code: 'office_failed', params: { program: 'LibreOffice' } } }
const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('qabyldau-office-'))

/** A program that stands in for another, by what a shell is told to do. */
const script = (name: string, text: string) => {
  const file = path.join(folder, name)
  writeFileSync(file, '#!/bin/sh\n' + text)
  chmodSync(file, 0o755)
  return file
}

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

describe('Word', () => {
  const [x64, x86] = ['C:\\Program Files', 'C:\\Program Files (x86)']
  const newest = (drive: string) => drive + '\\Microsoft Office\\root\\Office16\\WINWORD.EXE'

  it.each<[NodeJS.Platform, Record<string, string>, string[]]>([
    ['win32', { ProgramFiles: x64, 'ProgramFiles(x86)': x86 }, [newest(x64), newest(x86)]],
    // What a 32-bit program sees of a 64-bit system.
    ['win32', { ProgramFiles: x86, 'ProgramFiles(x86)': x86, ProgramW6432: x64 }, [newest(x64), newest(x86)]],
    ['win32', {}, []],
    ['linux', { ProgramFiles: x64 }, []],
    ['darwin', { ProgramFiles: x64 }, []],
  ])('is looked for on %s in %o', (platform, environment, expected) => {
    const places = wordPlaces(platform, environment)
    expect(places.filter((place) => place.includes('root\\Office16'))).toEqual(expected)
    expect(new Set(places).size).toBe(places.length)
    expect(places).toHaveLength(expected.length * 5)
  })

  it('is asked by the PowerShell of the system, and only where both are', () => {
    const environment = { SystemRoot: 'C:\\Windows', PATH: 'C:\\elsewhere' }
    expect(powerShellPlaces('win32', environment)).toEqual([
      'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    ])
    expect(powerShellPlaces('win32', {})).toEqual([])
    expect(powerShellPlaces('linux', environment)).toEqual([])
    expect(findWord({})).toBeUndefined()
  })

  it('may run no macro, change no file, and is always quit', () => {
    expect(wordScript).toContain('AutomationSecurity = 3')
    expect(wordScript).toMatch(/Open\(\$env:QABYLDAU_DOCX, \$false, \$true, \$false\)/)
    expect(wordScript).toMatch(/ExportAsFixedFormat\(\$env:QABYLDAU_PDF, 17\)/)
    expect(wordScript).toMatch(/finally \{ \$word\.Quit\(\) \}$/)
    // Macros are forbidden before the file is opened; nothing in the script needs to be escaped.
    expect(wordScript.indexOf('AutomationSecurity')).toBeLessThan(wordScript.indexOf('Open('))
    expect(wordScript).not.toContain('"')
  })

  it.skipIf(process.platform === 'win32')(
    'is given the paper and the place of the PDF as data, by a stand-in for PowerShell',
    async () => {
      const before = leftBehind()
      const noted = path.join(folder, 'noted')
      const standIn = script(
        'stand-in-for-powershell',
        `printf '%s\\n' "$@" > '${noted}'\nprintf '%%PDF-' > "$QABYLDAU_PDF"; cat "$QABYLDAU_DOCX" >> "$QABYLDAU_PDF"`,
      )
      const pdf = await createWordPrinter(standIn)(new TextEncoder().encode('paper'))
      expect(new TextDecoder().decode(pdf)).toBe('%PDF-paper')
      expect(readFileSync(noted, 'utf8')).toBe(
        ['-NoProfile', '-NonInteractive', '-NoLogo', '-Command', wordScript, ''].join('\n'),
      )
      const wordFailed = { value: { code: 'office_failed', params: { program: 'Word' } } }
      for (const [text, limit] of [
        ['exit 1', 60_000],
        ['exit 0', 60_000],
        ['sleep 60 & wait', 200],
      ] as const)
        await expect(
          createWordPrinter(script('stand-in-that-fails', text), limit)(new Uint8Array([1])),
        ).rejects.toMatchObject(wordFailed)
      expect(leftBehind()).toEqual(before)
    },
  )
})
