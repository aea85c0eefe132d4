import { useEffect, useId, useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useT } from '../i18n'
import { comboAria, comboText, useKey, type Combo } from '../keys'
import { Icon, type IconName } from './icon'

export function Kbd({ children }: { children: string }) {
  return <kbd aria-hidden="true">{comboText(children)}</kbd>
}

export interface ButtonProps {
  kind?: 'primary' | 'plain' | 'default'
  /** Key that presses it while it is on the screen; shown on the button and in F1. */
  shortcut?: Combo
  /** Show the key without binding it (somebody else listens, e.g. Enter in a form). */
  shortcutShown?: Combo
  /** Why it cannot be done yet. The button stays reachable, dashed, and says the reasons. */
  notReady?: readonly string[]
  small?: boolean
  wide?: boolean
  big?: boolean
  icon?: IconName
  /** Name for screen readers and for F1 where the caption is not enough. */
  label?: string
  type?: 'button' | 'submit'
  autoFocus?: boolean
  /** Id of a text that explains why it is not ready, when that stands on the screen. */
  describedBy?: string
  onPress?: () => void
  /** Called when pressed while not ready, e.g. to lead to the first obstacle. */
  onNotReady?: () => void
  className?: string
  id?: string
  children: ReactNode
}

/** The one button. Disabled buttons do not exist here: what cannot be done yet says why. */
export function Button(props: ButtonProps) {
  const { kind = 'default', notReady, shortcut, icon, children } = props
  const t = useT()
  const element = useRef<HTMLButtonElement>(null)
  const reasonsId = useId()
  const blocked = notReady !== undefined && notReady.length > 0
  const press = () => {
    if (!blocked) return props.onPress?.()
    element.current?.focus()
    props.onNotReady?.()
  }
  const act = () => {
    if (props.type === 'submit' && !blocked) element.current?.form?.requestSubmit()
    else press()
  }
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useKey(
    shortcut,
    () => {
      const focused = document.activeElement
      // A field that keeps its text until it is left (a date) must hand it over first, and be heard.
      if (focused instanceof HTMLElement && focused !== element.current)
        flushSync(() => void focused.dispatchEvent(new CustomEvent('qabyldau:commit', { bubbles: true })))
      latest.current()
    },
    { label: props.label ?? (typeof children === 'string' ? children : undefined) },
  )
  const shown = shortcut ?? props.shortcutShown
  return (
    <>
      <button
        ref={element}
        id={props.id}
        type={props.type ?? 'button'}
        autoFocus={props.autoFocus}
        className={[
          'btn',
          kind === 'default' ? '' : kind,
          props.small ? 'small' : '',
          props.wide ? 'wide' : '',
          props.big ? 'big' : '',
          props.className ?? '',
        ]
          .filter(Boolean)
          .join(' ')}
        aria-disabled={blocked || undefined}
        aria-label={props.label}
        aria-describedby={blocked ? (props.describedBy ?? reasonsId) : undefined}
        aria-keyshortcuts={shown ? comboAria(shown) : undefined}
        title={blocked ? notReady.join('; ') : undefined}
        onClick={(event) => {
          if (blocked) event.preventDefault()
          if (props.type !== 'submit' || blocked) press()
          else props.onPress?.()
        }}
      >
        {icon && <Icon name={icon} />}
        {props.wide ? <span className="grow">{children}</span> : children}
        {shown && <Kbd>{shown}</Kbd>}
      </button>
      {blocked && !props.describedBy && (
        <span className="vh" id={reasonsId}>
          {t('common.not_ready')}: {notReady.join('; ')}
        </span>
      )}
    </>
  )
}
