import path from 'node:path'
import { CodedError, type FieldError } from '../../../shared/errors'
import type { TargetFields } from '../../../shared/contract/targets'
import { nextRun } from '../../../shared/rules/schedule'
import {
  actorOf,
  audit,
  clockOf,
  lastChange,
  readDesk,
  refuseStale,
  writeSetting,
  type Context,
} from '../context'
import { lastBatch } from '../exchange/outbox'
import type { HandlersOf } from '../handlers'
import { cancel, deliver } from './deliver'
import { freeBytes, labelDrive, readLabel } from './drives'
import { localFault } from './local'
import { openDrive, openTarget } from './open'
import {
  deliveriesTable,
  fieldsOf,
  partsOf,
  targetsTable,
  toDelivery,
  toTarget,
  type DeliveryRecord,
  type TargetRecord,
} from './queries'
import { lastRun, readSchedule, runDueSlot, scheduleKey, type KeptSchedule } from './schedule'
import { keepSecret, revealSecret } from './secrets'
import { readHostKey } from './sftp'
import { tryOut } from './store'

const inside = (folder: string, place: string) => {
  const way = path.relative(folder, place)
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way))
}

/** Trim what was typed and refuse what can never work, with its field. */
function checked(context: Context, fields: TargetFields): TargetFields {
  const faults: FieldError[] = []
  const clean = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]),
  ) as TargetFields
  if (clean.name === '') faults.push({ path: 'name', code: 'name_empty' })
  if (clean.kind === 'folder') {
    // A folder of our own data would hold what it delivers.
    if (!path.isAbsolute(clean.path) || inside(context.ports.dataFolder, path.resolve(clean.path)))
      faults.push({ path: 'path', code: 'target_path' })
  } else if (clean.kind === 'removable') {
    if (path.isAbsolute(clean.folder) || clean.folder.split(/[\\/]/u).includes('..'))
      faults.push({ path: 'folder', code: 'target_path' })
  } else {
    if (clean.folder === '') clean.folder = '.'
    for (const field of ['host', 'user'] as const)
      if (clean[field] === '') faults.push({ path: field, code: 'input_invalid' })
    if (clean.auth === 'key' && !path.isAbsolute(clean.keyFile))
      faults.push({ path: 'keyFile', code: 'target_path' })
  }
  if (faults.length > 0) throw new CodedError(faults[0]!.code, undefined, faults)
  return clean
}

async function targetOf(context: Context, id: number): Promise<TargetRecord> {
  const row = await targetsTable(context.db).where({ id }).first()
  if (!row) throw new CodedError('not_found')
  return row
}

/** Where it goes decides whose secret it is: another server never gets the password of the first. */
const sameServer = (a: TargetFields, b: TargetFields) =>
  a.kind === 'sftp' && b.kind === 'sftp' && a.host === b.host && a.port === b.port && a.user === b.user

/** A drive that a person chose is one that the system shows; no other folder is labelled. */
async function chosenDrive(context: Context, drive: string): Promise<string> {
  if (!(await partsOf(context).drives()).includes(drive))
    throw new CodedError('stick_absent', { name: drive }, [{ path: 'drive', code: 'stick_absent' }])
  return drive
}

const toTargetNow = async (context: Context, row: TargetRecord) =>
  toTarget(context, row, row.kind === 'removable' ? await partsOf(context).drives() : [])

