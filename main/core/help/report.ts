/**
 * The bundle that tells maintainers of a problem. It names versions, sizes and codes, never a person: what is not on
 * the list below does not get in, and what does is freed of names, numbers and folders.
 */
import { readFile } from 'node:fs/promises'
import os, { homedir } from 'node:os'
import path from 'node:path'
import { zipSync } from 'fflate'
import type { z } from 'zod'
import type { ScreenFacts } from '../../../shared/contract/help'
import { translate } from '../../../shared/locale'
import { registerTables } from '../../db/copy'
import { isPostgres } from '../../db/dialect'
import { appliedMigrations } from '../../db/migrate'
import { readDesk, type Context } from '../context'
import { fixedTime } from '../exchange/container'
import { freeBytes } from '../targets/drives'

/** Lines of the log that go along, the newest. */
const keptLines = 200

/**
 * A text without what could name a person: folders of this PC, letters that are not Latin (names of people and
 * places are written in Cyrillic), numbers of five and more digits (IIN, telephone, registration).
 */
export function scrub(text: string, folders: readonly string[] = []): string {
  let clean = text
  for (const folder of folders.filter(Boolean)) clean = clean.replaceAll(folder, '<folder>')
  return clean
    .replace(/[A-Za-z]:\\Users\\[^\\\s"']+|\/(?:home|Users)\/[^/\s"']+/gu, '<home>')
    .replace(/[^\s@"']+@[^\s@"']+/gu, '<address>')
    .replace(/[^\p{Script=Latin}\P{L}]+/gu, '…')
    .replace(/(?:\d[\s-]?){5,}/gu, '#')
}

/** What is kept of a line of the log: when, how bad, and codes. */
const keptFields = new Set(['at', 'level', 'event', 'operation', 'code', 'cause', 'ms', 'name', 'version'])

/** A line of the log as it may leave; null for one that is no entry of ours. */
export function cleanLine(line: string, folders: readonly string[]): Record<string, unknown> | null {
  let entry: unknown
  try {
    entry = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof entry !== 'object' || entry === null) return null
  const kept = Object.entries(entry).filter(
    ([key, value]) => keptFields.has(key) && ['string', 'number', 'boolean'].includes(typeof value),
  )
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      typeof value === 'string' && key !== 'at' ? scrub(value, folders) : value,
    ]),
  )
}

async function lastLines(folder: string, folders: readonly string[]): Promise<unknown[]> {
  const file = path.join(folder, 'log', 'qabyldau.log')
  const texts = await Promise.all([file + '.1', file].map((name) => readFile(name, 'utf8').catch(() => '')))
  return texts
    .join('\n')
    .split('\n')
    .map((line) => cleanLine(line, folders))
    .filter((entry) => entry !== null && entry['level'] !== 'info')
    .slice(-keptLines)
}

/** The bundle as a ZIP, and its whole text for whoever hands it over. */
export async function problemReport(
  context: Context,
  { screen, words }: { screen: z.output<typeof ScreenFacts>; words: string },
): Promise<{ name: string; bytes: Uint8Array; text: string }> {
  const { db, ports, now } = context
  const desk = await readDesk(context)
  const folders = [ports.dataFolder, ports.templatesFolder, homedir()]
  const rows: Record<string, number> = {}
  for (const table of await registerTables(db)) {
    const [count] = await db(table).count<{ n: number | string }[]>({ n: '*' })
    rows[table] = Number(count?.n ?? 0)
  }
  const facts = {
    program: ports.appVersion,
    madeAt: now.toISOString(),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    memoryMegabytes: Math.round(os.totalmem() / 1024 ** 2),
    processors: os.cpus().length,
    versions: {
      node: process.versions.node,
      electron: process.versions['electron'] ?? null,
      chrome: process.versions['chrome'] ?? null,
    },
    register: {
      kind: isPostgres(db) ? 'postgres' : 'sqlite',
      migrations: await appliedMigrations(db),
      rows,
      freeBytes: await freeBytes(ports.dataFolder).catch(() => null),
    },
    desk: { week: desk.week, timeZone: desk.timeZone, pdf: desk.pdf, language: desk.language },
    roles: context.staff?.roles ?? [],
    screen: { ...screen, address: screen.address.replace(/\d+/gu, 'N'), browser: scrub(screen.browser) },
    words: words.replace(/(?:\d[\s-]?){5,}/gu, '#'),
  }
  const log = await lastLines(ports.dataFolder, folders)
  const text = JSON.stringify({ ...facts, lastErrors: log }, null, 2) + '\n'
  const about = (['kk', 'ru', 'en'] as const).map((language) => translate(language, 'help.report_readme'))
  const encode = (content: string) => new TextEncoder().encode(content)
  const stamp = now.toISOString().slice(0, 16).replace(/[-:]/gu, '').replace('T', '-')
  return {
    name: `qabyldau-problem-${stamp}.zip`,
    bytes: zipSync(
      { 'report.json': encode(text), 'README.txt': encode(about.join('\n\n') + '\n') },
      { level: 6, mtime: fixedTime() },
    ),
    text,
  }
}
