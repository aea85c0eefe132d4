/** Duties of an unemployed person and deregistration (Order No 214, paras 51, 52, 64, R81 to R97). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What the centre learned of an unemployed person; changed by correction only.
  await db.schema.createTable('duty_facts', (t) => {
    t.increments('id')
    t.integer('version').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('registration_id').notNullable().references('registrations.id').index()
    t.string('kind').notNullable()
    t.text('fact').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    // Recorded by mistake: kept, and no fact any more.
    t.string('mistaken_at')
  })
  // R96: what the person said and how it was judged; of visits the plan keeps both itself.
  await db.schema.createTable('duty_reasons', (t) => {
    t.increments('id')
    t.integer('version').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('registration_id').notNullable().references('registrations.id').index()
    t.string('source').notNullable()
    t.integer('source_id').notNullable()
    t.text('explanation').notNullable()
    t.string('judgement')
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.unique(['source', 'source_id', 'registration_id'])
  })
  // The road of one information to the labour mobility centre, or of what that decided by itself.
  await db.schema.createTable('deregistrations', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('registration_id').notNullable().references('registrations.id').index()
    t.string('state').notNullable().index()
    // Null in a decision that no information of the centre led to.
    t.string('ground')
    t.string('ground_key')
    t.string('fact_on')
    t.text('evidence')
    t.text('explanation').notNullable().defaultTo('')
    t.string('judgement')
    t.string('sent_on')
    t.string('sent_at')
    t.integer('sent_by').references('staff.id')
    t.string('withdrawn_on')
    t.text('withdrawn_why').notNullable().defaultTo('')
    t.string('withdrawn_at')
    t.integer('withdrawn_by').references('staff.id')
    t.string('deregistered_on')
    t.string('decided_ground')
    // Whether the register held that ground when the decision was taken over.
    t.boolean('ground_known')
    t.text('source').notNullable().defaultTo('')
    t.integer('file_id').references('status_files.id')
    t.string('decided_at')
    t.integer('decided_by').references('staff.id')
    t.string('notified_on')
    t.string('channel')
    t.boolean('rural')
    t.text('akim').notNullable().defaultTo('')
    t.text('told').notNullable().defaultTo('')
    t.string('notified_at')
    t.integer('notified_by').references('staff.id')
    t.integer('document_id').references('documents.id')
  })
  // One on its way and one decision for a registration, whatever two desks do at once.
  for (const state of ['sent', 'decided'])
    await db.raw(
      `CREATE UNIQUE INDEX deregistrations_${state} ON deregistrations (registration_id) WHERE state = '${state}'`,
    )
  // What ended with the registration was neither met nor missed.
  await db.schema.alterTable('deadlines', (t) => {
    t.string('ended_on')
  })
}
