/** knex does not type its dialect classes; only what `postgres.ts` overrides is declared here. */
declare module 'knex/lib/dialects/postgres/index.js' {
  interface PostgresTransaction {
    readOnly?: boolean
    begin(connection: unknown): Promise<unknown>
    trxClient: { query(connection: unknown, sql: string): Promise<unknown> }
  }
  export default class PostgresClient {
    transaction(...args: unknown[]): PostgresTransaction
    columnCompiler(...args: unknown[]): object
    _query(connection: object, statement: unknown): Promise<unknown>
  }
}
