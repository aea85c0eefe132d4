/** What a page inside Electron may do. Pure functions, tested as tables; `index.ts` and `window.ts` wire them. */

export const scheme = 'qabyldau'
/** The one origin of the desk's pages; served by `scheme.ts` from the program itself. */
export const origin = scheme + '://desk'
export const startPage = origin + '/'

function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

/** Whether an address is the desk's own, by its parts: a prefix would admit `qabyldau://desk.evil/`. */
export function isOwn(address: string): boolean {
  const url = parse(address)
  return (
    url !== null && url.protocol === scheme + ':' && url.host === 'desk' && !url.username && !url.password
  )
}

/** Navigation and redirects, of the window and of frames: the desk's own pages only. */
export const allowNavigation = (address: string): boolean => isOwn(address)

/** New windows: never. Addresses of the allowlist go to the user's browser instead. */
export const allowWindowOpen = (): boolean => false

/** Camera, notifications, clipboard reading, ...: the desk needs none of them. */
export const allowPermission = (): boolean => false

/** `<webview>`: never. */
export const allowWebview = (): boolean => false

/** State sites that the screens name; exact hosts, https only. */
const outside = new Set([
  'https://egov.kz',
  'https://www.enbek.kz',
  'https://enbek.kz',
  'https://adilet.zan.kz',
])

/** Whether an address may be handed to the user's own browser. */
export function allowExternal(address: string): boolean {
  const url = parse(address)
  return url !== null && outside.has(url.origin) && !url.username && !url.password
}

/** Just enough of Electron's frame to judge it. */
export interface Frame {
  url: string
  parent: unknown
}

/** Calls come from the top frame of a page of ours. The frame is null when it has gone meanwhile. */
export function allowSender(frame: Frame | null | undefined): boolean {
  return frame != null && frame.parent === null && isOwn(frame.url)
}
