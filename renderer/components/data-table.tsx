import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { Fragment, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useT } from '../i18n'
import { Icon } from './icon'

/** A column. `value` sorts and, without `cell`, is shown. */
export interface Column<R> {
  id: string
  header: string
  value: (row: R) => string | number | null
  cell?: (row: R) => ReactNode
  /** Right-aligned figures. */
  num?: boolean
  /** Width as CSS wants it, e.g. `8rem`. */
  width?: string
  sortable?: boolean
  /** The header is only for screen readers. */
  bare?: boolean
  /** The cell that names the row. */
  rowHeader?: boolean
}

export interface DataTableProps<R> {
  /** Name of the table for screen readers. */
  label: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowId: (row: R) => string | number
  onOpen?: (row: R) => void
  selectedId?: string | number | null
  onSelect?: (row: R) => void
  /** Rows under headings, in the order in which the groups first appear; sorting works inside them. */
  groups?: { of: (row: R) => string; title: (group: string, rows: readonly R[]) => ReactNode }
  emptyText?: ReactNode
  className?: string
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const collator = new Intl.Collator('kk', { numeric: true })

function compare(a: unknown, b: unknown): number {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1
  if (b === null || b === undefined) return -1
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

/** A list: arrows walk, Enter opens, a header sorts. */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const t = useT()
  const body = useRef<HTMLTableElement>(null)
  const { columns, rows, rowId, onOpen, onSelect, selectedId, groups } = props
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, R> => ({
        id: column.id,
        header: column.header,
        accessorFn: column.value,
        enableSorting: column.sortable ?? true,
        sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
      })),
    [columns],
  )
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: (row: R) => String(rowId(row)),
    enableSortingRemoval: true,
  })
  const byId = new Map(columns.map((column) => [column.id, column]))
  const sorted = table.getRowModel().rows.map((row) => row.original)
  const grouped: { key: string; rows: R[] }[] = []
  if (groups)
    for (const row of rows) {
      const key = groups.of(row)
      if (!grouped.some((group) => group.key === key))
        grouped.push({ key, rows: sorted.filter((other) => groups.of(other) === key) })
    }
  else grouped.push({ key: '', rows: sorted })
  const order = grouped.flatMap((group) => group.rows)
  const known = order.some((row) => rowId(row) === selectedId)

  const go = (event: KeyboardEvent<HTMLTableRowElement>, row: R) => {
    if (event.target !== event.currentTarget) return
    const i = order.indexOf(row)
    const to =
      event.key === 'ArrowDown'
        ? i + 1
        : event.key === 'ArrowUp'
          ? i - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? order.length - 1
              : null
    if (to !== null) {
      event.preventDefault()
      const next = order[to]
      if (!next) return
      const id = CSS.escape(String(rowId(next)))
      body.current?.querySelector<HTMLElement>(`tr[data-row="${id}"]`)?.focus()
      onSelect?.(next)
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen(row)
    }
  }

  if (rows.length === 0) return <p className="empty">{props.emptyText ?? t('common.list_empty')}</p>
  const interactive = Boolean(onOpen || onSelect)
  return (
    <table
      ref={body}
      role={interactive ? 'grid' : undefined}
      aria-label={props.label}
      className={props.className}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : undefined} />
        ))}
      </colgroup>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => {
              const column = byId.get(header.column.id)
              const direction = header.column.getIsSorted()
              return (
                <th
                  key={header.id}
                  scope="col"
                  className={column?.num ? 'num' : undefined}
                  aria-sort={
                    direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined
                  }
                >
                  {column?.bare ? (
                    <span className="vh">{column.header}</span>
                  ) : header.column.getCanSort() ? (
                    <button type="button" className="sort" onClick={() => header.column.toggleSorting()}>
                      {column?.header}
                      {direction && <Icon name={direction === 'asc' ? 'up' : 'down'} />}
                    </button>
                  ) : (
                    column?.header
                  )}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      {grouped.map((group) => (
        <tbody key={group.key}>
          {groups && (
            <tr className="group">
              <th colSpan={columns.length} scope="rowgroup">
                {groups.title(group.key, group.rows)}
              </th>
            </tr>
          )}
          {group.rows.map((row) => {
            const id = rowId(row)
            const selected = id === selectedId
            return (
              <tr
                key={id}
                data-row={id}
                className={selected ? 'selected' : undefined}
                aria-selected={interactive ? selected : undefined}
                tabIndex={interactive ? (selected || (!known && row === order[0]) ? 0 : -1) : undefined}
                onKeyDown={interactive ? (event) => go(event, row) : undefined}
                onFocus={(event) => {
                  if (event.target === event.currentTarget && !selected) onSelect?.(row)
                }}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest('a, button, input, label')) return
                  if (onSelect) onSelect(row)
                  else onOpen?.(row)
                }}
                onDoubleClick={() => onSelect && onOpen?.(row)}
              >
                {columns.map((column) => {
                  const content = column.cell ? column.cell(row) : column.value(row)
                  return (
                    <Fragment key={column.id}>
                      {column.rowHeader ? (
                        <th scope="row">{content}</th>
                      ) : (
                        <td className={column.num ? 'num' : undefined}>{content}</td>
                      )}
                    </Fragment>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
