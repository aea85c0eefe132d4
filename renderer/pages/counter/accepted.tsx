import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useCall, useCommand } from '../../api/hooks'
import {
  ActionBar,
  Button,
  Chip,
  DeadlineChip,
  ErrorNote,
  Page,
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
import { leave, type Accepted as Answer } from './store'

const marks = ['receipt_given', 'documents_returned', 'information_given'] as const

/** The number, the paper, and what is to be done before the person leaves. */
export function Accepted({ answer }: { answer: Answer }) {
  const t = useT()
  const toast = useToast()
  const { status } = useDesk()
  const [, navigate] = useLocation()
  const paper = useRef<PaperHandle>(null)
  const { document } = answer
  const application = useCall('application.get', { id: answer.application.id }).data ?? answer.application
  const file = useCall('document.file', { id: document.id, as: 'docx' }, { staleTime: 60_000 })
  const printed = useCommand('document.printed')
  const mark = useCommand('application.mark')
  const [pages, setPages] = useState<number | null>(null)
  const [times, setTimes] = useState(document.printed)
  const ready = pages !== null

  const print = async () => {
    if (!paper.current?.print()) return
    const result = await printed.run({ id: document.id, copies: 1 })
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
  const [ticked, setTicked] = useState<Partial<Record<(typeof marks)[number], boolean>>>({})
  const marked = (name: (typeof marks)[number]) =>
    ticked[name] ?? application.marks.some((one) => one.name === name)
  const setMark = async (name: (typeof marks)[number], done: boolean) => {
    setTicked((was) => ({ ...was, [name]: done }))
    const result = await mark.run({ id: application.id, mark: name, done })
    if (!result.ok) setTicked((was) => ({ ...was, [name]: !done }))
  }
  const deadline = application.deadlines.find((one) => one.metOn === null)
  return (
    <Page title={t('counter.accepted')} className="accepted">
      <div className="split act-first">
        <aside className="aside">
          <section className="part first" role="status">
            <h1>{t('counter.accepted')}</h1>
            <p className="second">
              {application.personName}
              <br />
              {t.local(application.serviceName)}
            </p>
            <p className="caption quiet">{t('counter.number')}</p>
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
              notReady={ready ? [] : [t('common.paper_waiting')]}
              onPress={() => void print()}
            >
              {t(times > 0 ? 'counter.print_again' : 'counter.print')}
            </Button>
            <p className="second under">
              {t(`common.paper_${document.language}`)}
              {pages !== null && ', ' + t('counter.pages', { n: pages })}
            </p>
            <ErrorNote error={printed.error} />
          </section>
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
          <Part title={t('counter.then')}>
            {deadline && (
              <DeadlineChip
                why={deadline.why}
                due={deadline.due}
                workingDaysLeft={workingDaysLeft(deadline.why, status.today)}
                long
              />
            )}
            <p className="second under">{t('counter.then_text')}</p>
          </Part>
        </aside>
        <section className="list" aria-label={t('counter.paper_of')}>
          <ErrorNote error={file.error} />
          <PaperView
            ref={paper}
            token={file.data?.token ?? null}
            title={t.local(document.title)}
            onReady={setPages}
            onRetry={() => void file.refetch()}
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
              {t('counter.then_check')}
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
