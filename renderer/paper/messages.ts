/** What the paper page and the desk around it say to each other. */

/** From the paper page: all that was asked for stands there, or one more paper of a queue, or it cannot be shown. */
export interface PaperMessage {
  type: 'paper'
  state: 'ready' | 'failed' | 'added' | 'refused'
  pages: number
  /** Which paper of a queue it is about. */
  token?: string
}

/** To a paper page that waits: lay out this file too. */
export interface AddMessage {
  type: 'add'
  token: string
  copies: number
}

const hasType = (data: unknown, type: string): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && (data as { type?: unknown }).type === type

/** A message of the paper page in this frame, or null. */
export function readPaper(
  event: MessageEvent<unknown>,
  frame: HTMLIFrameElement | null,
): PaperMessage | null {
  return event.source === frame?.contentWindow && hasType(event.data, 'paper')
    ? (event.data as unknown as PaperMessage)
    : null
}

export function readAdd(data: unknown): AddMessage | null {
  return hasType(data, 'add') && typeof data['token'] === 'string' && typeof data['copies'] === 'number'
    ? (data as unknown as AddMessage)
    : null
}
