import { useState } from 'react'
import { useCommand } from '../../api/hooks'
import { TextField, useToast } from '../../components'
import { useT } from '../../i18n'
import { FormFoot, useFieldErrors } from './form'

const empty = { current: '', next: '', again: '' }

/** Change one's own password. */
export function PasswordPart() {
  const t = useT()
  const toast = useToast()
  const command = useCommand('session.changePassword')
  const [typed, setTyped] = useState(empty)
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const set = (field: keyof typeof empty) => (value: string) => setTyped({ ...typed, [field]: value })

  const save = async () => {
    if (command.busy) return
    const wrong: Record<string, string> = {}
    if (!typed.current) wrong['current'] = t('settings.field_needed')
    if (!typed.next) wrong['next'] = t('settings.field_needed')
    else if (typed.next !== typed.again) wrong['again'] = t('settings.password_differs')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const { current, next } = typed
    const result = await command.run({ current, next })
    if (result.ok) {
      setTyped(empty)
      toast(t('settings.password_changed'), { icon: 'password' })
    } else if (result.error.code === 'password_wrong') show({ current: t.error(result.error) })
    else if (result.error.code === 'password_weak') show({ next: t.error(result.error) })
    else refuse(result.error, [])
  }

  return (
    <form
      className="page-body settings-form narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{t('settings.password_title')}</h2>
      <div className="fields">
        <TextField
          field="current"
          type="password"
          autoComplete="current-password"
          label={t('settings.password_current')}
          value={typed.current}
          onChange={set('current')}
          error={errors['current']}
        />
        <TextField
          field="next"
          type="password"
          autoComplete="new-password"
          label={t('settings.password_next')}
          help={t('settings.password_help')}
          value={typed.next}
          onChange={set('next')}
          error={errors['next']}
        />
        <TextField
          field="again"
          type="password"
          autoComplete="new-password"
          label={t('settings.password_again')}
          value={typed.again}
          onChange={set('again')}
          error={errors['again']}
        />
      </div>
      <FormFoot busy={command.busy} fault={fault} caption={t('settings.password_change')} />
    </form>
  )
}
