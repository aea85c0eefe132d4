/** Individual employment plans, their measures and their visits. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('plans', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('registration_id').notNullable().references('registrations.id')
    t.string('state').notNullable().index()
    t.text('goal').notNullable()
    t.text('education').notNullable()
    t.text('speciality').notNullable()
    t.string('valid_until')
    t.string('specialist_phone').notNullable()
    t.string('specialist_email').notNullable()
    t.string('signed_at')
    t.string('person_signed_on')
    t.string('employee_signed_on')
    t.string('copy_given_on')
    t.string('superseded_on')
    t.integer('document_id').references('documents.id')
    // Whoever signed it, or drew it up last.
    t.integer('employee_id').notNullable().references('staff.id')
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
  })
  // One draft and one plan in force for a registration, whatever two desks do at once.
  for (const state of ['draft', 'signed'])
    await db.raw(`CREATE UNIQUE INDEX plans_${state} ON plans (registration_id) WHERE state = '${state}'`)

  await db.schema.createTable('plan_measures', (t) => {
    t.increments('id')
    t.integer('plan_id').notNullable().references('plans.id')
    t.string('measure').notNullable()
    t.string('complete_on').notNullable()
    t.boolean('done')
    t.string('marked_on')
    t.text('note').notNullable().defaultTo('')
    t.integer('marked_by').references('staff.id')
    t.string('marked_at')
    t.unique(['plan_id', 'measure'])
  })

  await db.schema.createTable('plan_visits', (t) => {
    t.increments('id')
    t.integer('plan_id').notNullable().references('plans.id').index()
    // Null and empty only in a draft.
    t.string('on')
    t.text('action').notNullable()
    // Null with a moment of recording: the person did not come.
    t.string('kept_on')
    t.text('explanation').notNullable().defaultTo('')
    t.string('judgement')
    t.string('recorded_at')
    t.integer('recorded_by').references('staff.id')
  })
}
