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
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useT } from '../i18n'
import { KeyLayer } from '../keys'
import { Button } from './button'
import { Icon, type IconName } from './icon'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  wide?: boolean
  /** Buttons at the foot; a close button is added. */
  actions?: ReactNode
  children: ReactNode
}

/** A question over the desk. Esc closes; keys of the desk rest while it is open. */
export function Dialog({ open, onClose, title, wide, actions, children }: DialogProps) {
  const t = useT()
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      className="overlay"
      isDismissable={false}
    >
      <Modal className="modal">
        <AriaDialog className={'dialog' + (wide ? ' wide' : '')}>
          <KeyLayer>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <div>{children}</div>
            <div className="dialog-acts">
              {actions}
              <Button shortcutShown="Esc" onPress={onClose}>
                {t('common.close')}
              </Button>
            </div>
          </KeyLayer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface Toast {
  id: number
  text: ReactNode
  icon: IconName
  action?: { label: string; run: () => void } | undefined
}
type ShowToast = (
  text: ReactNode,
  options?: { icon?: IconName; action?: { label: string; run: () => void } },
) => void

const Context = createContext<ShowToast>(() => undefined)

/** Say that something was done. Never for an error: those stand where they belong. */
export function useToast(): ShowToast {
  return useContext(Context)
}

export function Toasts({ children }: { children: ReactNode }) {
  const [list, setList] = useState<Toast[]>([])
  const next = useRef(1)
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const pending = timers.current
    return () => pending.forEach(clearTimeout)
  }, [])
  const remove = useCallback((id: number) => setList((now) => now.filter((toast) => toast.id !== id)), [])
  const show = useCallback<ShowToast>(
    (text, options) => {
      const id = next.current++
      setList((now) => [
        ...now.slice(-2),
        { id, text, icon: options?.icon ?? 'check', action: options?.action },
      ])
      timers.current.add(setTimeout(() => remove(id), 6000))
    },
    [remove],
  )
  const rendered = useMemo(
    () =>
      list.map((toast) => (
        <p className="toast" key={toast.id}>
          <Icon name={toast.icon} />
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                toast.action?.run()
                remove(toast.id)
              }}
            >
              {toast.action.label}
            </button>
          )}
        </p>
      )),
    [list, remove],
  )
  return (
    <Context.Provider value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {rendered}
      </div>
    </Context.Provider>
  )
}
