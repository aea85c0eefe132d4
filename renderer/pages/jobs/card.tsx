import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract'
import type { Offer } from '../../../shared/contract/offers'
import type { Candidate, Vacancy, VacancyTerm } from '../../../shared/contract/vacancies'
import type { Translator } from '../../../shared/locale'
import { useCall, useCommand, useInvalidate } from '../../api/hooks'
import { Button, Chip, DeadlineChip, ErrorNote, Facts, Fold, Note, Part, useToast } from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatDateTime, formatPhone } from '../../format'
import { useT } from '../../i18n'
import { CloseDialog } from './close-dialog'
import { MakeDialog, type Offered } from './offers/make-dialog'
import { VacancyOffers } from './offers/of-vacancy'
import { Reasons } from './reasons'
import { VacancyDialog } from './vacancy-dialog'
import { employerOf, payText, placesText } from './words'

const termLine = (t: Translator, term: VacancyTerm, done: 'reported' | 'candidates') =>
  t(term.state === 'late' ? `jobs.term_${done}_late` : `jobs.term_${done}_done`, {
    done: formatDate(term.doneOn),
    due: formatDate(term.why.due),
  })

/** One vacancy: what it is, its terms with their reasons, who fits. */
export function VacancyCard({ id }: { id: number }) {
  const t = useT()
  const answer = useCall('vacancy.get', { id }, { keepPrevious: true })
  if (!answer.data)
    return answer.error ? <ErrorNote error={answer.error} /> : <p className="empty">{t('desk.loading')}</p>
  return <Shown vacancy={answer.data} />
}

function Shown({ vacancy }: { vacancy: OutputOf<'vacancy.get'> }) {
  const t = useT()
  const { can } = useDesk()
  const [dialog, setDialog] = useState<'edit' | 'close' | null>(null)
  const offers = useCall('offer.list', { vacancyId: vacancy.id, state: 'all' }, { keepPrevious: true })
  const { closed, reported, candidatesDue: due, central, changedHere } = vacancy
  const writes = can('mediate') && !closed
  return (
    <>
      <section className="part job-card" aria-live="polite">
        <h2>{vacancy.profession}</h2>
        <p>
          <a href={'#/jobs/organisations/' + vacancy.organisationId}>{employerOf(t, vacancy)}</a>
        </p>
        {closed && (
          <p>
            <Chip tone="wait" icon="leave">
              {t('jobs.closed_chip', { date: formatDate(closed.on) })}
            </Chip>{' '}
            <span className="second">
              {[t(`jobs.closed_${closed.why}`), closed.note].filter(Boolean).join('. ')}
            </span>
          </p>
        )}
        {!closed && due.doneOn === null && (
          <p className="job-term">
            <b>{t('jobs.term_candidates')}</b>{' '}
            <DeadlineChip why={due.why} due={due.why.due} workingDaysLeft={due.workingDaysLeft} long />
          </p>
        )}
        {vacancy.notes.map((note) => (
          <Note key={note.rule} tone={note.rule === 'R114' ? 'today' : 'info'}>
            <p>{t.local(note.text)}</p>
          </Note>
        ))}
        <Facts
          as="list"
          rows={[
            [t('jobs.col_pay'), payText(t, vacancy)],
            [t('jobs.f_qualification'), vacancy.qualification],
            [
              t('jobs.f_experience'),
              vacancy.experienceMonths !== null && t('jobs.months', { n: vacancy.experienceMonths }),
            ],
            [t('jobs.f_hours'), vacancy.hours && t(`jobs.hours_${vacancy.hours}`)],
            [t('jobs.f_requirements'), vacancy.requirements],
            [t('jobs.f_address'), vacancy.workAddress],
            [t('jobs.col_places'), placesText(t, vacancy)],
            [t('jobs.f_appeared'), formatDate(vacancy.appearedOn)],
            [t('jobs.f_registered'), formatDate(vacancy.registeredOn)],
            [
              t('jobs.origin'),
              vacancy.origin === 'portal'
                ? t('jobs.origin_portal', { number: vacancy.portalNumber })
                : t('jobs.origin_by_hand'),
            ],
            [
              t('central.from_label'),
              central &&
                t('central.from', { source: central.source, batch: String(central.batch), key: central.key }),
            ],
            [t('jobs.term_reported'), reported && termLine(t, reported, 'reported')],
            [
              t('jobs.term_candidates'),
              due.doneOn !== null &&
                (closed === null || vacancy.selected > 0) &&
                termLine(t, due, 'candidates'),
            ],
          ].filter((row): row is [string, string] => Boolean(row[1]))}
        />
        {changedHere.length > 0 && (
          <Note tone="info">
            <p>
              {t('central.changed_here', {
                fields: changedHere.map((field) => t(`central.field_${field}`)).join(', '),
              })}
            </p>
          </Note>
        )}
        <p className="second">
          {t('jobs.updated', { by: vacancy.updatedBy, date: formatDateTime(vacancy.updatedAt) })}
        </p>
        {writes && (
          <p className="acts">
            <Button small icon="mend" shortcut="F3" onPress={() => setDialog('edit')}>
              {t('jobs.edit')}
            </Button>
            <Button small icon="leave" onPress={() => setDialog('close')}>
              {t('jobs.close')}
            </Button>
          </p>
        )}
      </section>
      {offers.data && <VacancyOffers offers={offers.data.offers} />}
      <Candidates key={vacancy.id} vacancy={vacancy} offers={offers.data?.offers ?? []} writes={writes} />
      {dialog === 'edit' && <VacancyDialog vacancy={vacancy} onClose={() => setDialog(null)} />}
      {dialog === 'close' && <CloseDialog vacancy={vacancy} onClose={() => setDialog(null)} />}
    </>
  )
}

