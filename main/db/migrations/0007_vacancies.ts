/** Vacancies of employers, and who was selected for them. */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('vacancies', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.integer('organisation_id').notNullable().references('organisations.id').index()
    t.string('profession').notNullable()
    t.string('qualification').notNullable()
    t.integer('experience_months')
    t.integer('pay_from')
    t.integer('pay_to')
    t.string('hours')
    t.text('requirements').notNullable()
    t.text('address').notNullable()
    t.integer('places').notNullable()
    t.integer('places_left').notNullable()
    t.string('appeared_on')
    t.string('registered_on').notNullable()
    t.string('portal_number')
    // The day on which candidates were selected (R101), also when none was found.
    t.string('candidates_on')
    t.string('closed_on')
    t.string('closed_why')
    t.text('closed_note').notNullable()
    t.text('folded').notNullable()
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
    t.index(['closed_on', 'registered_on'])
  })
  // One vacancy of the portal is one vacancy here, however often it is taken over.
  await db.raw(
    'CREATE UNIQUE INDEX vacancies_portal ON vacancies (portal_number) WHERE portal_number IS NOT NULL',
  )
  await db.schema.createTable('vacancy_candidates', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('vacancy_id').notNullable().references('vacancies.id')
    t.integer('person_id').notNullable().references('persons.id').index()
    t.string('selected_on').notNullable()
    t.integer('selected_by').notNullable().references('staff.id')
    // The match as it stood when the person was selected (R103).
    t.text('fit').notNullable()
    t.unique(['vacancy_id', 'person_id'])
  })
}
