/** Carry out `security.ts` for every page that Electron ever makes, not only for our window. */
import { app, session, shell, type WebContents } from 'electron'
import type { Ports } from '../core/ports'
import { allowExternal, allowNavigation, allowPermission, allowWebview, allowWindowOpen } from './security'

function guard(contents: WebContents, log: Ports['log']): void {
  const refuse = (what: string) => log('warn', 'electron.refused', { what })
  const navigation = (details: { url: string; preventDefault(): void }) => {
    if (allowNavigation(details.url)) return
    refuse('navigation')
    details.preventDefault()
  }
  contents.on('will-navigate', navigation)
  contents.on('will-frame-navigate', navigation)
  contents.on('will-redirect', navigation)
  contents.on('will-attach-webview', (event) => {
    if (!allowWebview()) event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (allowExternal(url)) void shell.openExternal(url)
    else refuse('window')
    return { action: allowWindowOpen() ? 'allow' : 'deny' }
  })
}

/** Before the first window. */
export function guardEverything(log: Ports['log']): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, log))
}

/** Once Electron is ready: permissions are asked of the session, by request and by check. */
export function guardSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(allowPermission()))
  defaultSession.setPermissionCheckHandler(() => allowPermission())
  defaultSession.setDevicePermissionHandler(() => allowPermission())
}
