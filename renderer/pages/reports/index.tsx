/** Reports: a sentence first, then charts and tables of a period in which every number opens its list. */
import { useState } from 'react'
import {
  reportDimensions,
  reportSections,
  sectionOf,
  type Figure,
  type Listed,
  type ListName,
  type Report,
  type ReportFilter,
} from '../../../shared/contract/reports'
import type { ErrorValue } from '../../../shared/errors'
import type { Translator } from '../../../shared/locale'
import { isDay } from '../../../shared/rules/dates'
import { call } from '../../api/client'
import { download } from '../../api/files'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Choice, DateField, ErrorNote, Page, Part, SelectField, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { PrintHead } from '../today/list'
import { DaysChart, FigureLink, PartsChart, type Open } from './charts'
import { KeptHead, KeptList } from './kept'
import { FigureList } from './list'
import { QueueTable } from './queue'
import { neighbour, periodKinds, periodName, periodOf, type Period } from './period'
import { percent, shareOf, Terms } from './terms'
import './reports.css'

type Marks = Omit<ReportFilter, 'from' | 'to'>
const noMarks: Marks = { service: null, edition: null, measure: null, channel: null, clerkId: null }

interface View {
  period: Period
  marks: Marks
  keptId: number | null
  open: Listed | null
}

/** Where the reader was: a record that a list opened leads back to that list. */
let last: View | null = null

const numberOf = (report: Report, name: Figure['name'], by: Figure['by'] = null) =>
  report.figures.filter((one) => one.name === name && one.by === by).reduce((sum, one) => sum + one.n, 0)

/** "In November the centre accepted …", as far as the filter lets it say. */
function sentence(t: Translator, report: Report, period: Period): string {
  const [inTime, late, overdue] = (['terms.in_time', 'terms.late', 'terms.overdue'] as const).map((name) =>
    numberOf(report, name),
  ) as [number, number, number]
  const share = shareOf(inTime, inTime + late + overdue)
  const placed = numberOf(report, 'placements.vacancies') + numberOf(report, 'placements.measures')
  return (
    [
      t('report.sentence_accepted', {
        period: periodName(t, period),
        n: numberOf(report, 'applications.accepted'),
      }),
      ...(share === null
        ? []
        : [t('report.sentence_share', { share: percent(t.language, share).replace(/\s?%$/u, '') })]),
      ...(report.leftOut.includes('placements') ? [] : [t('report.sentence_placed', { n: placed })]),
      t('report.sentence_referrals', { n: numberOf(report, 'referrals.issued') }),
    ].join(', ') + '.'
  )
}

/** Every figure of a section with its parts folded below it. */
function Section({ section, report, onOpen }: { section: string; report: Report; onOpen: Open }) {
  const t = useT()
  const own = report.figures.filter(({ name }) => sectionOf(name) === section)
  if (own.length === 0) return null
  const term = (name: ListName, days: number) => (
    <FigureLink
      figure={{ name, by: null, value: null, title: null, n: null }}
      title={t.any('report.f_' + name.replace('.', '_'))}
      text={new Intl.NumberFormat(t.language).format(days)}
      onOpen={onOpen}
    />
  )
  return (
    <Part title={t.any('report.section_' + section)}>
      <table className="report-figures">
        <tbody>
          {own
            .filter(({ by }) => by === null)
            .map((figure) => {
              const title = t.any('report.f_' + figure.name.replace('.', '_'))
              const parts = own.filter(({ name, by }) => name === figure.name && by !== null && by !== 'day')
              return (
                <tr key={figure.name}>
                  <th scope="row">
                    {parts.length === 0 || figure.n === 0 ? (
                      title
                    ) : (
                      <details>
                        <summary>{title}</summary>
                        {reportDimensions
                          .filter((dimension) => parts.some(({ by }) => by === dimension))
                          .map((dimension) => (
                            <dl key={dimension}>
                              <dt className="caption">{t(`report.by_${dimension}`)}</dt>
                              {parts
                                .filter(({ by }) => by === dimension)
                                .map((part) => (
                                  <dd key={part.value}>
                                    <span>{part.title ? t.local(part.title) : ''}</span>
                                    <FigureLink
                                      figure={part}
                                      title={`${title}, ${part.title ? t.local(part.title) : ''}`}
                                      onOpen={onOpen}
                                    />
                                  </dd>
                                ))}
                            </dl>
                          ))}
                      </details>
                    )}
                  </th>
                  <td className="num">
                    <FigureLink figure={figure} title={title} onOpen={onOpen} />
                  </td>
                </tr>
              )
            })}
          {section === 'decisions' && report.term && (
            <>
              <tr>
                <th scope="row">{t('report.term_median')}</th>
                <td className="num">{term('decisions.term_median', report.term.median)}</td>
              </tr>
              <tr>
                <th scope="row">{t('report.term_longest')}</th>
                <td className="num">{term('decisions.term_longest', report.term.longest)}</td>
              </tr>
            </>
          )}
        </tbody>
      </table>
    </Part>
  )
}

