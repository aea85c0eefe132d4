/** R172: batches of the central system, every record in them and what became of it, and seeker categories (R21). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('central_batches', (t) => {
    t.increments('id')
    t.string('source').notNullable()
    t.integer('sequence').notNullable()
    t.string('sha256').notNullable().unique()
    t.string('previous')
    t.string('created_at').notNullable()
    t.string('file_name').notNullable()
    t.boolean('signed').notNullable()
    // Numbers that were missing when a person let this batch pass before them, as JSON.
    t.text('skipped').notNullable()
    t.string('taken_at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    // Null while records of it were never tried: the taking was interrupted.
    t.string('finished_at')
    t.unique(['source', 'sequence'])
  })
  await db.schema.createTable('central_rows', (t) => {
    t.increments('id')
    t.integer('batch_id').notNullable().references('central_batches.id')
    t.string('kind').notNullable()
    t.string('key').notNullable()
    t.integer('version').notNullable()
    // Whom or what it is about: records of one subject are taken together.
    t.string('subject').notNullable().index()
    t.string('day').notNullable()
    t.text('payload').notNullable()
    t.string('outcome').notNullable().index()
    // What it did or would do, field by field, and why it waits, as JSON.
    t.text('told').notNullable()
    t.string('decision')
    t.text('decision_reason').notNullable()
    t.integer('person_id').references('persons.id').index()
    // The fact of the register that it made or confirmed.
    t.string('entity')
    t.integer('entity_id')
    t.string('at')
    t.integer('staff_id').references('staff.id')
    t.unique(['batch_id', 'kind', 'key'])
    t.index(['kind', 'key'])
    t.index(['entity', 'entity_id'])
  })
  // Determined by AIS alone; a newer one supersedes, none is deleted.
  await db.schema.createTable('seeker_categories', (t) => {
    t.increments('id')
    t.integer('person_id').notNullable().references('persons.id').index()
    t.string('code').notNullable()
    t.text('name_kk').notNullable()
    t.text('name_ru').notNullable()
    t.string('on').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    // AIS corrected the record that it came by.
    t.string('superseded_at')
  })
}
