/** What the tests of deliveries share: a batch, a target, and what lies in a folder. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DeliveryParts } from '../../main/core/targets/parts'
import type { TargetFields } from '../../shared/contract/targets'
import { iinOf } from '../simulate/people'
import { accept, openSetUpDesk, readyDraft, temporaryFolder, type TestDesk } from './desk'

/** A disk that fails at some point, as the system would tell it. */
export class FaultyDisk {
  /** Errors fall from this byte on; Infinity: never. */
  failAt = Infinity
  code = 'ENOSPC'
  /** Called after each chunk, e.g. to pull the drive or to press a button. */
  after: (bytes: number) => void | Promise<void> = () => {}
  /** Bytes written, over all files. */
  written = 0
  synced = 0

  parts(drives: () => string[] = () => []): Partial<DeliveryParts> {
    return {
      chunk: 1024,
      silence: 5_000,
      drives: () => Promise.resolve(drives()),
      write: async (file, chunk, at) => {
        if (at + chunk.length > this.failAt) throw Object.assign(new Error(this.code), { code: this.code })
        await file.write(chunk, 0, chunk.length, at)
        this.written += chunk.length
        await this.after(at + chunk.length)
      },
      sync: async (file) => {
        this.synced++
        await file.sync()
      },
    }
  }
}

let people = 0
/** One more application of an invented person, and the batch with it. */
export async function makeBatch(desk: TestDesk) {
  const serial = people++
  const birthDate = `${1950 + (serial % 40)}-03-15`
  const person = {
    iin: iinOf(birthDate, 'female', serial),
    birthDate,
    lastName: 'Сейтжанова' + 'абвгд'[serial % 5]!,
  }
  await accept(desk, readyDraft({ person, similarSeen: true }))
  return desk.do('exchange.make', {})
}

/** A desk whose disks can fail. */
export async function deliveryDesk(drives: () => string[] = () => [], more: object = {}) {
  const disk = new FaultyDisk()
  const desk = await openSetUpDesk({ ports: { delivery: disk.parts(drives), ...more } })
  return { desk, disk }
}

export const folderTarget = (folder: string, name = 'Желідегі бума'): TargetFields => ({
  kind: 'folder',
  name,
  path: folder,
})

/** A desk with a folder to deliver to. */
export async function folderDesk() {
  const { desk, disk } = await deliveryDesk()
  const folder = temporaryFolder()
  const target = await desk.do('target.save', { fields: folderTarget(folder) })
  return { desk, disk, folder, target }
}

export const filesIn = (folder: string) => readdirSync(folder).sort()
export const bytesOf = (...place: string[]) => readFileSync(path.join(...place))
/** The batch as it lies on this PC. */
export const ownBatch = (desk: TestDesk, name: string) => bytesOf(desk.folder, 'batches', name)
export const only = async (desk: TestDesk) => (await desk.do('target.list', {})).targets[0]!
