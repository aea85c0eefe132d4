/** A text field that knows a classifier: what fits is offered while typing, anything else may stand there too. */
import { useId, useState } from 'react'
import type { ClassifierKind } from '../../shared/contract/classifiers'
import { useCall } from '../api/hooks'
import { TextField, type TextFieldProps } from '../components'
import { useT } from '../i18n'
import { useDebounced } from './use-debounced'

/**
 * The text is what is kept and printed; the code of what was chosen stands beside it, and the core drops it when
 * the text no longer holds the name. Without a file of the classifier it is a plain text field; the regions are
 * always there.
 */
export function ClassifierField({
  kind,
  code,
  onChange,
  ...field
}: Omit<TextFieldProps, 'onChange' | 'popup' | 'multiline'> & {
  kind: ClassifierKind
  code: string
  onChange: (text: string, code: string) => void
}) {
  const t = useT()
  const listId = useId()
  const [open, setOpen] = useState(false)
  /** -1: nothing is chosen, and Enter leaves what was typed. */
  const [active, setActive] = useState(-1)
  const { value } = field
  const wanted = useDebounced(value.trim(), 120)
  const held = useCall('classifier.list', {}).data
  const knows = kind === 'kato' || (held?.some((one) => one.kind === kind && one.entries > 0) ?? false)
  const asks = knows && open && wanted.length >= 2
  const found = useCall('classifier.suggest', { kind, text: wanted }, { enabled: asks, keepPrevious: true })
  // What stands there already needs no offer.
  const options = asks
    ? (found.data ?? [])
        .filter((one) => t.local(one.text) !== value.trim())
        .map((one) => ({ ...one, text: t.local(one.text) }))
    : []
  const shown = options.length > 0
  const at = Math.min(active, options.length - 1)
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const pick = (option: (typeof options)[number]) => {
    onChange(option.text, option.code)
    close()
  }
  if (!knows) return <TextField {...field} popup={null} onChange={(text) => onChange(text, '')} />
  return (
    <TextField
      {...field}
      onChange={(text) => {
        onChange(text, text.trim() === '' ? '' : code)
        setOpen(true)
        setActive(-1)
      }}
      onBlur={() => {
        close()
        field.onBlur?.()
      }}
      onKeyDown={(event) => {
        if (shown && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault()
          const step = event.key === 'ArrowDown' ? 1 : -1
          setActive(Math.max(-1, Math.min(options.length - 1, at + step)))
          return
        }
        if (event.key === 'ArrowDown' && event.altKey === false && !open) return setOpen(true)
        const option = options[at]
        if (event.key === 'Enter' && option) {
          event.preventDefault()
          return pick(option)
        }
        if (event.key === 'Escape' && shown) {
          // Only the list is left, not the dialog or the page.
          event.preventDefault()
          event.stopPropagation()
          return close()
        }
        field.onKeyDown?.(event)
      }}
      inputProps={{
        ...field.inputProps,
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': shown,
        'aria-controls': listId,
        'aria-activedescendant': shown && at >= 0 ? `${listId}-${at}` : undefined,
      }}
      popup={
        <>
          <p className="vh" role="status">
            {asks && found.isFetched && !found.isPlaceholderData && wanted === value.trim()
              ? t('classifier.suggested', { count: options.length })
              : ''}
          </p>
          {shown && (
            <div className="results" id={listId} role="listbox" aria-label={t('classifier.suggestions')}>
              {options.map((option, n) => (
                <div
                  key={option.code}
                  id={`${listId}-${n}`}
                  role="option"
                  aria-selected={n === at}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => pick(option)}
                >
                  <span>{option.text}</span>
                  <span className="second mono">{option.code}</span>
                </div>
              ))}
            </div>
          )}
        </>
      }
    />
  )
}