function Body({ report, period, onOpen }: { report: Report; period: Period; onOpen: Open }) {
  const t = useT()
  const parts = (name: Figure['name'], by: Figure['by']) =>
    report.figures.filter((one) => one.name === name && one.by === by)
  const accepted = t('report.f_applications_accepted')
  return (
    <>
      <p className="sentence">{sentence(t, report, period)}</p>
      <p className="second">{t('report.as_of', { when: formatDateTime(report.asOf) })}</p>
      {report.leftOut.length > 0 && (
        <p className="second">
          {t('report.left_out', {
            sections: report.leftOut.map((one) => t.any('report.section_' + one)).join(', '),
          })}
        </p>
      )}
      {!report.leftOut.includes('queue') && <QueueTable report={report} onOpen={onOpen} />}
      <div className="charts">
        <DaysChart
          title={accepted}
          note={periodName(t, period)}
          days={parts('applications.accepted', 'day')}
          onOpen={onOpen}
        />
        <PartsChart
          title={t('report.chart_measures')}
          note={String(numberOf(report, 'referrals.issued'))}
          parts={parts('referrals.issued', 'measure')}
          onOpen={onOpen}
        />
      </div>
      {!report.leftOut.includes('terms') && <Terms report={report} onOpen={onOpen} />}
      <div className="report-sections">
        {reportSections
          .filter((section) => section !== 'terms' && section !== 'queue')
          .map((section) => (
            <Section key={section} section={section} report={report} onOpen={onOpen} />
          ))}
      </div>
    </>
  )
}

/** What narrows the report: one choice per mark, the first of which is all. */
function MarkFields({ marks, onChange }: { marks: Marks; onChange: (marks: Marks) => void }) {
  const t = useT()
  const choices = useCall('report.choices', {}).data
  if (!choices) return null
  const select = (
    label: string,
    mark: keyof Marks,
    value: string | null,
    options: readonly { value: string; label: string }[],
  ) => (
    <div className="report-select" key={mark}>
      <SelectField
        bare
        label={label}
        value={value ?? 'all'}
        onChange={(chosen) =>
          onChange({
            ...marks,
            ...(mark === 'service' ? { edition: null } : {}),
            [mark]: chosen === 'all' ? null : mark === 'clerkId' ? Number(chosen) : chosen,
          })
        }
        options={[{ value: 'all', label }, ...options]}
      />
    </div>
  )
  const editions = choices.services
    .filter(({ code }) => marks.service === null || code === marks.service)
    .flatMap((one) => one.editions)
  return (
    <div className="report-marks">
      {select(
        t('report.all_services'),
        'service',
        marks.service,
        choices.services.map(({ code, name }) => ({ value: code, label: t.local(name) })),
      )}
      {select(
        t('report.all_editions'),
        'edition',
        marks.edition,
        [...new Set(editions)].map((edition) => ({ value: edition, label: edition })),
      )}
      {select(
        t('report.all_measures'),
        'measure',
        marks.measure,
        choices.measures.map(({ code, name }) => ({ value: code, label: t.local(name) })),
      )}
      {select(
        t('report.all_channels'),
        'channel',
        marks.channel,
        (['counter', 'egov', 'enbek', 'rural_assistant'] as const).map((one) => ({
          value: one,
          label: t(`report.channel_${one}`),
        })),
      )}
      {select(
        t('report.all_clerks'),
        'clerkId',
        marks.clerkId === null ? null : String(marks.clerkId),
        choices.clerks.map(({ id, name }) => ({ value: String(id), label: name })),
      )}
    </div>
  )
}

