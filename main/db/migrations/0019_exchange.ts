/** Batches with a state of their own, answers to every record, and the keys that vouch for both (R165 to R173). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('outbox', (t) => {
    // Last day on which the record may leave; null for records that waited before days were kept.
    t.string('due')
    // Why the receiver refused it, as JSON.
    t.text('reasons')
    t.integer('answer_id')
    t.index(['kind', 'key'])
    t.index(['batch', 'kind'])
  })

  await db.schema.alterTable('batches', (t) => {
    // `making` until the file is whole on disk.
    t.string('state').notNullable().defaultTo('made')
    // Who is making it, and until when others keep away (UTC).
    t.string('lease_by')
    t.string('lease_until')
    t.text('signature')
    // What the receiver said of the batch as a whole; null while it is silent.
    t.string('answer')
    t.text('answer_reason')
    t.integer('answer_id')
  })

  await db.schema.createTable('acknowledgements', (t) => {
    t.increments('id')
    // Identity and order that the receiver gave it.
    t.string('uid').notNullable().unique()
    t.integer('serial').notNullable()
    t.integer('batch').notNullable().references('batches.sequence').index()
    t.string('outcome').notNullable()
    t.integer('accepted').notNullable()
    t.integer('refused').notNullable()
    t.string('key').notNullable()
    t.string('sha256').notNullable()
    t.string('file_name').notNullable()
    t.string('made_at').notNullable()
    t.string('taken_at').notNullable()
    t.string('by').notNullable()
    // A newer answer to the same batch was there already.
    t.boolean('late').notNullable()
  })

  await db.schema.createTable('exchange_keys', (t) => {
    t.string('fingerprint').primary()
    t.text('public_key').notNullable()
    t.string('created_at').notNullable()
    t.string('by').notNullable()
  })
}
