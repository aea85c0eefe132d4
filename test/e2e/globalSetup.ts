/**
 * Both parts are fresh before the first desk starts, and the invented centre is made once, in the browser, as a
 * newcomer makes it: each desk takes a copy. Says when one of the two shells cannot be tried.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type FullConfig } from '@playwright/test'
import { ensureBuilt } from '../../main/build.mjs'
import { demoFolder, electronProgram, WebShell } from './fixtures'
import { makeDemo } from './hands'

export default async function setUp(config: FullConfig): Promise<() => void> {
  await ensureBuilt()
  if (!electronProgram())
    process.stdout.write('Electron (or a display for it) is not here: the electron project is SKIPPED\n')
  const folder = mkdtempSync(path.join(tmpdir(), 'qabyldau-e2e-demo-'))
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions)
  try {
    const desk = new WebShell(folder, await browser.newPage())
    try {
      await desk.start()
      await makeDemo(desk.page)
    } finally {
      await desk.stop()
    }
  } finally {
    await browser.close()
  }
  process.env[demoFolder] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
