/** The register as first released: people, applications, decisions, papers, deadlines, outbox, audit. */
import type { Knex } from 'knex'
import { createFirstNameIndex } from '../search'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('settings', (t) => {
    t.string('key').primary()
    t.text('value').notNullable()
  })

  await db.schema.createTable('staff', (t) => {
    t.increments('id')
    t.integer('version').notNullable()
    t.string('full_name').notNullable()
    t.string('position_kk').notNullable()
    t.string('position_ru').notNullable()
    t.text('roles').notNullable()
    t.text('password').notNullable()
    t.boolean('active').notNullable()
    t.integer('failed').notNullable().defaultTo(0)
    t.string('blocked_until')
    t.string('created_at').notNullable()
  })

  await db.schema.createTable('persons', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.string('iin')
    t.text('iin_override_reason').notNullable()
    t.string('last_name').notNullable()
    t.string('first_name').notNullable()
    t.string('middle_name').notNullable()
    t.string('full_name_ru_gen').notNullable()
    t.string('birth_date').notNullable()
    t.string('sex')
    t.string('category').notNullable()
    t.string('address_kind').notNullable()
    t.text('address').notNullable()
    t.string('phone').notNullable()
    t.string('mobile').notNullable()
    t.string('email').notNullable()
    t.text('identity_document').notNullable()
    t.text('labour_activity').notNullable()
    t.text('education').notNullable()
    t.text('mismatch_reason').notNullable()
    // Names as the search sees them, and as the Kazakh alphabet orders them.
    t.string('folded').notNullable().index()
    t.string('sort_key').notNullable().index()
    t.string('created_at').notNullable()
    t.string('updated_at').notNullable()
    t.integer('updated_by').references('staff.id')
    t.index(['birth_date'])
    t.index(['mobile'])
    t.index(['phone'])
  })
  // Two people can never hold one IIN; a person without a number is allowed (R181).
  await db.raw('CREATE UNIQUE INDEX persons_iin ON persons (iin) WHERE iin IS NOT NULL')

  await db.schema.createTable('person_names', (t) => {
    t.increments('id')
    t.integer('person_id').notNullable().references('persons.id').index()
    t.string('name').notNullable()
    t.string('until').notNullable()
  })

  await db.schema.createTable('drafts', (t) => {
    t.string('id').primary()
    t.integer('revision').notNullable()
    t.string('state').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.text('data').notNullable()
    t.string('created_at').notNullable()
    t.string('saved_at').notNullable()
    t.index(['state', 'saved_at'])
  })

  // Last number given, per kind and year. Raised in the transaction that uses the number, so none is lost.
  await db.schema.createTable('numbers', (t) => {
    t.string('series').notNullable()
    t.integer('year').notNullable()
    t.integer('last').notNullable()
    t.primary(['series', 'year'])
  })

  await db.schema.createTable('applications', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.string('number').notNullable()
    t.integer('year').notNullable()
    t.string('service_code').notNullable()
    t.string('edition').notNullable()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.string('channel').notNullable()
    t.string('language').notNullable()
    t.string('application_date').notNullable()
    t.string('acceptance_date').notNullable().index()
    t.string('accepted_at').notNullable()
    t.integer('accepted_by').notNullable().references('staff.id')
    t.string('state').notNullable().index()
    t.text('checklist').notNullable()
    t.text('consents').notNullable()
    t.text('legal_representative').notNullable()
    t.text('second_reason').notNullable()
    t.boolean('declared_no_work')
    t.boolean('in_area')
    t.text('marks').notNullable()
    t.text('check').nullable()
    t.text('hand_over').nullable()
    // One application per draft: pressing "accept" twice, or again after a lost answer, registers once.
    t.string('draft_id').notNullable().unique()
    t.unique(['service_code', 'year', 'number'])
  })

  await db.schema.createTable('decisions', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    // R178: exactly one result.
    t.integer('application_id').notNullable().unique().references('applications.id')
    t.string('outcome').notNullable()
    t.text('grounds').notNullable()
    t.text('explanation').notNullable()
    t.string('decided_on').notNullable()
    t.string('decided_at').notNullable()
    t.integer('decided_by').notNullable().references('staff.id')
    t.string('registration_date')
  })

  await db.schema.createTable('registrations', (t) => {
    t.increments('id')
    t.integer('person_id').notNullable().references('persons.id').index()
    t.integer('application_id').notNullable().references('applications.id')
    t.string('kind').notNullable()
    t.string('since').notNullable()
    t.string('until')
    t.text('end_reason')
  })

  await db.schema.createTable('documents', (t) => {
    t.increments('id')
    t.string('uid').notNullable().unique()
    t.integer('version').notNullable()
    t.string('form_id').notNullable()
    t.string('edition').notNullable()
    t.string('language').notNullable()
    t.integer('application_id').notNullable().references('applications.id').index()
    t.integer('person_id').notNullable().references('persons.id').index()
    t.text('data').notNullable()
    t.string('template_sha256').notNullable()
    t.string('sha256').notNullable()
    t.boolean('to_hand_over').notNullable()
    t.string('issued_at').notNullable()
    t.integer('issued_by').notNullable().references('staff.id')
    t.integer('printed').notNullable().defaultTo(0)
    t.string('printed_at')
    t.string('handed_over_on')
    t.index(['printed'])
  })

  // Apart from their rows, so that lists never read the files.
  await db.schema.createTable('document_files', (t) => {
    t.integer('document_id').primary().references('documents.id')
    t.binary('bytes').notNullable()
  })

  await db.schema.createTable('document_prints', (t) => {
    t.increments('id')
    t.integer('document_id').notNullable().references('documents.id').index()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
    t.integer('copies').notNullable()
    t.boolean('reprint').notNullable()
  })

  await db.schema.createTable('deadlines', (t) => {
    t.increments('id')
    t.string('code').notNullable()
    t.integer('application_id').notNullable().references('applications.id').index()
    t.integer('person_id').notNullable().references('persons.id')
    t.string('start').notNullable()
    t.string('due').notNullable()
    t.string('met_on')
    t.text('why').notNullable()
    t.index(['met_on', 'due'])
  })

  await db.schema.createTable('messages', (t) => {
    t.increments('id')
    t.integer('application_id').notNullable().references('applications.id').index()
    t.string('channel').notNullable()
    t.string('sent_to').notNullable()
    t.text('text').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })

  await db.schema.createTable('consultations', (t) => {
    t.increments('id')
    t.integer('person_id').references('persons.id').index()
    t.string('name').notNullable()
    t.text('missing').notNullable()
    t.text('note').notNullable()
    t.string('at').notNullable()
    t.integer('staff_id').notNullable().references('staff.id')
  })

  await db.schema.createTable('calendars', (t) => {
    t.integer('year').notNullable()
    t.integer('week').notNullable()
    t.text('data').notNullable()
    t.primary(['year', 'week'])
  })

  await db.schema.createTable('batches', (t) => {
    t.integer('sequence').primary()
    t.string('created_at').notNullable()
    t.string('period_from')
    t.string('period_to').notNullable()
    t.text('counts').notNullable()
    t.text('centre').notNullable()
    t.integer('records').notNullable()
    t.string('sha256').notNullable()
    t.string('previous')
    t.string('file_name').notNullable()
    t.string('by').notNullable()
  })

  // What must leave: the payload as it was at that version, so that a batch can be made again byte for byte.
  await db.schema.createTable('outbox', (t) => {
    t.increments('id')
    t.string('kind').notNullable()
    t.string('key').notNullable()
    t.integer('version').notNullable()
    t.text('payload').notNullable()
    t.string('created_at').notNullable()
    t.string('state').notNullable()
    t.integer('batch').references('batches.sequence').index()
    t.unique(['kind', 'key', 'version'])
    t.index(['state'])
  })

  await db.schema.createTable('audit', (t) => {
    t.integer('seq').primary()
    t.string('at').notNullable()
    t.integer('staff_id')
    t.string('by').notNullable()
    t.string('operation').notNullable()
    t.string('entity').notNullable()
    t.string('entity_id').notNullable()
    t.text('detail').notNullable()
    t.string('previous').notNullable()
    t.string('hash').notNullable()
    t.index(['entity', 'entity_id'])
  })

  await createFirstNameIndex(db)
}
