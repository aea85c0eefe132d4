/** A print job on the screen: how far it is, whether the sheets came out, what was left out. */
import { Button, Dialog, Note, Progress, useErrorText } from '../../components'
import { useT } from '../../i18n'
import type { PrintQuestion } from './print-many'
import type { Failed, PrintJob } from './queue'
import { paperTitle } from './words'

const stepWords = {
  preparing: 'desk.printing_prepare',
  printing: 'desk.printing_direct',
  marking: 'desk.printing_mark',
} as const

/** How far a print job is. */
export function Printing({ job, onStop }: { job: PrintJob; onStop: () => void }) {
  const t = useT()
  const what = job.now ? `${paperTitle(t, job.now)}, ${job.now.personName}` : ''
  const words =
    job.step === 'at_printer'
      ? t('desk.printing_sheet')
      : t(stepWords[job.step], { n: job.done, total: job.total, what })
  return (
    <section className="part queue-box" aria-live="polite">
      <h2>{t('desk.printing')}</h2>
      <Progress
        label={t('desk.printing')}
        value={job.done}
        max={job.total}
        note={words}
        action={
          (job.step === 'preparing' || job.step === 'printing') && (
            <Button small shortcut="Esc" onPress={onStop}>
              {t('desk.stop')}
            </Button>
          )
        }
      />
    </section>
  )
}

/** A browser does not tell whether its dialog ended with paper. */
export function DidItPrint({ question }: { question: PrintQuestion | null }) {
  const t = useT()
  return (
    <Dialog
      open={question !== null}
      onClose={() => question?.answer(false)}
      title={t('desk.printing_ask')}
      actions={
        <Button kind="primary" autoFocus onPress={() => question?.answer(true)}>
          {t('desk.printing_yes')}
        </Button>
      }
    >
      <p>{t('desk.printing_ask_help', { n: question?.count ?? 0 })}</p>
    </Dialog>
  )
}

/** Papers that a job left out, each with its reason. */
export function LeftOut({ failed }: { failed: readonly Failed[] }) {
  const t = useT()
  const text = useErrorText()
  if (failed.length === 0) return null
  return (
    <Note tone="stop">
      <p>{t('desk.printing_left', { n: failed.length })}</p>
      <ul>
        {failed.map(({ document, error }) => (
          <li key={document.id}>
            {paperTitle(t, document)}, {document.personName}:{' '}
            {error ? text(error) : t('desk.printing_unshown')}
          </li>
        ))}
      </ul>
    </Note>
  )
}
