/** A target set up or changed: what it is, a trial of it, and for a server the key that a person confirms. */
import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../shared/contract'
import { targetKinds, type TargetFields } from '../../../shared/contract/targets'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Choice,
  FormDialog,
  Icon,
  Note,
  RadioRow,
  TextField,
  Tick,
  useFieldErrors,
  useToast,
} from '../../components'
import { useT } from '../../i18n'

type Target = OutputOf<'target.list'>['targets'][number]
type Kind = TargetFields['kind']

const paths = ['name', 'path', 'drive', 'folder', 'host', 'user', 'keyFile', 'fingerprint']
const same = ''

/** Everything that can be typed, whichever kind is chosen. */
const blank = {
  name: '',
  path: '',
  stick: '',
  folder: '',
  host: '',
  port: '22',
  user: '',
  auth: 'password' as 'password' | 'key',
  keyFile: '',
  remote: '.',
  fingerprint: '',
}
type Typed = typeof blank

function typedOf(fields: TargetFields): Typed {
  switch (fields.kind) {
    case 'folder':
      return { ...blank, name: fields.name, path: fields.path }
    case 'removable':
      return { ...blank, name: fields.name, stick: fields.stick, folder: fields.folder }
    case 'sftp': {
      const { kind: _, folder, port, ...rest } = fields
      return { ...blank, ...rest, remote: folder, port: String(port) }
    }
  }
}

function fieldsOf(kind: Kind, typed: Typed): TargetFields {
  const { name } = typed
  if (kind === 'folder') return { kind, name, path: typed.path }
  if (kind === 'removable') return { kind, name, stick: typed.stick, folder: typed.folder }
  const { host, user, auth, keyFile, fingerprint } = typed
  const port = Math.min(65535, Math.max(1, Number(typed.port) || 22))
  return { kind, name, host, port, user, auth, keyFile, folder: typed.remote, fingerprint }
}

