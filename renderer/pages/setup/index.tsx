import { useState, type ReactNode } from 'react'
import { Controller, useForm, type Control, type FieldPath } from 'react-hook-form'
import type { OutputOf } from '../../../shared/contract'
import { emptyCentre, type Centre, type ScreenLanguage } from '../../../shared/model'
import regions from '../../../shared/law/regions.json'
import { checkBin } from '../../../shared/rules/iin'
import { useCall, useCommand } from '../../api/hooks'
import {
  Brand,
  Button,
  ErrorNote,
  Icon,
  Note,
  RadioRow,
  SelectField,
  TextField,
  Tick,
  focusField,
} from '../../components'
import { useLanguage, useT } from '../../i18n'
import { useKey } from '../../keys'

interface Values {
  centre: Centre
  administrator: {
    fullName: string
    positionKk: string
    positionRu: string
    specialist: boolean
    password: string
  }
  again: string
}

const empty: Values = {
  centre: emptyCentre,
  administrator: { fullName: '', positionKk: '', positionRu: '', specialist: true, password: '' },
  again: '',
}

const steps = ['language', 'centre', 'administrator'] as const
type Step = (typeof steps)[number]

/** First run: three steps, or one click to look at invented data. */
export default function FirstRun({ onDone }: { onDone: () => void }) {
  const t = useT()
  const { language, setLanguage } = useLanguage()
  const form = useForm<Values>({ defaultValues: empty, mode: 'onBlur', shouldFocusError: false })
  const [step, setStep] = useState<Step>('language')
  const complete = useCommand('setup.complete')
  const demo = useCommand('setup.demo')
  const [invented, setInvented] = useState<OutputOf<'setup.demo'> | null>(null)
  const number = steps.indexOf(step)

  const back = () => {
    const before = steps[number - 1]
    if (before) setStep(before)
  }
  useKey('Esc', back, { when: number > 0 })

  /** Lead to the first field of the step that is wrong. Answers whether the step is in order. */
  const inOrder = async (part: 'centre' | 'administrator'): Promise<boolean> => {
    const names: FieldPath<Values>[] =
      part === 'centre'
        ? (Object.keys(empty.centre) as (keyof Centre)[]).map((key) => `centre.${key}` as const)
        : [
            'administrator.fullName',
            'administrator.positionKk',
            'administrator.positionRu',
            'administrator.password',
            'again',
          ]
    const fine = await form.trigger(names)
    if (fine) return true
    const wrong = names.find((name) => form.getFieldState(name).error)
    if (wrong) setTimeout(() => focusField(wrong))
    return false
  }

  const finish = async () => {
    const { centre, administrator } = form.getValues()
    const result = await complete.run({
      language,
      centre,
      administrator: {
        fullName: administrator.fullName,
        positionKk: administrator.positionKk,
        positionRu: administrator.positionRu,
        roles: administrator.specialist ? ['administrator', 'specialist'] : ['administrator'],
        password: administrator.password,
      },
    })
    if (result.ok || result.error.code === 'setup_done') return onDone()
    const guess = result.error.code.startsWith('bin_')
      ? 'centre.bin'
      : result.error.code === 'password_weak'
        ? 'administrator.password'
        : null
    const fields = (result.error.fields ?? (guess ? [{ ...result.error, path: guess }] : [])).map((field) =>
      // The rule of passwords does not know where the password stands.
      field.path === 'password' ? { ...field, path: 'administrator.password' } : field,
    )
    for (const field of fields) form.setError(field.path as FieldPath<Values>, { message: t.error(field) })
    const path = fields[0]?.path
    if (path?.startsWith('centre')) setStep('centre')
    if (path) setTimeout(() => focusField(path))
  }

  const next = async () => {
    if (step === 'language') setStep('centre')
    else if (step === 'centre') {
      if (await inOrder('centre')) setStep('administrator')
    } else if (await inOrder('administrator')) await finish()
  }

  const lookAtDemo = async () => {
    const result = await demo.run({ language })
    if (result.ok) setInvented(result.value)
  }

  if (invented) return <Invented made={invented} onDone={onDone} />
  return (
    <div className="alone first-run">
      <header>
        <Brand />
        <nav aria-label={t('setup.steps')}>
          <ol className="steps">
            {steps.map((name, i) => (
              <li
                key={name}
                className={i < number ? 'ok' : i === number ? 'now' : ''}
                aria-current={i === number ? 'step' : undefined}
              >
                <span className="no">{i < number ? <Icon small name="check" /> : i + 1}</span>
                {t(`setup.step_${name}`)}
              </li>
            ))}
          </ol>
        </nav>
        <p className="second">{t('setup.minutes_left')}</p>
      </header>
      <main id="main">
        <form
          className="sheet"
          aria-labelledby="setup-title"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void next()
          }}
        >
          <div className="sheet-body">
            <p className="caption quiet">{t('setup.step_of', { n: number + 1, of: steps.length })}</p>
            <div hidden={step !== 'language'}>
              <Heading
                title={t('setup.language_title')}
                lead={t('setup.language_lead')}
                current={step === 'language'}
              />
              <RadioRow<ScreenLanguage>
                label={t('common.language')}
                bare
                list
                value={language}
                onChange={setLanguage}
                options={[
                  { value: 'kk', label: 'Қазақша' },
                  { value: 'ru', label: 'Русский' },
                  { value: 'en', label: 'English' },
                ]}
              />
            </div>
            {step === 'centre' && (
              <>
                <Heading title={t('setup.centre_title')} lead={t('setup.centre_lead')} current />
                <CentreFields control={form.control} />
              </>
            )}
            {step === 'administrator' && (
              <>
                <Heading title={t('setup.admin_title')} lead={t('setup.admin_lead')} current />
                <AdministratorFields control={form.control} />
              </>
            )}
            {complete.error && !complete.error.fields && <ErrorNote error={complete.error} />}
            {demo.error && <ErrorNote error={demo.error} />}
            {demo.busy && <Note tone="wait">{t('setup.demo_wait')}</Note>}
          </div>
          <footer className="sheet-foot">
            <Button kind="plain" onPress={() => void lookAtDemo()}>
              {t('setup.demo')}
            </Button>
            <div className="end">
              {number > 0 && (
                <Button shortcutShown="Esc" onPress={back}>
                  {t('common.back')}
                </Button>
              )}
              <Button kind="primary" type="submit" shortcut="F8">
                {step === 'administrator' ? t('setup.finish') : t('common.next')}
              </Button>
            </div>
          </footer>
        </form>
      </main>
    </div>
  )
}

