/** Applications that came through egov.kz and enbek.kz (Order No 214, paras 24 to 37, R45 to R54). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('portal_files', (t) => {
    t.increments('id')
    t.string('sha256').notNullable().unique()
    t.string('name').notNullable()
    t.integer('applied').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  await db.schema.createTable('portal_cases', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.string('channel').notNullable()
    t.string('portal_number').notNullable()
    // Local date and time on the portal, `YYYY-MM-DDTHH:MM`.
    t.string('sent_at').notNullable()
    t.integer('application_id').notNullable().unique().references('applications.id')
    t.integer('person_id').notNullable().references('persons.id').index()
    // R51: the portal registered by itself; nothing is decided here.
    t.boolean('automatic').notNullable()
    // Everything as it came, whatever of it was taken over.
    t.text('told').notNullable()
    t.integer('file_id').references('portal_files.id')
    t.string('entered_at').notNullable()
    t.integer('entered_by').notNullable().references('staff.id')
    // One number of a portal is one case here, however often its file is read.
    t.unique(['channel', 'portal_number'])
  })
  // R49: the electronic result, one for each paper that tells of it; a paper made anew waits to be signed anew.
  await db.schema.createTable('portal_results', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.integer('application_id').notNullable().references('applications.id').index()
    t.integer('document_id').notNullable().unique().references('documents.id')
    t.string('signed_by')
    t.string('signer').notNullable()
    t.string('signed_on')
    t.string('sent_on').index()
    t.string('signed_at')
    t.string('sent_at')
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
  })
}
