/** The queue: tickets of a day, and who sits at which window (R9, R10, R155). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('queue_tickets', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    // Day of the centre, on which its numbers begin anew.
    t.string('day').notNullable()
    t.string('letter').notNullable()
    t.integer('number').notNullable()
    t.string('group_id').notNullable()
    // The name as it was then: groups are a setting.
    t.string('group_kk').notNullable()
    t.string('group_ru').notNullable()
    t.string('state').notNullable()
    t.boolean('priority').notNullable()
    t.string('priority_reason')
    t.integer('person_id').references('persons.id').index()
    t.integer('application_id').references('applications.id').index()
    t.string('issued_at').notNullable()
    t.integer('issued_by').references('staff.id')
    // Seconds of stretches that are over; the present one begins at the moment beside it.
    t.string('waiting_since').notNullable()
    t.integer('waited').notNullable()
    t.string('called_at')
    t.integer('calls').notNullable()
    t.string('serving_at')
    t.integer('served').notNullable()
    t.string('ended_at')
    // Minutes; kept, so that a report of a past period gives the same figures later.
    t.integer('waiting_limit').notNullable()
    t.integer('serving_limit')
    t.string('window')
    t.integer('clerk_id').references('staff.id')
    t.string('target_window')
    // Closed by the turn of the day: when it really ended is not known.
    t.boolean('by_day_end').notNullable()
    t.string('updated_at').notNullable()
    t.integer('updated_by').references('staff.id')
    t.unique(['day', 'letter', 'number'])
    t.index(['day', 'state'])
    t.index(['state', 'day'])
  })
  await db.schema.createTable('queue_windows', (t) => {
    t.increments('id')
    t.string('day').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.string('window').notNullable()
    t.text('groups').notNullable()
    // False: left, or taken over by a colleague.
    t.boolean('open').notNullable()
    t.string('updated_at').notNullable()
    t.unique(['day', 'staff_id'])
  })
}
