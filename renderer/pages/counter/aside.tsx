import { useState } from 'react'
import { Link } from 'wouter'
import type { OutputOf } from '../../../shared/contract'
import { notHeld } from '../../../shared/law/intake'
import { useCall, useCommand } from '../../api/hooks'
import { Button, Dialog, ErrorNote, Facts, Fold, Icon, Part, WhyText } from '../../components'
import { useDesk } from '../../desk'
import { dayOf, formatDate, formatDay, formatTime, shortName } from '../../format'
import { useT } from '../../i18n'
import { wholeName } from './person'
import type { Intake } from './store'

type Draft = OutputOf<'draft.list'>[number]

/** Nobody chosen yet: what was begun, and what is done today. */
export function EmptyAside({ onResume }: { onResume: (draft: Draft) => void }) {
  const t = useT()
  const { status, me } = useDesk()
  const drafts = useCall('draft.list', {})
  const today = useCall('today.list', {})
  const discard = useCommand('draft.discard')
  const [asked, setAsked] = useState<Draft | null>(null)
  const name = (draft: Draft) =>
    wholeName(draft.data.person) || draft.data.person.iin || t('counter.unfinished_nameless')
  const when = (draft: Draft) => {
    const day = dayOf(draft.savedAt)
    const before = new Date(Date.parse(status.today) - 86_400_000).toISOString().slice(0, 10)
    return t('counter.unfinished_when', {
      day: day === status.today ? 'today' : day === before ? 'yesterday' : 'other',
      date: formatDate(day),
      time: formatTime(draft.savedAt),
    })
  }
  return (
    <>
      <Part title={t('counter.unfinished')}>
        <ErrorNote error={drafts.error} />
        {drafts.data?.length === 0 && <p className="quiet">{t('counter.unfinished_none')}</p>}
        <ul className="lines">
          {drafts.data?.slice(0, 8).map((draft) => (
            <li key={draft.id}>
              <Icon name="disk" />
              <span>
                <button type="button" className="link-quiet" onClick={() => onResume(draft)}>
                  {name(draft)}
                </button>
                <span className="second block">
                  {when(draft)}
                  {draft.staffId !== me.id && ' · ' + shortName(draft.staffName)}
                </span>
              </span>
              <span className="end">
                <Button
                  small
                  kind="plain"
                  icon="close"
                  label={`${t('counter.discard')}: ${name(draft)}`}
                  onPress={() => setAsked(draft)}
                >
                  {''}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('counter.accepted_today')}>
        <ErrorNote error={today.error} />
        {today.data?.acceptedToday.length === 0 && (
          <p className="quiet">{t('counter.accepted_today_none')}</p>
        )}
        <ul className="lines">
          {today.data?.acceptedToday.slice(0, 8).map((application) => (
            <li key={application.id}>
              <Icon name="check" className="c-done" />
              <span>
                <Link href={'/applications/' + application.id}>{application.number}</Link>
                <span className="second block">{shortName(application.personName)}</span>
              </span>
              <span className="end quiet">{formatTime(application.at)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t('counter.discard_title')}
        actions={
          <Button
            kind="primary"
            autoFocus
            onPress={() => {
              if (asked) void discard.run({ id: asked.id }).then((result) => result.ok && setAsked(null))
            }}
          >
            {t('counter.discard')}
          </Button>
        }
      >
        <p className="second">{asked && t('counter.discard_text', { name: name(asked) })}</p>
        <ErrorNote error={discard.error} />
      </Dialog>
    </>
  )
}

/** A paragraph on terms longer than this many letters is unfolded on demand. */
const longTerm = 160

/** Somebody is chosen: what acceptance sets going, and what is known about the person. */
export function FilledAside({
  intake,
  check,
}: {
  intake: Intake
  check: OutputOf<'intake.check'> | undefined
}) {
  const t = useT()
  const { person, data } = intake
  const open = check?.openApplication
  const { archive } = data
  // What the act says stands there when it gives no days; not while somebody must choose, nor for another edition.
  const termText =
    check && !check.due && check.termText && check.terms.length === 0 && check.edition !== notHeld
      ? t.local(check.termText)
      : null
  const paper =
    archive && !archive.papers
      ? t('counter.paper_none')
      : t(check?.checklist.some((row) => row.printed) ? 'counter.paper_what' : 'counter.paper_receipt')
  return (
    <>
      <Part title={t(archive ? 'counter.if_accepted_archive' : 'counter.if_accepted')}>
        <Facts
          as="list"
          rows={[
            check?.due ? [t('counter.result'), <strong>{formatDay(t, check.due.due)}</strong>] : null,
            check ? [t('counter.paper'), paper] : null,
            [t('counter.paper_language'), t(`common.paper_${data.language}`)],
          ]}
        />
        {check?.due && (
          <div className="why inline">
            <WhyText why={check.due} heading={false} />
          </div>
        )}
        {termText && (
          <div className="second under">
            {termText.length > longTerm ? (
              <Fold title={t('counter.term_text')}>{termText}</Fold>
            ) : (
              `${t('counter.result')}: ${termText}`
            )}
          </div>
        )}
      </Part>
      {(open || person) && (
        <Part title={t('counter.about_person')}>
          <ul className="lines">
            {open && (
              <li>
                <Icon name="clock" className="c-today" />
                <Link href={'/applications/' + open.id}>
                  {t('counter.open_application', {
                    number: open.number,
                    date: formatDate(open.acceptanceDate),
                  })}
                </Link>
              </li>
            )}
            {person?.status === 'job_seeker' && person.statusSince && (
              <li>
                <Icon name="done" className="c-done" />
                <span>{t('counter.was_seeker', { date: formatDate(person.statusSince) })}</span>
              </li>
            )}
            {person?.status === 'refused' && person.statusSince && (
              <li>
                <Icon name="info" />
                <span>{t('counter.was_refused', { date: formatDate(person.statusSince) })}</span>
              </li>
            )}
            {person && (
              <li>
                <Icon name="history" />
                <span>
                  {t('counter.data_updated', {
                    date: formatDate(person.updatedAt),
                    by: shortName(person.updatedBy),
                  })}
                </span>
              </li>
            )}
          </ul>
        </Part>
      )}
    </>
  )
}
