/** `npm run qabyldau -- COMMAND`. */
import { terminal } from './io'
import { runCli } from './run'

// `qabyldau call --list | head`: the reader has enough, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await runCli(process.argv.slice(2), terminal)
