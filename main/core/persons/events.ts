import type { IconTone, LocalText, TimelineEvent } from '../../../shared/model'
import type { Knex } from '../../db/open'

/** An event in the words of its own catalogue area; `at` is the moment of recording, UTC. */
export interface NotedEvent {
  at: string
  by: string
  what: LocalText
  /** The second line: days, names, reasons. */
  more?: LocalText
  tone?: IconTone
  applicationId?: number | null
  documentId?: number | null
}

export type EventSource = (db: Knex, personId: number) => Promise<NotedEvent[]>

export const notedEvent = (event: NotedEvent): TimelineEvent => ({
  at: event.at,
  by: event.by,
  kind: 'noted',
  params: {},
  noted: { what: event.what, more: event.more ?? null, tone: event.tone ?? null },
  applicationId: event.applicationId ?? null,
  documentId: event.documentId ?? null,
})
