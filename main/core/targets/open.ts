import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { CodedError } from '../../../shared/errors'
import type { TargetFields } from '../../../shared/contract/targets'
import { findDrive } from './drives'
import { localFault, openFolder } from './local'
import type { DeliveryParts } from './parts'
import { openSftp } from './sftp'
import type { Store } from './store'

/**
 * Open a target, whatever its kind.
 *
 * @param secret asked for only where one is needed
 * @throws CodedError why it cannot be reached: `target_gone`, `stick_absent`, `sftp_*`, `secret_missing`
 */
export async function openTarget(
  fields: TargetFields,
  secret: () => Promise<string | undefined>,
  parts: DeliveryParts,
): Promise<Store> {
  switch (fields.kind) {
    case 'folder':
      return openFolder(fields.path, 'target_gone', parts)
    case 'removable': {
      const drive = await findDrive(await parts.drives(), fields.stick)
      if (drive === null) throw new CodedError('stick_absent', { name: fields.name })
      return openDrive(drive, fields.folder, parts)
    }
    case 'sftp':
      return openSftp(fields, fields.fingerprint === '' ? undefined : await secret(), parts)
  }
}

/** A folder on a drive that is plugged in; it is made where it is not there. */
export async function openDrive(drive: string, folder: string, parts: DeliveryParts): Promise<Store> {
  const place = path.join(drive, folder)
  if (folder !== '')
    await mkdir(place, { recursive: true }).catch((error: unknown) => {
      throw localFault(error, 'stick_pulled', drive)
    })
  return openFolder(place, 'stick_pulled', parts)
}