/** Who fits, the best first, each with the reasons; the clerk ticks and records the selection (R101). */
function Candidates({
  vacancy,
  offers,
  writes,
}: {
  vacancy: Vacancy
  offers: readonly Offer[]
  writes: boolean
}) {
  const t = useT()
  const toast = useToast()
  const invalidate = useInvalidate()
  const select = useCommand('vacancy.select')
  const [limit, setLimit] = useState(10)
  const [ticked, setTicked] = useState<readonly number[]>([])
  const [making, setMaking] = useState<Offered | null>(null)
  const answer = useCall('vacancy.candidates', { id: vacancy.id, limit }, { keepPrevious: true })
  const record = async (people: readonly number[]) => {
    if (select.busy) return
    const result = await select.run({ id: vacancy.id, version: vacancy.version, people: [...people] })
    if (!result.ok) return
    setTicked([])
    invalidate('vacancies')
    toast(t('jobs.selected_saved', { n: people.length }))
  }
  if (!answer.data) return <ErrorNote error={answer.error} />
  const { candidates, total, pool } = answer.data
  const offered = (personId: number) => offers.some((one) => one.person.id === personId)
  const first = candidates.find((one) => one.selectedOn !== null && !offered(one.personId))
  const offer = ({ personId, fullName }: Candidate) =>
    setMaking({
      personId,
      personName: fullName,
      vacancyId: vacancy.id,
      vacancy: `${vacancy.profession}, ${employerOf(t, vacancy)}`,
    })
  return (
    <Part
      title={t('jobs.candidates')}
      end={<span className="second">{t('jobs.candidates_of', { total, pool })}</span>}
    >
      <p className="second">
        {total === 0 ? t('jobs.candidates_none', { pool }) : t('jobs.candidates_help')}
      </p>
      <ul className="candidates">
        {candidates.map((one) => (
          <li key={one.personId}>
            <p className="candidate">
              {writes && one.selectedOn === null && (
                <input
                  type="checkbox"
                  aria-label={t('jobs.select_tick', { name: one.fullName })}
                  checked={ticked.includes(one.personId)}
                  onChange={(event) =>
                    setTicked(
                      event.currentTarget.checked
                        ? [...ticked, one.personId]
                        : ticked.filter((id) => id !== one.personId),
                    )
                  }
                />
              )}
              <a className="main" href={'#/people/' + one.personId}>
                {one.fullName}
              </a>
              <span className="score">{t('jobs.score', { n: one.score })}</span>
            </p>
            <p className="second">
              {[
                t(`jobs.standing_${one.standing}`, { date: formatDate(one.since) }),
                formatPhone(one.mobile),
                one.selectedOn && t('jobs.selected_on', { date: formatDate(one.selectedOn) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {writes && one.selectedOn !== null && !offered(one.personId) && (
              <p className="acts">
                <Button
                  small
                  icon="message"
                  {...(one === first ? { shortcut: 'F6' } : {})}
                  onPress={() => offer(one)}
                >
                  {t('offer.offer')}
                </Button>
              </p>
            )}
            <Fold title={t('jobs.why')}>
              <Reasons points={one.points} toAsk={one.toAsk} />
            </Fold>
          </li>
        ))}
      </ul>
      {total > candidates.length && limit < 200 && (
        <p>
          <Button small onPress={() => setLimit(Math.min(limit + 20, 200))}>
            {t('desk.more')}
          </Button>
        </p>
      )}
      <ErrorNote error={select.error} />
      {writes && (
        <p className="acts">
          {ticked.length > 0 ? (
            <Button kind="primary" icon="check" shortcut="F8" onPress={() => void record(ticked)}>
              {t('jobs.select_n', { n: ticked.length })}
            </Button>
          ) : (
            vacancy.candidatesDue.doneOn === null && (
              <Button small onPress={() => void record([])}>
                {t('jobs.select_none')}
              </Button>
            )
          )}
        </p>
      )}
      {making && <MakeDialog of={making} onClose={() => setMaking(null)} />}
    </Part>
  )
}