export default function ReportsPage() {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const invalidate = useInvalidate()
  const [view, setKept] = useState<View>(
    last ?? { period: periodOf('month', status.today), marks: noMarks, keptId: null, open: null },
  )
  const [refused, setRefused] = useState<ErrorValue | null>(null)
  const set = (change: Partial<View>) => {
    setRefused(null)
    last = { ...view, ...change }
    setKept(last)
  }
  const { period, marks, keptId, open } = view
  const sound = isDay(period.from) && isDay(period.to)
  const filter: ReportFilter = { ...marks, from: period.from, to: period.to }
  const live = useCall('report.get', filter, { enabled: keptId === null && sound, keepPrevious: true })
  const kept = useCall('report.open', { id: keptId ?? 1 }, { enabled: keptId !== null })
  const make = useCommand('report.make')
  const report = keptId === null ? live.data : kept.data?.report
  const shown = report && { ...period, from: report.filter.from, to: report.filter.to }
  const keptPeriod: Period | undefined = shown && (keptId === null ? shown : { ...shown, kind: 'own' })

  const file = async (what: 'report' | 'quarter', as: 'docx' | 'xlsx') => {
    const asked = what === 'quarter' ? periodOf('quarter', period.to) : period
    const result = await call('report.file', {
      what,
      filter: { ...(what === 'quarter' ? noMarks : marks), from: asked.from, to: asked.to },
      keptId: what === 'report' ? keptId : null,
      as,
      language: t.language === 'ru' ? 'ru' : 'kk',
    })
    if (!result.ok) return setRefused(result.error)
    download(result.value.token, result.value.name)
    toast(t('report.file_done', { name: result.value.name }), { icon: 'download' })
  }
  const keep = async () => {
    const result = await make.run(filter)
    if (!result.ok) return setRefused(result.error)
    invalidate('reports')
    toast(t('report.keep_done'))
  }

  return (
    <Page title={t('report.title')} className="reports-page">
      <div className="page-head">
        <div>
          <h1>{t('report.title')}</h1>
        </div>
        <Choice
          bare
          label={t('report.period')}
          value={period.kind}
          onChange={(kind) =>
            set({
              period: kind === 'own' ? { ...period, kind } : periodOf(kind, status.today),
              keptId: null,
              open: null,
            })
          }
          options={periodKinds.map((value) => ({ value, label: t(`report.period_${value}`) }))}
        />
        <div className="end">
          <Button shortcut="Ctrl+E" onPress={() => void file('report', 'xlsx')}>
            {t('report.excel')}
          </Button>
          <Button onPress={() => void file('report', 'docx')}>{t('report.word')}</Button>
          <Button icon="print" shortcut="F9" onPress={() => window.print()}>
            {t('report.print')}
          </Button>
        </div>
      </div>
      <div className="page-body">
        {shown && <PrintHead title={`${t('report.title_paper')}, ${periodName(t, keptPeriod!)}`} />}
        {open ? (
          <FigureList filter={report?.filter ?? filter} figure={open} onBack={() => set({ open: null })} />
        ) : (
          <>
            {keptId === null && (
              <div className="report-tools">
                {period.kind === 'own' ? (
                  <>
                    <DateField
                      label={t('report.from')}
                      century="near"
                      value={period.from}
                      onChange={(from) => set({ period: { ...period, from } })}
                    />
                    <DateField
                      label={t('report.to')}
                      century="near"
                      value={period.to}
                      onChange={(to) => set({ period: { ...period, to } })}
                    />
                  </>
                ) : (
                  <>
                    <Button small onPress={() => set({ period: neighbour(period, -1) })}>
                      {t('report.before')}
                    </Button>
                    <span className="report-period" aria-live="polite">
                      {periodName(t, period)}
                    </span>
                    <Button small onPress={() => set({ period: neighbour(period, 1) })}>
                      {t('report.after')}
                    </Button>
                  </>
                )}
                <span className="end">
                  <Button small icon="download" onPress={() => void file('quarter', 'docx')}>
                    {t('report.quarter')}
                  </Button>
                  <Button small shortcut="F8" onPress={() => void keep()}>
                    {t('report.keep')}
                  </Button>
                </span>
                <MarkFields marks={marks} onChange={(next) => set({ marks: next })} />
              </div>
            )}
            <ErrorNote error={refused ?? (keptId === null ? live.error : kept.error)} />
            {keptId !== null && kept.data && (
              <KeptHead
                kept={kept.data.kept}
                whole={kept.data.whole}
                differences={kept.data.differences}
                onClose={() => set({ keptId: null })}
              />
            )}
            {report ? (
              <Body report={report} period={keptPeriod!} onOpen={(figure) => set({ open: figure })} />
            ) : (
              <p className="waiting" role="status">
                {t('report.counting')}
              </p>
            )}
            <KeptList onOpen={(id) => set({ keptId: id, open: null })} />
          </>
        )}
      </div>
    </Page>
  )
}
