import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { lawTextOfGround } from '../../../shared/law/texts'
import type { DocumentList, LawItem, LawServiceView, LawText } from '../../../shared/law/schema'
import type { Translator } from '../../../shared/locale'
import { Button, Chip, Dialog, Icon, Part, SelectField } from '../../components'
import { capital } from '../../format'
import { useT } from '../../i18n'
import { Standing } from './dates'
import { OpenText } from './texts'
import { Finder } from './finder'
import {
  amountText,
  annexText,
  caseText,
  editionText,
  lawWords,
  limitText,
  OfficialLanguages,
  placesText,
  placeText,
  Words,
  type LawRow,
} from './text'

type MinuteLimit = LawServiceView['waiting'][number]
type Ground = LawServiceView['refusalGrounds'][number]

interface Props {
  service: LawServiceView
  /** The catalogue, for names of related services and what is accepted here. */
  rows: readonly LawRow[]
  onCompare: (row: LawRow) => void
  onOpen: (next: { code: string; edition: string }) => void
}

/** One service in one edition, in the order in which an applicant asks. */
export function Service({ service, rows, onCompare, onOpen }: Props) {
  const t = useT()
  const head = useRef<HTMLHeadingElement>(null)
  const [choosing, setChoosing] = useState(false)
  useEffect(() => head.current?.focus(), [])
  const near = useMemo(
    () => [service.code, ...service.related.map((one) => one.code)],
    [service.code, service.related],
  )
  const translated = !service.official.includes(t.language)
  return (
    <OfficialLanguages value={service.official}>
      <article className="law-service">
        <header className="law-head">
          <div>
            <h2 tabIndex={-1} ref={head} className={t.local(service.name).length > 90 ? 'long' : undefined}>
              {t.local(service.name)}
              {!service.nameOfficial.includes(t.language) && (
                <>
                  {' '}
                  <small className="law-mark">{t('law.translation')}</small>
                </>
              )}
            </h2>
            <p className="second">
              {t.local(service.act)}
              {service.number !== null && ', ' + t('law.standard', { number: service.number })}
            </p>
          </div>
          <Button icon="law" onPress={() => setChoosing(true)}>
            {t('law.compare_with')}
          </Button>
        </header>
        <Standing service={service} rows={rows} />
        <Short service={service} />
        <Documents service={service} />
        <Refusal service={service} />
        <Where service={service} />
        <Consents service={service} />
        <Measures service={service} />
        <Result service={service} />
        <ComplaintPart service={service} />
        <Hours service={service} />
        <More service={service} rows={rows} onOpen={onOpen} />
        {service.gaps.length > 0 && (
          <Part title={t('law.part_gaps')}>
            <Lines>
              {service.gaps.map((gap, n) => (
                <li key={n}>
                  <Icon small name="warn" className="c-today" />
                  <span>
                    <Words text={gap} />
                  </span>
                </li>
              ))}
            </Lines>
          </Part>
        )}
        <Part title={t('law.part_text')}>
          <p className="second">
            {t('law.texts_official', {
              languages: service.official.map((one) => t(`law.language_${one}`)).join(', '),
            })}{' '}
            {translated ? t('law.texts_translated', { mark: t('law.translation') }) : t('law.texts_own')}{' '}
            {service.inForce.verified && t('law.verified')}
          </p>
          <p className="second">
            <span lang="en">{service.inForce.source}</span>
          </p>
        </Part>
        <Dialog open={choosing} onClose={() => setChoosing(false)} title={t('law.compare_title')} wide>
          <Finder
            opened={`${service.code}/${service.edition}`}
            near={near}
            onOpen={(row) => {
              setChoosing(false)
              onCompare(row)
            }}
          />
        </Dialog>
      </article>
    </OfficialLanguages>
  )
}

const Lines = ({ children }: { children: ReactNode }) => <ul className="lines law-lines">{children}</ul>

