/** knex does not type its dialect classes; only what `sqlite.ts` overrides is declared here. */
declare module 'knex/lib/dialects/sqlite3/index.js' {
  interface SqliteTransaction {
    begin(connection: unknown): Promise<unknown>
    rollback(connection: unknown, error: unknown): Promise<unknown>
    /** `status` 2 ends the transaction with `value` as its error. */
    query(connection: unknown, sql: string, status?: 1 | 2, value?: unknown): Promise<unknown>
    trxClient: { query(connection: unknown, sql: string): Promise<unknown> }
  }
  export default class SqliteClient {
    transaction(...args: unknown[]): SqliteTransaction
  }
}
