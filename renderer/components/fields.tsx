import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
} from 'react-aria-components'
import { formatDate } from '../format'
import { useT } from '../i18n'
import { kazakhLetter, kazakhLetters, typeLetter } from '../keys'
import { digitsOf, readDate } from '../digits'
import { Icon } from './icon'

type Width = 3 | 4 | 5 | 6 | 7 | 8 | 12

interface Labelled {
  label: string
  help?: ReactNode
  error?: ReactNode
  /** Something to look at that does not stop anything. */
  warning?: ReactNode
  optional?: boolean
  /** Dotted path of what is edited; `focusField` finds the field by it. */
  field?: string
  /** Columns of twelve inside `.fields`. */
  width?: Width
  /** The label is only for screen readers (inside a table row that names itself). */
  bare?: boolean
}

/** The element that carries this path, or the nearest parent path that is on the screen. */
export function fieldElement(path: string): HTMLElement | null {
  for (let name = path; name; name = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '') {
    const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
    if (found) return found
  }
  return null
}

/** Whether an element stands wholly within everything that scrolls around it. */
function isInSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (around.scrollHeight <= around.clientHeight || getComputedStyle(around).overflowY === 'visible')
      continue
    const frame = around.getBoundingClientRect()
    if (top < frame.top || bottom > frame.bottom) return false
  }
  return top >= 0 && bottom <= window.innerHeight
}

/** Move to the field of a problem. A longer path falls back to its parent. Answers whether one was found. */
export function focusField(path: string): boolean {
  const found = fieldElement(path)
  if (!found) return false
  const inside = found.matches('input, textarea, button, select')
    ? found
    : found.querySelector<HTMLElement>(
        'input:not([tabindex="-1"]), textarea, button:not([tabindex="-1"]), select',
      )
  const target = inside ?? found
  target.focus({ preventScroll: true })
  // What is in sight stays where it is: the name above it is read while the question is asked.
  if (!isInSight(target)) target.scrollIntoView({ block: 'center', inline: 'nearest' })
  return true
}

/** What is wrong, beside its field, in words; read aloud when it appears. */
export function FieldMessage({
  id,
  kind = 'error',
  children,
}: {
  id?: string
  kind?: 'error' | 'warn' | 'good'
  children: ReactNode
}) {
  return (
    <p className={kind} id={id} role={kind === 'error' ? 'alert' : kind === 'good' ? 'status' : undefined}>
      <Icon small name={kind === 'error' ? 'stop' : kind === 'warn' ? 'warn' : 'check'} />
      <span>{children}</span>
    </p>
  )
}

function Messages({
  id,
  help,
  error,
  warning,
}: {
  id: string
  help?: ReactNode
  error?: ReactNode
  warning?: ReactNode
}) {
  return (
    <>
      {error && <FieldMessage id={id + '-e'}>{error}</FieldMessage>}
      {warning && (
        <FieldMessage id={id + '-w'} kind="warn">
          {warning}
        </FieldMessage>
      )}
      {help && (
        <p className="help" id={id + '-h'}>
          {help}
        </p>
      )}
    </>
  )
}

function describedBy(
  id: string,
  { help, error, warning }: { help?: ReactNode; error?: ReactNode; warning?: ReactNode },
) {
  return (
    [error ? id + '-e' : '', warning ? id + '-w' : '', help ? id + '-h' : ''].filter(Boolean).join(' ') ||
    undefined
  )
}

function Caption({
  id,
  label,
  optional,
  bare,
}: {
  id: string
  label: string
  optional?: boolean | undefined
  bare?: boolean | undefined
}) {
  const t = useT()
  return (
    <label htmlFor={id} className={bare ? 'vh' : undefined}>
      {label} {optional && <span className="opt">({t('common.if_any')})</span>}
    </label>
  )
}

const shell = (width: Width | undefined) => 'field' + (width ? ' w' + width : '')

/** The nine letters that many keyboards here lack; outside the tab order, Ctrl + letter does the same. */
export function LetterRow({ onLetter }: { onLetter: (letter: string) => void }) {
  const t = useT()
  return (
    <div className="letters" role="group" aria-label={t('common.kazakh_letters')}>
      {kazakhLetters.map((letter) => (
        <button
          key={letter}
          type="button"
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onLetter(letter)}
        >
          {letter}
        </button>
      ))}
    </div>
  )
}

