/** Records that the receiver refused and nothing newer has overtaken. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { OutboxRow } from '../../../shared/contract/exchange'
import type { Translator } from '../../../shared/locale'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, DataTable, ErrorNote, FormDialog, TextField, useToast, type Column } from '../../components'
import { useT } from '../../i18n'

const columnsOf = (t: Translator): Column<OutboxRow>[] => [
  {
    id: 'record',
    header: t('exchange.col_record'),
    width: '11rem',
    value: (row) => t(`desk.kind_${row.kind}`),
    rowHeader: true,
  },
  {
    id: 'person',
    header: t('exchange.col_person'),
    width: '14rem',
    value: (row) => row.person?.name ?? row.key,
  },
  {
    id: 'reason',
    header: t('exchange.col_reason'),
    value: (row) => row.reasons.map(({ field }) => field).join(' '),
    cell: (row) => (
      <ul className="plain">
        {row.reasons.map(({ field, code, text }) => (
          <li key={field + code}>
            <span className="mono">{field}</span>: {t.local(text)}
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'batch',
    header: t('exchange.col_batch'),
    width: '4.5rem',
    num: true,
    value: (row) => row.batch ?? 0,
  },
]

export function RefusedRecords() {
  const t = useT()
  const toast = useToast()
  const [, go] = useLocation()
  const invalidate = useInvalidate()
  const answer = useCall('exchange.records', { open: true, limit: 500 }, { keepPrevious: true })
  const again = useCommand('exchange.sendAgain')
  const [picked, setPicked] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const [why, setWhy] = useState('')
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data?.rows ?? []
  const selected = rows.find((row) => row.id === picked) ?? rows[0]
  const send = async () => {
    if (!selected) return
    const result = await again.run({ ids: [selected.id], reason: why })
    if (!result.ok) return
    setAsking(false)
    setWhy('')
    invalidate('exchange')
    toast(t('exchange.send_again_done', { n: result.value.waiting }), { icon: 'safe' })
  }
  return (
    <section className="exchange-refused" aria-labelledby="refused-records">
      <h2 id="refused-records">{t('exchange.records_title')}</h2>
      <ErrorNote error={answer.error} />
      <DataTable
        label={t('exchange.records_caption')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        selectedId={selected?.id ?? null}
        onSelect={(row) => setPicked(row.id)}
        onOpen={(row) => row.place && go(row.place)}
        emptyText={t('exchange.records_none')}
      />
      {selected && (
        <p className="acts batch-acts">
          {selected.place && (
            <Button icon="mend" onPress={() => go(selected.place!)}>
              {t('exchange.open_record')}
            </Button>
          )}
          <Button icon="batch" onPress={() => setAsking(true)}>
            {t('exchange.send_again')}
          </Button>
        </p>
      )}
      {asking && (
        <FormDialog
          title={t('exchange.send_again_title')}
          error={again.error}
          busy={again.busy}
          action={t('exchange.send_again')}
          onSave={() => void send()}
          onClose={() => setAsking(false)}
        >
          <p className="help">{t('exchange.send_again_help')}</p>
          <TextField
            kazakhKeys
            label={t('exchange.send_again_why')}
            value={why}
            onChange={setWhy}
            autoFocus
          />
        </FormDialog>
      )}
    </section>
  )
}
