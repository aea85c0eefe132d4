/** Classifiers of places, occupations and activities, and the codes that were chosen from them beside their texts. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('classifier_files', (t) => {
    t.increments('id')
    t.string('sha256').notNullable().unique()
    t.string('name').notNullable()
    t.integer('applied').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  await db.schema.createTable('classifier_entries', (t) => {
    t.increments('id')
    t.string('kind').notNullable()
    t.string('code').notNullable()
    // Code of the entry that it belongs to; the entry itself changes while its code stays.
    t.string('parent')
    t.text('name_kk').notNullable()
    t.text('name_ru').notNullable()
    // What the name alone, and the name with all above it, is found by.
    t.text('words').notNullable()
    t.text('path_words').notNullable()
    t.integer('rank').notNullable()
    t.string('edition').notNullable()
    t.string('valid_from').notNullable()
    // The day from which it is in force no longer; null: in force.
    t.string('ended_on')
    t.integer('file_id').notNullable().references('classifier_files.id')
    t.index(['kind', 'rank'])
  })
  await db.raw(
    'CREATE UNIQUE INDEX classifier_entries_current ON classifier_entries (kind, code) WHERE ended_on IS NULL',
  )
  await db.schema.alterTable('persons', (t) => {
    t.string('address_code').notNullable().defaultTo('')
    t.string('labour_activity_code').notNullable().defaultTo('')
  })
  await db.schema.alterTable('vacancies', (t) => {
    t.string('profession_code').notNullable().defaultTo('')
  })
  await db.schema.alterTable('organisations', (t) => {
    t.text('activity').notNullable().defaultTo('')
    t.string('activity_code').notNullable().defaultTo('')
  })
}