function Heading({ title, lead, current }: { title: string; lead: string; current: boolean }) {
  return (
    <div className="sheet-head">
      <h1 id={current ? 'setup-title' : undefined}>{title}</h1>
      <p className="second">{lead}</p>
    </div>
  )
}

type TextPath = Exclude<FieldPath<Values>, 'centre' | 'administrator' | 'administrator.specialist'>

interface LineProps {
  control: Control<Values>
  name: TextPath
  label: string
  needed?: string
  width?: 6 | 12
  kazakh?: boolean
  kazakhKeys?: boolean
  lang?: string
  help?: ReactNode
  optional?: boolean
  numeric?: boolean
  type?: 'text' | 'password'
  before?: string
  after?: string
  autoFocus?: boolean
  autoComplete?: string
  check?: (value: string, all: Values) => string | true
}

function Line({ control, name, needed, check, width = 6, ...rest }: LineProps) {
  return (
    <Controller
      control={control}
      name={name}
      rules={{
        validate: (value, all) => {
          const text = String(value)
          if (!text.trim()) return needed ?? true
          return check ? check(text, all) : true
        },
      }}
      render={({ field, fieldState }) => (
        <TextField
          {...rest}
          width={width}
          field={name}
          value={String(field.value)}
          onChange={field.onChange}
          onBlur={field.onBlur}
          error={fieldState.error?.message}
        />
      )}
    />
  )
}

