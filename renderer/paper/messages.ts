/** What the paper page and the desk around it say to each other. */

/**
 * From the paper page: all that was asked for stands there, also all papers of a queue after its `finish`; or one
 * more paper of a queue was taken, or it cannot be shown.
 */
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

/** To a paper page that waits: that was the last one, put them all on the page to be printed. */
export interface FinishMessage {
  type: 'finish'
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

export function readOrder(data: unknown): AddMessage | FinishMessage | null {
  if (hasType(data, 'finish')) return { type: 'finish' }
  return hasType(data, 'add') && typeof data['token'] === 'string' && typeof data['copies'] === 'number'
    ? (data as unknown as AddMessage)
    : null
}
