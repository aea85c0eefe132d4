import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { contract, type Operation, type OperationName } from '../../../shared/contract'
import type { Translator } from '../../../shared/locale'
import { safeFileName } from '../../../shared/security'
import { Refused, Usage, type Io } from '../io'
import { withDesk } from '../open'

/** `call --list`: every operation with its right and purpose. */
export function listOperations(json: boolean, io: Io): void {
  const rows = (Object.entries(contract) as [OperationName, Operation][]).map(([name, operation]) => ({
    name,
    kind: operation.kind,
    right: operation.right,
    about: operation.about,
    errors: operation.errors,
  }))
  if (json) return io.out(JSON.stringify(rows, null, 2) + '\n')
  const width = Math.max(...rows.map((row) => row.name.length))
  for (const row of rows)
    io.out(`${row.name.padEnd(width)}  ${row.kind.padEnd(7)}  ${row.right.padEnd(12)}  ${row.about}\n`)
}

export interface CallOptions {
  operation: string
  /** JSON text, `-` for standard input, undefined for an empty input. */
  input: string | undefined
  /** Id of the member of staff who calls; undefined calls as nobody. */
  staffId: number | undefined
  /** Folder for the file that the operation answers with. */
  out: string | undefined
  dataFolder: string
}

/** `call OPERATION [JSON|-]`: any operation of the contract, in the name of a member of staff. */
export async function callOperation(options: CallOptions, t: Translator, io: Io): Promise<void> {
  const { operation, staffId, out } = options
  if (!Object.hasOwn(contract, operation))
    throw new Refused({ code: 'operation_unknown', params: { name: operation.slice(0, 100) } })
  const text = options.input === '-' ? await io.stdin() : (options.input ?? '{}')
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    throw new Usage(t('cli.usage_json'))
  }
  let password: string | undefined
  if (staffId !== undefined) {
    password = io.environment['QABYLDAU_PASSWORD'] ?? (await io.password(t('cli.call_password')))
    if (password === undefined) throw new Usage(t('cli.usage_password'))
  }
  await withDesk(options.dataFolder, 'cli', async ({ app, client, call }) => {
    if (staffId !== undefined && password !== undefined) await call('session.signIn', { staffId, password })
    const result = await app.call(operation, input, client)
    if (!result.ok) throw new Refused(result.error)
    const { value } = result
    io.out(JSON.stringify(value, null, 2) + '\n')
    const token = (value as { token?: unknown } | null)?.token
    if (out && typeof token === 'string') {
      const file = app.files.get(token, client)
      if (!file) throw new Refused({ code: 'file_unknown' })
      await mkdir(out, { recursive: true })
      await writeFileAtomic(path.join(out, safeFileName(file.name)), Buffer.from(file.bytes))
    }
  })
}
