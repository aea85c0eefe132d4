/**
 * Indexes that hold the few rows they are for. Nearly every application has no paper number and nearly every paper
 * no day of cancelling; without statistics SQLite takes `IS NULL` on an index for a sharper question than the days of
 * a month, and read all applications for each figure of a report.
 */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  for (const [table, column] of [
    ['applications', 'paper_number'],
    ['documents', 'cancelled_at'],
  ]) {
    await db.raw(`DROP INDEX ${table}_${column}_index`)
    await db.raw(`CREATE INDEX ${table}_${column}_index ON ${table} (${column}) WHERE ${column} IS NOT NULL`)
  }
  // Results that wait to be handed over, among all papers that were ever made.
  await db.raw(
    'CREATE INDEX documents_not_handed_over ON documents (to_hand_over) ' +
      'WHERE handed_over_on IS NULL AND cancelled_at IS NULL',
  )
  // Which lines a queue ever had.
  await db.schema.alterTable('queue_tickets', (t) => {
    t.index(['group_id'])
  })
}
