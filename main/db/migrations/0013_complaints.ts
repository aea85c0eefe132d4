/** Register of complaints (R159 to R164). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('complaints', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.string('number').notNullable().unique()
    t.integer('person_id').references('persons.id').index()
    // Of somebody who is not in the register; empty where the person is.
    t.string('name').notNullable()
    t.integer('application_id').references('applications.id')
    t.string('service_code').notNullable()
    t.string('edition').notNullable()
    t.string('about').notNullable()
    // Null: went to court without one (R164).
    t.string('on')
    t.string('addressee')
    t.text('text').notNullable()
    // The last word was said: answered, or satisfied before it was sent on.
    t.boolean('closed').notNullable().index()
    t.string('entered_at').notNullable()
    t.integer('entered_by').notNullable().references('staff.id')
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
  })
  // What became of it: each step once, with its day and who recorded it. A correction keeps what was said before.
  await db.schema.createTable('complaint_events', (t) => {
    t.increments('id')
    t.integer('complaint_id').notNullable().references('complaints.id')
    t.string('kind').notNullable()
    t.string('on').notNullable()
    t.text('note').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    // When a correction took its place.
    t.string('superseded_at')
  })
  await db.raw(
    'CREATE UNIQUE INDEX complaint_events_step ON complaint_events (complaint_id, kind) WHERE superseded_at IS NULL',
  )
}