export interface TextFieldProps extends Labelled {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  /** Name field: row of Kazakh letters and Ctrl + letter. */
  kazakh?: boolean
  /** Kazakh letters by Ctrl only, without the row. */
  kazakhKeys?: boolean
  tall?: boolean
  multiline?: boolean
  type?: 'text' | 'password' | 'email' | 'tel' | 'search'
  /** Digits only are meant: shown on touch keyboards, letters of a Kazakh layout are mapped back. */
  numeric?: boolean
  maxLength?: number
  autoFocus?: boolean
  autoComplete?: string
  readOnly?: boolean
  lang?: string
  name?: string
  /** Words that stand before and after the field on one line, as on the form. */
  before?: string
  after?: string
  inputRef?: Ref<HTMLInputElement>
  inputProps?: Record<string, string | boolean | undefined>
}

export function TextField(props: TextFieldProps) {
  const id = useId()
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const { error, numeric } = props
  const shared = {
    id,
    ref: (found: (HTMLInputElement & HTMLTextAreaElement) | null) => {
      element.current = found
      if (typeof props.inputRef === 'function') props.inputRef(found)
      else if (props.inputRef) props.inputRef.current = found
    },
    name: props.name,
    value: props.value,
    maxLength: props.maxLength,
    readOnly: props.readOnly,
    lang: props.lang,
    autoFocus: props.autoFocus,
    autoComplete: props.autoComplete ?? 'off',
    spellCheck: false,
    'data-field': props.field,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy(id, props),
    onBlur: props.onBlur,
    onChange: (event: { currentTarget: { value: string } }) =>
      props.onChange(numeric ? digitsOf(event.currentTarget.value) : event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const letter = props.kazakh || props.kazakhKeys ? kazakhLetter(event.nativeEvent) : undefined
      if (letter) {
        event.preventDefault()
        event.stopPropagation()
        typeLetter(event.currentTarget, letter)
        return
      }
      props.onKeyDown?.(event)
    },
  }
  const control = props.multiline ? (
    <textarea
      {...shared}
      className={'input textarea' + (props.tall ? ' tall' : '')}
      rows={props.tall ? 5 : 3}
    />
  ) : (
    <input
      {...shared}
      {...props.inputProps}
      type={props.type ?? 'text'}
      inputMode={numeric ? 'numeric' : undefined}
      className={'input' + (props.tall ? ' tall' : '')}
    />
  )
  return (
    <div className={shell(props.width)}>
      <Caption id={id} label={props.label} optional={props.optional} bare={props.bare} />
      {props.before || props.after ? (
        <div className="inset">
          {props.before && <span>{props.before}</span>}
          {control}
          {props.after && <span>{props.after}</span>}
        </div>
      ) : (
        control
      )}
      {props.kazakh && (
        <LetterRow onLetter={(letter) => element.current && typeLetter(element.current, letter)} />
      )}
      <Messages id={id} {...props} />
    </div>
  )
}

export interface DateFieldProps extends Labelled {
  /** ISO day, or what was typed when that is no day. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** Years typed with two digits: the past (birth) or around today (validity). */
  century?: 'past' | 'near'
  autoFocus?: boolean
  /** Marked as wrong although the words stand elsewhere. */
  invalid?: boolean
}

