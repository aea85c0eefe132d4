/** Files leave by the system's own "save as" dialog, which always opens in the user's documents. */
import path from 'node:path'
import { app, session } from 'electron'
import { safeFileName } from '../../shared/security'
import { isOwn } from './security'

export function serveDownloads(): void {
  session.defaultSession.on('will-download', (event, item) => {
    const address = item.getURL()
    if (!isOwn(address) && !address.startsWith('blob:qabyldau://desk/')) return event.preventDefault()
    item.setSaveDialogOptions({
      defaultPath: path.join(app.getPath('documents'), safeFileName(item.getFilename())),
    })
  })
}
