import { useCall } from '../../api/hooks'

/** A token is good for ten minutes; a preview asks for a new one well before that. */
const tokenLife = 5 * 60_000

/** The issued file of a paper, as a token for the preview. */
export function usePaperFile(id: number | null) {
  const answer = useCall(
    'document.file',
    { id: id ?? 1, as: 'docx' },
    { enabled: id !== null, staleTime: tokenLife },
  )
  // An old answer may name a token that ran out: the new one is on its way.
  const old = answer.isStale && answer.isFetching
  return {
    token: id !== null && answer.data && !old ? answer.data.token : null,
    error: id !== null ? answer.error : null,
    again: () => void answer.refetch(),
  }
}
