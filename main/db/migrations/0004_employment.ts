/** Organisations that the centre works with, and registrations that arise in the central system too. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('organisations', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.text('kinds').notNullable()
    t.string('bin')
    t.string('name_kk').notNullable()
    t.string('name_ru').notNullable()
    t.text('legal_address').notNullable()
    t.text('address').notNullable()
    t.string('phone').notNullable()
    t.string('email').notNullable()
    t.string('contact').notNullable()
    t.text('note').notNullable()
    t.text('folded').notNullable().index()
    t.boolean('active').notNullable()
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
  })
  await db.raw('CREATE UNIQUE INDEX organisations_bin ON organisations (bin) WHERE bin IS NOT NULL')
  await db.schema.alterTable('registrations', (t) => {
    // Where the entry comes from: decided here, or taken over from the central system (R56, R93).
    t.string('source').notNullable().defaultTo('centre')
    // Who entered the end, and when.
    t.string('ended_at')
    t.integer('ended_by').references('staff.id')
  })
}