function CentreFields({ control }: { control: Control<Values> }) {
  const t = useT()
  const needed = t('setup.needed')
  const line = { control, needed }
  const checkedBin = (text: string) => {
    const check = checkBin(text)
    if (check.valid || !check.error) return true
    return check.expectedDigit === null
      ? t.error({ code: check.error })
      : t('setup.bin_expected', { digit: String(check.expectedDigit) })
  }
  return (
    <div className="fields">
      <Line {...line} name="centre.nameKk" label={t('setup.name_kk')} kazakh lang="kk" autoFocus />
      <Line {...line} name="centre.nameRu" label={t('setup.name_ru')} lang="ru" />
      <Line
        {...line}
        name="centre.areaKk"
        label={t('setup.area_kk')}
        kazakhKeys
        lang="kk"
        after={t('setup.area_kk_after')}
      />
      <Line
        {...line}
        name="centre.areaRu"
        label={t('setup.area_ru')}
        lang="ru"
        before={t('setup.area_ru_before')}
      />
      <p className="help w12 field">{t('setup.area_help')}</p>
      <Line {...line} name="centre.director" label={t('setup.director')} kazakh lang="kk" />
      <Line {...line} name="centre.bin" label={t('setup.bin')} numeric check={checkedBin} />
      <Controller
        control={control}
        name="centre.region"
        rules={{ validate: (value) => (value ? true : needed) }}
        render={({ field, fieldState }) => (
          <SelectField
            width={6}
            field="centre.region"
            label={t('setup.region')}
            value={field.value || null}
            onChange={(code) => {
              field.onChange(code)
              // Judged when left; a chosen answer is judged at once.
              field.onBlur()
            }}
            error={fieldState.error?.message}
            options={regions.map((region) => ({ value: region.code, label: `${region.kk} / ${region.ru}` }))}
          />
        )}
      />
      <span className="field w6" />
      <Line {...line} name="centre.addressKk" label={t('setup.address_kk')} kazakhKeys lang="kk" />
      <Line {...line} name="centre.addressRu" label={t('setup.address_ru')} lang="ru" />
      <Line {...line} name="centre.mobilityCentreKk" label={t('setup.mobility_kk')} kazakhKeys lang="kk" />
      <Line {...line} name="centre.mobilityCentreRu" label={t('setup.mobility_ru')} lang="ru" />
    </div>
  )
}

function AdministratorFields({ control }: { control: Control<Values> }) {
  const t = useT()
  const line = { control, needed: t('setup.needed_person') }
  return (
    <div className="fields">
      <Line
        {...line}
        name="administrator.fullName"
        label={t('setup.full_name')}
        kazakh
        lang="kk"
        width={12}
        autoFocus
        autoComplete="name"
      />
      <Line {...line} name="administrator.positionKk" label={t('setup.position_kk')} kazakhKeys lang="kk" />
      <Line {...line} name="administrator.positionRu" label={t('setup.position_ru')} lang="ru" />
      <fieldset className="field">
        <legend className="caption">{t('setup.roles')}</legend>
        <p className="second">{t('setup.always_administrator')}</p>
        <Controller
          control={control}
          name="administrator.specialist"
          render={({ field }) => (
            <Tick checked={field.value} onChange={field.onChange}>
              {t('setup.also_specialist')}
            </Tick>
          )}
        />
      </fieldset>
      <Line
        {...line}
        name="administrator.password"
        label={t('setup.password')}
        type="password"
        autoComplete="new-password"
        help={t('setup.password_help')}
        check={(value) => value.length >= 8 || t('setup.password_short')}
      />
      <Line
        {...line}
        name="again"
        label={t('setup.password_again')}
        type="password"
        autoComplete="new-password"
        check={(value, all) => value === all.administrator.password || t('setup.password_differs')}
      />
    </div>
  )
}

/** The invented centre is there: who may sign in, and with what. */
function Invented({ made, onDone }: { made: OutputOf<'setup.demo'>; onDone: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const staff = useCall('session.staff', {})
  return (
    <div className="alone sign-in">
      <header>
        <Brand />
      </header>
      <main id="main">
        <div className="sheet">
          <div className="sheet-body">
            <h1>{t('setup.demo_title')}</h1>
            <p className="second">{t('setup.demo_lead', { people: made.people })}</p>
            <p className="caption quiet">{t('setup.demo_password')}</p>
            <p className="number mono">{made.password}</p>
            <h2>{t('setup.demo_staff')}</h2>
            <ErrorNote error={staff.error} />
            <ul className="lines">
              {(staff.data ?? []).map((member) => (
                <li key={member.id}>
                  <Icon name="people" />
                  <span>{member.fullName}</span>
                  <span className="end quiet">
                    {(language === 'ru' ? member.positionRu : member.positionKk) ||
                      member.roles.map((role) => t(`common.role_${role}`)).join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          </div>
          <footer className="sheet-foot">
            <div className="end">
              <Button kind="primary" shortcut="F8" autoFocus onPress={onDone}>
                {t('setup.demo_go')}
              </Button>
            </div>
          </footer>
        </div>
      </main>
    </div>
  )
}
