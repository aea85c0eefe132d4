/** What a receiver remembers: whom it trusts, which batches it took, the records of each centre, its answers. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import type { Knex } from '../db/open'
import { openSqlite } from '../db/sqlite'
import { keyFileText, type KeyFile } from '../core/exchange/receiver'
import { fingerprintOf, newKeyPair, type KeyPair } from '../core/exchange/signature'

export interface CentreRow {
  fingerprint: string
  bin: string
  name: string
  public_key: string
}

export interface TakenRow {
  bin: string
  sequence: number
  sha256: string
  received_at: string
}

export interface StoredRecord {
  bin: string
  kind: string
  key: string
  version: number
  /** Of the payload, keys in order. */
  sha256: string
  payload: string
  sequence: number
  accepted: number | boolean
  /** Number of the application that it is about; null where it names none. */
  application: string | null
}

export interface AnswerRow {
  bin: string
  serial: number
  sequence: number
  /** Hash of the batch that it answers. */
  batch: string
  outcome: 'taken' | 'refused'
  reason: string | null
  file_name: string
  /** The file, as text. */
  content: string
  written: number | boolean
}

export const centresTable = (db: Knex) => db<CentreRow>('centres')
export const takenTable = (db: Knex) => db<TakenRow>('taken')
export const recordsTable = (db: Knex) => db<StoredRecord>('records')
export const answersTable = (db: Knex) => db<AnswerRow>('answers')

async function createTables(db: Knex): Promise<void> {
  if (await db.schema.hasTable('answers')) return
  await db.transaction(async (trx) => {
    await trx.schema.createTable('centres', (t) => {
      t.string('fingerprint').primary()
      t.string('bin').notNullable()
      t.string('name').notNullable()
      t.text('public_key').notNullable()
    })
    await trx.schema.createTable('taken', (t) => {
      t.string('bin').notNullable()
      t.integer('sequence').notNullable()
      t.string('sha256').notNullable()
      t.string('received_at').notNullable()
      t.primary(['bin', 'sequence'])
    })
    await trx.schema.createTable('records', (t) => {
      t.string('bin').notNullable()
      t.string('kind').notNullable()
      t.string('key').notNullable()
      t.integer('version').notNullable()
      t.string('sha256').notNullable()
      t.text('payload').notNullable()
      t.integer('sequence').notNullable()
      t.boolean('accepted').notNullable()
      t.string('application')
      t.index(['bin', 'application', 'kind'])
      t.primary(['bin', 'kind', 'key', 'version'])
    })
    await trx.schema.createTable('answers', (t) => {
      t.string('bin').notNullable()
      t.integer('serial').notNullable()
      t.integer('sequence').notNullable()
      t.string('batch').notNullable()
      t.string('outcome').notNullable()
      t.string('reason')
      t.string('file_name').notNullable()
      t.text('content').notNullable()
      t.boolean('written').notNullable()
      t.primary(['bin', 'serial'])
      t.index(['batch'])
    })
  })
}

export interface Store {
  db: Knex
  folder: string
  key: KeyPair
  /** `AGE-SECRET-KEY-1...` */
  identity: string
  /** What every centre is given. */
  publicFile: KeyFile
}

interface Secrets {
  name: string
  publicKey: string
  privateKey: string
  identity: string
}

/** Open what lies under `folder`, or make it: keys, the file for the centres, an empty store. */
export async function openStore(folder: string, name: string): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'secrets.json')
  const found = await readFile(file, 'utf8').catch(() => null)
  let secrets: Secrets
  if (found === null) {
    secrets = { name, ...newKeyPair(), identity: await generateIdentity() }
    await writeFile(file, JSON.stringify(secrets, null, 2) + '\n', { mode: 0o600, flag: 'wx', flush: true })
  } else secrets = JSON.parse(found) as Secrets
  const publicFile: KeyFile = {
    format: 'qabyldau-key',
    formatVersion: 1,
    role: 'receiver',
    name: secrets.name,
    bin: null,
    publicKey: secrets.publicKey,
    fingerprint: fingerprintOf(secrets.publicKey)!,
    age: await identityToRecipient(secrets.identity),
  }
  await writeFile(path.join(folder, 'receiver.key.json'), keyFileText(publicFile))
  const db = openSqlite(path.join(folder, 'receiver.sqlite'))
  await createTables(db)
  return { db, folder, key: secrets, identity: secrets.identity, publicFile }
}
