import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { InputOf, OperationName, OutputOf, Topic } from '../../shared/contract'
import type { ErrorValue, Result } from '../../shared/errors'
import { call } from './client'
import { invalidate } from './events'

/** One cache for the window. Answers stay valid until a topic changes; nothing is polled. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        structuralSharing: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

export interface CallOptions {
  enabled?: boolean
  /** Go on showing the answer to the last input while the next one is read. */
  keepPrevious?: boolean
  /** Milliseconds for which an answer is taken as fresh. */
  staleTime?: number
  refetchInterval?: number | false
}

/** Read from the core. `data` stays on the screen when a later reading fails; `error` says why. */
export function useCall<N extends OperationName>(name: N, input: InputOf<N>, options: CallOptions = {}) {
  return useQuery<OutputOf<N>, ErrorValue>({
    queryKey: [name, input],
    queryFn: async () => {
      const result = await call(name, input)
      if (result.ok) return result.value
      throw result.error
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.refetchInterval === undefined ? {} : { refetchInterval: options.refetchInterval }),
  })
}

/** Do something. `run` answers a `Result` and never throws; `busy` while it is on its way. */
export function useCommand<N extends OperationName>(name: N) {
  const mutation = useMutation<Result<OutputOf<N>>, never, InputOf<N>>({
    mutationFn: (input) => call(name, input),
  })
  const { mutateAsync, reset } = mutation
  const answer = mutation.data
  return useMemo(
    () => ({
      run: mutateAsync,
      busy: mutation.isPending,
      /** Why the last run was refused; null when it went well or none ran. */
      error: answer && !answer.ok ? answer.error : null,
      reset,
    }),
    [mutateAsync, mutation.isPending, answer, reset],
  )
}

/** Tell the open screens that these topics changed (the core's own event does the same a moment later). */
export function useInvalidate() {
  const queries = useQueryClient()
  return (...topics: Topic[]) => invalidate(queries, topics)
}
