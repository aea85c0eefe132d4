/** The centre's own law: `<data>/law/<edition>/<name>.json` and `<data>/law/calendar.json`. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { EditionCode, type LawFault } from '../../../shared/law/schema'

/** Bytes of one file; the largest that is shipped has a tenth of it. */
const largest = 1024 * 1024

export const calendarFile = 'calendar.json'
/** How a fault of the folder as a whole is named. */
export const wholeFolder = 'law'

export interface LawFolder {
  /** Content of each definition that is JSON, by `<edition>/<name>.json`, in the order of the names. */
  definitions: Map<string, unknown>
  /** Text of the calendar; null: there is none, or a fault says why it cannot be read. */
  calendar: string | null
  faults: LawFault[]
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** Read the folder. Never throws: what cannot be read is a fault. No folder is an empty one. */
export async function readLawFolder(dataFolder: string): Promise<LawFolder> {
  const folder = path.join(dataFolder, 'law')
  const read: LawFolder = { definitions: new Map(), calendar: null, faults: [] }
  const tell = (file: string, code: LawFault['code'], reason: string) =>
    void read.faults.push({ file, path: '', code, reason, used: 'nothing' })

  const list = async (below: string) => {
    try {
      const entries = await readdir(path.join(folder, below), { withFileTypes: true })
      return entries
        .filter(({ name }) => !name.startsWith('.'))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') tell(below || wholeFolder, 'unreadable', String(codeOf(error)))
      return []
    }
  }
  const textOf = async (file: string): Promise<string | null> => {
    try {
      const { size } = await stat(path.join(folder, file))
      if (size <= largest) return (await readFile(path.join(folder, file), 'utf8')).replace(/^\uFEFF/u, '')
      tell(file, 'too_large', `${size} > ${largest} bytes`)
    } catch (error) {
      tell(file, 'unreadable', String(codeOf(error)))
    }
    return null
  }

  for (const top of await list('')) {
    if (top.name === calendarFile) {
      read.calendar = await textOf(calendarFile)
      continue
    }
    if (!top.isDirectory()) {
      if (top.name.endsWith('.json')) tell(top.name, 'misplaced', 'not in the folder of its edition')
      continue
    }
    for (const { name } of await list(top.name)) {
      const file = `${top.name}/${name}`
      if (!name.endsWith('.json')) continue
      const text = await textOf(file)
      if (text === null) continue
      try {
        const content: unknown = JSON.parse(text)
        const edition = (content as { edition?: unknown } | null)?.edition
        if (!EditionCode.safeParse(top.name).success || (edition !== undefined && edition !== top.name))
          tell(file, 'misplaced', `edition ${String(edition)} in the folder ${top.name}`)
        else read.definitions.set(file, content)
      } catch (error) {
        tell(file, 'not_json', (error as Error).message)
      }
    }
  }
  return read
}
