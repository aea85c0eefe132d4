/** What deliveries and the schedule ask of the exchange: the one place where they meet. */
import type { OperationName } from '../../../shared/contract'
import type { Context } from '../context'
import { takeInbox } from '../exchange/answers'
import { batchToDeliver, makeBatch as make } from '../exchange/make'
import type { Sent } from './store'

/** The same context under the name of another operation, so that the trail says what was done. */
const as = (context: Context, operation: OperationName): Context => ({
  ...context,
  operation,
  write: (work) => context.write((inside) => work({ ...inside, operation })),
})

/**
 * The file of a batch as it leaves; made again from the register when it is gone or changed.
 *
 * @throws CodedError `not_found`, `batch_hash`, `disk_full`, `file_write_failed`
 */
export const batchFile = (context: Context, sequence: number): Promise<Sent> =>
  batchToDeliver(context, sequence)

/** Make the next batch as `exchange.make` does. Throws `nothing_to_send` and its errors. */
export const makeBatch = (context: Context): Promise<{ sequence: number }> =>
  make(as(context, 'exchange.make'))

/** Take in the answers that were fetched; one that is refused is kept aside with its reason. */
export const takeAnswers = (context: Context) => takeInbox(as(context, 'exchange.takeInbox'))
