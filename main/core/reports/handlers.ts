import { createHash, randomUUID } from 'node:crypto'
import {
  Report,
  type KeptReport,
  type ReportDifference,
  type ReportFilter,
} from '../../../shared/contract/reports'
import { CodedError } from '../../../shared/errors'
import { actorOf, audit, staffName, type Context } from '../context'
import { mayDirect } from '../director/rights'
import type { HandlersOf } from '../handlers'
import { referralMeasures } from '../referrals/places'
import { listStaff } from '../staff/queries'
import { computeReport, listFigure, visibleTo } from './compute'
import { reportFile } from './files'

interface KeptRecord {
  id: number
  uid: string
  filter: string
  report: string
  sha256: string
  made_at: string
  made_by: number
}

const keptTable = ({ db }: Context) => db<KeptRecord>('reports')
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const toKept = async (context: Context, record: Omit<KeptRecord, 'uid' | 'report'>): Promise<KeptReport> => ({
  id: record.id,
  filter: JSON.parse(record.filter) as ReportFilter,
  asOf: record.made_at,
  madeBy: await staffName(context.db, record.made_by),
  sha256: record.sha256,
})

/** Kept reports on one clerk are for the director and that clerk. */
const mayRead = (context: Context, { clerkId }: ReportFilter): boolean =>
  clerkId === null || clerkId === context.staff?.id || mayDirect(context)

/**
 * A kept report. Records are corrected where they stand (a day of registration, a slip, a due day after the calendar
 * changed), so what the register knew at a past moment cannot be counted again from it; what can be kept is what it
 * said. So a made report keeps its figures and their hash, and names what today's register would say otherwise.
 *
 * @throws CodedError `not_found`, `right_missing`
 */
export async function openKept(context: Context, id: number) {
  const record = await keptTable(context).where({ id }).first()
  if (!record) throw new CodedError('not_found')
  const kept = await toKept(context, record)
  if (!mayRead(context, kept.filter)) throw new CodedError('right_missing', { right: 'direct' })
  return {
    kept,
    report: visibleTo(context, Report.parse(JSON.parse(record.report))),
    whole: hashOf(record.report) === record.sha256,
  }
}

function differencesOf(was: Report, now: Report): ReportDifference[] {
  const keyOf = ({ name, by, value }: Report['figures'][number]) => [name, by, value].join('\n')
  const before = new Map(was.figures.map((one) => [keyOf(one), one]))
  const after = new Map(now.figures.map((one) => [keyOf(one), one]))
  // What was not counted yet when it was made differs in nothing.
  const counted = new Set(was.figures.map(({ name }) => name))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)]
    if (fresh && !counted.has(fresh.name)) return []
    if ((old?.n ?? 0) === (fresh?.n ?? 0)) return []
    const { name, by, value, title } = (fresh ?? old)!
    return { name, by, value, title, was: old?.n ?? 0, now: fresh?.n ?? 0 }
  })
}

export const reportHandlers: HandlersOf<'report'> = {
  'report.get': (context, filter) => computeReport(context, filter),

  'report.list': (context, asked) => listFigure(context, asked),

  async 'report.choices'(context) {
    const { db, law } = context
    const codes = [...new Set(law.definitions.map(({ code }) => code))]
    const staff = (await listStaff(db, false)).filter(
      ({ id }) => mayDirect(context) || id === context.staff?.id,
    )
    const [oldest] = (await db('applications').whereNull('paper_number').min({ day: 'acceptance_date' })) as [
      { day: string | null },
    ]
    return {
      services: codes.map((code) => {
        const held = law.definitions.filter((one) => one.code === code)
        return {
          code,
          name: (held.find(({ state }) => state === 'in_force') ?? held[0]!).name,
          editions: held.map(({ edition }) => edition),
        }
      }),
      measures: [...referralMeasures(context)].map(([code, name]) => ({ code, name })),
      clerks: staff.map(({ id, fullName }) => ({ id, name: fullName })),
      first: oldest.day,
    }
  },

  async 'report.make'(context, filter) {
    // Everything is kept, also by clerk: who may see that is decided when it is read.
    const report = JSON.stringify(await computeReport({ ...context, staff: wholeReader(context) }, filter))
    if (!mayRead(context, filter)) throw new CodedError('right_missing', { right: 'direct' })
    const sha256 = hashOf(report)
    const [{ id }] = (await keptTable(context).insert(
      {
        uid: randomUUID(),
        filter: JSON.stringify(filter),
        report,
        sha256,
        made_at: context.now.toISOString(),
        made_by: actorOf(context).id,
      },
      ['id'],
    )) as [{ id: number }]
    await audit(context, 'report', id, { filter, sha256 })
    context.changes.add('reports')
    return toKept(context, (await keptTable(context).where({ id }).first())!)
  },

  async 'report.kept'(context, { limit }) {
    const records = await keptTable(context)
      .select('id', 'filter', 'sha256', 'made_at', 'made_by')
      .orderBy('id', 'desc')
    const mine = records.filter(({ filter }) => mayRead(context, JSON.parse(filter) as ReportFilter))
    return {
      reports: await Promise.all(mine.slice(0, limit).map((one) => toKept(context, one))),
      total: mine.length,
    }
  },

  async 'report.open'(context, { id }) {
    const { kept, report, whole } = await openKept(context, id)
    const now = await computeReport(context, kept.filter)
    return { kept, report, whole, differences: differencesOf(report, now) }
  },

  'report.file': (context, asked) => reportFile(context, asked),
}

/** Counts for whoever will read it later, whatever the one who makes it may see. */
const wholeReader = (context: Context) => ({ ...actorOf(context), roles: ['director' as const] })
