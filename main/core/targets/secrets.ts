/** Passwords of targets: by the safe storage of the system, else in a file of the data folder that only its user reads. */
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { CodedError } from '../../../shared/errors'
import type { Ports } from '../ports'

type Keeper = Pick<Ports, 'dataFolder' | 'secrets'>

const inFile = 'file:'
const fileOf = (ports: Keeper) => path.join(ports.dataFolder, 'secrets.json')

async function readAll(ports: Keeper): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(fileOf(ports), 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** Keep a secret; answers what stands for it in the register. */
export async function keepSecret(ports: Keeper, text: string): Promise<string> {
  if (ports.secrets) return ports.secrets.protect(text)
  const id = randomUUID()
  await mkdir(ports.dataFolder, { recursive: true })
  const all = { ...(await readAll(ports)), [id]: text }
  await writeFileAtomic(fileOf(ports), JSON.stringify(all, null, 2) + '\n', { fsync: true, mode: 0o600 })
  // The mode of a file that was there before is kept by the writer.
  await chmod(fileOf(ports), 0o600)
  return inFile + id
}

/**
 * The secret behind what the register holds.
 *
 * @throws CodedError `secret_missing`: it was kept on another PC, by another user, or by the installed desk
 */
export async function revealSecret(ports: Keeper, kept: string | null): Promise<string | undefined> {
  if (kept === null) return undefined
  try {
    if (kept.startsWith(inFile)) {
      const found = (await readAll(ports))[kept.slice(inFile.length)]
      if (found !== undefined) return found
    } else if (ports.secrets) return ports.secrets.reveal(kept)
  } catch (cause) {
    throw new CodedError('secret_missing', undefined, undefined, { cause })
  }
  throw new CodedError('secret_missing')
}
