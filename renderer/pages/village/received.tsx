/** R43, R44: what the centre took in from assistants, and what became of each case. */
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { RuralArrival, RuralReceipt } from '../../../shared/contract/rural'
import { call } from '../../api/client'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Chip, DeadlineChip, ErrorNote } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { ToldDialog } from './dialogs'
import { FilePick, toldText, useFetch } from './parts'
import { TakeIn, type Read } from './take-in'

export function ReceivedView() {
  const t = useT()
  const answer = useCall('rural.receipts', {})
  const [read, setRead] = useState<Read | null>(null)
  return (
    <div className="page-body">
      <div className="toolbar">
        <p className="second">{t('rural.received_lead')}</p>
        <div className="end">
          <FilePick<OutputOf<'rural.readFile'>>
            primary
            label={t('rural.take_in')}
            shortcut="F6"
            read={(token) => call('rural.readFile', { token })}
            onRead={(value, token) => setRead({ ...value, token })}
          />
        </div>
      </div>
      <ErrorNote error={answer.error} />
      {answer.data?.length === 0 && <p className="empty">{t('rural.none_received')}</p>}
      {answer.data?.map((receipt, i) => (
        <Receipt key={receipt.id} receipt={receipt} first={i === 0} />
      ))}
      {read && <TakeIn read={read} onClose={() => setRead(null)} />}
    </div>
  )
}

function Receipt({ receipt, first }: { receipt: RuralReceipt; first: boolean }) {
  const t = useT()
  const { error, fetchFile } = useFetch()
  return (
    <section className="part village-receipt">
      <div className="part-head">
        <h2>
          {t.language === 'ru' ? receipt.district.ru : receipt.district.kk}, № {receipt.number}
        </h2>
        <span className="end">
          <Button
            small
            icon="download"
            {...(first ? { shortcut: 'F9' } : {})}
            label={t('rural.answer_file_of', { number: receipt.number })}
            onPress={() => void fetchFile(call('rural.answerFile', { id: receipt.id }))}
          >
            {t('rural.answer_file')}
          </Button>
        </span>
      </div>
      <p className="second">
        {t('rural.receipt_lead', {
          assistant: receipt.assistant,
          sent: formatDate(receipt.sentOn),
          by: shortName(receipt.by),
          at: formatDateTime(receipt.at),
        })}
      </p>
      <ErrorNote error={error} />
      <ul className="lines">
        {receipt.arrivals.map((arrival) => (
          <Arrival key={arrival.id} arrival={arrival} />
        ))}
      </ul>
    </section>
  )
}

function Arrival({ arrival }: { arrival: RuralArrival }) {
  const t = useT()
  const { can } = useDesk()
  const invalidate = useInvalidate()
  const inform = useCommand('rural.inform')
  const [asking, setAsking] = useState(false)
  const { registeredOn, informed, outcome } = arrival
  return (
    <li>
      <span>
        <a className="main" href={'#/applications/' + arrival.applicationId}>
          {arrival.personName}
        </a>
        <span className="second block">
          {[
            arrival.iinMasked,
            '№ ' + arrival.applicationNumber,
            t('rural.received_day', { date: formatDate(arrival.receivedOn) }),
            t(`rural.result_${arrival.check.result}`),
          ].join(' · ')}
        </span>
      </span>
      <span className="end">
        {outcome === null && (
          <DeadlineChip why={arrival.due} due={arrival.due.due} workingDaysLeft={arrival.workingDaysLeft} />
        )}
        {outcome === 'refused' && <Chip tone="stop">{t('rural.state_refused')}</Chip>}
        {registeredOn && (
          <Chip tone="done">{t('rural.registered_day', { date: formatDate(registeredOn) })}</Chip>
        )}
        {informed && <Chip tone="info">{toldText(t, informed)}</Chip>}
        {registeredOn && !informed && can('decide') && (
          <Button small icon="message" onPress={() => setAsking(true)}>
            {t('rural.tell_do')}
          </Button>
        )}
      </span>
      {asking && (
        <ToldDialog
          lead={t('rural.tell_lead', {
            name: arrival.personName,
            number: arrival.applicationNumber,
            date: formatDate(registeredOn ?? ''),
          })}
          busy={inform.busy}
          run={async (words) => {
            const result = await inform.run({ id: arrival.id, version: arrival.version, ...words })
            if (result.ok) invalidate('rural', 'applications', 'deadlines')
            return result.ok ? null : result.error
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
