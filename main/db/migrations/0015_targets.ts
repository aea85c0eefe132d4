/** Where batches go, what was delivered, and the runs of the schedule. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('targets', (t) => {
    t.increments('id')
    t.integer('version').notNullable()
    t.string('kind').notNullable()
    t.string('name').notNullable()
    t.text('settings').notNullable()
    // Protected by the port of the shell; never the text itself.
    t.text('secret')
    t.boolean('active').notNullable()
    t.integer('from_sequence').notNullable()
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
    // The process that is delivering to it: two would spoil each other's file.
    t.string('busy_by')
    t.string('busy_at')
  })
  await db.schema.createTable('deliveries', (t) => {
    t.increments('id')
    t.integer('target_id').notNullable().references('targets.id')
    t.integer('sequence').notNullable().index()
    t.string('state').notNullable()
    t.string('file_name').notNullable()
    t.bigInteger('bytes').notNullable()
    t.bigInteger('total').notNullable()
    t.string('sha256')
    t.string('delivered_at')
    t.string('code')
    t.text('params')
    t.integer('attempts').notNullable()
    t.string('next_try_at')
    t.unique(['target_id', 'sequence'])
  })
  // Files of acknowledgement, each once by its hash.
  await db.schema.createTable('fetched_acks', (t) => {
    t.increments('id')
    t.integer('target_id').notNullable().references('targets.id')
    t.string('name').notNullable()
    t.bigInteger('bytes').notNullable()
    t.bigInteger('modified').notNullable()
    t.string('sha256').notNullable().index()
    t.string('fetched_at').notNullable()
    t.index(['target_id', 'name'])
  })
  await db.schema.createTable('scheduled_runs', (t) => {
    t.increments('id')
    // Whoever writes the row first has the run: several desks may be open on one register.
    t.string('slot').notNullable().unique()
    t.string('claim').notNullable()
    t.string('started_at').notNullable()
    t.string('finished_at')
    t.string('outcome').notNullable()
    t.integer('sequence')
    t.string('code')
    t.text('params')
    t.integer('attempts').notNullable()
    t.string('next_try_at')
  })
}
