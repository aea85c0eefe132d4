/** The browsers of this PC: the window of the web shell, and the headless printer of papers. */
import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

type Environment = Record<string, string | undefined>

/**
 * Where Chrome, Edge and Chromium stand on this system, the likeliest first. Pure, so that every system can be
 * tested on any.
 */
export function browserPlaces(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'win32') {
    const { win32 } = path
    const programs = [
      environment['ProgramFiles'],
      environment['ProgramFiles(x86)'],
      environment['LOCALAPPDATA'],
    ].filter((folder) => folder !== undefined)
    return [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
    ].flatMap((parts) => programs.map((folder) => win32.join(folder, ...parts)))
  }
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Microsoft Edge', 'Chromium']
    const folders = ['/Applications', ...(environment['HOME'] ? [environment['HOME'] + '/Applications'] : [])]
    return names.flatMap((name) => folders.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`))
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
  ]
  const folders = [
    ...(environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ]
  return [
    ...names.flatMap((name) => [...new Set(folders)].map((folder) => path.posix.join(folder, name))),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ]
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/**
 * An installed Chromium, Chrome or Edge, or undefined. `QABYLDAU_BROWSER` names one; when it names nothing that
 * can be run there is none, so that a mistyped path is noticed. `none` switches browsers off.
 */
export function findBrowser(environment: Environment = process.env): string | undefined {
  const named = environment['QABYLDAU_BROWSER']
  if (named) return isProgram(named) ? named : undefined
  return browserPlaces(process.platform, environment).find(isProgram)
}

/** Whether a window can be shown at all. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
): boolean {
  return platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** Arguments of a window of its own: no tabs, no address bar, a profile of its own, nothing sent anywhere. */
export function windowArguments(url: string, profileFolder: string, root: boolean): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-extensions',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
    '--password-store=basic',
    '--window-size=1366,768',
    // Chromium refuses to start for root with its sandbox; nobody else loses it.
    ...(root ? ['--no-sandbox'] : []),
  ]
}

/**
 * Open the desk in a window of an installed browser; undefined when there is no browser or no display. The
 * profile lies in the data folder, so that the user's own browser and its extensions have no part in it.
 */
export function openWindow(url: string, profileFolder: string): ChildProcess | undefined {
  const browser = findBrowser()
  if (!browser || !hasDisplay()) return undefined
  mkdirSync(profileFolder, { recursive: true })
  return spawn(browser, windowArguments(url, profileFolder, process.getuid?.() === 0), { stdio: 'ignore' })
}
