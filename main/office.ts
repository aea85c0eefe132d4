/** From an issued DOCX to PDF by LibreOffice or Word, where a centre chose it and it is installed; without a window. */
import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { CodedError } from '../shared/errors'
import type { Ports } from './core/ports'

type Environment = Record<string, string | undefined>

/**
 * Where LibreOffice stands on this system, the likeliest first. Pure, so that every system can be tested on any.
 */
export function officePlaces(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'win32')
    return [environment['ProgramFiles'], environment['ProgramFiles(x86)']]
      .filter((folder) => folder !== undefined)
      .map((folder) => path.win32.join(folder, 'LibreOffice', 'program', 'soffice.exe'))
  if (platform === 'darwin') return ['/Applications/LibreOffice.app/Contents/MacOS/soffice']
  const folders = [
    ...(environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/usr/lib/libreoffice/program',
    '/opt/libreoffice/program',
  ]
  return [...new Set(folders)].flatMap((folder) =>
    ['soffice', 'libreoffice'].map((name) => path.posix.join(folder, name)),
  )
}

/** Where Word stands; it can be asked to make a PDF on Windows only. The newest first. */
export function wordPlaces(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform !== 'win32') return []
  const folders = ['ProgramW6432', 'ProgramFiles', 'ProgramFiles(x86)'].map((name) => environment[name])
  const versions = ['root\\Office16', 'Office16', 'root\\Office15', 'Office15', 'Office14']
  return [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      versions.map((version) => path.win32.join(folder, 'Microsoft Office', version, 'WINWORD.EXE')),
    )
}

/** The PowerShell of the system itself, not one that a changed PATH would find. */
export const powerShellPlaces = (platform: NodeJS.Platform, environment: Environment): string[] =>
  platform === 'win32' && environment['SystemRoot'] !== undefined
    ? [path.win32.join(environment['SystemRoot'], 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')]
    : []

const firstThere = (places: readonly string[]): string | undefined =>
  places.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return statSync(file).isFile()
    } catch {
      return false
    }
  })

/** An installed LibreOffice, or undefined. */
export const findOffice = (environment: Environment = process.env): string | undefined =>
  firstThere(officePlaces(process.platform, environment))

/** The program that asks an installed Word, or undefined where one of the two is missing. */
export const findWord = (environment: Environment = process.env): string | undefined =>
  firstThere(wordPlaces(process.platform, environment)) &&
  firstThere(powerShellPlaces(process.platform, environment))

interface Work {
  program: string
  args: string[]
  environment?: Environment
}

/** Run to the end; rejects when it cannot be started, ends badly or takes longer than `limit` milliseconds. */
function run({ program, args, environment }: Work, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own: `soffice` is only a script that starts the program proper, and both must end.
    const child = spawn(program, args, {
      stdio: 'ignore',
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...process.env, ...environment },
    })
    const timer = setTimeout(() => {
      try {
        if (process.platform === 'win32') child.kill()
        else process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // It ended at this very moment.
      }
      reject(new Error('too slow'))
    }, limit)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Error('ended with ' + code))
    })
  })
}

/**
 * Make PDFs with a program of this PC, one at a time. Each gets a folder of its own, removed afterwards. `workOn`
 * says how to make `pdf` of `docx`, which are paths in that folder.
 *
 * @returns a function that throws CodedError `office_failed` {program}
 */
function createPrinter(
  name: string,
  timeLimitMs: number,
  workOn: (place: { folder: string; docx: string; pdf: string }) => Work,
) {
  let last: Promise<unknown> = Promise.resolve()

  async function printOne(bytes: Uint8Array): Promise<Uint8Array> {
    const folder = await mkdtemp(path.join(tmpdir(), 'qabyldau-office-'))
    try {
      const [docx, pdf] = [path.join(folder, 'paper.docx'), path.join(folder, 'paper.pdf')]
      await writeFile(docx, bytes, { mode: 0o600 })
      await run(workOn({ folder, docx, pdf }), timeLimitMs)
      // A file that it cannot read may end well too, and leave nothing.
      return new Uint8Array(await readFile(pdf))
    } catch (error) {
      throw new CodedError('office_failed', { program: name }, undefined, { cause: error })
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
    }
  }

  return (docx: Uint8Array): Promise<Uint8Array> => {
    const next = last.then(() => printOne(docx))
    last = next.catch(() => undefined)
    return next
  }
}

/** PDFs by this LibreOffice. Settings, macros and open windows of the user have no part in it. */
export const createOfficePrinter = (program: string, timeLimitMs = 60_000) =>
  createPrinter('LibreOffice', timeLimitMs, ({ folder, docx }) => ({
    program,
    args: [
      '-env:UserInstallation=' + pathToFileURL(path.join(folder, 'profile')).href,
      '--headless',
      '--norestore',
      '--nologo',
      '--nodefault',
      '--nolockcheck',
      '--convert-to',
      'pdf:writer_pdf_Export',
      '--outdir',
      folder,
      docx,
    ],
  }))

/**
 * What PowerShell runs, always the same: the paths come in the environment, where they are data. Alerts are off,
 * macros are forbidden (3, msoAutomationSecurityForceDisable), the file is opened to be read and not remembered,
 * and 17 is PDF. There is no double quote in it, so that nothing needs to be escaped.
 */
export const wordScript = [
  "$ErrorActionPreference = 'Stop'",
  '$word = New-Object -ComObject Word.Application',
  'try { $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3;' +
    ' $paper = $word.Documents.Open($env:QABYLDAU_DOCX, $false, $true, $false);' +
    ' try { $paper.ExportAsFixedFormat($env:QABYLDAU_PDF, 17) }' +
    ' finally { $paper.Saved = $true; $paper.Close() } }' +
    ' finally { $word.Quit() }',
].join('; ')

/**
 * PDFs by Word, in an instance of its own that the user does not see. One that hangs is left to Windows: it is no
 * child of PowerShell, and to end it by name could end the one that the user works in.
 */
export const createWordPrinter = (powerShell: string, timeLimitMs = 60_000) =>
  createPrinter('Word', timeLimitMs, ({ docx, pdf }) => ({
    program: powerShell,
    args: ['-NoProfile', '-NonInteractive', '-NoLogo', '-Command', wordScript],
    environment: { QABYLDAU_DOCX: docx, QABYLDAU_PDF: pdf },
  }))

/** What of both this PC has. */
export function officePrinters(environment: Environment = process.env): NonNullable<Ports['officePdf']> {
  const [office, word] = [findOffice(environment), findWord(environment)]
  return {
    ...(office ? { libreoffice: createOfficePrinter(office) } : {}),
    ...(word ? { word: createWordPrinter(word) } : {}),
  }
}
