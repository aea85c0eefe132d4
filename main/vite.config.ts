/**
 * How the desk's own program is built: `main` (the four entries, ES modules) and `preload` (one CommonJS file,
 * because Electron's sandbox loads nothing else). npm packages stay outside the bundle.
 */
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Everything that is neither a file of ours nor made by the bundler: npm packages and Node's own modules. */
const external = (id: string) => !id.startsWith('.') && !id.startsWith('\0') && !isAbsolute(id)

export default defineConfig(({ mode }): UserConfig => ({
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir: here('../dist/main'),
    emptyOutDir: mode === 'main',
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions:
      mode === 'preload'
        ? {
            input: { preload: here('./electron/preload.ts') },
            external,
            output: { format: 'cjs', entryFileNames: '[name].cjs' },
          }
        : {
            input: {
              start: here('./start.ts'),
              cli: here('./cli/index.ts'),
              electron: here('./electron/index.ts'),
              'paper-worker': here('./core/documents/worker.ts'),
            },
            external,
            output: {
              format: 'es',
              entryFileNames: '[name].js',
              chunkFileNames: 'chunks/[name]-[hash].js',
            },
          },
  },
}))
