/** The way from job seeker to unemployed: what the central system answered, what the desk noted and printed. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What is known of a job seeker before the transition (R57-R64); one row per registration.
  await db.schema.createTable('status_notes', (t) => {
    t.integer('registration_id').primary().references('registrations.id')
    t.integer('version').notNullable()
    t.text('notes').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  await db.schema.createTable('status_files', (t) => {
    t.increments('id')
    t.string('sha256').notNullable().unique()
    t.string('name').notNullable()
    t.integer('applied').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  // A refusal may be followed by a registration; each answer of the central system stays.
  await db.schema.createTable('status_answers', (t) => {
    t.increments('id')
    t.integer('registration_id').notNullable().references('registrations.id').index()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.string('status').notNullable()
    t.text('grounds').notNullable()
    t.string('on').notNullable()
    t.text('source').notNullable()
    t.integer('file_id').references('status_files.id')
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  // Papers made because the person asked for them (R66, R67, R71), and the reminder of R68.
  await db.schema.createTable('status_papers', (t) => {
    t.increments('id')
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('registration_id').notNullable().references('registrations.id').index()
    t.string('kind').notNullable()
    t.string('asked_by').notNullable()
    t.string('on').notNullable()
    t.string('valid_until')
    t.integer('document_id').references('documents.id')
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
}
