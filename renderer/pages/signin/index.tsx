import { useRef, useState, type KeyboardEvent } from 'react'
import { useCall, useCommand } from '../../api/hooks'
import { Brand, Button, Choice, ErrorNote, Icon, RadioRow, TextField, useErrorText } from '../../components'
import type { Session, Status } from '../../desk'
import { useLanguage, useT } from '../../i18n'

export interface SignInProps {
  status: Status
  session: Session
  onEntered: (session: Session) => void
}

const asksPassword = new Set(['password_wrong', 'password_blocked'])

/** Who works, and the password; also the lock over a desk that somebody is working at. */
export default function SignIn({ status, session, onEntered }: SignInProps) {
  const t = useT()
  const { language, setLanguage } = useLanguage()
  const text = useErrorText()
  const staff = useCall('session.staff', {})
  const signIn = useCommand('session.signIn')
  const [chosen, setChosen] = useState<number | null>(session.me?.id ?? null)
  const [password, setPassword] = useState('')
  const [hint, setHint] = useState<'none' | 'kazakh' | 'cyrillic'>('none')
  const [caps, setCaps] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const people = staff.data ?? []
  const who = chosen ?? (people.length === 1 ? (people[0]?.id ?? null) : null)
  const locked = session.me !== null
  const centre = status.centreName ? (language === 'ru' ? status.centreName.ru : status.centreName.kk) : ''
  const missing = [
    who === null ? t('setup.choose_who') : '',
    password === '' ? t('setup.type_password') : '',
  ].filter(Boolean)

  const enter = async () => {
    if (who === null || missing.length > 0 || signIn.busy) return
    const result = await signIn.run({ staffId: who, password })
    setPassword('')
    if (result.ok) onEntered(result.value)
    else field.current?.focus()
  }
  const look = (event: KeyboardEvent) => {
    setCaps(event.getModifierState('CapsLock'))
    if (event.key.length !== 1) return
    setHint(
      /^Digit\d$/.test(event.code) && /[әіңғүұқ]/i.test(event.key)
        ? 'kazakh'
        : /\p{Script=Cyrillic}/u.test(event.key)
          ? 'cyrillic'
          : 'none',
    )
  }
  const beside = signIn.error && asksPassword.has(signIn.error.code)
  const warnings = [
    hint === 'kazakh' ? t('setup.kazakh_layout') : hint === 'cyrillic' ? t('setup.cyrillic_layout') : '',
    caps ? t('setup.caps') : '',
  ].filter(Boolean)
  const someone = people.find((member) => member.id === session.me?.id)
  return (
    <div className="alone sign-in">
      <header>
        <Brand />
        <Choice
          bare
          label={t('common.language')}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'kk', label: 'Қазақша' },
            { value: 'ru', label: 'Русский' },
          ]}
        />
      </header>
      <main>
        <form
          className="sheet"
          aria-labelledby="sign-in-title"
          onSubmit={(event) => {
            event.preventDefault()
            void enter()
          }}
        >
          <div className="sheet-body">
            <div className="sheet-head">
              <h1 id="sign-in-title">{t(locked ? 'setup.locked_title' : 'setup.sign_in_title')}</h1>
              <p className="second">
                {locked ? t('setup.locked_lead', { centre, n: status.idleMinutes }) : centre}
              </p>
            </div>
            <ErrorNote error={staff.error} />
            <div className="fields">
              <RadioRow
                list
                label={t('setup.who')}
                value={who === null ? null : String(who)}
                onChange={(id) => {
                  setChosen(Number(id))
                  signIn.reset()
                }}
                options={people.map((member) => ({
                  value: String(member.id),
                  label: member.fullName,
                  note: [
                    (language === 'ru' ? member.positionRu : member.positionKk) ||
                      member.roles.map((role) => t(`common.role_${role}`)).join(', '),
                    member.hasOpenDraft ? t('setup.has_draft') : '',
                  ]
                    .filter(Boolean)
                    .join(' · '),
                }))}
              />
              <input
                hidden
                readOnly
                autoComplete="username"
                value={people.find((member) => member.id === who)?.fullName ?? ''}
              />
              <TextField
                label={t('setup.password')}
                type="password"
                autoComplete="current-password"
                autoFocus
                inputRef={field}
                value={password}
                onChange={setPassword}
                onKeyDown={look}
                maxLength={200}
                error={beside && signIn.error ? text(signIn.error) : undefined}
                warning={warnings.length > 0 ? warnings.join(' ') : undefined}
              />
            </div>
            {!beside && <ErrorNote error={signIn.error} />}
          </div>
          <footer className="sheet-foot">
            {locked && (
              <span className="second with-icon">
                <Icon small name="disk" />
                {someone?.hasOpenDraft ? t('setup.draft_kept') : t('setup.other_person')}
              </span>
            )}
            <div className="end">
              <Button kind="primary" type="submit" shortcutShown="Enter" notReady={missing}>
                {t('setup.sign_in')}
              </Button>
            </div>
          </footer>
        </form>
        <p className="second centred">
          {status.demoPassword === null
            ? t('setup.forgot')
            : t('setup.demo_sign_in', { password: status.demoPassword })}
        </p>
      </main>
    </div>
  )
}
