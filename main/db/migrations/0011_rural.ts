/** The assistant in a village and what the centre takes over from one (Order No 214, paras 14 to 20, R34 to R44). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // R34: district and akim in whose office an assistant works; null for everybody else.
  await db.schema.alterTable('staff', (t) => {
    t.text('rural')
  })

  // What an assistant sent: the content and the list as they were, so that both can be made again byte for byte.
  await db.schema.createTable('rural_transfers', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('year').notNullable()
    t.integer('number').notNullable()
    t.text('place').notNullable()
    t.string('sent_on').notNullable()
    t.string('language').notNullable()
    t.text('content').notNullable()
    t.string('sha256').notNullable()
    t.binary('paper').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.string('at').notNullable()
    t.unique(['year', 'number'])
  })

  await db.schema.createTable('rural_cases', (t) => {
    t.string('id').primary()
    t.integer('version').notNullable()
    t.integer('revision').notNullable()
    // Where the assistant sat when the case began: she may serve another district later.
    t.text('place').notNullable()
    t.text('draft').notNullable()
    t.text('facts').notNullable()
    t.integer('person_id').references('persons.id').index()
    t.string('begun_on').notNullable()
    t.string('checked_on')
    t.text('check')
    t.integer('transfer_id').references('rural_transfers.id').index()
    t.text('answer')
    t.text('told')
    t.text('closed')
    // Nothing is to be done any more: told, refused by the centre, or put aside.
    t.boolean('done').notNullable().defaultTo(false).index()
    t.integer('staff_id').notNullable().references('staff.id')
    t.string('created_at').notNullable()
    t.string('saved_at').notNullable()
  })

  // The other side: a transfer that the centre took in, and what became of each of its cases.
  await db.schema.createTable('rural_receipts', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.string('sha256').notNullable()
    t.text('head').notNullable()
    t.string('file_name').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })

  await db.schema.createTable('rural_arrivals', (t) => {
    t.increments('id')
    t.integer('receipt_id').notNullable().references('rural_receipts.id').index()
    // The case of the assistant, and the application that was registered from it.
    t.string('case_id').notNullable().unique()
    t.integer('application_id').references('applications.id').unique()
    t.string('received_on').notNullable()
    t.text('case').notNullable()
    t.text('informed')
    t.integer('version').notNullable()
  })
}
