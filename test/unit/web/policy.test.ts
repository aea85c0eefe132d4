import { describe, expect, it } from 'vitest'
import { decide, lengthFits, readCookie, sameSecret, setCookie } from '../../../main/web/policy'
import {
  attachment,
  contentSecurityPolicy,
  fileHeaders,
  safeFileName,
  securityHeaders,
  staticFile,
  uploadedName,
  withNonce,
} from '../../../shared/security'

const authority = '127.0.0.1:4173'
const own = 'http://' + authority
const json = 'application/json'

type Headers = Record<string, string>

describe('web shell: who may ask for what', () => {
  it.each<[string, string, Headers, string]>([
    // the address and the secret
    ['GET', '/?token=abc', {}, 'enter'],
    ['GET', '/?token=abc', { 'sec-fetch-site': 'cross-site' }, 'enter'],
    ['GET', '/', {}, 'page'],
    ['GET', '/people/3', { 'sec-fetch-site': 'same-origin' }, 'page'],
    ['HEAD', '/', { 'sec-fetch-site': 'none' }, 'page'],
    ['GET', '/paper.html?token=abc', {}, 'page'],
    // operations, files, events
    ['POST', '/api/app.status', { origin: own, 'content-type': json }, 'call'],
    ['POST', '/api/app.status', { origin: own, 'content-type': json + '; charset=utf-8' }, 'call'],
    ['POST', '/files', { origin: own }, 'upload'],
    ['GET', '/files/abc-_1', {}, 'file'],
    ['GET', '/events', { 'sec-fetch-site': 'same-origin' }, 'events'],
    // DNS rebinding: a foreign name that resolves to this PC
    ['GET', '/', { host: 'evil.example:4173' }, '403 host'],
    ['GET', '/?token=abc', { host: 'localhost:4173' }, '403 host'],
    ['GET', '/', { host: '127.0.0.1:4174' }, '403 host'],
    ['GET', '/', { host: '127.0.0.1' }, '403 host'],
    ['GET', '/', { host: '127.0.0.1:4173.evil.example' }, '403 host'],
    ['GET', '/', { host: '' }, '403 host'],
    // pages of other origins
    ['POST', '/api/app.status', { origin: 'http://evil.example', 'content-type': json }, '403 origin'],
    ['POST', '/api/app.status', { origin: 'null', 'content-type': json }, '403 origin'],
    ['POST', '/api/app.status', { origin: 'https://' + authority, 'content-type': json }, '403 origin'],
    ['POST', '/api/app.status', { origin: own + '.evil.example', 'content-type': json }, '403 origin'],
    ['POST', '/api/app.status', { origin: 'http://127.0.0.1:4174', 'content-type': json }, '403 origin'],
    ['POST', '/api/app.status', { 'content-type': json }, '403 origin'],
    ['POST', '/files', {}, '403 origin'],
    ['GET', '/events', { origin: 'http://evil.example' }, '403 origin'],
    ['GET', '/events', { 'sec-fetch-site': 'cross-site' }, '403 cross_site'],
    ['GET', '/files/abc', { 'sec-fetch-site': 'same-site' }, '403 cross_site'],
    ['GET', '/people/3', { 'sec-fetch-site': 'cross-site' }, '403 cross_site'],
    // methods and types
    ['GET', '/api/app.status', {}, '405 method'],
    ['PUT', '/api/app.status', { origin: own }, '405 method'],
    ['OPTIONS', '/api/app.status', {}, '405 method'],
    ['DELETE', '/files/abc', { origin: own }, '405 method'],
    ['POST', '/', { origin: own }, '405 method'],
    ['GET', '/files', {}, '405 method'],
    ['POST', '/api/app.status', { origin: own, 'content-type': 'text/plain' }, '415 content_type'],
    ['POST', '/api/app.status', { origin: own }, '415 content_type'],
    [
      'POST',
      '/api/app.status',
      { origin: own, 'content-type': json + '; charset=utf-16' },
      '415 content_type',
    ],
    // odd addresses
    ['GET', '//evil.example/', {}, '400 address'],
    ['GET', 'http://evil.example/', {}, '400 address'],
    ['GET', '*', {}, '400 address'],
    ['POST', '/api/app.status/more', { origin: own, 'content-type': json }, '404 not_found'],
    ['POST', '/api/__proto__', { origin: own, 'content-type': json }, '404 not_found'],
    ['POST', '/api/', { origin: own, 'content-type': json }, '404 not_found'],
    ['GET', '/files/a%2fb', {}, '404 not_found'],
    ['GET', '/files/a/b', {}, '404 not_found'],
  ])('%s %s %o -> %s', (method, url, headers, expected) => {
    const decided = decide({ method, url, headers: { host: authority, ...headers } }, authority)
    const told = decided.refusal ? `${decided.refusal.status} ${decided.refusal.reason}` : decided.route.to
    expect(told).toBe(expected)
  })

  it('keeps the cookie from scripts, other sites and other ports', () => {
    const cookie = setCookie(4173, 's'.repeat(43))
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Strict/)
    expect(cookie).not.toMatch(/Domain|Expires|Max-Age/i)
    expect(readCookie('a=1; ' + cookie, 4173)).toBe('s'.repeat(43))
    expect(readCookie(cookie, 4174)).toBeUndefined()
  })

  it.each([
    undefined,
    '',
    'qabyldau_4173',
    'qabyldau_4173=',
    'qabyldau_4173=short',
    'qabyldau_4173=' + '!'.repeat(43),
  ])('takes no secret from %s', (header) => expect(readCookie(header, 4173)).toBeUndefined())

  it('compares secrets of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    expect(sameSecret('abc', 'abcd')).toBe(false)
    expect(sameSecret('', 'abc')).toBe(false)
  })

  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['0', true],
    ['10', true],
    ['11', false],
    ['-1', false],
    ['1e1', false],
    ['9'.repeat(30), false],
  ])('announced length %s fits 10: %s', (header, fits) => expect(lengthFits(header, 10)).toBe(fits))
})

