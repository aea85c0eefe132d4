/** Corrections of what was recorded, and the format that each batch was made in. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What a record said before it was corrected; nothing is overwritten without a trace of it.
  await db.schema.createTable('corrections', (t) => {
    t.increments('id')
    t.string('entity').notNullable()
    t.integer('entity_id').notNullable()
    t.integer('person_id').references('persons.id').index()
    t.text('before').notNullable()
    t.text('after').notNullable()
    t.text('reason').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.index(['entity', 'entity_id'])
  })
  await db.schema.alterTable('batches', (t) => {
    t.integer('format').notNullable().defaultTo(2)
  })
  // Open duties are asked for at every change: former registrations must not be read for them.
  await db.raw('CREATE INDEX registrations_open ON registrations (kind) WHERE until IS NULL')
}
