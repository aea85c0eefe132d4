/** What differs for a case that came through a portal: how it came, and its electronic result (R46 to R53). */
import { useState } from 'react'
import type { PortalCase } from '../../../shared/contract/portal'
import type { Application } from '../../../shared/model'
import { useCommand, useInvalidate } from '../../api/hooks'
import {
  Button,
  Chip,
  DateField,
  Facts,
  FromCentral,
  Icon,
  Note,
  Part,
  RadioRow,
  TextField,
  useToast,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { sentText } from '../people/portal-words'
import { useFieldErrors, useTyped } from '../settings/form'
import '../people/people.css'

/** How it came, and what the rules say of its day; of a registration by enbek.kz that nothing is decided here. */
export function PortalPart({ arrived, application }: { arrived: PortalCase; application: Application }) {
  const t = useT()
  const told = arrived.told.filter(({ rule }) => rule !== 'R49')
  return (
    <Part title={t('portal.part', { channel: arrived.channel })} className="through-portal">
      <Facts
        rows={[
          [t('portal.f_number'), arrived.portalNumber],
          [t(arrived.automatic ? 'portal.f_registered' : 'portal.f_sent'), sentText(arrived.sentAt)],
          [
            t('portal.entered'),
            t('portal.entered_by', { by: shortName(arrived.by), at: formatDateTime(arrived.enteredAt) }),
          ],
          arrived.central && [t('central.from_label'), <FromCentral of={arrived.central} line={false} />],
          application.secondReason !== '' && [t('portal.second_reason'), application.secondReason],
        ]}
      />
      {told.map((one) => (
        <p key={one.rule} className="with-icon">
          <Icon small name="info" />
          <span>
            {t.local(one.sentence)} <span className="second">{t.local(one.source)}</span>
          </span>
        </p>
      ))}
      {arrived.automatic && <Note>{t('portal.automatic_note')}</Note>}
      {!arrived.automatic && arrived.outcome === null && <p className="second">{t('portal.no_paper')}</p>}
    </Part>
  )
}

const paths = ['signedBy', 'signer', 'signedOn', 'sentOn', 'reason'] as const

/** R49: who signed the electronic result, when, and when it went to the cabinet. */
export function ResultPart({ arrived }: { arrived: PortalCase }) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const { can, status } = useDesk()
  const result = arrived.result!
  const done = result.sentOn !== null
  const [mending, setMending] = useState(false)
  const save = useCommand('portal.recordResult')
  const { typed, set, now } = useTyped({
    signedBy: result.signedBy ?? 'director',
    signer: result.signer || arrived.director,
    signedOn: result.signedOn ?? status.today,
    sentOn: result.sentOn ?? (result.signedOn === null ? '' : status.today),
    reason: '',
  })
  const { errors, fault, clear, refuse } = useFieldErrors()
  const store = async () => {
    if (save.busy) return
    clear()
    const { signedBy, ...rest } = now()
    const answer = await save.run({
      applicationId: arrived.applicationId,
      version: result.version,
      signedBy: signedBy as 'director' | 'authorised',
      ...rest,
    })
    if (!answer.ok) {
      if (answer.error.code === 'version_conflict') invalidate('portal')
      return refuse(answer.error, paths)
    }
    invalidate('portal', 'applications', 'deadlines', 'people')
    toast(t(answer.value.result?.sentOn ? 'portal.sent_saved' : 'portal.signed_saved'))
  }
  const writes = can('decide') && (!done || mending)
  return (
    <section className={'step' + (done ? '' : ' now')} aria-labelledby="step-result">
      <div className="step-name">
        <h2 id="step-result">{t('portal.result')}</h2>
        {done && (
          <p className="state is-done">
            <Icon small name="check" />
            {t('counter.state_done')}
          </p>
        )}
      </div>
      <div>
        {result.signedOn !== null && (
          <p>
            <Chip tone={done ? 'done' : 'today'}>
              {t(done ? 'portal.state_sent' : 'portal.state_signed')}
            </Chip>{' '}
            <span className="second">
              {t('portal.signed_line', {
                kind: result.signedBy,
                signer: result.signer,
                signed: formatDate(result.signedOn),
                sent: formatDate(result.sentOn),
                done,
              })}
            </span>
          </p>
        )}
        {!writes && done && can('decide') && (
          <p className="acts">
            <Button small icon="mend" onPress={() => setMending(true)}>
              {t('portal.result_mend')}
            </Button>
          </p>
        )}
        {!writes && !done && <p className="quiet">{t('portal.result_waits')}</p>}
        {writes && (
          <form
            className="fields"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void store()
            }}
          >
            <p className="second field">{t('portal.result_help')}</p>
            <RadioRow
              field="signedBy"
              label={t('portal.signed_by')}
              value={typed.signedBy}
              onChange={set('signedBy')}
              error={errors['signedBy']}
              options={(['director', 'authorised'] as const).map((value) => ({
                value,
                label: t(`portal.signed_by_${value}`),
              }))}
            />
            <TextField
              field="signer"
              width={12}
              kazakh
              label={t('portal.signer')}
              maxLength={300}
              value={typed.signer}
              onChange={set('signer')}
              error={errors['signer']}
            />
            <DateField
              field="signedOn"
              width={6}
              century="near"
              label={t('portal.signed_on')}
              value={typed.signedOn}
              onChange={set('signedOn')}
              error={errors['signedOn']}
            />
            <DateField
              field="sentOn"
              width={6}
              century="near"
              optional
              label={t('portal.sent_on')}
              help={t('portal.sent_on_help')}
              value={typed.sentOn}
              onChange={set('sentOn')}
              error={errors['sentOn']}
            />
            {result.signedOn !== null && (
              <TextField
                field="reason"
                optional
                kazakhKeys
                label={t('portal.reason')}
                maxLength={500}
                value={typed.reason}
                onChange={set('reason')}
                error={errors['reason']}
              />
            )}
            {fault && (
              <p className="not-ready field" role="alert">
                <strong>{t('desk.not_saved')}</strong> {fault}
              </p>
            )}
            <p className="acts field">
              <Button kind="primary" type="submit" icon="disk" shortcut="F8">
                {save.busy ? t('desk.saving') : t('portal.result_save')}
              </Button>
            </p>
          </form>
        )}
      </div>
    </section>
  )
}
