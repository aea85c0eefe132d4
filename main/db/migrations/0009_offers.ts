/** Offers of work, interviews and what the employer answers (Order No 214, paras 69 to 81, R104 to R117). */
import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('offers', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('vacancy_id').notNullable().references('vacancies.id').index()
    // What the person was on the day of the offer: job_seeker, unemployed, other.
    t.string('standing').notNullable()
    t.boolean('rural').notNullable()
    t.string('offered_on').notNullable()
    t.string('offered_time').notNullable()
    t.string('channel').notNullable()
    t.string('assistant').notNullable()
    t.string('received_on')
    // The five points of suitable work as JSON; null where nobody recorded one.
    t.text('suitable').notNullable()
    t.string('answer')
    t.string('answered_on')
    t.string('answer_channel')
    t.text('answer_note').notNullable()
    // R109: the candidate agreed that the resume is sent, and the conditions fit.
    t.string('consented_on')
    t.boolean('conditions_fit').notNullable()
    t.string('sent_on')
    t.integer('sent_by').references('staff.id')
    t.string('employer_told_on')
    t.string('interview_on')
    t.string('interview_time').notNullable()
    t.text('interview_place').notNullable()
    t.string('candidate_told_on')
    t.string('interview_channel')
    t.string('interview_assistant').notNullable()
    t.string('interview_refused_on')
    t.text('interview_refused_note').notNullable()
    t.string('came_on')
    t.string('employer_answer')
    t.string('employer_answered_on')
    t.string('employer_channel')
    t.text('employer_note').notNullable()
    // R113: what an employee decided about hiring told after the term: accepted, left.
    t.string('late_decision')
    t.string('withdrawn_on')
    t.text('withdrawn_note').notNullable()
    // Nothing that is recorded ends it: neither refusal nor hiring nor withdrawal.
    t.boolean('open').notNullable()
    t.integer('made_by').notNullable().references('staff.id')
    t.string('updated_at').notNullable()
    t.integer('updated_by').notNullable().references('staff.id')
    t.index(['open', 'offered_on'])
  })
  // Every step as it was recorded, so that a later one hides none.
  await db.schema.createTable('offer_steps', (t) => {
    t.increments('id')
    t.integer('offer_id').notNullable().references('offers.id').index()
    t.string('kind').notNullable()
    t.string('day')
    t.text('detail').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  await db.schema.createTable('vacancy_files', (t) => {
    t.increments('id')
    t.string('sha256').notNullable().unique()
    t.string('name').notNullable()
    t.integer('applied').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })
  // What the portal said last of a vacancy: a change here is told from a change there by it.
  await db.schema.createTable('vacancy_imports', (t) => {
    t.integer('vacancy_id').primary().references('vacancies.id')
    t.text('values').notNullable()
    t.integer('file_id').notNullable().references('vacancy_files.id')
    t.string('at').notNullable()
  })
}
