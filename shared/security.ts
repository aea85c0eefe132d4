/**
 * What both shells say to the browser engine about the desk's pages and files. Pure functions: the web shell
 * sends them as HTTP headers, the Electron shell from its own scheme. Tested as tables in `test/unit/web`.
 */

export type Page = 'index' | 'paper' | 'display' | 'data'

/**
 * Content security policy, closed first and opened one by one.
 *
 * `index`: the screens; `nonce` admits the few style elements that the component library writes itself.
 * `paper`: the preview and print page, where docx-preview writes style elements of each paper's own; it may
 * stand in a frame of the desk. `display`: the screen of the hall, which no frame may hold. `data`: answers and files, which are never a page.
 */
export function contentSecurityPolicy(page: Page, nonce?: string): string {
  const always = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
  switch (page) {
    case 'index':
      return [
        ...always,
        "script-src 'self'",
        `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
      ].join('; ')
    case 'paper':
      return [
        ...always,
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-ancestors 'self'",
      ].join('; ')
    case 'display':
      return [
        ...always,
        "script-src 'self'",
        "style-src 'self'",
        'img-src data:',
        "font-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ].join('; ')
    case 'data':
      return [...always, "frame-ancestors 'none'", 'sandbox'].join('; ')
  }
}

/** All headers of one answer, lower case. Everything but the built assets is kept out of every cache. */
export function securityHeaders(
  page: Page,
  options: { nonce?: string; cacheable?: boolean } = {},
): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(page, options.nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    // Names of assets carry a hash of their content.
    'cache-control': options.cacheable ? 'private, max-age=31536000, immutable' : 'no-store',
  }
}

/** Tell the component library the nonce of this answer's policy. */
export function withNonce(html: string, nonce: string): string {
  return html.replace('<head>', `<head><meta name="csp-nonce" nonce="${nonce}">`)
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
}

const pages: Readonly<Record<string, Page>> = {
  'paper.html': 'paper',
  'index.html': 'index',
  'display.html': 'display',
}

/** A file of the built screens. `file` is relative to `dist/renderer`, with `/`. */
export interface StaticFile {
  file: string
  type: string
  page: Page
  cacheable: boolean
}

/**
 * Which built file answers a path, or null. A path of a screen (`/people/3`) is the first page; anything that
 * tries to leave the folder, or names a hidden file or a type that is not ours, is nothing at all.
 */
export function staticFile(pathname: string): StaticFile | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (!path.startsWith('/') || /[\\\0:%]/.test(path)) return null
  const parts = path.slice(1).split('/')
  if (parts.some((part, i) => part.startsWith('.') || (part === '' && i < parts.length - 1))) return null
  const last = parts[parts.length - 1] ?? ''
  const dot = last.lastIndexOf('.')
  if (dot === -1) {
    if (parts[0] === 'assets') return null
    return { file: 'index.html', type: types['html']!, page: 'index', cacheable: false }
  }
  const type = types[last.slice(dot + 1)]
  if (!type) return null
  const file = parts.join('/')
  const page = pages[file] ?? 'data'
  if (page === 'data' && last.endsWith('.html')) return null
  return { file, type, page, cacheable: parts[0] === 'assets' }
}

const fileTypes = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/pdf',
  'application/zip',
  'application/json',
])

/** Headers of a file from the shelf: always a download, never something that could run as a page. */
export function fileHeaders(file: {
  name: string
  type: string
  bytes: number
  mark?: string | undefined
}): Record<string, string> {
  return {
    ...securityHeaders('data'),
    'content-type': fileTypes.has(file.type) ? file.type : 'application/octet-stream',
    'content-length': String(file.bytes),
    'content-disposition': attachment(file.name),
    ...(file.mark && { [markHeader]: encodeURIComponent(file.mark) }),
  }
}

/** What the page that prints a paper writes into its margin. */
export const markHeader = 'x-paper-mark'

/** `content-disposition` with a name in any script (RFC 6266); control and path characters are dropped. */
export function attachment(name: string): string {
  const clean = safeFileName(name)
  const ascii = clean.replace(/[^\x20-\x7e]|["%]/g, '_')
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase(),
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** A name without folders, control characters or the characters that Windows refuses; at most 200 letters. */
export function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? ''
  const clean = [...last]
    .map((c) => (c < ' ' || c === '\x7f' || '<>:"|?*'.includes(c) ? '_' : c))
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 200)
  // A lone half of a surrogate pair (from cutting) cannot be written in a header.
  return clean.replace(/[\ud800-\udbff]$/, '') || 'file'
}

/** The name sent with an upload (`x-file-name`, percent-encoded); a bad encoding is taken literally. */
export function uploadedName(header: string | null | undefined): string {
  try {
    return safeFileName(decodeURIComponent(header ?? ''))
  } catch {
    return safeFileName(header ?? '')
  }
}

/** Largest JSON input of one call, in bytes. */
export const maxCallBytes = 1024 * 1024
/** Largest uploaded file, in bytes. */
export const maxUploadBytes = 64 * 1024 * 1024
