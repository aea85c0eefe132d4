/** One run of the command line: arguments in, exit code out. */
import { CommanderError } from 'commander'
import { CodedError, type ErrorValue } from '../../shared/errors'
import type { Translator } from '../../shared/locale'
import { Refused, Usage, type Io } from './io'
import { buildProgram, translatorFor, usageText } from './program'

/** 0 done, 1 refused (code and sentence on stderr), 2 not understood. Never throws. */
export async function runCli(args: string[], io: Io): Promise<0 | 1 | 2> {
  const t = translatorFor(args, io)
  const program = buildProgram(t, io)
  const json = args.includes('--json')
  if (args.length === 0) {
    io.err(program.helpInformation())
    return 2
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof Usage) return usage(error.message, t, io)
    if (error instanceof CommanderError) {
      // `--help` and `--version` end by an exception too.
      if (error.exitCode === 0) return 0
      return usage(usageText(error, t), t, io)
    }
    if (error instanceof Refused || error instanceof CodedError)
      return refused(error.value, json && !(error instanceof Refused && error.told), t, io)
    const code = fileCode(error)
    if (code === undefined) io.err((error instanceof Error ? error.stack : String(error)) + '\n')
    return refused(code ?? { code: 'internal' }, json, t, io)
  }
}

function usage(text: string, t: Translator, io: Io): 2 {
  io.err(`${text}\n${t('cli.usage_see_help')}\n`)
  return 2
}

function refused(error: ErrorValue, json: boolean, t: Translator, io: Io): 1 {
  if (json) io.out(JSON.stringify({ ok: false, error }, null, 2) + '\n')
  io.err(`${error.code}: ${t.error(error)}\n`)
  for (const field of error.fields ?? []) io.err(`  ${field.path}: ${t.error(field)}\n`)
  return 1
}

/** Writing failed for a reason of the system: said as such, without a stack. */
function fileCode(error: unknown): ErrorValue | undefined {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOSPC':
      return { code: 'disk_full' }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EBUSY':
      return { code: 'file_write_failed', params: { file: (error as NodeJS.ErrnoException).path ?? '' } }
    default:
      return undefined
  }
}
