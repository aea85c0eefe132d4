import { useMemo, useState } from 'react'
import type { Translator } from '../../../shared/locale'
import type { StaffRow } from '../../../shared/model'
import { roles, type Role } from '../../../shared/rights'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DataTable,
  Dialog,
  ErrorNote,
  FieldMessage,
  TextField,
  Tick,
  useToast,
  type Column,
} from '../../components'
import { useT } from '../../i18n'
import { useFieldErrors, type FieldErrors } from './form'

const roleWords = (t: Translator, row: StaffRow): string =>
  row.roles.map((role) => t(`settings.role_${role}`)).join(', ')
const positionOf = (t: Translator, row: StaffRow): string =>
  t.language === 'ru' ? row.positionRu : row.positionKk

function columnsOf(t: Translator): Column<StaffRow>[] {
  return [
    {
      id: 'name',
      header: t('settings.staff_name'),
      value: (row) => row.fullName,
      cell: (row) => (
        <>
          {row.fullName}
          <span className="second">{positionOf(t, row)}</span>
        </>
      ),
      rowHeader: true,
    },
    { id: 'roles', header: t('settings.staff_role'), value: (row) => roleWords(t, row) },
    {
      id: 'state',
      header: t('settings.staff_state'),
      width: '12rem',
      value: (row) => (row.active ? 0 : 1),
      cell: (row) => (
        <>
          <Chip tone={row.active ? 'done' : 'wait'} icon={row.active ? 'check' : 'leave'}>
            {t(row.active ? 'settings.staff_active' : 'settings.staff_left')}
          </Chip>
          {row.hasOpenDraft && <span className="second">{t('settings.staff_draft')}</span>}
        </>
      ),
    },
  ]
}

type Open = { is: 'add' } | { is: 'edit'; row: StaffRow } | { is: 'password'; row: StaffRow } | null

/** Who works here, what each may do, and a new password for whoever forgot it. */
export function StaffPart() {
  const t = useT()
  const answer = useCall('staff.list', {})
  const [picked, setPicked] = useState<number | null>(null)
  const [open, setOpen] = useState<Open>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data ?? []
  const selected = rows.find((row) => row.id === picked) ?? rows[0]
  const close = () => setOpen(null)
  return (
    <div className="page-body">
      <div className="toolbar">
        <h2>{t('settings.staff_title')}</h2>
        <div className="end">
          {selected && (
            <>
              <Button small icon="mend" shortcut="F3" onPress={() => setOpen({ is: 'edit', row: selected })}>
                {t('settings.staff_edit')}
              </Button>
              <Button small icon="password" onPress={() => setOpen({ is: 'password', row: selected })}>
                {t('settings.staff_password')}
              </Button>
            </>
          )}
          <Button small kind="primary" icon="personNew" shortcut="Ins" onPress={() => setOpen({ is: 'add' })}>
            {t('settings.staff_add')}
          </Button>
        </div>
      </div>
      <ErrorNote error={answer.error} />
      {answer.data && (
        <DataTable
          label={t('settings.staff_caption')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected?.id ?? null}
          onSelect={(row) => setPicked(row.id)}
          onOpen={(row) => setOpen({ is: 'edit', row })}
        />
      )}
      {open?.is === 'add' && <StaffDialog row={null} onClose={close} />}
      {open?.is === 'edit' && <StaffDialog row={open.row} onClose={close} />}
      {open?.is === 'password' && <PasswordDialog row={open.row} onClose={close} />}
    </div>
  )
}

const ruralCaptions = {
  districtKk: 'settings.staff_district_kk',
  districtRu: 'settings.staff_district_ru',
  akim: 'settings.staff_akim',
} as const

const known = [
  'fullName',
  'positionKk',
  'positionRu',
  'roles',
  'password',
  'districtKk',
  'districtRu',
  'akim',
]

