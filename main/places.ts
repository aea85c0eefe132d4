/** Where things are: the program's own folder, the data of this PC, and how maintainers are told what happened. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import envPaths from 'env-paths'
import type { Ports } from './core/ports'
import { shownDrives } from './core/targets/drives'
import { officePrinters } from './office'

/** Folder of `package.json`; found by looking upwards, so that it is right in `dist`, in `asar` and in tests. */
export function programFolder(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = path.dirname(from); ; folder = path.dirname(folder)) {
    try {
      const found = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: string }
      if (found.name === 'qabyldau') return folder
    } catch {
      // Not here: one up.
    }
    if (path.dirname(folder) === folder) throw new Error('package.json of qabyldau not found above ' + from)
  }
}

/** Version of the program, from `package.json`. */
export function programVersion(root: string): string {
  const found = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return found.version
}

/** The data folder: asked for, or `QABYLDAU_DATA`, or where this system keeps the data of programs. */
export function dataFolder(
  asked: string | undefined,
  environment: Record<string, string | undefined> = process.env,
): string {
  return path.resolve(asked || environment['QABYLDAU_DATA'] || envPaths('Qabyldau', { suffix: '' }).data)
}

const megabyte = 1024 * 1024

/**
 * A log for maintainers in `<data>/log/qabyldau.log`, one JSON object a line, the last two megabytes. Warnings
 * and errors go to stderr too. A log that cannot be written never stops the desk.
 */
export function openLog(folder: string): Ports['log'] {
  const file = path.join(folder, 'log', 'qabyldau.log')
  return (level, event, detail) => {
    const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...detail }) + '\n'
    if (level !== 'info' || process.env['QABYLDAU_LOG']) process.stderr.write(line)
    try {
      mkdirSync(path.dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > megabyte) renameSync(file, file + '.1')
      appendFileSync(file, line)
    } catch {
      // A full disk or a read-only folder is told to the user by the core, with the next step.
    }
  }
}

/** Folders that `QABYLDAU_DRIVES` names, for a system that shows its drives elsewhere; separated as in `PATH`. */
export const namedDrives = (environment: Record<string, string | undefined>): string[] =>
  (environment['QABYLDAU_DRIVES'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))

/** The ports that every shell fills alike; each adds its own way to print. */
export function commonPorts(folder: string, root = programFolder()): Ports {
  return {
    dataFolder: folder,
    templatesFolder: path.join(root, 'templates'),
    paperWorker: path.join(root, 'dist', 'main', 'paper-worker.js'),
    appVersion: programVersion(root),
    now: () => new Date(),
    log: openLog(folder),
    officePdf: officePrinters(),
    delivery: { drives: async () => [...(await shownDrives()), ...namedDrives(process.env)] },
  }
}

/** Folder of the built screens. */
export const rendererFolder = (root = programFolder()) => path.join(root, 'dist', 'renderer')
