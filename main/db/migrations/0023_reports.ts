/** Reports: the measure of an application in a column of its own, kept reports, days that reports are counted by. */
import type { Knex } from 'knex'

/** Applications read at once while their measures are taken out of the choice. */
const stride = 5000

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('applications', (t) => {
    t.string('measure').notNullable().defaultTo('')
  })
  for (let after = 0; ;) {
    const rows = (await db('applications')
      .where('id', '>', after)
      .orderBy('id')
      .limit(stride)
      .select('id', 'choice')) as { id: number; choice: string }[]
    const ids = new Map<string, number[]>()
    for (const { id, choice } of rows) {
      const { measure } = JSON.parse(choice) as { measure?: string }
      if (measure) ids.set(measure, [...(ids.get(measure) ?? []), id])
    }
    for (const [measure, own] of ids) await db('applications').whereIn('id', own).update({ measure })
    if (rows.length < stride) break
    after = rows.at(-1)!.id
  }

  await db.schema.createTable('reports', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    // The filter and the report as JSON, the bytes that the hash is of.
    t.text('filter').notNullable()
    t.text('report').notNullable()
    t.string('sha256').notNullable()
    t.string('made_at').notNullable()
    t.integer('made_by').notNullable().references('staff.id')
  })

  await db.schema.alterTable('decisions', (t) => {
    t.index(['decided_on'])
  })
  await db.schema.alterTable('deadlines', (t) => {
    t.index(['due'])
  })
  await db.schema.alterTable('documents', (t) => {
    t.index(['issued_at'])
    t.index(['cancelled_at'])
  })
  await db.schema.alterTable('referrals', (t) => {
    t.index(['issued_on'])
    t.index(['closed_on'])
  })
  await db.schema.alterTable('registrations', (t) => {
    t.index(['since'])
    t.index(['until', 'since'])
  })
  await db.schema.alterTable('offers', (t) => {
    t.index(['employer_answered_on'])
  })
  await db.schema.alterTable('deregistrations', (t) => {
    t.index(['deregistered_on'])
  })
  await db.schema.alterTable('plans', (t) => {
    t.index(['person_signed_on'])
  })
  await db.schema.alterTable('plan_visits', (t) => {
    t.index(['on'])
  })
  await db.schema.alterTable('plan_measures', (t) => {
    t.index(['marked_on'])
  })

  // The director's desk: who stands in for the director, and whose a piece of work became.
  await db.schema.createTable('acting_directors', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('staff_id').notNullable().references('staff.id').index()
    // First and last day, both whole.
    t.string('from_on').notNullable()
    t.string('until_on').notNullable()
    t.string('order_number').notNullable()
    t.string('order_on').notNullable()
    t.text('reason').notNullable()
    t.integer('named_by').notNullable().references('staff.id')
    t.string('named_at').notNullable()
    t.string('revoked_at')
    t.integer('revoked_by').references('staff.id')
    t.text('revoked_why').notNullable().defaultTo('')
    t.index(['until_on'])
  })
  await db.schema.createTable('work_assignments', (t) => {
    t.increments('id')
    t.string('work_id').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.text('note').notNullable()
    t.integer('assigned_by').notNullable().references('staff.id')
    t.string('at').notNullable()
    // Another assignment took its place; only the newest holds.
    t.string('superseded_at')
  })
  await db.raw(
    'CREATE UNIQUE INDEX work_assignments_held ON work_assignments (work_id) WHERE superseded_at IS NULL',
  )
}
