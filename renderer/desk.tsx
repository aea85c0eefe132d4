/** Who works at this desk and in what state it is; the gate before every page. */
import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import type { OutputOf } from '../shared/contract'
import type { Right } from '../shared/rights'
import type { ErrorValue } from '../shared/errors'
import { call, isSignInNeeded, isUnreachable, onAnswer } from './api/client'
import { listen } from './api/events'
import { useCall } from './api/hooks'
import { Brand, Button, useErrorText } from './components'
import { setTimeZone } from './format'
import { useLanguage, useT } from './i18n'
import { KeyLayer } from './keys'
import FirstRun from './pages/setup'
import SignIn from './pages/signin'

export type Status = OutputOf<'app.status'>
export type Session = OutputOf<'session.current'>
export type Me = NonNullable<Session['me']>

export interface Desk {
  status: Status
  session: Session
  /** Whoever signed in; stays while the desk is locked. */
  me: Me
  can: (right: Right) => boolean
  lock: () => void
  leave: () => void
}

const Context = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(Context)
  if (!desk) throw new Error('useDesk outside of the desk')
  return desk
}

const sessionKey = ['session.current', {}]
/** The core hears of a key or a click at most this often, in milliseconds. */
const touchEvery = 20_000

/** Lost programs come back: ask again until one answers. */
function useReach(): boolean {
  const [lost, setLost] = useState(false)
  useEffect(() => onAnswer((error) => setLost(isUnreachable(error))), [])
  const queries = useQueryClient()
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => {
      void call('app.status', {}).then((result) => {
        if (result.ok || !isUnreachable(result.error)) void queries.invalidateQueries()
      })
    }, 2500)
    return () => clearInterval(timer)
  }, [lost, queries])
  return lost
}

