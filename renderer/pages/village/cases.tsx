/** R35, R42: the assistant's cases, the most urgent first; checked ones are ticked and sent. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import type { RuralRow } from '../../../shared/contract/rural'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall, useInvalidate } from '../../api/hooks'
import {
  Button,
  DataTable,
  DeadlineChip,
  Dialog,
  ErrorNote,
  Filters,
  Note,
  type Column,
} from '../../components'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { ListTools, PrintHead } from '../today/list'
import { FilePick, StateChip, toldText } from './parts'
import { SendDialog } from './send-dialog'

type Answer = OutputOf<'rural.readAnswer'>

/** What happened last, or what the case waits for. */
function more(t: Translator, row: RuralRow): string {
  if (row.told) return toldText(t, row.told)
  if (row.answer)
    return [
      '№ ' + row.answer.applicationNumber,
      row.answer.registeredOn ? formatDate(row.answer.registeredOn) : '',
    ]
      .filter(Boolean)
      .join(', ')
  if (row.transfer)
    return t('rural.sent_as', { number: row.transfer.number, date: formatDate(row.transfer.sentOn) })
  return row.check ? t(`rural.result_${row.check.result}`) + ', ' + formatDate(row.check.on) : ''
}

function columnsOf(t: Translator): Column<RuralRow>[] {
  return [
    {
      id: 'person',
      header: t('rural.col_person'),
      value: (row) => row.personName,
      cell: (row) => (
        <>
          <a className="main" href={'#/rural/cases/' + row.id} tabIndex={-1}>
            {row.personName || t('rural.no_name')}
          </a>
          <span className="second">{row.iinMasked}</span>
        </>
      ),
      rowHeader: true,
    },
    {
      id: 'begun',
      header: t('rural.col_begun'),
      width: '8rem',
      value: (row) => row.begunOn,
      cell: (row) => formatDate(row.begunOn),
    },
    {
      id: 'state',
      header: t('rural.col_state'),
      width: '19rem',
      value: (row) => row.state,
      cell: (row) => (
        <>
          <StateChip state={row.state} />
          <span className="second">{more(t, row)}</span>
        </>
      ),
    },
    {
      id: 'due',
      header: t('rural.col_due'),
      width: '15rem',
      value: (row) => row.due?.due ?? null,
      cell: (row) =>
        row.due ? (
          <>
            <DeadlineChip why={row.due} due={row.due.due} workingDaysLeft={row.workingDaysLeft} />
            <span className="second">
              {t(row.state === 'registered' ? 'rural.todo_tell' : 'rural.todo_send')}
            </span>
          </>
        ) : (
          <span className="second">
            {row.state === 'draft'
              ? t('rural.todo_check')
              : row.state === 'checked'
                ? t('rural.todo_send')
                : ''}
          </span>
        ),
    },
  ]
}

export function CasesView() {
  const t = useT()
  const [, go] = useLocation()
  const invalidate = useInvalidate()
  const [show, setShow] = useState<'open' | 'all'>('open')
  const answer = useCall('rural.cases', { show }, { keepPrevious: true })
  const [selected, setSelected] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const [read, setRead] = useState<Answer | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.cases ?? []
  const checked = rows.filter(({ state }) => state === 'checked')
  const place = answer.data?.place
  return (
    <div className="page-body">
      <PrintHead title={t('rural.view_cases')} />
      <div className="toolbar">
        <Filters
          label={t('rural.show')}
          value={show}
          onChange={setShow}
          options={[
            { value: 'open', label: t('rural.show_open') },
            { value: 'all', label: t('rural.show_all') },
          ]}
        />
        {place && <p className="second">{t.language === 'ru' ? place.districtRu : place.districtKk}</p>}
        <div className="end">
          <FilePick
            label={t('rural.read_answer')}
            shortcut="F6"
            read={(token) => call('rural.readAnswer', { token })}
            onRead={(value) => {
              invalidate('rural')
              setRead(value)
            }}
          />
          <Button
            small
            icon="sent"
            shortcut="F8"
            notReady={checked.length === 0 ? [t('rural.none_checked')] : []}
            onPress={() => setSending(true)}
          >
            {t('rural.send')}
          </Button>
          {place && (
            <Button small kind="primary" icon="plus" shortcut="Ins" onPress={() => go('/rural/cases/new')}>
              {t('rural.new_case')}
            </Button>
          )}
        </div>
      </div>
      {place === null && <Note tone="today">{t('error.rural_place_missing')}</Note>}
      <ErrorNote error={answer.error} />
      {answer.data && (
        <DataTable
          label={t('rural.view_cases')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected}
          onSelect={(row) => setSelected(row.id)}
          onOpen={(row) => go('/rural/cases/' + row.id)}
          emptyText={t(show === 'open' ? 'rural.none_open' : 'rural.none')}
        />
      )}
      {rows.length > 0 && (
        <div className="toolbar">
          <ListTools />
        </div>
      )}
      {sending && <SendDialog cases={checked} onClose={() => setSending(false)} />}
      {read && <AnswerRead read={read} onClose={() => setRead(null)} />}
    </div>
  )
}

/** What the file of the centre changed, case by case. */
function AnswerRead({ read, onClose }: { read: Answer; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog open onClose={onClose} title={t('rural.answer_title', { number: read.number })}>
      <ul className="status-lines">
        {read.lines.map((line) => (
          <li key={line.id}>
            <b>{line.personName || line.applicationNumber}</b>, № {line.applicationNumber}
            {line.registeredOn && ', ' + formatDate(line.registeredOn)}
            <span className="second line-2">{t(`rural.answer_${line.verdict}`)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