/** A day typed as 15.03.1985, 15031985 or 150385. Gives the ISO day, or the raw text when it is no day. */
export function DateField(props: DateFieldProps) {
  const t = useT()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const element = useRef<HTMLInputElement>(null)
  const shown = typed ?? formatDate(props.value)
  const century = props.century ?? 'past'
  const commit = () => {
    if (typed === null) return
    const day = readDate(typed, century)
    const next = day ?? typed.trim()
    setTyped(null)
    if (next !== props.value) props.onChange(next)
  }
  const latest = useRef(commit)
  useEffect(() => {
    latest.current = commit
  })
  useEffect(() => {
    const field = element.current
    const hear = () => latest.current()
    field?.addEventListener('qabyldau:commit', hear)
    return () => field?.removeEventListener('qabyldau:commit', hear)
  }, [])
  return (
    <div className={shell(props.width)}>
      <Caption id={id} label={props.label} optional={props.optional} bare={props.bare} />
      <input
        ref={element}
        id={id}
        className="input"
        value={shown}
        inputMode="numeric"
        autoComplete="off"
        maxLength={24}
        placeholder={t('common.date_shape')}
        autoFocus={props.autoFocus}
        data-field={props.field}
        aria-invalid={props.error || props.invalid ? true : undefined}
        aria-describedby={describedBy(id, props)}
        onChange={(event) => {
          const text = event.currentTarget.value
          setTyped(text)
          // Six digits may be the beginning of eight: they count when the field is left.
          const whole = digitsOf(text).length === 8 ? readDate(text, century) : text.trim() === '' ? '' : null
          if (whole !== null && whole !== props.value) props.onChange(whole)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
        onBlur={() => {
          commit()
          props.onBlur?.()
        }}
      />
      <Messages id={id} {...props} />
    </div>
  )
}

export interface Option<V extends string> {
  value: V
  label: string
  /** Second line. */
  note?: ReactNode
  /** What it is a kind of, where radios name it above their options. */
  group?: string | undefined
}

export interface SelectFieldProps<V extends string> extends Labelled {
  value: V | null
  onChange: (value: V) => void
  options: readonly Option<V>[]
}

export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const t = useT()
  const id = useId()
  return (
    <div className={shell(props.width)} data-field={props.field}>
      <Select
        className="field"
        value={props.value}
        onChange={(key) => key !== null && props.onChange(key as V)}
        isInvalid={Boolean(props.error)}
        placeholder={t('common.choose')}
        aria-label={props.bare ? props.label : undefined}
        aria-describedby={describedBy(id, props)}
      >
        {!props.bare && <Label className="caption">{props.label}</Label>}
        <AriaButton className="select select-button" data-invalid={props.error ? true : undefined}>
          <SelectValue>{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
          <Icon small name="down" />
        </AriaButton>
        <Popover className="popover">
          <ListBox className="listbox">
            {props.options.map((option) => (
              <ListBoxItem key={option.value} id={option.value} textValue={option.label}>
                {option.label}
                {option.note && <span className="second"> {option.note}</span>}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      <Messages id={id} {...props} />
    </div>
  )
}

interface ChoiceProps<V extends string> extends Labelled {
  value: V | null
  onChange: (value: V) => void
  options: readonly Option<V>[]
}

/** A few answers side by side, one of them chosen; arrows move. */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const id = useId()
  return (
    <div className={props.bare ? undefined : shell(props.width)} data-field={props.field}>
      {!props.bare && (
        <span className="caption" id={id + '-l'}>
          {props.label}
        </span>
      )}
      <RadioGroup
        className="choice"
        value={props.value}
        onChange={(value) => props.onChange(value as V)}
        isInvalid={Boolean(props.error)}
        {...(props.bare ? { 'aria-label': props.label } : { 'aria-labelledby': id + '-l' })}
        aria-describedby={describedBy(id, props)}
        orientation="horizontal"
      >
        {props.options.map((option) => (
          <Radio key={option.value} value={option.value}>
            {option.label}
          </Radio>
        ))}
      </RadioGroup>
      <Messages id={id} {...props} />
    </div>
  )
}

/** Answers with a dot each; `list` puts them under one another with a second line. */
export function RadioRow<V extends string>(props: ChoiceProps<V> & { list?: boolean }) {
  const id = useId()
  // Kinds of the same thing that follow each other stand together under its name.
  const runs: { group: string | undefined; options: Option<V>[] }[] = []
  for (const option of props.options) {
    const last = runs.at(-1)
    if (last && last.group === option.group) last.options.push(option)
    else runs.push({ group: option.group, options: [option] })
  }
  const radio = (option: Option<V>) => (
    <Radio key={option.value} value={option.value} className={props.list ? undefined : 'radio'}>
      <span className="dot-mark" />
      <span>
        {props.list ? <b>{option.label}</b> : option.label}
        {option.note && <small>{option.note}</small>}
      </span>
    </Radio>
  )
  return (
    <div className={shell(props.width)} data-field={props.field}>
      <RadioGroup
        className="field"
        value={props.value}
        onChange={(value) => props.onChange(value as V)}
        isInvalid={Boolean(props.error)}
        aria-label={props.bare ? props.label : undefined}
        aria-describedby={describedBy(id, props)}
      >
        {!props.bare && <Label className="caption">{props.label}</Label>}
        <div className={props.list ? 'people-pick' : 'radio-row'}>
          {runs.map(({ group, options }) =>
            group === undefined ? (
              options.map(radio)
            ) : (
              <div key={group} className="radio-part" role="group" aria-label={group}>
                <span className="caption">{group}</span>
                {options.map(radio)}
              </div>
            ),
          )}
        </div>
      </RadioGroup>
      <Messages id={id} {...props} />
    </div>
  )
}

/** A box to tick. */
export function Tick(props: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  note?: ReactNode
  field?: string
  error?: ReactNode
  busy?: boolean
}) {
  const id = useId()
  return (
    <div data-field={props.field}>
      <label className="tick">
        <input
          type="checkbox"
          checked={props.checked}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={props.error ? id + '-e' : undefined}
          aria-busy={props.busy || undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>
          {props.children}
          {props.note && <small>{props.note}</small>}
        </span>
      </label>
      {props.error && <FieldMessage id={id + '-e'}>{props.error}</FieldMessage>}
    </div>
  )
}
