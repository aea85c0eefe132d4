/** The issued paper: what its code vouches for, how many copies the law asks, and being cancelled. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('documents', (t) => {
    // SHA-256 of the filled form before its code was put on it; without a code it is `sha256`.
    t.string('content_sha256').notNullable().defaultTo('')
    t.integer('copies').notNullable().defaultTo(1)
    t.string('cancelled_at')
    t.text('cancel_reason')
    t.index(['sha256'])
  })
  await db.raw('ALTER TABLE documents ADD COLUMN cancelled_by integer REFERENCES staff (id)')
  await db('documents').update({ content_sha256: db.ref('sha256') })
}
