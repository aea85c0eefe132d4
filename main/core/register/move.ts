/** A register moved whole to another place: from a file to a server, or back (one command of the command line). */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../../shared/errors'
import { copyRegister, type CopiedTable } from '../../db/copy'
import { closeDatabase, openPlace, storageFault } from '../../db/dialect'
import { readPlace, registerPlace, serverOf, settingFileName, type Place } from '../../db/place'
import { checkSqlite, openSqlite } from '../../db/sqlite'
import { audit } from '../context'

export { settingFileName }

export interface Moved {
  /** Where it came from and went to, for people: without user and password. */
  from: string
  to: string
  /** Every table with its rows and hash, the same in both registers. */
  tables: CopiedTable[]
}

const shown = (place: Place): string => serverOf(place) ?? (place as { file: string }).file

/**
 * Copy the register of a data folder, or that of `from`, into the empty place `to`, and compare every table. The
 * trail of the new register says that it was moved. The first one stays as it was; nobody can write to it meanwhile.
 * The setting of the data folder is not touched.
 *
 * @param options.from, options.to places as `main/db/place.ts` reads them
 * @throws CodedError `register_setting_invalid`, `register_not_empty`, `copy_differs`, `setup_missing` where there is
 * nothing to move, and what opening either place throws
 */
export async function moveRegister(options: {
  dataFolder: string
  from?: string
  to: string
  now: Date
}): Promise<Moved> {
  const { dataFolder, now } = options
  const source =
    options.from === undefined ? registerPlace(dataFolder) : readPlace(options.from, dataFolder, '--from')
  const target = readPlace(options.to, dataFolder, '--to')
  if (source.kind === 'sqlite' && !existsSync(source.file)) throw new CodedError('setup_missing')
  if (target.kind === 'sqlite' && existsSync(target.file)) throw new CodedError('register_not_empty')

  // A file gets its name only when everything is in it.
  const unfinished = target.kind === 'sqlite' ? target.file + '.unfinished' : null
  const discard = async () => {
    if (unfinished)
      for (const rest of ['', '-wal', '-shm', '-journal']) await rm(unfinished + rest, { force: true })
  }
  try {
    if (target.kind === 'sqlite') await mkdir(path.dirname(target.file), { recursive: true })
    await discard()
    const [from, to] = [
      source.kind === 'sqlite' ? openSqlite(source.file, { asItIs: true }) : openPlace(source),
      openPlace(unfinished ? { kind: 'sqlite', file: unfinished } : target),
    ]
    const names = { from: shown(source), to: shown(target) }
    let tables: CopiedTable[]
    try {
      // A transaction of a command: whoever wants to write to the first register waits, and finds it moved.
      tables = await from.transaction((trx) =>
        copyRegister(trx, to, async (db, copied) => {
          const rows = copied.reduce((sum, table) => sum + table.rows, 0)
          await audit(
            { db, now, operation: 'register.move', staff: null, client: { id: '', kind: 'cli' } },
            'register',
            target.kind,
            { ...names, tables: copied.length, rows },
          )
        }),
      )
    } finally {
      await closeDatabase(from)
      await closeDatabase(to)
    }
    if (unfinished && target.kind === 'sqlite') {
      await checkSqlite(unfinished)
      await rename(unfinished, target.file)
    }
    return { ...names, tables }
  } catch (error) {
    await discard()
    throw storageFault(error)
  }
}
