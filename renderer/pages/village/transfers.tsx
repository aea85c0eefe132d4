/** R42: what was sent from this desk; the same file and the same list as often as they are asked for. */
import { useMemo, useState } from 'react'
import type { RuralTransfer } from '../../../shared/contract/rural'
import type { Translator } from '../../../shared/locale'
import { call } from '../../api/client'
import { useCall } from '../../api/hooks'
import { Button, Chip, DataTable, ErrorNote, type Column } from '../../components'
import { formatDate, shortName } from '../../format'
import { useT } from '../../i18n'
import { useFetch } from './parts'

function columnsOf(t: Translator): Column<RuralTransfer>[] {
  return [
    {
      id: 'number',
      header: t('rural.col_number'),
      width: '9rem',
      value: (row) => row.number,
      rowHeader: true,
    },
    {
      id: 'sent',
      header: t('rural.col_sent'),
      width: '9rem',
      value: (row) => row.sentOn,
      cell: (row) => formatDate(row.sentOn),
    },
    { id: 'cases', header: t('rural.col_cases'), width: '6rem', num: true, value: (row) => row.cases },
    {
      id: 'answered',
      header: t('rural.col_answered'),
      value: (row) => row.answered - row.cases,
      cell: (row) => (
        <Chip tone={row.answered === row.cases ? 'done' : 'wait'}>
          {t('rural.answered', { n: row.answered, of: row.cases })}
        </Chip>
      ),
    },
    {
      id: 'by',
      header: t('rural.col_by'),
      width: '10rem',
      value: (row) => row.by,
      cell: (row) => <span className="second">{shortName(row.by)}</span>,
    },
  ]
}

export function TransfersView() {
  const t = useT()
  const answer = useCall('rural.transfers', {})
  const [picked, setPicked] = useState<number | null>(null)
  const { error, fetchFile } = useFetch()
  const columns = useMemo(() => columnsOf(t), [t])
  const rows = answer.data ?? []
  const selected = rows.find(({ id }) => id === picked) ?? rows[0]
  const take = (as: 'file' | 'docx' | 'pdf') =>
    selected && void fetchFile(call('rural.transferFile', { id: selected.id, as }))
  return (
    <div className="page-body">
      <div className="toolbar">
        <p className="second">{t('rural.transfers_lead')}</p>
        {selected && (
          <div className="end">
            <Button small icon="download" shortcut="F9" onPress={() => take('pdf')}>
              {t('rural.list_pdf')}
            </Button>
            <Button small icon="download" onPress={() => take('docx')}>
              {t('rural.list_docx')}
            </Button>
            <Button small kind="primary" icon="download" shortcut="F8" onPress={() => take('file')}>
              {t('rural.save_file')}
            </Button>
          </div>
        )}
      </div>
      <ErrorNote error={answer.error ?? error} />
      {answer.data && (
        <DataTable
          label={t('rural.view_transfers')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          selectedId={selected?.id ?? null}
          onSelect={(row) => setPicked(row.id)}
          onOpen={(row) => setPicked(row.id)}
          emptyText={t('rural.none_sent')}
        />
      )}
    </div>
  )
}
