import { useEffect, useRef } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { LawServiceView } from '../../../shared/law/schema'
import type { Translator } from '../../../shared/locale'
import { useCall } from '../../api/hooks'
import { Button, Chip, ErrorNote, type IconName, type Tone } from '../../components'
import { formatDate } from '../../format'
import { useT } from '../../i18n'
import { StateChip } from './finder'
import { annexText, caseText, editionText, lawWords, placeText, type LawRow } from './text'

type Difference = OutputOf<'law.compare'>['differences'][number]
type Address = { code: string; edition: string }

/** One word of the data in words. */
function codeText(t: Translator, code: string): string {
  const annex = /^annex(\w+)$/.exec(code)?.[1]
  if (annex) return annexText(t, annex)
  const younger = /^younger_than_(\d+)$/.exec(code)?.[1]
  if (younger) return t('law.younger_than', { years: younger })
  const [, from, below] = /^age_(\d+)_(\d+)$/.exec(code) ?? []
  if (from && below) return t('law.age_between', { from, below })
  const key = 'law.code_' + code
  return t.has(key) ? t.any(key) : formatDate(code)
}

function termText(t: Translator, term: string): string {
  const [, amount, unit] = /^(\d+)(wd|cd|min|month)$/.exec(term) ?? []
  if (amount && unit) return t.any('law.amount_' + unit, { n: Number(amount) })
  const key = 'law.limit_' + term
  return t.has(key) ? t.any(key, { term: t('law.unknown') }) : term
}

/** A value of either side as a person reads it; null: not there. */
function valueText(t: Translator, { field, kind }: Difference, value: string | null): string | null {
  if (value === null || kind === 'text') return value
  if (kind === 'term') return termText(t, value)
  const codes = value.split(' ')
  if (field === 'working_hours') {
    const times = codes.filter((code) => /^\d\d:\d\d$/.test(code))
    const days = codes.find((code) => t.has('law.days_' + code))
    return [
      days && t.any('law.days_' + days),
      times[0] && times[1] && `${times[0]}–${times[1]}`,
      times[2] && times[3] && t('law.break', { from: times[2], to: times[3] }),
    ]
      .filter(Boolean)
      .join(', ')
  }
  return codes.map((code) => codeText(t, code)).join(', ')
}

/** Which entry of the field a line is about, where the values do not say it themselves. */
function itemText(
  t: Translator,
  { field, item }: Difference,
  services: readonly LawServiceView[],
): string | null {
  if (item === null) return null
  const [first = '', second = ''] = item.split(' ')
  const named = (id: string): string => {
    for (const service of services) {
      const text = caseText(t, service, id)
      if (text !== id) return text
    }
    const list = services.flatMap((one) => one.documents ?? []).find((one) => one.id === id)
    return list?.forWhom ? lawWords(t, list.forWhom) : t('law.for_everybody')
  }
  switch (field) {
    case 'in_force':
      return t(item === 'from' ? 'law.item_from' : 'law.item_until')
    case 'terms':
      return [first !== 'base' && named(first), second !== 'any' && placeText(t, second)]
        .filter(Boolean)
        .join(', ')
    case 'places':
    case 'waiting':
    case 'serving':
    case 'working_hours':
    case 'confirmations':
      return placeText(t, item)
    case 'documents':
      return named(first)
    case 'documents_need': {
      const paper = services
        .flatMap((one) => one.documents ?? [])
        .flatMap((list) => list.items)
        .find((one) => one.id === second)
      return paper ? `${named(first)}: ${lawWords(t, paper.title)}` : named(first)
    }
    case 'measure_forms':
      return named(item)
    case 'annexes':
      return annexText(t, item)
    case 'intake_refusal':
      return item === 'form' ? t('law.item_form') : null
    default:
      return null
  }
}

const changes: Record<Difference['change'], { tone: Tone; icon: IconName }> = {
  changed: { tone: 'info', icon: 'mend' },
  removed: { tone: 'stop', icon: 'none' },
  added: { tone: 'done', icon: 'plus' },
}

/** Two editions or services side by side: only what differs. */
export function Compare({ a, b, onBack }: { a: Address; b: Address; onBack: () => void }) {
  const t = useT()
  const head = useRef<HTMLHeadingElement>(null)
  const answer = useCall(
    'law.compare',
    { a: `${a.code}/${a.edition}`, b: `${b.code}/${b.edition}`, language: t.language },
    { keepPrevious: true },
  )
  const [left, right] = [
    useCall('law.get', a, { staleTime: Infinity }),
    useCall('law.get', b, { staleTime: Infinity }),
  ]
  const ready = answer.data !== undefined
  useEffect(() => {
    if (ready) head.current?.focus()
  }, [ready])
  const services = [left.data, right.data].filter((one) => one !== undefined)
  const title = (one: LawRow) =>
    one.number === null
      ? editionText(t, one.edition)
      : `${editionText(t, one.edition)}, ${t('law.standard', { number: one.number })}`
  const data = answer.data
  if (!data) return <ErrorNote error={answer.error} />
  const sameName = t.local(data.a.name) === t.local(data.b.name)
  const column = (one: LawRow) => (
    <th scope="col">
      {title(one)} <StateChip state={one.state} />
      {!sameName && <span className="second">{t.local(one.name)}</span>}
    </th>
  )
  return (
    <article className="law-compare">
      <header className="law-head">
        <div>
          <h1 tabIndex={-1} ref={head}>
            {t('law.compare_head', { a: title(data.a), b: title(data.b) })}
          </h1>
          <p className="second">{sameName && t.local(data.a.name)}</p>
        </div>
        <Button icon="back" shortcutShown="Esc" onPress={onBack}>
          {t('law.compare_back')}
        </Button>
      </header>
      <p role="status">
        <strong>{t('law.compare_count', { n: data.differences.length })}</strong>{' '}
        <span className="quiet">{t('law.compare_note')}</span>
      </p>
      {data.differences.length > 0 && (
        <table>
          <caption className="vh">{t('law.compare_head', { a: title(data.a), b: title(data.b) })}</caption>
          <colgroup>
            <col className="law-col-field" />
            <col />
            <col />
            <col className="law-col-change" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('law.col_field')}</th>
              {column(data.a)}
              {column(data.b)}
              <th scope="col">{t('law.col_change')}</th>
            </tr>
          </thead>
          <tbody>
            {data.differences.map((one, n) => {
              const item = itemText(t, one, services)
              const again = one.field === data.differences[n - 1]?.field
              return (
                <tr key={one.field + one.item} className={again ? 'again' : undefined}>
                  <th scope="row">
                    <span className={again && item ? 'vh' : undefined}>
                      {t.any('law.field_' + one.field)}
                    </span>
                    {item && <span className="second">{item}</span>}
                  </th>
                  {(['a', 'b'] as const).map((side) => {
                    const text = valueText(t, one, one[side])
                    return (
                      <td key={side} lang={(text !== null && one.languages[side]) || undefined}>
                        {text === null ? (
                          <span className="quiet">{t('law.not_there')}</span>
                        ) : side === 'a' ? (
                          one.change === 'removed' ? (
                            <del>{text}</del>
                          ) : (
                            text
                          )
                        ) : one.change === 'added' ? (
                          <ins>{text}</ins>
                        ) : (
                          text
                        )}
                      </td>
                    )
                  })}
                  <td>
                    <Chip {...changes[one.change]}>{t(`law.change_${one.change}`)}</Chip>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </article>
  )
}
