import { useEffect, useId, type ReactNode } from 'react'
import { useT } from '../i18n'

/** One page: head, body, action bar. `title` also names the window. */
export function Page({
  title,
  className,
  children,
}: {
  title: string
  className?: string
  children: ReactNode
}) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · ${t('common.brand')}`
  }, [title, t])
  return (
    <main id="main" className={'page' + (className ? ' ' + className : '')} aria-label={title}>
      {children}
    </main>
  )
}

export function PageHead({
  title,
  lead,
  actions,
}: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {actions && <div className="end">{actions}</div>}
    </div>
  )
}

/** Work at the left, what belongs to it at the right. `actFirst`: the deed stands first in tab order. */
export function Split({
  main,
  aside,
  asideLabel,
  actFirst,
}: {
  main: ReactNode
  aside: ReactNode
  asideLabel?: string
  actFirst?: boolean
}) {
  const list = (
    <div className="list" key="list">
      {main}
    </div>
  )
  const side = (
    <aside className="aside" aria-label={asideLabel} key="aside">
      {aside}
    </aside>
  )
  return (
    <div className={'split' + (actFirst ? ' act-first' : '')}>{actFirst ? [side, list] : [list, side]}</div>
  )
}

/** A part of a page with its heading. */
export function Part({
  title,
  end,
  children,
  className,
}: {
  title?: ReactNode
  end?: ReactNode
  children: ReactNode
  className?: string
}) {
  const id = useId()
  return (
    <section className={'part' + (className ? ' ' + className : '')} aria-labelledby={title ? id : undefined}>
      {title &&
        (end ? (
          <div className="part-head">
            <h2 id={id}>{title}</h2>
            <span className="end">{end}</span>
          </div>
        ) : (
          <h2 id={id}>{title}</h2>
        ))}
      {children}
    </section>
  )
}

/** The bar at the foot: at the left what to know, at the right what to do. */
export function ActionBar({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  return (
    <footer className="action-bar">
      {children}
      <div className="end">{actions}</div>
    </footer>
  )
}
