import type { EventSource } from '../persons/events'

/** What happened to a person, for the time line. */
export const deregistrationEvents: EventSource = () => Promise.resolve([])
