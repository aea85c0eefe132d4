/** Papers are filled by a compiled worker, so `dist/main` must be there and fresh before the first test. */
import { ensureBuilt } from '../main/build.mjs'

export default async function setUp(): Promise<void> {
  try {
    await ensureBuilt(['main'])
  } catch (error) {
    // The tests of the rules need no build: let them speak, and those of the papers fail by themselves.
    process.stderr.write(`dist/main could not be built: ${error instanceof Error ? error.message : error}\n`)
  }
}
