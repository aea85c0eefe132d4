/** The switches that are burnt into the installed program. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const text = readFileSync(path.resolve(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')

/** The plain `key: value` lines under one heading; all that this file needs of YAML. */
function block(name: string): Record<string, string> {
  const lines = text.split('\n')
  const start = lines.indexOf(name + ':')
  const found: Record<string, string> = {}
  for (const line of lines.slice(start + 1)) {
    const pair = /^ {2}(\w+): (.+)$/.exec(line)
    if (!pair) break
    found[pair[1]!] = pair[2]!
  }
  return found
}

it('burns the fuses', () => {
  expect(block('electronFuses')).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    grantFileProtocolExtraPrivileges: 'false',
  })
})

it('packs into an archive, keeps native code outside it and updates from nowhere', () => {
  expect(text).toMatch(/^appId: kz\.qabyldau\.desk$/m)
  expect(text).toMatch(/^asar: true$/m)
  expect(text).toMatch(/^asarUnpack:\n {2}- node_modules\/sqlite3\/\*\*$/m)
  expect(text).toMatch(/^npmRebuild: false$/m)
  expect(text).toMatch(/^publish: null$/m)
})
