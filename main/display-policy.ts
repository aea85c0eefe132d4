/**
 * Who may ask the listener of the display for what. Pure functions, tested as tables: `display.ts` carries them out.
 *
 * Unlike the desk it is heard in the network of the centre, so it has nothing that anybody could want: one page,
 * what that page is made of, and the public view. Reading only; no cookie, no body, no other address.
 */

export interface DisplayRequest {
  method: string
  /** As in the request line. */
  url: string
  headers: Record<string, string | string[] | undefined>
}

export type DisplayRoute = { to: 'page' } | { to: 'asset'; file: string } | { to: 'view' } | { to: 'events' }
export type DisplayRefusal = {
  status: 400 | 403 | 404 | 405
  reason: 'address' | 'cross_site' | 'not_found' | 'method' | 'body'
}

/** Longest address that is looked at. */
const longest = 200

/** The route of a request, or why it is refused. `assets`: names of the files that the page is made of. */
export function decideDisplay(
  { method, url, headers }: DisplayRequest,
  assets: ReadonlySet<string>,
): { route: DisplayRoute; refusal?: undefined } | { refusal: DisplayRefusal } {
  const refuse = (status: DisplayRefusal['status'], reason: DisplayRefusal['reason']) => ({
    refusal: { status, reason },
  })
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'method')
  if ((headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined)
    return refuse(400, 'body')
  // Exactly these addresses: nothing is decoded, nothing is joined to a folder.
  if (url.length > longest || !/^\/[\w./-]*$/u.test(url) || url.includes('..')) return refuse(400, 'address')
  // No page of elsewhere has any business here; typed addresses and programs send none or `none`.
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && url !== '/')
    return refuse(403, 'cross_site')
  if (url === '/') return { route: { to: 'page' } }
  if (url === '/view.json') return { route: { to: 'view' } }
  if (url === '/events') return { route: { to: 'events' } }
  const file = url.slice(1)
  return assets.has(file) ? { route: { to: 'asset', file } } : refuse(404, 'not_found')
}

/** Streams open at once, and of one address: a hall has a few screens. */
export const maxStreams = 24
export const maxStreamsOfOne = 4
/** Connections open at once. */
export const maxConnections = 96

/** Whether one more stream is admitted. */
export const admitsStream = (open: readonly string[], address: string): boolean =>
  open.length < maxStreams && open.filter((one) => one === address).length < maxStreamsOfOne

/** Names of built files that a text of the build names. */
export const assetsIn = (text: string): string[] =>
  [...text.matchAll(/(?:\/|\.\/|["'(])((?:assets\/)?[\w.-]+-[\w-]{6,}\.(?:js|css|woff2))/gu)].map(
    ([, name = '']) => (name.startsWith('assets/') ? name : 'assets/' + name),
  )
