/** Times of the queue as they pass on the screen, over the clock of the core. */
import { useEffect, useRef, useState } from 'react'
import {
  againstLimit,
  servingSeconds,
  waitingSeconds,
  type LimitStanding,
} from '../../../../shared/rules/queue'
import type { Ticket } from '../../../../shared/contract/queue'
import type { Tone } from '../../../components'

/** Now by the clock of the core: what it said, and how long ago that was. */
export function useCoreNow(told: string | undefined, every = 1000): string {
  const heard = useRef({ told, at: Date.now() })
  if (heard.current.told !== told) heard.current = { told, at: Date.now() }
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), every)
    return () => clearInterval(timer)
  }, [every])
  const base = told === undefined ? Date.now() : Date.parse(told)
  return new Date(base + (Date.now() - heard.current.at)).toISOString()
}

/** `7:05`, and `1:07:05` from an hour on. */
export function clockText(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

export const toneOf: Readonly<Record<LimitStanding, Tone>> = { within: 'wait', near: 'today', over: 'stop' }

/** The time that runs for a ticket: waiting, or serving once that began; null when nothing runs. */
export function running(ticket: Ticket, now: string, warnMinutes: number) {
  const serving = ticket.state === 'serving'
  if (!serving && ticket.state !== 'waiting' && ticket.state !== 'called') return null
  const seconds = serving ? servingSeconds(ticket, now) : waitingSeconds(ticket, now)
  const limit = serving ? ticket.servingLimit : ticket.waitingLimit
  return { serving, seconds, limit, stands: againstLimit(seconds, limit, warnMinutes) }
}
