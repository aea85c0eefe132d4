import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { electronBinary, fetchElectron } from '../../../main/web/electron-binary'

let root: string
let data: string
const place = (file: string, text: string) => {
  const full = path.join(root, 'node_modules/electron', file)
  mkdirSync(path.dirname(full), { recursive: true })
  writeFileSync(full, text)
}
/** An installer that writes what Electron's writes, and counts its runs. */
const installer = (works: boolean) => `
  const fs = require('fs'), path = require('path')
  fs.appendFileSync(path.join(__dirname, 'runs'), 'x')
  if (!${works}) process.exit(1)
  fs.mkdirSync(path.join(__dirname, 'dist'), { recursive: true })
  fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '')
  fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron')`

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'qabyldau-binary-'))
  data = path.join(root, 'data')
  place('package.json', '{"version":"45.0.0"}')
})
afterEach(() => rmSync(root, { recursive: true }))
const runs = () => {
  const file = path.join(root, 'node_modules/electron/runs')
  return existsSync(file) ? readFileSync(file, 'utf8').length : 0
}

describe('Electron’s program', () => {
  it('counts only when its installer finished', () => {
    place('dist/electron', '')
    expect(electronBinary(root, {})).toBeUndefined()
    place('path.txt', 'electron')
    expect(electronBinary(root, {})).toBe(path.join(root, 'node_modules/electron/dist/electron'))
  })

  it('may stand elsewhere', () => {
    const elsewhere = path.join(root, 'elsewhere')
    mkdirSync(elsewhere)
    const program = path.join(elsewhere, process.platform === 'win32' ? 'electron.exe' : 'electron')
    writeFileSync(program, '')
    expect(electronBinary(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBe(program)
  })

  it('is fetched where it can be', async () => {
    place('install.js', installer(true))
    const say = vi.fn()
    expect(await fetchElectron(root, data, 20, say)).toBe(
      path.join(root, 'node_modules/electron/dist/electron'),
    )
    expect(say).toHaveBeenCalledOnce()
  })

  it('is tried once on a PC, and again for a new version', async () => {
    place('install.js', installer(false))
    const say = vi.fn()
    expect(await fetchElectron(root, data, 20, say)).toBeUndefined()
    expect(await fetchElectron(root, data, 20, say)).toBeUndefined()
    expect([runs(), say.mock.calls.length]).toEqual([1, 1])
    place('package.json', '{"version":"46.0.0"}')
    await fetchElectron(root, data, 20, say)
    expect(runs()).toBe(2)
  })

  it('keeps nobody waiting beyond the limit', async () => {
    place('install.js', 'setInterval(() => {}, 1000)')
    expect(await fetchElectron(root, data, 0.2, () => {})).toBeUndefined()
  })

  it('is not looked for where the package is not installed', async () => {
    rmSync(path.join(root, 'node_modules'), { recursive: true })
    const say = vi.fn()
    expect(await fetchElectron(root, data, 20, say)).toBeUndefined()
    expect(say).not.toHaveBeenCalled()
  })
})
