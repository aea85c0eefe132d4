import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Application, DocumentRow } from '../../../shared/model'
import { useCall, useCommand } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DeadlineChip,
  ErrorNote,
  Page,
  PageHead,
  PaperView,
  Part,
  Tick,
  useToast,
  type PaperHandle,
} from '../../components'
import { useDesk } from '../../desk'
import { formatDate, formatTime } from '../../format'
import { useT } from '../../i18n'
import { useKey } from '../../keys'
import { workingDaysLeft } from '../application/left'
import { CancelledNote } from '../papers/cancelled'
import { usePaperFile } from '../papers/file'
import { leave, type Accepted as Answer } from './store'

const allMarks = ['receipt_given', 'documents_returned', 'information_given'] as const
type Mark = (typeof allMarks)[number]

/** What came of the intake: with a paper in the preview, or none (an old paper case). */
export function Accepted({ answer }: { answer: Answer }) {
  return answer.document ? (
    <WithPaper answer={answer} document={answer.document} />
  ) : (
    <Entered application={answer.application} />
  )
}

/** An old paper case stands in the register; its papers exist. */
function Entered({ application }: { application: Application }) {
  const t = useT()
  const [, navigate] = useLocation()
  useKey('Esc', () => void leave(), { label: t('counter.back_to_counter') })
  const open = () => {
    navigate('/applications/' + application.id)
    void leave()
  }
  return (
    <Page title={t('counter.entered')}>
      <PageHead title={t('counter.entered')} />
      <div className="page-body entered" role="status">
        <p>
          <b>{application.personName}</b>
          <span className="second block">{t.local(application.serviceName)}</span>
        </p>
        <p className="number">{application.number}</p>
        <p className="with-icon">
          <Chip tone="info" icon="history">
            {t('counter.archive_mark')}
          </Chip>
          {formatDate(application.acceptanceDate)}
          {application.archive?.paperNumber && `, № ${application.archive.paperNumber}`}
          <Chip tone="done" icon="disk">
            {t('common.on_disk')}
          </Chip>
        </p>
        <p className="second">{t('counter.entered_text')}</p>
        <p className="acts">
          <Button kind="primary" autoFocus shortcutShown="Enter" onPress={open}>
            {t('counter.open_case')}
          </Button>
          <Button shortcutShown="F2" onPress={() => void leave()}>
            {t('counter.next_person')}
          </Button>
        </p>
      </div>
    </Page>
  )
}