export function DeskGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const { suggest } = useLanguage()
  const lost = useReach()
  const statusCall = useCall('app.status', {}, { refetchInterval: 60_000 })
  const status = statusCall.data
  const sessionCall = useCall('session.current', {}, { enabled: Boolean(status?.setUp), staleTime: 5_000 })
  const session = sessionCall.data

  if (status) setTimeZone(status.timeZone)
  useEffect(() => {
    if (status) suggest(status.language)
  }, [status, suggest])
  useEffect(() => listen(queries), [queries])

  const [held, setHeld] = useState<Me | null>(null)
  const open = session?.state === 'open' ? session.me : null
  if (open && open !== held) setHeld(open)

  // The first run ends when it says so: the invented centre is there before its password has been read.
  const [settingUp, setSettingUp] = useState(false)
  if (status && !status.setUp && !settingUp) setSettingUp(true)

  const setSession = useCallback((next: Session) => queries.setQueryData(sessionKey, next), [queries])

  // Any call that is refused because nobody is signed in covers the desk.
  useEffect(
    () =>
      onAnswer((error) => {
        if (!isSignInNeeded(error)) return
        const now = queries.getQueryData<Session>(sessionKey)
        if (now?.state === 'open')
          setSession({ ...now, state: error?.code === 'desk_locked' ? 'locked' : 'none', idleSeconds: null })
        void queries.invalidateQueries({ queryKey: sessionKey })
      }),
    [queries, setSession],
  )

  // Tell the core that somebody is here; look at the lock again when the idle time should be over.
  const isOpen = session?.state === 'open'
  const idleSeconds = session?.idleSeconds ?? null
  useEffect(() => {
    if (!isOpen) return
    let last = Date.now()
    const touch = () => {
      if (Date.now() - last < touchEvery) return
      last = Date.now()
      void call('session.touch', {}).then((result) => result.ok && setSession(result.value))
    }
    window.addEventListener('keydown', touch, true)
    window.addEventListener('pointerdown', touch, true)
    return () => {
      window.removeEventListener('keydown', touch, true)
      window.removeEventListener('pointerdown', touch, true)
    }
  }, [isOpen, setSession])
  useEffect(() => {
    if (!isOpen || idleSeconds === null) return
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: sessionKey }),
      (idleSeconds + 1) * 1000,
    )
    return () => clearTimeout(timer)
  }, [isOpen, idleSeconds, queries, sessionCall.dataUpdatedAt])

  const entered = useCallback(
    (next: Session) => {
      const same = held !== null && next.me?.id === held.id
      // Somebody else must not see what the last one had on the screen.
      if (!same) {
        queries.removeQueries({
          predicate: (query) => !['app.status', 'session.current'].includes(String(query.queryKey[0])),
        })
        setHeld(next.me)
      }
      setSession(next)
      void queries.invalidateQueries()
    },
    [held, queries, setSession],
  )
  const lock = useCallback(() => {
    void call('session.lock', {}).then((result) => result.ok && setSession(result.value))
  }, [setSession])
  const leave = useCallback(() => {
    void call('session.signOut', {}).then((result) => {
      if (!result.ok) return
      setHeld(null)
      setSession(result.value)
    })
  }, [setSession])

  const me = open ?? held
  const desk = useMemo<Desk | null>(
    () =>
      status && session && me
        ? { status, session, me, can: (right) => me.rights.includes(right), lock, leave }
        : null,
    [status, session, me, lock, leave],
  )

  if (!status)
    return statusCall.error ? (
      <Fault error={statusCall.error} onRetry={() => void statusCall.refetch()} />
    ) : (
      <Starting />
    )
  if (settingUp)
    return (
      <FirstRun
        onDone={() => {
          // Only when the core says that it is set up, or the first run would begin again.
          void queries.invalidateQueries().then(() => setSettingUp(false))
        }}
      />
    )
  if (!session)
    return sessionCall.error ? (
      <Fault error={sessionCall.error} onRetry={() => void sessionCall.refetch()} />
    ) : (
      <Starting />
    )
  if (!desk || !me) return <SignIn status={status} session={session} onEntered={entered} />
  const fault = statusCall.error
  return (
    <>
      <Covered by={!isOpen}>
        <Context.Provider value={desk} key={me.id}>
          {lost || fault ? <Lost error={fault} onRetry={() => void statusCall.refetch()} /> : null}
          {children}
        </Context.Provider>
      </Covered>
      {!isOpen && (
        <KeyLayer>
          <div className="lock">
            <SignIn status={status} session={{ ...session, me: session.me ?? me }} onEntered={entered} />
          </div>
        </KeyLayer>
      )}
    </>
  )
}

/** The desk stays as it was under the lock; the cursor goes back to where it stood. */
function Covered({ by, children }: { by: boolean; children: ReactNode }) {
  const stood = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!by && stood.current?.isConnected) stood.current.focus()
  }, [by])
  return (
    <div
      className="covered"
      inert={by}
      onFocus={(event) => {
        if (event.target instanceof HTMLElement) stood.current = event.target
      }}
    >
      {children}
    </div>
  )
}

function Starting() {
  const t = useT()
  return (
    <div className="fault">
      <Brand />
      <p className="second" role="status">
        {t('common.starting')}
      </p>
    </div>
  )
}

/** The desk cannot open: what happened and what to do. */
function Fault({ error, onRetry }: { error: ErrorValue; onRetry: () => void }) {
  const t = useT()
  const text = useErrorText()
  return (
    <main className="fault">
      <Brand />
      <h1>{t('common.fault_title')}</h1>
      <p role="alert">{text(error)}</p>
      <div className="acts">
        <Button kind="primary" icon="again" autoFocus onPress={onRetry}>
          {t('common.try_again')}
        </Button>
      </div>
    </main>
  )
}

function Lost({ error, onRetry }: { error: ErrorValue | null; onRetry: () => void }) {
  const t = useT()
  const text = useErrorText()
  return (
    <div className="banner" role="alert">
      {error && !isUnreachable(error) ? text(error) : t('common.unreachable')}
      <Button small icon="again" onPress={onRetry}>
        {t('common.try_again')}
      </Button>
    </div>
  )
}
