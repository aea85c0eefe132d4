/**
 * Who may ask the web shell for what. Pure functions, tested as tables: the server only carries them out.
 *
 * The desk listens on 127.0.0.1, where any page in any browser and any program of any user of this PC can
 * knock. So: the exact Host (a foreign name that resolves to 127.0.0.1 is DNS rebinding), the exact Origin, a
 * secret in the first address, a cookie after it, and no CORS headers.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

export interface Request {
  method: string
  /** Path with query, as in the request line. */
  url: string
  headers: Record<string, string | string[] | undefined>
}

export type Route =
  | { to: 'enter'; token: string }
  | { to: 'call'; operation: string }
  | { to: 'events' }
  | { to: 'upload' }
  | { to: 'file'; token: string }
  | { to: 'page'; pathname: string }

export interface Refusal {
  status: 400 | 403 | 404 | 405 | 413 | 415
  /** For the log and the tests; the browser is told the status and one sentence. */
  reason:
    | 'host'
    | 'origin'
    | 'cross_site'
    | 'address'
    | 'method'
    | 'content_type'
    | 'too_large'
    | 'token'
    | 'no_client'
    | 'not_found'
    | 'json'
}

const refuse = (status: Refusal['status'], reason: Refusal['reason']) => ({ refusal: { status, reason } })

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)

/**
 * The route of a request, or why it is refused. `authority` is the only Host served, e.g. `127.0.0.1:4173`.
 * Whether the browser is known is checked afterwards (`clientNeeded`).
 */
export function decide(
  request: Request,
  authority: string,
): { route: Route; refusal?: undefined } | { refusal: Refusal } {
  const { method, headers } = request
  if (one(headers['host']) !== authority) return refuse(403, 'host')
  const origin = one(headers['origin'])
  if (origin !== undefined && origin !== 'http://' + authority) return refuse(403, 'origin')

  // An absolute or odd request target is nothing that a browser sends here.
  if (!request.url.startsWith('/') || request.url.startsWith('//')) return refuse(400, 'address')
  let url: URL
  try {
    url = new URL(request.url, 'http://' + authority)
  } catch {
    return refuse(400, 'address')
  }

  const site = one(headers['sec-fetch-site'])
  // Typed or opened from outside: that is how the first address comes in. Anything else must be ours.
  const entering = url.pathname === '/' && url.searchParams.has('token')
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !entering)
    return refuse(403, 'cross_site')

  const reading = method === 'GET' || method === 'HEAD'
  if (!reading) {
    if (method !== 'POST') return refuse(405, 'method')
    // Browsers send Origin with every POST; what comes without it is no page of ours.
    if (origin === undefined) return refuse(403, 'origin')
  }

  const [, first = '', second = '', ...more] = url.pathname.split('/')
  if (first === 'api') {
    if (reading) return refuse(405, 'method')
    if (more.length || !/^[a-zA-Z]+\.[a-zA-Z]+$/.test(second)) return refuse(404, 'not_found')
    if (!/^application\/json(;\s*charset=utf-8)?$/i.test(one(headers['content-type']) ?? ''))
      return refuse(415, 'content_type')
    return { route: { to: 'call', operation: second } }
  }
  if (first === 'files' && second === '' && !more.length) {
    return reading ? refuse(405, 'method') : { route: { to: 'upload' } }
  }
  if (!reading) return refuse(405, 'method')
  if (first === 'files') {
    if (more.length || !/^[\w-]{1,100}$/.test(second)) return refuse(404, 'not_found')
    return { route: { to: 'file', token: second } }
  }
  if (first === 'events') return second === '' ? { route: { to: 'events' } } : refuse(404, 'not_found')
  if (entering) return { route: { to: 'enter', token: url.searchParams.get('token') ?? '' } }
  return { route: { to: 'page', pathname: url.pathname } }
}

/** Everything but the first address belongs to a browser that has come in by it. */
export const clientNeeded = (route: Route) => route.to !== 'enter'

/** Whether the announced length fits; a missing one is measured while reading. */
export function lengthFits(header: string | undefined, limit: number): boolean {
  return header === undefined || (/^\d{1,15}$/.test(header) && Number(header) <= limit)
}

const digest = (text: string) => createHash('sha256').update(text).digest()
/** Compare secrets in a time that says nothing about them. */
export const sameSecret = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

/** Cookies are shared between the ports of a host, so the name carries the port. */
export const cookieName = (port: number) => 'qabyldau_' + port

export const setCookie = (port: number, secret: string) =>
  `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`

/** The secret this browser was given, if any. */
export function readCookie(header: string | undefined, port: number): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === cookieName(port) && value && /^[\w-]{20,100}$/.test(value)) return value
  }
  return undefined
}
