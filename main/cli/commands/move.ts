import { chmod } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Translator } from '../../../shared/locale'
import { moveRegister, settingFileName } from '../../core/register/move'
import type { Io } from '../io'

export interface MoveOptions {
  dataFolder: string
  from: string | undefined
  to: string
  /** Let the data folder use the new place from now on. */
  use: boolean
}

/** `move`: copy the register into an empty place, compare every table, say what arrived. */
export async function move(options: MoveOptions, json: boolean, t: Translator, io: Io): Promise<void> {
  const { dataFolder, from, to, use } = options
  const moved = await moveRegister({
    dataFolder,
    to,
    now: new Date(),
    ...(from === undefined ? {} : { from }),
  })
  const setting = path.join(dataFolder, settingFileName)
  if (use) {
    // It may hold a password: for whoever runs the desk only.
    await writeFileAtomic(setting, JSON.stringify({ register: to }, null, 2) + '\n', { mode: 0o600 })
    await chmod(setting, 0o600)
  }
  if (json) return io.out(JSON.stringify({ ...moved, setting: use ? setting : null }, null, 2) + '\n')
  const width = Math.max(...moved.tables.map(({ name }) => name.length))
  const rows = Math.max(...moved.tables.map((table) => String(table.rows).length))
  for (const table of moved.tables)
    io.out(`${table.name.padEnd(width)}  ${String(table.rows).padStart(rows)}  ${table.sha256}\n`)
  io.out(t('cli.move_done', { tables: moved.tables.length, from: moved.from, to: moved.to }) + '\n')
  io.out(t(use ? 'cli.move_used' : 'cli.move_next', { file: setting }) + '\n')
}
