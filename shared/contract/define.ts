import type { z } from 'zod'
import type { ErrorCode } from '../errors'
import type { Right } from '../rights'

/**
 * One operation of the contract. The Electron channel, the HTTP route, the command line and the permission
 * table all derive from it.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `command` changes the register: it runs in one transaction and leaves an audit entry. */
  kind: 'query' | 'command'
  right: Right
  /** One line for `qabyldau call --list`. */
  about: string
  input: I
  output: O
  /** What it can refuse with, beside the codes any operation may answer. */
  errors: readonly ErrorCode[]
}

export const query = <I extends z.ZodType, O extends z.ZodType>(
  operation: Omit<Operation<I, O>, 'kind'>,
): Operation<I, O> => ({ kind: 'query', ...operation })

export const command = <I extends z.ZodType, O extends z.ZodType>(
  operation: Omit<Operation<I, O>, 'kind'>,
): Operation<I, O> => ({ kind: 'command', ...operation })
