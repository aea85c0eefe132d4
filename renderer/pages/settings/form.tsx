/** What every form of the settings shares: which field is wrong, whether anything changed, the foot with its button. */
import { useRef, useState, type ReactNode } from 'react'
import type { ErrorValue } from '../../../shared/errors'
import { Button, focusField, useErrorText } from '../../components'
import { useT } from '../../i18n'

export type FieldErrors = Readonly<Record<string, string | undefined>>

/** Errors of the last save by field path (without the name of the input's part), and what fits no field. */
export function useFieldErrors() {
  const t = useT()
  const errorText = useErrorText()
  const [errors, setErrors] = useState<FieldErrors>({})
  const [fault, setFault] = useState<string | null>(null)

  const show = (found: FieldErrors, foot: string | null) => {
    setErrors(found)
    setFault(foot)
    const first = Object.keys(found)[0]
    if (first) setTimeout(() => focusField(first))
  }
  return {
    errors,
    fault,
    clear: () => show({}, null),
    show: (found: FieldErrors) => show(found, null),
    /** `known`: paths that stand on the screen. */
    refuse: (error: ErrorValue, known: readonly string[]) => {
      const found: Record<string, string> = {}
      for (const field of error.fields ?? []) {
        const name = field.path.split('.').pop() ?? ''
        const text =
          field.code === 'name_empty' || field.code === 'input_invalid'
            ? t('settings.field_needed')
            : t.error(field)
        if (known.includes(name)) found[name] ??= text
      }
      show(found, Object.keys(found).length > 0 ? null : errorText(error))
    },
  }
}

/**
 * What is typed into the fields of a form. `now()` is what stands in them at this instant: a date that hands
 * over its text because F8 was pressed is in it, though the form was not drawn anew yet.
 */
export function useTyped<T extends Readonly<Record<string, string>>>(start: T) {
  const [typed, setTyped] = useState(start)
  const latest = useRef(start)
  const set = (field: keyof T) => (value: string) => {
    latest.current = { ...latest.current, [field]: value }
    setTyped(latest.current)
  }
  return { typed, set, now: () => latest.current }
}

/** The button of a form, with why it is not ready and why the last save was refused. */
export function FormFoot({
  busy,
  unchanged,
  fault,
  caption,
  children,
}: {
  busy: boolean
  /** Nothing to save yet. */
  unchanged?: boolean
  fault: string | null
  caption?: string
  children?: ReactNode
}) {
  const t = useT()
  return (
    <div className="form-foot">
      {fault && (
        <p className="not-ready" role="alert">
          <strong>{t('settings.not_saved')}</strong> {fault}
        </p>
      )}
      <p className="acts">
        <Button
          kind="primary"
          type="submit"
          icon="disk"
          shortcut="F8"
          notReady={unchanged ? [t('settings.unchanged')] : []}
        >
          {busy ? t('settings.saving') : (caption ?? t('common.save'))}
        </Button>
        {unchanged && <span className="second form-state">{t('settings.unchanged')}</span>}
        {children}
      </p>
    </div>
  )
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
