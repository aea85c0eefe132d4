/** Removable drives: where the system shows them, and the label by which one is known again. */
import { randomUUID } from 'node:crypto'
import { access, readdir, readFile, statfs } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

/** The label file at the root of a drive. */
export const labelName = 'qabyldau-stick.json'
const Label = z.object({ id: z.string().min(8).max(64) })

/** Where Linux mounts what is plugged in. */
const mountedBelow = ['/media/', '/run/media/', '/mnt/']

/** Mount points of `/proc/self/mounts` at which a drive may be; spaces stand there as `\040`. */
export function mountsOf(text: string): string[] {
  return (
    text
      .split('\n')
      // A drive is a device; what the system or a network puts there is none.
      .filter((line) => line.startsWith('/dev/'))
      .map((line) =>
        (line.split(' ')[1] ?? '').replace(/\\([0-7]{3})/gu, (_, octal: string) =>
          String.fromCharCode(parseInt(octal, 8)),
        ),
      )
      .filter((point) => mountedBelow.some((place) => point.startsWith(place)))
  )
}

/** Folders at which this system shows drives now: drive letters, volumes or mount points. */
export async function shownDrives(): Promise<string[]> {
  if (process.platform === 'win32') {
    const own = (process.env['SystemDrive'] ?? 'C:').toUpperCase()
    const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(65 + n) + ':')
    const isThere = async (letter: string) =>
      letter !== own &&
      (await access(letter + '\\').then(
        () => true,
        () => false,
      ))
    const there = await Promise.all(letters.map(isThere))
    return letters.filter((_, n) => there[n]).map((letter) => letter + '\\')
  }
  if (process.platform === 'darwin')
    return (await readdir('/Volumes').catch(() => [])).map((name) => path.join('/Volumes', name))
  // The kernel writes bytes of UTF-8, and octal only for white space and the backslash.
  return mountsOf(await readFile('/proc/self/mounts', 'utf8').catch(() => ''))
}

/** Id on the label of the drive at this folder; null: it has none that can be read. */
export async function readLabel(drive: string): Promise<string | null> {
  try {
    return Label.parse(JSON.parse(await readFile(path.join(drive, labelName), 'utf8'))).id
  } catch {
    return null
  }
}

/** Label a drive; one that has a label keeps it. Answers its id; throws what the file system throws. */
export async function labelDrive(drive: string): Promise<string> {
  const known = await readLabel(drive)
  if (known) return known
  const id = randomUUID()
  await writeFileAtomic(path.join(drive, labelName), JSON.stringify({ id }, null, 2) + '\n', { fsync: true })
  return id
}

/** The folder at which the drive with this label is shown now; null: it is not plugged in. */
export async function findDrive(drives: readonly string[], id: string): Promise<string | null> {
  if (id === '') return null
  for (const drive of drives) if ((await readLabel(drive)) === id) return drive
  return null
}

/** Free bytes for this user; null where the system does not say. */
export const freeBytes = (folder: string): Promise<number | null> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
