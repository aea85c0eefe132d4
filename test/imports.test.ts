/** The arrows: shells and command line -> core -> db -> shared <- renderer. Every import of the tree is read. */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

type Import = { from: string; to: string; typeOnly: boolean }

/** Folder of the tree, or `npm:name`, or `node:name`. */
type Target = string

interface Rule {
  /** Folders of ours that may be imported. */
  folders: string[]
  /** npm packages; undefined allows any that is not named in `reserved`. */
  packages?: RegExp
  node: boolean | RegExp
}

const shared = ['shared']
/** One row for each folder of the tree; a file belongs to the longest row that begins its path. */
const arrows: Record<string, Rule> = {
  shared: { folders: shared, packages: /^(zod|intl-messageformat)$/, node: false },
  'main/db': {
    folders: [...shared, 'main/db'],
    packages: /^(knex|sqlite3|pg)$/,
    node: /^(?!https?$|http2$|child_process$)/,
  },
  'main/core': {
    folders: [...shared, 'main/db', 'main/core'],
    packages:
      /^(zod|fflate|yauzl|age-encryption|diff|docx-templates|qrcode|read-excel-file|ssh2-sftp-client|write-excel-file|write-file-atomic)$/,
    node: /^(?!https?$|http2$|net$|child_process$)/,
  },
  'main/electron': {
    folders: [...shared, 'main/core', 'main/electron', 'main'],
    packages: /^electron$/,
    node: true,
  },
  // Sandboxed: at run time it may load nothing but Electron's own module.
  'main/electron/preload.ts': { folders: ['main/electron'], packages: /^electron$/, node: false },
  'main/web': {
    folders: [...shared, 'main/core', 'main/web', 'main'],
    packages: /^playwright-core$/,
    node: true,
  },
  // The other side of the exchange: no desk, but the same formats.
  'main/receiver': {
    folders: [...shared, 'main/db', 'main/core', 'main/receiver'],
    packages: /^age-encryption$/,
    node: /^(?!https?$|http2$|net$|child_process$)/,
  },
  'main/cli': {
    folders: [...shared, 'main/core', 'main/receiver', 'main/cli', 'main', 'main/web'],
    packages: /^(commander|zod|write-file-atomic)$/,
    node: true,
  },
  // `start.ts`, `places.ts`, `language.ts`: what all shells have in common, and the entry.
  main: { folders: [...shared, 'main/core', 'main/web', 'main'], packages: /^env-paths$/, node: true },
  'main/vite.config.ts': { folders: [], packages: /^vite$/, node: true },
  renderer: {
    folders: [...shared, 'renderer'],
    packages: /^(?!electron|knex|sqlite3|playwright)/,
    node: false,
  },
  'renderer/vite.config.ts': { folders: [], packages: /^(vite|@vitejs\/plugin-react)$/, node: true },
  templates: { folders: [...shared, 'main/core', 'templates'], node: true },
}

function owner(file: string): string {
  const rows = Object.keys(arrows).filter((row) => file === row || file.startsWith(row + '/'))
  return rows.sort((a, b) => b.length - a.length)[0] ?? ''
}

function filesOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

/** Static and dynamic imports and re-exports of a file, read by the compiler's own parser. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined
      const named = clause?.namedBindings
      const everyNameIsType =
        clause !== undefined &&
        clause.name === undefined &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every((element) => element.isTypeOnly)
      const typeOnly =
        (ts.isExportDeclaration(node)
          ? node.isTypeOnly
          : clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) || everyNameIsType
      found.push({ from: file, to: node.moduleSpecifier.text, typeOnly })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteralLike(argument))
        found.push({ from: file, to: argument.text, typeOnly: false })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function target(from: string, to: string): Target {
  if (to.startsWith('.')) return path.posix.join(path.posix.dirname(from), to)
  if (to.startsWith('node:')) return to
  if (builtinModules.includes(to)) return 'node:' + to
  return (
    'npm:' +
    to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/')
  )
}

/** Why an import breaks the arrows, or null. */
export function fault({ from, to, typeOnly }: Import): string | null {
  const rule = arrows[owner(from)]
  if (!rule) return `${from}: no row for this folder`
  const found = target(from, to)
  const broken = `${from} imports ${to}`
  // A type disappears at build time: the preload may name shared types, the core the type of a transaction.
  if (typeOnly && (found === 'npm:knex' || owner(from) === 'main/electron/preload.ts')) return null
  if (found.startsWith('npm:')) {
    return rule.packages && !rule.packages.test(found.slice(4)) ? broken : null
  }
  if (found.startsWith('node:')) {
    const allowed = typeof rule.node === 'boolean' ? rule.node : rule.node.test(found.slice(5))
    return allowed ? null : broken
  }
  return rule.folders.includes(owner(found)) ? null : broken
}

describe('imports', () => {
  it('keep the arrows between the folders', () => {
    const all = ['main', 'renderer', 'shared', 'templates'].flatMap(filesOf).flatMap(importsOf)
    expect(all.length).toBeGreaterThan(20)
    expect(all.map(fault).filter((found) => found !== null)).toEqual([])
  })

  it.each<[string, string, boolean, boolean]>([
    ['main/core/app.ts', 'electron', false, false],
    ['main/core/app.ts', 'node:http', false, false],
    ['main/core/app.ts', '../web/server', false, false],
    ['main/core/app.ts', 'knex', false, false],
    ['main/core/app.ts', 'knex', true, true],
    ['main/core/app.ts', '../db/open', false, true],
    ['main/db/open.ts', '../core/app', false, false],
    ['main/db/open.ts', 'sqlite3', false, true],
    ['main/web/server.ts', '../electron/window', false, false],
    ['main/web/server.ts', '../db/open', false, false],
    ['main/cli/run.ts', 'electron', false, false],
    ['main/electron/preload.ts', '../../shared/errors', false, false],
    ['main/electron/preload.ts', '../../shared/errors', true, true],
    ['main/electron/preload.ts', 'node:fs', false, false],
    ['renderer/main.tsx', '../main/core/app', false, false],
    ['renderer/main.tsx', 'node:fs', false, false],
    ['renderer/main.tsx', '../shared/contract', false, true],
    ['shared/model.ts', 'node:crypto', false, false],
    ['shared/model.ts', 'react', false, false],
    ['shared/model.ts', '../main/core/app', true, false],
  ])('%s importing %s (type only: %s) is allowed: %s', (from, to, typeOnly, allowed) => {
    expect(fault({ from, to, typeOnly }) === null).toBe(allowed)
  })
})