function StaffDialog({ row, onClose }: { row: StaffRow | null; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const add = useCommand('staff.add')
  const save = useCommand('staff.save')
  const [typed, setTyped] = useState({
    fullName: row?.fullName ?? '',
    positionKk: row?.positionKk ?? '',
    positionRu: row?.positionRu ?? '',
    active: row?.active ?? true,
    password: '',
    again: '',
    districtKk: row?.rural?.districtKk ?? '',
    districtRu: row?.rural?.districtRu ?? '',
    akim: row?.rural?.akim ?? '',
  })
  const [own, setOwn] = useState<readonly Role[]>(row?.roles ?? ['specialist'])
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const busy = add.busy || save.busy
  const set = (field: keyof typeof typed) => (value: string) => setTyped({ ...typed, [field]: value })

  const submit = async () => {
    if (busy) return
    const wrong: Record<string, string> = {}
    const assistant = own.includes('assistant')
    const places = ['districtKk', 'districtRu', 'akim'] as const
    for (const field of ['fullName', 'positionKk', 'positionRu', ...(assistant ? places : [])] as const)
      if (typed[field].trim() === '') wrong[field] = t('settings.field_needed')
    if (own.length === 0) wrong['roles'] = t('settings.role_needed')
    if (!row && !typed.password) wrong['password'] = t('settings.field_needed')
    else if (!row && typed.password !== typed.again) wrong['again'] = t('settings.password_differs')
    if (Object.keys(wrong).length > 0) return show(wrong)
    clear()
    const { fullName, positionKk, positionRu, active, password } = typed
    const { districtKk, districtRu, akim } = typed
    const rural = assistant ? { districtKk, districtRu, akim } : null
    const shared = { fullName, positionKk, positionRu, roles: [...own], rural }
    const result = row
      ? await save.run({ id: row.id, version: row.version, ...shared, active })
      : await add.run({ staff: { ...shared, password } })
    if (!result.ok) {
      if (result.error.code === 'staff_name_taken') return show({ fullName: t.error(result.error) })
      if (result.error.code === 'password_weak') return show({ password: t.error(result.error) })
      if (result.error.code === 'version_conflict') invalidate('staff')
      return refuse(result.error, known)
    }
    invalidate('staff')
    toast(t(row ? 'settings.staff_saved' : 'settings.staff_added', { name: result.value.fullName }))
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(row ? 'settings.staff_edit_title' : 'settings.staff_add')}
      actions={
        <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void submit()}>
          {busy ? t('settings.saving') : t('common.save')}
        </Button>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          field="fullName"
          label={t('settings.staff_name')}
          value={typed.fullName}
          onChange={set('fullName')}
          error={errors['fullName']}
          kazakh
          autoFocus
        />
        <TextField
          field="positionKk"
          width={6}
          label={t('settings.staff_position_kk')}
          value={typed.positionKk}
          onChange={set('positionKk')}
          error={errors['positionKk']}
          kazakhKeys
          lang="kk"
        />
        <TextField
          kazakhKeys
          field="positionRu"
          width={6}
          label={t('settings.staff_position_ru')}
          value={typed.positionRu}
          onChange={set('positionRu')}
          error={errors['positionRu']}
          lang="ru"
        />
        <fieldset className="field" data-field="roles">
          <legend className="caption">{t('settings.staff_roles')}</legend>
          {roles.map((role) => (
            <Tick
              key={role}
              checked={own.includes(role)}
              onChange={(on) => setOwn(roles.filter((each) => (each === role ? on : own.includes(each))))}
              note={t(`settings.role_${role}_help`)}
            >
              {t(`settings.role_${role}`)}
            </Tick>
          ))}
          {errors['roles'] && <FieldMessage>{errors['roles']}</FieldMessage>}
        </fieldset>
        {own.includes('assistant') && (
          <fieldset className="field">
            <legend className="caption">{t('settings.staff_rural')}</legend>
            <div className="fields">
              {(['districtKk', 'districtRu', 'akim'] as const).map((field) => (
                <TextField
                  key={field}
                  field={field}
                  width={field === 'akim' ? 12 : 6}
                  label={t(ruralCaptions[field])}
                  value={typed[field]}
                  onChange={set(field)}
                  error={errors[field]}
                  maxLength={200}
                  kazakh={field === 'akim'}
                  kazakhKeys
                />
              ))}
            </div>
          </fieldset>
        )}
        {row ? (
          <div className="field">
            <Tick
              checked={typed.active}
              onChange={(active) => setTyped({ ...typed, active })}
              note={t('settings.staff_active_help')}
            >
              {t('settings.staff_active_tick')}
            </Tick>
          </div>
        ) : (
          <Passwords typed={typed} set={set} errors={errors} label={t('settings.staff_first_password')} />
        )}
        <button type="submit" hidden />
      </form>
      {fault && (
        <p className="not-ready form-foot" role="alert">
          <strong>{t('settings.not_saved')}</strong> {fault}
        </p>
      )}
    </Dialog>
  )
}

function Passwords({
  typed,
  set,
  errors,
  label,
}: {
  typed: { password: string; again: string }
  set: (field: 'password' | 'again') => (value: string) => void
  errors: FieldErrors
  label: string
}) {
  const t = useT()
  return (
    <>
      <TextField
        field="password"
        width={6}
        type="password"
        autoComplete="new-password"
        label={label}
        help={t('settings.password_help')}
        value={typed.password}
        onChange={set('password')}
        error={errors['password']}
      />
      <TextField
        field="again"
        width={6}
        type="password"
        autoComplete="new-password"
        label={t('settings.password_again')}
        value={typed.again}
        onChange={set('again')}
        error={errors['again']}
      />
    </>
  )
}

function PasswordDialog({ row, onClose }: { row: StaffRow; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const reset = useCommand('staff.resetPassword')
  const [typed, setTyped] = useState({ password: '', again: '' })
  const { errors, fault, clear, show, refuse } = useFieldErrors()
  const submit = async () => {
    if (reset.busy) return
    if (!typed.password) return show({ password: t('settings.field_needed') })
    if (typed.password !== typed.again) return show({ again: t('settings.password_differs') })
    clear()
    const result = await reset.run({ id: row.id, password: typed.password })
    if (result.ok) {
      toast(t('settings.staff_password_done', { name: row.fullName }), { icon: 'password' })
      onClose()
    } else if (result.error.code === 'password_weak') show({ password: t.error(result.error) })
    else refuse(result.error, known)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settings.staff_password_title', { name: row.fullName })}
      actions={
        <Button kind="primary" icon="disk" shortcut="F8" onPress={() => void submit()}>
          {reset.busy ? t('settings.saving') : t('common.save')}
        </Button>
      }
    >
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="second field">{t('settings.staff_password_help')}</p>
        <Passwords
          typed={typed}
          set={(field) => (value) => setTyped({ ...typed, [field]: value })}
          errors={errors}
          label={t('settings.password_next')}
        />
        <button type="submit" hidden />
      </form>
      {fault && (
        <p className="not-ready form-foot" role="alert">
          <strong>{t('settings.not_saved')}</strong> {fault}
        </p>
      )}
    </Dialog>
  )
}
