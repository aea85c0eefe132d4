import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('..'),
  test: {
    globalSetup: [here('./globalSetup.ts')],
    // Papers are filled in a worker that starts cold, and the machines of CI are slow.
    // A server answers each statement through a socket.
    testTimeout: process.env['QABYLDAU_TEST_PG'] ? 90_000 : 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Half of the time goes to the disk and to the workers that fill papers: one fork for each core, not one less.
    maxWorkers: Math.max(2, availableParallelism()),
    env: { TZ: 'Asia/Almaty', QABYLDAU_LANG: 'ru' },
    projects: [
      {
        extends: true,
        // Loading the core takes seconds; these files keep nothing in its modules and mock nothing.
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          isolate: false,
          setupFiles: [here('./contract/setup.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'others',
          include: ['test/**/*.test.ts'],
          exclude: ['test/contract/**', 'test/e2e/**', 'node_modules/**', 'dist/**'],
        },
      },
    ],
  },
})