export const targetHandlers: HandlersOf<'target'> = {
  async 'target.list'(context) {
    const { db } = context
    const rows = await targetsTable(db).orderBy('id')
    const drives = rows.some(({ kind }) => kind === 'removable') ? await partsOf(context).drives() : []
    return {
      targets: await Promise.all(rows.map((row) => toTarget(context, row, drives))),
      lastSequence: (await lastBatch(db))?.sequence ?? 0,
    }
  },

  async 'target.drives'(context) {
    const drives = await partsOf(context).drives()
    return Promise.all(
      drives.map(async (drive) => ({
        path: drive,
        stick: await readLabel(drive),
        free: await freeBytes(drive),
      })),
    )
  },

  async 'target.save'(context, { id, version, fields, active, secret, drive, earlier }) {
    const { ports } = context
    const clean = checked(context, fields)
    const before = id === null ? null : await targetOf(context, id)
    if (before && before.kind !== clean.kind)
      throw new CodedError('input_invalid', undefined, [{ path: 'kind', code: 'input_invalid' }])
    if (clean.kind === 'removable') {
      const known = before ? fieldsOf(before) : null
      clean.stick = known?.kind === 'removable' ? known.stick : ''
      if (drive !== null) {
        const place = await chosenDrive(context, drive)
        clean.stick = await labelDrive(place).catch((error: unknown) => {
          throw localFault(error, 'stick_pulled', place)
        })
      }
      if (clean.stick === '')
        throw new CodedError('stick_absent', { name: clean.name }, [{ path: 'drive', code: 'stick_absent' }])
    }
    if (clean.kind === 'sftp' && clean.fingerprint === '')
      throw new CodedError('sftp_key_unconfirmed', { host: clean.host, found: '' }, [
        { path: 'fingerprint', code: 'sftp_key_unconfirmed', params: { host: clean.host, found: '' } },
      ])
    const kept =
      clean.kind !== 'sftp'
        ? null
        : secret !== null
          ? secret === ''
            ? null
            : await keepSecret(ports, secret)
          : before && sameServer(fieldsOf(before), clean)
            ? before.secret
            : null
    const row = await context.write(async (inner) => {
      const { db, changes, now } = inner
      const { kind, name, ...settings } = clean
      const saved = {
        ...{ kind, name, active, secret: kept },
        settings: JSON.stringify(settings),
        updated_at: now.toISOString(),
        updated_by: actorOf(inner).id,
      }
      changes.add('targets').add('exchange')
      if (!before) {
        const from = earlier ? 1 : ((await lastBatch(db))?.sequence ?? 0) + 1
        const [made] = await targetsTable(db)
          .insert({ ...saved, version: 1, from_sequence: from })
          .returning('id')
        await audit(inner, 'target', made!.id, { after: { ...clean, active }, secret: kept !== null })
        return (await targetsTable(db).where({ id: made!.id }).first())!
      }
      const found = (await targetsTable(db).where({ id: before.id }).first())!
      refuseStale(found, version, await lastChange(inner, 'target', found.id))
      await targetsTable(db)
        .where({ id: found.id })
        .update({ ...saved, version: found.version + 1 })
      // What it failed at may be mended by this.
      await deliveriesTable(db)
        .where({ target_id: found.id, state: 'failed' })
        .update({ state: 'waiting', next_try_at: null })
      await audit(inner, 'target', found.id, {
        before: { ...fieldsOf(found), active: Boolean(found.active) },
        after: { ...clean, active },
        secret: secret !== null,
      })
      return (await targetsTable(db).where({ id: found.id }).first())!
    })
    return toTargetNow(context, row)
  },

  async 'target.test'(context, { id, fields, secret, drive }) {
    const clean = checked(context, { ...fields, name: fields.name.trim() || '-' })
    const parts = partsOf(context)
    const before = id === null ? null : await targetOf(context, id)
    if (clean.kind === 'sftp' && clean.fingerprint === '')
      return { tried: false, fingerprint: await readHostKey(clean), free: null }
    const own = before && sameServer(fieldsOf(before), clean) ? before.secret : null
    const reveal = () => (secret !== null ? Promise.resolve(secret) : revealSecret(context.ports, own))
    const store =
      clean.kind === 'removable' && drive !== null
        ? await openDrive(await chosenDrive(context, drive), clean.folder, parts)
        : await openTarget(clean, reveal, parts)
    try {
      await tryOut(store)
      return {
        tried: true,
        fingerprint: clean.kind === 'sftp' ? clean.fingerprint : null,
        free: await store.free(),
      }
    } finally {
      await store.close()
    }
  },

  'target.deliver': (context, { targetId, background }) => deliver(context, targetId, 'asked', background),

  async 'target.cancel'(context, { targetId }) {
    await targetOf(context, targetId)
    return { stopped: cancel(context, targetId) }
  },

  async 'target.deliveries'({ db }, { targetId, sequence, limit }) {
    const rows = (await deliveriesTable(db)
      .join('targets', 'targets.id', 'deliveries.target_id')
      .modify((query) => {
        if (targetId !== null) void query.where('deliveries.target_id', targetId)
        if (sequence !== null) void query.where('deliveries.sequence', sequence)
      })
      .orderBy([
        { column: 'deliveries.sequence', order: 'desc' },
        { column: 'deliveries.target_id', order: 'asc' },
      ])
      .limit(limit)
      .select('deliveries.*', 'targets.name as target_name')) as (DeliveryRecord & { target_name: string })[]
    return rows.map((row) => toDelivery(row, row.target_name))
  },
}

export const scheduleHandlers: HandlersOf<'schedule'> = {
  async 'schedule.get'(context) {
    const { since: _, ...schedule } = await readSchedule(context.db)
    const { timeZone } = await readDesk(context)
    const { calendar } = await clockOf(context)
    return {
      schedule,
      timeZone,
      next: nextRun(schedule, context.now, timeZone, calendar)?.at ?? null,
      last: await lastRun(context),
    }
  },

  async 'schedule.save'(context, { schedule }) {
    const times = [...new Set(schedule.times)].sort()
    if (schedule.on && times.length === 0)
      throw new CodedError('input_invalid', undefined, [{ path: 'times', code: 'input_invalid' }])
    const { since, ...before } = await readSchedule(context.db)
    const after = { ...schedule, times }
    const same = JSON.stringify(before) === JSON.stringify(after)
    const kept: KeptSchedule = { ...after, since: same && since ? since : context.now.toISOString() }
    await writeSetting(context.db, scheduleKey, kept)
    await audit(context, 'settings', 'schedule', { before, after })
    context.changes.add('targets').add('exchange')
    return after
  },

  async 'schedule.tick'(context, { background }) {
    const slot = await runDueSlot(context)
    const results = await deliver(context, null, slot === null ? 'due' : 'asked', background)
    return { slot, results }
  },
}
