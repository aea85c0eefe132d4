/** Both parts are fresh before the first desk starts; says when one of the two shells cannot be tried. */
import { ensureBuilt } from '../../main/build.mjs'
import { electronProgram } from './fixtures'

export default async function setUp(): Promise<void> {
  await ensureBuilt()
  if (!electronProgram())
    process.stdout.write('Electron (or a display for it) is not here: the electron project is SKIPPED\n')
}
