import type { ReactNode } from 'react'
import type { ErrorValue } from '../../shared/errors'
import { useT } from '../i18n'
import { Button } from './button'
import { Dialog } from './dialog'
import { ErrorNote } from './status'

/** A dialog with a form: F8 or Enter saves, what concerns no field stands at its foot. */
export function FormDialog({
  title,
  error,
  busy,
  action,
  onSave,
  onClose,
  children,
}: {
  title: string
  error: ErrorValue | null
  busy: boolean
  action: string
  onSave: () => void
  onClose: () => void
  children: ReactNode
}) {
  const t = useT()
  const save = () => !busy && onSave()
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <Button kind="primary" icon="disk" shortcut="F8" onPress={save}>
          {busy ? t('desk.saving') : action}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {children}
        <button type="submit" hidden />
      </form>
      <ErrorNote error={error} />
    </Dialog>
  )
}