/** Names and values under one another; what has no value is not shown. */
function Rows({ rows }: { rows: readonly (readonly [string, ReactNode] | null | false | undefined)[] }) {
  return (
    <dl className="law-facts">
      {rows.map(
        (row) =>
          row &&
          row[1] !== null &&
          row[1] !== '' && (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

const Texts = ({ texts }: { texts: readonly LawText[] }) => (
  <ul>
    {texts.map((text, n) => (
      <li key={n}>
        <Words text={text} />
      </li>
    ))}
  </ul>
)

function minutesText(t: Translator, { minutes, from, rule }: MinuteLimit): string {
  if (rule === 'per_recipient') return t('law.minutes_each', { n: minutes })
  return from === undefined
    ? t('law.amount_min', { n: minutes })
    : t('law.minutes_range', { from, n: minutes })
}

function Minutes({ limits }: { limits: readonly MinuteLimit[] }) {
  const t = useT()
  if (limits.length === 0) return <span className="quiet">{t('law.no_minutes')}</span>
  return (
    <ul>
      {limits.map((limit) => (
        <li key={limit.place + limit.minutes + limit.rule}>
          {minutesText(t, limit)}
          {limit.place !== 'any' && <span className="quiet"> · {placeText(t, limit.place)}</span>}
          {limit.note && (
            <span className="second">
              <Words text={limit.note} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How long, how much and for whom: what is asked first. */
function Short({ service }: { service: LawServiceView }) {
  const t = useT()
  // The act's own sentence says it all, but perhaps not in the language of the screen.
  const listed = service.recipients.length > 0 && service.recipientsText?.[t.language] === undefined
  return (
    <Part title={t('law.part_short')}>
      <Rows
        rows={[
          [
            t('law.term'),
            <ul key="terms">
              {service.terms.map((term, n) => (
                <li key={n}>
                  <strong>{limitText(t, term)}</strong>
                  <span className="quiet">
                    {term.case !== 'base' && ' · ' + caseText(t, service, term.case)}
                    {term.places.some((place) => place !== 'any') && ' · ' + placesText(t, term.places)}
                  </span>
                  {term.note && (
                    <span className="second">
                      <Words text={term.note} />
                    </span>
                  )}
                </li>
              ))}
              {service.steps.map((one) => (
                <li key={one.case} className="second">
                  {caseText(t, service, one.case)}:{' '}
                  {one.steps
                    .map((step) =>
                      step.amount === null || step.unit === null
                        ? caseText(t, service, step.id)
                        : `${caseText(t, service, step.id)} ${amountText(t, step.amount, step.unit)}`,
                    )
                    .join(' + ')}
                </li>
              ))}
            </ul>,
          ],
          [t('law.waiting'), <Minutes key="waiting" limits={service.waiting} />],
          [t('law.serving'), <Minutes key="serving" limits={service.serving} />],
          [t('law.fee'), <Words key="fee" text={service.feeText} />],
          [
            t('law.who'),
            <ul key="who">
              {listed &&
                service.recipients.map((one) => (
                  <li key={one.id}>
                    <Words text={one.title} />
                  </li>
                ))}
              {service.recipientsText && (
                <li className={listed ? 'second' : undefined}>
                  <Words text={service.recipientsText} />
                </li>
              )}
              {service.applicants && (
                <li className="second">{service.applicants.map((one) => t(`law.code_${one}`)).join(', ')}</li>
              )}
              {!service.recipientsText && service.recipients.length === 0 && !service.applicants && (
                <li className="quiet">{t('law.unknown')}</li>
              )}
            </ul>,
          ],
        ]}
      />
    </Part>
  )
}

/** Where it is handed in, by whom and to whom. */
function Where({ service }: { service: LawServiceView }) {
  const t = useT()
  const { representative, authority } = service
  return (
    <Part title={t('law.part_where')}>
      <Rows
        rows={[
          [
            t('law.representative'),
            <ul key="representative">
              <li>
                {representative.allowed === null
                  ? t('law.representative_unknown')
                  : t(representative.allowed ? 'law.representative_yes' : 'law.representative_no')}
              </li>
              {[...representative.texts, ...(representative.note ? [representative.note] : [])].map(
                (text, n) => (
                  <li key={n} className="second">
                    <Words text={text} />
                  </li>
                ),
              )}
            </ul>,
          ],
          [
            t('law.where'),
            <ul key="where">
              {service.places.map((one) => (
                <li key={one.place}>
                  <Words text={one.name} />
                  <span className="quiet">
                    {!one.intake
                      ? ' · ' + t('law.result_elsewhere')
                      : one.result
                        ? ' · ' + t('law.result_where')
                        : ''}
                  </span>
                  {one.scope && (
                    <span className="second">
                      <Words text={one.scope} />
                    </span>
                  )}
                </li>
              ))}
            </ul>,
          ],
          [t('law.provider'), <Words key="provider" text={service.provider.name} />],
          [
            t('law.authority'),
            <span key="authority">
              {authority.serves && authority.line
                ? t(`law.authority_${authority.line}`)
                : t('law.authority_no')}
              {authority.note && (
                <span className="second">
                  <Words text={authority.note} />
                </span>
              )}
            </span>,
          ],
          service.mode && [t('law.mode'), <Words key="mode" text={service.mode.text} />],
        ]}
      />
    </Part>
  )
}

const needs = {
  required: { tone: 'stop', icon: 'stop' },
  if_available: { tone: 'wait', icon: 'none' },
  conditional: { tone: 'today', icon: 'info' },
} as const

function Paper({ item }: { item: LawItem }) {
  const t = useT()
  const { when } = item
  const facts = [
    item.annex && annexText(t, item.annex),
    item.digital && t('law.digital'),
    item.asksExpiry && t('law.expiry'),
    item.printedByProgram && t('law.printed'),
  ].filter(Boolean)
  return (
    <li>
      <div>
        <p>
          <Words text={item.title} />
        </p>
        {when && (
          <p className="second">
            {t('law.condition', {
              text: `${
                when.kind === 'younger_than'
                  ? t('law.younger_than', { years: when.years })
                  : t('law.age_between', { from: when.from, below: when.below })
              } (${t.local(when.because)})`,
            })}
          </p>
        )}
        {item.condition && (
          <p className="second">
            {t('law.condition', { text: '' })}
            <Words text={item.condition} />
          </p>
        )}
        {item.conditionImplied && !item.condition && <p className="second">{t('law.condition_implied')}</p>}
        {item.alternatives && (
          <div className="second">
            {t('law.alternatives')}
            <ul className="law-dots">
              {item.alternatives.map((one, n) => (
                <li key={n}>
                  <Words text={one} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {item.note && (
          <p className="second">
            <Words text={item.note} />
          </p>
        )}
        <p className="quiet law-source">
          {facts.join(' · ')}
          {item.source && (
            <>
              {facts.length > 0 && ' · '}
              <Words text={item.source} />
            </>
          )}
        </p>
      </div>
      <Chip {...needs[item.need]}>{t(`law.need_${item.need}`)}</Chip>
    </li>
  )
}

function listTitle(t: Translator, service: LawServiceView, list: DocumentList): ReactNode {
  if (list.forWhom) return <Words text={list.forWhom} />
  return list.cases.length === 0
    ? t('law.for_everybody')
    : list.cases.map((one) => caseText(t, service, one)).join(', ')
}

/** The papers, all lists or only those of one case. */
function Documents({ service }: { service: LawServiceView }) {
  const t = useT()
  const [shown, setShown] = useState('')
  const lists = service.documents ?? []
  const cases = [...new Set(lists.flatMap((list) => list.cases))]
  const wanted = lists.filter((list) => shown === '' || list.cases.length === 0 || list.cases.includes(shown))
  return (
    <Part title={t('law.part_documents')}>
      {cases.length > 1 && (
        <div className="law-for">
          <SelectField
            label={t('law.show_for')}
            value={shown === '' ? 'every' : shown}
            onChange={(value) => setShown(value === 'every' ? '' : value)}
            options={[
              { value: 'every', label: t('law.show_all') },
              ...cases.map((value) => ({ value, label: caseText(t, service, value) })),
            ]}
          />
        </div>
      )}
      {service.documents === null && <p>{t('law.no_documents')}</p>}
      {wanted.map((list) => (
        <section key={list.id} className="law-papers">
          <h3 className="law-sentence">{listTitle(t, service, list)}</h3>
          <p className="second">
            {list.forWhom && list.cases.some((one) => service.measures.some(({ code }) => code === one)) && (
              <>
                {t('law.for_cases', {
                  cases: list.cases.map((one) => caseText(t, service, one)).join(', '),
                })}
                {'. '}
              </>
            )}
            {t('law.at_places', { places: placesText(t, list.places) })}
          </p>
          <ul className="law-items">
            {list.items.map((item) => (
              <Paper key={item.id} item={item} />
            ))}
          </ul>
        </section>
      ))}
      <Rows
        rows={[
          service.laterDocuments.length > 0 && [
            t('law.later_documents'),
            <ul key="later">
              {service.laterDocuments.map((one) => (
                <li key={one.id}>
                  <Words text={one.title} />
                  <span className="second">
                    <Words text={one.when} />
                  </span>
                </li>
              ))}
            </ul>,
          ],
          service.exemptions.length > 0 && [
            t('law.exemptions'),
            <Texts key="exemptions" texts={service.exemptions.map((one) => one.text)} />,
          ],
          service.copies && [t('law.copies'), <Words key="copies" text={service.copies} />],
          service.dataFromSystems && [
            t('law.from_systems'),
            <Words key="systems" text={service.dataFromSystems} />,
          ],
          service.confirmations.length > 0 && [
            t('law.confirmations'),
            <ul key="confirmations">
              {service.confirmations.map((one, n) => (
                <li key={n}>
                  {t(`law.code_${one.kind}`)}
                  <span className="quiet"> · {placeText(t, one.place)}</span>
                  {one.contents.length > 0 && (
                    <span className="second">
                      {one.contents.map((code) => t.any('law.code_' + code)).join(', ')}
                    </span>
                  )}
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </Part>
  )
}

function Grounds({ service, grounds }: { service: LawServiceView; grounds: readonly Ground[] }) {
  const t = useT()
  return (
    <ol className="law-grounds">
      {grounds.map((ground) => (
        <li key={ground.id}>
          <Words text={ground.title} />
          {ground.measures && (
            <p className="second">
              {t('law.for_measures', {
                measures: ground.measures.map((one) => caseText(t, service, one)).join(', '),
              })}
            </p>
          )}
          <OpenText id={lawTextOfGround[ground.id]}>
            {ground.note && (
              <p className="second">
                <Words text={ground.note} />
              </p>
            )}
          </OpenText>
          {ground.source && (
            <p className="quiet law-source">
              <Words text={ground.source} />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function Refusal({ service }: { service: LawServiceView }) {
  const t = useT()
  const { intakeRefusal } = service
  return (
    <>
      <Part title={t('law.part_refusal')}>
        {service.refusalGrounds.length === 0 ? (
          <p>{t('law.no_grounds')}</p>
        ) : (
          <Grounds service={service} grounds={service.refusalGrounds} />
        )}
      </Part>
      {intakeRefusal && (
        <Part title={t('law.part_intake_refusal')}>
          <Grounds service={service} grounds={intakeRefusal.grounds} />
          <p className="second">
            {[
              t('law.refused_by', { places: placesText(t, intakeRefusal.by) }),
              intakeRefusal.form && t('law.form', { form: formText(t, service, intakeRefusal.form) }),
              intakeRefusal.copies !== null && t('law.refused_copies', { n: intakeRefusal.copies }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </Part>
      )}
    </>
  )
}

function Consents({ service }: { service: LawServiceView }) {
  const t = useT()
  return (
    <Part title={t('law.part_consents')}>
      {service.consents.length === 0 ? (
        <p>{t('law.no_consents')}</p>
      ) : (
        <ul className="law-items">
          {service.consents.map((one) => (
            <li key={one.id}>
              <div>
                <p>{t.local(one.title)}</p>
                <p className="quiet law-source">{t.local(one.source)}</p>
              </div>
              <Chip
                tone={one.answer === 'must_agree' ? 'stop' : 'wait'}
                icon={one.answer === 'must_agree' ? 'stop' : 'info'}
              >
                {t(`law.answer_${one.answer}`)}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

/** A form of the act as a clerk calls it. */
function formText(t: Translator, service: LawServiceView, formId: string): string {
  const annex = service.annexes.find((one) => one.formId === formId)
  return annex ? annexText(t, annex.annex) : formId
}

function Measures({ service }: { service: LawServiceView }) {
  const t = useT()
  if (service.measures.length === 0) return null
  return (
    <Part title={t('law.part_measures')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('law.col_measure')}</th>
            <th scope="col">{t('law.col_forms')}</th>
            <th scope="col">{t('law.col_ages')}</th>
          </tr>
        </thead>
        <tbody>
          {service.measures.map(({ code, name, group, forms, ages, source, note }) => (
            <tr key={code}>
              <th scope="row">
                {capital(t.local(name))}
                {group && <span className="second">{caseText(t, service, group)}</span>}
                {note && (
                  <span className="second">
                    <Words text={note} />
                  </span>
                )}
                <span className="second quiet">
                  <Words text={source} />
                </span>
              </th>
              <td>{forms.map((form) => formText(t, service, form)).join(', ')}</td>
              <td>
                {ages === null
                  ? ''
                  : ages.below === null
                    ? t('law.ages_from', { from: ages.from })
                    : t('law.age_between', { from: ages.from, below: ages.below })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Result({ service }: { service: LawServiceView }) {
  const t = useT()
  return (
    <Part title={t('law.part_result')}>
      <p>
        <Words text={service.result} />
      </p>
      {service.resultForm && (
        <p className="second">
          <Words text={service.resultForm.text} />
        </p>
      )}
      {service.resultKinds.length > 0 && (
        <ul className="law-dots">
          {service.resultKinds.map((kind) => (
            <li key={kind.id}>
              <Words text={kind.title} />
              <span className="quiet">
                {kind.forms.length > 0 &&
                  ' · ' + kind.forms.map((form) => formText(t, service, form)).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {service.annexes.length > 0 && (
        <ul className="law-items law-forms" aria-label={t('law.forms')}>
          {service.annexes.map((annex) => (
            <li key={annex.formId}>
              <div>
                <p>
                  {capital(annexText(t, annex.annex))}:{' '}
                  {annex.title ? (
                    <Words text={annex.title} />
                  ) : (
                    <span className="quiet">{t('law.form_untitled')}</span>
                  )}
                </p>
                {annex.filledBy && (
                  <p className="second">
                    <Words text={annex.filledBy} />
                  </p>
                )}
                {annex.note && (
                  <p className="second">
                    <Words text={annex.note} />
                  </p>
                )}
              </div>
              {annex.damaged ? (
                <Chip tone="today" icon="warn">
                  {t('law.damaged')}
                </Chip>
              ) : (
                <Chip
                  tone={annex.templateHeld ? 'done' : 'wait'}
                  icon={annex.templateHeld ? 'print' : 'none'}
                >
                  {t(annex.templateHeld ? 'law.template_held' : 'law.template_not_held')}
                </Chip>
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

function ComplaintPart({ service }: { service: LawServiceView }) {
  const t = useT()
  const { complaint } = service
  const clause = (number: string | null) => number !== null && t('law.clause', { clause: number })
  const more = [
    complaint.pscHeadForPscStaff && t('law.psc_head'),
    complaint.informedByPhone1414 && t('law.phone_1414'),
    clause(complaint.clause),
  ].filter((one) => typeof one === 'string')
  return (
    <Part title={t('law.part_complaint')}>
      <Rows
        rows={[
          complaint.addressees.length > 0 && [
            t('law.addressees'),
            <Texts key="addressees" texts={complaint.addressees} />,
          ],
          complaint.howFiled && [t('law.how_filed'), <Words key="how" text={complaint.howFiled} />],
          complaint.proof && [t('law.proof'), <Words key="proof" text={complaint.proof} />],
          [
            t('law.answer_in'),
            complaint.limits.length === 0 ? (
              <span key="limits" className="quiet">
                {t('law.answer_none')}
              </span>
            ) : (
              <ul key="limits">
                {complaint.limits.map((limit, n) => (
                  <li key={n}>
                    <strong>{amountText(t, limit.amount, limit.unit)}</strong>
                    <span className="second">
                      <Words text={limit.appliesTo} /> · <Words text={limit.from} />
                    </span>
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            t('law.court'),
            [t(complaint.court ? 'law.court_yes' : 'law.court_no'), clause(complaint.courtClause)]
              .filter(Boolean)
              .join(', '),
          ],
        ]}
      />
      {complaint.text && (
        <p className="second">
          <Words text={complaint.text} />
        </p>
      )}
      {complaint.note && (
        <p className="second">
          <Words text={complaint.note} />
        </p>
      )}
      {more.length > 0 && <p className="second">{more.join(' · ')}</p>}
    </Part>
  )
}

function Hours({ service }: { service: LawServiceView }) {
  const t = useT()
  if (service.workingHours.length === 0 && service.queue.length === 0) return null
  const short = (one: LawServiceView['workingHours'][number]) =>
    [
      one.days && t(`law.days_${one.days}`),
      one.opens === '00:00' && one.closes === '24:00'
        ? t('law.round_clock')
        : one.opens && one.closes && `${one.opens}–${one.closes}`,
      one.breakFrom && one.breakTo && t('law.break', { from: one.breakFrom, to: one.breakTo }),
      one.reception &&
        t('law.reception', {
          hours: `${t(`law.days_${one.reception.days}`)}, ${one.reception.opens}–${one.reception.closes}`,
        }),
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <Part title={t('law.part_hours')}>
      <Rows
        rows={service.workingHours.map((one) => [
          capital(placeText(t, one.place)),
          <>
            {short(one)}
            <span className="second">
              <Words text={one.text} />
            </span>
          </>,
        ])}
      />
      {service.queue.map((one, n) => (
        <p key={n} className="second">
          {placesText(t, one.places)}: <Words text={one.text} />
        </p>
      ))}
    </Part>
  )
}

function More({
  service,
  rows,
  onOpen,
}: {
  service: LawServiceView
  rows: readonly LawRow[]
  onOpen: Props['onOpen']
}) {
  const t = useT()
  const others = rows.filter((row) => row.code === service.code && row.edition !== service.edition)
  const related = service.related.flatMap(({ code, relation }) =>
    rows.filter((row) => row.code === code).map((row) => ({ row, relation })),
  )
  const linked = [...others.map((row) => ({ row, relation: null })), ...related]
  if (!service.homeVisit && !service.socialWorker && linked.length === 0) return null
  return (
    <Part title={t('law.part_more')}>
      <Rows
        rows={[
          service.homeVisit && [t('law.home_visit'), <Words key="visit" text={service.homeVisit} />],
          service.socialWorker && [
            t('law.social_worker'),
            <Words key="worker" text={service.socialWorker} />,
          ],
          linked.length > 0 && [
            t('law.related'),
            <ul key="related">
              {linked.map(({ row, relation }) => (
                <li key={row.key}>
                  <button type="button" className="link-quiet" onClick={() => onOpen(row)}>
                    {t('law.open_related', {
                      name: lawWords(t, row.name),
                      edition: editionText(t, row.edition),
                    })}
                  </button>
                  {relation && (
                    <span className="second">
                      <Words text={relation} />
                    </span>
                  )}
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </Part>
  )
}