describe('pages and files, both shells', () => {
  it.each<[string, string | null]>([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/counter', 'index.html'],
    ['/people/3', 'index.html'],
    ['/paper.html', 'paper.html'],
    ['/display.html', 'display.html'],
    ['/assets/index-a1b2.js', 'assets/index-a1b2.js'],
    ['/assets/', null],
    ['/assets/none', null],
    ['/other.html', null],
    ['/assets/page.html', null],
    ['/../package.json', null],
    ['/..%2fpackage.json', null],
    ['/%2e%2e/package.json', null],
    ['/assets/..%5c..%5cpackage.json', null],
    ['/assets/%252e%252e/x.js', null],
    ['/c:/windows/win.js', null],
    ['/.env', null],
    ['/assets/.hidden.js', null],
    ['//evil.example/x.js', null],
    ['/a%00.js', null],
    ['/%ff.js', null],
    ['/register.sqlite', null],
    ['no-slash.js', null],
  ])('path %s is the file %s', (pathname, file) => expect(staticFile(pathname)?.file ?? null).toBe(file))

  it.each(['index', 'paper', 'display', 'data'] as const)('closes everything first on %s', (page) => {
    const policy = contentSecurityPolicy(page)
    expect(policy).toMatch(/^default-src 'none'; base-uri 'none'; form-action 'none'/)
    expect(policy).toContain('frame-ancestors')
    // Whatever is opened is opened to this origin: no scheme or host of the network, and no code from text.
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
  })

  it('lets only the paper page have styles of its own', () => {
    expect(contentSecurityPolicy('index', 'abc')).toContain("style-src 'self' 'nonce-abc';")
    expect(contentSecurityPolicy('index', 'abc')).not.toContain('unsafe-inline')
    expect(contentSecurityPolicy('paper')).toContain("style-src 'self' 'unsafe-inline'")
    expect(contentSecurityPolicy('index')).toContain("frame-ancestors 'none'")
    expect(contentSecurityPolicy('paper')).toContain("frame-ancestors 'self'")
  })

  it('keeps data out of caches and other origins', () => {
    expect(securityHeaders('data')).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(Object.keys(securityHeaders('data')).some((name) => name.startsWith('access-control'))).toBe(false)
    expect(withNonce('<html><head><title>', 'abc')).toBe(
      '<html><head><meta name="csp-nonce" nonce="abc"><title>',
    )
  })

  it('never serves a file of the shelf as a page', () => {
    const headers = fileHeaders({ name: 'x.html', type: 'text/html', bytes: 3 })
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it.each([
    [
      'Өтініш № 1.docx',
      `attachment; filename="______ _ 1.docx"; filename*=UTF-8''%D3%A8%D1%82%D1%96%D0%BD%D1%96%D1%88%20%E2%84%96%201.docx`,
    ],
    [
      'a"b\r\nSet-Cookie: x.pdf',
      `attachment; filename="a_b__Set-Cookie_ x.pdf"; filename*=UTF-8''a_b__Set-Cookie_%20x.pdf`,
    ],
    ["it's (1).zip", `attachment; filename="it's (1).zip"; filename*=UTF-8''it%27s%20%281%29.zip`],
  ])('names the download %j', (name, header) => expect(attachment(name)).toBe(header))

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\batch.zip', 'batch.zip'],
    ['...', 'file'],
    ['', 'file'],
    ['a\u0000b', 'a_b'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('file name %j becomes %j', (name, safe) => expect(safeFileName(name)).toBe(safe))

  it.each([
    [encodeURIComponent('пакет.zip'), 'пакет.zip'],
    ['%E0%A4%A', '%E0%A4%A'],
    [undefined, 'file'],
  ])('uploaded name %j is %j', (header, name) => expect(uploadedName(header)).toBe(name))
})
