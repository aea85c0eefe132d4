import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { OutputOf } from '../../../shared/contract'
import { centralOutcomes, type CentralOutcome, type CentralRow } from '../../../shared/contract/central'
import type { ErrorCode } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { shownDay } from '../../../shared/rules/dates'
import { Refused, Usage, type Io } from '../io'
import { registerExists, withDesk } from '../open'

export interface TakeOptions {
  file: string
  dryRun: boolean
  /** Id of the member of staff who takes it. */
  staffId: number
  json: boolean
  dataFolder: string
}

/** Why a record waits, in words. */
function reasonOf(t: Translator, { reason }: CentralRow): string {
  if (!reason) return ''
  const key = 'central.reason_' + reason.code
  const why = t.has(key) ? t.any(key) : t.error({ ...reason, code: reason.code as ErrorCode })
  return reason.field ? t('central.at_field', { why, field: reason.field }) : why
}

function lineOf(t: Translator, row: CentralRow): string {
  const changes = row.changes.map(({ field, before, after }) =>
    t(t.local(before) === '' ? 'central.change_new' : 'central.change', {
      field: t.any('central.field_' + field),
      before: t.local(before),
      after: t.local(after) || t('central.nothing'),
    }),
  )
  const what = [t(`central.kind_${row.kind}`), row.key, shownDay(row.day), row.iinMasked]
  return [what.join(' '), ...changes, reasonOf(t, row)].filter(Boolean).join('; ')
}

type Told = Pick<OutputOf<'central.preview'>, 'batch' | 'rows'>

/** A batch as text: under each outcome its records, what changes and why something waits. */
function tell({ batch, rows }: Told, done: boolean, t: Translator, io: Io): void {
  if (batch)
    io.out(
      t('cli.take_head', {
        source: batch.source,
        sequence: String(batch.sequence),
        at: shownDay(batch.createdAt.slice(0, 10)),
      }) + '\n',
    )
  const word = (outcome: CentralOutcome) =>
    done && (outcome === 'new' || outcome === 'changed')
      ? t(`central.done_${outcome}`)
      : t(`central.outcome_${outcome}`)
  for (const outcome of centralOutcomes) {
    const fitting = rows.filter((row) => row.outcome === outcome)
    if (fitting.length === 0) continue
    io.out(`${word(outcome)}: ${fitting.length}\n`)
    // What is so already is only counted.
    if (outcome !== 'already' && outcome !== 'older')
      for (const row of fitting) io.out(`  ${lineOf(t, row)}\n`)
  }
}

/**
 * `take FILE`: take a batch of the central system in the name of a member of staff. Conflicts are left waiting for
 * somebody at a desk, and named.
 */
export async function takeBatch(options: TakeOptions, t: Translator, io: Io): Promise<void> {
  const { file, dryRun, staffId, json, dataFolder } = options
  if (!registerExists(dataFolder)) throw new Refused({ code: 'setup_missing' })
  const name = path.basename(file)
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch {
    throw new Refused({ code: 'file_unknown', params: { name } })
  }
  const password = io.environment['QABYLDAU_PASSWORD'] ?? (await io.password(t('cli.call_password')))
  if (password === undefined) throw new Usage(t('cli.usage_password'))
  await withDesk(dataFolder, 'cli', async ({ app, client, call }) => {
    await call('session.signIn', { staffId, password })
    const { token } = app.files.put({ name, type: 'application/zip', bytes }, client)
    if (dryRun) {
      const seen = await call('central.preview', { of: { token } })
      if (json) return io.out(JSON.stringify(seen, null, 2) + '\n')
      return tell(seen, false, t, io)
    }
    const taken = await call('central.apply', { of: { token } })
    if (json) return io.out(JSON.stringify(taken, null, 2) + '\n')
    tell(taken, true, t, io)
    const { applied, left } = taken
    io.out((applied === 0 && left === 0 ? t('cli.take_same') : t('cli.take_done', { applied, left })) + '\n')
  })
}
