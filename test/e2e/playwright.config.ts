/**
 * The same specs under both shells: `web` always, `electron` where its program and a display are found
 * (skipped aloud otherwise). Each test has a desk, a process and a data folder of its own.
 */
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { findBrowser } from '../../main/web/browsers'
import type { ShellOptions } from './fixtures'

const root = path.resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME']

export default defineConfig<ShellOptions>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(root, 'test-results/e2e'),
  globalSetup: './globalSetup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'ru-RU',
    timezoneId: 'Asia/Almaty',
    acceptDownloads: true,
    // What never comes ends its test within a minute, not at the limit of the longest one.
    actionTimeout: 30_000,
    // A third of the time goes into a trace: `npm run e2e -- --trace retain-on-failure` where a failure needs one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser(), args: asRoot ? ['--no-sandbox'] : [] },
  },
  projects: [
    { name: 'web', use: { shell: 'web' } },
    { name: 'electron', use: { shell: 'electron' } },
  ],
})