export function TargetDialog({ target, onClose }: { target: Target | null; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const save = useCommand('target.save')
  const test = useCommand('target.test')
  const [kind, setKind] = useState<Kind>(target?.fields.kind ?? 'folder')
  const [typed, setTyped] = useState<Typed>(() => (target ? typedOf(target.fields) : blank))
  const [secret, setSecret] = useState('')
  const [active, setActive] = useState(target?.active ?? true)
  const [earlier, setEarlier] = useState(true)
  const drives = useCall('target.drives', {}, { enabled: kind === 'removable', staleTime: 0 })
  const [drive, setDrive] = useState<string | null>(target ? same : null)
  const [tried, setTried] = useState<OutputOf<'target.test'> | null>(null)
  const error = save.error ?? test.error
  const { of, rest } = useFieldErrors(error, paths)

  const set = (field: keyof Typed) => (value: string) => {
    setTried(null)
    // Another server has another key.
    const other = field === 'host' || field === 'port' ? { fingerprint: '' } : {}
    setTyped((now) => ({ ...now, ...other, [field]: value }))
  }
  const input = (fingerprint = typed.fingerprint) => ({
    id: target?.id ?? null,
    fields: fieldsOf(kind, { ...typed, fingerprint }),
    secret: kind === 'sftp' && secret !== '' ? secret : null,
    drive: kind === 'removable' && drive ? drive : null,
  })
  const tryIt = async (fingerprint?: string) => {
    if (test.busy) return
    save.reset()
    setTried(null)
    const result = await test.run(input(fingerprint))
    if (result.ok) setTried(result.value)
  }
  const confirm = (fingerprint: string) => {
    setTyped((now) => ({ ...now, fingerprint }))
    void tryIt(fingerprint)
  }
  const store = async () => {
    test.reset()
    const whole: InputOf<'target.save'> = { ...input(), version: target?.version ?? null, active, earlier }
    const result = await save.run(whole)
    if (!result.ok) return
    invalidate('targets')
    toast(t('target.saved', { name: result.value.fields.name }))
    onClose()
  }
  const text = (
    field: 'name' | 'path' | 'folder' | 'host' | 'user' | 'keyFile',
    label: string,
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      field={field}
      label={label}
      value={typed[field]}
      onChange={set(field)}
      error={of(field)}
      {...more}
    />
  )
  const shown = drives.data ?? []
  return (
    <FormDialog
      title={t(target ? 'target.dialog_change' : 'target.dialog_add')}
      error={rest}
      busy={save.busy}
      action={t('common.save')}
      onSave={() => void store()}
      onClose={onClose}
    >
      <div className="fields target-fields">
        {!target && (
          <Choice
            label={t('target.f_kind')}
            value={kind}
            onChange={(next) => {
              setKind(next)
              setTried(null)
            }}
            options={targetKinds.map((value) => ({ value, label: t(`target.kind_${value}`) }))}
            help={t(`target.kind_${kind}_note`)}
          />
        )}
        {text('name', t('target.f_name'), { kazakhKeys: true, maxLength: 100, autoFocus: true })}
        {kind === 'folder' && text('path', t('target.f_path'), { help: t('target.f_path_help') })}
        {kind === 'removable' && (
          <>
            <RadioRow
              field="drive"
              label={t('target.f_drive')}
              value={drive}
              onChange={setDrive}
              error={of('drive')}
              options={[
                ...(target ? [{ value: same, label: t('target.f_drive_same') }] : []),
                ...shown.map(({ path }) => ({ value: path, label: path })),
              ]}
              help={drives.data && shown.length === 0 ? t('target.f_drive_none') : t('target.f_drive_help')}
            />
            <p className="acts">
              <Button small icon="again" onPress={() => void drives.refetch()}>
                {t('target.refresh')}
              </Button>
            </p>
            {text('folder', t('target.f_stick_folder'), { optional: true })}
          </>
        )}
        {kind === 'sftp' && (
          <>
            {text('host', t('target.f_host'), { width: 8 })}
            <TextField
              width={4}
              label={t('target.f_port')}
              numeric
              maxLength={5}
              value={typed.port}
              onChange={set('port')}
            />
            {text('user', t('target.f_user'))}
            <Choice
              label={t('target.f_auth')}
              value={typed.auth}
              onChange={set('auth')}
              options={[
                { value: 'password', label: t('target.auth_password') },
                { value: 'key', label: t('target.auth_key') },
              ]}
            />
            {typed.auth === 'key' && text('keyFile', t('target.f_keyFile'))}
            <TextField
              type="password"
              autoComplete="new-password"
              label={t(typed.auth === 'key' ? 'target.f_passphrase' : 'target.f_password')}
              optional={typed.auth === 'key'}
              help={target?.hasSecret ? t('target.f_secret_kept') : undefined}
              value={secret}
              onChange={(value) => {
                setTried(null)
                setSecret(value)
              }}
            />
            <TextField label={t('target.f_remote_folder')} value={typed.remote} onChange={set('remote')} />
          </>
        )}
        <div data-field="fingerprint">
          <p className="acts">
            <Button icon="look" onPress={() => void tryIt()}>
              {t(test.busy ? 'target.testing' : 'target.test')}
            </Button>
          </p>
          {of('fingerprint') && !tried && (
            <p className="error" role="alert">
              <Icon small name="stop" />
              <span>{of('fingerprint')}</span>
            </p>
          )}
        </div>
        <div aria-live="polite">
          {tried?.fingerprint && !tried.tried && (
            <Note tone="today">
              <p>{t('target.key_shown')}</p>
              <p className="mono break">{tried.fingerprint}</p>
              <p>{t('target.key_compare')}</p>
              <p className="acts">
                <Button icon="safe" onPress={() => tried.fingerprint && confirm(tried.fingerprint)}>
                  {t('target.key_confirm')}
                </Button>
              </p>
            </Note>
          )}
          {tried?.tried && (
            <Note tone="done">
              <p>
                {t('target.test_good', {
                  free: tried.free === null ? 'none' : String(Math.floor(tried.free / 1024 / 1024)),
                })}
              </p>
            </Note>
          )}
        </div>
        {kind === 'sftp' && typed.fingerprint !== '' && (
          <p className="second break">{t('target.key_confirmed', { key: typed.fingerprint })}</p>
        )}
        {!target && (
          <Tick checked={earlier} onChange={setEarlier}>
            {t('target.f_earlier')}
          </Tick>
        )}
        {target && (
          <Tick checked={active} onChange={setActive}>
            {t('target.f_active')}
          </Tick>
        )}
      </div>
    </FormDialog>
  )
}
