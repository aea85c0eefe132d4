/** From an issued DOCX to PDF by LibreOffice, where a centre chose it and it is installed; no network, no window. */
import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { CodedError } from '../shared/errors'

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

/** An installed LibreOffice, or undefined. */
export function findOffice(environment: Environment = process.env): string | undefined {
  return officePlaces(process.platform, environment).find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return statSync(file).isFile()
    } catch {
      return false
    }
  })
}

/** Run to the end; rejects when it cannot be started, ends badly or takes longer than `limit` milliseconds. */
function run(program: string, args: string[], limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // A group of its own: `soffice` is only a script that starts the program proper, and both must end.
    const child = spawn(program, args, { stdio: 'ignore', detached: process.platform !== 'win32' })
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
 * Make PDFs with this LibreOffice, one at a time. Each gets a folder and a profile of its own, removed afterwards:
 * settings, macros and open windows of the user have no part in it.
 *
 * @returns a function that throws CodedError `office_failed`
 */
export function createOfficePrinter(program: string, timeLimitMs = 60_000) {
  let last: Promise<unknown> = Promise.resolve()

  async function printOne(docx: Uint8Array): Promise<Uint8Array> {
    const folder = await mkdtemp(path.join(tmpdir(), 'qabyldau-office-'))
    try {
      const file = path.join(folder, 'paper.docx')
      await writeFile(file, docx, { mode: 0o600 })
      await run(
        program,
        [
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
          file,
        ],
        timeLimitMs,
      )
      // A file that it cannot read ends well too, and leaves nothing.
      return new Uint8Array(await readFile(path.join(folder, 'paper.pdf')))
    } catch (error) {
      throw new CodedError('office_failed', undefined, undefined, { cause: error })
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
