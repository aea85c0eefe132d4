import { backUp } from '../../db/backup'
import { backupFolder } from '../../db/open'
import { audit } from '../context'
import type { HandlersOf } from '../handlers'

export const backupHandlers: HandlersOf<'backup'> = {
  async 'backup.make'(context) {
    const { fileName, bytes } = await backUp(context.db, backupFolder(context.ports.dataFolder), context.now)
    await context.write((inside) => audit(inside, 'backup', fileName, { bytes }))
    return { fileName, bytes, at: context.now.toISOString() }
  },
}