/** The number, the paper, and what is to be done before the person leaves. */
function WithPaper({ answer, document: issued }: { answer: Answer; document: DocumentRow }) {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const [, navigate] = useLocation()
  const paper = useRef<PaperHandle>(null)
  const application = useCall('application.get', { id: answer.application.id }).data ?? answer.application
  // Another desk may have cancelled the paper since.
  const document = application.documents.find((one) => one.id === issued.id) ?? issued
  const file = usePaperFile(document.id)
  const printed = useCommand('document.printed')
  const mark = useCommand('application.mark')
  const [pages, setPages] = useState<number | null>(null)
  const [times, setTimes] = useState(document.printed)
  const ready = pages !== null && !document.cancelled
  // R131: of the receipt of refusing, one copy for each side; both stand in the preview.
  const refusal = application.state === 'intake_refused'
  const copies = refusal ? 2 : 1
  const { token } = file
  const marks = application.archive ? [] : allMarks.filter((name) => !refusal || name !== 'receipt_given')

  const print = async () => {
    if (!(await paper.current?.print())) return
    const result = await printed.run({ id: document.id, copies })
    if (result.ok) {
      setTimes(result.value.printed)
      toast(t('counter.printed_sent'), { icon: 'print' })
    }
  }
  const toPerson = () => {
    navigate('/people/' + application.personId)
    void leave()
  }
  useKey('F9', () => void print(), { label: t('counter.print'), when: ready })
  useKey('Esc', () => void leave(), { label: t('counter.back_to_counter') })
  // A tick stands at once; the core's answer confirms it or takes it back.
  const [ticked, setTicked] = useState<Partial<Record<Mark, boolean>>>({})
  const marked = (name: Mark) => ticked[name] ?? application.marks.some((one) => one.name === name)
  const setMark = async (name: Mark, done: boolean) => {
    setTicked((was) => ({ ...was, [name]: done }))
    const result = await mark.run({ id: application.id, mark: name, done })
    if (!result.ok) setTicked((was) => ({ ...was, [name]: !done }))
  }
  const deadline = application.deadlines.find((one) => one.metOn === null)
  const title = t(
    refusal ? 'counter.not_taken' : application.archive ? 'counter.entered' : 'counter.accepted',
  )
  return (
    <Page title={title} className="accepted">
      <div className="split act-first">
        <aside className="aside">
          <section className="part first" role="status">
            <h1>{title}</h1>
            <p className="second">
              {application.personName}
              <br />
              {t.local(application.serviceName)}
            </p>
            <p className="caption quiet">{t(refusal ? 'counter.receipt_number' : 'counter.number')}</p>
            <p className="number">{application.number}</p>
            <p className="second with-icon">
              {formatDate(application.acceptedAt)}, {formatTime(application.acceptedAt)}
              <Chip tone="done" icon="disk">
                {t('common.on_disk')}
              </Chip>
            </p>
          </section>
          <section className="part">
            <Button
              id="print-paper"
              kind="primary"
              wide
              big
              icon="print"
              autoFocus
              shortcutShown={times > 0 ? 'F9' : 'Enter'}
              notReady={
                ready ? [] : [t(document.cancelled ? 'error.paper_cancelled' : 'common.paper_waiting')]
              }
              onPress={() => void print()}
            >
              {t(times > 0 ? 'counter.print_again' : refusal ? 'counter.print_two' : 'counter.print')}
            </Button>
            <p className="second under">
              {t(`common.paper_${document.language}`)}
              {pages !== null && ', ' + t('counter.pages', { n: pages })}
            </p>
            <ErrorNote error={printed.error} />
          </section>
          {marks.length > 0 && (
            <fieldset className="part">
              <legend>
                <h2>{t('counter.before_leaving')}</h2>
              </legend>
              <div className="stack under">
                {marks.map((name) => (
                  <Tick
                    key={name}
                    checked={marked(name)}
                    onChange={(done) => void setMark(name, done)}
                    note={name === 'information_given' ? t('counter.mark_information_note') : undefined}
                  >
                    {t(`counter.mark_${name}`)}
                  </Tick>
                ))}
              </div>
              <ErrorNote error={mark.error} />
            </fieldset>
          )}
          <Part title={t('counter.then')}>
            {deadline && (
              <DeadlineChip
                why={deadline.why}
                due={deadline.due}
                workingDaysLeft={workingDaysLeft(deadline.why, status.today)}
                long
              />
            )}
            <p className="second under">
              {t(
                refusal
                  ? 'counter.then_refused'
                  : application.archive
                    ? 'counter.entered_text'
                    : application.registers
                      ? 'counter.then_text'
                      : 'counter.then_text_other',
              )}
            </p>
          </Part>
        </aside>
        <section className="list" aria-label={t('counter.paper_of')}>
          <ErrorNote error={file.error} />
          <CancelledNote document={document} />
          <PaperView
            ref={paper}
            token={token && Array<string>(copies).fill(token)}
            title={t.local(document.title)}
            onReady={setPages}
            onRetry={file.again}
          />
        </section>
      </div>
      <ActionBar
        actions={
          <>
            <Button
              onPress={() => {
                navigate('/applications/' + application.id)
                void leave()
              }}
            >
              {t(refusal || application.archive ? 'counter.open_case' : 'counter.then_check')}
            </Button>
            <Button shortcut="F5" onPress={toPerson}>
              {t('counter.person_page')}
            </Button>
            <Button shortcutShown="F2" onPress={() => void leave()}>
              {t('counter.next_person')}
            </Button>
          </>
        }
      >
        <p className="keys">
          <span>
            <kbd>Esc</kbd> {t('counter.back_to_counter')}
          </span>
          <span>
            <kbd>F9</kbd> {t('counter.print')}
          </span>
        </p>
      </ActionBar>
    </Page>
  )
}
