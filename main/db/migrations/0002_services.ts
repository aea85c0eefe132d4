/** Every service of the catalogue, not only one: what was chosen, archive entries, papers that were not taken. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('applications', (t) => {
    // Place, case, measure, recipient, term and conditions, as they were told at the counter.
    t.text('choice').notNullable().defaultTo('{}')
    // The number on paper of an archive entry; empty without one, null for an ordinary application.
    t.string('paper_number').index()
    // Why the papers were not taken; null for whatever was registered.
    t.text('intake_refusal')
  })
  await db.schema.alterTable('decisions', (t) => {
    t.string('result_kind')
  })
}
