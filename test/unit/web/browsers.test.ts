import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../main/places'
import { environmentLanguage } from '../../../main/language'
import { browserPlaces, findBrowser, hasDisplay, windowArguments } from '../../../main/web/browsers'
import { readStartOptions } from '../../../main/web/start'

describe('browsers', () => {
  it('looks where each system keeps them', () => {
    expect(
      browserPlaces('win32', {
        ProgramFiles: 'C:\\Program Files',
        LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local',
      }),
    ).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(browserPlaces('darwin', { HOME: '/Users/a' })).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    )
    expect(browserPlaces('linux', { PATH: 'relative:/opt/bin' })).toContain('/opt/bin/chromium')
    expect(browserPlaces('linux', { PATH: 'relative:/opt/bin' }).every((file) => file.startsWith('/'))).toBe(
      true,
    )
  })

  it('takes the browser that is named, and none when that cannot be run', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-browser-'))
    const program = path.join(folder, 'browser')
    writeFileSync(program, '', { mode: 0o755 })
    expect(findBrowser({ QABYLDAU_BROWSER: program })).toBe(program)
    expect(findBrowser({ QABYLDAU_BROWSER: folder })).toBeUndefined()
    expect(findBrowser({ QABYLDAU_BROWSER: 'none', PATH: process.env['PATH'] })).toBeUndefined()
    rmSync(folder, { recursive: true })
  })

  it('drops the sandbox for root alone', () => {
    expect(windowArguments('http://127.0.0.1:1/', '/data/browser', false)).not.toContain('--no-sandbox')
    expect(windowArguments('http://127.0.0.1:1/', '/data/browser', true)).toContain('--no-sandbox')
    expect(windowArguments('http://127.0.0.1:1/', '/data/browser', false)).toEqual(
      expect.arrayContaining([
        '--app=http://127.0.0.1:1/',
        '--user-data-dir=/data/browser',
        '--disable-background-networking',
      ]),
    )
  })

  it.each<[NodeJS.Platform, Record<string, string>, boolean]>([
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['win32', {}, true],
    ['darwin', {}, true],
  ])('%s with %o shows windows: %s', (platform, environment, shows) =>
    expect(hasDisplay(platform, environment)).toBe(shows),
  )
})

describe('npm start', () => {
  const usual = { web: false, open: true, port: 0, data: undefined, help: false }
  it.each<[string[], object | null]>([
    [[], usual],
    [
      ['--web', '--no-open', '--port', '4173', '--data', 'd'],
      { ...usual, web: true, open: false, port: 4173, data: 'd' },
    ],
    [['-h'], { ...usual, help: true }],
    [['--port', 'x'], null],
    [['--port', '70000'], null],
    [['--port', '-1'], null],
    [['--data', ''], null],
    [['--data'], null],
    [['--host', '0.0.0.0'], null],
    [['extra'], null],
  ])('%j', (args, options) => expect(readStartOptions(args)).toEqual(options))

  it('takes the data folder asked for, then the variable, then the place of the system', () => {
    expect(dataFolder('/a', { QABYLDAU_DATA: '/b' })).toBe(path.resolve('/a'))
    expect(dataFolder(undefined, { QABYLDAU_DATA: '/b' })).toBe(path.resolve('/b'))
    expect(dataFolder(undefined, {})).toMatch(/Qabyldau/)
  })

  it.each([
    [{ QABYLDAU_LANG: 'kk', LANG: 'ru_RU.UTF-8' }, '', 'kk'],
    [{ LANG: 'kk_KZ.UTF-8' }, '', 'kk'],
    [{ LC_ALL: 'en_US.UTF-8', LANG: 'kk_KZ' }, '', 'en'],
    [{ LANG: 'C.UTF-8' }, '', 'ru'],
    [{}, 'kk-KZ', 'kk'],
    [{}, '', 'ru'],
    [{ LANG: 'de_DE.UTF-8' }, '', 'ru'],
  ])('language of %o (%s) is %s', (environment, system, language) =>
    expect(environmentLanguage(environment, system)).toBe(language),
  )
})
