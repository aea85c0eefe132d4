/** Files cross as tokens: same addresses in both shells. */
import type { Result } from '../../shared/errors'

export interface Uploaded {
  token: string
  name: string
  type: string
  bytes: number
}

/** Address of a file that waits under a token; good for a few minutes. */
export function fileUrl(token: string): string {
  return '/files/' + encodeURIComponent(token)
}

/** Hand a waiting file to the user under its name. */
export function download(token: string, name: string): void {
  const link = document.createElement('a')
  link.href = fileUrl(token)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}

/** Put a chosen file on the shelf of the core. Errors: `file_too_large`, unreachable. */
export async function upload(file: File): Promise<Result<Uploaded>> {
  try {
    const response = await fetch('/files', {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
      body: file,
      credentials: 'same-origin',
    })
    if (response.ok) return { ok: true, value: (await response.json()) as Uploaded }
    if (response.status === 413) return { ok: false, error: { code: 'file_too_large' } }
    const answer = (await response.json()) as Result<Uploaded>
    return answer.ok === false ? answer : { ok: false, error: { code: 'internal' } }
  } catch {
    return { ok: false, error: { code: 'internal', params: { unreachable: true } } }
  }
}
